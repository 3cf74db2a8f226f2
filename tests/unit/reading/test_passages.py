"""Passages: small enough to search, nothing lost, the same id for the same place."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from assistant.domain.sections import SectionKind
from assistant.errors import PeerReportError
from assistant.reading.passages import MAX_CHARACTERS, cut_passages
from assistant.reading.peer_report import require_report
from tests.unit.reading.texts import SEEDS, read, read_text, seed


@pytest.mark.parametrize("name", SEEDS)
def test_passages_hold_the_whole_text_in_order(name: str) -> None:
    report = seed(name)
    passages = cut_passages(report)
    joined = "".join(passage.text for passage in passages)
    for section in report.walk():
        assert section.text in re.sub(r"\n", "", joined) or section.text.replace("\n", "") in joined.replace(
            "\n", ""
        )
    starts = [passage.start for passage in passages]
    assert starts == sorted(starts)
    assert all(before.end <= after.start for before, after in pairwise(passages))
    assert max(len(passage.text) for passage in passages) <= MAX_CHARACTERS
    assert len({passage.id for passage in passages}) == len(passages)


@pytest.mark.parametrize("name", SEEDS)
def test_passages_know_where_they_stand(name: str) -> None:
    report = seed(name)
    for passage in cut_passages(report):
        assert passage.report_id == f"r-{report.source.sha256[:16]}"
        assert re.fullmatch("p-[0-9a-f]{16}", passage.id)
        assert (passage.agency, passage.year) == (report.agency, report.year)
        first = re.sub(r"[^\u4e00-\u9fff]", "", passage.text)[:4]
        assert re.sub(r"[^\u4e00-\u9fff]", "", report.source.text[passage.start : passage.end]).startswith(
            first
        )
    sections = {passage.section for passage in cut_passages(report)}
    assert {SectionKind.ACHIEVEMENTS, SectionKind.NEXT_YEAR_PLAN} <= sections


def test_points_are_passages_of_their_own_and_tiny_ones_are_joined() -> None:
    long = "组织集中学习宪法、民法典和行政处罚法，开展专题讲座和业务培训，参训人员二百余人次，考试合格率达到百分之百。"
    report = read(
        "2023年，我局扎实工作。",
        "一、主要举措",
        f"（一）加强学习。一是领导带头。{long}二是干部全员。{long}三是开考。四是评比。",
    )
    passages = [passage for passage in cut_passages(report) if passage.headings == ("主要举措", "加强学习")]
    assert [passage.text[:2] for passage in passages] == ["一是", "二是"] or len(passages) == 3
    assert passages[-1].text.endswith("四是评比。")


def test_a_long_paragraph_is_cut_at_sentence_ends() -> None:
    sentences = [
        f"第{number}项工作按照计划完成，成效明显，群众满意，企业认可，各方面反映良好。"
        for number in range(40)
    ]
    report = read("2023年，我局扎实工作。", "一、主要举措", "".join(sentences))
    passages = [passage for passage in cut_passages(report) if passage.headings]
    assert all(passage.text.endswith("。") for passage in passages)
    assert "".join(passage.text for passage in passages) == "".join(sentences)


def test_a_heading_alone_is_a_passage() -> None:
    report = read("2023年，我局扎实工作。", "一、主要举措", "（一）加强组织领导。", "（二）加强普法。")
    assert [passage.text for passage in cut_passages(report)][1:] == [
        "（一）加强组织领导。",
        "（二）加强普法。",
    ]


def test_what_is_no_report_is_refused_by_name() -> None:
    with pytest.raises(PeerReportError, match=r"报告\.txt.*不像一份报告"):
        require_report(read("短文。"))
    with pytest.raises(PeerReportError, match="选错了文件"):
        require_report(read_text("今天天气很好，适合出门散步。" * 40))
    assert require_report(seed("jinan-2023")) is seed("jinan-2023")
