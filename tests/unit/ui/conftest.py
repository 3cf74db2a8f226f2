"""Screens without a browser, on a home of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant.app import App
from assistant.domain.agency_year import AgencyYear
from assistant.example_files import example_data_file
from assistant.reading.agency_year import load_agency_year
from assistant.settings import Settings
from ui import wiring


@pytest.fixture
def desk_app(home: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    """The application that the screens of this test stand on."""
    monkeypatch.setenv("NIANBAO_HOME", str(home))
    for part in (
        wiring.shared,
        wiring.accounts,
        wiring.jobs,
        wiring.memory,
        wiring.shelf,
        wiring.presence,
    ):
        part.cache_clear()
    app = wiring.app()
    assert app.settings.home == settings.home
    yield app
    app.workspaces.close()
    app.library.close()
    wiring.shared.cache_clear()
    wiring.accounts.cache_clear()


def _script(first: str) -> None:
    import streamlit as st

    from ui.navigation import pages
    from ui.wiring import show_bug

    current = st.navigation(pages(first), position="hidden")
    try:
        current.run()
    except Exception as error:  # what the server does by `on_script_error`
        if type(error).__module__.startswith("streamlit"):
            raise
        show_bug(error)


@pytest.fixture
def screen(desk_app: App) -> Callable[..., AppTest]:
    """Opens a screen, of a workspace if one is given."""

    def open_screen(name: str, workspace_id: str = "") -> AppTest:
        test = AppTest.from_function(_script, args=(name,), default_timeout=60)
        if workspace_id:
            test.query_params["w"] = workspace_id
        test.run()
        assert not test.exception
        return test

    return open_screen


def shown(test: AppTest) -> str:
    """All HTML of a screen."""
    return "\n".join(str(piece.value) for piece in test.html)


@pytest.fixture(scope="session")
def example_year() -> AgencyYear:
    """The example's yearly data."""
    return load_agency_year(example_data_file())
