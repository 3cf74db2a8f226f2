"""Initiatives, duties, shortcomings and plans as cards: text, its companion, its topic; saved when a field is left."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from ui import session, undoing
from ui.components import markup
from ui.components.jump import aim
from ui.presenters.year_form import (
    TOPIC_IDS,
    TOPIC_LABELS,
    UNSORTED,
    add_item,
    items,
    move_item,
    remove_item,
    set_field,
    topic_label,
)

_ALL = "全部专题"
_TOPICS = [UNSORTED, *TOPIC_LABELS.values()]


@dataclass(frozen=True, slots=True)
class Block:
    """One kind of card: its block in the data, what it is called, its second text, whether it has a topic."""

    name: str
    title: str
    hint: str
    second: str = ""
    second_label: str = ""
    topic: bool = True


INITIATIVES = Block(
    "initiatives", "举措", "一张卡片写一件事：做了什么；成效写在旁边。", "outcome", "成效（可不填）"
)
DUTIES = Block(
    "principal_duty",
    "第一责任人履职",
    "可核对的事实：主持研究几次、讲法治课、带头出庭、督办哪些事项。",
    topic=False,
)
SHORTCOMINGS = Block("shortcomings", "不足", "哪里不够，旁边写原因。", "cause", "原因")
NEXT_YEAR = Block("next_year", "下一年安排", "针对不足，一张卡片一项安排。")
OTHERS = Block("other_matters", "其他事项", "没有就不填。", topic=False)


def year_texts(workspace_id: str, block: Block, *, filtered: bool = False) -> None:
    """Draw the cards of a block with a button for one more, at the top where many follow."""
    found = items(session.data_state(workspace_id).plain, block.name)
    with st.container(key=f"block-{block.name}"):
        st.header(f"{block.title}（{len(found)}）")
        st.html(markup.guidance(block.hint))
        wanted = _ALL
        with st.container(horizontal=True, vertical_alignment="bottom"):
            if filtered:
                wanted = str(
                    st.selectbox("只看一个专题", (_ALL, *_TOPICS), key=f"cards-{block.name}", width=300)
                )
            shown = [index for index, item in enumerate(found) if wanted in {_ALL, topic_label(item)}]
            if filtered or not shown:
                _add(workspace_id, block, wanted, "top")
        for place, index in enumerate(shown):
            above = shown[place - 1] if place else index
            below = shown[place + 1] if place + 1 < len(shown) else index
            _card(workspace_id, block, index, found[index], (above, below))
        if shown:
            _add(workspace_id, block, wanted, "bottom")


def _add(workspace_id: str, block: Block, wanted: str, where: str) -> None:
    """The button for one more card; the new one is shown."""
    if not st.button(f"加一张{block.title}卡片", key=f"add-{block.name}-{where}"):
        return
    plain = session.data_state(workspace_id).plain
    item = {"text": ""} | ({"topic": TOPIC_IDS[wanted]} if wanted in TOPIC_IDS else {})
    if session.save_data(workspace_id, add_item(plain, block.name, item)):
        session.new_generation()
        aim(workspace_id, f"{block.name}[{len(items(plain, block.name))}]")
    st.rerun()


def _card(
    workspace_id: str, block: Block, index: int, item: dict[str, object], neighbours: tuple[int, int]
) -> None:
    with st.container(border=True, key=f"card-{block.name}-{index}"):
        widths = [3, 2, 1.3] if block.second else [5, 1.3]
        columns = st.columns(widths, gap="small")
        with columns[0]:
            _area(workspace_id, block, index, "text", f"{block.title}内容", str(item.get("text") or ""))
        if block.second:
            with columns[1]:
                _area(
                    workspace_id,
                    block,
                    index,
                    block.second,
                    block.second_label,
                    str(item.get(block.second) or ""),
                )
        with columns[-1]:
            if block.topic:
                _topic(workspace_id, block, index, item)
            with st.container(horizontal=True, gap="small"):
                for sign, label, target in zip("↑↓", ("上移", "下移"), neighbours, strict=True):
                    _move(workspace_id, block, (index, target), sign, label)
                st.space("stretch")
                if st.button(
                    "删除",
                    type="tertiary",
                    key=f"delete-{session.generation()}-{block.name}-{index}",
                    help="删除这张卡片，可在“导入导出与历史”里找回",
                ):
                    _delete(workspace_id, block, index)


def _area(workspace_id: str, block: Block, index: int, field: str, label: str, value: str) -> None:
    key = f"text-{session.generation()}-{block.name}-{index}-{field}"
    st.text_area(
        label,
        value=value,
        key=key,
        height=96,
        on_change=_save,
        args=(workspace_id, block.name, index, field, key),
    )


def _topic(workspace_id: str, block: Block, index: int, item: dict[str, object]) -> None:
    key = f"topic-{session.generation()}-{block.name}-{index}"
    st.selectbox(
        "专题",
        _TOPICS,
        index=_TOPICS.index(topic_label(item)),
        key=key,
        on_change=_save,
        args=(workspace_id, block.name, index, "topic", key),
    )


def _save(workspace_id: str, block: str, index: int, field: str, key: str) -> None:
    value = str(st.session_state[key] or "").strip()
    if field == "topic":
        value = TOPIC_IDS.get(value, "")
    plain = session.data_state(workspace_id).plain
    session.save_data(workspace_id, set_field(plain, block, index, field, value))


def _move(workspace_id: str, block: Block, way: tuple[int, int], sign: str, label: str) -> None:
    """A button that brings a card to the place of its neighbour on the screen; dim at the edge."""
    index, target = way
    key = f"move-{session.generation()}-{block.name}-{index}-{label}"
    if st.button(sign, key=key, help=label, disabled=index == target):
        change = move_item(session.data_state(workspace_id).plain, block.name, index, target - index)
        if change.moved and session.save_data(workspace_id, change.plain, change.moved):
            session.new_generation()
        st.rerun()


def _delete(workspace_id: str, block: Block, index: int) -> None:
    change = remove_item(session.data_state(workspace_id).plain, block.name, index)
    if session.save_data(workspace_id, change.plain, change.moved):
        session.new_generation()
        undoing.offer(workspace_id, f"已删除一张{block.title}卡片。", *session.saved_parts(workspace_id))
    st.rerun()
