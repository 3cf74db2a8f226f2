from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree as ET

import pytest
from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import given, settings

from assistant.domain.drafts import DocumentState, ReportDraft
from assistant.errors import ExportError
from assistant.exporting.document import (
    BlockKind,
    DocumentPlan,
    DocumentProfile,
    PlanBlock,
    PlanRun,
    plan_document,
    plan_plain_text,
)
from assistant.exporting.docx_writer import write_docx
from assistant.exporting.profile import WINDOWS_FONTS
from assistant.exporting.trace import build_trace
from tests.unit.exporting.drafts import GAP, drafts, make_draft, make_passage, make_year

SCHEMA_ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "settings": "writeProtection view zoom removePersonalInformation mirrorMargins defaultTabStop evenAndOddHeaders "
    "characterSpacingControl compat rsids mathPr themeFontLang clrSchemeMapping decimalSymbol listSeparator",
}


def reread(plan: DocumentPlan) -> Document:
    return Document(io.BytesIO(write_docx(plan)))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_words_come_back() -> None:
    plan = plan_document(make_draft())
    assert "\n".join(p.text for p in reread(plan).paragraphs if p.text) == plan.text


def test_page_of_the_standard() -> None:
    section = reread(plan_document(make_draft())).sections[0]
    measures = [section.page_width, section.page_height, section.top_margin, section.left_margin]
    assert measures == [pytest.approx(Mm(mm), abs=700) for mm in (210, 297, 37, 28)]
    type_area = (
        section.page_width - section.left_margin - section.right_margin,
        section.page_height - section.top_margin - section.bottom_margin,
    )
    assert type_area == (pytest.approx(Mm(156), abs=1000), pytest.approx(Mm(225), abs=1000))
    grid = section._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")


def test_styles_are_words_own() -> None:
    document = reread(plan_document(make_draft()))
    by_text = {p.text: p.style.name for p in document.paragraphs}
    assert by_text["青岚县应急管理局关于2025年度\n法治政府建设情况的报告"] == "Title"
    assert by_text["一、2025年度推进法治政府建设的主要举措和成效"] == "Heading 1"
    levels = {
        name: document.styles[name].element.pPr.find(qn("w:outlineLvl")).get(qn("w:val"))
        for name in ("Heading 1", "Heading 2")
    }
    assert levels == {"Heading 1": "0", "Heading 2": "1"}


def test_faces_are_named_for_chinese() -> None:
    def faces(profile: DocumentProfile) -> dict[str, set[str]]:
        styles = reread(plan_document(make_draft(), profile)).styles
        names = ("Normal", "Title", "Heading 1", "Heading 2", "签发人姓名", "footer")
        fonts = {name: styles[name].element.rPr.find(qn("w:rFonts")) for name in names}
        scripts = ("ascii", "eastAsia", "hAnsi", "cs")
        return {name: {font.get(qn(f"w:{script}")) for script in scripts} for name, font in fonts.items()}

    assert faces(DocumentProfile()) == {
        "Normal": {"仿宋_GB2312"},
        "Title": {"方正小标宋简体"},
        "Heading 1": {"黑体"},
        "Heading 2": {"楷体_GB2312"},
        "签发人姓名": {"楷体_GB2312"},
        "footer": {"宋体"},
    }
    assert faces(DocumentProfile(fonts=WINDOWS_FONTS))["Normal"] == {"仿宋"}


def test_running_text_behind_a_heading_has_its_own_face() -> None:
    document = reread(plan_document(make_draft()))
    paragraph = next(p for p in document.paragraphs if p.style.name == "Heading 2")
    assert [run.style.name for run in paragraph.runs] == ["Default Paragraph Font", "正文文字", "正文文字"]


def test_gaps_are_yellow() -> None:
    document = reread(plan_document(make_draft()))
    yellow = [
        r.text for p in document.paragraphs for r in p.runs if r.font.highlight_color == WD_COLOR_INDEX.YELLOW
    ]
    assert yellow == [GAP]


def test_state_and_page_numbers_on_every_page() -> None:
    document = reread(plan_document(make_draft()))
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    assert [section.header.paragraphs[0].text, section.even_page_header.paragraphs[0].text] == [
        "讨论稿",
        "讨论稿",
    ]
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert [odd.text, even.text] == ["— 1 —", "— 1 —"]
    assert "PAGE" in odd._p.xml
    clean = plan_document(
        make_draft(state=DocumentState.FOR_APPROVAL), DocumentProfile(say_for_approval=False)
    )
    assert "word/header1.xml" not in parts(write_docx(clean))


def test_same_draft_same_bytes_and_nobody_named() -> None:
    plan = plan_document(make_draft(), trace=build_trace(make_draft(), make_year(), {"p-1": make_passage()}))
    data = write_docx(plan)
    assert data == write_docx(plan)
    properties = Document(io.BytesIO(data)).core_properties
    assert (properties.author, properties.last_modified_by, properties.created) == ("", "", None)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_sources_are_comments_at_their_sentences() -> None:
    draft = make_draft()
    plan = plan_document(draft, trace=build_trace(draft, make_year(), {"p-1": make_passage()}))
    document = reread(plan)
    comments = list(document.comments)
    assert len(comments) == len(list(draft.sentences()))
    assert {comment.author for comment in comments} == {"年报助手"}
    body = document.element.body
    for comment in comments:
        for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
            assert len(body.findall(f".//{qn('w:' + tag)}[@{qn('w:id')}='{comment.comment_id}']")) == 1
    assert "word/comments.xml" not in parts(write_docx(plan_document(draft)))


def test_text_stays_text() -> None:
    attack = '</w:t></w:r><w:r><w:fldSimple w:instr="INCLUDETEXT x"/> & "甲" ]]>'
    document = reread(plan_document(make_draft(addressee=attack, title=attack, agency=attack)))
    assert any(p.text == attack + "：" for p in document.paragraphs)
    assert document.element.body.findall(f".//{qn('w:fldSimple')}") == []


def test_a_plan_with_a_control_character_is_refused() -> None:
    plan = DocumentPlan("", (PlanBlock(BlockKind.TEXT, (PlanRun("甲\x02"),)),), DocumentProfile())
    with pytest.raises(ExportError, match=r"U\+0002"):
        write_docx(plan)


@given(drafts())
@settings(max_examples=40, deadline=None)
def test_any_draft_becomes_a_readable_document(draft: ReportDraft) -> None:
    plan = plan_document(draft, with_sources=True, segment=list)
    data = write_docx(plan)
    for name, content in parts(data).items():
        assert ET.fromstring(content) is not None, name
    words = "".join(p.text for p in Document(io.BytesIO(data)).paragraphs)
    assert "".join(words.split()) == "".join(plan.text.split())


def test_plain_text_a_line_a_paragraph() -> None:
    document = reread(plan_plain_text("第一行\r\n\n第二行\x0c完"))
    assert [p.text for p in document.paragraphs] == ["第一行", "", "第二行\ufffd完"]


def test_properties_stand_in_the_order_of_the_schema() -> None:
    """ISO/IEC 29500-1, A.1; Word calls a file damaged when they don't."""
    draft = make_draft(signer="", state=DocumentState.DISCUSSION)
    orders = {
        qn(f"w:{name}"): [qn(f"w:{tag}") for tag in order.split()] for name, order in SCHEMA_ORDER.items()
    }
    for plan in (
        plan_document(make_draft(), with_sources=True),
        plan_document(draft, DocumentProfile(sealed=True)),
    ):
        for name, content in parts(write_docx(plan)).items():
            for element in ET.fromstring(content).iter():
                order = orders.get(element.tag)
                places = [order.index(child.tag) for child in element if order]
                assert places == sorted(places), (name, [child.tag for child in element])


def test_every_part_is_announced_and_every_relation_leads_somewhere() -> None:
    files = parts(write_docx(plan_document(make_draft(), with_sources=True)))
    types = ET.fromstring(files["[Content_Types].xml"])
    announced = {entry.get("PartName", "").lstrip("/") for entry in types if entry.get("PartName")}
    assert announced == {name for name in files if name.endswith(".xml") and name != "[Content_Types].xml"}
    relations = ET.fromstring(files["word/_rels/document.xml.rels"])
    assert {f"word/{entry.get('Target')}" for entry in relations} == {
        name
        for name in files
        if name.startswith("word/") and name not in {"word/document.xml", "word/_rels/document.xml.rels"}
    }
    used = set(re.findall(rb'r:id="([^"]+)"', files["word/document.xml"]))
    assert used <= {entry.get("Id", "").encode() for entry in relations}


def test_the_mark_of_a_very_long_name_stays_readable() -> None:
    from assistant.exporting.docx_body import _mark_points

    assert _mark_points("青岚县应急管理局文件") == 43
    assert _mark_points("云溪市青岚县国家级高新技术产业开发区应急管理和安全生产监督管理局文件") == 22
