"""Yearly data as plain values (what YAML and JSON hold) to `AgencyYear` and back, all mistakes at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from assistant.domain.agency_year import (
    Agency,
    AgencyLevel,
    AgencyYear,
    DocumentInfo,
    DutyRecord,
    Indicator,
    Initiative,
    OtherMatter,
    PlannedAction,
    Shortcoming,
)
from assistant.domain.numerals import parse_year_digits
from assistant.domain.topics import Topic
from assistant.errors import Problem, YearDataError
from assistant.reading.indicator_topics import follows, home_topic, topic_of_indicator
from assistant.reading.topic_rules import topic_of
from assistant.reading.yearly_fields import Fields, Problems, quoted, type_name
from assistant.reading.yearly_indicators import read_indicator

# After 省 or 自治区, and after a city of two signs or more that a county or township follows (马市坪乡 stays whole).
_PLACES = re.compile(
    r"(?<=省)(?=.)|(?<=自治区)(?=.)|(?<=[^省区市]{2}市)(?=.{2,}[县区市旗镇乡]$)|(?<=自治[县州])(?=.)"
)
TopicReader = Callable[[str], Topic]

FIRST_YEAR, LAST_YEAR = 2000, 2099
_YEAR_DIGITS = 4
MAX_ITEMS = 1000
BLOCKS = ("indicators", "initiatives", "principal_duty", "shortcomings", "next_year", "other_matters")
AGENCY_KEYS = ("name", "short_names", "self_reference", "kind", "level", "region", "leadership")
DOCUMENT_KEYS = ("addressee", "number", "signer", "date")
ITEM_KEYS = {
    "indicators": ("name", "value", "unit", "last_year", "topic"),
    "initiatives": ("topic", "text", "outcome"),
    "principal_duty": ("text",),
    "shortcomings": ("text", "cause", "topic"),
    "next_year": ("text", "topic"),
    "other_matters": ("text",),
}
TOPIC_WORDS = {topic.value: topic.value for topic in Topic} | {topic.label: topic.value for topic in Topic}
LEVEL_WORDS = {level.value: level.value for level in AgencyLevel}
_LEVELS_MEANT = {
    "国家": "国家级", "中央": "国家级", "部级": "国家级", "部委": "国家级", "省": "省级", "自治区": "省级", "自治区级": "省级",
    "直辖市": "省级", "省部级": "省级", "市": "市级", "地级": "市级", "地市级": "市级", "设区市": "市级", "州级": "市级",
    "县": "县级", "区": "县级", "区级": "县级", "县区级": "县级", "区县级": "县级", "县市级": "县级", "旗": "县级", "旗县级": "县级",
    "乡级": "乡镇街道", "镇级": "乡镇街道", "乡镇": "乡镇街道", "乡镇级": "乡镇街道", "街道": "乡镇街道", "镇": "乡镇街道", "乡": "乡镇街道",
}  # fmt: skip


def agency_year_from_plain(
    obj: object,
    file: str,
    *,
    topic_of: TopicReader = topic_of,
    place: Callable[[str], str] = str,
    earlier: tuple[tuple[str, str], ...] = (),
) -> AgencyYear:
    """Turn plain values into yearly data.

    Args:
        obj: dict, list, str, int, Decimal, float, bool, None, date, nested as in the data format.
        file: what the user calls the file.
        topic_of: works out a missing topic from the wording.
        place: turns a path (`indicators[2].value`) into the place that the user sees.
        earlier: mistakes (path, message) found while the file was parsed.

    Raises:
        YearDataError: with every mistake, in the order of the file.
    """
    problems = Problems(place, list(earlier), {path for path, _ in earlier})
    if not isinstance(obj, Mapping):
        problems.add("", f"最外层应为一组键值（year、agency、indicators …），现在是{type_name(obj)}")
        raise YearDataError(file, problems.listed({}))
    year = _Reader(problems, topic_of).read(obj)
    if problems.found:
        raise YearDataError(file, problems.listed({path: rank for rank, path in enumerate(_paths(obj))}))
    return year


def agency_year_problems(obj: object) -> tuple[Problem, ...]:
    """Every mistake in plain values, none if they are yearly data; for forms that are still being filled in."""
    try:
        agency_year_from_plain(obj, "")
    except YearDataError as error:
        return error.problems
    return ()


def _paths(obj: object, path: str = "", depth: int = 0) -> Iterator[str]:
    yield path
    if depth > 3:  # noqa: PLR2004 - nothing in the format lies deeper
        return
    if isinstance(obj, Mapping):
        for key, value in obj.items():
            yield from _paths(value, f"{path}.{key}" if path else str(key), depth + 1)
    elif isinstance(obj, list):
        for index, value in enumerate(obj):
            yield from _paths(value, f"{path}[{index}]", depth + 1)


class _Reader:
    """One reading of one file."""

    def __init__(self, problems: Problems, topic_of: TopicReader) -> None:
        self.problems = problems
        self.topic_of = topic_of
        self.kind = ""

    def read(self, obj: Mapping[str, object]) -> AgencyYear:
        top = Fields(obj, "", self.problems)
        top.check_keys(("year", "agency", "document", *BLOCKS))
        return AgencyYear(
            year=self._year(top),
            agency=self._agency(top),
            document=self._document(top),
            indicators=self._indicators(top),
            initiatives=tuple(
                Initiative(item.path, text, self._topic(item, text), item.text("outcome", "成效"))
                for item, text in self._texts(top, "initiatives", "举措内容")
            ),
            principal_duty=tuple(
                DutyRecord(item.path, text) for item, text in self._texts(top, "principal_duty", "履职内容")
            ),
            shortcomings=tuple(
                Shortcoming(item.path, text, self._topic(item, text), item.text("cause", "原因"))
                for item, text in self._texts(top, "shortcomings", "不足内容")
            ),
            next_year=tuple(
                PlannedAction(item.path, text, self._topic(item, text))
                for item, text in self._texts(top, "next_year", "安排内容")
            ),
            other_matters=tuple(
                OtherMatter(item.path, text) for item, text in self._texts(top, "other_matters", "事项内容")
            ),
        )

    def _year(self, top: Fields) -> int:
        if top.missing("year"):
            top.problem("year", "缺少报告年度，例如 2025")
            return FIRST_YEAR
        value = top.values["year"]
        if isinstance(value, str):
            value = value.strip().removesuffix("度").removesuffix("年")
            value = parse_year_digits(value) or value if len(value) == _YEAR_DIGITS else value
        number = Fields({"year": value}, "", self.problems).number("year", "报告年度")
        if number is None:
            return FIRST_YEAR
        year = number.value
        if year != int(year) or not FIRST_YEAR <= year <= LAST_YEAR or number.scale or number.percent:
            top.problem("year", f"报告年度应为四位年份（{FIRST_YEAR}—{LAST_YEAR}），现在是 {value}")
        return int(year)

    def _group(self, top: Fields, key: str, label: str, keys: tuple[str, ...]) -> Fields | None:
        value = top.values.get(key)
        if value is None:
            return None
        if not isinstance(value, Mapping):
            top.problem(key, f"{label}应为一组键值（{'、'.join(keys)}），现在是{type_name(value)}")
            return None
        group = Fields(value, key, self.problems)
        group.check_keys(keys)
        return group

    def _agency(self, top: Fields) -> Agency:
        group = self._group(top, "agency", "机关信息", AGENCY_KEYS)
        if group is None:
            if top.values.get("agency") is None:
                top.problem("agency", "缺少机关信息（名称、业务领域、层级、地区）")
            return Agency("", "", AgencyLevel.COUNTY)
        name = group.name("name", "机关全称", required=True)
        self.kind = kind = group.name("kind", "业务领域", required=True)
        if group.missing("level"):
            group.problem("level", f"缺少机关层级；可用的有：{'、'.join(LEVEL_WORDS)}")
        level = group.choice("level", "机关层级", LEVEL_WORDS, _LEVELS_MEANT)
        region = group.texts("region", "地区")
        _check_places(group, region)
        if group.missing("region") and level != AgencyLevel.NATIONAL:
            group.problem("region", "缺少所在地区，请从省写起，例如 [某省, 某市, 某县]")
        return Agency(
            name=name,
            kind=kind,
            level=AgencyLevel(level) if level else AgencyLevel.COUNTY,
            region=region,
            short_names=group.texts("short_names", "机关简称"),
            self_reference=group.name("self_reference", "自称", default=usual_self_reference(name)),
            leadership=group.name("leadership", "领导机关"),
        )

    def _document(self, top: Fields) -> DocumentInfo:
        group = self._group(top, "document", "公文信息", DOCUMENT_KEYS)
        if group is None:
            return DocumentInfo()
        return DocumentInfo(
            group.name("addressee", "主送机关"),
            group.name("number", "发文字号"),
            group.text("signer", "签发人"),
            group.day("date"),
        )

    def _items(self, top: Fields, block: str) -> Iterator[Fields]:
        value = top.values.get(block)
        if value is None:
            return
        if not isinstance(value, list):
            top.problem(block, f"应为列表（每项一行，以“- ”开头），现在是{type_name(value)}")
            return
        if len(value) > MAX_ITEMS:
            top.problem(block, f"有 {len(value)} 项，最多 {MAX_ITEMS} 项")
            return
        keys = ITEM_KEYS[block]
        for index, entry in enumerate(value):
            if isinstance(entry, Mapping):
                item = Fields(entry, f"{block}[{index}]", self.problems)
                item.check_keys(keys)
                yield item
            else:
                top.problem(
                    f"{block}[{index}]", f"应为一组键值（{'、'.join(keys)}），现在是{type_name(entry)}"
                )

    def _texts(self, top: Fields, block: str, label: str) -> Iterator[tuple[Fields, str]]:
        seen: dict[str, str] = {}
        for item in self._items(top, block):
            if not item.missing("text") and all(item.nothing(key) for key in ITEM_KEYS[block]):
                continue  # 无: there is nothing to tell
            text = item.text("text", label, required=True)
            if text and text in seen:
                item.problem("text", f"与 {self.problems.place(seen[text])} 的内容重复")
            seen.setdefault(text, item.at("text"))
            yield item, text

    def _topic(self, item: Fields, wording: str) -> Topic:
        if item.missing("topic"):
            return self.topic_of(wording) if wording else Topic.CORE_BUSINESS
        chosen = item.choice("topic", "专题", TOPIC_WORDS)
        return Topic(chosen) if chosen else Topic.CORE_BUSINESS

    def _indicator_topic(self, item: Fields, before: list[Indicator], name: str) -> Topic:
        """The topic given; 参与群众 and the like are of the topic of the indicator that they follow."""
        if before and item.missing("topic") and follows(name):
            return before[-1].topic
        if item.missing("topic") and name and (known := topic_of_indicator(name, self.kind)):
            return known
        topic = self._topic(item, name)
        home = home_topic(self.kind) if item.missing("topic") and topic is Topic.CORE_BUSINESS else None
        return home or topic

    def _indicators(self, top: Fields) -> tuple[Indicator, ...]:
        seen: dict[tuple[str, str], Indicator] = {}
        indicators: list[Indicator] = []
        for item in self._items(top, "indicators"):
            indicator = read_indicator(item, partial(self._indicator_topic, item, indicators))
            indicators.append(indicator)
            key = (unicodedata.normalize("NFKC", indicator.name), indicator.unit)
            twin = seen.setdefault(key, indicator)
            if twin is not indicator and indicator.name:
                there = self.problems.place(f"{twin.path}.name")
                item.problem(
                    "name",
                    f"与 {there} 重复（名称和单位都相同）：{quoted(indicator.name)}；请只留一项，或把名称写得能够区分",
                )
        return tuple(indicators)


def _check_places(group: Fields, region: tuple[str, ...]) -> None:
    """Note places of several levels written as one: 明川省云溪市青岚县."""
    for index, name in enumerate(region):
        parts = [part for part in _PLACES.split(name) if part]
        if len(parts) > 1:
            group.problem(
                f"region[{index}]", f"地区{quoted(name)}里像是有几级连在一起；请分成几项：{'、'.join(parts)}"
            )


def usual_self_reference(name: str) -> str:
    """How an agency of this name usually calls itself: 我局, 我委, 我办 …; 我单位 when the name does not tell."""
    endings = {"委员会": "我委", "办公室": "我办", "人民政府": "我单位", "局": "我局", "厅": "我厅", "委": "我委",
               "办": "我办", "部": "我部", "院": "我院", "署": "我署"}  # fmt: skip
    return next((said for ending, said in endings.items() if name.endswith(ending)), "我单位")
