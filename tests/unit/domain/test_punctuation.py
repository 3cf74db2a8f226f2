"""Full-width signs keep their code points, whatever an editor does to the file."""

from __future__ import annotations

import unicodedata

import pytest

from assistant.domain import punctuation

CODE_POINTS = {
    "COMMA": 0xFF0C,
    "FULL_STOP": 0x3002,
    "ENUMERATION_COMMA": 0x3001,
    "SEMICOLON": 0xFF1B,
    "COLON": 0xFF1A,
    "QUESTION": 0xFF1F,
    "EXCLAMATION": 0xFF01,
    "LEFT_PAREN": 0xFF08,
    "RIGHT_PAREN": 0xFF09,
    "LEFT_QUOTE": 0x201C,
    "RIGHT_QUOTE": 0x201D,
    "LEFT_SINGLE_QUOTE": 0x2018,
    "RIGHT_SINGLE_QUOTE": 0x2019,
    "LEFT_TITLE": 0x300A,
    "RIGHT_TITLE": 0x300B,
    "LEFT_INNER_TITLE": 0x3008,
    "RIGHT_INNER_TITLE": 0x3009,
    "LEFT_BRACKET": 0x3010,
    "RIGHT_BRACKET": 0x3011,
    "LEFT_TORTOISE": 0x3014,
    "RIGHT_TORTOISE": 0x3015,
    "DASH": 0x2014,
    "ELLIPSIS": 0x2026,
    "MIDDLE_DOT": 0x00B7,
    "IDEOGRAPHIC_SPACE": 0x3000,
    "FULLWIDTH_PERCENT": 0xFF05,
    "WAVE": 0xFF5E,
}


@pytest.mark.parametrize(("name", "code_point"), CODE_POINTS.items())
def test_code_point(name: str, code_point: int) -> None:
    assert ord(getattr(punctuation, name)) == code_point


def test_no_ascii_sign_slipped_in() -> None:
    joined = punctuation.CLAUSE_ENDS + "".join(punctuation.PAIRS) + "".join(punctuation.PAIRS.values())
    assert all(unicodedata.category(sign).startswith("P") and not sign.isascii() for sign in joined)
