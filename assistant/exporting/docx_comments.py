"""Findings as Word comments at their places, in the document that was checked or in a plain one made of a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree

from assistant.domain.findings import Finding, Severity
from assistant.domain.punctuation import COLON, COMMA, LEFT_PAREN, RIGHT_PAREN
from assistant.exporting.document import plan_plain_text
from assistant.exporting.docx_body import comment_end, comment_xml
from assistant.exporting.docx_package import open_docx
from assistant.exporting.docx_paragraphs import WordText
from assistant.exporting.docx_styles import NAMESPACES
from assistant.exporting.docx_text import replace_forbidden
from assistant.exporting.docx_writer import write_docx
from assistant.exporting.text_alignment import Folded, align, fold, nearest

Element = Any  # lxml's elements have no types here
_OURS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONS = {
    _OURS: "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    _STRICT: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
_STRETCH = 2  # a range longer than this times its quote, and some, was put together wrongly
_SLACK = 40
_LONGEST_NUMBER = 8
_MOST_COMMENTS = 400  # nobody reads more, and Word becomes slow


def annotate_text(text: str, findings: Sequence[Finding]) -> bytes:
    """A plain Word document of a text, a line a paragraph, with the findings as comments."""
    return annotate_docx(write_docx(plan_plain_text(text)), findings, text)


def annotate_docx(data: bytes, findings: Sequence[Finding], source_text: str) -> bytes:
    """The same Word document with a comment at the place of every finding.

    Nothing but comments is added: text, looks, tracked changes and existing comments stay. A finding whose place can't
    be found (words in a header, in a footnote) becomes a comment on the first paragraph that quotes its words.

    Args:
        data: the document as it was read.
        findings: their offsets point into `source_text`.
        source_text: what reading the document gave; automatic numbers and other spaces in it do no harm.

    Raises:
        ExportError: `data` is no Word document.
    """
    if not findings:
        return data
    package = open_docx(data)
    root = package.xml(package.main)
    namespace = root.tag[1:].partition("}")[0]
    comments_name = package.comments_part(_RELATIONS.get(namespace, _RELATIONS[_OURS]))
    comments = (
        package.xml(comments_name) if comments_name in package.parts else _element("comments", "", namespace)
    )
    _Annotator(root, comments, namespace).annotate(findings, source_text)
    package.put(package.main, root)
    package.put(comments_name, comments)
    return package.to_bytes()


def comment_text(finding: Finding) -> str:
    """What a comment says: how grave, what, how to mend it, by which rule."""
    lines = [f"【{finding.severity.label}】{finding.message}"]
    if finding.suggestion:
        lines.append(f"建议{COLON}{finding.suggestion}")
    rule = (
        f"{finding.source}{LEFT_PAREN}{finding.tier.value}{RIGHT_PAREN}"
        if finding.source
        else finding.tier.value
    )
    lines.append(f"依据{COLON}{rule}　代码{COLON}{finding.code}")
    return replace_forbidden("\n".join(lines))


class _Annotator:
    """Places the findings of one check in one document."""

    def __init__(self, root: Element, comments: Element, namespace: str) -> None:
        self._words = WordText(root)
        self._comments = comments
        self._namespace = namespace
        identifiers = [
            int(entry.get(f"{{{namespace}}}id", "0")) for entry in comments if isinstance(entry.tag, str)
        ]
        self._next = max(identifiers, default=-1) + 1

    def annotate(self, findings: Sequence[Finding], source_text: str) -> None:
        source, target = fold(source_text), fold(self._words.text)
        places = _Places(source_text, source, target.text, align(source, target.text))
        first_paragraph = self._words.first_paragraph()
        chosen = _gravest(findings)
        if len(chosen) < len(findings):
            start, ends = self._new_comment(_left_out(len(findings), len(chosen)))
            self._words.mark_paragraph(first_paragraph, start, ends)
        for finding in chosen:
            span = places.span(finding)
            if span is not None:
                first, last = target.offsets[span[0]], target.offsets[span[1]]
                start, ends = self._new_comment(comment_text(finding))
                if finding.quote:
                    self._words.mark(first, last, start, ends)
                else:
                    self._words.mark_paragraph(self._words.letters[first].paragraph, start, ends)
            else:
                start, ends = self._new_comment(_unplaced_text(finding))
                self._words.mark_paragraph(first_paragraph, start, ends)

    def _new_comment(self, text: str) -> tuple[Element, tuple[Element, ...]]:
        number = self._next
        self._next += 1
        self._comments.append(_parse(comment_xml(number, text, ""), self._namespace)[0])
        start = _element("commentRangeStart", f'w:id="{number}"', self._namespace)
        return start, tuple(_parse(comment_end(number), self._namespace))


class _Places:
    """Where the words of a finding stand in the document's folded text."""

    def __init__(self, source_text: str, source: Folded, target: str, counterparts: list[int]) -> None:
        self._source_text = source_text
        self._source = source
        self._target = target
        self._counterparts = counterparts

    def span(self, finding: Finding) -> tuple[int, int] | None:
        """First and last index of the quote, or of a sign near the place when there is no quote; None when not found."""
        if not self._target:
            return None
        if not finding.quote:
            near = self._near(finding.start)
            return (near, near)
        fitting = self._source_text[finding.start : finding.end] == finding.quote
        aligned = self._aligned(finding.start, finding.end) if fitting else None
        return aligned or self._searched(finding)

    def _aligned(self, start: int, end: int) -> tuple[int, int] | None:
        first, behind = self._source.at(start), self._source.at(end)
        found = [place for place in self._counterparts[first:behind] if place >= 0]
        if not found:
            return self._numbered(first, behind)
        if found[-1] - found[0] > (behind - first) * _STRETCH + _SLACK:
            return None
        return found[0], found[-1]

    def _numbered(self, first: int, behind: int) -> tuple[int, int] | None:
        """The sign that follows on the line: an automatic number is in the read text, not in the document's."""
        if not first < behind < len(self._counterparts) or behind - first > _LONGEST_NUMBER:
            return None
        offset, place = self._source.offsets[behind], self._counterparts[behind]
        if place < 0 or "\n" in self._source_text[self._source.offsets[first] : offset]:
            return None
        return place, place

    def _searched(self, finding: Finding) -> tuple[int, int] | None:
        words = fold(finding.quote).text
        place = nearest(self._target, words, self._near(finding.start)) if words else -1
        return None if place < 0 else (place, place + len(words) - 1)

    def _near(self, offset: int) -> int:
        """Index in the target of the sign at an offset, else of the next one found, else of the last one before."""
        index = self._source.at(offset)
        after = next((place for place in self._counterparts[index:] if place >= 0), None)
        before = next((place for place in reversed(self._counterparts[:index]) if place >= 0), 0)
        return before if after is None else after


def _gravest(findings: Sequence[Finding]) -> list[Finding]:
    """As many findings as a document can bear, the gravest, in reading order."""
    grave = list(Severity)
    ranked = sorted(range(len(findings)), key=lambda index: grave.index(findings[index].severity))
    return [findings[index] for index in sorted(ranked[:_MOST_COMMENTS])]


def _left_out(all_of_them: int, shown: int) -> str:
    return (
        f"共查出 {all_of_them} 处{COMMA}这里只批注了最要紧的 {shown} 处{COMMA}"
        "其余请看 nianbao check 列出的结果。先改好这些再检查一次。"
    )


def _unplaced_text(finding: Finding) -> str:
    where = f"（未能在正文中定位{COMMA}批注放在文首）"
    quote = f"\n原文{COLON}{finding.quote}" if finding.quote else ""
    return replace_forbidden(f"{comment_text(finding)}{quote}\n{where}")


def _parse(xml: str, namespace: str) -> list[Element]:
    names = NAMESPACES.replace(_OURS, namespace)
    return list(etree.fromstring(f"<w:wrapper {names}>{xml}</w:wrapper>"))


def _element(name: str, attributes: str, namespace: str) -> Element:
    return _parse(f"<w:{name} {attributes}/>", namespace)[0]
