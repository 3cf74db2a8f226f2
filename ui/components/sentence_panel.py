"""Beside the page: what the picked sentence stands on, and everything that can be done with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from assistant.domain.draft_edits import SentencePlace, places, sentence_at
from assistant.domain.drafts import DraftSentence, ReportDraft, SentenceKind
from assistant.domain.findings import Finding
from assistant.domain.people import Act
from assistant.domain.sections import SectionKind
from assistant.exporting.facts import FactRecord
from assistant.exporting.trace import SentenceTrace, WordingRecord
from ui import checked, drafting, session
from ui.components import markup
from ui.components.findings import severity_tone
from ui.components.markup import Tone
from ui.components.wording_offers import peer_offers
from ui.navigation import go
from ui.presenters.peers import shared_spans
from ui.presenters.report_page import sentence_label
from ui.presenters.year_places import BASICS, INDICATORS, OTHERS, topic_of_path, view_of


def sentence_panel(workspace_id: str, draft: ReportDraft, found: Mapping[str, Sequence[Finding]]) -> None:
    """Draw the panel."""
    place = SentencePlace.from_key(drafting.selected())
    sentence = sentence_at(draft, place) if place is not None else None
    edits = session.may(Act.EDIT, workspace_id)
    if place is None or sentence is None:
        hint = "这里会显示它的依据：出自哪一项数据、参照了谁的写法" + ("；也在这里修改。" if edits else "。")
        st.html(markup.empty_state("点左边的一句话", hint))
        if edits:
            _title(workspace_id, draft)
        return
    with st.container(key="sentence-panel"):
        _head(draft, place, sentence)
        for finding in found.get(place.key, ()):
            message = f"{finding.message}\n{finding.suggestion}" if finding.suggestion else finding.message
            st.html(markup.notice(message, severity_tone(finding.severity)))
        if not edits:
            st.html(f'<p class="nb-quote">{markup.text(sentence.text)}</p>')
            _source(workspace_id, draft, place, sentence)
            return
        _editor(workspace_id, place, sentence)
        _source(workspace_id, draft, place, sentence)
        peer_offers(workspace_id, draft, place, sentence)
        _around(workspace_id, draft, place)


def _title(workspace_id: str, draft: ReportDraft) -> None:
    key = f"title-{session.generation()}"
    st.text_input(
        "报告标题",
        value=draft.title,
        key=key,
        on_change=lambda: drafting.rename(workspace_id, title=str(st.session_state[key])),
    )


def _head(draft: ReportDraft, place: SentencePlace, sentence: DraftSentence) -> None:
    where = "前言" if place.section < 0 else draft.sections[place.section].heading
    if place.section >= 0 and place.subsection >= 0:
        where += f" › {draft.sections[place.section].subsections[place.subsection].heading}"
    tone = Tone.WARN if sentence.kind is SentenceKind.PLACEHOLDER else Tone.INFO
    locked = markup.badge("已锁定", Tone.GOOD) if sentence.locked else ""
    st.html(
        f'<p class="nb-card-line">{markup.text(where)}</p>{markup.badge(sentence_label(sentence), tone)} {locked}'
    )


def _editor(workspace_id: str, place: SentencePlace, sentence: DraftSentence) -> None:
    key = f"sentence-{place.key}-{session.generation()}"

    def save() -> None:
        drafting.edit(workspace_id, place, str(st.session_state[key] or ""))

    height = min(max(92, 44 + 25 * (len(sentence.text) // 26 + 1)), 300)
    st.text_area(
        "这句话", value=sentence.text, key=key, height=height, on_change=save, label_visibility="collapsed"
    )
    with st.container(horizontal=True, gap="small"):
        st.button("保存", key=f"save-{key}", type="primary", on_click=save)
        lock = "解锁" if sentence.locked else "锁定"
        if st.button(lock, key=f"lock-{key}", help="锁定的句子在重写时不动"):
            drafting.toggle_lock(workspace_id, place)
            st.rerun()
        if st.button("删去", key=f"remove-{key}", help="删去这句话，可以撤销"):
            drafting.remove(workspace_id, place)
            st.rerun()


def _source(workspace_id: str, draft: ReportDraft, place: SentencePlace, sentence: DraftSentence) -> None:
    st.html('<p class="nb-card-title">依据</p>')
    trace = _trace(workspace_id, draft, place)
    if trace is None:
        st.html(markup.guidance("年度数据里有需要改正的地方，改好以后显示依据。"))
        return
    for fact in trace.facts:
        _fact(workspace_id, fact)
    if not trace.facts:
        st.html(markup.guidance(_without_facts(sentence)))
    edits = session.may(Act.EDIT, workspace_id)
    if (
        edits
        and sentence.kind is SentenceKind.PLACEHOLDER
        and st.button("去年度数据补上", key=f"fill-{place.key}")
    ):
        st.session_state["data-view-wanted"] = _filling_view(draft, place)
        go("data", workspace_id)
    if trace.wordings:
        st.html('<p class="nb-card-title">写法参照</p>')
        for wording in trace.wordings[:3]:
            st.html(_wording(wording, sentence.text))


def _trace(workspace_id: str, draft: ReportDraft, place: SentencePlace) -> SentenceTrace | None:
    traces = checked.traces(workspace_id, draft)
    for (there, _), trace in zip(places(draft), traces, strict=False):
        if there == place:
            return trace
    return None


def _filling_view(draft: ReportDraft, place: SentencePlace) -> str:
    """Which view of the yearly data fills a gap of this place."""
    if place.section < 0:
        return BASICS
    return INDICATORS if draft.sections[place.section].section is SectionKind.ACHIEVEMENTS else OTHERS


def _without_facts(sentence: DraftSentence) -> str:
    if sentence.kind is SentenceKind.PLACEHOLDER:
        return "年度数据里缺这一项。补上数据后重写，或直接在上面写好。"
    if sentence.kind is SentenceKind.SET_PHRASE:
        return "这是体裁的固定用语，不含本机关的事实。"
    if sentence.kind is SentenceKind.WORDING:
        return "这是借用的写法，不含任何事实。"
    return "这句话由本机关自己写入，没有对应的年度数据，请自行核实。"


def _fact(workspace_id: str, fact: FactRecord) -> None:
    if not fact.found:
        st.html(markup.notice("所引的数据已经删去，请核对这句话。", Tone.WARN))
        return
    before = f"（上年 {fact.last_year}{fact.unit}）" if fact.last_year else ""
    words = f'<span class="nb-soft">{markup.text(fact.name)}</span><br>{markup.text(fact.value + fact.unit + before)}'
    text, button = st.columns([4, 1], gap="small", vertical_alignment="center")
    text.html(f'<div class="nb-fact">{words}</div>')
    if session.may(Act.EDIT, workspace_id) and button.button(
        "去改", key=f"fact-{fact.path}", help="到年度数据里改这一项"
    ):
        to_field(workspace_id, fact.path)


def to_field(workspace_id: str, path: str) -> None:
    """Go to the field of the yearly data that a path names."""
    plain = session.data_state(workspace_id).plain
    st.session_state["data-view-wanted"] = view_of(path)
    topic = topic_of_path(path, plain)
    if topic:
        st.session_state["data-topic"] = topic
    go("data", workspace_id)


def _wording(wording: WordingRecord, sentence: str) -> str:
    if not wording.found:
        return markup.notice("这份同行报告已不在资料库里。", Tone.WARN)
    year = f"{wording.year}年度" if wording.year else ""
    head = " › ".join((f"{wording.agency}{year}", *wording.headings))
    body = markup.marked(wording.text, shared_spans(wording.text, sentence))
    return f'<div class="nb-passage"><div class="nb-passage-head">{markup.text(head)}</div>{body}</div>'


def _around(workspace_id: str, draft: ReportDraft, place: SentencePlace) -> None:
    if place.section < 0:
        return
    st.html('<p class="nb-card-title">这一节</p>')
    with st.container(horizontal=True, gap="small"):
        if st.button("重写这一节", key=f"section-{place.section}", help="锁定的句子不动，可以撤销"):
            drafting.write_section(workspace_id, place.section)
            st.rerun()
        if place.subsection >= 0 and len(draft.sections[place.section].subsections) > 1:
            for sign, by in (("分项上移", -1), ("分项下移", 1)):
                if st.button(sign, key=f"point-{by}"):
                    drafting.move_point(workspace_id, place, by)
                    st.rerun()
