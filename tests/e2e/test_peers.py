"""The library of peers on the screen: what was recognised is corrected, a search shows its passages in their place."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.application import Server
from tests.e2e.steps import after, cell, choose, click, settled

AGENCY, KIND = 0, 2


def test_what_was_recognised_is_corrected_and_found(watched: Page, seeded: Server, workspace: str) -> None:
    page = watched
    page.goto(workspace.format("peers"))
    settled(page)
    page.get_by_label("筛选").fill("大兴")
    after(page, lambda: page.keyboard.press("Enter"))
    expect(page.get_by_text("显示 1 份")).to_be_visible()
    after(page, lambda: page.locator(".dvn-scroller").first.click(position={"x": 16, "y": 52}))
    expect(page.get_by_role("tab", name="读出的结构")).to_be_visible()
    page.get_by_label("领域").fill("应急管理和消防")
    click(page, "保存更正")
    expect(cell(page, 0, KIND)).to_have_text("应急管理和消防")

    choose(page, "按意思检索")
    page.get_by_label("检索").fill("会前学法")
    after(page, lambda: page.keyboard.press("Enter"))
    expect(page.locator(".nb-passage mark").first).to_be_visible()
    after(page, lambda: page.get_by_text("看原文全文").first.click(delay=60))
    expect(page.locator(".nb-quote mark").first).to_be_in_viewport()  # the whole report, opened at the place
