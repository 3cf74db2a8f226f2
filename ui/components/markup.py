"""Builds the HTML of small display pieces; every text that comes in is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from html import escape


class Tone(StrEnum):
    """What a piece says besides its words; each tone has its own sign, so that colour is never alone."""

    GOOD = "good"
    INFO = "info"
    WARN = "warn"
    BAD = "bad"
    QUIET = "quiet"


SIGNS = {Tone.GOOD: "✓", Tone.INFO: "ℹ", Tone.WARN: "△", Tone.BAD: "✕", Tone.QUIET: "·"}


def text(value: object) -> str:
    """A text from anywhere as HTML that shows exactly it, line breaks included."""
    return escape(str(value), quote=True).replace("\n", "<br>")


def badge(label: str, tone: Tone = Tone.QUIET) -> str:
    """A short label with its sign."""
    return (
        f'<span class="nb-badge nb-{tone}"><span aria-hidden="true">{SIGNS[tone]}</span> {text(label)}</span>'
    )


def notice(message: str, tone: Tone, *, title: str = "") -> str:
    """A message in a box; several lines stay several lines."""
    role = "alert" if tone in {Tone.BAD, Tone.WARN} else "status"
    head = f"<strong>{text(title)}</strong><br>" if title else ""
    return (
        f'<div class="nb-notice nb-{tone}" role="{role}"><span class="nb-sign" aria-hidden="true">{SIGNS[tone]}</span>'
        f"<div>{head}{text(message)}</div></div>"
    )


def guidance(sentence: str) -> str:
    """The one sentence that says what to do on a screen."""
    return f'<p class="nb-guidance">{text(sentence)}</p>'


def empty_state(title: str, hint: str) -> str:
    """What a screen shows when there is nothing yet."""
    return f'<div class="nb-empty"><p class="nb-empty-title">{text(title)}</p><p>{text(hint)}</p></div>'


def definition_list(rows: Iterable[tuple[str, str]]) -> str:
    """Names with values, one a line."""
    return '<dl class="nb-dl">' + "".join(f"<dt>{text(a)}</dt><dd>{text(b)}</dd>" for a, b in rows) + "</dl>"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A plain table; cells are texts."""
    top = "".join(f'<th scope="col">{text(cell)}</th>' for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{text(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<div class="nb-table"><table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'


def marked(source: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text with some places marked; the spans are in order and do not overlap."""
    parts, at = [], 0
    for start, end in spans:
        parts += [text(source[at:start]), "<mark>", text(source[start:end]), "</mark>"]
        at = end
    return "".join([*parts, text(source[at:])])
