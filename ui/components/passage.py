"""Search in the peers' reports by meaning, and a passage in its place."""

from __future__ import annotations

import streamlit as st

from assistant.adapters.workspaces import Workspace
from assistant.domain.agency_year import AgencyLevel
from assistant.domain.peers import Match, Passage, SearchFilters
from assistant.domain.sections import SectionKind
from assistant.domain.topics import Topic
from ui import wiring
from ui.components import markup
from ui.components.jump import scroll_to
from ui.components.markup import Tone
from ui.presenters.peers import passage_head, query_spans

_ANY = "全部"
_SECTIONS = {section.label: section for section in SectionKind}
_TOPICS = {topic.label: topic for topic in Topic}


def search_panel(workspace: Workspace) -> None:
    """Draw the search with its filters and what it finds."""
    if not wiring.peers():
        st.html(markup.empty_state("资料库还是空的", "先在“同行资料库”里加入报告，再来检索。"))
        return
    query = st.text_input(
        "检索",
        key="search-query",
        placeholder="写一句想找的意思，例如：涉企检查如何减少次数",
        label_visibility="collapsed",
    )
    filters = _filters(workspace)
    if not (query or "").strip():
        st.html(
            markup.guidance("按意思找，不必与原文字词相同。找到的只是写法，其中的数字和名称属于别的机关。")
        )
        return
    with st.spinner("正在检索…"):
        matches = wiring.app().search(query or "", filters, 12)
    for message in wiring.app().library.notices():
        st.html(markup.notice(message, Tone.WARN))
    if not matches:
        st.html(markup.empty_state("没有找到相近的段落", "换一种说法，或放宽筛选条件。"))
    for number, match in enumerate(matches):
        _match(match, query or "", number)


def _filters(workspace: Workspace) -> SearchFilters:
    peers = wiring.peers()
    columns = st.columns(5, gap="small")
    section = columns[0].selectbox("章节", (_ANY, *_SECTIONS), key="search-section")
    topic = columns[1].selectbox("专题", (_ANY, *_TOPICS), key="search-topic")
    kind = columns[2].selectbox(
        "领域", (_ANY, *sorted({peer.kind for peer in peers if peer.kind})), key="search-kind"
    )
    level = columns[3].selectbox("层级", (_ANY, *(level.value for level in AgencyLevel)), key="search-level")
    years = sorted({peer.year for peer in peers if peer.year}, reverse=True)
    year = columns[4].selectbox("年度", (_ANY, *map(str, years)), key="search-year")
    return SearchFilters(
        section=_SECTIONS.get(section),
        topic=_TOPICS.get(topic),
        kind="" if kind == _ANY else str(kind),
        level="" if level == _ANY else str(level),
        year=int(year) if year != _ANY else None,
        exclude_agencies=(workspace.agency,) if workspace.agency else (),
    )


def _match(match: Match, query: str, number: int) -> None:
    passage = match.passage
    key = f"place-{number}-{passage.id}"
    with st.container(border=True, gap="small", key=f"card-match-{number}"):
        st.html(passage_html(passage, passage_head(match), query_spans(passage.text, query)))
        opened = st.toggle("看原文全文", key=key)
    if opened:
        report = wiring.app().library.report(passage.report_id)
        place = f"report-at-{number}"
        with st.container(height=420, border=True, key=place):
            marked = markup.marked(report.source.text, [(passage.start, passage.end)])
            st.html(f'<div class="nb-quote">{marked}</div>')
        scroll_to(f".st-key-{place} mark", f"{passage.id} {query}", key=f"show-{place}")


def passage_html(passage: Passage, head: str, spans: list[tuple[int, int]]) -> str:
    """A passage in its box, with some places marked."""
    damaged = markup.badge("原文有缺损，不借用", Tone.WARN) if passage.damaged else ""
    return (
        f'<div class="nb-passage"><div class="nb-passage-head">{markup.text(head)} {damaged}</div>'
        f"{markup.marked(passage.text, spans)}</div>"
    )
