"""The shape of the Excel form: its sheets, headings and hints, and the words by which they are found again."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

from assistant.domain.topics import Topic


class CellKind(Enum):
    """How a cell is filled in."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    TOPIC = "topic"
    LEVEL = "level"
    NAMES = "names"
    DAY = "day"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `words` are other headings by which it is known, `width` is in characters."""

    key: str
    heading: str
    kind: CellKind
    width: int
    example: str | int | float = ""
    required: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableSheet:
    """A sheet that holds one block as a table."""

    block: str
    title: str
    hint: str
    columns: tuple[Column, ...]
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InfoField:
    """A line of the first sheet: `path` is its place in the data, two keys at most."""

    path: str
    label: str
    kind: CellKind
    hint: str
    required: bool = False
    words: tuple[str, ...] = ()


GUIDE_SHEET = "填写说明"
INFO_SHEET = "基本信息"
EXAMPLE_MARK = "示例"
NUMBER_HEADING = "序号"

INFO_FIELDS = (
    InfoField("year", "报告年度", CellKind.TEXT, "报告的是哪一年的工作，例如 2025", required=True, words=("年度", "年份")),
    InfoField(
        "agency.name", "机关全称", CellKind.TEXT, "落款用的全称，例如 某某县应急管理局", required=True,
        words=("机关名称", "单位全称", "单位名称", "全称"),
    ),
    InfoField("agency.short_names", "机关简称", CellKind.NAMES, "正文里可能出现的简称，几个之间用顿号分开，例如 县应急管理局、县应急局", words=("单位简称", "简称")),
    InfoField("agency.self_reference", "自称", CellKind.TEXT, "正文怎样称呼自己，例如 我局、我委", words=("正文自称",)),
    InfoField(
        "agency.kind", "业务领域", CellKind.TEXT, "例如 应急管理、市场监管、教育；用来找同类机关", required=True, words=("领域", "行业", "系统")
    ),
    InfoField("agency.level", "机关层级", CellKind.LEVEL, "从下拉框里选；区和县级市选“县级”", required=True, words=("层级", "级别", "机关级别")),
    InfoField(
        "agency.region", "所在地区", CellKind.NAMES, "从省写到本级，用顿号分开，例如 某某省、某某市、某某县", required=True,
        words=("地区", "行政区划", "所属地区"),
    ),
    InfoField("agency.leadership", "领导机关", CellKind.TEXT, "“在……坚强领导下”怎样写，例如 县委、县政府", words=("本级党委政府", "上级机关")),
    InfoField("document.addressee", "主送机关", CellKind.TEXT, "报告送给谁，例如 县委、县政府；可以不填", words=("主送", "报送机关")),
    InfoField("document.number", "发文字号", CellKind.TEXT, "例如 某应急发〔2026〕2号；可以不填", words=("文号", "字号")),
    InfoField("document.signer", "签发人", CellKind.TEXT, "可以不填", words=("签发",)),
    InfoField("document.date", "成文日期", CellKind.DAY, "例如 2026年1月16日；可以不填", words=("日期", "落款日期", "成文时间")),
)  # fmt: skip

_TOPIC_COLUMN = Column("topic", "专题", CellKind.TOPIC, 22, words=("分类", "类别", "主题", "所属专题"))
_NOTE_COLUMN = Column(
    "", "备注", CellKind.IGNORED, 24,
    words=("填报人", "填报单位", "填报科室", "责任单位", "责任科室", "责任人", "来源", "依据", "数据来源", "说明"),
)  # fmt: skip
_NUMBER_COLUMN = Column("", NUMBER_HEADING, CellKind.IGNORED, 8, EXAMPLE_MARK, words=("编号", "No", "#"))


def _topic(example: Topic) -> Column:
    return Column(
        "topic", _TOPIC_COLUMN.heading, CellKind.TOPIC, 22, example.label, words=_TOPIC_COLUMN.words
    )


def _text(heading: str, example: str, words: tuple[str, ...]) -> Column:
    return Column("text", heading, CellKind.LONG_TEXT, 60, example, required=True, words=(*words, "内容"))


TABLE_SHEETS = (
    TableSheet(
        "indicators", "指标", "一行一个数。没有发生的填 0，不报告的不填。数值只写数字，单位写在“单位”列。",
        (
            _NUMBER_COLUMN,
            Column("name", "指标名称", CellKind.TEXT, 34, "行政执法检查", required=True, words=("指标", "名称", "项目")),
            Column("value", "本年数值", CellKind.NUMBER, 14, 1286, required=True, words=("本年", "今年", "当年", "数值", "数量", "完成数")),
            Column("unit", "单位", CellKind.TEXT, 10, "家次", required=True, words=("计量单位",)),
            Column("last_year", "上年数值", CellKind.NUMBER, 14, 1173, words=("上年", "去年", "上一年", "上年同期", "同期")),
            _topic(Topic.LAW_ENFORCEMENT),
            _NOTE_COLUMN,
        ),
        ("数据", "统计"),
    ),
    TableSheet(
        "initiatives", "举措和成效", "一行一项举措，用自己的话写清做了什么；有结果的写在“成效”列。",
        (
            _NUMBER_COLUMN,
            _text("举措内容", "推行证照到期提醒和容缺受理", ("举措", "做法", "措施", "工作内容")),
            Column("outcome", "成效", CellKind.LONG_TEXT, 44, "平均办理时限压缩至6个工作日", words=("效果", "结果", "取得成效")),
            _topic(Topic.GOVERNMENT_FUNCTIONS),
            _NOTE_COLUMN,
        ),
        ("举措", "措施"),
    ),
    TableSheet(
        "principal_duty", "第一责任人履职", "党政主要负责人推进法治建设做了哪些可以核实的事，一行一件，例如主持研究、带头讲法、出庭、督办。",
        (_NUMBER_COLUMN, _text("履职内容", "主持召开局党委会研究法治建设工作4次", ("履职情况", "履职")), _NOTE_COLUMN),
        ("第一责任人", "履职"),
    ),
    TableSheet(
        "shortcomings", "存在的不足", "一行一个不足，并写明原因。",
        (
            _NUMBER_COLUMN,
            _text("不足", "法制审核力量不足", ("问题", "存在的不足", "不足内容")),
            Column("cause", "原因", CellKind.LONG_TEXT, 44, "全局取得法律职业资格的人员仅3人", words=("主要原因", "原因分析")),
            _topic(Topic.CAPACITY_BUILDING),
            _NOTE_COLUMN,
        ),
        ("不足", "问题"),
    ),
    TableSheet(
        "next_year", "下一年度安排", "一行一项打算，最好逐条回应上面的不足。",
        (
            _NUMBER_COLUMN,
            _text("安排内容", "招录3名具有法律职业资格的执法人员", ("安排", "打算", "计划", "工作安排")),
            _topic(Topic.CAPACITY_BUILDING),
            _NOTE_COLUMN,
        ),
        ("安排", "计划", "打算"),
    ),
    TableSheet(
        "other_matters", "其他事项", "其他需要报告的情况；没有就空着。",
        (_NUMBER_COLUMN, _text("事项内容", "承担全省行政执法监督试点", ("事项", "其他情况")), _NOTE_COLUMN),
        ("其他",),
    ),
)  # fmt: skip

_BRACKETS = re.compile(r"[(\[\u3010\u3014].*?[)\]\u3011\u3015]")


def heading_key(text: object) -> str:
    """A heading without spaces, stars and brackets, so that 指标名称* and 指标 名称（必填） are the same."""
    plain = "".join(unicodedata.normalize("NFKC", str(text if text is not None else "")).split())
    return _BRACKETS.sub("", plain).strip("*:：、")


def column_of(heading: object, columns: tuple[Column, ...]) -> Column | None:
    """The column that a heading means: the same words first, then the longest word that it contains."""
    key = heading_key(heading)
    if not key or len(key) > _LONGEST_HEADING:
        return None
    for column in columns:
        if key == column.heading or key in column.words:
            return column
    contained = [
        (len(word), column.key == "last_year", -place, column)  # 去年数值 holds 数值 too
        for place, column in enumerate(columns)
        for word in (column.heading, *column.words)
        if len(word) > 1 and word in key
    ]
    return max(contained, key=lambda found: found[:3])[3] if contained else None


_LONGEST_HEADING = 12


def info_field_of(label: object) -> InfoField | None:
    """The line of the first sheet that a label means."""
    key = heading_key(label)
    return next((one for one in INFO_FIELDS if key == one.label or key in one.words), None)


def table_sheet_of(title: str) -> TableSheet | None:
    """The table that a sheet's name means, also when words were put around it."""
    key = heading_key(title)
    for sheet in TABLE_SHEETS:
        if sheet.title in key:
            return sheet
    return next((sheet for sheet in TABLE_SHEETS if any(word in key for word in sheet.words)), None)
