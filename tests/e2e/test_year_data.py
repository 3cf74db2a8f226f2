"""Filling in the year: the grid, the Excel form, two windows at once."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import watch
from tests.e2e.steps import cell, choose, click, edit_cell, refresh, settled, upload

NAME, VALUE = 0, 1


def test_a_cell_is_saved_when_it_is_left(watched: Page, workspace: str) -> None:
    page = watched
    page.goto(workspace.format("data"))
    settled(page)
    edit_cell(page, 1, VALUE, "一千四")
    expect(page.get_by_text("处需要改正")).to_have_count(2)
    expect(page.get_by_text("指标“会前学法”的今年数值")).to_be_visible()
    edit_cell(page, 1, VALUE, "14")
    expect(page.get_by_text("处需要改正")).to_have_count(0)
    refresh(page)
    expect(cell(page, 1, VALUE)).to_have_text("14")


def test_the_excel_form_goes_out_and_comes_back_with_differences_shown(
    watched: Page, workspace: str, tmp_path: Path
) -> None:
    page = watched
    page.goto(workspace.format("data"))
    settled(page)
    choose(page, "导入导出与历史")
    with page.expect_download() as download:
        page.get_by_role("button", name="填好现有内容的数据表").click(delay=60)
    form = tmp_path / "form.xlsx"
    download.value.save_as(form)
    _set_value(form, "会前学法", 15)
    upload(page, "数据表", [form])
    expect(page.get_by_text("与现有内容有 1 处不同")).to_be_visible()
    expect(page.get_by_role("cell", name="指标：会前学法")).to_be_visible()
    click(page, "全部替换为导入的内容")
    choose(page, "指标")
    expect(cell(page, 1, VALUE)).to_have_text("15")


def _set_value(form: Path, name: str, value: int) -> None:
    book = load_workbook(form)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for at, each in enumerate(row):
                if each.value == name:
                    number = next(other for other in row[at + 1 :] if isinstance(other.value, (int, float)))
                    number.value = value
    book.save(form)


def test_two_windows_never_overwrite_each_other(watched: Page, workspace: str, browser: Browser) -> None:
    one = watched
    one.goto(workspace.format("data"))
    settled(one)
    choose(one, "基本信息")
    context = browser.new_context(locale="zh-CN", viewport={"width": 1366, "height": 768})
    two = context.new_page()
    trouble = watch(two)
    two.goto(workspace.format("data"))
    settled(two)
    expect(two.get_by_text("同时在另一个窗口打开着")).to_be_visible()
    choose(two, "基本信息")
    two.get_by_label("签发人").fill("李更新")
    two.get_by_label("签发人").blur()
    settled(two)

    one.get_by_label("主送机关").fill("县委全面依法治县委员会")
    one.get_by_label("主送机关").blur()
    expect(one.get_by_text("没有覆盖")).to_be_visible()
    click(one, "看最新内容")
    expect(one.get_by_label("签发人")).to_have_value("李更新")
    expect(one.get_by_label("主送机关")).to_have_value("县委、县政府")
    choose(one, "导入导出与历史")
    one.get_by_text("历史：找回以前的内容").click(delay=60)
    expect(one.get_by_text("另一窗口没有存进去的内容")).to_be_visible()
    assert trouble == []
    context.close()


def test_cards_are_added_moved_and_found_again(watched: Page, workspace: str) -> None:
    page = watched
    page.goto(workspace.format("data"))
    settled(page)
    choose(page, "履职、不足与安排")
    expect(page.get_by_label("不足内容").first).to_be_visible()
    before = page.get_by_label("不足内容").count()
    click(page, "加一张不足卡片")
    expect(page.get_by_label("不足内容")).to_have_count(before + 1)
    page.get_by_label("不足内容").last.fill("基层普法形式还不够多样")
    page.get_by_label("不足内容").last.blur()
    settled(page)
    refresh(page)
    expect(page.get_by_label("不足内容").last).to_have_value("基层普法形式还不够多样")
