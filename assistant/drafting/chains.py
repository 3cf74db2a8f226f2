"""Joins the clauses of indicators that belong together into one run, with the change told once where it is alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.domain.punctuation import CLAUSE_ENDS, COMMA, ENUMERATION_COMMA, LEFT_QUOTE, SEMICOLON
from assistant.drafting.names import STOCK_VERB, name_rules
from assistant.drafting.said import Clause, PlacedIndicator, say
from assistant.drafting.year_on_year import Measure, joint_clause

_MOST_IN_A_CHANGE = 3
_NOTHING = "未发生"


@dataclass(frozen=True, slots=True)
class Run:
    """Indicators said in one run, without end sign. A `timeless` one takes no 全年 in front."""

    text: str
    facts: tuple[str, ...]
    timeless: bool
    verbal: bool = True
    shorter: tuple[str, str] | None = None

    def behind(self, text: str) -> str:
        """The run as it follows a text in the same sentence."""
        if self.shorter and self.shorter[0] in text:
            word, clause = self.shorter
            return self.text.replace(f"{word}{clause}", clause, 1)
        return self.text


def chain_runs(placed: Sequence[PlacedIndicator]) -> tuple[Run, ...]:
    """One run for every chain, in the order of the indicators."""
    chains: dict[str, list[PlacedIndicator]] = {}
    for item in placed:
        chains.setdefault(item.chain, []).append(item)
    return tuple(_run(_clauses(chain)) for chain in chains.values())


def _clauses(chain: Sequence[PlacedIndicator]) -> list[Clause]:
    """Clauses in order; a part that equals its whole becomes the tail of the whole's clause."""
    clauses: list[Clause] = []
    said: dict[str, tuple[int, PlacedIndicator]] = {}
    for item in chain:
        whole = said.get(item.whole)
        if whole is not None and _is_all(item, whole[1]):
            index = whole[0]
            tail = COMMA.join(filter(None, (clauses[index].tail, item.all)))
            clauses[index] = replace(clauses[index], tail=tail, facts=(*clauses[index].facts, item.path))
            continue
        needs_whole = bool(item.entry and item.entry.whole) and whole is None
        clauses.append(say(item, first=not clauses or needs_whole))
        said[item.path] = (len(clauses) - 1, item)
    return clauses


def _is_all(part: PlacedIndicator, whole: PlacedIndicator) -> bool:
    return bool(part.all) and part.indicator.value == whole.indicator.value and part.indicator.value > 0


def _run(clauses: Sequence[Clause]) -> Run:
    text = ""
    changed_before, part_before, negated_before = True, False, False
    for group in _groups(clauses):
        changed, part = group[-1].change is not None, group[0].part
        # An unchanged number in front of a changed one would seem to share its change.
        # 分别 behind another change would leave open what it is about.
        several = sum(clause.change is not None for clause in group) > 1
        unclear = changed and (several or not changed_before) and not _is_rate(group[0])
        apart = bool(text) and (unclear or (part_before and not part) or negated_before)
        if apart:
            group = [replace(group[0], text=group[0].alone), *group[1:]]  # noqa: PLW2901 (said in full)
        text += (SEMICOLON if apart else COMMA if text else "") + _group_text(group)
        changed_before, part_before, negated_before = changed, group[-1].part, group[-1].negated
    facts = tuple(dict.fromkeys(path for clause in clauses for path in clause.facts))
    first = clauses[0]
    return Run(text, facts, timeless=first.timeless, verbal=first.verbal, shorter=first.shorter)


def _is_rate(clause: Clause) -> bool:
    return clause.change is not None and clause.change.measure is Measure.POINTS


def _groups(clauses: Sequence[Clause]) -> Iterator[list[Clause]]:
    """Neighbours whose change is told once, or that have none."""
    group: list[Clause] = []
    for clause in clauses:
        if group and not _belongs(group, clause):
            yield group
            group = []
        group.append(clause)
    if group:
        yield group


def _belongs(group: Sequence[Clause], clause: Clause) -> bool:
    last = group[-1]
    if last.tail or (last.part and not clause.part) or (last.negated and not clause.negated):
        return False
    if last.change is None or clause.change is None:
        return last.change is clause.change is None
    return last.change.joins(clause.change) and len(group) < _MOST_IN_A_CHANGE


def _group_text(group: Sequence[Clause]) -> str:
    texts = [group[0].text]
    for clause in group[1:]:
        if clause.joint == ENUMERATION_COMMA:
            texts[-1] = f"{texts[-1]}{ENUMERATION_COMMA}{clause.text}"
        else:
            texts.append(clause.text)
    text = COMMA.join(openings_told_once(texts))
    changes = [clause.change for clause in group if clause.change is not None]
    parts = [text, joint_clause(changes) if changes else "", group[-1].tail]
    return COMMA.join(filter(None, parts))


def openings_told_once(texts: Sequence[str]) -> list[str]:
    """Clauses with a verb that is told once: 办理简易程序案件86件、一般程序案件31件."""
    joined: list[str] = []
    for text in texts:
        verb = _opening(text)
        if joined and verb and _opening(joined[-1]) == verb:
            joined[-1] = f"{joined[-1]}{ENUMERATION_COMMA}{text.removeprefix(verb)}"
        else:
            joined.append(text)
    return joined


def _opening(text: str) -> str:
    """The verb of a clause that tells one thing, or several in a row; empty if there is none that may be told once."""
    things = text.split(ENUMERATION_COMMA)
    plain = not re.search(f"[{CLAUSE_ENDS}]", text) and text.count(LEFT_QUOTE) == 0
    counted = text.startswith(_NOTHING) or all(re.search(r"\d", thing) for thing in things)
    if not plain or not counted:
        return ""
    opening = next((word for word in (_NOTHING, STOCK_VERB) if text.startswith(word)), "")
    rules = name_rules()
    return opening or (rules.deed_of(text) if rules.starts_with_verb(text) else "")
