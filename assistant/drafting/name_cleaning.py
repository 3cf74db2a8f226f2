"""Takes out of an indicator's name what only a table needs: list signs, units in brackets, time words, counting ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain.punctuation import (
    COLON,
    COMMA,
    ENUMERATION_COMMA,
    FULL_STOP,
    LEFT_PAREN,
    LEFT_QUOTE,
    RIGHT_PAREN,
    RIGHT_QUOTE,
)
from assistant.drafting.fitting import fit_punctuation

_LEAST = 2
_LIST_SIGN = re.compile(
    f"^(?:[*\u2605\u2606\u25b2\u25b3\u25cf\u25a0\u25c6#\u2022\u2460-\u2473]+"
    f"|\\d{{1,2}}[.{ENUMERATION_COMMA}\uff0e](?!\\d)|[{LEFT_PAREN}(](?:\\d{{1,2}}|[一二三四五六七八九十]{{1,2}})[{RIGHT_PAREN})]"
    f"|[一二三四五六七八九十]{{1,2}}{ENUMERATION_COMMA})"
)
BRACKETS = re.compile(f"[{LEFT_PAREN}(]([^{LEFT_PAREN}{RIGHT_PAREN}()]*)[{RIGHT_PAREN})]")
_QUOTED = re.compile(f"({LEFT_QUOTE}[^{LEFT_QUOTE}{RIGHT_QUOTE}]*{RIGHT_QUOTE})")
_DASHES = "-\u2014\u2013\u2015\uff0d~\uff5e至"
_TIME = re.compile(
    f"(?:20\\d\\d年?度?)?(?:\\d{{1,2}}月?[{_DASHES}]\\d{{1,2}}月份?|截[至止](?:到)?(?:20\\d\\d)?年?(?:\\d{{1,2}}月)?(?:\\d{{1,2}}日)?[底末]?)"
    "|20\\d\\d年度?"
)
_END_OF_YEAR = re.compile("^(?:20\\d\\d年?)?(?:截[至止]|年末|年底|期末|目前|当前)")
_PART = re.compile(f"^其中[{COLON}:{COMMA},]?(?=.)")
_JOINT = re.compile(
    f"(?:数量|数)?(?<=[\u4e00-\u9fff{RIGHT_QUOTE}{RIGHT_PAREN}])[+\uff0b&\uff06/\uff0f](?=[\u4e00-\u9fff{LEFT_QUOTE}])"
)
_BREAK = re.compile(
    f"(?<=[\u4e00-\u9fff{RIGHT_PAREN}])(?:{COLON}|[-\u2014\u2013\uff0d_|\uff5c\u2015]+)(?=[\u4e00-\u9fff])"
)
_ADVICE = re.compile(
    f"人大(?:代表)?(?P<advice>议案建议|建议)(?:[{ENUMERATION_COMMA}{COMMA},/\uff0f+\uff0b&\uff06和及与]?政协(?P<member>委员)?(?P<proposals>提案))?"
)
_MEDIATED = re.compile("^((?:人民|行政|司法|行业性?|专业性?)调解)(?:矛盾)?纠纷(?=$|数)")
_UNIT_LABEL = re.compile(f"单位[{COLON}:]?|以|按|[计为]$")
_PIECES = "件数"
_OUTER = f"{ENUMERATION_COMMA}{COMMA}{COLON}{FULL_STOP}+\uff0b&-\u2014\u2013/\uff0f*_| "
_SCALES = "百千万亿"
OF_WHICH = "其中"


@dataclass(frozen=True, slots=True)
class CleaningWords:
    """The word lists by which names are cleaned."""

    units: frozenset[str]
    endings: tuple[str, ...]
    keep_endings: tuple[str, ...]
    counted_verbs: tuple[str, ...]
    openings: tuple[str, ...]
    keep_openings: tuple[str, ...]
    plus_names: tuple[str, ...]


def bare_unit(unit: str) -> str:
    """A unit without its scale: 人次 for 万人次."""
    return unit.lstrip(_SCALES) or unit


def is_part(name: str) -> bool:
    """Whether a name says itself that it is a part of the one before it: 其中：结婚登记."""
    bare = _LIST_SIGN.sub("", name.strip())
    return _PART.match(bare) is not None


def is_year_end(name: str) -> bool:
    """Whether a name says that it is counted at the end of the year: 年末参保人数, 截至12月底在册企业."""
    return _END_OF_YEAR.match(name.strip()) is not None


def clean_name(name: str, unit: str, words: CleaningWords) -> str:
    """The name as it may stand in a sentence."""
    text = _LIST_SIGN.sub("", fit_punctuation(name).strip())
    while is_part(text):
        text = text.removeprefix(OF_WHICH).lstrip(f"{COLON}{COMMA}")
    text = BRACKETS.sub(lambda found: _kept_bracket(found.group(1), unit, words), text)
    text = _MEDIATED.sub(r"\1", _advice(_joined(text, words.plus_names)).strip(_OUTER))
    return _without_ending(_without_opening(text, words).strip(_OUTER), unit, words) or name.strip()


def _kept_bracket(inside: str, unit: str, words: CleaningWords) -> str:
    bare = _UNIT_LABEL.sub("", inside.strip())
    units = [bare_unit(part) for part in re.split(f"[/{ENUMERATION_COMMA}]", bare)]
    only_unit = bare in {unit, ""} or all(part in words.units for part in units)
    return "" if only_unit else f"{LEFT_PAREN}{inside}{RIGHT_PAREN}"


def _joined(text: str, plus_names: Sequence[str]) -> str:
    """Signs of tables as signs of prose: 建议+提案 as 建议、提案, 执法检查—企业 as 执法检查企业."""
    parts = _QUOTED.split(text)
    return "".join(part if number % 2 else _prose(part, plus_names) for number, part in enumerate(parts))


def _advice(text: str) -> str:
    """人大代表建议、政协提案 however a table shortens it: 人大建议政协提案, 人大建议和政协提案."""

    def said(found: re.Match[str]) -> str:
        proposals = f"{ENUMERATION_COMMA}政协{found['member'] or ''}提案" if found["proposals"] else ""
        return f"人大代表{found['advice']}{proposals}"

    return _ADVICE.sub(said, text)


def _prose(text: str, plus_names: Sequence[str]) -> str:
    def joint(found: re.Match[str]) -> str:
        kept = text[: found.start()].endswith(tuple(plus_names))
        return found.group() if kept else ENUMERATION_COMMA

    return _BREAK.sub("", _JOINT.sub(joint, text))


def _without_opening(text: str, words: CleaningWords) -> str:
    """Without words that only say that it is the whole year."""
    for _ in range(3):
        before = text
        found = _TIME.match(text)
        if found and found.end():
            text = _unless_short(text[found.end() :].lstrip(f"{COMMA}{COLON}的"), text)
        elif not text.startswith(words.keep_openings):
            opening = next((word for word in words.openings if text.startswith(word)), "")
            text = _unless_short(text.removeprefix(opening).lstrip(f"{COMMA}{COLON}"), text)
        if text == before:
            break
    return text


def _without_ending(text: str, unit: str, words: CleaningWords) -> str:
    """Without words that only say that it is counted."""
    for ending in (f"{bare_unit(unit)}数", bare_unit(unit)) if len(bare_unit(unit)) > 1 else ():
        text = _unless_short(text.removesuffix(ending), text)
    if text.endswith(words.keep_endings):
        return text
    for ending in words.endings:
        rest = text.removesuffix(ending)
        # 办结件数 is 办结, but 案件数 is 案件.
        thing = ending.endswith(_PIECES) and not rest.endswith(words.counted_verbs)
        if rest != text and len(rest) >= _LEAST and not thing:
            return rest
    shorter = text.removesuffix("总量").removesuffix("量")
    return shorter if shorter != text and shorter.endswith(words.counted_verbs) else text


def _unless_short(shortened: str, whole: str) -> str:
    return shortened if len(shortened) >= _LEAST else whole
