"""One browser tab: which workspace it shows, what it last read, and how it saves without overwriting anybody."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from assistant.adapters.workspaces import Workspace, WorkspacePart
from assistant.desk import DataState, Desk, DraftState, Plain
from assistant.domain.draft_edits import remap_facts
from assistant.domain.drafts import ReportDraft
from assistant.domain.people import Act
from assistant.errors import AssistantError, EditConflictError, WorkspaceError
from ui import wiring
from ui.components.markup import Tone
from ui.navigation import WORKSPACE

_MESSAGES, _CONFLICT, _DATA, _DRAFT = "messages", "conflict", "data-state", "draft-state"


def desk() -> Desk:
    """The desk of this server."""
    return wiring.app().desk


def may(act: Act, workspace_id: str = "") -> bool:
    """Whether the person of this session may do something; screens do not offer what would be refused."""
    return desk().may(act, workspace_id)


def name_of(person: str) -> str:
    """How to write somebody who did something; empty where there are no accounts."""
    return wiring.shared().people_desk.label(person) if person and wiring.accounts() else ""


def workspace() -> Workspace | None:
    """The workspace in the address, None when there is none that this person sees, or it is in the trash."""
    workspace_id = st.query_params.get(WORKSPACE, "")
    if not workspace_id:
        return None
    try:
        found = desk().store.get(workspace_id)
    except WorkspaceError as error:
        say(str(error), Tone.WARN)
        return None
    return None if found.trashed_at else found


def private(workspace_id: str) -> str:
    """The scope of what one person has in work in a workspace, besides what is saved for all."""
    return f"{workspace_id}/{wiring.visitor().name}"


def say(message: str, tone: Tone = Tone.GOOD) -> None:
    """Leave a message for the top of the page that is drawn next."""
    st.session_state.setdefault(_MESSAGES, []).append((message, tone))


def take_messages() -> list[tuple[str, Tone]]:
    """The messages that were left, once."""
    messages: list[tuple[str, Tone]] = st.session_state.pop(_MESSAGES, [])
    return messages


def attempt(work: Callable[[], Any], done: str = "") -> bool:
    """Do something that may be refused; the refusal becomes a message. Returns whether it was done."""
    try:
        work()
    except AssistantError as error:
        say(str(error), Tone.BAD)
        return False
    if done:
        say(done)
    return True


def data_state(workspace_id: str) -> DataState:
    """The yearly data as this tab has them; read once, then kept in step by its own saving."""
    state: DataState = _state(_DATA, workspace_id, desk().data)
    return state


def draft_state(workspace_id: str) -> DraftState:
    """The draft as this tab has it."""
    state: DraftState = _state(_DRAFT, workspace_id, desk().draft)
    return state


def _state(name: str, workspace_id: str, read: Callable[[str], Any]) -> Any:
    kept = st.session_state.get(name)
    if kept is None or kept[0] != workspace_id:
        kept = (workspace_id, read(workspace_id))
        st.session_state[name] = kept
    return kept[1]


def newer_elsewhere(workspace_id: str) -> bool:
    """Whether another tab has saved data or draft since this one read them; reads anew what is only shown here."""
    store = desk().store
    for name, part in ((_DATA, WorkspacePart.DATA), (_DRAFT, WorkspacePart.DRAFT)):
        kept = st.session_state.get(name)
        if kept is None or kept[0] != workspace_id:
            continue
        if store.read(workspace_id, part).revision != kept[1].revision:
            return True
    return False


def reload() -> None:
    """Forget what this tab has read, so that the newest is read and shown."""
    for name in (_DATA, _DRAFT, _CONFLICT):
        st.session_state.pop(name, None)
    new_generation()


def save_data(workspace_id: str, plain: Plain, moved: Mapping[str, str] | None = None) -> bool:
    """Save the data; a draft that cites items which moved follows them. Returns False when nothing was saved."""
    state = data_state(workspace_id)

    def work() -> None:
        saved = desk().save_data(workspace_id, plain, state.revision)
        st.session_state[_DATA] = (workspace_id, saved)

    if not _guarded(work):
        return False
    draft = draft_state(workspace_id).draft
    if moved and draft is not None:
        save_draft(workspace_id, remap_facts(draft, moved))
    return True


def saved_parts(workspace_id: str) -> tuple[WorkspacePart, ...]:
    """The parts that `save_data` writes when items move: a draft that cites them follows."""
    drafted = draft_state(workspace_id).draft is not None
    return (WorkspacePart.DATA, WorkspacePart.DRAFT) if drafted else (WorkspacePart.DATA,)


def save_draft(workspace_id: str, draft: ReportDraft) -> bool:
    """Save the draft. Returns False when it was not saved."""
    state = draft_state(workspace_id)

    def work() -> None:
        saved = desk().save_draft(workspace_id, draft, state.revision)
        st.session_state[_DRAFT] = (workspace_id, saved)

    return _guarded(work)


def _guarded(work: Callable[[], None]) -> bool:
    try:
        work()
    except EditConflictError as error:
        st.session_state[_CONFLICT] = str(error)
    except AssistantError as error:
        say(str(error), Tone.BAD)
    else:
        return True
    return False


def conflict() -> str:
    """The message of a save that was refused because another tab was faster; empty when there was none."""
    return str(st.session_state.get(_CONFLICT, ""))


def generation() -> int:
    """Part of the keys of all fields that show saved values; a new one makes them show the saved values again."""
    return int(st.session_state.get("generation", 0))


def new_generation() -> None:
    """Let all fields start from the saved values."""
    st.session_state["generation"] = generation() + 1


def notes(workspace_id: str, own: Desk | None = None) -> dict[str, Any]:
    """What the screens remember of a workspace for later: the last check's counts, the last export."""
    text = (own or desk()).store.read(workspace_id, WorkspacePart.SCREEN).text
    found = json.loads(text) if text else {}
    return found if isinstance(found, dict) else {}


def remember(workspace_id: str, own: Desk | None = None, **values: Any) -> None:
    """Keep such a note; when two tabs note at once, the later one counts.

    What runs outside a session, as a download does, brings the desk it was drawn with.
    """
    own = own or desk()
    old = notes(workspace_id, own)
    new = {**old, **values}
    if new == old:
        return
    store = own.store
    revision = store.read(workspace_id, WorkspacePart.SCREEN).revision
    try:
        store.save(workspace_id, WorkspacePart.SCREEN, json.dumps(new, ensure_ascii=False), revision)
    except EditConflictError:
        remember(workspace_id, own, **values)
