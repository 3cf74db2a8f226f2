"""A real server on loopback and a real Chromium; a page fails its test when anything asks for another host."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlparse

import pytest

from tests.conftest import ROOT

playwright = pytest.importorskip("playwright.sync_api")
from playwright.sync_api import Browser, Page, expect  # noqa: E402

from tests.e2e.steps import click, go, open_example  # noqa: E402

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
expect.set_options(timeout=20_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder; without a browser they say why they are skipped."""
    for item in items:
        if Path(__file__).parent in Path(item.fspath).parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(
                    pytest.mark.skip(reason="no Chromium on this machine (apt-get install chromium)")
                )


@dataclass
class Server:
    """A running application. It is started as users start it, by `nianbao ui`."""

    home: Path
    port: int
    log: Path
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

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


def start_server(home: Path, port: int, log: Path) -> Server:
    command = [sys.executable, "-m", "assistant", "ui", "--home", str(home), "--port", str(port)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")}
    with log.open("ab") as stream:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdout=stream,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    server = Server(home, port, log, process)
    deadline = time.monotonic() + _START_SECONDS
    while not _answers(server):
        if process.poll() is not None or time.monotonic() > deadline:
            pytest.fail(f"the application did not start:\n{log.read_text('utf-8', 'replace')[-3000:]}")
        time.sleep(0.05)
    return server


def _answers(server: Server) -> bool:
    try:
        with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One application for all tests that do not need their own."""
    folder = tmp_path_factory.mktemp("application")
    running = start_server(folder / "home", free_port(), folder / "server.log")
    yield running
    running.stop()
    assert "Traceback" not in running.log.read_text("utf-8", "replace")
    bugs = running.home / "logs" / "nianbao.log"
    assert not bugs.exists(), bugs.read_text("utf-8")


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Callable[[], Server]]:
    """Starts an application on a home and port of this test; a second call starts it there again."""
    port = free_port()
    started: list[Server] = []

    def start() -> Server:
        started.append(start_server(tmp_path / "home", port, tmp_path / "server.log"))
        return started[-1]

    yield start
    for running in started:
        running.stop()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, object]) -> dict[str, object]:
    return {
        **browser_context_args,
        "locale": "zh-CN",
        "viewport": {"width": 1366, "height": 768},
        "accept_downloads": True,
    }


@pytest.fixture
def watched(page: Page) -> Iterator[Page]:
    """A page on which nothing may leave this machine, no script may fail and no dialog may open."""
    trouble = watch(page)
    yield page
    assert trouble == []


def watch(page: Page) -> list[str]:
    """Collect what must not happen on a page."""
    trouble: list[str] = []

    def on_request(url: str) -> None:
        parts = urlparse(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname != "127.0.0.1":
            trouble.append(f"outside: {url}")

    page.on("request", lambda request: on_request(request.url))
    page.on("websocket", lambda socket_: on_request(socket_.url))
    page.on("pageerror", lambda error: trouble.append(f"script: {error}"))
    page.on("dialog", lambda dialog: (trouble.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    return trouble


@pytest.fixture(scope="session")
def seeded(server: Server, browser: Browser, browser_context_args: dict[str, object]) -> Server:
    """The shared application with the example reports in its library."""
    context = browser.new_context(**browser_context_args)  # type: ignore[arg-type]
    page = context.new_page()
    open_example(page, server.url)
    go(page, "① 去年报告与同行")
    if page.get_by_role("button", name="加入自带的五份报告").count():
        click(page, "加入自带的五份报告")
    expect(page.get_by_text("共 5 份报告")).to_be_visible(timeout=240_000)
    context.close()
    return server
