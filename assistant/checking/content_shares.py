"""Which content a section holds whose heading does not say so: by the share of its sentences that speak of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from assistant.checking import content_cues as cues
from assistant.domain.sections import SectionKind

_SHARE = 0.5


def kind_by_content(
    sentences: Sequence[str], next_year: int | None, named: Collection[SectionKind]
) -> SectionKind:
    """The content that most sentences speak of; measures where none does. `named` have a heading of their own."""
    shares = {
        kind: share(sentences, next_year)
        for kind, share in _SHARES.items()
        if kind not in named and sentences
    }
    best = max(shares, key=lambda kind: shares[kind], default=SectionKind.ACHIEVEMENTS)
    return best if shares.get(best, 0.0) > _SHARE else SectionKind.ACHIEVEMENTS


def _share(said: Sequence[bool]) -> float:
    return sum(said) / len(said)


def _share_of_lacks(sentences: Sequence[str], _next_year: int | None) -> float:
    causes = [cues.says_cause(sentence) for sentence in sentences]
    lacks = [
        cues.says_lack(sentence) or (cause and cues.admits(sentence))
        for sentence, cause in zip(sentences, causes, strict=True)
    ]
    return _share([lack or cause for lack, cause in zip(lacks, causes, strict=True)]) if any(lacks) else 0.0


def _share_of_duty(sentences: Sequence[str], _next_year: int | None) -> float:
    """Behind a sentence about the principal official, those that go on telling what was done in person count, too."""
    said, told = False, []
    for sentence in sentences:
        duty = cues.says_duty(sentence)
        told.append(duty or (said and cues.acts_in_person(sentence)))
        said = said or duty
    return _share(told)


def _share_of_plan(sentences: Sequence[str], next_year: int | None) -> float:
    """Behind a sentence that turns to the next year, whatever is not told as done is planned."""
    turns = any(cues.opens_plan(sentence, next_year) for sentence in sentences[:2])
    plans = [cues.says_plan(sentence, next_year) or not cues.says_done(sentence) for sentence in sentences]
    return _share(plans) if turns else 0.0


_SHARES: Mapping[SectionKind, Callable[[Sequence[str], int | None], float]] = {
    SectionKind.SHORTCOMINGS: _share_of_lacks,
    SectionKind.PRINCIPAL_DUTY: _share_of_duty,
    SectionKind.NEXT_YEAR_PLAN: _share_of_plan,
}
