"""What the checks know of the peers, prepared once per state of the library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.checking.peer_names import PeerName, names_of
from assistant.checking.shingles import ShingleIndex
from assistant.domain.peers import PeerReport
from assistant.ports import PeerTexts

_FEW_AGENCIES = 2


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name with the agencies in whose reports it stands, and where these agencies are."""

    name: PeerName
    agencies: frozenset[str]
    regions: frozenset[tuple[str, ...]] = frozenset()

    def lies_below(self, region: str) -> bool:
        """Whether an agency that has the name belongs to a part of a region."""
        return any(region in chain[:-1] for chain in self.regions)


@dataclass(frozen=True, slots=True)
class PeerFacts:
    """Every peer report as it was read, the names that belong to single agencies, and an index of shared text."""

    reports: tuple[PeerReport, ...] = ()
    names: Mapping[str, KnownName] = field(default_factory=dict)
    shingles: ShingleIndex = field(default_factory=ShingleIndex)

    @classmethod
    def build(cls, peers: PeerTexts) -> PeerFacts:
        """Read all reports of a library."""
        return cls.of(tuple(peers.report(summary.id) for summary in peers.summaries()))

    @classmethod
    def of(cls, reports: Sequence[PeerReport]) -> PeerFacts:
        """Prepare reports that are at hand."""
        return cls(tuple(reports), _known_names(reports), ShingleIndex.build(reports))


def _known_names(reports: Sequence[PeerReport]) -> dict[str, KnownName]:
    """Names that few agencies share; what many say is nobody's own."""
    found: dict[str, KnownName] = {}
    for report in reports:
        agency = report.agency or report.source.file
        for name in set(names_of(report)):
            known = found.get(name.text)
            best = name if known is None or name.certain else known.name
            found[name.text] = KnownName(
                best,
                (known.agencies if known else frozenset()) | {agency},
                (known.regions if known else frozenset()) | {report.region},
            )
    many = max(_FEW_AGENCIES, len(reports) // 50)
    return {
        text: known
        for text, known in found.items()
        if known.name.certain or len(known.agencies) < max(_FEW_AGENCIES, many)
    }
