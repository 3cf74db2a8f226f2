"""Whatever a file holds: reading ends soon, never fails, loses nothing, and says the same twice."""

from __future__ import annotations

import time
from contextlib import suppress
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.domain.peers import SourceText
from assistant.errors import SourceFileError
from assistant.importing.files import read_bytes
from assistant.reading.layout import read_layout
from assistant.reading.passages import MAX_CHARACTERS, cut_passages
from assistant.reading.peer_report import read_report
from assistant.reading.text import clean
from tests.conftest import SEED_REPORTS

SEEDS = [path.read_text("utf-8") for path in sorted(SEED_REPORTS.glob("*.txt"))]
PARTS = st.sampled_from([
    "一、",
    "（一）",
    "(二)",
    "1.",
    "（1）",
    "一是",
    "二是",
    "。",
    "，",
    "：",
    "；",
    "**",
    "# ",
    "“",
    "”",
    "《",
    "》",
    "2023年",
    "2021—2025年",
    "20212025年",
    "主要举措和成效",
    "存在的不足",
    "下一步打算",
    "第一责任人职责",
    "某市水务局",
    "签发人：",
    "〔2024〕3号",
    "2024年1月16日",
    "打印本页",
    "来源：",
    "第一部分",
    "法治政府建设情况报告",
    "推进行政执法",
    "�",
    "</p>",
    "&nbsp;",
    "[a](http://b)",
    "78600 件",
    "\ue000",
    "\n",
    "\n\n",
    " ",
    "\u3000",
])
TEXTS = st.one_of(st.text(max_size=300), st.lists(PARTS, max_size=80).map("".join))
FEW = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def source_of(text: str) -> SourceText:
    return SourceText("报告.txt", sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), text, "utf-8")


@FEW
@given(TEXTS)
def test_any_text_can_be_read_and_offsets_stay_inside(text: str) -> None:
    report = read_report(source_of(text))
    for section in report.walk():
        assert 0 <= section.start <= section.end <= len(text)
    for artefact in report.artefacts:
        assert 0 <= artefact.start <= artefact.end <= len(text)
    assert read_report(source_of(text)) == report


@FEW
@given(TEXTS)
def test_cutting_loses_nothing(text: str) -> None:
    source = source_of(text)
    report = read_report(source)
    passages = cut_passages(report)
    kept = "".join(passage.text for passage in passages)
    texts = [report.opening, *(section.text for section in report.walk())]
    assert all(_signs(part) in _signs(kept) for part in texts)
    assert all(len(passage.text) <= MAX_CHARACTERS for passage in passages)
    assert len({passage.id for passage in passages}) == len(passages)
    body = _signs(read_layout(source).body.text)
    headings = sum(len(_signs(section.marker + section.heading)) for section in report.walk())
    assert (
        len(body) - headings
        <= len(_signs(kept)) + 4 * len(list(report.walk()))
        <= len(body) + 4 * len(list(report.walk()))
    )


def _signs(text: str) -> str:
    return "".join(text.split())


@FEW
@given(TEXTS)
def test_cleaning_twice_changes_nothing_more_and_keeps_every_digit(text: str) -> None:
    lines = clean(text).lines
    once = "\n".join(line.text for line in lines)
    assert all(len(line.text) == len(line.places) for line in lines)
    assert all(
        text[place].isdigit()
        for line in lines
        for sign, place in zip(line.text, line.places, strict=True)
        if sign.isdigit() and "&" not in text
    )
    again = "\n".join(line.text for line in clean(once).lines)
    assert again.replace("\ue000", "").replace("\ue001", "") == once.replace("\ue000", "").replace(
        "\ue001", ""
    ) or set("*#>\\&<-") & set(text)


@FEW
@given(st.sampled_from(SEEDS), st.integers(0, 6000), st.integers(0, 400), TEXTS)
def test_a_damaged_report_is_still_read(text: str, place: int, length: int, insertion: str) -> None:
    report = read_report(source_of(text[:place] + insertion[:60] + text[place + length :]))
    assert report.sections
    assert cut_passages(report)


@FEW
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_by_name(data: bytes) -> None:
    with suppress(SourceFileError):
        assert read_bytes("上传.txt", data).text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "（" * 300_000,
        "一是" * 150_000,
        "一\n" * 150_000,
        "，" * 300_000,
        "法, " * 100_000,
        "来源：" * 100_000,
        "(一)a\n" * 60_000,
        "2023年" * 60_000,
    ],
    ids=["brackets", "points", "lines", "commas", "half width", "labels", "headings", "years"],
)
def test_a_hostile_text_does_not_hang(text: str) -> None:
    started = time.process_time()
    cut_passages(read_report(source_of(text)))
    assert time.process_time() - started < 8
