"""The indicator catalogue: what the genre counts, how each is called and said, and what belongs together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from assistant.domain.agency_year import Indicator
from assistant.domain.topics import Topic
from assistant.drafting.name_cleaning import bare_unit
from assistant.drafting.names import FILE, compact, name_rules
from assistant.drafting.tables import Table
from assistant.drafting.year_on_year import PERCENT_UNITS
from assistant.prompt_files import read_toml

_LEAST_LOOSE = 3


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One indicator of the genre; `prompts/indicators.toml` says what the fields mean. `order` is its place there."""

    id: str
    names: tuple[str, ...]
    units: tuple[str, ...]
    topic: Topic
    theme: str
    chain: str
    order: int
    say: str = ""
    short: str = ""
    zero: str = ""
    zero_short: str = ""
    verb: str = ""
    organ_verb: str = ""
    stock: bool = False
    whole: str = ""
    all: str = ""
    rate_of: tuple[str, ...] = ()
    needs: str = ""

    @property
    def is_rate(self) -> bool:
        """Whether its preferred unit is per cent."""
        return bool(self.units) and self.units[0] in PERCENT_UNITS


@dataclass(frozen=True, slots=True)
class PairRule:
    """Verbs by which two names tell a whole and its part."""

    whole: tuple[str, ...]
    part: tuple[str, ...]
    all: str


@dataclass(frozen=True, slots=True)
class CatalogueMatch:
    """The entry for an indicator. Only an exact match may lend its wording; a loose one lends place and order.

    `at_end` says that the indicator's name ends with the entry's.
    """

    entry: CatalogueEntry
    exact: bool
    at_end: bool


class Catalogue:
    """Finds the entry of an indicator by its name."""

    def __init__(self, entries: tuple[CatalogueEntry, ...], pairs: tuple[PairRule, ...]) -> None:
        self.entries = entries
        self.pairs = pairs
        self.by_id = {entry.id: entry for entry in entries}
        rules = name_rules()
        self._by_name = {compact(rules.bare(name, "")): entry for entry in entries for name in entry.names}

    def of_organ(self) -> Catalogue:
        """The catalogue of an agency that decides on reconsiderations: they come to it, not against it."""
        return Catalogue(
            tuple(replace(entry, verb=entry.organ_verb or entry.verb) for entry in self.entries), self.pairs
        )

    def match(self, indicator: Indicator) -> CatalogueMatch | None:
        """Find the entry whose name this is, or whose name stands in it, the one nearest its end first."""
        rules = name_rules()
        key = compact(rules.bare(indicator.name, indicator.unit))
        for whole in (compact(rules.bare(indicator.name, "")), key):
            entry = self._by_name.get(whole)
            if entry is not None and self._fits(entry, indicator, key):
                return CatalogueMatch(entry, exact=True, at_end=True)
        found = [
            (key.endswith(name), len(name), -entry.order, entry)
            for name, entry in self._by_name.items()
            if len(name) >= _LEAST_LOOSE and name in key and self._fits(entry, indicator, key)
        ]
        if not found:
            return None
        at_end, _length, _order, best = max(found, key=lambda item: item[:3])
        return CatalogueMatch(best, exact=False, at_end=at_end)

    def named(self, indicator: Indicator) -> CatalogueEntry | None:
        """The entry with exactly this name, whatever the unit."""
        rules = name_rules()
        whole = self._by_name.get(compact(rules.bare(indicator.name, "")))
        return whole or self._by_name.get(compact(rules.bare(indicator.name, indicator.unit)))

    def _fits(self, entry: CatalogueEntry, indicator: Indicator, key: str) -> bool:
        """A rate is never taken for a count, nor people for occasions."""
        rate = indicator.unit in PERCENT_UNITS or key.endswith("率")
        if entry.is_rate or rate:
            return entry.is_rate and rate
        units = {bare_unit(unit) for unit in entry.units}
        return not units or not indicator.unit or bare_unit(indicator.unit) in units


@cache
def load_catalogue() -> Catalogue:
    """Read the catalogue.

    Raises:
        TemplateError: the file is broken; the message names the place.
    """
    root = Table(FILE, "", read_toml(FILE))
    entries = tuple(_entry(table, order) for order, table in enumerate(root.tables("indicator")))
    pairs = tuple(_pair(table) for table in root.tables("pair"))
    root.table("names")
    root.tables("verb")
    root.tables("topic_rule")  # read where yearly data are
    root.finish()
    _check_references(root, entries)
    return Catalogue(entries, pairs)


def _entry(table: Table, order: int) -> CatalogueEntry:
    try:
        topic = Topic(table.text("topic"))
    except ValueError:
        table.fail("没有这个 topic")
    entry = CatalogueEntry(
        id=table.text("id"),
        names=table.texts("names"),
        units=table.texts("units", ()),
        topic=topic,
        theme=table.text("theme"),
        chain=table.text("chain"),
        order=order,
        say=table.text("say", ""),
        short=table.text("short", ""),
        zero=table.text("zero", ""),
        zero_short=table.text("zero_short", ""),
        verb=table.text("verb", ""),
        organ_verb=table.text("organ_verb", ""),
        stock=table.flag("stock"),
        whole=table.text("whole", ""),
        all=table.text("all", ""),
        rate_of=table.texts("rate_of", ()),
        needs=table.text("needs", ""),
    )
    for key, frame in (("say", entry.say), ("short", entry.short)):
        if frame and frame.count("{v}") != 1:
            table.fail(f"“{key}”中应有且只有一个 {{v}}")
    table.finish()
    return entry


def _pair(table: Table) -> PairRule:
    rule = PairRule(table.texts("whole"), table.texts("part"), table.text("all"))
    table.finish()
    return rule


def _check_references(root: Table, entries: tuple[CatalogueEntry, ...]) -> None:
    ids = [entry.id for entry in entries]
    names = [name for entry in entries for name in entry.names]
    for label, values in (("id", ids), ("names", names)):
        if twice := sorted({value for value in values if values.count(value) > 1}):
            root.fail(f"{label} 重复：{'、'.join(twice)}")
    wanted = {other for entry in entries for other in (*entry.rate_of, entry.whole, entry.needs) if other}
    if missing := sorted(wanted - set(ids)):
        root.fail(f"引用了不存在的指标：{'、'.join(missing)}")
