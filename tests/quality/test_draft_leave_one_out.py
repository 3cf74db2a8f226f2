"""Leave-one-out: one seed's facts as yearly data, the other seeds as peers; nothing of a peer reaches the draft."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from assistant.domain.agency_year import AgencyYear
from assistant.domain.drafts import DraftSentence, ReportDraft, SectionDraft, SentenceKind, render_text
from assistant.domain.peers import Match, Passage, PeerReport, SearchFilters
from assistant.domain.quantities import QuantityKind, find_quantities
from assistant.domain.sections import SectionKind
from assistant.domain.topics import Topic
from assistant.drafting.catalogue import load_catalogue
from assistant.drafting.plain import draft_report
from assistant.drafting.rehoming import rehomed
from assistant.drafting.themes import load_themes
from assistant.drafting.year_on_year import change_from_last_year, plain_number
from assistant.importing.files import read_file
from assistant.reading.agency_year import load_agency_year
from assistant.reading.passages import cut_passages
from assistant.reading.peer_report import read_report
from assistant.retrieval.wording_facts import place_names
from assistant.retrieval.wordings import WordingBank
from tests.conftest import ROOT, SEED_REPORTS

DATA = Path(__file__).parent / "data"
CASES = [
    *((DATA / f"{name}.yaml", f"{name}.txt") for name in ("jinan-2023", "zaozhuang-2023", "daxing-2024")),
    *((path, "") for path in sorted((ROOT / "seeds" / "yearly_data").glob("*.yaml"))),
]


@cache
def reports() -> dict[str, PeerReport]:
    return {path.name: read_report(read_file(path)) for path in sorted(SEED_REPORTS.glob("*.txt"))}


class Peers:
    """Passages of the other seeds, found in reading order."""

    def __init__(self, own: str) -> None:
        self.reports = [report for name, report in reports().items() if name != own]
        self.passages: tuple[Passage, ...] = tuple(p for r in self.reports for p in cut_passages(r))

    def search(self, _query: str, filters: SearchFilters, limit: int) -> tuple[Match, ...]:
        found = [p for p in self.passages if p.section is filters.section]
        return tuple(Match(p, 1.0, "") for p in found[:limit])


@pytest.fixture(scope="module", params=CASES, ids=lambda case: case[0].stem)
def case(request: pytest.FixtureRequest) -> tuple[AgencyYear, ReportDraft, Peers]:
    data, own = request.param
    year, peers = load_agency_year(data), Peers(own)
    bank = WordingBank.build(peers.passages, exclude_agency=year.agency.name)
    return year, draft_report(year, examples=peers, wordings=bank), peers


def own_words(year: AgencyYear) -> str:
    parts = [year.agency.name, year.agency.leadership, *year.agency.region, year.document.addressee]
    parts += [f"{item.name}{plain_number(item.value)}{item.unit}" for item in year.indicators]
    parts += [f"{item.text}{item.outcome}" for item in year.initiatives]
    parts += [f"{item.text}{item.cause}" for item in year.shortcomings]
    parts += [item.text for item in (*year.principal_duty, *year.next_year, *year.other_matters)]
    return "\n".join(parts)


def sentences_of(part: SectionDraft) -> list[DraftSentence]:
    return [*part.sentences, *(sentence for sub in part.subsections for sentence in sub.sentences)]


def test_no_number_from_anywhere_else(case: tuple[AgencyYear, ReportDraft, Peers]) -> None:
    year, draft, _peers = case
    allowed = {item.value for item in find_quantities(own_words(year))}
    for item in year.indicators:
        allowed |= {number.value for number in find_quantities(f"有{plain_number(item.value)}{item.unit}")}
        if item.last_year is not None:
            change = change_from_last_year(item.value, item.last_year, item.unit)
            allowed |= {number.value for number in find_quantities(change.clause)}
    for sentence in draft.sentences():
        text = re.sub("^[一二三四五六七八九十]+是", "", sentence.text)
        for number in find_quantities(text):
            if number.kind is QuantityKind.YEAR:
                assert str(number.value)[:4] in {
                    str(year.year),
                    str(year.year + 1),
                } or number.text in own_words(year)
            elif sentence.kind is SentenceKind.FACT:
                assert number.value in allowed, (number.text, text)
            else:
                assert sentence.kind is SentenceKind.PLACEHOLDER, (number.text, text)


def test_no_name_and_no_title_of_a_peer(case: tuple[AgencyYear, ReportDraft, Peers]) -> None:
    year, draft, peers = case
    own = own_words(year)
    text = render_text(draft).text
    for title in re.findall("《[^《》]+》", text):
        assert title in own
    for quote in re.findall("“[^“”]+”", text):
        assert quote in own or quote == "“三项制度”" or "【待补充" in text
    for name in place_names().find(text.replace("\n", "。")):
        assert name in own
    for report in peers.reports:
        for name in (report.agency, report.document_number, report.signer):
            assert not name or name not in text


def test_every_fact_once_in_its_section(case: tuple[AgencyYear, ReportDraft, Peers]) -> None:
    year, draft, _peers = case
    said = {
        part.section: Counter(ref.path for sentence in sentences_of(part) for ref in sentence.facts)
        for part in draft.sections
    }
    for item in (*year.indicators, *year.initiatives):
        assert said[SectionKind.ACHIEVEMENTS][item.path] == 1
    for record in year.principal_duty:
        assert said[SectionKind.PRINCIPAL_DUTY][record.path] == 1
    for action in year.next_year:
        assert said[SectionKind.NEXT_YEAR_PLAN][action.path] == 1
    told = rehomed(year, load_themes(), load_catalogue())
    topics = {item.path: item.topic for item in (*told.indicators, *told.initiatives)}
    for part in draft.sections[:1]:
        for sub in part.subsections:
            paths = {ref.path for sentence in sub.sentences for ref in sentence.facts}
            assert {topics[path] for path in paths} == set(sub.topics)


def test_the_shape_of_the_genre(case: tuple[AgencyYear, ReportDraft, Peers]) -> None:
    _year, draft, _peers = case
    part = draft.sections[0]
    lengths = [sum(len(sentence.text) for sentence in sub.sentences) for sub in part.subsections]
    assert 4 <= len(lengths) <= 12
    party = (
        part.subsections[0].topics == (Topic.PARTY_LEADERSHIP,) if lengths else False
    )  # may be a single sentence
    assert all(40 <= length <= 900 for length in lengths[party:]), lengths
    assert all(set(map(len, sub.heading.split("，"))) <= {6, 8} for sub in part.subsections)
    sentences = list(draft.sentences())
    gaps = [sentence for sentence in sentences if sentence.kind is SentenceKind.PLACEHOLDER]
    assert len(gaps) < 0.05 * len(sentences)
    texts = [sentence.text for sentence in sentences]
    assert len(texts) == len(set(texts))
    for sentence in sentences:
        assert sentence.facts or sentence.kind is not SentenceKind.FACT
        assert not sentence.modelled_on or sentence.kind in {SentenceKind.WORDING, SentenceKind.SET_PHRASE}
        assert sentence.modelled_on or sentence.kind is not SentenceKind.WORDING
