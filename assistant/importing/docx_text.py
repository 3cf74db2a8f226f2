"""Text of a Word file in reading order: paragraphs, notes, rows of tables, text boxes; what is hidden is only noted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from assistant.importing.docx_notes import Notes
from assistant.importing.docx_numbering import Numbering
from assistant.importing.docx_package import DocxPackage, Element, attribute, child, children, local

CELL_SEPARATOR = " | "
_UNREAD = {
    "pPr",
    "rPr",
    "instrText",
    "delInstrText",
    "del",
    "moveFrom",
    "rt",
    "txbxContent",
    "sectPr",
    "tblPr",
}
_LINE_BREAKS = {"br", "cr"}
_SIGNS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
_FALSE = {"0", "false", "off"}
_LONGEST_QUOTE = 60
_DEEPEST_NESTING = 40


@dataclass(slots=True)
class DocxText:
    """The text, and artefacts as (kind, quote, start, end): `hidden_text`, `tracked_change`."""

    text: str = ""
    artefacts: list[tuple[str, str, int, int]] = field(default_factory=list)


def read_text(data: bytes) -> DocxText:
    """Read a Word file.

    Raises:
        DocxFormatError: damaged, too large, or with a document type declaration.
    """
    package = DocxPackage(data)
    root = package.document()
    numbering = Numbering(package.sibling("numbering.xml"), package.sibling("styles.xml"))
    reader = _Reader(
        numbering, Notes(package, lambda paragraph: paragraph_text(paragraph, lambda _hidden: None))
    )
    for body in children(root, "body"):
        reader.read_blocks(body, 0)
    return reader.finish(changes=_tracked_changes(root))


class _Reader:
    """Collects lines; a paragraph whose mark was deleted runs on into the next."""

    def __init__(self, numbering: Numbering, notes: Notes | None = None) -> None:
        self._numbering = numbering
        self._notes = notes
        self._waiting_notes: list[str] = []
        self._lines: list[str] = []
        self._length = 0
        self._hidden: list[tuple[str, int]] = []
        self._runs_on = False

    def read_blocks(self, parent: Element, depth: int) -> None:
        """Read the paragraphs and tables of a body, a cell or a text box."""
        if depth > _DEEPEST_NESTING:
            return
        for block in parent:
            name = local(block)
            if name == "p":
                self._read_paragraph(block, depth)
            elif name == "tbl":
                self._read_table(block, depth)
            elif name in {"sdt", "customXml", "smartTag", "ins", "moveTo", "sdtContent"}:
                self.read_blocks(
                    child(block, "sdtContent")
                    if name == "sdt" and child(block, "sdtContent") is not None
                    else block,
                    depth + 1,
                )
            elif name == "AlternateContent":
                self.read_blocks(_alternative(block), depth + 1)

    def finish(self, *, changes: int) -> DocxText:
        document = DocxText("\n".join(self._lines))
        document.artefacts = [
            (
                "hidden_text",
                text[:_LONGEST_QUOTE],
                min(place, len(document.text)),
                min(place, len(document.text)),
            )
            for text, place in self._hidden
        ]
        if changes:
            document.artefacts.append(("tracked_change", f"{changes} 处修订", 0, 0))
        return document

    def _read_paragraph(self, paragraph: Element, depth: int) -> None:
        place = self._length
        text = paragraph_text(paragraph, lambda hidden: self._hidden.append((hidden, place)))
        if text.strip():
            text = self._numbering.marker(paragraph) + text
        self._add(text)
        self._runs_on = child(paragraph, "pPr", "rPr", "del") is not None
        for box in _text_boxes(paragraph):
            self.read_blocks(box, depth + 1)
        self._add_notes(paragraph)

    def _read_table(self, table: Element, depth: int) -> None:
        for row in _rows(table):
            cells = [self._cell_text(cell, depth) for cell in _cells(row)]
            if any(cells):
                self._add(CELL_SEPARATOR.join(cells))
            self._add_notes(row)

    def _cell_text(self, cell: Element, depth: int) -> str:
        inner = _Reader(self._numbering)
        inner.read_blocks(cell, depth + 1)
        return " ".join(" ".join(line.split()) for line in inner._lines if line.strip())

    def _add_notes(self, block: Element) -> None:
        if self._notes is not None:
            self._waiting_notes += self._notes.lines(block)
        if not self._runs_on:
            waiting, self._waiting_notes = self._waiting_notes, []
            for note in waiting:
                self._add(note)

    def _add(self, line: str) -> None:
        if self._runs_on and self._lines:
            self._lines[-1] += line
            self._length += len(line)
        else:
            self._lines.append(line)
            self._length += len(line) + 1
        self._runs_on = False


def paragraph_text(paragraph: Element, on_hidden: Callable[[str], None]) -> str:
    """Visible text of a paragraph with tracked changes accepted; hidden runs go to `on_hidden`."""
    parts: list[str] = []
    stack: list[Iterator[Element]] = [iter(paragraph)]
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
            continue
        name = local(node)
        if name in _UNREAD:
            continue
        if name == "t":
            parts.append(node.text or "")
        elif name in _LINE_BREAKS:
            parts.append("\n")
        elif name in _SIGNS:
            parts.append(_SIGNS[name])
        elif name == "r" and _is_hidden(node):
            on_hidden("".join(text.text or "" for text in children(node, "t")))
        elif name == "AlternateContent":
            stack.append(iter(_alternative(node)))
        else:
            stack.append(iter(node))
    return "".join(parts)


def _is_hidden(run: Element) -> bool:
    mark = child(run, "rPr", "vanish")
    return mark is not None and attribute(mark, "val") not in _FALSE


def _alternative(node: Element) -> Element:
    """The newer form of content that is stored twice."""
    choice = child(node, "Choice")
    fallback = child(node, "Fallback")
    return choice if choice is not None else fallback if fallback is not None else ()


def _text_boxes(paragraph: Element) -> Iterator[Element]:
    stack: list[Element] = [paragraph]
    while stack:
        node = stack.pop()
        if local(node) == "txbxContent":
            yield node
            continue
        inner = _alternative(node) if local(node) == "AlternateContent" else node
        stack.extend(reversed(list(inner)))


def _rows(table: Element) -> Iterator[Element]:
    for node in table:
        if local(node) == "tr":
            if child(node, "trPr", "del") is None:
                yield node
        elif local(node) in {"sdt", "sdtContent", "customXml", "ins"}:
            yield from _rows(node)


def _cells(row: Element) -> Iterator[Element]:
    for node in row:
        if local(node) == "tc":
            yield node
        elif local(node) in {"sdt", "sdtContent", "customXml"}:
            yield from _cells(node)


def _tracked_changes(root: Element) -> int:
    return sum(
        1
        for node in root.iter()
        if local(node) in {"ins", "del", "moveFrom", "moveTo"} and attribute(node, "author") is not None
    )
