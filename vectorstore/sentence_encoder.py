"""A sentence-transformers model in a local folder as a text encoder. Imports torch at the first encoding only."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from vectorstore.errors import EncoderError, Reason, StoreError
from vectorstore.naming import plain_name
from vectorstore.types import Vectors

_BATCH = 32
_WHOLE_FILE = 4 * 1024 * 1024  # smaller files are read whole for the fingerprint, of larger ones samples
_SAMPLES = 64
_SAMPLE = 16 * 1024
_OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "TRANSFORMERS_VERBOSITY": "error",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
}
# Threads that wait by spinning starve each other on a busy machine: a query took 0.4 to 1.4 s instead of 0.04 s.
_PATIENT_THREADS = {"OMP_WAIT_POLICY": "PASSIVE", "GOMP_SPINCOUNT": "0"}


class SentenceEncoder:
    """Encodes with a folder that sentence-transformers can load; nothing is ever fetched."""

    def __init__(
        self,
        folder: Path | Callable[[], Path],
        *,
        query_prefix: str = "",
        passage_prefix: str = "",
        name: str = "",
    ) -> None:
        """Keep the settings; nothing is read yet.

        Args:
            folder: the model, or what finds or builds it when it is first needed.
            query_prefix: put in front of texts that search; part of the identity.
            passage_prefix: put in front of texts that are searched; part of the identity.
            name: a stable id if the caller knows one; else it is made from the content of the folder.
        """
        self._folder = folder
        self._prefixes = query_prefix, passage_prefix
        self._given_name = name
        self._lock = Lock()
        self._loaded: Any = None

    @cached_property
    def name(self) -> str:
        """See `TextEncoder.name`."""
        if self._given_name:
            return self._given_name
        folder = self._found_folder()
        return plain_name(f"{plain_name(folder.resolve().name)}-{_fingerprint(folder, self._prefixes)}")

    @property
    def dimension(self) -> int:
        """See `TextEncoder.dimension`; loads the model."""
        model = self._model()
        return int(model.get_embedding_dimension())

    @property
    def prefixes(self) -> tuple[str, str]:
        """See `TextEncoder.prefixes`."""
        return self._prefixes

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """See `TextEncoder.encode_passages`."""
        return self._encode(self._prefixes[1], texts)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """See `TextEncoder.encode_queries`."""
        return self._encode(self._prefixes[0], texts)

    def _encode(self, prefix: str, texts: Sequence[str]) -> Vectors:
        if not texts:  # sentence-transformers gives an empty array without a second axis
            return np.zeros((0, self.dimension), dtype=np.float32)
        vectors = self._model().encode(
            [prefix + text for text in texts],
            batch_size=_BATCH,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, dtype=np.float32).reshape(len(texts), -1)

    def _found_folder(self) -> Path:
        try:
            folder = self._folder if isinstance(self._folder, Path) else self._folder()
        except EncoderError:
            raise
        except StoreError as error:  # no place to build the model in
            raise EncoderError(error.reason, error.place, error.detail) from error
        if not folder.is_dir():
            raise EncoderError(Reason.MODEL_MISSING, folder)
        if not (folder / "modules.json").is_file() and not (folder / "config.json").is_file():
            raise EncoderError(Reason.MODEL_BROKEN, folder, "neither modules.json nor config.json")
        return folder

    def _model(self) -> Any:
        with self._lock:
            if self._loaded is None:
                self._loaded = load_model(self._found_folder())
            return self._loaded


def load_model(folder: Path) -> Any:
    """Load a folder with the network ruled out.

    Raises:
        EncoderError: sentence-transformers is not installed or cannot use the folder.
    """
    os.environ.update(_OFFLINE)  # read by these libraries while they are imported
    for name, value in _PATIENT_THREADS.items():
        os.environ.setdefault(name, value)
    try:
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer(
            str(folder),
            device="cpu",
            local_files_only=True,
            trust_remote_code=False,
            model_kwargs={"dtype": "float32"},
        )
    except ImportError as error:
        raise EncoderError(Reason.MODEL_MISSING, folder, str(error)) from error
    except Exception as error:  # whatever a damaged folder makes these libraries raise
        raise EncoderError(Reason.MODEL_BROKEN, folder, f"{type(error).__name__}: {error}") from error


def _fingerprint(folder: Path, prefixes: tuple[str, str]) -> str:
    """Twelve hexadecimal digits of the files' content and the prefixes, quick for large weights."""
    digest = sha256(repr(prefixes).encode())
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".md" and not path.name.startswith("."):
            size = path.stat().st_size
            digest.update(f"{path.relative_to(folder).as_posix()}:{size}".encode())
            with path.open("rb") as file:
                if size <= _WHOLE_FILE:
                    digest.update(file.read())
                    continue
                for sample in range(_SAMPLES):
                    file.seek(sample * (size - _SAMPLE) // (_SAMPLES - 1))
                    digest.update(file.read(_SAMPLE))
    return digest.hexdigest()[:12]
