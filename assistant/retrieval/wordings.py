"""The phrase bank: peers' clauses with every fact taken out, counted by agency."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from assistant.domain.peers import Passage
from assistant.domain.topics import Topic
from assistant.ports import Wording
from assistant.retrieval.wording_facts import clauses_of, cut_facts, fact_rules, may_be_pure, own_names

_LEAST_AGENCIES = 2
_MOST_PASSAGES = 5
_LEAST_INSIDE = 6


@dataclass(slots=True)
class _Clauses:
    """All clauses of a library: for each the numbers of the passages where it stands, in their order."""

    agencies: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    topics: list[tuple[Topic, ...]] = field(default_factory=list)
    places: dict[str, list[int]] = field(default_factory=dict)
    joined: tuple[str, list[int]] | None = None

    def add(self, passage: Passage) -> None:
        """Take in the clauses and headings of a passage."""
        number = len(self.ids)
        self.agencies.append(passage.agency)
        self.ids.append(passage.id)
        self.topics.append(passage.topics)
        for clause in clauses_of("\n".join((*passage.headings, passage.text))):
            self.places.setdefault(clause, []).append(number)

    def holding(self, text: str) -> Iterator[str]:
        """Clauses in which a text stands."""
        if self.joined is None:
            starts = list(accumulate((len(clause) + 1 for clause in self.places), initial=0))[:-1]
            self.joined = "\n".join(self.places), starts
        whole, starts = self.joined
        place = whole.find(text)
        while place >= 0:
            number = bisect_right(starts, place) - 1
            end = starts[number + 1] - 1 if number + 1 < len(starts) else len(whole)
            yield whole[starts[number] : end]
            place = whole.find(text, end)


class WordingBank:
    """Wordings of the peers in the library; `assistant.ports.Wordings` for the drafting stage.

    A wording of several agencies is common property; one of a single agency is only offered by `find`. An agency's
    own reports lend it nothing.
    """

    def __init__(self, clauses: _Clauses, own_agency: str = "") -> None:
        self._clauses = clauses
        self._own = own_agency
        self._open: dict[str, bool] = {}
        self._common: dict[int, tuple[Wording, ...]] = {}
        self._said_by: dict[str, dict[str, str]] = {}

    @classmethod
    def build(cls, passages: Iterable[Passage], *, exclude_agency: str = "") -> WordingBank:
        """Collect the clauses and headings of undamaged passages."""
        clauses = _Clauses()
        for passage in passages:
            if not passage.damaged and passage.agency:
                clauses.add(passage)
        return cls(clauses, exclude_agency)

    def without(self, agency: str) -> WordingBank:
        """The same wordings for a report of this agency: nothing is collected again."""
        return WordingBank(self._clauses, agency)

    def __len__(self) -> int:
        return len(self._clauses.places)

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
                    for agency, passage in self._passages_of(clause).items():
                        users.setdefault(agency, passage)
            self._said_by[text] = users if self._is_pure(text, users) else {}
        return self._said_by[text]

    def _passages_of(self, clause: str) -> dict[str, str]:
        """The first passage of each other agency that has exactly this clause."""
        clauses = self._clauses
        found: dict[str, str] = {}
        for number in clauses.places.get(clause, ()):
            if clauses.agencies[number] != self._own:
                found.setdefault(clauses.agencies[number], clauses.ids[number])
        return found

    def _topics_of(self, clause: str) -> set[Topic]:
        clauses = self._clauses
        numbers = (number for number in clauses.places[clause] if clauses.agencies[number] != self._own)
        return {topic for number in numbers for topic in clauses.topics[number]}

    def _clauses_with(self, text: str) -> Iterator[str]:
        """The clause itself, then the clauses in which it stands; a short one may stand in another word by chance."""
        if text in self._clauses.places:
            yield text
        if len(text) >= _LEAST_INSIDE:
            yield from self._clauses.holding(text)

    def common(self, topic: Topic | None = None, *, longest: int = 99) -> tuple[Wording, ...]:
        """Common wordings about a topic, no longer than `longest` characters, those of most agencies first."""
        if longest not in self._common:
            found = [
                self._wording(text, text, users)
                for text, numbers in self._clauses.places.items()
                if len(text) <= longest
                and len(numbers) >= _LEAST_AGENCIES
                and self._is_common(text, users := self._passages_of(text))
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
            (-_likeness(wanted, clause), -len(users), clause)
            for clause in self._clauses.places
            if (topic is None or topic in self._topics_of(clause)) and (users := self._passages_of(clause))
        )
        found: dict[str, Wording] = {}
        for score, _agencies, clause in scored:
            if len(found) >= limit or (wanted and score == 0):
                break
            users = self._passages_of(clause)
            cut = cut_facts(clause, next(iter(users)))
            if len(cut.text) >= fact_rules().shortest:
                found.setdefault(cut.text, self._wording(clause, cut.text, users))
        return tuple(found.values())

    def _wording(self, clause: str, text: str, users: dict[str, str]) -> Wording:
        own = self._topics_of(clause)
        topics = tuple(topic for topic in Topic if topic in own)
        return Wording(text, topics, len(users), _first(users), common=self._is_common(clause, users))

    def _is_common(self, text: str, users: dict[str, str]) -> bool:
        return len(users) >= _LEAST_AGENCIES and may_be_pure(text) and self._is_pure(text, users)

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
