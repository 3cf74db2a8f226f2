"""The concrete parts an application stands on: the only place that builds them, each once, safely across threads."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from assistant.adapters.workspaces import WorkspaceStore
from assistant.advice import Advice
from assistant.checking.registry import PeerFacts
from assistant.people import People
from assistant.retrieval.library import PeerLibrary
from assistant.settings import BUNDLED_ENCODER, Settings
from vectorstore.types import TextEncoder


class Parts:
    """Library, workspaces and accounts of a home. Built when first needed; shared by all who use the application."""

    def __init__(self, settings: Settings, encoder_factory: Callable[[], TextEncoder] | None = None) -> None:
        self._settings = settings
        self._encoder_factory = encoder_factory or (lambda: build_encoder(settings))
        self._lock = threading.RLock()
        self._peer_facts: tuple[int, PeerFacts] | None = None

    @cached_property
    def library(self) -> PeerLibrary:
        """The library of peer reports; reading needs no lock, the encoder loads at its first use."""
        with self._lock:
            return PeerLibrary.open(self._settings.home, self._encoder_factory)

    @cached_property
    def workspaces(self) -> WorkspaceStore:
        """Saved work: yearly data, drafts, versions, decisions."""
        with self._lock:
            return WorkspaceStore(self._settings.home)

    @cached_property
    def people(self) -> People:
        """Accounts."""
        with self._lock:
            return People(self._settings.home)

    @cached_property
    def advice(self) -> Advice:
        """What peers and last year's report suggest."""
        return Advice(self.library)

    def peer_facts(self) -> PeerFacts | None:
        """What the checks know of the peers, built anew only when the library has changed."""
        if not self.library.exists():
            return None
        with self._lock:
            revision = self.library.revision()
            if self._peer_facts is None or self._peer_facts[0] != revision:
                self._peer_facts = (revision, PeerFacts.build(self.library))
            return self._peer_facts[1]


def build_encoder(settings: Settings) -> TextEncoder:
    """Build the encoder that the settings name; the bundled model is made once and cached.

    Raises:
        EncoderError: the model cannot be made or loaded; the library tells the user.
    """
    if settings.encoder == BUNDLED_ENCODER:
        from vectorstore.bundled_model import bundled_encoder

        return bundled_encoder(settings.cache / "models")
    from vectorstore.sentence_encoder import SentenceEncoder

    return SentenceEncoder(
        Path(settings.encoder), query_prefix=settings.query_prefix, passage_prefix=settings.passage_prefix
    )
