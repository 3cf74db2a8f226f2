"""Tells what a number is attached to: which indicator the words around it speak of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from assistant.prompt_files import read_toml

_HAN_RUN = re.compile("[\u4e00-\u9fff]+")
_HOTLINE = re.compile("(?<![0-9.])(?:110|119|120|122|12[0-9]{3})(?=[接热报警电工平服投举急求诉咨”])")
_COMMON_PAIRS = frozenset(
    "行政 工作 开展 全年 管理 建设 情况 数量 人员 执法 安全 生产 应急 政府 法治 累计 办理 完成 组织 举办 重大 相关 部门 企业 单位 其中 现有 主要 全部 共计 监督 服务 事项 次数 人次 今年".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that numbers are said of, with the words that name it; things of one class exclude each other."""

    name: str
    words: tuple[str, ...]
    group: str


@cache
def _things() -> tuple[tuple[Thing, ...], re.Pattern[str]]:
    things = tuple(
        Thing(entry["name"], tuple(entry["words"]), entry.get("class", ""))
        for entry in read_toml("attachments.toml")["thing"]
    )
    words = sorted({word for thing in things for word in thing.words}, key=len, reverse=True)
    return things, re.compile("|".join(map(re.escape, words)))


@cache
def _thing_of_word() -> dict[str, Thing]:
    return {word: thing for thing in _things()[0] for word in thing.words}


@cache
def _opposites() -> tuple[dict[str, frozenset[str]], re.Pattern[str]]:
    """For each word the words that say the opposite, and the pattern of all of them."""
    against: dict[str, frozenset[str]] = {}
    for entry in read_toml("attachments.toml")["opposites"]:
        for side in entry["sides"]:
            others = frozenset(word for other in entry["sides"] if other is not side for word in other)
            for word in side:
                against[word] = against.get(word, frozenset()) | others
    return against, re.compile("|".join(sorted(map(re.escape, against), key=len, reverse=True)))


@lru_cache(maxsize=8192)
def telling_words(words: str) -> frozenset[str]:
    """Words with an opposite: 胜诉, 依申请, 非现场."""
    return frozenset(_opposites()[1].findall(words))


def says_opposite(words: str, name: str) -> bool:
    """Whether words name the opposite of what a name says, and not the thing itself: 胜诉 for 败诉率."""
    said, own = telling_words(words), telling_words(name)
    against = _opposites()[0]
    return any(word not in said and against[word] & said - own for word in own)


@lru_cache(maxsize=8192)
def things_in(words: str) -> tuple[Thing, ...]:
    """The things that some words name, in their order."""
    by_word = _thing_of_word()
    return tuple(by_word[match[0]] for match in _things()[1].finditer(words))


@lru_cache(maxsize=8192)
def pairs_in(words: str) -> frozenset[str]:
    """Neighbouring characters that can tell one matter from another."""
    pairs = {run[at : at + 2] for run in _HAN_RUN.findall(words) for at in range(len(run) - 1)}
    pairs.update(_HOTLINE.findall(words))
    return frozenset(pairs - _COMMON_PAIRS)


@dataclass(frozen=True, slots=True)
class Matter:
    """What a name or a text of the yearly data speaks of."""

    things: tuple[Thing, ...]
    pairs: frozenset[str]
    words: str = ""

    @classmethod
    def of(cls, words: str) -> Matter:
        """Read it from the words."""
        return cls(things_in(words), pairs_in(words), words)

    @property
    def head(self) -> Thing | None:
        """The thing that the number itself counts: the last one named."""
        return self.things[-1] if self.things else None


@dataclass(frozen=True)
class Surroundings:
    """The words around a number: its clause before and behind, the whole sentence up to it, what the thing is said to be for."""

    before: str
    behind: str
    wide: str
    purpose: str = ""

    @cached_property
    def near(self) -> str:
        """The clause without the number."""
        return f"{self.before}\u3000{self.behind}"

    @cached_property
    def near_pairs(self) -> frozenset[str]:
        """Pairs of characters of the clause."""
        return pairs_in(self.near)

    @cached_property
    def wide_pairs(self) -> frozenset[str]:
        """Pairs of characters of the sentence up to the number."""
        return pairs_in(self.wide)

    @cached_property
    def near_things(self) -> tuple[Thing, ...]:
        """Things that the clause names, in order."""
        return things_in(self.near)

    @cached_property
    def wide_things(self) -> frozenset[str]:
        """Names of the things of the sentence up to the number."""
        return frozenset(thing.name for thing in things_in(self.wide))


_PURPOSE = re.compile(
    "[^，。；、]{0,6}?[，]?(?:全部|全额|主要|均|都|专项|专门)?(?:用于|用来|用作|投入到?(?!使用|运[行营]|生产|实战|试运行)|投向|补助|补贴|返还|拨付|购置|采购|支付)(?P<what>[^，。；、]{1,24})"
)


_LATER_PURPOSE = re.compile(
    "，(?:全部|全额|主要|均|都|专项|专门)?(?:用于|用来|用作|投向)(?P<what>[^，。；、]{1,24})"
)


def purpose_of(behind: str) -> str:
    """What a sum is said to be for, right behind it: 罚款158.4万元，全部用于执法培训."""
    match = _PURPOSE.match(behind)
    return match["what"] if match else ""


def later_purpose(behind: str) -> str:
    """What a sum is said to be for in a later clause: 1.27亿元，较上年增加2900万元，全部用于执法培训."""
    match = _LATER_PURPOSE.search(behind)
    return match["what"] if match else ""


def speaks_of(around: Surroundings, matter: Matter) -> bool:
    """Whether the words around a number speak of the matter, and of no other thing instead."""
    named = around.near_things
    own = {thing.name for thing in matter.things}
    foreign = [thing for thing in named if thing.name not in own]
    if around.purpose and not matter.pairs & pairs_in(around.purpose):
        return False
    if says_opposite(around.near, matter.words):
        return False
    if foreign and _displaces(foreign, named, matter):
        return False
    if own & {thing.name for thing in named} or matter.pairs & around.near_pairs:
        return True
    if foreign and matter.things:
        return False
    return bool(own & around.wide_things or matter.pairs & around.wide_pairs)


def touches(around: Surroundings, matter: Matter) -> bool:
    """Whether the sentence shares a thing or a pair of characters with a matter."""
    own = {thing.name for thing in matter.things}
    return bool(own & around.wide_things or matter.pairs & around.wide_pairs)


def _displaces(foreign: list[Thing], named: tuple[Thing, ...], matter: Matter) -> bool:
    """A foreign thing stands where one of the matter's own of the same class should stand."""
    present = {thing.name for thing in named}
    if matter.head is not None and matter.head.name not in present:
        groups = {thing.group for thing in matter.things if thing.name not in present} - {""}
        if any(thing.group in groups for thing in foreign):
            return True
        return not ({thing.name for thing in matter.things} & present) and not matter.pairs & _pairs_beside(
            foreign, matter
        )
    missing = {thing.group for thing in matter.things if thing.name not in present} - {""}
    return any(thing.group in missing for thing in foreign)


def _pairs_beside(foreign: list[Thing], matter: Matter) -> frozenset[str]:
    taken = {pair for thing in foreign for word in thing.words for pair in pairs_in(word)}
    return matter.pairs - taken
