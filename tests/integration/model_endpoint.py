"""An OpenAI-compatible endpoint of our own on 127.0.0.1, with faults on demand: real sockets, no package, no model."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Respond = Callable[["Handler", dict[str, Any]], None]


@dataclass
class Endpoint:
    """A running endpoint; `requests` are the bodies that came, `paths` and `headers` beside them."""

    url: str
    requests: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


class Handler(BaseHTTPRequestHandler):
    """Answers a request the way the test says."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        endpoint: Endpoint = self.server.endpoint  # type: ignore[attr-defined]
        endpoint.requests.append(body)
        endpoint.paths.append(self.path)
        endpoint.headers.append({name.lower(): value for name, value in self.headers.items()})
        self.server.respond(self, body)  # type: ignore[attr-defined]

    def log_message(self, *_args: object) -> None:
        """Keep the test's output clean."""

    def send(self, status: int, content: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {
            "Content-Type": "application/json",
            "Content-Length": str(len(content)),
            **(headers or {}),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def serve(respond: Respond) -> Iterator[Endpoint]:
    """Run an endpoint while the block runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    endpoint = Endpoint(f"http://127.0.0.1:{server.server_port}/v1")
    server.respond, server.endpoint = respond, endpoint  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield endpoint
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def completion(text: str | None, finish_reason: str | None = "stop") -> bytes:
    """The body of a chat completion."""
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": finish_reason}
    body = {
        "id": "c-1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }  # fmt: skip
    return json.dumps(body, ensure_ascii=False).encode("utf-8")


def answers(text: str | None, finish_reason: str | None = "stop") -> Respond:
    """Answer every request with the same text."""
    return lambda handler, _body: handler.send(200, completion(text, finish_reason))


def fails(status: int, message: str = "no") -> Respond:
    """Refuse every request."""
    content = json.dumps({"error": {"message": message, "type": "e", "code": None}}).encode()
    return lambda handler, _body: handler.send(status, content)


def sends(content: bytes, headers: dict[str, str] | None = None, status: int = 200) -> Respond:
    """Send these bytes, whatever they are."""
    return lambda handler, _body: handler.send(status, content, headers)


def waits(seconds: float) -> Respond:
    """Answer too late."""

    def respond(handler: Handler, _body: dict[str, Any]) -> None:
        time.sleep(seconds)
        handler.send(200, completion("迟到的答复。"))

    return respond


def trickles(seconds: float) -> Respond:
    """Send a blank now and then, so that something always comes and the answer never does."""

    def respond(handler: Handler, _body: dict[str, Any]) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.end_headers()
        end = time.monotonic() + seconds
        with suppress(OSError):  # the client has given up
            while time.monotonic() < end:
                handler.wfile.write(b" ")
                handler.wfile.flush()
                time.sleep(0.05)
        handler.close_connection = True

    return respond


def floods() -> Respond:
    """Send far more than any answer."""

    def respond(handler: Handler, _body: dict[str, Any]) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.end_headers()
        with suppress(OSError):
            for _ in range(200):
                handler.wfile.write(b" " * 1_000_000)
        handler.close_connection = True

    return respond


def breaks_off(text: str) -> Respond:
    """Promise a whole body, send half of it, and hang up."""

    def respond(handler: Handler, _body: dict[str, Any]) -> None:
        content = completion(text)
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content[: len(content) // 2])
        handler.close_connection = True

    return respond


def ends_early(text: str) -> Respond:
    """Send half a body without saying how long it should be, so that the end looks like an end."""

    def respond(handler: Handler, _body: dict[str, Any]) -> None:
        content = completion(text)
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.end_headers()
        handler.wfile.write(content[: len(content) // 2])
        handler.close_connection = True

    return respond
