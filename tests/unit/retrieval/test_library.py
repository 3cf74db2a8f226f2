"""The library as the application uses it."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.domain.peers import SearchFilters
from assistant.domain.sections import SectionKind
from assistant.domain.topics import Topic
from assistant.errors import LibraryError, PeerReportError
from assistant.ports import ExampleSource, PeerTexts, Progress
from assistant.retrieval.library import PeerLibrary, ReportCorrection
from tests.builders import SENTENCES, make_numbered_report, make_passage, make_report, open_library
from vectorstore.errors import EncoderError, Reason
from vectorstore.hashing_encoder import HashingEncoder
from vectorstore.types import TextEncoder, Vectors

ANY = SearchFilters()


@pytest.fixture
def library(home: Path) -> Iterator[PeerLibrary]:
    made = open_library(home)
    yield made
    made.close()


def agencies(library: PeerLibrary, query: str, filters: SearchFilters = ANY, limit: int = 10) -> list[str]:
    return [match.passage.agency for match in library.search(query, filters, limit)]


def test_it_is_what_the_stages_ask_for(library: PeerLibrary) -> None:
    source: ExampleSource = library
    texts: PeerTexts = library
    assert source.search("x", ANY, 1) == ()
    assert texts.summaries() == ()


def test_a_home_that_does_not_exist_is_empty_and_stays_untouched(home: Path, library: PeerLibrary) -> None:
    assert not library.exists()
    assert library.summaries() == ()
    assert list(library.passages()) == []
    assert library.search("行政执法", ANY, 5) == ()
    assert library.health().healthy
    assert library.revision() == 0
    assert not home.exists()


def test_what_was_added_comes_back_whole(library: PeerLibrary) -> None:
    report, passages = make_numbered_report(1)
    steps: list[Progress] = []
    outcome = library.add(report, passages, progress=steps.append)
    assert (outcome.added, outcome.passages, outcome.report_id) == (True, 8, passages[0].report_id)
    assert steps[-1] == Progress(8, 8, report.source.file)
    assert library.report(outcome.report_id) == report
    assert tuple(library.passages()) == passages
    assert library.passage(passages[2].id) == passages[2]
    assert library.passage("p-none") is None
    summary = library.summaries()[0]
    assert (summary.agency, summary.year, summary.passages) == (report.agency, 2024, 8)


def test_the_same_file_is_added_once_and_replaced_when_asked(library: PeerLibrary) -> None:
    report, passages = make_numbered_report(1)
    library.add(report, passages)
    revision = library.revision()
    again = library.add(replace(report, agency="另一种读法"), passages)
    assert (again.added, again.passages) == (False, 8)
    assert library.revision() == revision
    better = replace(report, agency="海州市司法局")
    outcome = library.add(
        better, [replace(each, agency=better.agency) for each in passages[:5]], replace=True
    )
    assert (outcome.added, outcome.replaced) == (True, True)
    assert library.report(outcome.report_id).agency == "海州市司法局"
    assert set(agencies(library, passages[0].text)) == {"海州市司法局"}
    assert library.summaries()[0].passages == 5


def test_a_report_without_passages_is_refused_by_name(library: PeerLibrary) -> None:
    with pytest.raises(PeerReportError, match=r"空\.txt"):
        library.add(make_report("", "空.txt"), [])
    assert not library.exists()


def test_a_removed_report_is_found_no_more(library: PeerLibrary) -> None:
    first, second = (library.add(*make_numbered_report(number)) for number in (1, 2))
    library.remove(first.report_id)
    assert set(agencies(library, SENTENCES[0], limit=20)) == {"第2号市应急管理局"}
    assert [summary.id for summary in library.summaries()] == [second.report_id]
    for call in (library.remove, library.report):
        with pytest.raises(LibraryError, match=first.report_id):
            call(first.report_id)


def test_filters_hold_for_every_match(library: PeerLibrary) -> None:
    library.add(
        *make_numbered_report(1, region=("山东省", "济南市"), level="市级", kind="应急管理", year=2023)
    )
    library.add(*make_numbered_report(2, region=("北京市", "大兴区"), level="县级", kind="教育", year=2024))
    report, passages = make_numbered_report(3)
    library.add(
        report,
        [
            replace(
                passages[0],
                section=SectionKind.NEXT_YEAR_PLAN,
                topics=(Topic.LEGAL_EDUCATION, Topic.CORE_BUSINESS),
            )
        ],
    )
    for filters, wanted in (
        (SearchFilters(region="济南"), {1}),
        (SearchFilters(region="山东省"), {1}),
        (SearchFilters(kind="教育"), {2}),
        (SearchFilters(level="县级"), {2}),
        (SearchFilters(year=2023), {1}),
        (SearchFilters(section=SectionKind.NEXT_YEAR_PLAN), {3}),
        (SearchFilters(topic=Topic.LEGAL_EDUCATION), {3}),
        (SearchFilters(topic=Topic.CORE_BUSINESS, section=SectionKind.NEXT_YEAR_PLAN), {3}),
        (SearchFilters(year=2023, kind="教育"), set()),
        (SearchFilters(exclude_agencies=("第1号市应急管理局", "第3号市应急管理局")), {2}),
    ):
        found = set(agencies(library, SENTENCES[0], filters, 20))
        assert found == {f"第{number}号市应急管理局" for number in wanted}, filters


def test_the_own_agency_does_not_crowd_out_the_others(library: PeerLibrary) -> None:
    library.add(*make_numbered_report(1, 400, agency="本局"))
    library.add(*make_numbered_report(2, 8))
    found = agencies(
        library, make_numbered_report(1, 400)[1][40].text, SearchFilters(exclude_agencies=("本局",)), 5
    )
    assert found == ["第2号市应急管理局"] * 5


def test_several_agencies_before_one_three_times(library: PeerLibrary) -> None:
    for number in range(4):
        library.add(*make_numbered_report(number, 24))
    found = agencies(library, SENTENCES[0], limit=8)
    assert sorted(found) == sorted(f"第{number}号市应急管理局" for number in (0, 0, 1, 1, 2, 2, 3, 3))


def test_the_order_is_the_same_every_time(library: PeerLibrary, home: Path) -> None:
    for number in range(3):
        library.add(*make_numbered_report(number))
    first = library.search("开展应急演练和培训", ANY, 10)
    library.close()
    other = open_library(home)
    assert other.search("开展应急演练和培训", ANY, 10) == first
    assert [match.score for match in first] == sorted((match.score for match in first), reverse=True)
    other.close()


def test_corrected_metadata_are_found_at_once_without_encoding(home: Path) -> None:
    encoder = CountingEncoder()
    library = PeerLibrary.open(home, lambda: encoder)
    report, passages = make_numbered_report(1)
    outcome = library.add(report, passages)
    encoded = encoder.passages
    summary = library.update_metadata(
        outcome.report_id,
        ReportCorrection(agency="威海市司法局", year=2022, kind="司法行政", region=("山东省", "威海市")),
    )
    assert (summary.agency, summary.year, summary.kind, summary.level) == (
        "威海市司法局",
        2022,
        "司法行政",
        report.level,
    )
    assert encoder.passages == encoded
    assert set(agencies(library, SENTENCES[0], SearchFilters(region="威海", year=2022, kind="司法行政"))) == {
        "威海市司法局"
    }
    assert agencies(library, SENTENCES[0], SearchFilters(year=2024)) == []
    assert library.report(outcome.report_id).source == report.source
    assert library.health().healthy
    library.close()


def test_without_an_encoder_it_searches_by_words_and_says_so(home: Path) -> None:
    library = open_library(home)
    library.add(*make_numbered_report(1))
    library.close()

    def broken() -> TextEncoder:
        raise EncoderError(Reason.MODEL_MISSING, "/nowhere/model")

    lame = PeerLibrary.open(home, broken)
    assert agencies(lame, "宪法宣传")
    assert "/nowhere/model" in lame.notices()[0]
    assert "按字面检索" in lame.notices()[0]
    with pytest.raises(LibraryError, match="/nowhere/model"):
        lame.add(*make_numbered_report(2))
    assert len(lame.summaries()) == 1
    assert any("语义模型" in problem for problem in lame.health().problems)
    lame.close()


def test_passages_of_another_encoder_are_found_by_words_until_they_are_encoded(home: Path) -> None:
    library = open_library(home)
    library.add(*make_numbered_report(1))
    library.close()
    other = PeerLibrary.open(home, lambda: HashingEncoder(32))
    assert agencies(other, "宪法宣传")
    assert "8 个段落" in other.notices()[0]
    assert not other.health().healthy
    mended = other.health(repair=True)
    assert (mended.healthy, mended.repaired) == (True, True)
    assert agencies(other, "宪法宣传")
    assert other.notices() == ()
    other.close()


def test_an_interrupted_add_goes_on_where_it_stopped(home: Path) -> None:
    encoder = CountingEncoder(stop_after=70)
    library = PeerLibrary.open(home, lambda: encoder)
    report, passages = make_numbered_report(1, 100)
    with pytest.raises(KeyboardInterrupt):
        library.add(report, passages)
    assert library.summaries() == ()
    encoder.stop_after = 0
    library.add(report, passages)
    assert encoder.passages == 100, "what was encoded before the interruption is not encoded again"
    assert library.search(passages[60].text, ANY, 1)[0].passage == passages[60]
    library.close()


def test_many_threads_may_search_while_one_adds(library: PeerLibrary) -> None:
    library.add(*make_numbered_report(0))
    failures: list[Exception] = []

    def look() -> None:
        try:
            for _ in range(10):
                assert library.search(SENTENCES[2], ANY, 5)
                list(library.passages())
        except Exception as error:  # noqa: BLE001
            failures.append(error)

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(1, 5):
        library.add(*make_numbered_report(number))
    for thread in threads:
        thread.join()
    assert failures == []
    assert library.health().healthy


def test_a_damaged_database_is_an_error_with_a_way_out(home: Path, library: PeerLibrary) -> None:
    home.mkdir()
    (home / "library.sqlite").write_bytes(b"not a database" * 100)
    for call in (
        library.summaries,
        library.health,
        lambda: library.search("x", ANY, 1),
        lambda: library.add(*make_numbered_report(1)),
    ):
        with pytest.raises(LibraryError, match=r"library\.sqlite 已损坏"):
            call()


def test_hostile_texts_are_stored_and_searched(library: PeerLibrary) -> None:
    report = make_report("'; DROP TABLE records; --\x00\ud800" + "\ufdfa" * 200)
    passages = [
        make_passage(report, "'; DROP TABLE records; --\x00\ud800"),
        make_passage(report, "\ufdfa" * 200, 100),
    ]
    library.add(report, passages)
    assert library.search("'; DROP TABLE records; --", SearchFilters(region="' OR 1=1 --"), 5) == ()
    assert library.search("DROP TABLE\x00\ud800", ANY, 5)
    assert library.health().healthy


class CountingEncoder(HashingEncoder):
    """Counts what it encodes; interrupts like Ctrl-C when asked to."""

    def __init__(self, stop_after: int = 0) -> None:
        super().__init__()
        self.passages = 0
        self.stop_after = stop_after

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        if self.stop_after and self.passages + len(texts) > self.stop_after:
            raise KeyboardInterrupt
        self.passages += len(texts)
        return super().encode_passages(texts)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return super().encode_passages(texts)
