"""Finds quantities in prose: a number with its unit, as a span with a Decimal; never rewrites the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from assistant.domain.dates import DASHES, DateMention, Spans, find_dates, title_spans
from assistant.domain.document_numbers import find_document_numbers
from assistant.domain.numerals import HAN_NUMERAL_SIGNS, SCALES, parse_arabic, parse_han
from assistant.domain.punctuation import COMMA, FULLWIDTH_PERCENT, LEFT_QUOTE, RIGHT_QUOTE
from assistant.domain.set_numbers import set_number_pattern, words


class QuantityKind(StrEnum):
    """What a number tells."""

    COUNT = "count"
    MONEY = "money"
    RATE = "rate"
    POINTS = "points"
    DURATION = "duration"
    YEAR = "year"
    DATE = "date"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit as it stands in a text.

    Attributes:
        value: in the plain unit: 3.2万人次 is 32000 人次, 两成 is 20 %, 百分之五 is 5 %.
        unit: without scale: 元, 人次, %, 百分点; empty for a bare number.
        approx: said as an approximation: 余, 近, 超, 多, 约, 以上.
        in_title: stands inside 《…》.
        quoted: stands inside a short quotation “…”, mostly a name.
        precision: the smallest step that the wording can tell, in the plain unit: 3.2万 tells thousands.
    """

    start: int
    end: int
    text: str
    value: Decimal
    unit: str
    kind: QuantityKind
    approx: bool = False
    in_title: bool = False
    quoted: bool = False
    precision: Decimal = Decimal(1)


_COUNT_UNITS = words(
    "次 期 期次 件 件次 起 例 宗 场 场次 人次 家 家次 户 户次 名 人 位 份 本 部 项 项次 条 条次 支 个 个次 处 处次 篇 篇次 册 卷 宗次 套 台 微克/立方米 毫克/立方米 毫克/升 分贝 路 辆 辆次 架次 所次 校次 店次 点次 处次 艘 架 枚 张 块 座 所 间 栋 幢 "
    "批 批次 班次 班 课时 学时 公里 千米 平方公里 平方千米 平方米 立方米 万方 米 亩 公顷 吨 公斤 千克 克 度 倍 分 点 类 种 款 组 队 堂 节 讲 轮 遍 步 字 门 国 省 市 县 区 镇 乡 街道 "
    "村 社区 校 岗 站 头 只 羽 株 棵 面 道 单 案 课 版 集 档 窗口 企业 单位 部门 万次 点位 台套 台次 车次 艘次 航次 人天 页 枝 根 桶 箱 袋 瓶 盏 口 眼 孔 幅 帧 首 榜 环 层 级 号线 条款 "
    "人·次 人•次"
)
_HAN_UNITS = words(
    "次 期 期次 件 起 例 宗 场 场次 人次 家 家次 户 户次 名 人 位 份 本 部 项 项次 条 条次 支 个 处 篇 册 卷 套 台 辆 艘 架 张 座 所 间 栋 批 批次 班次 课时 学时 公里 平方公里 平方米 亩 吨 倍 堂 节 讲 "
    "小时 工作日 天 个月 个工作日 元 万元"
)
_DURATION_UNITS = words(
    "小时 分钟 秒 天 日 周 个月 月 年 个工作日 工作日 个小时 个季度 季度 周年 个自然日 岁"
)
_MONEY_UNITS = ("元", "元人民币", "美元", "元整")
_LATIN_UNITS = words("km² km2 km m³ m² m2 m3 mm cm kg kW MW GB TB MB MHz kV")
_UNITS = sorted((*_COUNT_UNITS, *_DURATION_UNITS, *_MONEY_UNITS, *_LATIN_UNITS), key=len, reverse=True)

_GAP = r"[ \u3000]{0,2}"
_DIGITS = "[0-9０-９]"
_SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
_NUMBER = f"{_DIGITS}{{1,3}}(?:[,{COMMA}]{_DIGITS}{{3}})+(?!{_DIGITS})(?:[.．]{_DIGITS}+)?|{_DIGITS}+(?:[.．]{_DIGITS}+)?"
_PERCENT = f"%|{FULLWIDTH_PERCENT}|﹪|‰|个?百分点"
_NOT_A_UNIT = (
    "(?:部(?=[委门分队署长级属])|条(?=例)|成(?=立|为|功|员|果|效|熟|长|本|品|绩|都|套)|分(?=[别类级为析管工布])|点(?=[多名对评赞位子])"
    "|级(?=[以联响])|家(?=庭|园|具(?![有备体])|电)|人(?=才|民|大|均|员|口)|户(?=外|籍)|起(?=[来草到步诉用止])|名(?=称|单|录|列)"
    "|场(?=[所景馆地])|项(?=目)|期(?=间|限|待|末)|件(?=事)|班(?=子|组)|站(?=式|点)|区(?=县|域|级)|市(?=[级直])|县(?=[级直])"
    "|省(?=级)|乡(?=镇)|村(?=[级民居])|单(?=位)|案(?=件)|课(?=题)|号(?=[令楼])|处(?=[置理罚分室])|组(?=织|长)|队(?=伍|员)|步(?=骤)|面(?=对|向)"
    "|环(?=节|境)|层(?=级|面)|口(?=径)|道(?=路)|字(?=号)|首(?=问)|路(?=[径线由灯段网桥面政口况]))"
)
_TAIL = re.compile(
    f"{_GAP}(?P<some>余|多|来|几)?{_GAP}(?:(?P<percent>{_PERCENT})|(?P<scale>{_SCALE})?(?P<some2>余|多|来)?{_GAP}"
    f"(?:(?P<tenth>成(?![立为功员果效熟长本品绩都套人]))|(?!{_NOT_A_UNIT})(?P<unit>{'|'.join(_UNITS)}))?"
    f"(?P<bracket>[(（][台套件次个人项户家、/]{{1,3}}[)）])?)"
    "(?P<above>(?:以上|以下|左右|上下)?)"
)
_PLAIN_UNIT = re.compile(f"(?:{'|'.join(_UNITS)})")
_TOKEN = re.compile(
    f"(?P<skip>{set_number_pattern()})"
    f"|(?P<percent>[百千万]分之(?P<of>[{HAN_NUMERAL_SIGNS}点]+|{_NUMBER}))"
    f"|(?P<part>(?P<whole>[{HAN_NUMERAL_SIGNS}]+)分之(?P<share>[{HAN_NUMERAL_SIGNS}]+))"
    f"|(?P<number>{_NUMBER})"
    f"|(?P<han>[{HAN_NUMERAL_SIGNS}](?:[{HAN_NUMERAL_SIGNS}点]*[{HAN_NUMERAL_SIGNS}])?)"
)
_RANGE = re.compile(f"{_GAP}{DASHES}{_GAP}(?={_DIGITS}|[{HAN_NUMERAL_SIGNS}])")
_APPROX_BEFORE = re.compile(
    "(?:近|约|逾|超|超过|大约|将近|接近|不少于|至少|不低于|不超过|上|达到?近|突破)[ \u3000]?$"
)
_HAN_ONE_LEADS = re.compile(
    "(?:开展|组织|召开|举办|举行|主持|讲授|发生|办理|受理|查处|出台|制定|修订|印发|移送|立案|发布|编印|评查|审查|审核|承办|参加|旁听|增加|减少)了?$"
)
_NONE_HAPPENED = re.compile("[未没无]有?(?:再|曾)?(?:发生|出现|受理|办理)了?$")
_HAN_LOOSE = re.compile("(?:近|上|逾|超|超过|约|将近|达)$")
_PERCENT_SCALE = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}
_QUOTED = re.compile(f"{LEFT_QUOTE}[^{LEFT_QUOTE}{RIGHT_QUOTE}\\n]{{1,20}}{RIGHT_QUOTE}")


def is_unit(word: str) -> bool:
    """Whether a word is a unit that quantities of reports have, and nothing else."""
    return _PLAIN_UNIT.fullmatch(word) is not None


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Return every quantity, date and year in reading order.

    Set phrases (三项制度, “十四五”, 一网通办), ordinals, list and document numbers and hotlines are none.
    """
    dates = find_dates(text)
    numbers = find_document_numbers(text)
    taken = Spans(tuple(sorted({(d.start, d.end) for d in dates} | {(n.start, n.end) for n in numbers})))
    titles, quoted = Spans(title_spans(text)), Spans(tuple(m.span() for m in _QUOTED.finditer(text)))
    counted = (
        _placed(raw, text, in_title=raw.start in titles, quoted=raw.start in quoted)
        for raw in _scan(text, taken)
    )
    return tuple(sorted((*map(_from_date, dates), *counted), key=lambda quantity: quantity.start))


def plain_value(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """Bring a value of the yearly data to the form that quantities have: 3.2 万人次 → 32000 人次."""
    unit = unit.strip()
    if unit in {"%", FULLWIDTH_PERCENT, "％"}:
        return value, "%"
    for sign in sorted(SCALES, key=len, reverse=True):
        if unit.startswith(sign) and unit != sign and len(unit) > len(sign):
            return value * SCALES[sign], plain_unit(unit[len(sign) :])
    return value, plain_unit(unit)


def plain_unit(unit: str) -> str:
    """Bring a unit to one form: without brackets' variants, 个百分点 → 百分点, 工作日 with and without 个."""
    base = re.split("[(（]", unit.strip())[0]
    if base in {"%", FULLWIDTH_PERCENT, "﹪"}:
        return "%"
    return base.removeprefix("个") if base in {"个百分点", "个工作日", "个小时", "个季度"} else base


def _scan(text: str, taken: Spans) -> Iterator[Quantity]:
    place = 0
    while match := _TOKEN.search(text, place):
        place = match.end()
        if match["skip"] is not None:
            continue
        behind = taken.end_of(match.start())
        if behind is not None:
            place = behind
            continue
        quantities = _read(text, match)
        yield from quantities
        if quantities:
            place = max(place, quantities[-1].end)


def _read(text: str, match: re.Match[str]) -> tuple[Quantity, ...]:
    if match["percent"] is not None:
        return _percent(match)
    if match["part"] is not None:
        return _part(match)
    first = _number(text, match)
    joint = _RANGE.match(text, first.end if first else match.end())
    second_match = _TOKEN.match(text, joint.end()) if joint else None
    if (
        second_match is None
        or second_match.lastgroup is None
        or not (second_match["number"] or second_match["han"])
    ):
        return (first,) if first else ()
    second = _number(text, second_match)
    if second is None or (first is not None and first.unit):
        return tuple(quantity for quantity in (first, second) if quantity)
    return (*_lower_end(match, second), second)


def _lower_end(match: re.Match[str], upper: Quantity) -> tuple[Quantity, ...]:
    """The lower end of a range takes scale and unit from the upper: 10—20万元."""
    value = parse_arabic(match["number"]) if match["number"] else parse_han(match["han"] or "")
    if value is None:
        return ()
    scale = _scale_of(upper.text)
    return (
        Quantity(
            match.start(),
            match.end(),
            match[0],
            value * scale,
            upper.unit,
            upper.kind,
            precision=_step(match[0]) * scale,
        ),
    )


def _scale_of(text: str) -> Decimal:
    match = re.search(f"{_DIGITS}{_GAP}(?:余|多)?({_SCALE})", text)
    return SCALES[match[1]] if match else Decimal(1)


def _number(text: str, match: re.Match[str]) -> Quantity | None:
    tail = _TAIL.match(text, match.end())
    assert tail is not None  # every part of the tail is optional  # noqa: S101
    if match["han"] is not None:
        return _han(text, match, tail)
    if match.start() and (text[match.start() - 1].isascii() and text[match.start() - 1].isalpha()):
        return None
    return _build(match, tail, parse_arabic(match["number"]))


def _han(text: str, match: re.Match[str], tail: re.Match[str]) -> Quantity | None:
    sign, before = match["han"], text[max(0, match.start() - 4) : match.start()]
    unit = plain_unit(tail["unit"] or "")
    some = tail["some"] or tail["some2"]
    if sign[0] in "百千万亿" and not (_HAN_LOOSE.search(before) or (some and unit)):
        return None
    value = parse_han(sign) if sign[0] not in "百千万亿" else parse_han("一" + sign)
    if value is None:
        return None
    if tail["percent"] or tail["tenth"]:
        return _build(match, tail, value)
    if (tail["unit"] or "") not in _HAN_UNITS and unit not in {*_HAN_UNITS, "日"}:
        return None
    if value == 1 and (not _HAN_ONE_LEADS.search(before) or _NONE_HAPPENED.search(before)):
        return None
    return _build(match, tail, value)


def _build(match: re.Match[str], tail: re.Match[str], value: Decimal) -> Quantity:
    scale, step = Decimal(1), _step(match[0])
    if tail["percent"]:
        sign = tail["percent"]
        unit, kind = ("百分点", QuantityKind.POINTS) if "点" in sign else ("%", QuantityKind.RATE)
        scale = Decimal("0.1") if sign == "‰" else scale
    elif tail["tenth"]:
        unit, kind, scale = "%", QuantityKind.RATE, Decimal(10)
    else:
        scale = SCALES[tail["scale"]] if tail["scale"] else scale
        unit = plain_unit(tail["unit"] or "")
        kind = _kind(unit)
    end = tail.end() if unit or tail["scale"] else match.end()
    approx = bool(tail["some"] or tail["some2"] or tail["above"]) and end == tail.end()
    text = match.string[match.start() : end]
    return Quantity(match.start(), end, text, value * scale, unit, kind, approx, precision=step * scale)


def _kind(unit: str) -> QuantityKind:
    if unit in _MONEY_UNITS:
        return QuantityKind.MONEY
    if unit in _DURATION_UNITS:
        return QuantityKind.DURATION
    return QuantityKind.COUNT if unit else QuantityKind.BARE


def _step(sign: str) -> Decimal:
    """The last decimal place that is written."""
    fraction = re.split("[.．点]", sign)
    return Decimal(1).scaleb(-len(fraction[1])) if len(fraction) > 1 else Decimal(1)


def _percent(match: re.Match[str]) -> tuple[Quantity, ...]:
    sign = match["of"]
    value = parse_arabic(sign) if sign[0].isdecimal() else parse_han("一百" if sign == "百" else sign)
    if value is None:
        return ()
    scale = _PERCENT_SCALE[match[0][0]]
    return (
        Quantity(
            match.start(),
            match.end(),
            match[0],
            value * scale,
            "%",
            QuantityKind.RATE,
            precision=_step(sign) * scale,
        ),
    )


def _part(match: re.Match[str]) -> tuple[Quantity, ...]:
    whole, share = parse_han(match["whole"]), parse_han(match["share"])
    if not whole or not share:
        return ()
    value = (share / whole * 100).quantize(Decimal("0.1"))
    return (Quantity(match.start(), match.end(), match[0], value, "%", QuantityKind.RATE, approx=True),)


def _from_date(date: DateMention) -> Quantity:
    whole = date.month is None
    value = date.year if whole else (date.year or 0) * 10_000 + (date.month or 0) * 100 + (date.day or 0)
    kind, unit = (QuantityKind.YEAR, "年") if whole else (QuantityKind.DATE, "")
    return Quantity(date.start, date.end, date.text, Decimal(value or 0), unit, kind, in_title=date.in_title)


def _placed(raw: Quantity, text: str, *, in_title: bool, quoted: bool) -> Quantity:
    approx = raw.approx or _APPROX_BEFORE.search(text[max(0, raw.start - 4) : raw.start]) is not None
    return Quantity(
        raw.start, raw.end, raw.text, raw.value, raw.unit, raw.kind, approx, in_title, quoted, raw.precision
    )
