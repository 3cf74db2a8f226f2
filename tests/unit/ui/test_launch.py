"""The server's options and headers."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
from collections.abc import MutableMapping
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from assistant.domain.network import Network
from tests.conftest import ROOT
from ui.frame_words import SCRIPTS, words_of
from ui.headers import ChineseWords, SecurityHeaders, content_policy
from ui.launch import serve
from ui.options import server_options


def test_every_option_is_one_of_streamlit() -> None:
    from streamlit import config

    known = config._config_options_template
    assert [name for name in server_options(8501) if name not in known] == []


def test_nothing_is_open_beyond_this_machine() -> None:
    options = server_options(8123)
    assert options["server.address"] == "127.0.0.1"
    assert options["server.port"] == 8123
    assert options["browser.gatherUsageStats"] is False
    assert options["client.showErrorDetails"] == "none"
    assert "http" not in str([value for name, value in options.items() if name.startswith("theme.")])


def test_the_policy_allows_this_server_only() -> None:
    policy = content_policy().decode()
    assert "http:" not in policy
    assert "https:" not in policy
    assert "unsafe-eval" not in policy
    assert policy.count("'sha256-") == 1


Message = MutableMapping[str, Any]


async def _ask(app: Any, path: str) -> list[Message]:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(
        {"type": "http", "method": "GET", "path": path, "headers": [(b"accept-encoding", b"gzip")]},
        receive,
        send,
    )
    return sent


async def _page(scope: Message, receive: Any, send: Any) -> None:
    assert not any(name == b"accept-encoding" for name, _ in scope["headers"])
    headers = [(b"content-type", b"text/html; charset=utf-8"), (b"content-length", b"40"), (b"etag", b"1")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b'<html lang="en"><title>Stream', "more_body": True})
    await send({"type": "http.response.body", "body": b"lit</title></html>"})


def test_the_frame_page_is_chinese_and_has_its_length() -> None:
    # In a thread of its own: a browser test in the same process may have left its event loop running.
    with ThreadPoolExecutor(1) as pool:
        start, body = pool.submit(asyncio.run, _ask(SecurityHeaders(ChineseWords(_page)), "/draft")).result()
    headers = dict(start["headers"])
    assert body["body"].decode() == '<html lang="zh-CN"><title>年报助手</title></html>'
    assert int(headers[b"content-length"]) == len(body["body"])
    assert b"etag" not in headers
    assert headers[b"x-frame-options"] == b"DENY"


def test_every_word_of_the_frame_is_still_there() -> None:
    """When Streamlit changes a word, this names it: its Chinese needs a new key."""
    folder = files("streamlit").joinpath("static/static/js")
    missing = []
    for start, words in SCRIPTS.items():
        texts = [each.read_text("utf-8") for each in folder.iterdir() if each.name.startswith(start)]
        missing += [
            (start, english) for english in words if not any(f"`{english}`" in text for text in texts)
        ]
    assert missing == []
    assert words_of("/static/js/PlotlyChart.x.js") == ()
    assert words_of("/_stcore/health") == ()


def test_a_taken_port_is_an_error_a_person_can_mend(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert serve(tmp_path / "home", taken.getsockname()[1]) == 1
    assert "已被占用" in capsys.readouterr().err


def test_a_home_that_cannot_be_made_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert serve(tmp_path / "file" / "home", 1) == 1
    assert "不能建立数据文件夹" in capsys.readouterr().err


def test_it_refuses_to_be_open_to_all_and_says_the_way_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert serve(tmp_path / "home", _free_port(), Network("0.0.0.0")) == 1
    told = capsys.readouterr().err
    assert "没有启动" in told
    assert "nianbao users add" in told


@pytest.mark.parametrize(
    ("network", "words"),
    [
        (Network("203.0.113.9", allow_open=True), "没有地址 203.0.113.9"),
        (Network(tls_cert="no.pem", tls_key="no.key"), "不能使用证书"),
    ],
)
def test_an_address_or_certificate_that_is_not_there_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], network: Network, words: str
) -> None:
    assert serve(tmp_path / "home", _free_port(), network) == 1
    assert words in capsys.readouterr().err


def test_beyond_this_machine_the_hosts_are_asked_by_ourselves() -> None:
    assert server_options(8501)["server.allowedHosts"] == ["localhost", "127.0.0.1", "::1"]
    options = server_options(8501, Network("0.0.0.0", tls_cert="/c", tls_key="/k"))
    assert (options["server.address"], options["server.allowedHosts"]) == ("0.0.0.0", ["*"])
    assert (options["server.sslCertFile"], options["server.sslKeyFile"]) == ("/c", "/k")


def test_an_unknown_setting_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NIANBAO_HOEM", "x")
    assert serve(tmp_path / "home", _free_port()) == 1
    assert "NIANBAO_HOEM" in capsys.readouterr().err


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_work_beside_the_screens_knows_no_streamlit() -> None:
    code = "import sys, ui.jobs, ui.work, ui.presenters.steps; sys.exit('streamlit' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)
    assert run.returncode == 0
