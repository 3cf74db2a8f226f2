"""Opens a Word file from outside, untrusted, and writes it back with some parts changed and every other byte as it was."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from assistant.errors import ExportError

Element = Any  # lxml's elements have no types here
_MAX_PARTS = 10_000
_MAX_UNPACKED_BYTES = 400_000_000
_MAX_XML_BYTES = 100_000_000
_NOT_WORD = "这个文件不是有效的 Word（.docx）文件，可能已损坏或加密；请在 Word 中打开并另存为 .docx 后再试。"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_CONTENT_TYPES = "[Content_Types].xml"


@dataclass(slots=True)
class DocxPackage:
    """The parts of a Word file by name; `main` is the one with the text."""

    entries: dict[str, zipfile.ZipInfo]
    parts: dict[str, bytes]
    main: str
    new: list[str] = field(default_factory=list)

    def xml(self, name: str) -> Element:
        """A part as a tree.

        Raises:
            ExportError: there is no such part, or it is no harmless XML.
        """
        data = self.parts.get(name)
        if data is None or len(data) > _MAX_XML_BYTES or b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise ExportError(_NOT_WORD)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise ExportError(_NOT_WORD) from error

    def put(self, name: str, root: Element) -> None:
        """Set a part, old or new."""
        if name not in self.entries and name not in self.new:
            self.new.append(name)
        self.parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def comments_part(self, relation_base: str) -> str:
        """Name of the part for comments; announced in the package when there was none."""
        relations_name = relations_of(self.main)
        folder = posixpath.dirname(self.main)
        if relations_name in self.parts:
            relations = self.xml(relations_name)
        else:
            relations = etree.Element(f"{_RELATIONS}Relationships", nsmap={None: _RELATIONS[1:-1]})
        for relation in relations:
            if str(relation.get("Type", "")).endswith("/relationships/comments"):
                return resolve(folder, relation.get("Target", ""))
        name = posixpath.join(folder, "comments.xml")
        taken = {relation.get("Id") for relation in relations}
        free = next(
            identifier for number in range(1, 99999) if (identifier := f"rIdComments{number}") not in taken
        )
        attributes = {"Id": free, "Type": f"{relation_base}/comments", "Target": f"/{name}"}
        etree.SubElement(relations, f"{_RELATIONS}Relationship", attributes)
        self.put(relations_name, relations)
        types = self.xml(_CONTENT_TYPES)
        if not any(entry.get("PartName") == f"/{name}" for entry in types):
            etree.SubElement(
                types, f"{_TYPES}Override", {"PartName": f"/{name}", "ContentType": _COMMENTS_TYPE}
            )
            self.put(_CONTENT_TYPES, types)
        return name

    def to_bytes(self) -> bytes:
        """The whole file; unchanged parts keep their bytes, their order and their times."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, entry in self.entries.items():
                archive.writestr(_entry(name, entry.date_time, entry.compress_type), self.parts[name])
            for name in self.new:
                archive.writestr(_entry(name, (1980, 1, 1, 0, 0, 0), zipfile.ZIP_DEFLATED), self.parts[name])
        return buffer.getvalue()


def open_docx(data: bytes) -> DocxPackage:
    """Read a Word file within limits on number and size of its parts.

    Raises:
        ExportError: the bytes are no Word file, are encrypted, or unpack to too much.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = {entry.filename: entry for entry in archive.infolist() if not entry.is_dir()}
            unpacked = sum(entry.file_size for entry in entries.values())
            if len(entries) > _MAX_PARTS or unpacked > _MAX_UNPACKED_BYTES:
                raise ExportError("这个 Word 文件展开后过大，无法加批注；请删去其中的大图片后再试。")
            parts = {name: archive.read(entry) for name, entry in entries.items()}
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        OSError,
    ) as error:
        raise ExportError(_NOT_WORD) from error
    package = DocxPackage(entries, parts, "")
    if _CONTENT_TYPES not in parts:
        raise ExportError(_NOT_WORD)
    for relation in package.xml("_rels/.rels"):
        if str(relation.get("Type", "")).endswith("/relationships/officeDocument"):
            package.main = resolve("", relation.get("Target", ""))
    root = package.xml(package.main)
    if root.find(f"{root.tag.partition('}')[0]}}}body") is None:
        raise ExportError(_NOT_WORD)
    return package


def relations_of(part: str) -> str:
    """Name of the part that holds a part's relations."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def resolve(folder: str, target: str) -> str:
    """A relation's target as the name of a part."""
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _entry(name: str, time: tuple[int, int, int, int, int, int], compression: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, time)
    entry.compress_type = (
        compression if compression in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} else zipfile.ZIP_DEFLATED
    )
    entry.create_system = 0
    return entry
