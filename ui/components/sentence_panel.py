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
from ui.components.findings import finding_notices
from ui.components.head_panel import head_panel, title_field
from ui.components.jump import to_field
from ui.components.markup import Tone
from ui.components.wording_offers import peer_offers
from ui.presenters.changes import change_worked_out
from ui.presenters.peers import excerpt, shared_spans
from ui.presenters.report_page import sentence_label

_BLOCKS: Mapping[SectionKind | None, str] = {
    SectionKind.ACHIEVEMENTS: "indicators",
    SectionKind.PRINCIPAL_DUTY: "principal_duty",
    SectionKind.SHORTCOMINGS: "shortcomings",
    SectionKind.NEXT_YEAR_PLAN: "next_year",
    SectionKind.OTHER_MATTERS: "other_matters",
}


def sentence_panel(workspace_id: str, draft: ReportDraft, found: Mapping[str, Sequence[Finding]]) -> None:
    """Draw the panel."""
    if head_panel(workspace_id, draft, drafting.selected(), found.get(drafting.selected(), ())):
        return
    place = SentencePlace.from_key(drafting.selected())
    sentence = sentence_at(draft, place) if place is not None else None
    edits = session.may(Act.EDIT, workspace_id)
    if place is None or sentence is None:
        hint = "这里会显示它的依据：出自哪一项数据、参照了谁的写法" + ("；也在这里修改。" if edits else "。")
        st.html(markup.empty_state("点左边的一句话", hint))
        if edits:
            title_field(workspace_id, draft)
        return
    with st.container(key="sentence-panel"):
        _head(draft, place, sentence)
        finding_notices(found.get(place.key, ()))
        if not edits:
            st.html(f'<p class="nb-quote">{markup.text(sentence.text)}</p>')
            _source(workspace_id, draft, place, sentence)
            return
        _editor(workspace_id, place, sentence)
        _source(workspace_id, draft, place, sentence)
        peer_offers(workspace_id, draft, place, sentence)
        _around(workspace_id, draft, place)


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
        st.button(
            "改好这一句",
            key=f"save-{key}",
            type="primary",
            on_click=save,
            help="点开别的句子、去别的步骤，改的字也会存好",
        )
        lock = "解锁" if sentence.locked else "锁定"
        if st.button(lock, key=f"lock-{key}", help="锁定的句子在重写时不动"):
            drafting.toggle_lock(workspace_id, place)
            st.rerun()
        if st.button("加一句", key=f"add-{key}", help="在这句话后面加一句自己写的"):
            drafting.add_own(workspace_id, place)
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
        _fact(workspace_id, fact, sentence.text)
    if not trace.facts:
        st.html(markup.guidance(_without_facts(sentence)))
    edits = session.may(Act.EDIT, workspace_id)
    if (
        edits
        and sentence.kind is SentenceKind.PLACEHOLDER
        and sentence.text != drafting.OWN_GAP
        and st.button("去年度数据补上", key=f"fill-{place.key}", type="primary")
    ):
        to_field(workspace_id, _filling_place(draft, place, sentence))
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


def _filling_place(draft: ReportDraft, place: SentencePlace, sentence: DraftSentence) -> str:
    """Where in the yearly data a gap is filled: the item it is about, else the block of its section."""
    kind = draft.sections[place.section].section if place.section >= 0 else None
    if sentence.facts and kind is not SectionKind.NEXT_YEAR_PLAN:
        return sentence.facts[0].path
    return _BLOCKS.get(kind, "agency")


def _without_facts(sentence: DraftSentence) -> str:
    if sentence.text == drafting.OWN_GAP:
        return "在上面的框里写好这一句，再点“改好这一句”。"
    if sentence.kind is SentenceKind.PLACEHOLDER:
        return "年度数据里缺这一项。补上数据后重写，或直接在上面写好。"
    if sentence.kind is SentenceKind.SET_PHRASE:
        return "这是体裁的固定用语，不含本机关的事实。"
    if sentence.kind is SentenceKind.WORDING:
        return "这是借用的写法，不含任何事实。"
    return "这句话由本机关自己写入，没有对应的年度数据，请自行核实。"


def _fact(workspace_id: str, fact: FactRecord, sentence: str) -> None:
    if not fact.found:
        st.html(markup.notice("所引的数据已经删去，请核对这句话。", Tone.WARN))
        return
    before = f"（上年 {fact.last_year}{fact.unit}）" if fact.last_year else ""
    words = f'<span class="nb-soft">{markup.text(fact.name)}</span><br>{markup.text(fact.value + fact.unit + before)}'
    working = change_worked_out(fact, sentence)
    if working:
        words += f'<br><span class="nb-soft">{markup.text(working)}</span>'
    text, button = st.columns([2.6, 1.25], gap="small", vertical_alignment="center")
    text.html(f'<div class="nb-fact">{words}</div>')
    if session.may(Act.EDIT, workspace_id) and button.button(
        "改年度数据", key=f"fact-{fact.path}", help="到年度数据里改这一项"
    ):
        to_field(workspace_id, fact.path)


def _wording(wording: WordingRecord, sentence: str) -> str:
    if not wording.found:
        return markup.notice("这份同行报告已不在资料库里。", Tone.WARN)
    year = f"{wording.year}年度" if wording.year else ""
    head = " › ".join((f"{wording.agency}{year}", *wording.headings))
    ours = markup.marked(sentence, shared_spans(sentence, f"{head}\n{wording.text}"))
    shown = excerpt(wording.text, shared_spans(wording.text, sentence))
    theirs = markup.marked(shown, shared_spans(shown, sentence))
    above = markup.marked(head, shared_spans(head, sentence))
    return (
        f'<div class="nb-passage nb-pair"><div><div class="nb-passage-head">本稿</div>{ours}</div>'
        f'<div><div class="nb-passage-head">{above}</div>{theirs}</div></div>'
    )


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
            if st.button("删去分项", key="point-out", help="删去这一分项的全部句子，可以撤销"):
                drafting.remove_point(workspace_id, place)
                st.rerun()
