"""An HTTP client whose answers end: bounded in time and size as a whole, no redirects."""

from __future__ import annotations

import time
from collections.abc import Iterator

import httpx

MAX_ANSWER_BYTES = 5_000_000


def bounded_client(timeout_seconds: float, *, trust_env: bool) -> httpx.Client:
    """A client that gives up when an answer is not whole in time, however steadily it trickles in.

    Args:
        timeout_seconds: longest wait for a connection, between two bytes, and for the whole body.
        trust_env: whether proxies of the environment are used.
    """

    def bound(response: httpx.Response) -> None:
        if isinstance(response.stream, httpx.SyncByteStream):
            response.stream = _BoundedStream(response.stream, time.monotonic() + timeout_seconds)

    return httpx.Client(
        timeout=timeout_seconds,
        follow_redirects=False,
        trust_env=trust_env,
        event_hooks={"response": [bound]},
    )


class _BoundedStream(httpx.SyncByteStream):
    def __init__(self, stream: httpx.SyncByteStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for part in self._stream:
            size += len(part)
            if time.monotonic() > self._deadline:
                raise httpx.ReadTimeout("the answer is not whole in time")
            if size > MAX_ANSWER_BYTES:
                raise httpx.ReadError("the answer is too large")
            yield part

    def close(self) -> None:
        """Close what is read."""
        self._stream.close()
