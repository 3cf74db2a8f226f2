"""BM25 over Chinese words: finds records that share rare words with a query."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from vectorstore.types import Hit

if TYPE_CHECKING:
    import jieba

SHORTEST_WORD = (
    2  # single signs are mostly particles; leaving them out ranks better (FACTS: measured on real reports)
)
_IDS = "ids.txt"
_log = logging.getLogger(__name__)


@cache
def _segmenter() -> jieba.Tokenizer:
    import jieba

    jieba.setLogLevel(logging.CRITICAL)  # it announces its dictionary on standard error
    tokenizer = jieba.Tokenizer()
    # Left to itself jieba unmarshals a file of a known name in the shared temporary folder: anybody could put one there.
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


def words_of(text: str) -> list[str]:
    """Words of two or more signs, compounds with their parts, letters in lower case, in order, with repetitions."""
    words = (word.strip().lower() for word in _segmenter().cut_for_search(text))
    return [word for word in words if len(word) >= SHORTEST_WORD and any(sign.isalnum() for sign in word)]


class LexicalIndex:
    """A BM25 index of one state of the records; another state is another index."""

    def __init__(self, ids: Sequence[str], model: Any) -> None:
        self._ids = list(ids)
        self._rows = {record_id: row for row, record_id in enumerate(self._ids)}
        self._model = model  # a bm25s.BM25, or None when no record has a word

    @classmethod
    def build(cls, words: Sequence[tuple[str, str]]) -> LexicalIndex:
        """Index ids with their words (joined by spaces)."""
        import bm25s

        corpus = [joined.split() for _, joined in words]
        ids = [record_id for record_id, _ in words]
        if not any(corpus):  # bm25s fails on a corpus without any word
            return cls(ids, None)
        model = bm25s.BM25()
        model.index(corpus, show_progress=False)
        return cls(ids, model)

    def query(self, text: str, limit: int, allowed: Collection[str] | None = None) -> list[Hit]:
        """Return at most `limit` records that share a word with the text, best first, equal ones by id.

        Args:
            allowed: ids to choose from; None means all.
        """
        words = words_of(text)
        if self._model is None or not words:
            return []
        scores = np.asarray(self._model.get_scores(words), dtype=np.float32)
        if allowed is not None:
            mask = np.zeros(len(self._ids), dtype=bool)
            mask[[self._rows[record_id] for record_id in allowed if record_id in self._rows]] = True
            scores = np.where(mask, scores, 0)
        order = np.argsort(-scores, kind="stable")[:limit]  # rows are in the order of ids
        return [Hit(self._ids[row], float(scores[row])) for row in order if scores[row] > 0]

    def __len__(self) -> int:
        """How many records are indexed."""
        return len(self._ids)

    def save(self, folder: Path) -> None:
        """Write the index to a folder that appears whole or not at all; a folder that is there already is kept."""
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            if self._model is not None:
                self._model.save(str(beside), show_progress=False)
            (beside / _IDS).write_text("\n".join(self._ids), encoding="utf-8")
            beside.rename(folder)
        except OSError:
            shutil.rmtree(beside, ignore_errors=True)
            if not folder.is_dir():
                raise

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex | None:
        """Read a saved index; None when it is not there or cannot be used."""
        import bm25s

        if not (folder / _IDS).is_file():
            return None
        try:
            ids = (folder / _IDS).read_text("utf-8").split()
            if not any(folder.glob("*.npy")):
                return cls(ids, None)
            model = bm25s.BM25.load(str(folder), show_progress=False)
            if model.scores["num_docs"] != len(ids):
                return None
        except (OSError, ValueError, KeyError, EOFError) as error:
            _log.info("saved words cannot be used: %s", error)
            return None
        return cls(ids, model)
