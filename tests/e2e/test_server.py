"""The server around the screens: headers, a taken port, accessibility of every screen."""

from __future__ import annotations

import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.conftest import ROOT
from tests.e2e.application import Server
from tests.e2e.steps import choose, go, settled

SCREENS = {
    "① 去年报告与同行": ("同行资料库", "按意思检索", "本机关去年的报告"),
    "② 年度数据": ("基本信息", "指标", "举措与成效", "履职、不足与安排", "导入导出与历史", "看图"),
    "③ 起草": ("稿子", "版本与历史"),
    "④ 核对": ("检查结果", "内容与相似度", "核对外来文件"),
    "⑤ 导出": (),
}


def test_every_answer_carries_the_headers(server: Server) -> None:
    with urllib.request.urlopen(f"{server.url}/", timeout=10) as answer:
        headers = {name.lower(): value for name, value in answer.headers.items()}
        page = answer.read().decode("utf-8")
    assert "script-src 'self' blob: 'sha256-" in headers["content-security-policy"]
    assert "unsafe-eval" not in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert '<html lang="zh-CN">' in page
    assert "<title>年报助手</title>" in page


def test_a_taken_port_is_told_in_one_line(server: Server, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "assistant", "ui", "--home", str(tmp_path), "--port", str(server.port)]
    run = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False
    )
    assert run.returncode == 1
    assert f"端口 {server.port} 已被占用" in run.stderr
    assert "Traceback" not in run.stderr


def test_no_screen_has_a_serious_barrier(watched: Page, seeded: Server, drafted: str) -> None:
    axe_module = pytest.importorskip("axe_playwright_python.sync_playwright")
    axe = axe_module.Axe()
    page = watched
    found: list[tuple[str, str, str]] = []

    def examine(name: str) -> None:
        result = axe.run(page, options={"resultTypes": ["violations"], "runOnly": ["wcag2a", "wcag2aa"]})
        found.extend(
            (name, violation["id"], violation["nodes"][0]["html"][:120])
            for violation in result.response["violations"]
            if violation["impact"] in {"serious", "critical"}
        )

    page.goto(seeded.url)
    settled(page)
    examine("home")
    page.goto(drafted.format("peers"))
    for step, views in SCREENS.items():
        go(page, step)
        for view in views:
            choose(page, view)
            examine(f"{step} {view}")
    examine("⑤ 导出")
    assert found == []
