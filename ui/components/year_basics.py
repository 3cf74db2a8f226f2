"""Who reports, for which year, and what stands around the text."""

from __future__ import annotations

from datetime import date

import streamlit as st

from assistant.domain.agency_year import AgencyLevel
from ui import session
from ui.presenters.year_form import group, joined, set_group_field, split_names

_LEVELS = ["", *(level.value for level in AgencyLevel)]


def year_basics(workspace_id: str) -> None:
    """Draw the fields; each is saved when it is left."""
    plain = session.data_state(workspace_id).plain
    left, right = st.columns(2, gap="large")
    with left, st.container(border=True, key="card-agency"):
        st.html('<p class="nb-card-title">机关</p>')
        _field(workspace_id, "", "year", "报告年度（必填）", str(plain.get("year") or ""), hint="例如 2025")
        for field, label, hint in (
            ("name", "机关全称（必填）", "与公章一致，例如 青岚县应急管理局"),
            ("kind", "业务领域（必填）", "例如 应急管理"),
        ):
            _field(workspace_id, "agency", field, label, joined(group(plain, "agency").get(field)), hint=hint)
        _level(workspace_id, str(group(plain, "agency").get("level") or ""))
        for field, label, hint in (
            ("region", "所在地区（必填）", "从省写起，用顿号隔开"),
            ("short_names", "稿中可用的简称", "用顿号隔开"),
            ("self_reference", "自称", "例如 我局"),
            ("leadership", "领导机关", "例如 县委、县政府"),
        ):
            many = field in {"region", "short_names"}
            value = joined(group(plain, "agency").get(field))
            _field(workspace_id, "agency", field, label, value, hint=hint, many=many)
    with right, st.container(border=True, key="card-document"):
        st.html(
            '<p class="nb-card-title">公文</p><p class="nb-card-line">可以后补，没有填的会在稿中标出。</p>'
        )
        for field, label, hint in (
            ("addressee", "主送机关", "例如 县委、县政府"),
            ("number", "发文字号", "例如 某应急发〔2026〕2号"),
            ("signer", "签发人", ""),
        ):
            _field(
                workspace_id, "document", field, label, joined(group(plain, "document").get(field)), hint=hint
            )
        _date(workspace_id, str(group(plain, "document").get("date") or ""))


def _field(  # noqa: PLR0913 - a field is its label, its place, its value and its hint
    workspace_id: str, block: str, field: str, label: str, value: str, *, hint: str, many: bool = False
) -> None:
    key = f"basic-{session.generation()}-{block}-{field}"
    st.text_input(
        label,
        value=value,
        key=key,
        placeholder=hint,
        on_change=_save,
        args=(workspace_id, block, field, key, many),
        max_chars=300,
    )


def _level(workspace_id: str, value: str) -> None:
    key = f"basic-{session.generation()}-level"
    index = _LEVELS.index(value) if value in _LEVELS else 0
    st.selectbox(
        "机关层级（必填）",
        _LEVELS,
        index=index,
        key=key,
        on_change=_save,
        args=(workspace_id, "agency", "level", key, False),
    )


def _date(workspace_id: str, value: str) -> None:
    key = f"basic-{session.generation()}-date"
    try:
        known = date.fromisoformat(value) if value else None
    except ValueError:
        known = None
    st.date_input(
        "成文日期", value=known, key=key, format="YYYY-MM-DD", on_change=_save_date, args=(workspace_id, key)
    )


def _save(workspace_id: str, block: str, field: str, key: str, many: bool) -> None:  # noqa: FBT001
    value = str(st.session_state[key] or "").strip()
    plain = session.data_state(workspace_id).plain
    if not block:
        new = {**plain, field: int(value) if value.isascii() and value.isdigit() else value}
        session.save_data(workspace_id, {name: each for name, each in new.items() if each not in ("", None)})
        return
    session.save_data(
        workspace_id, set_group_field(plain, block, field, split_names(value) if many else value)
    )


def _save_date(workspace_id: str, key: str) -> None:
    value = st.session_state[key]
    text = value.isoformat() if isinstance(value, date) else ""
    plain = session.data_state(workspace_id).plain
    session.save_data(workspace_id, set_group_field(plain, "document", "date", text))
