"""Notes of a Word file stand behind their paragraph; headers and footers are furniture."""

from __future__ import annotations

import pytest

from assistant.importing.files import read_bytes
from tests.unit.importing.word_files import STRICT, W, paragraph, word_file


def noted(before: str, number: int, after: str = "", kind: str = "footnote") -> str:
    """A paragraph with a reference inside."""
    return (
        f'<w:p><w:r><w:t>{before}</w:t></w:r><w:r><w:{kind}Reference w:id="{number}"/></w:r>'
        f"<w:r><w:t>{after}</w:t></w:r></w:p>"
    )


def notes(*texts: str, kind: str = "footnote") -> str:
    separator = f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
    told = "".join(
        f'<w:{kind} w:id="{number}"><w:p><w:r><w:{kind}Ref/></w:r><w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:{kind}>'
        for number, text in enumerate(texts, 1)
    )
    return separator + told


def lines(data: bytes) -> list[str]:
    return read_bytes("报告.docx", data).text.split("\n")


@pytest.mark.parametrize("namespace", [W, STRICT])
def test_a_footnote_is_neither_lost_nor_glued_into_the_sentence(namespace: str) -> None:
    body = noted("全年立案73起", 1, "，罚款158.4万元。") + paragraph("下一段。")
    data = word_file(body, namespace=namespace, others={"footnotes": notes("数据截至2025年12月31日。")})
    assert lines(data) == ["全年立案73起，罚款158.4万元。", "注：数据截至2025年12月31日。", "下一段。"]


def test_notes_follow_in_the_order_of_their_references() -> None:
    body = noted("甲", 2, "乙") + noted("丙", 1) + noted("丁", 1, kind="endnote") + paragraph("完。")
    others = {"footnotes": notes("其一", "其二"), "endnotes": notes("注：尾注", kind="endnote")}
    assert lines(word_file(body, others=others)) == [
        "甲乙",
        "注：其二",
        "丙",
        "注：其一",
        "丁",
        "注：尾注",
        "完。",
    ]


def test_a_note_in_a_table_stands_behind_its_row() -> None:
    cells = "".join(f"<w:tc>{cell}</w:tc>" for cell in (paragraph("立案"), noted("73", 1)))
    body = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>" + paragraph("后文。")
    data = word_file(body, others={"footnotes": notes("含简易程序")})
    assert lines(data) == ["立案 | 73", "注：含简易程序", "后文。"]


def test_a_note_waits_for_the_end_of_a_paragraph_that_runs_on() -> None:
    mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    body = noted("前半", 1).replace("<w:p>", f"<w:p>{mark}", 1) + paragraph("后半。")
    assert lines(word_file(body, others={"footnotes": notes("说明")})) == ["前半后半。", "注：说明"]


def test_headers_and_footers_are_not_read() -> None:
    others = {"header1": paragraph("内部资料"), "footer1": paragraph("— 1 —")}
    assert lines(word_file(paragraph("正文。"), others=others)) == ["正文。"]


def test_a_reference_without_its_note_does_no_harm() -> None:
    assert lines(word_file(noted("正文", 9, "。"))) == ["正文。"]
