"""A draft cites passages where its phrases really stand, and none for its facts."""

from __future__ import annotations

from assistant.domain.drafts import DraftSentence, SectionDraft, SentenceKind, SubsectionDraft
from assistant.domain.sections import SectionKind
from assistant.domain.sources import FactRef
from assistant.domain.topics import Topic
from assistant.drafting.peers_use import PeersUse
from assistant.retrieval.wordings import WordingBank
from tests.builders import make_passage, make_report
from tests.unit.drafting.yearly import AGENCY

PASSAGES = tuple(
    make_passage(make_report(), text, agency=f"第{number}县水务局")
    for number, text in enumerate((
        "我局坚持以习近平新时代中国特色社会主义思想为指导，依法履职。",
        "一是落实普法责任。严格规范执法，全年检查386家次。",
        "现将有关情况报告如下：",
    ))
)
USE = PeersUse(AGENCY, WordingBank.build(PASSAGES))


def cited(text: str, kind: SentenceKind = SentenceKind.SET_PHRASE) -> list[int]:
    (sentence,) = USE.sentences((DraftSentence(text, kind),))
    ids = [passage.id for passage in PASSAGES]
    return [ids.index(ref.passage_id) for ref in sentence.modelled_on]


def test_phrases_are_cited_without_what_is_the_agencys_own() -> None:
    assert cited("2024年，我局将继续坚持以习近平新时代中国特色社会主义思想为指导，聚焦存在的不足：") == [0]
    assert cited("二是落实普法责任。") == [1]
    assert cited("现将有关情况报告如下：") == [2]
    assert cited("三是健全推进机制。") == []


def test_facts_and_gaps_are_not_cited() -> None:
    assert cited("严格规范执法，全年检查386家次。", SentenceKind.FACT) == []
    assert cited("【待补充：现将有关情况报告如下】", SentenceKind.PLACEHOLDER) == []


def test_a_headings_passages_go_with_the_lead_behind_it() -> None:
    lead = DraftSentence("一是健全推进机制。", SentenceKind.SET_PHRASE)
    fact = DraftSentence("检查9家次。", SentenceKind.FACT, (FactRef("indicators[0]"),))
    parts = tuple(
        SubsectionDraft((Topic.LAW_ENFORCEMENT,), "严格规范执法，提升监管执法质效", sentences)
        for sentences in ((lead, fact), (fact,))
    )
    section = USE.section(SectionDraft(SectionKind.ACHIEVEMENTS, "主要举措和成效", (), parts))
    refs = [[len(sentence.modelled_on) for sentence in part.sentences] for part in section.subsections]
    assert refs == [[1, 0], [0]]


def test_without_a_library_nothing_is_cited() -> None:
    sentence = DraftSentence("现将有关情况报告如下：", SentenceKind.SET_PHRASE)
    assert PeersUse(AGENCY, None).sentences((sentence,)) == (sentence,)
