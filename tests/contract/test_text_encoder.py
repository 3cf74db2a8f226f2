"""What every encoder promises."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from tests.builders import bundled_model_encoder
from vectorstore.hashing_encoder import HashingEncoder
from vectorstore.lazy_encoder import LazyEncoder
from vectorstore.types import TextEncoder

ENCODERS: dict[str, Callable[[], TextEncoder]] = {
    "hashing": HashingEncoder,
    "lazy": lambda: LazyEncoder(HashingEncoder),
    "bundled": bundled_model_encoder,
}
TEXTS = ["行政执法公示制度", "", "  \n", "组织应急演练96场次，参加3.2万人次。" * 12, "mixed 文本 with ＡＢＣ"]


@pytest.fixture(
    scope="module",
    params=[pytest.param(name, marks=pytest.mark.model if name == "bundled" else ()) for name in ENCODERS],
)
def encoder(request: pytest.FixtureRequest) -> TextEncoder:
    return ENCODERS[request.param]()


def test_rows_are_unit_vectors_of_the_dimension_or_zero(encoder: TextEncoder) -> None:
    for vectors in (encoder.encode_passages(TEXTS), encoder.encode_queries(TEXTS)):
        assert vectors.shape == (len(TEXTS), encoder.dimension)
        assert vectors.dtype == np.float32
        lengths = np.linalg.norm(vectors, axis=1)
        assert all(length == pytest.approx(1.0, abs=1e-4) or length == 0 for length in lengths)


def test_no_texts_no_rows(encoder: TextEncoder) -> None:
    assert encoder.encode_passages([]).shape == (0, encoder.dimension)
    assert encoder.encode_queries([]).shape == (0, encoder.dimension)


def test_a_text_has_one_vector_whatever_stands_beside_it(encoder: TextEncoder) -> None:
    together = encoder.encode_passages(TEXTS)
    for text, vector in zip(TEXTS, together, strict=True):
        assert np.allclose(encoder.encode_passages([text])[0], vector, atol=2e-4)


def test_the_name_stays(encoder: TextEncoder) -> None:
    before = encoder.name
    encoder.encode_queries(["任意"])
    assert encoder.name == before
    assert len(encoder.prefixes) == 2


def test_like_texts_are_nearer_than_unlike_ones(encoder: TextEncoder) -> None:
    query = encoder.encode_queries(["行政执法公示"])[0]
    near, far = encoder.encode_passages(["全面推行行政执法公示制度", "今天中午食堂供应面条和米饭"])
    assert query @ near > query @ far
