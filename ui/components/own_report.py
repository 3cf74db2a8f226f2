"""The agency's own report of the year before: its values to confirm, its promises against this year."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assistant.adapters.workspaces import WorkspacePart
from assistant.advice import LastYearAdvice, told_last_year
from assistant.desk import LastReport
from assistant.domain.agency_year import AgencyYear
from assistant.domain.people import Act
from assistant.domain.quantities import find_quantities
from assistant.drafting.last_year import with_last_year
from assistant.drafting.usual import ToldIndicator
from assistant.reading.agency_year import agency_year_to_plain
from ui import session, undoing, wiring
from ui.components import markup
from ui.components.markup import Tone
from ui.components.uploads import Upload, take_uploads
from ui.navigation import go
from ui.presenters.peers import around
from ui.presenters.year_form import NAME, indicator_rows, plain_text
from ui.presenters.year_places import INDICATORS, place_words

_SUFFIXES = ("docx", "txt", "md")
_NAME, _EVIDENCE = "指标", "去年报告原句"


class _Row(NamedTuple):
    """A value with the sentence it was read from; `place` is where its number ends there."""

    name: str
    value: Decimal
    unit: str
    evidence: str
    place: int
    approximate: bool


def own_report(workspace_id: str) -> None:
    """Draw the upload, or what the report gives."""
    own = session.desk().last_report(workspace_id)
    edits = session.may(Act.EDIT, workspace_id)
    if own is None and not edits:
        st.html(markup.guidance("经办的同志还没有放入本机关去年的报告。"))
        return
    if own is None:
        st.html(
            markup.guidance(
                "放入本机关去年的报告：读出去年的数字供确认，对照去年的打算有没有做，核对时防止照抄。"
            )
        )
        for upload in take_uploads("去年的报告", _SUFFIXES, key="own-report", many=False):
            _take(workspace_id, upload)
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(markup.notice(f"已放入：{own.file}（{len(own.text)} 字）", Tone.GOOD))
        if edits and st.button("换一份或拿掉", key="own-remove"):
            if session.attempt(lambda: session.desk().save_last_report(workspace_id, "", "")):
                undoing.offer(workspace_id, "已拿掉去年的报告。", WorkspacePart.LAST_REPORT)
            st.rerun()
    if edits:
        _told(workspace_id, own)
    year = session.data_state(workspace_id).year
    if year is None:
        st.html(markup.notice("年度数据填好、没有要改正的地方以后，这里会列出去年的数字和打算。", Tone.INFO))
    else:
        _advice(workspace_id, own, year)
    with st.expander("看去年报告全文"), st.container(height=420, border=False):
        st.text(own.text)


def _take(workspace_id: str, upload: Upload) -> None:
    def work() -> None:
        report = wiring.app().read_bytes(upload.name, upload.data)
        session.desk().save_last_report(workspace_id, upload.name, report.source.text)

    session.attempt(work, "已放入去年的报告。")
    st.rerun()


def _told(workspace_id: str, own: LastReport) -> None:
    """The indicators of last year's report that this year's form does not have yet, to be taken over."""
    state = session.data_state(workspace_id)
    told: tuple[ToldIndicator, ...] = wiring.memory().get(
        ("told", workspace_id, own.revision), lambda: told_last_year(own.file, own.text)
    )
    here = {row[NAME] for row in indicator_rows(state.plain, None)}
    found = [each for each in told if not here & set(each.names)]
    if not found:
        return
    st.header(f"去年报告了、今年的表里还没有的指标（{len(found)}）")
    st.html(
        markup.guidance(
            "对照原句（标黄的是读出的数），去掉不要的勾，取到年度数据里；今年的数值再由您填。约数先不勾。"
        )
    )
    above = st.container()  # its button counts what is ticked below
    rows = [
        _Row(each.names[0], each.value, each.unit, each.evidence, each.place, each.approximate)
        for each in found
    ]
    ticked = _pick_rows(f"told-{own.revision}-{len(found)}", rows)
    chosen = [each for each, take in zip(found, ticked, strict=True) if take]
    if _taken(above, f"取到年度数据（{len(chosen)} 项）", "take-told", count=len(chosen)):
        items = [_item(each) for each in chosen]
        plain = {**state.plain, "indicators": [*(state.plain.get("indicators") or []), *items]}
        if session.save_data(workspace_id, plain):
            session.new_generation()
            undoing.offer(workspace_id, f"已取来 {len(items)} 项指标，请填今年的数值。", WorkspacePart.DATA)
            st.session_state["data-view-wanted"] = INDICATORS
            go("data", workspace_id)
        st.rerun()


def _item(told: ToldIndicator) -> dict[str, object]:
    item = {
        "name": told.names[0],
        "unit": told.unit,
        "last_year": plain_text(told.value),
        "topic": told.topic.value,
    }
    return {key: value for key, value in item.items() if value}


def _pick_rows(key: str, rows: Sequence[_Row]) -> list[bool]:
    """Values with the sentences they were read from; which of them are ticked. Round numbers are not at first."""
    ticked = []
    for number, row in enumerate(rows):
        with st.container(
            key=f"told-row-{key}-{number}", horizontal=True, vertical_alignment="top", gap="small"
        ):
            ticked.append(
                st.checkbox(
                    f"采用第 {number + 1} 项",
                    value=not row.approximate,
                    key=f"{key}-{number}",
                    label_visibility="collapsed",
                    width=28,
                )
            )
            st.html(_told_html(row))
    return ticked


def _taken(above: DeltaGenerator, label: str, key: str, *, count: int) -> bool:
    """The button that takes what is ticked, above a long list and below it. Returns whether one was pressed."""
    pressed = above.button(label, type="primary", key=key, disabled=not count)
    return st.button(label, key=f"{key}-below", disabled=not count) or pressed


def _told_html(row: _Row) -> str:
    about = "（约数，请核对）" if row.approximate else ""
    shown, place = around(row.evidence, row.place)
    spans = [(each.start, each.end) for each in find_quantities(shown) if each.end == place]
    return (
        f'<div class="nb-told"><span>{markup.text(row.name)}</span>'
        f"<b>{markup.text(plain_text(row.value) + row.unit + about)}</b>"
        f'<span class="nb-told-from">{markup.marked(shown, spans)}</span></div>'
    )


def _advice(workspace_id: str, own: LastReport, year: AgencyYear) -> None:
    revision = session.data_state(workspace_id).revision
    key = ("last-year", workspace_id, revision, own.revision)
    advice: LastYearAdvice = wiring.memory().get(
        key, lambda: wiring.app().advice.last_year(year, own.file, own.text)
    )
    for remark in advice.remarks:
        st.html(markup.notice(remark, Tone.WARN))
    st.header("去年的数字")
    if advice.values and session.may(Act.EDIT, workspace_id):
        _values(workspace_id, year, advice, revision)
    elif advice.values:
        st.html(
            markup.guidance(f"还有 {len(advice.values)} 个去年数值没有填入，等经办的同志核对原句后填入。")
        )
    else:
        st.html(markup.guidance("没有可以补的去年数值：都已填上，或去年报告里没有同名的指标。"))
    _compared(year, advice)
    st.header("去年的打算，今年做了没有")
    if not advice.promises:
        st.html(markup.guidance("去年的报告里没有读出下一年安排。"))
        return
    if not year.initiatives:
        st.html(markup.guidance("填今年的举措时可以对照；填了以后，这里会指出哪些已有对应。"))
        st.html(markup.table(("去年写的打算",), [(each.promise,) for each in advice.promises]))
        return
    plain = session.data_state(workspace_id).plain
    rows = [
        (
            each.promise,
            "有" if each.delivered else "未见对应举措",
            "；".join(place_words(path, plain) for path in each.paths[:3]),
        )
        for each in advice.promises
    ]
    st.html(markup.table(("去年写的打算", "今年数据里", "在哪里"), rows))


def _compared(year: AgencyYear, advice: LastYearAdvice) -> None:
    """Given values that last year's report tells otherwise, and indicators that it does not tell."""
    reading = advice.reading
    if reading.differing:
        st.html(
            markup.notice(f"有 {len(reading.differing)} 个上年数与去年报告不一致，请核对哪个对。", Tone.WARN)
        )
        rows = [
            (
                one.name,
                f"{one.given:f}{one.reported.unit}",
                f"{'约' if one.reported.approximate else ''}{one.reported.value:f}{one.reported.unit}",
                one.reported.evidence,
            )
            for one in reading.differing
        ]
        st.html(markup.table((_NAME, "填的上年数", "去年报告写的", _EVIDENCE), rows))
    if reading.missing:
        names = {item.path: item.name for item in year.indicators}
        listed = "、".join(names[path] for path in reading.missing)
        st.html(markup.guidance(f"去年报告里没有找到：{listed}。"))


def _values(workspace_id: str, year: AgencyYear, advice: LastYearAdvice, revision: int) -> None:
    st.html(markup.guidance("对照原句（标黄的是读出的数），去掉读错的勾，再点“填入上年数值”。"))
    above = st.container()
    rows = [
        _Row(each.name, each.value, each.unit, each.evidence, each.place, each.approximate)
        for each in advice.values
    ]
    ticked = _pick_rows(f"last-year-{revision}", rows)
    chosen = [each for each, take in zip(advice.values, ticked, strict=True) if take]
    if _taken(above, f"填入上年数值（{len(chosen)} 项）", "take-last-year", count=len(chosen)):
        if session.save_data(workspace_id, agency_year_to_plain(with_last_year(year, chosen))):
            session.new_generation()
            session.say(f"已填入 {len(chosen)} 个上年数值。")
        st.rerun()
