"""The words of a Word document with their places, and ranges of them marked without a change of their looks."""

from __future__ import annotations

import copy
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Element = Any  # lxml's elements have no types here
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# What Word does not show as text of the paragraph: text that was deleted or moved away, properties, field codes.
_NOT_SHOWN = ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "sdtPr")


@dataclass(frozen=True, slots=True)
class Letter:
    """One character: the `w:t` and the offset in it where the document had it, and its paragraph's number."""

    node: Element
    offset: int
    paragraph: int


class WordText:
    """All shown words of a document's body in reading order; text boxes come behind the paragraph that holds them.

    `root` is the main part's; it has a body.
    """

    def __init__(self, root: Element) -> None:
        self._w = root.tag.partition("}")[0] + "}"
        self.letters: list[Letter] = []
        self.paragraphs: list[Element] = []
        self._pieces: dict[Element, list[tuple[int, Element]]] = {}
        characters: list[str] = []
        self._body = root.find(f"{self._w}body")
        for paragraph in self._walk_blocks(self._body):
            number = len(self.paragraphs)
            self.paragraphs.append(paragraph)
            for node in self._text_nodes(paragraph):
                self._pieces[node] = [(0, node)]
                text = node.text or ""
                self.letters += [Letter(node, offset, number) for offset in range(len(text))]
                characters.append(text)
            characters.append("\n")
            self.letters.append(Letter(None, 0, number))
        self.text = "".join(characters)

    def _walk_blocks(self, block: Element) -> Iterator[Element]:
        for child in block:
            if not isinstance(child.tag, str) or child.tag == _FALLBACK:
                continue
            if child.tag == f"{self._w}p":
                yield child
                for box in child.iter(f"{self._w}txbxContent"):
                    if not self._inside(box, _FALLBACK, child) and not self._inside(box, box.tag, child):
                        yield from self._walk_blocks(box)
            elif child.tag != f"{self._w}sectPr":
                yield from self._walk_blocks(child)

    @staticmethod
    def _inside(element: Element, tag: str, limit: Element) -> bool:
        """Whether an element lies in one of a kind below `limit`."""
        for ancestor in element.iterancestors():
            if ancestor is limit:
                return False
            if ancestor.tag == tag:
                return True
        return False

    def _text_nodes(self, element: Element) -> Iterator[Element]:
        for child in element:
            tag = child.tag
            if not isinstance(tag, str) or tag in {_FALLBACK, f"{self._w}txbxContent"}:
                continue
            if tag == f"{self._w}t":
                if element.tag == f"{self._w}r":
                    yield child
            elif tag.removeprefix(self._w) not in _NOT_SHOWN:
                yield from self._text_nodes(child)

    def mark(self, first: int, last: int, start: Element, ends: tuple[Element, ...]) -> None:
        """Put `start` in front of a letter and `ends` behind another; a range across a table cell's edge ends there."""
        last = self._within_one_story(first, last)
        opening, closing = self._run_from(self.letters[first]), self._run_to(self.letters[last])
        opening.addprevious(start)
        for element in reversed(ends):
            closing.addnext(element)

    def mark_paragraph(self, number: int, start: Element, ends: tuple[Element, ...]) -> None:
        """Mark a whole paragraph, also one without words."""
        letters = [
            index
            for index, letter in enumerate(self.letters)
            if letter.paragraph == number and letter.node is not None
        ]
        if letters:
            self.mark(letters[0], letters[-1], start, ends)
            return
        for element in (start, *ends):
            self.paragraphs[number].append(element)

    def first_paragraph(self) -> int:
        """Number of the first paragraph with words outside text boxes, else of the first, made when there is none."""
        for letter in self.letters:
            if letter.node is not None and self.paragraphs[letter.paragraph].getparent() is self._body:
                return letter.paragraph
        if not self.paragraphs:
            paragraph = self._body.makeelement(f"{self._w}p")
            self._body.insert(0, paragraph)
            self.paragraphs.append(paragraph)
        return 0

    def _within_one_story(self, first: int, last: int) -> int:
        parent = self.paragraphs[self.letters[first].paragraph].getparent()
        while last > first and (
            self.letters[last].node is None
            or self.paragraphs[self.letters[last].paragraph].getparent() is not parent
        ):
            last -= 1
        return last

    def _run_from(self, letter: Letter) -> Element:
        """The run that begins with a letter; made by cutting when there is none yet."""
        outer = self._outer_run(letter.node)
        if outer is not None:
            return outer
        return self._cut(letter.node, letter.offset).getparent()

    def _run_to(self, letter: Letter) -> Element:
        """The run that ends with a letter."""
        outer = self._outer_run(letter.node)
        if outer is not None:
            return outer
        pieces = self._pieces[letter.node]
        start, piece = pieces[bisect_right(pieces, letter.offset, key=lambda entry: entry[0]) - 1]
        if letter.offset + 1 < start + len(piece.text):
            self._cut(letter.node, letter.offset + 1)
        elif piece.getnext() is not None:
            self._split_run(piece.getnext())
        return piece.getparent()

    def _outer_run(self, node: Element) -> Element | None:
        """The outermost run around a text that can't be cut by itself: in a text box, over a ruby base."""
        runs = list(node.iterancestors(f"{self._w}r"))
        return runs[-1] if len(runs) != 1 else None

    def _cut(self, node: Element, offset: int) -> Element:
        """Cut so that a run begins at an offset of an original text; return the text that begins there."""
        pieces = self._pieces[node]
        place = bisect_right(pieces, offset, key=lambda entry: entry[0]) - 1
        start, piece = pieces[place]
        if start < offset:
            rest = copy.deepcopy(piece)
            piece.text, rest.text = piece.text[: offset - start], piece.text[offset - start :]
            for part in (piece, rest):
                part.set(_SPACE, "preserve")
            piece.addnext(rest)
            pieces.insert(place + 1, (offset, rest))
            piece = rest
        self._split_run(piece)
        return piece

    def _split_run(self, content: Element) -> None:
        """Cut a run in front of one of its contents; both halves look as the whole did."""
        run = content.getparent()
        properties = run.find(f"{self._w}rPr")
        if content.getprevious() is properties:
            return
        second = run.makeelement(run.tag, run.attrib)
        if properties is not None:
            second.append(copy.deepcopy(properties))
        second.extend([content, *content.itersiblings()])
        run.addnext(second)
