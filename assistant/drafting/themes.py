"""Themes inside topics: what stands together, how a point is led, how a subsection is headed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.domain.punctuation import COMMA
from assistant.domain.topics import Topic
from assistant.drafting.tables import Table
from assistant.prompt_files import read_toml

FILE = "themes.toml"
_EVERY = "*"
_PAIR = 2


@dataclass(frozen=True, slots=True)
class LeadPhrase:
    """What stands after 一是; with `when`, only if one of these words stands in the point."""

    text: str
    when: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeadingForm:
    """A heading in two halves; `themes` and `kinds` say what it is about."""

    first: str
    second: str
    themes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Both halves."""
        return f"{self.first}{COMMA}{self.second}"


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme; `order` is its place in the file.

    The counts of the chain `lends_chain` are told with the theme `lends_to` where that has counts of its own.
    """

    id: str
    topic: Topic
    words: tuple[str, ...]
    leads: tuple[LeadPhrase, ...]
    plan: str
    head: HeadingForm
    order: int
    joins: tuple[str, ...] = ()
    lends_chain: str = ""
    lends_to: str = ""

    def score(self, text: str) -> int:
        """How much of the theme stands in a text; longer words weigh more, and what stands in its first clause."""
        head = text.split(COMMA, maxsplit=1)[0]
        return sum(len(word) ** 2 * (2 if word in head else 1) for word in self.words if word in text)

    def leads_for(self, text: str) -> tuple[str, ...]:
        """Lead phrases that a point with this text may take: those that name what it says, else the general ones."""
        head = text.split(COMMA, maxsplit=1)[0]
        return self._telling(head) or self._telling(text) or self.general_leads

    @property
    def general_leads(self) -> tuple[str, ...]:
        """Leads that are true of whatever belongs to the theme."""
        return tuple(lead.text for lead in self.leads if not lead.when)

    def _telling(self, text: str) -> tuple[str, ...]:
        return tuple(lead.text for lead in self.leads if any(word in text for word in lead.when))


@dataclass(frozen=True, slots=True)
class TopicPlan:
    """How one topic is laid out."""

    topic: Topic
    noun: str
    headings: tuple[HeadingForm, ...]
    themes: tuple[Theme, ...]
    fallback: Theme

    def theme_of(self, text: str) -> Theme:
        """The theme that a text belongs to; the topic's general one if it has no word of any."""
        best = max(self.themes, key=lambda theme: (theme.score(text), -theme.order))
        return best if best.score(text) else self.fallback

    def theme(self, theme_id: str) -> Theme | None:
        """A theme by its id, if it is of this topic."""
        return next((theme for theme in self.themes if theme.id == theme_id), None)


@dataclass(frozen=True, slots=True)
class Family:
    """A heading that is true of any three and more of these topics, if those that it `needs` are among them."""

    topics: frozenset[Topic]
    heading: HeadingForm
    needs: frozenset[Topic] = frozenset()

    def fits(self, topics: Iterable[Topic]) -> bool:
        """Whether the heading is true of a subsection about these topics."""
        return self.needs <= frozenset(topics) <= self.topics


@dataclass(frozen=True, slots=True)
class Merging:
    """When subsections are joined or cut, in characters."""

    short: int
    long: int
    pair_chars: int
    pairs: tuple[tuple[Topic, Topic], ...]
    partners: dict[Topic, tuple[Topic, ...]]
    families: tuple[Family, ...]

    def family_of(self, topics: Sequence[Topic]) -> Family:
        """The first, closest family that has all of these topics; the last one has every topic."""
        return next(family for family in self.families if family.fits(topics))

    def is_catch_all(self, topics: Sequence[Topic]) -> bool:
        """Whether only the heading that fits everything is true of these topics."""
        return len(topics) > _PAIR and self.family_of(topics) is self.families[-1]


@dataclass(frozen=True, slots=True)
class Themes:
    """Everything of `prompts/themes.toml`."""

    topics: dict[Topic, TopicPlan]
    merging: Merging


@cache
def load_themes() -> Themes:
    """Read the themes.

    Raises:
        TemplateError: the file is broken; the message names the place.
    """
    root = Table(FILE, "", read_toml(FILE))
    themes = tuple(_theme(table, order) for order, table in enumerate(root.tables("theme")))
    topics = {plan.topic: plan for plan in (_topic(table, themes) for table in root.tables("topic"))}
    if missing := [topic.value for topic in Topic if topic not in topics]:
        root.fail(f"缺少专题：{'、'.join(missing)}")
    merging = _merging(root.table("merging"))
    root.finish()
    return Themes(topics, merging)


def _topic_id(table: Table, value: str) -> Topic:
    try:
        return Topic(value)
    except ValueError:
        table.fail(f"没有专题“{value}”")


def _heading(table: Table) -> HeadingForm:
    form = HeadingForm(
        table.text("first"), table.text("second"), table.texts("themes", ()), table.texts("kinds", ())
    )
    table.finish()
    return form


def _lead(table: Table) -> LeadPhrase:
    lead = LeadPhrase(table.text("text"), table.texts("when", ()))
    table.finish()
    return lead


def _theme(table: Table, order: int) -> Theme:
    theme = Theme(
        id=table.text("id"),
        topic=_topic_id(table, table.text("topic")),
        words=table.texts("words"),
        leads=tuple(_lead(lead) for lead in table.tables("leads")),
        plan=table.text("plan"),
        head=_heading(table.table("head")),
        order=order,
        joins=table.texts("joins", ()),
        lends_chain=table.text("lends_chain", ""),
        lends_to=table.text("lends_to", ""),
    )
    if not theme.leads:
        table.fail("至少要有一个 leads")
    table.finish()
    return theme


def _topic(table: Table, themes: tuple[Theme, ...]) -> TopicPlan:
    topic = _topic_id(table, table.text("id"))
    own = tuple(theme for theme in themes if theme.topic is topic)
    fallback_id = table.text("fallback")
    fallback = next((theme for theme in own if theme.id == fallback_id), None)
    if fallback is None:
        table.fail(f"fallback“{fallback_id}”不是本专题的主题")
    plan = TopicPlan(
        topic, table.text("noun"), tuple(_heading(form) for form in table.tables("headings")), own, fallback
    )
    known = {theme.id for theme in own}
    if unknown := sorted({name for form in plan.headings for name in form.themes} - known):
        table.fail(f"headings 引用了不存在的主题：{'、'.join(unknown)}")
    table.finish()
    return plan


def _merging(table: Table) -> Merging:
    pairs = tuple((_topic_id(table, row[0]), _topic_id(table, row[-1])) for row in table.rows("pairs"))
    partners = {
        _topic_id(table, row[0]): tuple(_topic_id(table, name) for name in row[1:])
        for row in table.rows("partners")
    }
    families = tuple(_family(family) for family in table.tables("family"))
    if not families or len(families[-1].topics) < len(Topic):
        table.fail("最后一个 family 应包含全部专题")
    merging = Merging(
        table.whole("short"), table.whole("long"), table.whole("pair_chars"), pairs, partners, families
    )
    table.finish()
    return merging


def _family(table: Table) -> Family:
    names = table.texts("topics")
    topics = frozenset(Topic) if names == (_EVERY,) else frozenset(_topic_id(table, name) for name in names)
    needs = frozenset(_topic_id(table, name) for name in table.texts("needs", ()))
    family = Family(topics, HeadingForm(table.text("first"), table.text("second")), needs)
    table.finish()
    return family
