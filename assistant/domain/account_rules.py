"""Rules for names, passwords, failures and sessions: pure, with the clock given."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

MIN_PASSWORD = 10
MAX_PASSWORD = 200  # longer ones only cost time
FREE_FAILURES = 5
FREE_FAILURES_OF_ADDRESS = 50  # an office may stand behind one address
LONGEST_LOCK_SECONDS = 3600.0
FORGET_AFTER_SECONDS = 24 * 3600.0
IDLE_SECONDS = 8 * 3600.0
ABSOLUTE_SECONDS = 24 * 3600.0
_FIRST_LOCK_SECONDS = 60.0
_MOST_DOUBLINGS = 16
_NAME = re.compile(r"[0-9a-z\u4e00-\u9fff](?:[0-9a-z._\-\u4e00-\u9fff]{0,30}[0-9a-z\u4e00-\u9fff])?")


def account_name(typed: str) -> str:
    """The name as accounts keep it: one form for full-width and for capital letters."""
    return unicodedata.normalize("NFKC", typed).strip().casefold()


def name_problem(name: str) -> str:
    """What is wrong with a new account's name; empty if nothing is."""
    if _NAME.fullmatch(name):
        return ""
    return "用户名用 1 到 32 个字母、数字或汉字，中间可以有点、横线和下划线。请换一个。"


def password_form(password: str) -> str:
    """A password as it is hashed: what two keyboards make of the same signs is the same."""
    return unicodedata.normalize("NFC", password)


def password_problem(password: str, name: str, full_name: str, common: Collection[str]) -> str:
    """What is wrong with a new password; empty if nothing is. `common` holds lower-case passwords."""
    lowered = password.casefold()
    if len(password) < MIN_PASSWORD:
        return f"密码至少 {MIN_PASSWORD} 个字符，现在是 {len(password)} 个。可以用几个不相干的词连成一句。"
    if len(password) > MAX_PASSWORD:
        return f"密码最多 {MAX_PASSWORD} 个字符，请改短一些。"
    if lowered in {name.casefold(), full_name.casefold()} or _without_ends(lowered) == name.casefold():
        return "密码不能是用户名或姓名，也不能只在用户名前后加数字。请换一个。"
    if password.isdigit():
        return "密码不能只有数字。可以用几个不相干的词连成一句。"
    if lowered in common or _without_ends(lowered) in common or len(set(lowered)) <= 3:  # noqa: PLR2004
        return "这个密码太常见，容易被猜到。可以用几个不相干的词连成一句。"
    return ""


def _without_ends(lowered: str) -> str:
    """A password without the digits and signs that people add to a word."""
    return re.sub(r"^[\W\d_]+|[\W\d_]+$", "", lowered)


def lock_seconds(failures: int, free: int) -> float:
    """How long no attempt is heard after so many failures: a minute after the last free one, doubled with each more."""
    if failures < free:
        return 0.0
    doublings = min(failures - free, _MOST_DOUBLINGS)
    return min(_FIRST_LOCK_SECONDS * 2.0**doublings, LONGEST_LOCK_SECONDS)


def session_over(created: float, seen: float, now: float) -> bool:
    """Whether a session has ended by itself: nobody used it for long, or it is simply old."""
    return now - seen > IDLE_SECONDS or now - created > ABSOLUTE_SECONDS
