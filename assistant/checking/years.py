"""YEAR: years, meetings and programmes that do not belong to the reported year or to the plan for the next."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from assistant.checking.checked_text import CheckedText
from assistant.checking.contents import Block, blocks_of, plan_spans
from assistant.checking.context import CheckContext
from assistant.checking.meetings import check_meetings, check_programmes
from assistant.checking.occasions import check_occasions
from assistant.checking.rule_book import finding_at
from assistant.checking.terms import checked_on, known_year_ranges
from assistant.domain.dates import YearMention, find_years
from assistant.domain.document_numbers import find_document_numbers
from assistant.domain.findings import Finding, Severity

_DASH = "(?:[—–－\\-~～]{1,2}|至|到)"
_RANGE_BEHIND = re.compile(f"[ 　]?年?[ 　]?{_DASH}[ 　]?((?:19|20)[0-9]{{2}})")
_RANGE_BEFORE = re.compile(f"((?:19|20)[0-9]{{2}})[ 　]?年?[ 　]?{_DASH}[ 　]?$")
_BACKGROUND_BEFORE = re.compile(
    "(?:[较比与同自从于]|截至|截止|相比|早在|版|印发的|到|至|上年|去年|继|根据|按照|依据|对照|经|评为|评定为|确定为|列为|命名为|获|获得|获评|荣获|授予|表彰|入选)[（(“]?$"
)
_BACKGROUND_BEHIND = re.compile(
    "^(?:度)?(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?(?:以来|起|版|相比|同期|修订|修正|公布|印发|出台|制定|成立|实施|施行|开始|至今|末|[)）]|底前|前|同比|结转|获|被|荣获|遗留)"
)
_DEADLINE = re.compile("^底?前(?!后)")
_YEARLY_PAPER = re.compile("(?:要点|计划|清单|方案|安排|任务|工作部署)》?$")
_AHEAD = re.compile("(?:计划|拟|将|力争|到|至|安排|谋划|启动|编制|制定)")
_PART_OF_YEAR = re.compile("截至[本今当]?年?(?:[1-9]|1[01])月|前三季度|(?<![0-9])1[-—－~至](?:[2-9]|1[01])月")
_LOOSE_TIME = re.compile("截至目前|上半年|今年(?:以来)?|去年|上一年度|本年度迄今")
_YEAR_OF_DATA = timedelta(days=366)
_ABOUT_LAST_YEAR = re.compile(
    "度?[^，。；]{0,26}(?:报告|考评|考核|述法|述职|总结|评估|反馈|通报|白皮书|测评|审计|督察|督查|排名|结果|遗留)"
)
_PAGE_LINE = re.compile("星期|发布|来源|今天|浏览|日期：|时间：|索引号|字号|字体")
_WEIGHTS = {"title": 2, "heading": 2, "opening": 2, "lead": 1}
_SIGNED_EARLY_FROM = 11
_SENTENCE_BEFORE = ("。", "；", "\n")
_WILL = re.compile(
    "^度?[，,]?[\u4e00-\u9fff]{0,6}将(?:继续|进一步|持续|以|坚持|聚焦|围绕|着力|重点|认真|深入|不断|切实|紧紧)"
)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a year stands."""

    mention: YearMention
    part: str
    plan: bool
    before: str
    behind: str

    @property
    def in_sentence(self) -> str:
        """What stands before it in its own sentence."""
        return re.split("[。；;\n]", self.before)[-1]


def check(checked: CheckedText, context: CheckContext) -> tuple[Finding, ...]:
    """Find what belongs to another year."""
    blocks = blocks_of(checked)
    year = context.year.year if context.year else reported_year(checked, blocks)
    found = list(_data_age(checked, context))
    if year is None:
        return tuple(found)
    licensed = context.year is not None and _data_years(context)
    for place in _year_places(checked, blocks):
        found.extend(_year(place, year, checked, licensed or frozenset()))
    found.extend(_yearly_papers(checked, year, context))
    found.extend(check_meetings(checked, year))
    found.extend(check_programmes(checked, year))
    found.extend(check_occasions(checked, year))
    found.extend(_part_of_year(checked))
    return tuple(found)


def reported_year(checked: CheckedText, blocks: tuple[Block, ...]) -> int | None:
    """The year that title, headings, opening and leads agree on; one of them may be the stale one."""
    votes: Counter[int] = Counter()
    if checked.report.date is not None:
        early = checked.report.date.month < _SIGNED_EARLY_FROM
        votes[checked.report.date.year - (1 if early else 0)] += 1
    for place in _year_places(checked, blocks):
        said = place.mention.year - 1 if place.plan else place.mention.year
        votes[said] += _WEIGHTS.get(place.part, 0)
    best = votes.most_common(2)
    if not best or (
        len(best) > 1 and best[0][1] == best[1][1] and checked.report.year in {best[0][0], best[1][0]}
    ):
        return checked.report.year
    return best[0][0]


def _data_years(context: CheckContext) -> frozenset[int]:
    from assistant.checking.licences import licences_of

    assert context.year is not None  # noqa: S101 - asked by the caller
    return licences_of(context.year).years - {context.year.year, context.year.year + 1}


def _year_places(checked: CheckedText, blocks: tuple[Block, ...]) -> Iterator[_Place]:
    text, title, plans = checked.text, checked.report.title, plan_spans(checked)
    title_at = text.find(title) if title else -1
    body = blocks[0].heading.start if blocks else len(text)
    numbers = {n.start for n in find_document_numbers(text)}
    for mention in find_years(text):
        if mention.start in checked.furniture or mention.in_title or mention.start in numbers:
            continue
        if mention.start < body and _PAGE_LINE.search(_line_of(text, mention.start)):
            continue
        block = next((b for b in blocks if b.heading.start <= mention.start < b.body.end), None)
        plan = mention.start in plans
        before, behind = text[max(0, mention.start - 8) : mention.start], text[mention.end : mention.end + 32]
        yield _Place(mention, _part(mention, title_at, title, block, body, checked), plan, before, behind)


def _line_of(text: str, place: int) -> str:
    end = text.find("\n", place)
    return text[text.rfind("\n", 0, place) + 1 : end if end >= 0 else len(text)]


def _part(
    mention: YearMention, title_at: int, title: str, block: Block | None, body: int, checked: CheckedText
) -> str:
    if 0 <= title_at <= mention.start < title_at + len(title):
        return "title"
    if block is not None and mention.start < block.heading.end:
        return "heading"
    sentence = checked.sentence_at(mention.start)
    leads = sentence.text.startswith(mention.text) and sentence.text[
        len(mention.text) : len(mention.text) + 2
    ].startswith(("，", ",", "度，", "我", "全"))
    if mention.start < body:
        return "opening" if leads else "front"
    return "lead" if leads else "body"


def _year(place: _Place, year: int, checked: CheckedText, licensed: frozenset[int]) -> Iterator[Finding]:
    mention = place.mention
    if mention.year in licensed and place.part in {"body", "front"}:
        return
    wanted = _wanted(place, year)
    if mention.year in wanted or _is_background(place, year, checked):
        return
    right = year + 1 if place.plan and (mention.year == year or place.part in {"heading", "lead"}) else year
    if mention.year == year:  # the reported year itself, where the next one is planned for
        message = f"这里写下一年度的安排，应是{right}年，文中写“{mention.text}”。"
    else:
        message = f"“{mention.text}”与报告年度不符：这是{year}年度的报告。"
    replacement = (
        mention.text.replace(str(mention.year), str(right)) if str(mention.year) in mention.text else None
    )
    finding = finding_at(
        "YEAR001",
        checked.text,
        (mention.start, mention.end),
        message,
        f"核对年份；若应为{right}年，请改正。",
        replacement,
    )
    if place.part not in {"title", "heading", "opening"}:
        finding = replace(finding, severity=Severity.WARNING)
    yield finding


def _wanted(place: _Place, year: int) -> set[int]:
    if place.part in {"title", "opening"}:
        return {year}
    if place.part == "heading":
        return {year + 1} if place.plan else {year}
    if _is_signature(place) and place.before[-1:] in {"", "\n"} and place.behind[:1] in {"", "\n"}:
        return {year, year + 1}
    if place.plan:
        starts = place.part == "lead" or (place.before[-1:] in _SENTENCE_BEFORE)
        return {year + 1} if starts else {year, year + 1}
    if place.part == "lead" and _WILL.match(place.behind):
        return {year + 1}
    if place.part == "front" or _AHEAD.search(place.in_sentence) or _is_signature(place):
        return {year, year + 1}
    return {year}


def _is_signature(place: _Place) -> bool:
    """A date of its own line: the day on which the report was signed."""
    return (
        re.fullmatch(
            "[0-9０-９〇零一二三四五六七八九十]{4}[-./年][^年]{1,4}[-./月][0-9０-９一二三四五六七八九十]{1,3}日?",
            place.mention.text.replace(" ", ""),
        )
        is not None
    )


def _is_background(place: _Place, year: int, checked: CheckedText) -> bool:
    mention = place.mention
    other = _RANGE_BEHIND.match(checked.text, mention.end) or _RANGE_BEFORE.search(place.before)
    if other is not None:
        first, last = sorted((mention.year, int(other[1])))
        return (first, last) in known_year_ranges() or first <= year + 1 <= last + 1
    if place.part in {"title", "heading", "opening"}:
        return False
    if mention.year > year + 1:
        return place.plan or _AHEAD.search(place.in_sentence) is not None
    if mention.year > year:
        return bool(re.match("^(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:起|前|实施|施行|正式|将)", place.behind))
    if place.part in {"body", "front"} and _reviews(mention, checked):
        return True
    if mention.year < year and _DEADLINE.match(place.behind):
        return False  # a day to come that is past
    return bool(_BACKGROUND_BEFORE.search(place.before) or _BACKGROUND_BEHIND.match(place.behind))


def _reviews(mention: YearMention, checked: CheckedText) -> bool:
    """The sentence deals with what was reported, assessed or audited of that year."""
    sentence = checked.sentence_at(mention.start)
    said = checked.text[sentence.start : sentence.end]
    return any(
        _ABOUT_LAST_YEAR.match(said, match.end()) for match in re.finditer(re.escape(mention.text), said)
    )


def _yearly_papers(checked: CheckedText, year: int, context: CheckContext) -> Iterator[Finding]:
    """Plans and lists of another year, cited as this year's work."""
    from assistant.checking.licences import licences_of

    words = licences_of(context.year).words if context.year else ""
    plans = plan_spans(checked)
    for mention in find_years(checked.text):
        if not mention.in_title or mention.start in checked.furniture:
            continue
        title = next((t for t in checked.titles if t.start <= mention.start < t.end), None)
        if title is None or not _YEARLY_PAPER.search(title.text) or title.text in words:
            continue
        other = _RANGE_BEHIND.match(checked.text, mention.end) or _RANGE_BEFORE.search(
            checked.text[max(0, mention.start - 8) : mention.start]
        )
        in_plan = mention.start in plans
        if other or mention.year == year or (in_plan and mention.year == year + 1):
            continue
        message = f"文件{title.text}是{mention.year}年的，本文报告的是{year}年度。"
        yield finding_at("YEAR002", checked.text, (title.start, title.end), message, "核对文件名中的年份。")


def _part_of_year(checked: CheckedText) -> Iterator[Finding]:
    """Numbers of a report written before the year was over, each; loose words of time once, with a count."""
    for match in _PART_OF_YEAR.finditer(checked.text):
        if match.start() not in checked.furniture:
            message = f"“{match[0]}”不是全年口径，年度报告写全年情况。"
            yield finding_at("YEAR006", checked.text, match.span(), message, "改用全年数据。")
    matches = [m for m in _LOOSE_TIME.finditer(checked.text) if m.start() not in checked.furniture]
    if matches:
        words = "、".join(dict.fromkeys(f"“{match[0]}”" for match in matches))
        message = f"文中有{len(matches)}处没有写明年份或不是全年口径：{words}。"
        yield finding_at("YEAR006", checked.text, matches[0].span(), message, "写明年份，用全年数据。")


def _data_age(checked: CheckedText, context: CheckContext) -> Iterator[Finding]:
    if context.today - checked_on() > _YEAR_OF_DATA:
        message = f"内置的会议、规划和术语数据截至{checked_on():%Y年%m月%d日}，已超过一年，年份检查可能不准。"
        yield finding_at(
            "YEAR007", checked.text, (0, 0), message, "更新本程序，或请管理员更新 prompts/terms.toml。"
        )
