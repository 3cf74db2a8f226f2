"""The paragraphs of a document plan as WordprocessingML, with comments at their runs."""

from __future__ import annotations

import re

from assistant.exporting.document import BlockKind, DocumentPlan, PlanBlock, PlanRun, RunRole
from assistant.exporting.docx_styles import (
    ADVANCE,
    BOTTOM,
    CHARACTER,
    FOOTER,
    HEADER,
    LEFT,
    NAMESPACES,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    PITCH,
    RED,
    RIGHT,
    TEXT_WIDTH,
    TOP,
    XML_HEAD,
    exact,
    size,
)
from assistant.exporting.docx_text import run_content, xml_text
from assistant.exporting.title_lines import width

AUTHOR = "年报助手"
_INITIALS = "年报"
_STYLES = {
    BlockKind.STATE: "StateMark",
    BlockKind.ISSUER_MARK: "IssuerMark",
    BlockKind.NUMBER: "DocumentNumber",
    BlockKind.RED_RULE: "RedRule",
    BlockKind.TITLE: "Title",
    BlockKind.ADDRESSEE: "Addressee",
    BlockKind.TEXT: "BodyText",
    BlockKind.HEADING_1: "Heading1",
    BlockKind.HEADING_2: "Heading2",
    BlockKind.ISSUER: "Signature",
    BlockKind.DATE: "Signature",
}
_HINT = '<w:rFonts w:hint="eastAsia"/>'
_MARK_FROM_TOP = 1984  # 35 mm
_ISSUER_MARK_WIDTH_POINTS = 430
_LARGEST_MARK_POINTS = 50
_SMALLEST_MARK_POINTS = 22  # not smaller than the title
_SIGNATURE_RIGHT, _SEALED_RIGHT, _DATE_SHIFT = 2.0, 4.0, 2.0
_ROOM_AT_FIGURES = 0.24
_FIGURE_EDGE = re.compile(r"(?<=[0-9])(?=[^\x00-\x7f])|(?<=[^\x00-\x7f])(?=[0-9])")


class BodyWriter:
    """Writes the blocks of one plan and collects the comments that they carry."""

    def __init__(self, plan: DocumentPlan) -> None:
        self._plan = plan
        self.comments: list[str] = []

    def document_xml(self) -> str:
        """The part `word/document.xml`."""
        body = "".join(self._paragraph(index, block) for index, block in enumerate(self._plan.blocks))
        return (
            f"{XML_HEAD}<w:document {NAMESPACES}><w:body>{body}{_section(self._plan)}</w:body></w:document>"
        )

    def _paragraph(self, index: int, block: PlanBlock) -> str:
        starts: dict[int, str] = {}
        ends: dict[int, str] = {}
        for note in block.notes:
            number = len(self.comments)
            self.comments.append(note.text)
            starts[note.first] = starts.get(note.first, "") + f'<w:commentRangeStart w:id="{number}"/>'
            ends[note.last] = ends.get(note.last, "") + comment_end(number)
        runs = "".join(
            starts.get(place, "") + _run(block, run) + ends.get(place, "")
            for place, run in enumerate(block.runs)
        )
        return f"<w:p><w:pPr>{self._properties(index, block)}</w:pPr>{runs}</w:p>"

    def _properties(self, index: int, block: PlanBlock) -> str:
        style = _STYLES.get(block.kind)
        named = f'<w:pStyle w:val="{style}"/>' if style else ""
        following = self._plan.blocks[index + 1].kind if index + 1 < len(self._plan.blocks) else None
        # The signature never stands alone on a page.
        keep = "<w:keepNext/>" if self._leads_to_signature(index, following) else ""
        return named + keep + _own_properties(self._plan, block)

    def _leads_to_signature(self, index: int, following: BlockKind | None) -> bool:
        kinds = {BlockKind.ISSUER, BlockKind.DATE}
        if following in kinds:
            return True
        after = self._plan.blocks[index + 2].kind if index + 2 < len(self._plan.blocks) else None
        return following is BlockKind.BLANK and after in kinds


def _own_properties(plan: DocumentPlan, block: PlanBlock) -> str:
    """What a paragraph needs beyond its style, in the order that the schema asks for."""
    match block.kind:
        case BlockKind.ISSUER_MARK:
            above = PITCH * sum(other.kind is BlockKind.STATE for other in plan.blocks)
            return exact(round(_mark_points(block.text) * 25), before=_MARK_FROM_TOP - above)
        case BlockKind.NUMBER if "\t" in block.text:
            return (
                f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH - CHARACTER}"/></w:tabs>'
                f'<w:ind w:leftChars="100" w:left="{CHARACTER}" w:rightChars="100" w:right="{CHARACTER}"/><w:jc w:val="left"/>'
            )
        case BlockKind.NUMBER:
            return '<w:jc w:val="center"/>'
        case BlockKind.RED_RULE:
            return f'<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="0" w:color="{RED}"/></w:pBdr>'
        case BlockKind.ISSUER | BlockKind.DATE:
            return _signature_properties(plan, block.kind)
        case _:
            return ""


def _signature_properties(plan: DocumentPlan, kind: BlockKind) -> str:
    """Where issuer and date stand, by whether a seal will cover them."""
    issuer, date = (
        _laid_width("".join(block.text for block in plan.blocks if block.kind is which))
        for which in (BlockKind.ISSUER, BlockKind.DATE)
    )
    if plan.profile.sealed:  # date four in from the right, issuer centred over it
        free = _SEALED_RIGHT if kind is BlockKind.DATE else max(0.0, _SEALED_RIGHT + (date - issuer) / 2)
        return f'<w:ind w:right="{round(free * ADVANCE)}"/>'
    # Issuer two in from the right, date beginning two behind its beginning; a date that is too long moves both.
    issuer_right = _SIGNATURE_RIGHT + max(0.0, date + _DATE_SHIFT - issuer)
    if kind is BlockKind.ISSUER:
        return f'<w:ind w:right="{round(issuer_right * ADVANCE)}"/>'
    # From the left, because programs differ in the room they leave around figures.
    date_left = TEXT_WIDTH - round((issuer_right + issuer - _DATE_SHIFT) * ADVANCE)
    return f'<w:ind w:left="{max(0, date_left)}"/><w:jc w:val="left"/>'


def _laid_width(text: str) -> float:
    """Width in characters with the room that programs leave between figures and Chinese."""
    return width(text) + _ROOM_AT_FIGURES * len(_FIGURE_EDGE.findall(text))


def _mark_points(text: str) -> float:
    """Type size at which the issuer's mark fits into one line; a very long name fills several of a readable size."""
    fitting = _ISSUER_MARK_WIDTH_POINTS // max(1.0, width(text))
    return max(_SMALLEST_MARK_POINTS, min(_LARGEST_MARK_POINTS, fitting))


def _run(block: PlanBlock, run: PlanRun) -> str:
    style = ""
    if run.role is RunRole.SIGNER:
        style = '<w:rStyle w:val="SignerName"/>'
    elif block.kind is BlockKind.HEADING_2 and run.role is RunRole.TEXT:
        style = '<w:rStyle w:val="RunningText"/>'
    mark = size(round(_mark_points(block.text) * 2)) if block.kind is BlockKind.ISSUER_MARK else ""
    highlight = '<w:highlight w:val="yellow"/>' if run.highlighted else ""
    return f"<w:r><w:rPr>{style}{_HINT}{mark}{highlight}</w:rPr>{run_content(run.text)}</w:r>"


def _section(plan: DocumentPlan) -> str:
    headers = ""
    if plan.header:
        headers = '<w:headerReference w:type="default" r:id="rIdHeader"/><w:headerReference w:type="even" r:id="rIdHeader"/>'
    return (
        f"<w:sectPr>{headers}"
        '<w:footerReference w:type="default" r:id="rIdFooterOdd"/><w:footerReference w:type="even" r:id="rIdFooterEven"/>'
        f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/>'
        f'<w:pgMar w:top="{TOP}" w:right="{RIGHT}" w:bottom="{BOTTOM}" w:left="{LEFT}" '
        f'w:header="{HEADER}" w:footer="{FOOTER}" w:gutter="0"/>'
        f'<w:cols w:space="425"/><w:docGrid w:type="lines" w:linePitch="{PITCH}"/></w:sectPr>'
    )


def comment_end(number: int) -> str:
    """End of a commented range, and the anchor of the comment."""
    return (
        f'<w:commentRangeEnd w:id="{number}"/><w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
        f'<w:commentReference w:id="{number}"/></w:r>'
    )


def comment_xml(number: int, text: str, prefix_style: str = "CommentText") -> str:
    """One comment, a line a paragraph. It has no date: the same input gives the same bytes."""
    style = f'<w:pStyle w:val="{prefix_style}"/>' if prefix_style else ""
    look = f'<w:pPr>{style}<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/><w:ind w:firstLine="0"/></w:pPr>'
    run = f"<w:r><w:rPr>{_HINT}{size(20)}</w:rPr>"
    lines = text.split("\n")
    anchor = "<w:r><w:annotationRef/></w:r>"
    paragraphs = "".join(
        f"<w:p>{look}{anchor if place == 0 else ''}{run}{run_content(line)}</w:r></w:p>"
        for place, line in enumerate(lines)
    )
    return f'<w:comment w:id="{number}" w:author="{xml_text(AUTHOR)}" w:initials="{_INITIALS}">{paragraphs}</w:comment>'


def comments_xml(comments: list[str]) -> str:
    """The part `word/comments.xml`."""
    entries = "".join(comment_xml(number, text) for number, text in enumerate(comments))
    return f"{XML_HEAD}<w:comments {NAMESPACES}>{entries}</w:comments>"


def header_xml(text: str) -> str:
    """State of the draft on top of every page, on the right."""
    return (
        f'{XML_HEAD}<w:hdr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Header"/><w:jc w:val="right"/></w:pPr>'
        f"<w:r><w:rPr>{_HINT}</w:rPr>{run_content(text)}</w:r></w:p></w:hdr>"
    )


def footer_xml(*, odd: bool) -> str:
    """Page number between dashes: on the right of odd and the left of even pages, one character in."""
    side, align = ("right", "right") if odd else ("left", "left")
    properties = (
        f'<w:pStyle w:val="Footer"/><w:ind w:{side}Chars="100" w:{side}="280"/><w:jc w:val="{align}"/>'
    )
    text = f"<w:r><w:rPr>{_HINT}</w:rPr>{{}}</w:r>"
    pieces = (
        '<w:t xml:space="preserve">\u2014 </w:t>',
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
        '<w:t xml:space="preserve"> \u2014</w:t>',
    )
    runs = "".join(text.format(piece) for piece in pieces)
    return f"{XML_HEAD}<w:ftr {NAMESPACES}><w:p><w:pPr>{properties}</w:pPr>{runs}</w:p></w:ftr>"
