"""Shows long work with its progress and a button to stop it; goes on after a refresh."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ui import wiring
from ui.components import markup
from ui.components.markup import Tone
from ui.jobs import Job, JobState

_EVERY_SECONDS = 1.0


def job_panel(kind: str, scope: str, finished: Callable[[Job], None]) -> bool:
    """Draw the panel if there is such work. `finished` is called once, when it is over. Returns whether it still runs."""
    job = wiring.jobs().latest(kind, scope)
    if job is None:
        return False
    if job.state.over:
        job.seen = True
        finished(job)
        return False

    @st.fragment(run_every=_EVERY_SECONDS)
    def watch() -> None:
        if job.state.over:
            st.rerun()
        _draw(job)

    watch()
    return True


def _draw(job: Job) -> None:
    with st.container(border=True, key=f"job-{job.kind}"):
        line, button = st.columns([6, 1], vertical_alignment="center")
        with line:
            total = job.progress.total
            count = f"（{job.progress.done}/{total}）" if total else ""
            st.html(
                f'<div role="status">{markup.text(job.title)}{count}　<span class="nb-soft">{markup.text(job.progress.label)}</span></div>'
            )
            st.progress(job.share)
        stopping = job.state is JobState.STOPPING
        if button.button(
            "正在停止" if stopping else "停止", key=f"stop-{job.id}", disabled=stopping, width="stretch"
        ):
            wiring.jobs().stop(job)
            st.rerun(scope="fragment")


def tell_failure(job: Job) -> bool:
    """Show why work failed; returns whether it did."""
    if job.state is not JobState.FAILED:
        return False
    st.html(markup.notice(job.error, Tone.BAD))
    return True
