"""One step back for what was just deleted or replaced: offered at the top of the screen until something else is changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from assistant.adapters.workspaces import PastState, WorkspacePart
from ui import session

_OFFER = "undo-offer"


@dataclass(frozen=True, slots=True)
class _Step:
    before: PastState
    revision: int


@dataclass(frozen=True, slots=True)
class Offer:
    """What was done, in words, and the states that would come back."""

    workspace_id: str
    message: str
    steps: tuple[_Step, ...]


def offer(workspace_id: str, message: str, *parts: WorkspacePart) -> None:
    """Tell what was just done and offer to take it back; without an earlier state it is only told."""
    steps = []
    for part in parts:
        states = [state for state in session.desk().past(workspace_id, part) if not state.conflict]
        if len(states) > 1:
            steps.append(_Step(states[1], states[0].revision))
    if steps:
        st.session_state[_OFFER] = Offer(workspace_id, message, tuple(steps))
    else:
        session.say(message)


def standing(workspace_id: str) -> Offer | None:
    """The offer that still stands: nothing it would bring back was changed since."""
    found: Offer | None = st.session_state.get(_OFFER)
    if found is None or found.workspace_id != workspace_id:
        return None
    if all(step.revision == _revision(workspace_id, step.before.part) for step in found.steps):
        return found
    del st.session_state[_OFFER]
    return None


def _revision(workspace_id: str, part: WorkspacePart) -> int:
    if part is WorkspacePart.DATA:
        return session.data_state(workspace_id).revision
    if part is WorkspacePart.DRAFT:
        return session.draft_state(workspace_id).revision
    return session.desk().store.read(workspace_id, part).revision


def taker(found: Offer) -> Callable[[], None]:
    """What takes a step back; another window's newer change stops it."""

    def take() -> None:
        st.session_state.pop(_OFFER, None)

        def work() -> None:
            for step in found.steps:
                session.desk().bring_back(found.workspace_id, step.before, step.revision)

        session.attempt(work, "已撤销。")
        session.reload()

    return take


def drop() -> None:
    """Let the offer go."""
    st.session_state.pop(_OFFER, None)
