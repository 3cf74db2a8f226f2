"""What the draft screen does to a draft: write, write again, edit, lock, move, undo; each step is saved at once."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import streamlit as st

from assistant.adapters.workspaces import WorkspacePart
from assistant.domain.draft_edits import (
    SentencePlace,
    insert_after,
    keep_locked,
    move_subsection,
    places,
    remove_subsection,
    replace_sentence,
    sentence_at,
    with_heading,
    with_section,
)
from assistant.domain.drafts import DraftSentence, ReportDraft, SentenceKind
from assistant.domain.punctuation import ENUMERATION_COMMA, FULL_STOP, LEFT_PAREN, RIGHT_PAREN
from ui import session, wiring
from ui.components.markup import Tone
from ui.components.report_page import Mark

_CHAIN, _CHANGED = "undo-chain", "draft-changed"
_NUMBER_SIGN = re.compile(
    rf"^(?:[{LEFT_PAREN}(][一二三四五六七八九十]+[{RIGHT_PAREN})]|[一二三四五六七八九十]+{ENUMERATION_COMMA})"
)
OWN_GAP = "【待补充：请在这里写一句】"
SELECTED, _MARK = "selected-sentence", "page-mark"


def pick(key: str) -> None:
    """Take over a sentence that was picked on the page, which has marked it itself."""
    st.session_state[SELECTED] = key


def select(key: str, *, reveal: bool = False) -> None:
    """Mark a sentence on the page; with `reveal` the page scrolls to it."""
    st.session_state[SELECTED] = key
    old: Mark = st.session_state.get(_MARK, Mark())
    st.session_state[_MARK] = Mark(key, old.number + 1, reveal)


def mark() -> Mark:
    """The mark set from outside, for the page."""
    found: Mark = st.session_state.get(_MARK, Mark())
    return found


def come_back() -> None:
    """Mark on a page that is drawn anew what is selected."""
    if mark().key != selected():
        select(selected(), reveal=True)


def selected() -> str:
    """The key of the marked sentence, empty for none."""
    return str(st.session_state.get(SELECTED, ""))


def write_all(workspace_id: str, *, keep_edited: bool = False) -> None:
    """Draft the whole report from the data; a draft that was there is put aside as a version, its locked sentences stay.

    With `keep_edited` the sentences that somebody edited are locked, and so stay too.
    """
    year = session.data_state(workspace_id).year
    if year is None:
        session.say("年度数据还有需要改正的地方，改完才能起草。", Tone.BAD)
        return
    old = session.draft_state(workspace_id).draft

    def work() -> None:
        draft = wiring.app().draft(year).draft
        if old is not None:
            session.desk().keep_version(workspace_id, "重新起草以前", old)
            draft = _with_locked(_edited_locked(old) if keep_edited else old, draft)
        _save(workspace_id, draft)
        select("")

    session.attempt(work)


def _edited_locked(draft: ReportDraft) -> ReportDraft:
    for place, sentence in places(draft):
        if sentence.by_hand and sentence.kind is not SentenceKind.PLACEHOLDER:
            draft = replace_sentence(draft, place, (replace(sentence, locked=True),))
    return draft


def _with_locked(old: ReportDraft, new: ReportDraft) -> ReportDraft:
    by_kind = {section.section: section for section in old.sections}
    sections = tuple(
        keep_locked(by_kind[section.section], section) if section.section in by_kind else section
        for section in new.sections
    )
    return replace(new, sections=sections)


def write_section(workspace_id: str, number: int) -> None:
    """Write one section again; its locked sentences stay."""
    year, draft = session.data_state(workspace_id).year, session.draft_state(workspace_id).draft
    if year is None or draft is None:
        session.say("年度数据还有需要改正的地方，改完才能重写。", Tone.BAD)
        return
    old = draft.sections[number]

    def work() -> None:
        fresh = wiring.app().draft(year, section=old.section).draft
        found = next((section for section in fresh.sections if section.section is old.section), None)
        if found is None:
            session.say("年度数据里已没有这一节的内容，没有改动。", Tone.WARN)
            return
        _save(workspace_id, with_section(draft, number, keep_locked(old, found)))
        session.say(f"已重写“{old.heading}”，锁定的句子没有动。")

    session.attempt(work)


def edit(workspace_id: str, place: SentencePlace, text: str) -> None:
    """Give a sentence another text; a filled placeholder becomes a sentence of the agency's own."""
    draft = session.draft_state(workspace_id).draft
    sentence = sentence_at(draft, place) if draft is not None else None
    text = " ".join(text.split("\n")).strip()
    if draft is None or sentence is None or not text or text == sentence.text:
        return
    kind = (
        SentenceKind.FACT
        if sentence.kind is SentenceKind.PLACEHOLDER and "【待补充" not in text
        else sentence.kind
    )
    _save(
        workspace_id, replace_sentence(draft, place, (replace(sentence, text=text, kind=kind, by_hand=True),))
    )


def toggle_lock(workspace_id: str, place: SentencePlace) -> None:
    """Lock a sentence against being written again, or unlock it."""
    draft = session.draft_state(workspace_id).draft
    sentence = sentence_at(draft, place) if draft is not None else None
    if draft is not None and sentence is not None:
        _save(workspace_id, replace_sentence(draft, place, (replace(sentence, locked=not sentence.locked),)))


def remove(workspace_id: str, place: SentencePlace) -> None:
    """Take a sentence out."""
    draft = session.draft_state(workspace_id).draft
    if draft is not None:
        _save(workspace_id, replace_sentence(draft, place, ()))
        select("")


def insert(workspace_id: str, place: SentencePlace, sentence: DraftSentence) -> None:
    """Put a sentence behind the one at a place, and mark it."""
    draft = session.draft_state(workspace_id).draft
    if draft is not None:
        _save(workspace_id, insert_after(draft, place, (sentence,)))
        select(replace(place, index=place.index + 1).key, reveal=True)


def move_point(workspace_id: str, place: SentencePlace, by: int) -> None:
    """Move the point that holds a sentence up or down."""
    draft = session.draft_state(workspace_id).draft
    if draft is None or place.section < 0 or place.subsection < 0:
        return
    moved = move_subsection(draft, place.section, place.subsection, by)
    if moved != draft:
        _save(workspace_id, moved)
        select(replace(place, subsection=place.subsection + by).key, reveal=True)


def add_own(workspace_id: str, place: SentencePlace) -> None:
    """Put a gap behind a sentence, for one of the agency's own; the check does not let the gap pass."""
    insert(workspace_id, place, DraftSentence(OWN_GAP, SentenceKind.PLACEHOLDER, by_hand=True))


def remove_point(workspace_id: str, place: SentencePlace) -> None:
    """Take out the point that holds a sentence."""
    draft = session.draft_state(workspace_id).draft
    if draft is not None and place.section >= 0:
        _save(workspace_id, remove_subsection(draft, place.section, place.subsection))
        select("")


def retitle(workspace_id: str, section: int, subsection: int, heading: str) -> None:
    """Give a section, or a point of it, another heading."""
    draft = session.draft_state(workspace_id).draft
    heading = _NUMBER_SIGN.sub("", " ".join(heading.split())).rstrip(FULL_STOP)
    if draft is None or not heading:
        return
    changed = with_heading(draft, section, subsection, heading)
    if changed != draft:
        _save(workspace_id, changed)


def rename(workspace_id: str, *, title: str) -> None:
    """Give the report another title."""
    draft = session.draft_state(workspace_id).draft
    if draft is not None and title.strip() and title.strip() != draft.title:
        _save(workspace_id, replace(draft, title=title.strip()))


def replace_draft(workspace_id: str, draft: ReportDraft) -> None:
    """Put another draft in place of the present one, for instance a version or a mended text."""
    _save(workspace_id, draft)
    session.new_generation()


def _save(workspace_id: str, draft: ReportDraft) -> None:
    if session.save_draft(workspace_id, draft):
        st.session_state.pop(_CHAIN, None)
        session.new_generation()
    st.session_state[_CHANGED] = True


def take_changed() -> bool:
    """Whether something was changed (or refused) since the whole screen was drawn; asked once."""
    return bool(st.session_state.pop(_CHANGED, False))


def undo(workspace_id: str, by: int) -> None:
    """Go one step back (1) or forward again (-1) through the saved states of the draft."""
    chain = _chain(workspace_id)
    at = chain["at"] + by
    if not 0 <= at < len(chain["ids"]):
        return
    state = next(
        each for each in session.desk().past(workspace_id, WorkspacePart.DRAFT) if each.id == chain["ids"][at]
    )
    revision = session.draft_state(workspace_id).revision
    if session.attempt(lambda: session.desk().bring_back(workspace_id, state, revision)):
        session.reload()
        st.session_state[_CHAIN] = {**chain, "at": at}


def can_undo(workspace_id: str, by: int) -> bool:
    """Whether there is a step in that direction."""
    chain = _chain(workspace_id)
    at, ids = int(chain["at"]), chain["ids"]
    return 0 <= at + by < len(ids)


def _chain(workspace_id: str) -> dict[str, Any]:
    """The saved states as they stood when going back began; going back itself adds states that are not part of it."""
    chain = st.session_state.get(_CHAIN)
    if chain is None or chain["of"] != workspace_id:
        states = session.desk().past(workspace_id, WorkspacePart.DRAFT)
        chain = {"of": workspace_id, "ids": [state.id for state in states if not state.conflict], "at": 0}
    found: dict[str, Any] = chain
    return found
