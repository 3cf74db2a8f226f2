"""The yearly data to read, for those who do not edit them."""

from __future__ import annotations

import streamlit as st

from assistant.adapters.workspaces import WorkspacePart
from assistant.desk import Plain
from ui import session
from ui.components import markup
from ui.components.who import read_only
from ui.components.year_charts import year_charts
from ui.components.year_exchange import history
from ui.presenters.year_form import group, items, joined, topic_label

_AGENCY = {
    "name": "机关全称",
    "kind": "业务领域",
    "level": "机关层级",
    "region": "所在地区",
    "short_names": "简称",
    "self_reference": "自称",
    "leadership": "领导机关",
}
_DOCUMENT = {"addressee": "主送机关", "number": "发文字号", "signer": "签发人", "date": "成文日期"}
_TEXTS = {
    "initiatives": ("举措与成效", "outcome"),
    "principal_duty": ("第一责任人履职", ""),
    "shortcomings": ("不足", "cause"),
    "next_year": ("下一年安排", ""),
    "other_matters": ("其他事项", ""),
}


def year_reading(workspace_id: str) -> None:
    """Draw everything that was filled in, topic by topic, with its history."""
    read_only()
    state = session.data_state(workspace_id)
    if not state.started:
        st.html(markup.empty_state("还没有年度数据", "经办的同志还没有开始填。"))
        return
    basics, numbers, texts, pictures = st.tabs(["基本信息", "指标", "举措、不足与安排", "看图"])
    with basics:
        st.html(markup.definition_list(_basics(state.plain)))
    with numbers:
        rows = [
            (
                topic_label(item),
                *(joined(item.get(field)) for field in ("name", "value", "unit", "last_year")),
            )
            for item in items(state.plain, "indicators")
        ]
        st.html(markup.table(("专题", "指标", "数值", "单位", "上年"), rows))
    with texts:
        for block, (title, second) in _TEXTS.items():
            _texts(state.plain, block, title, second)
    with pictures:
        year_charts(workspace_id)
    history(workspace_id, WorkspacePart.DATA, state.revision)


def _basics(plain: Plain) -> list[tuple[str, str]]:
    rows = [("报告年度", str(plain.get("year") or ""))]
    for block, labels in (("agency", _AGENCY), ("document", _DOCUMENT)):
        rows += [(label, joined(group(plain, block).get(field))) for field, label in labels.items()]
    return rows


def _texts(plain: Plain, block: str, title: str, second: str) -> None:
    found = items(plain, block)
    if not found:
        return
    st.header(title)
    for item in found:
        more = joined(item.get(second)) if second else ""
        st.html(
            f"<p>{markup.text(joined(item.get('text')))}"
            + (f'<br><span class="nb-soft">{markup.text(more)}</span></p>' if more else "</p>")
        )
