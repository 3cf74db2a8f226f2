"""An encoder that is built when something is first asked of it."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

from vectorstore.errors import EncoderError, StoreError
from vectorstore.types import EncoderFactory, TextEncoder, Vectors


class LazyEncoder:
    """Stands for the encoder that a factory will build; a factory that failed is tried again."""

    def __init__(self, factory: EncoderFactory) -> None:
        self._factory = factory
        self._built: TextEncoder | None = None
        self._lock = Lock()

    @property
    def name(self) -> str:
        """See `TextEncoder.name`."""
        return self._encoder().name

    @property
    def dimension(self) -> int:
        """See `TextEncoder.dimension`."""
        return self._encoder().dimension

    @property
    def prefixes(self) -> tuple[str, str]:
        """See `TextEncoder.prefixes`."""
        return self._encoder().prefixes

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """See `TextEncoder.encode_passages`."""
        return self._encoder().encode_passages(texts)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """See `TextEncoder.encode_queries`."""
        return self._encoder().encode_queries(texts)

    def _encoder(self) -> TextEncoder:
        with self._lock:
            if self._built is None:
                try:
                    self._built = self._factory()
                except StoreError as error:  # also when there is no place to build a model in
                    raise EncoderError(error.reason, error.place, error.detail) from error
            return self._built
