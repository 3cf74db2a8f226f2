"""Argon2 for passwords: slow on purpose, one at a time, and as slow for a name that nobody has."""

from __future__ import annotations

from functools import cached_property
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from assistant.domain.account_rules import password_form

_AT_ONCE = 2  # each takes 64 MB; a flood of attempts must not take the machine's memory


class PasswordHash:
    """Hashes and compares passwords with the parameters of RFC 9106 for machines with little memory."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._turn = BoundedSemaphore(_AT_ONCE)

    def hash(self, password: str) -> str:
        """The text that is kept instead of a password."""
        with self._turn:
            return self._hasher.hash(password_form(password))

    def matches(self, kept: str, password: str) -> bool:
        """Whether it is the password. With nothing kept the answer is no, and takes as long."""
        nobody = self._nobody
        with self._turn:
            try:
                self._hasher.verify(kept or nobody, password_form(password))
            except (VerificationError, InvalidHashError):
                return False
        return bool(kept)

    def outdated(self, kept: str) -> bool:
        """Whether a kept text was made with other parameters than are used now."""
        return self._hasher.check_needs_rehash(kept)

    @cached_property
    def _nobody(self) -> str:
        return self._hasher.hash("nobody has this password")
