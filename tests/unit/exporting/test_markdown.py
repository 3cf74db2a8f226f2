from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.domain.drafts import DocumentState
from assistant.exporting.markdown import write_markdown
from assistant.exporting.markdown_text import escape_markdown
from tests.unit.exporting.drafts import make_draft, sentence

HOSTILE = st.text(st.sampled_from("<>&*_`[]()!#+-=|~$\\.:@/ \t1a甲\n\r《》“"), max_size=40)


def test_form_of_the_finished_report() -> None:
    text = write_markdown(make_draft(state=DocumentState.FOR_APPROVAL))
    assert text.startswith("# 青岚县应急管理局关于2025年度法治政府建设情况的报告\n\n县委、县政府：\n\n2025年")
    assert "\n## 一、2025年度推进法治政府建设的主要举措和成效\n" in text
    assert "\n**（一）严格规范执法，提升监管执法质效**。一是依法查处违法行为。" in text
    assert text.endswith("青岚县应急管理局\n\n2026年1月16日\n")


def test_headings_come_out_bold() -> None:
    html = MarkdownIt().render(write_markdown(make_draft()))
    assert "<strong>（一）严格规范执法，提升监管执法质效</strong>。一是" in html
    assert "**" not in html


def test_discussion_copy_says_so() -> None:
    assert "\n> 讨论稿\n" in write_markdown(make_draft())
    assert "讨论稿" not in write_markdown(make_draft(state=DocumentState.FOR_APPROVAL))


def test_words_cannot_become_markup() -> None:
    attack = "<script>alert(1)</script> [点](javascript:x) ![图](http://a.b) **粗** `码` 1. 列 http://a.b"
    html = MarkdownIt("gfm-like", {"linkify": False}).render(
        write_markdown(make_draft(opening=(sentence(attack),)))
    )
    assert not re.search(r"<(script|a|img|em|code|li)\b", html)
    assert "[点](javascript:x)" in html


@given(HOSTILE)
def test_rendered_words_are_the_words(text: str) -> None:
    html = MarkdownIt().enable("table").enable("strikethrough").render(escape_markdown(text))
    words = re.sub(r"</?p>", "", html)
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        words = words.replace(entity, sign)
    assert re.sub(r"\s", "", words) == re.sub(r"\s", "", text)
