"""Chooses headings of subsections: two halves, about what really stands below, none used twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from assistant.domain.punctuation import COMMA
from assistant.domain.topics import Topic
from assistant.drafting.points import Point
from assistant.drafting.themes import HeadingForm, Themes, TopicPlan

_PAIR = 2
Preference = Callable[[str], int]


def no_preference(_wording: str) -> int:
    """Like all wordings alike."""
    return 0


class HeadingPicker:
    """Gives out headings of one report. `preference` says how common a half is among peers."""

    def __init__(self, themes: Themes, kind: str, preference: Preference = no_preference) -> None:
        self._themes = themes
        self._kind = kind
        self._preference = preference
        self._used: set[str] = set()

    def pick(self, topics: Sequence[Topic], points: Sequence[Point], *, part: bool = False) -> str:
        """A heading for these topics; `part` says that it heads one of several parts of a topic."""
        candidates = list(self._candidates(topics, points, part=part))
        heading = next((text for text in candidates if text not in self._used), candidates[-1])
        self._used.add(heading)
        return heading

    def _candidates(self, topics: Sequence[Topic], points: Sequence[Point], *, part: bool) -> Iterator[str]:
        if len(topics) > _PAIR:
            yield from self._of_several(topics)
            return
        if part:
            for point in sorted(points, key=lambda point: -point.length):
                yield point.theme.head.text
        forms = [self._forms(self._themes.topics[topic], points) for topic in topics]
        for first in forms[0]:
            if len(topics) == 1:
                yield first.text
        for first in forms[0]:
            for second in forms[-1]:
                yield f"{first.first}{COMMA}{second.second}"
        for point in points:
            for second in forms[-1]:
                yield f"{point.theme.head.first}{COMMA}{second.second}"

    def _of_several(self, topics: Sequence[Topic]) -> Iterator[str]:
        """A heading that is true of all of them, the closest first."""
        for family in self._themes.merging.families:
            if family.fits(topics):
                yield family.heading.text

    def _forms(self, plan: TopicPlan, points: Sequence[Point]) -> list[HeadingForm]:
        """Forms by how much of the text they are about; one for another kind of agency stands last."""
        weights: dict[str, int] = {}
        for point in points:
            weights[point.theme.id] = weights.get(point.theme.id, 0) + point.length

        def rank(item: tuple[int, HeadingForm]) -> tuple[int, int, int, int]:
            number, form = item
            covered = sum(weights.get(theme, 0) for theme in form.themes)
            return (-self._kind_rank(form), -covered, -self._preference(form.second), number)

        ordered = [form for _number, form in sorted(enumerate(plan.headings), key=rank)]
        fitting = [form for form in ordered if self._kind_rank(form) >= 0]
        return fitting or ordered

    def _kind_rank(self, form: HeadingForm) -> int:
        if not form.kinds:
            return 0
        # A single sign such as 乡 must be the whole kind: it also stands inside 住房城乡建设.
        return (
            1
            if any(kind == self._kind or (len(kind) > 1 and kind in self._kind) for kind in form.kinds)
            else -1
        )
