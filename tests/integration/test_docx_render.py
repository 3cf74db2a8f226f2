"""The pages of an official document as LibreOffice lays them out: 22 lines of 28 characters, nothing lost."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pytest

from assistant.domain.drafts import DocumentState, DraftSentence, SentenceKind, SubsectionDraft
from assistant.domain.topics import Topic
from assistant.exporting.document import DocumentPlan, DocumentProfile, plan_document
from assistant.exporting.docx_comments import annotate_docx
from assistant.exporting.docx_writer import write_docx
from assistant.exporting.preview import can_render, render_pages, render_pdf
from tests.conftest import SEED_REPORTS
from tests.unit.exporting.drafts import make_draft, make_finding

pytestmark = [
    pytest.mark.render,
    pytest.mark.skipif(
        not can_render(),
        reason="LibreOffice or pdftoppm is not installed (apt-get install libreoffice-writer-nogui poppler-utils)",
    ),
]
MM = 72 / 25.4
TOP, BOTTOM = 297 * MM - 37 * MM, 35 * MM
PITCH = 225 * MM / 22


@dataclass(frozen=True)
class Sign:
    text: str
    left: float
    right: float
    middle: float


def pages(pdf: bytes) -> Iterator[list[Sign]]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            text = page.get_textpage()
            signs = []
            for index in range(text.count_chars()):
                sign = text.get_text_range(index, 1)
                if sign.strip():
                    left, bottom, right, top = text.get_charbox(index, loose=True)
                    signs.append(Sign(sign, left, right, (bottom + top) / 2))
            text.close()
            page.close()
            yield signs
    finally:
        document.close()


def lines_of(signs: list[Sign]) -> dict[int, list[Sign]]:
    """Signs of the type area by their line of the grid."""
    lines: defaultdict[int, list[Sign]] = defaultdict(list)
    for sign in signs:
        if BOTTOM < sign.middle < TOP:
            lines[int((TOP - sign.middle) / PITCH)].append(sign)
    return lines


def page_number(signs: list[Sign]) -> tuple[str, float, float]:
    foot = [sign for sign in signs if sign.middle < BOTTOM]
    return "".join(sign.text for sign in foot), min(s.left for s in foot), max(s.right for s in foot)


def long_plan() -> DocumentPlan:
    """Six pages of Chinese without a figure, from real prose."""
    prose = "".join(re.findall(r"[\u4e00-\u9fff]", (SEED_REPORTS / "weihai-2021.txt").read_text("utf-8")))[
        :2400
    ]
    sentences = tuple(
        DraftSentence(prose[start : start + 800], SentenceKind.FACT) for start in range(0, 2400, 800)
    )
    return plan_document(make_draft(opening=sentences, number="", state=DocumentState.FOR_APPROVAL))


def test_22_lines_of_28_characters() -> None:
    plan = long_plan()
    found = list(pages(render_pdf(write_docx(plan))))
    full = found[1:-1]
    assert len(full) >= 2
    assert [len(lines_of(signs)) for signs in full] == [22] * len(full)
    lengths = Counter(len(line) for signs in full for line in lines_of(signs).values())
    assert lengths.most_common(1)[0][0] == 28
    assert max(lengths) == 28
    for number, signs in enumerate(found, 1):
        text, left, right = page_number(signs)
        assert text == f"—{number}—"
        # one character of 14 points in from the edge: the right one of odd pages, the left one of even pages
        assert (
            right == pytest.approx(184 * MM - 14, abs=3)
            if number % 2
            else left == pytest.approx(28 * MM + 14, abs=3)
        )
    words = "".join(sign.text for signs in found for sign in signs if BOTTOM < sign.middle < TOP)
    assert words == re.sub(r"\s", "", plan.text)


def test_real_prose_with_punctuation_and_figures_loses_nothing() -> None:
    paragraphs = [
        line
        for line in (SEED_REPORTS / "zaozhuang-2023.txt").read_text("utf-8").splitlines()
        if len(line) > 80
    ]
    subsections = tuple(
        SubsectionDraft(
            (Topic.LAW_ENFORCEMENT,), "规范执法", (DraftSentence(line.strip(" *#"), SentenceKind.FACT),)
        )
        for line in paragraphs[:12]
    )
    section = make_draft().sections[0]
    plan = plan_document(
        make_draft(sections=(type(section)(section.section, section.heading, subsections=subsections),))
    )
    found = list(pages(render_pdf(write_docx(plan))))
    words = "".join(sign.text for signs in found for sign in signs if BOTTOM < sign.middle < TOP)
    assert sorted(words) == sorted(re.sub(r"\s", "", plan.text))
    assert all("讨论稿" in "".join(sign.text for sign in signs) for signs in found)


def test_signature_without_and_with_seal() -> None:
    def signature(*, sealed: bool) -> tuple[list[Sign], list[Sign]]:
        plan = plan_document(make_draft(sections=(), number=""), DocumentProfile(sealed=sealed))
        lines = lines_of(next(pages(render_pdf(write_docx(plan)))))
        issuer, date = sorted(lines)[-2:]
        return lines[issuer], lines[date]

    issuer, date = signature(sealed=False)
    assert date[0].left - issuer[0].left == pytest.approx(2 * 15.75, abs=2)  # two characters to the right
    issuer, date = signature(sealed=True)
    assert 184 * MM - date[-1].right == pytest.approx(4 * 15.75, abs=3)
    middles = [(line[0].left + line[-1].right) / 2 for line in (issuer, date)]
    # Half a character: the width of figures is the font's.
    assert middles[0] == pytest.approx(middles[1], abs=8)


def test_pictures_of_the_pages_also_with_comments() -> None:
    plan = plan_document(make_draft(), with_sources=True)
    data = annotate_docx(write_docx(plan), [make_finding(plan.text, "158.4万元")], plan.text)
    pictures = render_pages(data, dots_per_inch=40)
    assert len(pictures) == 2
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)
