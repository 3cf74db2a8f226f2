"""A Word file read by the importer and given back with comments at the places that its text was found at."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from assistant.exporting.document import plan_document
from assistant.exporting.docx_comments import annotate_docx
from assistant.exporting.docx_writer import write_docx
from assistant.importing.files import read_bytes
from tests.unit.exporting.drafts import make_draft, make_finding
from tests.unit.exporting.test_docx_comments import looks, places

NUMBERING = """
<w:abstractNum {ns} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>
"""


def number(document: Any, text: str, level: int) -> None:
    paragraph = document.add_paragraph(text)
    properties = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(properties))


def document_from_outside() -> bytes:
    document = Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(NUMBERING.format(ns=nsdecls("w"))))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    document.add_heading("关于2025年度法治政府建设情况的报告", 0)
    number(document, "主要举措", 0)
    number(document, "抓执法", 1)
    paragraph = document.add_paragraph("全年行政处罚立")
    paragraph.add_run("案73起").bold = True
    paragraph.add_run("，罚款158.4万元。\n另起一行。")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("指标", "数值", "行政复议", "１件"), strict=True):
        cell.text = text
    number(document, "存在不足", 0)
    document.add_paragraph("全年行政处罚立案73起，前后不一。")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_comments_stand_where_the_read_text_says() -> None:
    data = document_from_outside()
    text = read_bytes("外来.docx", data).text
    assert "一、主要举措\n（一）抓执法\n" in text
    last = text.rindex("立案73起")
    second = make_finding(text, "立案73起")
    findings = [
        make_finding(text, "主要举措\n（一）抓执法"),
        make_finding(text, "立案73起，罚款"),
        make_finding(text, "万元。\n另起"),
        make_finding(text, "行政复议"),
        make_finding(text, "二、"),
        type(second)(second.code, second.severity, second.message, "立案73起", last, last + 5),
    ]
    result = annotate_docx(data, findings, text)
    assert places(result) == ["主要举措抓执法", "立案73起，罚款", "万元。另起", "行政复议", "存", "立案73起"]
    assert looks(result) == looks(data)
    ends = Document(io.BytesIO(result)).paragraphs[-1]._p.findall(f".//{qn('w:commentRangeEnd')}")
    assert len(ends) == 1
    assert read_bytes("外来.docx", result).text == text


def test_our_own_document_comes_back_word_for_word() -> None:
    plan = plan_document(make_draft())
    data = write_docx(plan)
    source = read_bytes("稿.docx", data)
    assert "".join(source.text.split()) == "".join(plan.text.split())
    findings = [make_finding(source.text, "罚款158.4万元"), make_finding(source.text, "2025年度\n法治政府")]
    assert places(annotate_docx(data, findings, source.text)) == ["2025年度法治政府", "罚款158.4万元"]
