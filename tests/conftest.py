"""Fixtures for every test: no network but loopback, a home of its own, the local model built once."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest

from assistant.settings import Settings, read_settings

ROOT = Path(__file__).resolve().parents[1]
SEED_REPORTS = ROOT / "seeds" / "reports"
EXAMPLE_DATA = ROOT / "seeds" / "yearly_data" / "qinglan-emergency-2025.yaml"
GOLDEN = ROOT / "tests" / "golden"
# These look at a clock or at other processes; a busy machine may keep them waiting once, not three times.
_CLOCKED = {
    "test_check_similarity",
    "test_library_processes",
    "test_model_endpoint",
    "test_jobs",
    "test_registry",
    "test_docx",
    "test_lock",
    "test_workspaces",
    "test_reading",
    "test_docx_render",
    "test_cli",
    "test_gate",
}
# In CI the same cases every time: a new random case is for a person at a desk, who can look at it.
hypothesis.settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    hypothesis.settings.load_profile("ci")
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that reaches beyond this machine fails at once and says so."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if (
            self.family in {socket.AF_INET, socket.AF_INET6}
            and isinstance(address, tuple)
            and address[0] not in _LOOPBACK
        ):
            pytest.fail(f"test tried to connect to {address}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A developer's own NIANBAO_ variables do not reach the tests; the cache of the built model does."""
    for name in [name for name in os.environ if name.startswith("NIANBAO_") and name != "NIANBAO_CACHE"]:
        monkeypatch.delenv(name)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty home for library and workspaces."""
    return tmp_path / "home"


@pytest.fixture
def settings(home: Path) -> Settings:
    """Settings for that home."""
    return read_settings().with_home(home)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with a file under tests/golden; `pytest --update-golden` writes it anew, to be read in the diff."""
    update = request.config.getoption("--update-golden")

    def compare(name: str, actual: str) -> None:
        path = GOLDEN / name
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(actual, encoding="utf-8")
        assert path.is_file(), f"no golden file {name}: run pytest --update-golden and read what it wrote"
        assert actual == path.read_text("utf-8")

    return compare


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let tests that depend on a clock be tried again."""
    for item in items:
        if item.path.stem in _CLOCKED:
            item.add_marker(pytest.mark.flaky(reruns=2))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-golden`."""
    parser.addoption("--update-golden", action="store_true", help="write golden files anew")
