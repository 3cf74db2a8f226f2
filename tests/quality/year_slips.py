"""Sentences of another year, and sentences that rightly name another year, for reports of 2021 to 2026."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.quality.report_shapes import KINDS, OFFICES, STYLES, Office, body
from tests.quality.report_shapes import compose as composed

_PLAN_HEADING = "{n}年度推进法治政府建设的主要安排"
_HEADINGS = (
    "{y}年度推进法治政府建设的主要举措和成效",
    "{y}年度推进法治政府建设存在的不足和原因",
    "党政主要负责人履行推进法治建设第一责任人职责情况",
    _PLAN_HEADING,
)


@dataclass(frozen=True)
class Slip:
    """A report with one place that is of another year."""

    text: str
    start: int
    end: int
    what: str


STALE = (
    "{l}年全年开展行政执法检查120家次。",
    "{l}年度共立案35起，罚款12万元。",
    "{b}年，办理行政复议案件3件，均予维持。",
    "{l}年以来没有发生行政诉讼败诉案件，{l}年开展普法宣传26场。",
    "{n}年开展普法宣传45场次，发放资料3000份。",
    "制定并落实《{l}年度法治政府建设工作要点》。",
    "印发《{b}年行政执法检查计划》，明确检查重点。",
    "今年1—11月，检查企业56家次。",
    "前三季度，立案查处违法案件35起。",
    "截至11月底，办结许可120件。",
    "截至10月，调解纠纷36件。",
    "上半年开展执法培训4期。",
    "结合第{o}个全国“安全生产月”开展宣传。",
    "在第{d}个全国防灾减灾日组织演练。",
)
STALE_IN_PLAN = (
    "{y}年，本机关将继续开展执法培训。",
    "制定{l}年度普法工作要点。",
    "{l}年底前完成案卷评查。",
)
STALE_FOR = {
    2021: ("深入学习贯彻党的二十大精神。", "推进“七五”普法规划实施。", "落实“十三五”规划任务。", "深入贯彻二十届历次全会精神。", "扎实开展党纪学习教育。"),
    2022: ("学习贯彻党的二十届三中全会精神。", "落实“十三五”规划任务。", "全面贯彻《法治政府建设实施纲要（2015—2020年）》。", "认真落实“七五”普法规划。"),
    2023: ("学习贯彻党的二十届三中全会精神。", "推进“九五”普法规划落实。", "落实《提升行政执法质量三年行动计划（2022—2024年）》。", "学习贯彻党的二十届四中全会精神。"),
    2024: ("学习贯彻党的二十届四中全会精神。", "落实《法治政府建设实施纲要（2020—2025年）》。", "推进“七五”普法规划实施。", "扎实推进安全生产治本攻坚三年行动（2023—2025年）。"),
    2025: ("学习贯彻党的二十届五中全会精神。", "落实“十三五”规划任务。", "贯彻《法治政府建设实施纲要（2021—2026年）》。", "扎实开展党纪学习教育，推动干部知纪明纪。", "认真落实《法治政府建设实施纲要（2015—2020年）》。"),
    2026: ("认真落实“八五”普法规划任务。", "落实《提升行政执法质量三年行动计划（2023—2025年）》。", "推进“十四五”规划各项任务。", "深入开展中央八项规定精神学习教育。", "全面落实《法治政府建设实施纲要（2021—2025年）》。"),
}  # fmt: skip
CLEAN = (
    "检查频次较{l}年下降12%，问题发现率提高5个百分点。",
    "与{l}年相比，投诉举报量减少18件。",
    "对{l}年度法治政府建设考核反馈的问题逐项整改。",
    "办结{l}年结转案件3件。",
    "自{b}年机构改革以来，持续完善权责清单。",
    "认真执行{l}年修订的《行政处罚裁量权适用规则》。",
    "落实国务院令第713号和《重大行政决策程序暂行条例》（2019年9月1日起施行）。",
    "推荐案卷获评{l}年度全市优秀案卷。",
    "截至{y}年12月31日，有效规范性文件共21件。",
    "截至{y}年底，持证执法人员46人。",
    "{y}年1—12月，开展检查320家次。",
    "到2035年基本建成法治政府的目标更加明确。",
    "按照《法治社会建设实施纲要（2020—2025年）》和《法治中国建设规划（2020—2025年）》要求抓好落实。",
    "新修订的管理办法自{n}年1月1日起施行。",
    "在{l}年度述法测评中评价为“好”的占98%。",
    "依据青政发〔{l}〕12号文件开展清理。",
    "总结{l}年以来的普法经验，形成案例汇编。",
    "学习宣传党的十九大、二十大以来全面依法治国的部署。",
    "{b}至{y}年，连续三年未发生行政诉讼败诉案件。",
    "荣获{l}年度全省行政执法先进集体称号。",
    "结合第{m}个全国“安全生产月”开展宣传。",
    "巩固拓展主题教育成果，巩固深化党纪学习教育成果。",
    "推动党史学习教育常态化长效化。",
)
CLEAN_IN_PLAN = (
    "{n}年底前实现执法人员轮训全覆盖。",
    "认真整改{y}年度考核反馈问题。",
    "启动{n}—{t}年三年提升行动。",
    "在总结{y}年经验的基础上，完善案卷评查办法。",
)


def offices() -> tuple[Office, ...]:
    return OFFICES


def clean_text(office: Office) -> str:
    headings = [heading.format(y=office.year, n=office.year + 1) for heading in _HEADINGS]
    sections = [(head, body(office, kind, STYLES[0])) for head, kind in zip(headings, KINDS, strict=True)]
    return composed(office, STYLES[0], sections)


def _said(sentence: str, year: int) -> str:
    return sentence.format(
        y=year, l=year - 1, b=year - 2, n=year + 1, t=year + 3, o=year - 2002, d=year - 2009, m=year - 2001
    )


def _into(text: str, sentence: str, rng: random.Random, *, plan: bool) -> tuple[str, int, int]:
    border = text.index("四、")
    stops = [m.end() for m in re.finditer("[。；]", text)]
    inside = [
        at for at in stops if (at > border + 60 if plan else text.index("一、") < at < text.index("二、"))
    ]
    at = rng.choice(inside[:-1] or inside)
    return text[:at] + sentence + text[at:], at, at + len(sentence)


def slips() -> Iterator[Slip]:
    """One stale place a report."""
    rng = random.Random(88)
    for office in OFFICES:
        text, year = clean_text(office), office.year
        for sentence in (*STALE, *STALE_FOR[year]):
            changed, start, end = _into(text, _said(sentence, year), rng, plan=False)
            yield Slip(changed, start, end, f"{year}: {sentence}")
        for sentence in STALE_IN_PLAN:
            changed, start, end = _into(text, _said(sentence, year), rng, plan=True)
            yield Slip(changed, start, end, f"{year} plan: {sentence}")
        yield from _framed(text, year)


def _framed(text: str, year: int) -> Iterator[Slip]:
    """Title, opening, headings and the plan's lead put back by a year."""
    places = [
        (f"关于{year}年度", f"关于{year - 1}年度"),
        (f"\n{year}年，在", f"\n{year - 1}年，在"),
        (f"一、{year}年度", f"一、{year - 1}年度"),
        (f"二、{year}年度", f"二、{year - 1}年度"),
        (f"四、{year + 1}年度", f"四、{year}年度"),
        (f"\n{year + 1}年，本机关将", f"\n{year}年，本机关将"),
    ]
    for right, wrong in places:
        at = text.index(right)
        yield Slip(text.replace(right, wrong, 1), at, at + len(wrong), f"{year}: {wrong.strip()}")


def clean_cases() -> Iterator[Slip]:
    """Sentences that rightly name another year, one a report."""
    rng = random.Random(89)
    for office in OFFICES:
        text = clean_text(office)
        yield Slip(text, 0, len(text), f"{office.year} as it is")
        for plan, sentences in ((False, CLEAN), (True, CLEAN_IN_PLAN)):
            for sentence in sentences:
                said = _said(sentence, office.year)
                if ("纲要" in said and office.year > 2025) or ("党纪" in said and office.year < 2025):
                    continue
                yield Slip(*_into(text, said, rng, plan=plan), f"{office.year}: {said}")
