"""What the checks know of the peers, prepared once per state of the library."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain.peers import PeerReport
from assistant.ports import PeerTexts


@dataclass(frozen=True, slots=True)
class PeerFacts:
    """Every peer report as it was read."""

    reports: tuple[PeerReport, ...] = ()

    @classmethod
    def build(cls, peers: PeerTexts) -> PeerFacts:
        """Read all reports of a library."""
        return cls(tuple(peers.report(summary.id) for summary in peers.summaries()))
