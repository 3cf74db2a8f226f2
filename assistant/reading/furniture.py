"""Separates what a web page or a printed page adds from the text of a report; metadata lines are kept apart, read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from assistant.domain.punctuation import (
    CLAUSE_ENDS,
    COLON,
    COMMA,
    ENUMERATION_COMMA,
    FULL_STOP,
    LEFT_BRACKET,
    LEFT_PAREN,
    MIDDLE_DOT,
    RIGHT_BRACKET,
)
from assistant.reading.text import MappedText, plain

_LABELS = (
    "索引号|信息索引号?|组配分类|主题分类|体裁分类|信息分类|分类|公开方式|公开类型|公开范围|公开时限|公开形式|公开目录|公开主体"
    "|成文日期|成文时间|发文日期|发文时间|印发日期|生成日期|生效日期|废止日期|失效日期|发布日期|发布时间|公开日期|公开时间|更新时间|更新日期|录入时间|撰写时间|上传时间"
    "|发布机构|发文机关|发文单位|发布单位|公开机构|公开单位|发布机关|制发机关|责任部门|所属机构|信息来源|文章来源|稿件来源|稿源|来源|作者|撰稿人?|供稿|编辑|责任编辑|审核人?|初审|复审|终审|签发"
    "|统一编号|统一登记号|规范性文件登记号|文号|发文字号|文件编号|信息名称|文件名称|标题|名称|有效性|时效性|时效|效力状态|是否有效"
    "|访问次数|访问量|浏览次数|浏览量|浏览|点击数|点击率|点击量|点击|阅读次数|阅读量|阅读数|阅读|人气|字号|字体|字体大小|字体显示|文字大小|视力保护色|保护视力色|背景色"
    "|打印|分享到?|关键词|关键字|主题词|语种|载体|服务对象|内容概述|内容概览|摘要|发布者|发布人|发布|时间|日期|栏目|所属栏目|信息类别|文件类型"
)
_LABEL = re.compile(f"(?:{_LABELS})(?:\\s?[{COLON}:])")
_STARTS_WITH_LABEL = re.compile(f"[{LEFT_BRACKET}\\[|\\s]{{0,3}}(?:{_LABELS})\\s?[{COLON}:|]")
_LABEL_ALONE = re.compile(
    "索引号|组配分类|主题分类|体裁分类|发文单位|发文机关|发布机构|发布单位|发文字号|文号|发文日期|成文日期|发布日期|发布时间|效力状态|有效性|公开方式|信息来源|名称"
)
_TIME_STAMP = re.compile(
    f"(?P<day>(?:19|20)\\d\\d[-/.年]\\d{{1,2}}[-/.月]\\d{{1,2}}日?) ?\\d{{1,2}}[:{COLON}]\\d{{2}}(?:[:{COLON}]\\d{{2}})?"
)
_NUMBERED = re.compile(f"[一二三四五六七八九十\\d]{{1,3}}[{ENUMERATION_COMMA}.．是]|[{LEFT_PAREN}(]")
_LEAST_PAGES, _SHORTEST_RUNNING_HEAD, _LONGEST_RUNNING_HEAD = 3, 4, 40
_LONGEST_METADATA = 220
_LONGEST_VALUE = 40

_BUTTONS = (
    "打印本页|打印文章|打印|关闭窗口|关闭本页|关闭页面|关闭|返回顶部|返回首页|返回列表|返回|收藏本页|收藏|加入收藏|设为首页|我要纠错|纠错|分享到?|"
    "微信扫一扫.{0,12}|扫一扫.{0,20}|朗读|语音播报|下载|全文下载|首页|网站首页|网站地图|无障碍阅读|无障碍浏览|无障碍|长者助手|关怀版|适老版|繁體|繁体|简体|English|登录|注册|搜索|检索|"
    "微信|微博|新浪微博|腾讯微博|QQ空间|人民微博|字号|大|中|小|默认|收起|展开|更多|详情|正文"
)
_MENU = "政务公开|政务服务|互动交流|公示公告|通知公告|信息公开|政府信息公开|工作报告|新闻中心|领导之窗|机构设置|走进.{2,6}"
_BUTTON_LINE = re.compile(
    f"(?:[{LEFT_BRACKET}\\[|/{MIDDLE_DOT}\\s]{{0,3}}(?:{_BUTTONS})[{RIGHT_BRACKET}\\]|/{MIDDLE_DOT}{COLON}:\\s]{{0,3}}){{1,14}}"
)
_MENU_LINE = re.compile(f"(?:(?:{_BUTTONS}|{_MENU})[|/{MIDDLE_DOT}\\s]{{0,3}}){{1,14}}")
_BUTTONS_BEHIND_TEXT = re.compile(
    f"(?<=[{FULL_STOP}日])(?:[{LEFT_BRACKET}\\[|\\s]{{0,3}}(?:打印本页|打印|关闭窗口|关闭本页|关闭|返回顶部|分享到?)[{RIGHT_BRACKET}\\]|{COLON}\\s]{{0,3}}){{1,6}}$"
)
_STARTS = re.compile(
    "当前位置|您?(?:现在)?(?:的|所在)(?:的)?位置|您的当前位置|所在位置|上一[篇条页]|下一[篇条页]|相关(?:链接|文章|信息|新闻|解读|附件|阅读|文档)|友情链接"
    f"|版权所有|主办(?:单位)?[{COLON}:]|承办(?:单位)?[{COLON}:]|维护(?:单位)?[{COLON}:]|网站标识码|政府网站标识|技术支持|联系我们|站点地图|关于我们|网站声明|隐私"
    f"|[Cc]opyright|COPYRIGHT|©|https?://|www\\.|分享(?:到|至)|扫码|您是第|今天是|{LEFT_BRACKET}?字体|大字体|下面是小编|以下是小编|{LEFT_BRACKET}(?:收藏|打印|关闭)"
    f"|.{{0,6}}ICP备|.{{0,6}}公网安备|本文(?:来源|链接)|原标题|浏览次数|免责声明|抱歉{COMMA}?您使用的浏览器"
)
_RECORD_NUMBER = re.compile("ICP备|公网安备|网安备")
_BREADCRUMB = re.compile("(?:^|[^>]{1,20}) ?(?:>|›|»|＞|->|/) ?[^>]{1,30}(?:(?:>|›|»|＞|/) ?[^>]{0,40}){0,8}")
_PAGE_NUMBER = re.compile(
    rf"[-\u2014\u2013\uff0d\s{MIDDLE_DOT}]{{0,4}}(?:第\s?)?\d{{1,3}}(?:\s?页)?(?:[/共{COMMA},\s]{{0,3}}\d{{1,3}}\s?页)?[-\u2014\u2013\uff0d\s{MIDDLE_DOT}]{{0,4}}"
)
# What our own export prints over a draft, and what offices print by hand.
_STATE = re.compile("(?:> ?)?(?:讨论稿|送审稿|征求意见稿|初稿|定稿)(?:[(\uff08][^)\uff09]{0,40}[)\uff09])?")
_TABLE_RULE = re.compile(rf"[|\-:\s\u2014_=*~.{MIDDLE_DOT}]{{2,}}")
_LONGEST_BUTTON_LINE = 60
_LONGEST_STARTED_LINE = 160


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the lines around the text say, by label as written; the first value of a label counts."""

    values: dict[str, str] = field(default_factory=dict)

    def first(self, *labels: str) -> str:
        """Value of the first of these labels that has one."""
        return next((self.values[label] for label in labels if self.values.get(label)), "")


@dataclass(frozen=True, slots=True)
class Separated:
    """The lines that belong to the text, the metadata that stood around them, and the lines that were taken out."""

    lines: tuple[MappedText, ...]
    metadata: Metadata
    removed: tuple[MappedText, ...] = ()


def separate(lines: Sequence[MappedText]) -> Separated:
    """Take furniture out of the lines of a page."""
    kept: list[MappedText] = []
    staying: set[int] = set()
    values: dict[str, str] = {}
    label = ""
    in_head = True
    running = _RunningHeads(lines)
    for number, line in enumerate(lines):
        text = plain(line.text)
        if running.repeats(text):
            continue
        in_head = in_head and FULL_STOP not in text
        if in_head and _LABEL_ALONE.fullmatch(text):
            label = text
            continue
        pairs = (
            [(label, text)] if label and in_head and len(text) <= _LONGEST_VALUE else _metadata_pairs(text)
        )
        label = ""
        if pairs:
            for name, value in pairs:
                values.setdefault(name, value)
        elif not (_is_furniture(text) or (in_head and _MENU_LINE.fullmatch(text))):
            staying.add(number)
            kept.append(line.replace(_BUTTONS_BEHIND_TEXT) if text[-1:] not in FULL_STOP else line)
    removed = tuple(line for number, line in enumerate(lines) if number not in staying and line.text.strip())
    return Separated(tuple(kept), Metadata({name: value for name, value in values.items() if value}), removed)


class _RunningHeads:
    """Short lines that stand on page after page; the first of each is kept, it may be the title."""

    def __init__(self, lines: Sequence[MappedText]) -> None:
        counts = Counter(plain(line.text) for line in lines if len(line.text) <= _LONGEST_RUNNING_HEAD)
        self._often = {
            text
            for text, count in counts.items()
            if count >= _LEAST_PAGES
            and len(text) >= _SHORTEST_RUNNING_HEAD
            and text[-1] not in CLAUSE_ENDS
            and not _NUMBERED.match(text)
        }
        self._seen: set[str] = set()

    def repeats(self, text: str) -> bool:
        """Say whether this line was there before and is one of them."""
        if text not in self._often:
            return False
        known = text in self._seen
        self._seen.add(text)
        return known


def _is_furniture(text: str) -> bool:
    if not text:
        return True
    if len(text) <= _LONGEST_BUTTON_LINE and (
        _STATE.fullmatch(text)
        or _BUTTON_LINE.fullmatch(text)
        or _PAGE_NUMBER.fullmatch(text)
        or _TABLE_RULE.fullmatch(text)
    ):
        return True
    if len(text) > _LONGEST_STARTED_LINE:
        return False
    if FULL_STOP in text:
        return False
    if _STARTS.match(text) or _RECORD_NUMBER.search(text):
        return True
    return COMMA not in text and ">" in text and bool(_BREADCRUMB.fullmatch(text))


def _metadata_pairs(text: str) -> list[tuple[str, str]]:
    """Label and value of every pair in a metadata line; empty for any other line."""
    stamp = _TIME_STAMP.fullmatch(text)
    if stamp:
        return [("发布时间", stamp["day"])]
    if len(text) > _LONGEST_METADATA or not _STARTS_WITH_LABEL.match(text):
        return []
    if "|" in text:
        return _table_pairs(text)
    found = list(_LABEL.finditer(text))
    if FULL_STOP in text and len(found) < 2:  # noqa: PLR2004 - one label alone may begin a sentence
        return []
    ends = [match.start() for match in found[1:]] + [len(text)]
    return [
        (match[0].rstrip(f" {COLON}:"), text[match.end() : end].strip(" |"))
        for match, end in zip(found, ends, strict=True)
    ]


def _table_pairs(text: str) -> list[tuple[str, str]]:
    cells = [cell.strip(f" {COLON}:") for cell in text.strip("| ").split("|")]
    label = re.compile(_LABELS)
    return [(name, value) for name, value in pairwise(cells) if label.fullmatch(name)] or [("", "")]
