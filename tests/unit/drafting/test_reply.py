"""A model's reply as units: text with the markers it carries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.reply import ReplyUnit, parse_reply


@pytest.mark.parametrize(
    ("reply", "units"),
    [
        (
            "检查386家次。[F1][P2]立案73起。[F2]",
            [("", "检查386家次。", (1,), (2,)), ("", "立案73起。", (2,), ())],
        ),
        ("检查386家次[F1]。立案73起[F2]。", [("", "检查386家次。", (1,), ()), ("", "立案73起。", (2,), ())]),
        ("检查386家次[F1]，立案73起[F2]。", [("", "检查386家次，立案73起。", (1, 2), ())]),
        ("检查。【F1、F2】", [("", "检查。", (1, 2), ())]),
        ("检查。（F1）\n立案。［f2］", [("", "检查。", (1,), ()), ("", "立案。", (2,), ())]),
        ("检查[F1]\n立案[F2]", [("", "检查。", (1,), ()), ("", "立案。", (2,), ())]),
        ("一是严格执法。检查386家次。[F1]", [("一是严格执法。", "检查386家次。", (1,), ())]),
        ("检查386家次。[F1]今后继续努力。", [("", "检查386家次。", (1,), ())]),
        ("```\n- **检查**386家次, 立案73起.[F1]\n```", [("", "检查386家次，立案73起。", (1,), ())]),
        (
            "1. 检查386家次。[F1]\n2. 立案73起。[F2]",
            [("", "检查386家次。", (1,), ()), ("", "立案73起。", (2,), ())],
        ),
        ("没有标记。", []),
        ("[F1]", [("", "", (1,), ())]),
        ("", []),
    ],
)
def test_markers_belong_to_their_sentence(reply: str, units: list[tuple[object, ...]]) -> None:
    assert list(parse_reply(reply)) == [ReplyUnit(*unit) for unit in units]  # type: ignore[arg-type]


@given(st.text(st.sampled_from("检查。，\n[]【】（）FfP123 .-*#`\ue000立案"), max_size=60))
def test_any_reply_is_read(reply: str) -> None:
    for unit in parse_reply(reply):
        assert "[F" not in unit.text
        assert unit.facts or unit.examples
