"""A real server on loopback and a real Chromium; a page fails its test when anything asks for another host."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlparse

import pytest

from assistant.adapters.workspaces import WorkspaceStore
from assistant.app import App
from assistant.desk import Desk
from assistant.drafting.plain import draft_report
from assistant.reading.agency_year import load_agency_year
from assistant.settings import read_settings
from tests.conftest import EXAMPLE_DATA
from tests.e2e.application import CHROMIUM, FLAGS, Server, free_port, start_server

playwright = pytest.importorskip("playwright.sync_api")
from playwright.sync_api import Page, expect  # noqa: E402

from tests.e2e.steps import COUNT_RUNS  # noqa: E402

expect.set_options(timeout=20_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder; without a browser they say why they are skipped."""
    for item in items:
        if Path(__file__).parent in Path(item.fspath).parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))  # one server serves them all
            # A busy machine lets a click come before its page is ready; what is broken fails three times.
            item.add_marker(pytest.mark.flaky(reruns=2))
            if CHROMIUM is None:
                item.add_marker(
                    pytest.mark.skip(reason="no Chromium on this machine (apt-get install chromium)")
                )


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
    """Starts an application on a home and port of this test; a second call starts it there again.

    The user has options for other Streamlit applications; if they were read, nothing would answer at the address.
    """
    port = free_port()
    started: list[Server] = []
    foreign = tmp_path / "user" / ".streamlit" / "config.toml"
    foreign.parent.mkdir(parents=True)
    foreign.write_text(
        '[server]\nbaseUrlPath = "elsewhere"\n[client]\ntoolbarMode = "developer"\n', encoding="utf-8"
    )

    def start() -> Server:
        log = tmp_path / "server.log"
        started.append(start_server(tmp_path / "home", port, log, user_home=foreign.parents[1]))
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
    page.add_init_script(COUNT_RUNS)

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
def seeded(server: Server) -> Server:
    """The shared application with the example reports in its library; the walk adds them by hand, as a user does."""
    if not (server.home / "library.sqlite").exists():
        app = App(read_settings({**os.environ, "NIANBAO_HOME": str(server.home)}))
        app.add_peers(app.example_reports())
        app.library.close()
    return server


@pytest.fixture
def workspace(server: Server) -> str:
    """The address, without its step, of a fresh workspace with the example's data: `{}` is the step."""
    return f"{server.url}/{{}}?w={new_workspace(server)}"


@pytest.fixture
def drafted(server: Server) -> str:
    """As `workspace`, with a draft."""
    return f"{server.url}/{{}}?w={new_workspace(server, with_draft=True)}"


def new_workspace(server: Server, *, with_draft: bool = False) -> str:
    """Make a workspace beside the running server, which sees it at once."""
    year = load_agency_year(EXAMPLE_DATA)
    with WorkspaceStore(server.home) as store:
        desk = Desk(store)
        workspace_id = desk.create("青岚县应急管理局2025年度", year).id
        if with_draft:
            desk.save_draft(workspace_id, draft_report(year), 0)
    return workspace_id
