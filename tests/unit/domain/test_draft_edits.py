"""Edits of a draft change what they name and nothing else."""

from __future__ import annotations

from dataclasses import replace

from assistant.domain.draft_edits import (
    SentencePlace,
    insert_after,
    keep_locked,
    move_subsection,
    places,
    remap_facts,
    replace_sentence,
    sentence_at,
)
from assistant.domain.drafts import (
    DraftSentence,
    ReportDraft,
    SectionDraft,
    SentenceKind,
    SignatureBlock,
    SubsectionDraft,
)
from assistant.domain.sections import SectionKind
from assistant.domain.sources import FactRef
from assistant.domain.topics import Topic


def said(text: str, *facts: str, locked: bool = False) -> DraftSentence:
    return DraftSentence(text, SentenceKind.FACT, tuple(map(FactRef, facts)), locked=locked)


LAW = SubsectionDraft(
    (Topic.LAW_ENFORCEMENT,), "规范执法", (said("甲。", "indicators[0]"), said("乙。", "indicators[1].value"))
)
EDUCATION = SubsectionDraft((Topic.LEGAL_EDUCATION,), "普法", (said("丙。", "initiatives[0]"),))
DRAFT = ReportDraft(
    "标题",
    "县政府",
    (said("前言。"),),
    (SectionDraft(SectionKind.ACHIEVEMENTS, "举措", (said("导语。"),), (LAW, EDUCATION)),),
    SignatureBlock("某局", "2026年1月1日"),
    2025,
    "某局",
)


def test_every_place_leads_to_its_sentence() -> None:
    for place, sentence in places(DRAFT):
        assert sentence_at(DRAFT, place) is sentence
        assert SentencePlace.from_key(place.key) == place
    assert [sentence for _, sentence in places(DRAFT)] == list(DRAFT.sentences())
    for nowhere in (SentencePlace(0, 5, 0), SentencePlace(7, 0, 0), SentencePlace(0, 0, 9)):
        assert sentence_at(DRAFT, nowhere) is None
        assert replace_sentence(DRAFT, nowhere, ()) == DRAFT


def test_one_sentence_is_exchanged_all_others_stay() -> None:
    for place, _ in places(DRAFT):
        changed = replace_sentence(DRAFT, place, (said("新。"),))
        different = [here for (here, a), (_, b) in zip(places(DRAFT), places(changed), strict=True) if a != b]
        assert different == [place]


def test_the_last_sentence_of_a_point_takes_it_along() -> None:
    changed = replace_sentence(DRAFT, SentencePlace(0, 1, 0), ())
    assert [point.heading for point in changed.sections[0].subsections] == ["规范执法"]


def test_inserted_behind_and_moved() -> None:
    changed = insert_after(DRAFT, SentencePlace(0, 0, 0), (said("插。"),))
    assert [each.text for each in changed.sections[0].subsections[0].sentences] == ["甲。", "插。", "乙。"]
    moved = move_subsection(DRAFT, 0, 1, -1)
    assert [point.heading for point in moved.sections[0].subsections] == ["普法", "规范执法"]
    assert move_subsection(DRAFT, 0, 0, -1) == DRAFT


def test_a_locked_sentence_stands_in_for_what_says_its_fact() -> None:
    locked = said("我局自己的话。", "indicators[1].value", locked=True)
    old = replace(
        DRAFT.sections[0], subsections=(replace(LAW, sentences=(LAW.sentences[0], locked)), EDUCATION)
    )
    kept = keep_locked(old, DRAFT.sections[0])
    assert [each.text for each in kept.subsections[0].sentences] == ["甲。", "我局自己的话。"]
    homeless = replace(old, subsections=(replace(LAW, sentences=(said("没有依据的话。", locked=True),)),))
    kept = keep_locked(homeless, DRAFT.sections[0])
    assert kept.subsections[0].sentences[-1].text == "没有依据的话。"
    assert (
        keep_locked(homeless, SectionDraft(SectionKind.ACHIEVEMENTS, "空")).sentences[-1].text
        == "没有依据的话。"
    )


def test_facts_follow_items_that_moved() -> None:
    moved = remap_facts(DRAFT, {"indicators[1]": "indicators[0]", "indicators[0]": "indicators[已删除]"})
    facts = [ref.path for sentence in moved.sentences() for ref in sentence.facts]
    assert facts == ["indicators[已删除]", "indicators[0].value", "initiatives[0]"]
    assert remap_facts(DRAFT, {}) == DRAFT
