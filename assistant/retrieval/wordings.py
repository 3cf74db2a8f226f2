"""The phrase bank: peers' clauses with every fact taken out, counted by agency."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.domain.peers import Passage
from assistant.domain.topics import Topic
from assistant.ports import Wording
from assistant.retrieval.wording_facts import clauses_of, cut_facts, fact_rules, may_be_pure

_LEAST_AGENCIES = 2
_MOST_PASSAGES = 5


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
        self._pure: dict[str, bool] = {}
        self._common: dict[int, tuple[Wording, ...]] = {}

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
        """Ids of passages of several agencies that use exactly this wording; empty if it is not common property."""
        uses = self._uses.get(text)
        if uses is None or not self._is_common(text, uses):
            return ()
        return tuple(uses.passages[agency] for agency in sorted(uses.passages))[:_MOST_PASSAGES]

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
        if len(uses.passages) < _LEAST_AGENCIES or not may_be_pure(text):
            return False
        if text not in self._pure:
            self._pure[text] = all(cut_facts(text, agency).pure for agency in sorted(uses.passages))
        return self._pure[text]


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[index : index + 2] for index in range(len(text) - 1))


def _likeness(wanted: frozenset[str], clause: str) -> float:
    """Share of pairs of signs in common."""
    pairs = _pairs(clause)
    return len(wanted & pairs) / (len(wanted) + len(pairs)) if wanted and pairs else 0.0
