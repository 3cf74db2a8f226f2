"""Places in yearly data in words that people use: `indicators[3].value` is the number of a named indicator."""

from __future__ import annotations

import re
from typing import Any

from assistant.domain.quantities import find_quantities
from ui.presenters.year_form import items

_PATH = re.compile(r"(?P<block>[a-z_]+)(?:\[(?P<index>\d+)\])?(?:\.(?P<field>[a-z_]+))?(?:\[\d+\])?")
ITEM_BLOCKS = {
    "indicators": "指标",
    "initiatives": "举措",
    "principal_duty": "履职记录",
    "shortcomings": "不足",
    "next_year": "下一年安排",
    "other_matters": "其他事项",
}
_FIELDS = {
    "name": "名称",
    "value": "今年数值",
    "unit": "单位",
    "last_year": "上年数值",
    "topic": "专题",
    "text": "内容",
    "outcome": "成效",
    "cause": "原因",
}
TOP_FIELDS = {
    "year": "报告年度",
    "agency": "机关信息",
    "agency.name": "机关全称",
    "agency.kind": "业务领域",
    "agency.level": "机关层级",
    "agency.region": "所在地区",
    "agency.short_names": "机关简称",
    "agency.self_reference": "自称",
    "agency.leadership": "领导机关",
    "document.addressee": "主送机关",
    "document.number": "发文字号",
    "document.signer": "签发人",
    "document.date": "成文日期",
}
_SHOWN = 18
_NO_NUMBER = "不是数字："
_ITEM = re.compile(rf"(?:{'|'.join(ITEM_BLOCKS)})\[\d+\](?:\.[a-z_]+)?")
_SINGLE = {"agency.level": "level", "document.date": "date", "agency": "agency-name"}
BASICS, INDICATORS, INITIATIVES, OTHERS = "basics", "indicators", "initiatives", "others"
VIEWS = {BASICS: "基本信息", INDICATORS: "指标", INITIATIVES: "举措与成效", OTHERS: "履职、不足与安排"}


def place_words(path: str, plain: dict[str, Any]) -> str:
    """The place in words; an unknown path stays as it is."""
    if path in TOP_FIELDS:
        return TOP_FIELDS[path]
    match = _PATH.fullmatch(path)
    if match is None or match["block"] not in ITEM_BLOCKS or match["index"] is None:
        return ITEM_BLOCKS.get(path, path)
    block, index = match["block"], int(match["index"])
    here = items(plain, block)
    item = here[index] if index < len(here) else {}
    name = str(item.get("name") or item.get("text") or "")
    short = name if len(name) <= _SHOWN else name[:_SHOWN] + "…"
    subject = f"{ITEM_BLOCKS[block]}“{short}”" if short else f"第 {index + 1} 个{ITEM_BLOCKS[block]}"
    field = _FIELDS.get(match["field"] or "", "")
    return f"{subject}的{field}" if field and match["field"] not in {"name", "text"} else subject


def view_of(path: str) -> str:
    """Which view of the data screen holds a place."""
    block = path.partition(".")[0].partition("[")[0]
    if block == "indicators":
        return INDICATORS
    if block == "initiatives":
        return INITIATIVES
    return OTHERS if block in ITEM_BLOCKS else BASICS


def selector_of(path: str, generation: int) -> str:
    """Where the field of a place stands on the data screen, as a CSS selector."""
    match = _PATH.fullmatch(path)
    block = match["block"] if match else ""
    if block == "indicators":
        return '[data-testid="stDataFrame"]'
    if match is not None and block in ITEM_BLOCKS:
        adding = f".st-key-add-{block}-bottom, .st-key-add-{block}-top"
        return f".st-key-card-{block}-{match['index']}" if match["index"] else adding
    group, _, field = path.partition(".")
    name = f"{group}-{field}" if field else f"-{group}"
    return f".st-key-basic-{generation}-{_SINGLE.get(path, name)}"


def remark_words(path: str, message: str, plain: dict[str, Any]) -> str:
    """A message with its place in front, unless it names the thing itself."""
    match = _PATH.fullmatch(path)
    here = items(plain, match["block"]) if match and match["index"] else []
    index = int(match["index"]) if match and match["index"] else 0
    name = str(here[index].get("name") or "") if index < len(here) else ""
    words = in_words(message, plain)
    if message.startswith(_NO_NUMBER):
        words = f"{words}，请填数字，例如 {_number_in(message.removeprefix(_NO_NUMBER))}"
    return words if name and name in words else f"{place_words(path, plain)}：{words}"


def _number_in(said: str) -> str:
    """The number that a text tells in words (六期), to show how it is filled in; some number when it tells none."""
    found = next(iter(find_quantities(said)), None)
    return f"{found.value:f}" if found is not None else "12"


def in_words(message: str, plain: dict[str, Any]) -> str:
    """A message with the paths in it exchanged for words."""
    return _ITEM.sub(lambda found: place_words(found.group(), plain), message)


def topic_of_path(path: str, plain: dict[str, Any]) -> str:
    """The topic id of the item at a path, empty when it has none."""
    match = _PATH.fullmatch(path)
    if match is None or match["index"] is None:
        return ""
    here = items(plain, match["block"])
    index = int(match["index"])
    return str(here[index].get("topic") or "") if index < len(here) else ""
