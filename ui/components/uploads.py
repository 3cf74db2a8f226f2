"""Uploads, checked again on the server: the browser's own limits can be passed by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from ui.components import markup
from ui.components.markup import Tone
from ui.options import MAX_UPLOAD_MB

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent."""

    name: str
    data: bytes


def take_uploads(label: str, suffixes: Sequence[str], *, key: str, many: bool = True) -> tuple[Upload, ...]:
    """Files that were newly given; each is returned once, then the field is empty again."""
    counter = f"{key}-round"
    round_ = int(st.session_state.get(counter, 0))
    given = st.file_uploader(
        label,
        type=list(suffixes),
        accept_multiple_files=many,
        key=f"{key}-{round_}",
        label_visibility="collapsed",
        max_upload_size=MAX_UPLOAD_MB,
    )
    files = given if isinstance(given, list) else [given] if given is not None else []
    if not files:
        return ()
    st.session_state[counter] = round_ + 1
    return tuple(Upload(file.name, data) for file in files if _fits(file.name, data := file.getvalue()))


def _fits(name: str, data: bytes) -> bool:
    if len(data) > MAX_UPLOAD_MB * _MEGABYTE:
        st.html(markup.notice(f"{name}：文件超过 {MAX_UPLOAD_MB} MB，没有读入。", Tone.BAD))
        return False
    return True
