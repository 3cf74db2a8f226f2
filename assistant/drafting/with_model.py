"""Lets a language model reword a section; whatever it does not say exactly as the plain sentences do, it does not say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.domain.agency_year import AgencyYear
from assistant.domain.drafts import DraftSentence, SectionDraft, SentenceKind
from assistant.domain.peers import Match
from assistant.domain.sources import FactRef, PassageRef
from assistant.domain.topics import Topic
from assistant.drafting.faithfulness import difference
from assistant.drafting.prompt import OfferedExample, build_prompt, choose_examples
from assistant.drafting.prompt_library import PromptLibrary
from assistant.drafting.reply import ReplyUnit, parse_reply
from assistant.errors import ReplyError
from assistant.ports import TextModel

_SHOWN = 24


@dataclass(frozen=True, slots=True)
class ModelRewrite:
    """A section after a model went over it; `notes` say for people where plain sentences were kept, and why."""

    section: SectionDraft
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Reworded:
    """An accepted rewording of the facts `first` to `last`, counted from 1."""

    first: int
    last: int
    sentence: DraftSentence


def rewrite_section(
    section: SectionDraft,
    year: AgencyYear,
    examples: Sequence[Match],
    model: TextModel,
    prompts: PromptLibrary,
) -> ModelRewrite:
    """Reword the fact sentences of a section, subsection by subsection.

    Set phrases, placeholders and wordings stay as they are. A rewording that changes, adds or loses anything is not
    taken; its plain sentences stay. Every fact is said exactly once, in the plain draft's order.

    Raises:
        ModelUnavailableError: the model cannot be reached; the plain section is still good.
    """
    editor = _Editor(section, year, examples, model, prompts)
    own = editor.reword(section.heading, section.sentences, ())
    subsections = tuple(
        replace(one, sentences=editor.reword(one.heading, one.sentences, one.topics))
        for one in section.subsections
    )
    used = tuple(dict.fromkeys((*section.examples, *editor.offered)))
    return ModelRewrite(
        replace(section, sentences=own, subsections=subsections, examples=used), tuple(editor.notes)
    )


class _Editor:
    """Works on one section and notes what was not taken."""

    def __init__(
        self,
        section: SectionDraft,
        year: AgencyYear,
        matches: Sequence[Match],
        model: TextModel,
        prompts: PromptLibrary,
    ) -> None:
        self.section = section
        self.year = year
        self.matches = matches
        self.model = model
        self.prompts = prompts
        self.notes: list[str] = []
        self.offered: list[PassageRef] = []

    def reword(
        self, heading: str, sentences: tuple[DraftSentence, ...], topics: tuple[Topic, ...]
    ) -> tuple[DraftSentence, ...]:
        """The sentences of one subsection, reworded where that is safe."""
        facts = [one for one in sentences if one.kind is SentenceKind.FACT]
        if not facts:
            return sentences
        examples = choose_examples(self.matches, topics)
        prompt = build_prompt(self.section.section, heading, facts, examples, self.year, self.prompts)
        try:
            units = parse_reply(self.model.complete(prompt.text))
        except ReplyError as error:
            self.notes.append(f"“{heading}”保留原句：{error}")
            return sentences
        if not units:
            self.notes.append(f"“{heading}”保留原句：模型的答复里没有标出事实来源")
            return sentences
        self.offered += [example.ref for example in examples]
        return self._joined(sentences, self._accepted(heading, units, sentences, examples))

    def _accepted(
        self,
        heading: str,
        units: tuple[ReplyUnit, ...],
        sentences: tuple[DraftSentence, ...],
        examples: tuple[OfferedExample, ...],
    ) -> list[_Reworded]:
        accepted: list[_Reworded] = []
        runs = _runs(sentences)
        facts = [one for one in sentences if one.kind is SentenceKind.FACT]
        for unit in units:
            reason = _misplaced(unit, runs, accepted)
            if not reason:
                cited = [facts[number - 1] for number in unit.facts]
                text, reason = self._checked(unit, cited)
                if not reason:
                    refs = [examples[number - 1].ref for number in unit.examples if number <= len(examples)]
                    accepted.append(_Reworded(unit.facts[0], unit.facts[-1], _sentence(text, cited, refs)))
            if reason:
                self.notes.append(f"“{heading}”有一句没有采用（{reason}）：{unit.text[:_SHOWN]}")
        return accepted

    def _checked(self, unit: ReplyUnit, cited: list[DraftSentence]) -> tuple[str, str]:
        """The text to take, with the sentences in front of it or without them, or why neither can be taken."""
        plain = tuple(one.text for one in cited)
        own = (self.year.agency.self_reference,)
        reason = ""
        for text in dict.fromkeys((unit.lead + unit.text, unit.text)):
            reason = difference(text, plain, own)
            if not reason:
                return text, ""
        return "", reason

    def _joined(
        self, sentences: tuple[DraftSentence, ...], accepted: list[_Reworded]
    ) -> tuple[DraftSentence, ...]:
        by_fact = {number: one for one in accepted for number in range(one.first, one.last + 1)}
        joined: list[DraftSentence] = []
        number = 0
        for sentence in sentences:
            if sentence.kind is not SentenceKind.FACT:
                joined.append(sentence)
                continue
            number += 1
            reworded = by_fact.get(number)
            if reworded is None:
                joined.append(sentence)
            elif reworded.first == number:
                joined.append(reworded.sentence)
        return tuple(joined)


def _runs(sentences: tuple[DraftSentence, ...]) -> list[int]:
    """For each fact the number of its run; facts of one run stand side by side and may be joined in a sentence."""
    runs: list[int] = []
    run = 0
    for sentence in sentences:
        if sentence.kind is SentenceKind.FACT:
            runs.append(run)
        else:
            run += 1
    return runs


def _misplaced(unit: ReplyUnit, runs: list[int], accepted: list[_Reworded]) -> str:
    """Why a unit cannot stand where its facts stand; empty when it can."""
    numbers = unit.facts
    if not numbers:
        return "没有标出事实来源"
    if not all(1 <= number <= len(runs) for number in numbers):
        return "标了不存在的来源"
    if list(numbers) != list(range(numbers[0], numbers[-1] + 1)):
        return "打乱了事实的先后"
    if len({runs[number - 1] for number in numbers}) > 1:
        return "把不相邻的事实合成了一句"
    if any(one.first <= number <= one.last for one in accepted for number in numbers):
        return "同一件事说了两遍"
    return ""


def _sentence(text: str, cited: list[DraftSentence], refs: list[PassageRef]) -> DraftSentence:
    facts: list[FactRef] = [ref for one in cited for ref in one.facts]
    modelled_on = [*(ref for one in cited for ref in one.modelled_on), *refs]
    return DraftSentence(
        text, SentenceKind.FACT, tuple(dict.fromkeys(facts)), tuple(dict.fromkeys(modelled_on))
    )
