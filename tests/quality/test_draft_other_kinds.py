"""Drafts of other kinds, levels and years, from data written as clerks write them, with the seeds as peers."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from assistant.domain.agency_year import AgencyYear
from assistant.domain.drafts import ReportDraft, SentenceKind, render_text
from assistant.domain.sections import SectionKind
from assistant.domain.topics import Topic
from assistant.drafting.plain import draft_report
from assistant.reading.agency_year import load_agency_year
from assistant.retrieval.wordings import WordingBank
from tests.quality.test_draft_leave_one_out import Peers, own_words, sentences_of

DATA = Path(__file__).parent / "data" / "kinds"
NAMES = sorted(path.stem for path in DATA.glob("*.yaml"))
CAUSE = "主要原因是"


@cache
def peers() -> Peers:
    return Peers("")


@cache
def drafted(name: str) -> tuple[AgencyYear, ReportDraft]:
    year = load_agency_year(DATA / f"{name}.yaml")
    bank = WordingBank.build(peers().passages, exclude_agency=year.agency.name)
    return year, draft_report(year, examples=peers(), wordings=bank)


@pytest.mark.parametrize("name", NAMES)
def test_every_fact_stands_once_in_its_section(name: str) -> None:
    year, draft = drafted(name)
    said = {
        part.section: Counter(ref.path for sentence in sentences_of(part) for ref in sentence.facts)
        for part in draft.sections
    }
    expected = {
        SectionKind.ACHIEVEMENTS: (*year.indicators, *year.initiatives),
        SectionKind.PRINCIPAL_DUTY: year.principal_duty,
        SectionKind.NEXT_YEAR_PLAN: year.next_year,
        SectionKind.OTHER_MATTERS: year.other_matters,
    }
    for kind, items in expected.items():
        for item in items:
            assert said[kind][item.path] == 1, (kind, item)


@pytest.mark.parametrize("name", NAMES)
def test_the_form_of_the_genre(name: str) -> None:
    _year, draft = drafted(name)
    first = draft.sections[0]
    lengths = [sum(len(sentence.text) for sentence in sub.sentences) for sub in first.subsections]
    assert len(lengths) != 1
    party = (
        first.subsections[0].topics == (Topic.PARTY_LEADERSHIP,) if lengths else False
    )  # may be a single sentence
    assert all(40 <= length <= 900 for length in lengths[party:]), lengths
    assert all(tuple(map(len, sub.heading.split("，"))) == (6, 8) for sub in first.subsections)
    headings = [sub.heading for part in draft.sections for sub in part.subsections]
    assert len(headings) == len(set(headings))
    sentences = list(draft.sentences())
    texts = [sentence.text for sentence in sentences]
    assert len(texts) == len(set(texts))
    for one, other in pairwise(sentence for part in draft.sections for sentence in sentences_of(part)):
        gap = SentenceKind.PLACEHOLDER in {one.kind, other.kind}
        assert gap or one.text[:2] != other.text[:2] or one.text.startswith(CAUSE), (one.text, other.text)


@pytest.mark.parametrize("name", NAMES)
def test_the_agencys_own_words_and_nothing_of_a_peer(name: str) -> None:
    year, draft = drafted(name)
    text = render_text(draft).text
    for word in ("以为指导", "，，", "。。", "；。", "：，", "了《", "一是一是", "{", "我局我局"):
        assert word not in text
    for sign in ('"', ",", ";", "(", ")"):
        assert sign not in text
    for report in peers().reports:
        for peer_name in (report.agency, report.document_number, report.signer):
            assert not peer_name or peer_name not in text or peer_name in own_words(year)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_data_give_the_same_draft(name: str) -> None:
    year, draft = drafted(name)
    bank = WordingBank.build(peers().passages, exclude_agency=year.agency.name)
    assert draft_report(load_agency_year(DATA / f"{name}.yaml"), examples=peers(), wordings=bank) == draft


def test_what_is_cited_really_stands_in_the_passage() -> None:
    passages = {passage.id: "\n".join((*passage.headings, passage.text)) for passage in peers().passages}
    cited = 0
    for name in NAMES:
        _year, draft = drafted(name)
        for sentence in draft.sentences():
            for ref in sentence.modelled_on:
                cited += 1
                assert _shares_a_wording(sentence.text, draft, passages[ref.passage_id]), sentence.text
    assert cited >= 3 * len(NAMES)


def _shares_a_wording(text: str, draft: ReportDraft, passage: str) -> bool:
    """Whether a passage has a run of four signs of a sentence, or of the heading over it."""
    over = "".join(
        sub.heading for part in draft.sections for sub in part.subsections if sub.sentences[0].text == text
    )
    return any(run in passage for run in (f"{text}{over}"[n : n + 4] for n in range(len(text + over) - 3)))
