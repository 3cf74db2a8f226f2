"""Names of files and collections that every system accepts, and digests that never change."""

from __future__ import annotations

import re
from hashlib import sha256

_NOT_PLAIN = re.compile(r"[^a-zA-Z0-9.-]+")
_LONGEST = 60


def text_digest(text: str) -> str:
    """The identity of a text, 32 hexadecimal digits."""
    return sha256(text.encode("utf-8")).hexdigest()[:32]


def plain_name(name: str) -> str:
    """A name of ASCII letters, digits, dots and hyphens for any name; different names stay different.

    Chroma allows 3 to 512 such signs for a collection, and folders should survive any file system.
    """
    plain = _NOT_PLAIN.sub("-", name).strip("-.")
    if plain and plain == name and len(name) <= _LONGEST:
        return name
    return f"{plain[: _LONGEST - 9].strip('-.') or 'x'}-{sha256(name.encode()).hexdigest()[:8]}"
