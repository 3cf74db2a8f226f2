"""Finds the personal name of an official behind a post, and tells the same deed without it."""

from __future__ import annotations

import re
from functools import cache

from assistant.domain.punctuation import COMMA
from assistant.prompt_files import read_toml

_HAN = "[\u4e00-\u9fff]"
_POST = "(?:局长|书记|主任|[厅市县区镇乡州旗省部署院所站]长|支队长|大队长|主要负责人|主要负责同志|主要领导|主要领导同志)"
_DEED = (
    "(?:主持|带头|出席|作[为了出]?|讲授?|率队|到|亲自|带队|任|担任|出庭|率领|主讲|督导|督办|督促|调研|召开|听取|研究|部署|签批|签署|审[核签定]"
    "|履行|落实|认真|切实|严格|坚持|积极|全年|年内|定期|多次|先后|每|专题|组织|推动|推进|牵头|领衔|包案|接访|接待|参加|参与|开展|向|对|就|为|以|将|把|与|在|\\d)"
)
_POST_END = "[长记任人志导]"
_HEAD_SIGNS = 40  # the subject of a record stands at its head
_FILE = "peer_names.toml"


@cache
def _rules() -> tuple[frozenset[str], re.Pattern[str]]:
    data = read_toml(_FILE)
    return frozenset(data["surnames"]), re.compile(data["no_names"])


_BEHIND_POST = re.compile(f"{_POST}(?P<name>{_HAN}{{2,3}}?)(?:同志)?{COMMA}?(?={_DEED})")
_COMRADE = re.compile(f"^(?P<name>{_HAN}{{2,3}})同志{COMMA}?(?={_DEED})")


def named_in(text: str) -> str:
    """The personal name of the official whom a record names as its subject; empty if it names none."""
    for found in (_COMRADE.match(text), _BEHIND_POST.search(text[:_HEAD_SIGNS])):
        name = found.group("name") if found else ""
        surnames, no_names = _rules()
        if name and name[0] in surnames and not no_names.match(name):
            return name
    return ""


def without_name(text: str, name: str) -> str:
    """A record without the name of the official."""
    text = re.sub(f"^{name}(?:同志)?{COMMA}?(?={_DEED})", "", text)
    return re.sub(f"(?<={_POST_END}){name}(?:同志)?(?={COMMA}?{_DEED})", "", text)
