from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain.findings import Finding, Severity
from assistant.errors import ExportError
from assistant.exporting.docx_comments import annotate_docx, annotate_text
from tests.unit.exporting.drafts import make_finding

WORDS = "全年行政处罚立案73起，罚款158.4万元。移送司法机关2起。"


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def built(build: Callable[[Any], None]) -> bytes:
    document = Document()
    build(document)
    return saved(document)


def commented(data: bytes) -> list[tuple[str, str]]:
    """Words of every comment with the words that it stands at, across paragraphs, in the order of their ends."""
    document = Document(io.BytesIO(data))
    texts = {str(comment.comment_id): comment.text for comment in document.comments}
    open_now: dict[str, str] = {}
    found: list[tuple[str, str]] = []
    for element in document.element.body.iter():
        identifier = element.get(qn("w:id"))
        if element.tag == qn("w:commentRangeStart"):
            open_now[identifier] = ""
        elif element.tag == qn("w:commentRangeEnd"):
            found.append((texts.pop(identifier), open_now.pop(identifier)))
        elif element.tag == qn("w:t"):
            open_now = {key: words + (element.text or "") for key, words in open_now.items()}
    assert open_now == texts == {}
    return found


def places(data: bytes) -> list[str]:
    return [words for _, words in commented(data)]


def looks(data: bytes) -> list[tuple[Any, ...]]:
    """Every character with its look."""
    return [
        (sign, run.bold, run.italic, run.font.size, run.font.color.rgb, run.style.name, paragraph.style.name)
        for paragraph in Document(io.BytesIO(data)).paragraphs
        for run in paragraph.runs
        for sign in run.text
    ]


def many_looks(document: Any) -> None:
    document.add_heading("一、主要举措", 1)
    paragraph = document.add_paragraph("全年行政处罚立")
    run = paragraph.add_run("案73起，")
    run.bold, run.font.size = True, Pt(16)
    run = paragraph.add_run("罚款158.4万")
    run.italic, run.font.color.rgb = True, RGBColor(255, 0, 0)
    paragraph.add_run("元。\t移送司法机关2起。")


TEXT = "一、主要举措\n全年行政处罚立案73起，罚款158.4万元。\t移送司法机关2起。"


def test_comment_at_the_words_and_every_look_kept() -> None:
    data = built(many_looks)
    quotes = ["立案73起", "158.4", "举措\n全年", "机关2起", "万元。\t移送"]
    result = annotate_docx(
        data, [make_finding(TEXT, quote, code=f"NUM{n}") for n, quote in enumerate(quotes)], TEXT
    )
    assert sorted(places(result)) == sorted(["立案73起", "158.4", "举措全年", "机关2起", "万元。移送"])
    assert looks(result) == looks(data)


def test_what_a_comment_says() -> None:
    result = annotate_docx(built(many_looks), [make_finding(TEXT, "73起")], TEXT)
    assert [comment for comment, _ in commented(result)] == [
        "【必须修改】数字没有依据\n建议：请核对数据\n依据：督察工作规定（规定）　代码：NUM001"
    ]


def test_other_parts_keep_their_bytes() -> None:
    data = built(many_looks)
    result = annotate_docx(data, [make_finding(TEXT, "73起")], TEXT)
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(io.BytesIO(result)) as after:
        changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
        assert set(after.namelist()) - set(before.namelist()) == {"word/comments.xml"}
    assert changed == {"[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels"}


def test_existing_comments_stay() -> None:
    def build(document: Any) -> None:
        paragraph = document.add_paragraph(WORDS)
        document.add_comment(paragraph.runs, text="领导意见", author="甲")

    result = annotate_docx(built(build), [make_finding(WORDS, "73起")], WORDS)
    assert ("领导意见", WORDS) in commented(result)
    assert sorted(places(result)) == sorted([WORDS, "73起"])


def test_automatic_numbers_of_the_read_text_do_no_harm() -> None:
    def build(document: Any) -> None:
        document.add_paragraph("主要举措", style="List Number")
        document.add_paragraph(WORDS, style="List Number")

    text = f"一、主要举措\n（一）{WORDS}"
    findings = [make_finding(text, quote) for quote in ("（一）全年", "罚款158.4万元", "一、")]
    assert places(annotate_docx(built(build), findings, text)) == ["主", "全年", "罚款158.4万元"]


def test_tables_links_and_tracked_changes() -> None:
    def build(document: Any) -> None:
        document.add_paragraph("开头。")
        table = document.add_table(1, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "立案", "73起"
        paragraph = document.add_paragraph()._p
        author = 'w:id="7" w:author="甲" w:date="2026-01-01T00:00:00Z"'
        for inner in (
            f"<w:del {nsdecls('w')} {author}><w:r><w:delText>旧话</w:delText></w:r></w:del>",
            f"<w:ins {nsdecls('w')} {author}><w:r><w:t>新话在此处</w:t></w:r></w:ins>",
            f'<w:hyperlink {nsdecls("w")} w:anchor="a"><w:r><w:t>链接里的话</w:t></w:r></w:hyperlink>',
        ):
            paragraph.append(parse_xml(inner))

    text = "开头。\n立案 | 73起\n新话在此处链接里的话"
    quotes = ["73起", "话在", "此处链接", "里的", "立案 | 73起"]
    result = annotate_docx(built(build), [make_finding(text, quote) for quote in quotes], text)
    document = Document(io.BytesIO(result))
    assert len(document.element.body.findall(f".//{qn('w:ins')}")) == 1
    assert len(document.element.body.findall(f".//{qn('w:delText')}")) == 1
    assert len(document.element.body.findall(f".//{qn('w:commentRangeStart')}")) == 5
    assert len(document.tables[0].cell(0, 1)._tc.findall(f".//{qn('w:commentReference')}")) == 1


def test_words_in_a_text_box_are_commented_where_the_box_hangs() -> None:
    box = (
        f'<w:r {nsdecls("w")}><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
        "<w:p><w:r><w:t>框里的话</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )

    def build(document: Any) -> None:
        document.add_paragraph("正文。")._p.append(parse_xml(box))

    text = "正文。\n框里的话"
    result = annotate_docx(built(build), [make_finding(text, "里的")], text)
    body = Document(io.BytesIO(result)).element.body
    inside = body.find(f".//{qn('w:txbxContent')}")
    assert inside.findall(f".//{qn('w:commentRangeStart')}") == []
    assert len(body.findall(f".//{qn('w:commentReference')}")) == 1


def test_what_has_no_place_stands_on_the_first_paragraph_with_its_words() -> None:
    lost = Finding("SEC001", Severity.WARNING, "页眉中有外单位名称", "某某市水务局", 900, 906)
    found = commented(annotate_docx(built(many_looks), [lost], TEXT))
    ((comment, words),) = found
    assert words == "一、主要举措"
    assert "原文：某某市水务局" in comment
    assert "未能在正文中定位" in comment


def test_something_missing_is_said_at_its_paragraph() -> None:
    missing = Finding("CMP001", Severity.BLOCKER, "缺少不足和原因", start=0, end=0)
    later = Finding(
        "CMP002", Severity.BLOCKER, "没有写原因", start=TEXT.index("移送"), end=TEXT.index("移送")
    )
    result = annotate_docx(built(many_looks), [missing, later], TEXT)
    assert places(result) == ["一、主要举措", "全年行政处罚立案73起，罚款158.4万元。移送司法机关2起。"]


@pytest.mark.parametrize("build", [lambda document: None, lambda document: document.add_paragraph("")])
def test_a_document_without_words_takes_comments_too(build: Callable[[Any], None]) -> None:
    assert places(annotate_docx(built(build), [make_finding("", "甲")], "")) == [""]


def test_an_offset_that_does_not_fit_its_quote_is_searched() -> None:
    wrong = Finding("NUM001", Severity.BLOCKER, "错", "移送司法机关2起", 0, 3)
    assert places(annotate_docx(built(many_looks), [wrong], TEXT)) == ["移送司法机关2起"]


def test_no_findings_no_change() -> None:
    data = built(many_looks)
    assert annotate_docx(data, [], TEXT) == data


def zip_of(files: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def with_document(xml: bytes) -> bytes:
    source = built(many_looks)
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as archive, zipfile.ZipFile(buffer, "w") as out:
        for name in archive.namelist():
            out.writestr(name, xml if name == "word/document.xml" else archive.read(name))
    return buffer.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xd0\xcf\x11\xe0 encrypted or old",
        built(many_looks)[:3000],
        zip_of({"a.txt": "x"}),
        zip_of({"[Content_Types].xml": "<Types/>"}),
        with_document(b"<w:document"),
        with_document(b'<!DOCTYPE d [<!ENTITY e "x">]><d>&e;</d>'),
        with_document(b"<other/>"),
    ],
)
def test_what_is_no_word_file_gets_a_clear_message(data: bytes) -> None:
    with pytest.raises(ExportError, match="Word"):
        annotate_docx(data, [make_finding(TEXT, "73起")], TEXT)


def test_a_text_gets_a_document_of_its_own() -> None:
    text = "标题\r\n\r\n第一段有73起。\n第二段\x01完。"
    result = annotate_text(text, [make_finding(text, "73起"), make_finding(text, "二段\x01完")])
    document = Document(io.BytesIO(result))
    assert [p.text for p in document.paragraphs] == ["标题", "", "第一段有73起。", "第二段\ufffd完。"]
    assert "73起" in places(result)
    assert "二段\ufffd完" in places(result)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 12)), min_size=1, max_size=6))
@settings(max_examples=15, deadline=None)
def test_every_finding_is_placed_and_nothing_changes(spans: list[tuple[int, int]]) -> None:
    data = built(many_looks)
    findings = [
        Finding(
            f"NUM{n}",
            Severity.NOTE,
            str(n),
            TEXT[start : start + length],
            start,
            min(start + length, len(TEXT)),
        )
        for n, (start, length) in enumerate(spans)
        if TEXT[start : start + length].strip()
    ]
    result = annotate_docx(data, findings, TEXT)
    assert looks(result) == looks(data)
    assert len(places(result)) == len(findings)
    assert all(places(result))


def test_a_document_bears_only_so_many_comments_the_gravest_of_them() -> None:
    text = "法治政府建设" * 200
    grave, slight = (make_finding(text, "法治", severity=each) for each in (Severity.BLOCKER, Severity.NOTE))
    findings = [
        replace(slight if place % 3 else grave, start=place, end=place + 2, quote=text[place : place + 2])
        for place in range(1000)
    ]
    told = [comment for comment, _ in commented(annotate_text(text, findings))]
    assert len(told) == 401
    assert sum("共查出 1000 处" in comment for comment in told) == 1
    assert sum("必须修改" in comment for comment in told) == 334
