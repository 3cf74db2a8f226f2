"""The five seeds, read whole: frame, structure, damage."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from assistant.domain.sections import SectionKind
from assistant.reading.passages import cut_passages
from tests.unit.reading.texts import SEEDS, headings, outline, read_text, seed, seed_text


@pytest.mark.parametrize("name", SEEDS)
def test_outline(name: str, golden: Callable[[str, str], None]) -> None:
    report = seed(name)
    lines = [
        f"{'  ' * (section.level - 1)}{section.marker}{section.heading or '（无标题）'}"
        f"  [{section.section.value if section.section else ''}] {' '.join(section.topics)}"
        for section in report.walk()
    ]
    artefacts = [f"{artefact.kind}: {artefact.quote}" for artefact in report.artefacts]
    golden(f"reading/{name}.txt", "\n".join([*lines, "", *artefacts]) + "\n")


@pytest.mark.parametrize(
    ("name", "agency", "level", "region", "year", "day"),
    [
        ("chaoyang-2024", "朝阳市应急管理局", "市级", ("辽宁省", "朝阳市"), 2024, None),
        ("daxing-2024", "大兴区应急管理局", "县级", ("北京市", "大兴区"), 2024, None),
        ("jinan-2023", "济南市应急管理局", "市级", ("山东省", "济南市"), 2023, date(2023, 12, 25)),
        ("weihai-2021", "威海市应急管理局", "市级", ("山东省", "威海市"), 2021, date(2022, 1, 14)),
        ("zaozhuang-2023", "枣庄市应急管理局", "市级", ("山东省", "枣庄市"), 2023, None),
    ],
)
def test_who_reports_on_which_year(
    name: str, agency: str, level: str, region: tuple[str, ...], year: int, day: date | None
) -> None:
    report = seed(name)
    assert (report.agency, report.kind, report.level, report.region) == (agency, "应急管理", level, region)
    assert (report.year, report.date) == (year, day)


def test_frame_of_a_document_with_a_red_head() -> None:
    report = seed("zaozhuang-2023")
    assert report.title == "枣庄市应急局2023年度法治政府建设工作报告"
    assert (report.document_number, report.signer) == ("枣应急发〔2023〕56号", "杜飞廉")
    assert seed("daxing-2024").addressee == "区依法行政领导小组办公室"
    assert seed("jinan-2023").signature == "济南市应急管理局"


@pytest.mark.parametrize("name", SEEDS)
def test_furniture_is_no_text(name: str) -> None:
    report = seed(name)
    text = "\n".join([report.opening, *(section.heading + section.text for section in report.walk())])
    assert not re.search(r"打印本页|当前位置|索引号|发布日期|\*\*|^#", text, re.MULTILINE)
    assert not re.search(r"[\u4e00-\u9fff][,;:()]|[,;:()][\u4e00-\u9fff]", text)


@pytest.mark.parametrize("name", SEEDS)
def test_offsets_point_to_the_headings_in_the_source(name: str) -> None:
    report = seed(name)
    source = report.source.text
    for section in report.walk():
        begins = re.sub(r"[\s*#]", "", source[section.start : section.start + 20])
        assert begins.replace("(", "（").replace(")", "）").startswith(section.marker)
        assert all(section.start <= child.start < child.end <= section.end for child in section.children)


def test_damage_is_noted_and_its_passages_are_marked() -> None:
    report = seed("weihai-2021")
    found = {
        (artefact.kind, report.source.text[artefact.start : artefact.end]) for artefact in report.artefacts
    }
    assert {
        ("joined_digits", "20212025"),
        ("joined_digits", "6513021896.5"),
        ("lost_characters", "H135M-171"),
        ("lost_characters", "”"),
    } <= found
    assert [artefact.kind for artefact in report.artefacts].count("half_width") == 1
    damaged = "".join(passage.text for passage in cut_passages(report) if passage.damaged)
    assert "20212025年" in damaged
    assert "6513021896.5万件" in damaged
    assert "一网通办" in damaged


def test_sentences_cut_by_pages_are_joined_and_noted() -> None:
    report = seed("zaozhuang-2023")
    duty = next(section for section in report.walk() if section.section is SectionKind.PRINCIPAL_DUTY)
    assert "干部思想能力作风建设" in duty.text
    assert sum(artefact.kind == "page_break" for artefact in report.artefacts) == 9


WRAP = 32


def wrapped(text: str) -> str:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return "\n".join(line[place : place + WRAP] for line in lines for place in range(0, len(line), WRAP))


def with_page_numbers(text: str) -> str:
    return "\n".join(
        f"{line[:120]}\n\n— {number} —\n\n{line[120:]}" if len(line) > 200 else line
        for number, line in enumerate(text.split("\n"))
    )


def as_web_page(text: str) -> str:
    return "".join(f'<p style="text-indent: 2em">{line}</p>\n' for line in text.split("\n") if line.strip())


def indented(text: str) -> str:
    return "\n\n".join(f"\u3000\u3000{line.strip()}" for line in text.split("\n") if line.strip())


def in_full_width(text: str) -> str:
    return text.translate(str.maketrans(",()", "\uff0c\uff08\uff09"))


def with_broken_headings(text: str) -> str:
    return re.sub(
        r"^( *[#*]*(?:[一二三四五]、|[\(（][一二三四五六七八][\)）])[^。\n]{12,56})([^。\n]{4})$",
        r"\1\n\2",
        text,
        flags=re.MULTILINE,
    )


def without_first_level_numbers(text: str) -> str:
    return re.sub("^ *(?:#+ )?[一二三四五六七]、", "", text, flags=re.MULTILINE)


def on_one_line(text: str) -> str:
    return " ".join(line.strip() for line in text.split("\n") if line.strip())


@pytest.mark.parametrize("name", SEEDS)
@pytest.mark.parametrize(
    "change",
    [
        wrapped,
        with_page_numbers,
        as_web_page,
        indented,
        in_full_width,
        with_broken_headings,
        without_first_level_numbers,
        on_one_line,
    ],
)
def test_another_form_of_the_same_report_has_the_same_structure(
    name: str, change: Callable[[str], str]
) -> None:
    report = read_text(change(seed_text(name)))
    assert outline(report) == outline(seed(name))
    assert (report.agency, report.year) == (seed(name).agency, seed(name).year)
    assert len(headings(report)) == len(headings(seed(name)))
