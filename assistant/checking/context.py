"""What a check may know besides the text: yearly data, peers, the agency's own earlier report, today's date."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from assistant.checking.peer_facts import PeerFacts
from assistant.domain.agency_year import AgencyYear
from assistant.domain.peers import PeerReport
from assistant.domain.sections import SectionKind


def _today() -> date:
    return date.today()  # noqa: DTZ011 - a calendar day where the user sits


@dataclass(frozen=True, slots=True)
class CheckContext:
    """Everything optional: what is not given, no check assumes.

    `families` names the families that run; None means all of them. `contents` names the standard contents that are asked
    for; None means a whole report.
    """

    year: AgencyYear | None = None
    peers: PeerFacts | None = None
    own_earlier: PeerReport | None = None
    families: frozenset[str] | None = None
    today: date = field(default_factory=_today)
    contents: frozenset[SectionKind] | None = None
