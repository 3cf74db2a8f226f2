"""The phrase bank: peers' clauses with every fact taken out, counted by agency."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from assistant.domain.peers import Passage
from assistant.domain.topics import Topic
from assistant.ports import Wording
from assistant.retrieval.wording_facts import clauses_of, cut_facts, fact_rules, may_be_pure, own_names

_LEAST_AGENCIES = 2
_MOST_PASSAGES = 5
_LEAST_INSIDE = 6


@dataclass(slots=True)
class _Uses:
    """Where a clause stands: the first passage of each agency, and the topics of all."""

    passages: dict[str, str] = field(default_factory=dict)
    topics: set[Topic] = field(default_factory=set)

    def add(self, passage: Passage) -> None:
        self.passages.setdefault(passage.agency, passage.id)
        self.topics.update(passage.topics)


class WordingBank:
    """Wordings of the peers in the library; `assistant.ports.Wordings` for the drafting stage.

    A wording of several agencies is common property; one of a single agency is only offered by `find`.
    """

    def __init__(self, uses: dict[str, _Uses]) -> None:
        self._uses = uses
        self._open: dict[str, bool] = {}
        self._common: dict[int, tuple[Wording, ...]] = {}
        self._said_by: dict[str, dict[str, str]] = {}

    @classmethod
    def build(cls, passages: Iterable[Passage], *, exclude_agency: str = "") -> WordingBank:
        """Collect the clauses and headings of undamaged passages; an agency's own reports lend it nothing."""
        uses: dict[str, _Uses] = {}
        for passage in passages:
            if passage.damaged or not passage.agency or passage.agency == exclude_agency:
                continue
            for clause in clauses_of("\n".join((*passage.headings, passage.text))):
                uses.setdefault(clause, _Uses()).add(passage)
        return cls(uses)

    def __len__(self) -> int:
        return len(self._uses)

    def passages_with(self, text: str) -> tuple[str, ...]:
        """Ids of passages of several agencies that use this wording; empty if it is not common property."""
        users = self._users(text)
        return _first(users) if len(users) >= _LEAST_AGENCIES else ()

    def passages_saying(self, text: str) -> tuple[str, ...]:
        """Ids of passages in which this wording stands, also of a single agency; empty if it holds any fact."""
        return _first(self._users(text))

    def _users(self, text: str) -> dict[str, str]:
        """A passage of each agency in which a wording stands, as a clause or inside one; none if it holds any fact."""
        if text not in self._said_by:
            users: dict[str, str] = {}
            if may_be_pure(text):
                for clause in self._clauses_with(text):
                    for agency, passage in self._uses[clause].passages.items():
                        users.setdefault(agency, passage)
            self._said_by[text] = users if self._is_pure(text, users) else {}
        return self._said_by[text]

    def _clauses_with(self, text: str) -> Iterator[str]:
        """The clause itself, then the clauses in which it stands; a short one may stand in another word by chance."""
        if text in self._uses:
            yield text
        if len(text) < _LEAST_INSIDE:
            return
        whole, starts = self._joined
        place = whole.find(text)
        while place >= 0:
            number = bisect_right(starts, place) - 1
            end = starts[number + 1] - 1 if number + 1 < len(starts) else len(whole)
            yield whole[starts[number] : end]
            place = whole.find(text, end)

    @cached_property
    def _joined(self) -> tuple[str, list[int]]:
        """All clauses in one text, and where each begins."""
        starts = list(accumulate((len(clause) + 1 for clause in self._uses), initial=0))[:-1]
        return "\n".join(self._uses), starts

    def common(self, topic: Topic | None = None, *, longest: int = 99) -> tuple[Wording, ...]:
        """Common wordings about a topic, no longer than `longest` characters, those of most agencies first."""
        if longest not in self._common:
            found = [
                self._wording(text, text, uses)
                for text, uses in self._uses.items()
                if len(text) <= longest and self._is_common(text, uses)
            ]
            found.sort(key=lambda wording: (-wording.agencies, wording.text))
            self._common[longest] = tuple(found)
        return tuple(row for row in self._common[longest] if topic is None or topic in row.topics)

    def find(self, topic: Topic | None, text: str, limit: int) -> tuple[Wording, ...]:
        """Wordings about a topic that share most with a text, best first; also those of a single agency.

        Facts of a single agency's wording are replaced by slots such as 〔数〕.
        """
        wanted = _pairs(text)
        scored = sorted(
            (
                (-_likeness(wanted, clause), -len(uses.passages), clause)
                for clause, uses in self._uses.items()
                if topic is None or topic in uses.topics
            ),
        )
        found: dict[str, Wording] = {}
        for score, _agencies, clause in scored:
            if len(found) >= limit or (wanted and score == 0):
                break
            uses = self._uses[clause]
            cut = cut_facts(clause, next(iter(uses.passages)))
            if len(cut.text) >= fact_rules().shortest:
                found.setdefault(cut.text, self._wording(clause, cut.text, uses))
        return tuple(found.values())

    def _wording(self, clause: str, text: str, uses: _Uses) -> Wording:
        topics = tuple(topic for topic in Topic if topic in uses.topics)
        passages = tuple(uses.passages[agency] for agency in sorted(uses.passages))[:_MOST_PASSAGES]
        return Wording(text, topics, len(uses.passages), passages, common=self._is_common(clause, uses))

    def _is_common(self, text: str, uses: _Uses) -> bool:
        return (
            len(uses.passages) >= _LEAST_AGENCIES and may_be_pure(text) and self._is_pure(text, uses.passages)
        )

    def _is_pure(self, text: str, agencies: Iterable[str]) -> bool:
        """Whether a wording holds no fact of any kind, nor the name of one of the agencies that use it."""
        if text not in self._open:
            self._open[text] = cut_facts(text, "").pure
        return self._open[text] and not any(name in text for agency in agencies for name in own_names(agency))


def _first(users: dict[str, str]) -> tuple[str, ...]:
    return tuple(users[agency] for agency in sorted(users))[:_MOST_PASSAGES]


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[index : index + 2] for index in range(len(text) - 1))


def _likeness(wanted: frozenset[str], clause: str) -> float:
    """Share of pairs of signs in common."""
    pairs = _pairs(clause)
    return len(wanted & pairs) / (len(wanted) + len(pairs)) if wanted and pairs else 0.0
