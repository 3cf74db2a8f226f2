"""Every `TextModel` keeps the port's promises: the whole reply, or an error that says what happened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from assistant.adapters.langchain_model import build_text_model
from assistant.adapters.scripted_model import ScriptedModel
from assistant.errors import ModelUnavailableError, ReplyError
from assistant.ports import TextModel
from tests.integration.model_endpoint import answers, fails, serve


@contextmanager
def scripted(answer: str | None) -> Iterator[TextModel]:
    yield ScriptedModel([ModelUnavailableError("连不上") if answer is None else answer], name="m")


@contextmanager
def over_http(answer: str | None) -> Iterator[TextModel]:
    with serve(fails(500) if answer is None else answers(answer)) as endpoint:
        yield build_text_model("m", url=endpoint.url)


@pytest.mark.parametrize("build", [scripted, over_http])
def test_a_model_keeps_its_promises(build: Callable[[str | None], object]) -> None:
    with build("全文。\n第二行。") as model:  # type: ignore[attr-defined]
        assert model.name == "m"
        assert model.complete("请写。") == "全文。\n第二行。"
    with build(" ") as model, pytest.raises(ReplyError):  # type: ignore[attr-defined]
        model.complete("请写。")
    with build(None) as model, pytest.raises(ModelUnavailableError):  # type: ignore[attr-defined]
        model.complete("请写。")
