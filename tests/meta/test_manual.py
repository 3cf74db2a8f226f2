"""The manual speaks of screens as they are: its pictures exist, its words stand on the screens."""

from __future__ import annotations

import re

from tests.conftest import ROOT

MANUAL = (ROOT / "README.zh-CN.md").read_text("utf-8")


def test_every_picture_is_there_and_every_picture_is_used() -> None:
    named = set(re.findall(r"!\[[^\]]+\]\((docs/screenshots/[a-z-]+\.png)\)", MANUAL))
    there = {f"docs/screenshots/{path.name}" for path in (ROOT / "docs" / "screenshots").glob("*.png")}
    assert named == there


def test_every_button_of_the_manual_stands_on_a_screen() -> None:
    screens = "\n".join(path.read_text("utf-8") for path in (ROOT / "ui").rglob("*.py"))
    severities = "必须修改 请核对 提示 送审稿 讨论稿"
    words = [word.strip() for word in re.findall(r"\*\*([^*\n]{2,14})\*\*", MANUAL)]
    missing = [word for word in words if not word.endswith(("。", "？")) and word not in screens + severities]
    assert missing == []
