"""What comparable peers report for our indicators: read when asked for, or ahead beside the screens; remembered."""

from __future__ import annotations

from collections.abc import Hashable
from contextlib import suppress
from functools import cache
from threading import Lock, Thread

from assistant.advice import PeerValue
from assistant.domain.agency_year import AgencyYear, Indicator
from assistant.errors import AssistantError
from ui import wiring

_REMEMBERED = 2000
_READ_AHEAD = 30  # agencies: enough to see what is usual


@cache
def _memory() -> wiring.Memory:
    return wiring.Memory(_REMEMBERED)


@cache
def _ahead() -> _Ahead:
    return _Ahead()


class _Ahead:
    """One thread at a time reads ahead."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._running = False

    def start(self, year: AgencyYear, indicators: tuple[Indicator, ...]) -> None:
        with self._lock:
            if self._running:
                return
            self._running = True
        Thread(target=self._run, args=(year, indicators), name="peer-values", daemon=True).start()

    def _run(self, year: AgencyYear, indicators: tuple[Indicator, ...]) -> None:
        with suppress(AssistantError):
            found = wiring.shared().advice.peer_values(year, indicators, _READ_AHEAD)
            for indicator in indicators:
                of_it = tuple(value for value in found if value.path == indicator.path)
                _memory().put(_key(year, indicator), of_it)
        self._running = False


def peer_values(year: AgencyYear, indicator: Indicator) -> tuple[PeerValue, ...]:
    """What peers report for one indicator."""
    found: tuple[PeerValue, ...] = _memory().get(
        _key(year, indicator), lambda: wiring.shared().advice.peer_values(year, (indicator,))
    )
    return found


def known_values(year: AgencyYear) -> dict[str, tuple[PeerValue, ...]]:
    """What is known so far, by the indicators' paths; the rest is read beside the screen and is there the next time."""
    found: dict[str, tuple[PeerValue, ...]] = {}
    missing = []
    for indicator in year.indicators:
        values = _memory().peek(_key(year, indicator))
        if values is None:
            missing.append(indicator)
        elif values:
            found[indicator.path] = values
    if missing and wiring.peers():
        _ahead().start(year, tuple(missing))
    return found


def _key(year: AgencyYear, indicator: Indicator) -> Hashable:
    """All that the answer depends on; our own value is not among it."""
    agency, library = year.agency, wiring.shared().library
    revision = library.revision() if library.exists() else 0
    return (revision, agency.name, agency.kind, agency.level, indicator.name, indicator.unit, indicator.topic)
