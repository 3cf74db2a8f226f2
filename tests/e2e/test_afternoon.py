"""The whole afternoon of a clerk, from last year's Word file to this year's, with a refresh at every step and a power cut."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, Page, expect

from assistant.domain.agency_year import AgencyYear
from assistant.reading.agency_year import load_agency_year
from assistant.reading.workbook import write_form
from tests.conftest import EXAMPLE_DATA
from tests.e2e.application import Server
from tests.e2e.conftest import new_workspace, watch
from tests.e2e.last_year import last_years_report
from tests.e2e.steps import after, choose, click, draft, go, pick, refresh, sentence, settled, upload

PENALTIES = "罚款158.4万元"


@pytest.fixture(scope="module")
def year() -> AgencyYear:
    return load_agency_year(EXAMPLE_DATA)


@pytest.fixture
def last_years_file(year: AgencyYear, tmp_path: Path) -> Path:
    """The report that the agency would have written the year before, as Word."""
    path = tmp_path / "去年的报告.docx"
    path.write_bytes(last_years_report(year))
    return path


@pytest.fixture
def filled_form(year: AgencyYear, tmp_path: Path) -> Path:
    """The Excel form as the offices sent it back: this year's values, none of last year's."""
    bare = replace(year, indicators=tuple(replace(each, last_year=None) for each in year.indicators))
    path = tmp_path / "数据表.xlsx"
    path.write_bytes(write_form(bare))
    return path


def test_from_last_years_word_file_to_this_years(
    watched: Page,
    seeded: Server,
    own_server: Callable[[], Server],
    last_years_file: Path,
    filled_form: Path,
    tmp_path: Path,
) -> None:
    page, home = watched, tmp_path / "home"
    home.mkdir()
    for kept in ("library.sqlite", "library.sqlite-wal"):
        if (seeded.home / kept).exists():
            shutil.copy(seeded.home / kept, home / kept)
    first = own_server()
    page.goto(first.url)
    settled(page)
    upload(page, "去年的报告", [last_years_file])
    expect(page.get_by_role("link", name="② 年度数据")).to_be_visible()

    _take_last_years_indicators(page)
    _take_the_form(page, filled_form)
    _take_last_years_values(page)
    draft(page)
    _work_on_the_draft(page)
    first.kill()
    own_server()
    page.reload()
    settled(page)
    expect(sentence(page, "学用结合")).to_be_visible()
    _check(page)
    _export(page, tmp_path / "report.docx")


def _take_last_years_indicators(page: Page) -> None:
    go(page, "① 去年报告与同行")
    choose(page, "本机关去年的报告")
    button = page.get_by_role("button", name="取到年度数据").first
    expect(button).to_be_enabled()
    after(page, lambda: button.click(delay=60))
    expect(page.get_by_text("项指标，请填今年的数值")).to_be_visible()
    expect(page.get_by_text("处需要改正")).to_have_count(2)  # this year's values are still to come


def _take_the_form(page: Page, form: Path) -> None:
    choose(page, "基本信息")
    expect(page.get_by_label("机关全称")).to_have_value("青岚县应急管理局")
    choose(page, "导入导出与历史")
    with (
        page.expect_download() as download
    ):  # what the offices complete: this year's values are not there yet
        page.get_by_role("button", name="填好现有内容的数据表").click(delay=60)
    assert download.value.suggested_filename == "青岚县应急管理局2025年度数据.xlsx"
    assert Path(download.value.path()).read_bytes().startswith(b"PK")
    upload(page, "数据表", [form])
    expect(page.get_by_role("cell", name="指标：会前学法")).to_be_visible()
    refresh(page)  # the upload still waits for a word
    click(page, "全部替换为导入的内容")
    expect(page.get_by_text("已换成")).to_be_visible()


def _take_last_years_values(page: Page) -> None:
    go(page, "① 去年报告与同行")
    choose(page, "本机关去年的报告")
    refresh(page)
    button = page.get_by_role("button", name="填入上年数值").first
    expect(button).to_be_enabled()
    after(page, lambda: button.click(delay=60))
    expect(page.get_by_text("个上年数值。")).to_be_visible()


def _work_on_the_draft(page: Page) -> None:
    refresh(page)
    pick(page, PENALTIES)
    panel = page.locator(".st-key-sentence-panel")
    expect(panel).to_contain_text("158.4万元（上年 176.9万元）")  # read out of last year's file
    page.get_by_text("看同行怎么写").click(delay=60)
    settled(page)
    click(page, "插到这句后面")
    expect(page.locator(".sentence.selected")).not_to_contain_text(PENALTIES)
    pick(page, "会前学法13次")
    page.get_by_label("这句话").fill("全年会前学法13次，学用结合。")
    click(page, "改好这一句")
    expect(sentence(page, "学用结合")).to_be_visible()


def _check(page: Page) -> None:
    go(page, "④ 核对")
    refresh(page)
    while page.get_by_role("button", name="直接改正").count():
        click(page, "直接改正")
    click(page, "忽略")
    page.get_by_role("textbox", name="理由").fill("已与法规科商定")
    after(page, lambda: page.get_by_role("dialog").get_by_role("button", name="忽略").click(delay=60))
    expect(page.get_by_text("已忽略 1 处")).to_be_visible()


def _export(page: Page, path: Path) -> None:
    go(page, "⑤ 导出")
    refresh(page)
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("^下载(讨论|送审)稿（Word）$")).click(delay=60)
    download.value.save_as(path)
    text = "".join(paragraph.text for paragraph in Document(str(path)).paragraphs)
    assert "全年会前学法13次，学用结合。" in text
    assert PENALTIES in text
    assert "朝阳" not in text
    settled(page)
    go(page, "④ 核对")
    choose(page, "核对外来文件")
    upload(page, "要核对的稿子", [path])
    expect(page.get_by_role("button", name="下载批注版（Word）")).to_be_visible()
    refresh(page)  # what was found in the file is still there
    expect(page.get_by_role("button", name="下载批注版（Word）")).to_be_visible()


def test_two_people_work_at_once(watched: Page, seeded: Server, browser: Browser) -> None:
    context = browser.new_context(locale="zh-CN", viewport={"width": 1366, "height": 768})
    other = context.new_page()
    trouble = watch(other)
    pages = (watched, other)
    for page in pages:
        page.goto(f"{seeded.url}/draft?w={new_workspace(seeded, with_draft=True)}")
    for number, page in enumerate(pages):
        pick(page, PENALTIES)
        page.get_by_label("这句话").fill(f"第{number}个人改的一句话。")
    for page in pages:
        page.get_by_role("button", name="改好这一句", exact=True).click(delay=60)
    for number, page in enumerate(pages):
        expect(sentence(page, f"第{number}个人改的一句话")).to_be_visible()
        expect(sentence(page, f"第{1 - number}个人改的一句话")).to_have_count(0)
        settled(page)
    assert trouble == []
    context.close()
