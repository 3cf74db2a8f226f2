"""The application and the browser as tests, bench and screenshots start them: as users do, by `nianbao ui`."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
_START_SECONDS = 90


@dataclass
class Server:
    """A running application. It is started as users start it, by `nianbao ui`."""

    home: Path
    port: int
    log: Path
    process: subprocess.Popen[bytes]
    scheme: str = "http"

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}"

    def kill(self) -> None:
        """End it without a warning, as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(20)

    def stop(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.kill()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start_server(
    home: Path,
    port: int,
    log: Path,
    *,
    user_home: Path | None = None,
    options: Sequence[str] = (),
    settings: Mapping[str, str] | None = None,
) -> Server:
    command = [sys.executable, "-m", "assistant", "ui", "--home", str(home), "--port", str(port), *options]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")}
    environment |= settings or {}
    if user_home is not None:
        environment |= {"HOME": str(user_home), "USERPROFILE": str(user_home)}
    with log.open("ab") as stream:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdout=stream,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    server = Server(home, port, log, process, "https" if "--tls-cert" in options else "http")
    deadline = time.monotonic() + _START_SECONDS
    while not _answers(server):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"the application did not start:\n{log.read_text('utf-8', 'replace')[-3000:]}")
        time.sleep(0.05)
    return server


def _answers(server: Server) -> bool:
    try:
        unproven = ssl._create_unverified_context()  # our own server, with a certificate of the test's own
        with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=2, context=unproven) as answer:
            return bool(answer.status == 200)
    except urllib.error.HTTPError as refusal:
        return refusal.code == 401  # it asks who is there: it is up
    except (OSError, urllib.error.URLError):
        return False
