"""Puts the parts of a document plan into a Word file; the same plan gives the same bytes."""

from __future__ import annotations

import io
import zipfile

from assistant.exporting.document import DocumentPlan
from assistant.exporting.docx_body import BodyWriter, comments_xml, footer_xml, header_xml
from assistant.exporting.docx_styles import XML_HEAD, font_table_xml, settings_xml, styles_xml
from assistant.exporting.docx_text import xml_text

_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest a zip file can say: no trace of when and where


def write_docx(plan: DocumentPlan) -> bytes:
    """Write a plan as a DOCX.

    The file names no author and no time. Its styles are Word's own (Title, heading 1, …), so that the navigation pane works
    and a change of a style changes the document.

    Raises:
        ExportError: a text holds a character that no Word file can hold.
    """
    writer = BodyWriter(plan)
    parts = {
        "document": writer.document_xml(),
        "styles": styles_xml(plan.profile.fonts),
        "settings": settings_xml(),
        "fontTable": font_table_xml(plan.profile.fonts),
        "footer1": footer_xml(odd=True),
        "footer2": footer_xml(odd=False),
    }
    if plan.header:
        parts["header1"] = header_xml(plan.header)
    if writer.comments:
        parts["comments"] = comments_xml(writer.comments)
    files = {
        "[Content_Types].xml": _content_types(list(parts)),
        "_rels/.rels": _package_relations(),
        "docProps/core.xml": _core_properties(plan.title),
        "word/_rels/document.xml.rels": _document_relations(list(parts)),
        **{f"word/{name}.xml": text for name, text in parts.items()},
    }
    return zip_bytes({name: text.encode("utf-8") for name, text in files.items()})


def zip_bytes(files: dict[str, bytes]) -> bytes:
    """A zip file that holds no time and no system, files in the order given."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, data)
    return buffer.getvalue()


def _kind(part: str) -> str:
    return "document.main" if part == "document" else part.rstrip("0123456789")


def _content_types(parts: list[str]) -> str:
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_TYPES}{_kind(part)}+xml"/>' for part in parts
    )
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'{XML_HEAD}<Types xmlns="{_PACKAGE}content-types"><Default Extension="rels" ContentType="{relations}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}'
        f'<Override PartName="/docProps/core.xml" ContentType="{core}"/></Types>'
    )


def _relations(entries: dict[str, tuple[str, str]]) -> str:
    items = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>'
        for name, (kind, target) in entries.items()
    )
    return f'{XML_HEAD}<Relationships xmlns="{_PACKAGE}relationships">{items}</Relationships>'


def _package_relations() -> str:
    return _relations({
        "rId1": (f"{_RELATIONS}officeDocument", "word/document.xml"),
        "rId2": (f"{_PACKAGE}relationships/metadata/core-properties", "docProps/core.xml"),
    })


def _document_relations(parts: list[str]) -> str:
    names = {"footer1": "rIdFooterOdd", "footer2": "rIdFooterEven", "header1": "rIdHeader"}
    return _relations({
        names.get(part, f"rId_{part}"): (f"{_RELATIONS}{part.rstrip('0123456789')}", f"{part}.xml")
        for part in parts
        if part != "document"
    })


def _core_properties(title: str) -> str:
    return (
        f'{XML_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{xml_text(title)}</dc:title><dc:language>zh-CN</dc:language></cp:coreProperties>"
    )
