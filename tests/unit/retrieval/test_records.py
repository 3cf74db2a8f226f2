"""Reports and passages come back from the store as they went in."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.peers import Artefact, Passage, PeerReport, ReportSection, SearchFilters, SourceText
from assistant.domain.sections import SectionKind
from assistant.domain.topics import Topic
from assistant.retrieval.indexing import conditions_of, records_of
from assistant.retrieval.records import (
    passage_from_json,
    passage_to_json,
    report_from_json,
    report_to_json,
    storable,
    summary_from_json,
    summary_to_json,
)
from tests.builders import make_artefact, make_passage, make_report

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
offsets = st.integers(0, 9999)
kinds = st.none() | st.sampled_from(SectionKind)
topics = st.lists(st.sampled_from(Topic), max_size=3, unique=True).map(tuple)
artefacts = st.lists(st.builds(Artefact, texts, texts, offsets, offsets), max_size=2).map(tuple)
sections = st.recursive(
    st.builds(ReportSection, texts, texts, st.integers(1, 5), kinds, topics, texts, offsets, offsets),
    lambda below: st.builds(
        ReportSection,
        texts,
        texts,
        st.integers(1, 5),
        kinds,
        topics,
        texts,
        offsets,
        offsets,
        st.lists(below, max_size=2).map(tuple),
    ),
    max_leaves=4,
)
reports = st.builds(
    PeerReport,
    source=st.builds(SourceText, texts, texts, texts, texts, artefacts),
    title=texts,
    agency=texts,
    year=st.none() | st.integers(2015, 2030),
    region=st.lists(texts, max_size=3).map(tuple),
    date=st.none() | st.dates(date(2015, 1, 1), date(2030, 1, 1)),
    sections=st.lists(sections, max_size=2).map(tuple),
    artefacts=artefacts,
)
passages = st.builds(
    Passage,
    texts,
    texts,
    texts,
    st.none() | st.integers(2015, 2030),
    kinds,
    topics,
    st.lists(texts, max_size=3).map(tuple),
    texts,
    offsets,
    offsets,
    st.booleans(),
)


@given(reports)
def test_a_report_comes_back(report: PeerReport) -> None:
    assert report_from_json(report_to_json(report)) == report


@given(passages, texts)
def test_a_passage_comes_back(passage: Passage, file: str) -> None:
    assert passage_from_json(passage_to_json(passage, file)) == (passage, file)


def test_signs_that_no_file_can_hold_are_replaced_and_offsets_stay() -> None:
    report = make_report("前\ud800后")
    assert storable("前\ud800后") == "前\ufffd后"
    report_to_json(report).encode("utf-8")
    assert report_from_json(report_to_json(report)).source.text == "前\ufffd后"
    record = records_of(report, [make_passage(report, "前\udfff后")])[0]
    (record.text + record.payload).encode("utf-8")


def test_a_summary_counts_every_artefact_once() -> None:
    artefact = make_artefact()
    report = make_report(artefacts=(artefact, make_artefact(start=50)))
    report = make_report(artefacts=report.artefacts, source=SourceText("f", "d", "t", "utf-8", (artefact,)))
    summary = summary_from_json(summary_to_json(report), "r-1", 7, "2026-01-01")
    assert (summary.artefacts, summary.passages, summary.agency) == (2, 7, report.agency)


def test_places_are_found_with_and_without_their_ending() -> None:
    report = make_report(region=("新疆维吾尔自治区", "济南市", "沙县", "朝阳区"))
    labels = records_of(report, [make_passage(report, "文")])[0].labels
    assert {value for key, value in labels if key == "region"} == {
        "新疆维吾尔自治区",
        "新疆",
        "济南市",
        "济南",
        "沙县",
        "朝阳区",
        "朝阳",
    }


def test_only_filters_that_are_set_become_conditions() -> None:
    assert conditions_of(SearchFilters(exclude_agencies=("甲局",))) == ()
    assert set(
        conditions_of(
            SearchFilters(SectionKind.NEXT_YEAR_PLAN, Topic.CORE_BUSINESS, " 应急管理 ", "市级", "济南", 2023)
        )
    ) == {
        ("section", "next_year_plan"),
        ("topic", "core_business"),
        ("kind", "应急管理"),
        ("level", "市级"),
        ("region", "济南"),
        ("year", "2023"),
    }
