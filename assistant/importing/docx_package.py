"""Opens the parts of a Word file safely: bounded unpacking, no entities, nothing from outside."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from lxml import etree

MAX_PART_BYTES = 48 * 1024 * 1024
_DOCUMENT = "word/document.xml"

Element = Any  # lxml ships no types


class DocxFormatError(ValueError):
    """`kind` is `damaged`, `too_large` or `forbidden`."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(kind)


class DocxPackage:
    """The XML parts of a Word file, each read at most once and only as far as the bound."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
            raise DocxFormatError("damaged") from error
        self._names = set(self._archive.namelist())

    def document(self) -> Element:
        """Root of the main document; where it lies is said by the package's relationships."""
        root = self.part(self._document_name())
        if root is None:
            raise DocxFormatError("damaged")
        return root

    def sibling(self, name: str) -> Element | None:
        """Root of another part beside the main document (`numbering.xml`, `styles.xml`), if there is one."""
        folder = self._document_name().rpartition("/")[0]
        return self.part(f"{folder}/{name}" if folder else name)

    def part(self, name: str) -> Element | None:
        """Root of a part, or None when the package has no such part."""
        if name not in self._names:
            return None
        return _parse(self._unpack(name))

    def _document_name(self) -> str:
        relations = self.part("_rels/.rels")
        for relation in relations if relations is not None else ():
            if str(relation.get("Type", "")).endswith("/officeDocument"):
                target = str(relation.get("Target", "")).lstrip("/")
                if target in self._names:
                    return target
        return _DOCUMENT

    def _unpack(self, name: str) -> bytes:
        try:
            with self._archive.open(name) as part:
                content = part.read(MAX_PART_BYTES + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise DocxFormatError("damaged") from error
        if len(content) > MAX_PART_BYTES:
            raise DocxFormatError("too_large")
        return content


def _parse(content: bytes) -> Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DocxFormatError("damaged") from error
    if root is None:
        raise DocxFormatError("damaged")
    if root.getroottree().docinfo.doctype:
        raise DocxFormatError("forbidden")  # no Word file has one; entities expand from there
    return root


def local(element: Element) -> str:
    """Name of an element without its namespace: transitional and strict files differ only there."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element | None, name: str) -> str | None:
    """Value of an attribute, whatever its namespace."""
    if element is None:
        return None
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: Element | None, *path: str) -> Element | None:
    """First descendant along a path of local names, or None."""
    for name in path:
        element = next(children(element, name), None)
    return element


def children(element: Element | None, name: str) -> Iterator[Element]:
    """Direct children of a local name."""
    for node in element if element is not None else ():
        if local(node) == name:
            yield node
