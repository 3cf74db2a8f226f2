"""Writes the points of a block out: 一是…二是… with lead phrases, sentences never opened alike in a row."""

from __future__ import annotations

import re

from assistant.domain.drafts import DraftSentence, SentenceKind, chinese_number
from assistant.domain.punctuation import COMMA, FULL_STOP
from assistant.domain.sources import PassageRef
from assistant.drafting.blocks import Block
from assistant.drafting.bodies import Body, attached
from assistant.drafting.headings import Preference, no_preference
from assistant.drafting.names import name_rules
from assistant.drafting.points import Point
from assistant.ports import Wordings

_ALIKE = 2
_LEAST_LED = 2
_OBJECT = 4  # signs of the thing that a lead speaks of
_LEAD_SIGNS = 6
_MANY = 3
_FLOW = ("全年", "")
_OF_ALL = re.compile("全?年|全[国省市县区旗州镇乡]")
_YEAR_WORDS = ("全年", "年内")
_PLAIN = ("", "同时，", "此外，")
_STANDING = ("", "截至年底，")


class Openings:
    """Remembers how the last sentence began."""

    def __init__(self) -> None:
        self._last = ""
        self._said_year = False
        self._said_in_point = False

    def start(self) -> None:
        """Begin a subsection: the first count in it says that it is of the whole year."""
        self._said_year = False
        self.point()

    def point(self) -> None:
        """Begin a point; the year is said once in it."""
        self._said_in_point = False

    def open(self, body: Body, *, led: bool = False) -> DraftSentence:
        """Write a sentence with the first opening that differs from the sentence before.

        Behind a lead phrase (`led`) a count that begins with its verb needs no 全年 if one was said already.
        """
        choices = _FLOW if body.flow else _STANDING if body.text.startswith("现有") else _PLAIN
        bare = led and self._said_year and name_rules().starts_with_verb(body.text)
        if body.flow and (bare or self._said_in_point or _OF_ALL.match(body.text)):
            choices = _PLAIN
        self._said_in_point |= choices is _FLOW or any(word in body.text for word in _YEAR_WORDS)
        self._said_year |= choices is _FLOW
        opening = next((c for c in choices if not self._alike(c + body.text)), choices[-1])
        sentence = body.sentence(opening)
        self.note(sentence.text)
        return sentence

    def note(self, text: str) -> None:
        """Remember a sentence written elsewhere."""
        self._last = text[:_ALIKE]

    def _alike(self, text: str) -> bool:
        return text[:_ALIKE] == self._last


class LeadWriter:
    """Gives out lead phrases of one report, each once; what peers commonly use goes first and is cited."""

    def __init__(self, wordings: Wordings | None) -> None:
        self._wordings = wordings
        self._used: set[str] = set()
        self.openings = Openings()

    def write(self, block: Block, heading: str = "") -> tuple[DraftSentence, ...]:
        """All sentences of a block in order."""
        self.openings.start()
        leads = [self._lead(point, heading) for point in block.points] if block.led else []
        led = [(point, lead) for point, lead in zip(block.points, leads, strict=False) if lead]
        if len(led) < _LEAST_LED:
            return tuple(self.openings.open(body) for body in _run_on(block))
        # What no lead is true of stands in front of 一是.
        bare = [point for point, lead in zip(block.points, leads, strict=True) if not lead]
        sentences = [self.openings.open(body) for point in bare for body in point.bodies]
        for number, (point, lead) in enumerate(led):
            self.openings.point()
            sentences.append(self._lead_sentence(number, lead))
            self.openings.note(sentences[-1].text)
            sentences.extend(
                self.openings.open(body, led=place == 0) for place, body in enumerate(point.bodies)
            )
        return tuple(sentences)

    def _lead(self, point: Point, heading: str) -> str:
        """The best lead that does not say what stands right behind it; none if every one does."""
        own = point.theme.leads_for(point.text)
        offered = (*own, *self._peers_leads(point))
        choices = [lead for lead in offered if lead not in self._used]
        if own and not choices:
            choices = [lead for lead in (point.theme.plan,) if lead not in self._used]
        first = point.bodies[0].text
        choices = [lead for lead in choices if not _said_behind(lead, first)]
        if not choices:
            general = point.theme.general_leads
            choices = [lead for lead in general if lead not in self._used and not _said_behind(lead, first)]
        if not choices:
            return ""
        best = max(
            choices,
            key=lambda lead: (
                lead[:_ALIKE] != first[:_ALIKE],
                -_repeats(lead, heading, first),
                self._common(lead),
                -choices.index(lead),
            ),
        )
        self._used.add(best)
        return best

    def _peers_leads(self, point: Point) -> tuple[str, ...]:
        """Leads in our rhythm that many peers use and that name what the point speaks of."""
        if self._wordings is None:
            return ()
        return tuple(
            wording.text
            for wording in self._wordings.common(point.theme.topic, longest=_LEAD_SIGNS)
            if len(wording.text) == _LEAD_SIGNS
            and wording.agencies >= _MANY
            and not wording.text.endswith("思想")
            and name_rules().starts_with_verb(wording.text)
            and any(word in wording.text and word in point.text for word in point.theme.words)
        )

    def _common(self, text: str) -> int:
        return len(self._wordings.passages_with(text)) if self._wordings else 0

    def _lead_sentence(self, number: int, lead: str) -> DraftSentence:
        text = f"{chinese_number(number + 1)}是{lead}{FULL_STOP}"
        passages = self._wordings.passages_with(lead) if self._wordings else ()
        refs = tuple(PassageRef(passage) for passage in passages)
        return DraftSentence(text, SentenceKind.WORDING if refs else SentenceKind.SET_PHRASE, (), refs)


def _said_behind(lead: str, first: str) -> bool:
    """Whether the first clause behind a lead ends with the very thing that the lead speaks of."""
    return first.split(COMMA, maxsplit=1)[0].endswith(lead[-_OBJECT:])


def _repeats(lead: str, heading: str, first: str) -> int:
    """How much of a lead stands in the heading above it or in the sentence behind it."""
    thing = lead[-_OBJECT:]
    return (lead in heading) + (thing in heading) + (thing in first)


def _run_on(block: Block) -> list[Body]:
    """Sentences of a block without lead phrases: of each topic what was done, then its counts in one sentence."""
    bodies: list[Body] = []
    for topic in block.topics:
        own = [body for point in block.points if point.theme.topic is topic for body in point.bodies]
        first = len(bodies)
        for body in sorted(own, key=lambda body: not body.told):
            both = attached(bodies[-1], body) if len(bodies) > first else None
            if both is None:
                bodies.append(body)
            else:
                bodies[-1] = both
    return bodies


def heading_preference(wordings: Wordings | None) -> Preference:
    """How common a half of a heading is among peers."""
    if wordings is None:
        return no_preference
    bank = wordings
    return lambda text: len(bank.passages_with(text))
