"""Footnotes and endnotes of a Word file, told behind the paragraph that points to them, never inside its sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assistant.importing.docx_package import DocxPackage, Element, attribute, children, local

NOTE_LABEL = "注："
_PARTS = {"footnoteReference": ("footnotes.xml", "footnote"), "endnoteReference": ("endnotes.xml", "endnote")}
_SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}

ParagraphReader = Callable[[Element], str]


class Notes:
    """The notes of one document by the kind of their references and their ids."""

    def __init__(self, package: DocxPackage, read_paragraph: ParagraphReader) -> None:
        self._texts: dict[tuple[str, str | None], str] = {}
        for reference, (part, name) in _PARTS.items():
            for note in children(package.sibling(part), name):
                if attribute(note, "type") not in _SEPARATORS:
                    words = " ".join(read_paragraph(line) for line in _paragraphs(note))
                    self._texts[reference, attribute(note, "id")] = " ".join(words.split())

    def lines(self, block: Element) -> Iterator[str]:
        """A line for every note that a paragraph or a row of a table points to, in reading order."""
        for node in block.iter():
            text = self._texts.pop((local(node), attribute(node, "id")), "") if local(node) in _PARTS else ""
            if text:
                yield text if text.startswith("注") else NOTE_LABEL + text


def _paragraphs(note: Element) -> Iterator[Element]:
    return (node for node in note.iter() if local(node) == "p")
