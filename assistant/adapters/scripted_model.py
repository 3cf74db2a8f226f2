"""A `TextModel` that answers from a script: for tests, and for trying prompts without a model."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from assistant.errors import ModelError, ReplyError

Answer = str | ModelError


class ScriptedModel:
    """Gives prepared answers in turn, or asks a function for each; keeps the prompts that it was given.

    An answer that is an error is raised. When the answers are used up, a `ReplyError` is raised.
    """

    def __init__(self, answers: Iterable[Answer] | Callable[[str], Answer], name: str = "scripted") -> None:
        self._name = name
        self._answer = answers if callable(answers) else _in_turn(answers)
        self.prompts: list[str] = []

    @property
    def name(self) -> str:
        """What users call it."""
        return self._name

    def complete(self, prompt: str) -> str:
        """See `TextModel.complete`."""
        self.prompts.append(prompt)
        answer = self._answer(prompt)
        if isinstance(answer, ModelError):
            raise answer
        if not answer.strip():
            raise ReplyError(f"模型“{self._name}”的答复是空的，没有采用。")
        return answer


def _in_turn(answers: Iterable[Answer]) -> Callable[[str], Answer]:
    remaining = iter(answers)
    return lambda _prompt: next(remaining, ReplyError("没有更多准备好的答复。"))
