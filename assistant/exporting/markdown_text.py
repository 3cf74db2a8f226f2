"""Text for Markdown files: whatever stands in it is shown as text, never taken for markup."""

from __future__ import annotations

import re

from assistant.exporting.docx_text import replace_forbidden

_LINE_BREAKS = re.compile("[ \t]*[\r\n\u0085\u2028\u2029]+[ \t]*")
_MARKUP = re.compile(r"[\\`*_\[\]|~$^]")
# Bare addresses become links by themselves in many viewers.
_LINK = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE)
_LIST_NUMBER = re.compile(r"^(\d+)([.)])")
_LINE_START = re.compile(r"^([#+\-=:!])")


def escape_markdown(text: str) -> str:
    """One line of text for a Markdown paragraph.

    Signs that could be markup get a backslash, angle brackets and ampersands become entities, line breaks become spaces;
    rendered, the words are the same.
    """
    line = replace_forbidden(_LINE_BREAKS.sub(" ", text)).strip(" \t")
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = _MARKUP.sub(lambda match: "\\" + match.group(), line)
    line = _LINK.sub(r"\\", line)
    line = _LIST_NUMBER.sub(r"\1\\\2", line)
    return _LINE_START.sub(r"\\\1", line)
