"""Names that every file system and Chroma accept."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from vectorstore.naming import plain_name, text_digest


@given(st.text(max_size=200))
def test_any_name_becomes_plain(name: str) -> None:
    plain = plain_name(name)
    assert re.fullmatch(r"[a-zA-Z0-9][a-zA-Z0-9.-]*[a-zA-Z0-9]|[a-zA-Z0-9]", plain)
    assert len(plain) <= 60


@given(st.lists(st.text(max_size=30), unique=True, max_size=20))
def test_different_names_stay_different(names: list[str]) -> None:
    assert len({plain_name(name) for name in names}) == len(names)


def test_digests_do_not_change_from_version_to_version() -> None:
    assert text_digest("行政执法") == "3a95670fefbd7336e4e69f531023a4d9"
