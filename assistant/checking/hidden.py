"""SEC: hidden signs, private data and marks of secrecy that must not go out with a published text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checking.checked_text import CheckedText
from assistant.checking.context import CheckContext
from assistant.checking.rule_book import finding_at
from assistant.domain.findings import Finding

_HIDDEN = re.compile(
    "[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]+|(?<!^)\ufeff+"
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]+")
_PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]+")
_IDENTITY = re.compile(
    "(?<![0-9A-Za-z])[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx](?![0-9A-Za-z])"
)
_MOBILE = re.compile("(?<![0-9])1[3-9][0-9]{9}(?![0-9])")
_SECRET = re.compile(
    "(?:绝密|机密|秘密)\\s?★|(?:内部资料|内部文件)[，、：\\s]*(?:注意保存|请勿外传|不得公开)|不予公开|此件不公开"
)
_ACTIVE = re.compile("<script\\b|javascript:|data:text/html|on(?:load|error|click)\\s?=", re.IGNORECASE)
_ORDERS = re.compile(
    "(?:忽略|无视|忘记)(?:以上|之前|前面|上述)(?:的)?(?:所有|全部)?(?:的)?(?:指令|指示|要求|提示|规则)|ignore (?:all )?(?:previous|above) instructions",
    re.IGNORECASE,
)
_RULES = (
    (_HIDDEN, "SEC001", "有看不见的字符（零宽、方向控制等）", ""),
    (_CONTROL, "SEC001", "有控制字符", ""),
    (_PRIVATE_USE, "SEC002", "有私有区字符，在别的电脑上会显示成方框或别的字", None),
    (_IDENTITY, "SEC003", "疑似居民身份证号", None),
    (_MOBILE, "SEC003", "疑似个人手机号码", None),
    (_SECRET, "SEC004", "有密级或不公开的标志", None),
    (_ACTIVE, "SEC005", "有可执行的网页代码", None),
    (_ORDERS, "SEC005", "有写给智能程序的指令", None),
)


def check(checked: CheckedText, _context: CheckContext) -> tuple[Finding, ...]:
    """Find what a reader does not see or the public must not see."""
    return tuple(finding for rule in _RULES for finding in _matches(rule, checked))


def _matches(rule: tuple[re.Pattern[str], str, str, str | None], checked: CheckedText) -> Iterator[Finding]:
    pattern, code, message, replacement = rule
    for match in pattern.finditer(checked.source):
        signs = (
            "、".join(f"U+{ord(sign):04X}" for sign in dict.fromkeys(match[0]))
            if code in {"SEC001", "SEC002"}
            else ""
        )
        said = f"{message}：{signs}。" if signs else f"{message}。"
        hint = "删去。" if replacement == "" else "公开前核对并处理。"
        yield finding_at(code, checked.source, match.span(), said, hint, replacement)
