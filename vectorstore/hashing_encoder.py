"""An encoder without a model, for tests: texts that share character pairs are near each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from zlib import crc32

import numpy as np

from vectorstore.types import Vectors


class HashingEncoder:
    """Counts hashed pairs of neighbouring characters; the same text gives the same vector in every process."""

    def __init__(self, dimension: int = 64, name: str = "") -> None:
        self._dimension = dimension
        self._name = name or f"hashing-{dimension}"

    @property
    def name(self) -> str:
        """See `TextEncoder.name`."""
        return self._name

    @property
    def dimension(self) -> int:
        """See `TextEncoder.dimension`."""
        return self._dimension

    @property
    def prefixes(self) -> tuple[str, str]:
        """See `TextEncoder.prefixes`."""
        return "", ""

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """See `TextEncoder.encode_passages`."""
        vectors = np.zeros((len(texts), self._dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            signs = "".join(text.split())
            for left, right in pairwise(signs):
                digest = crc32((self._name + left + right).encode("utf-8", "replace"))
                vectors[row, digest % self._dimension] += 1.0 if digest & 0x80000000 else -1.0
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.where(lengths == 0, 1, lengths), dtype=np.float32)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """See `TextEncoder.encode_queries`."""
        return self.encode_passages(texts)
