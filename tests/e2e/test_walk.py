"""The whole afternoon in a browser, with a refresh at every step."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from playwright.sync_api import Page, expect

from tests.conftest import EXAMPLE_DATA, SEED_REPORTS
from tests.e2e.application import Server
from tests.e2e.steps import choose, click, draft, go, refresh, settled, upload


def test_from_the_seeds_to_a_word_file(watched: Page, server: Server, tmp_path: Path) -> None:
    page = watched
    page.goto(server.url)
    settled(page)
    expect(page.get_by_role("heading", name="我的年报")).to_be_visible()
    upload(page, "数据表", [EXAMPLE_DATA])
    expect(page.get_by_role("link", name="② 年度数据")).to_be_visible()

    go(page, "① 去年报告与同行")
    upload(page, "同行报告", sorted(SEED_REPORTS.glob("*.txt")))
    refresh(page)  # while they are being added
    expect(page.get_by_text("共 5 份报告")).to_be_visible(timeout=240_000)

    go(page, "② 年度数据")
    refresh(page)
    expect(page.locator('[data-testid="glide-cell-1-0"]')).to_have_text("局党委理论学习中心组集中学法")

    draft(page)
    expect(page.locator(".sentence", has_text="罚款158.4万元").first).to_be_visible()
    refresh(page)
    expect(page.locator(".sentence", has_text="罚款158.4万元").first).to_be_visible()

    go(page, "④ 核对")
    expect(page.get_by_text("PLC001").first).to_be_visible()
    refresh(page)
    choose(page, "内容与相似度")
    expect(page.get_by_role("cell", name="存在的不足和原因")).to_be_visible()

    go(page, "⑤ 导出")
    refresh(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="下载讨论稿（Word）", exact=True).click(delay=60)
    assert download.value.suggested_filename.endswith("（讨论稿）.docx")
    path = tmp_path / "report.docx"
    download.value.save_as(path)
    text = "".join(paragraph.text.replace("\n", "") for paragraph in Document(str(path)).paragraphs)
    assert "关于2025年度法治政府建设情况的报告" in text
    assert "罚款158.4万元" in text
    assert "朝阳" not in text
    settled(page)
    refresh(page)
    expect(page.locator('[class*="st-key-step-now"]')).to_contain_text("导出讨论稿")


def test_home_shows_state_and_next_step(watched: Page, server: Server) -> None:
    page = watched
    page.goto(server.url)
    settled(page)
    click(page, "打开示例")
    page.get_by_role("link", name="年报助手").click(delay=60)
    settled(page)
    card = page.locator('[class*="st-key-workspace-"]').first
    expect(card).to_contain_text("下一步")
    click(page, "更多", exact=False, within=card)
    page.get_by_role("option", name="移到回收站").or_(
        page.get_by_role("menuitem", name="移到回收站")
    ).first.click(delay=60)
    settled(page)
    expect(page.get_by_text("已移到回收站")).to_be_visible()
    page.get_by_text("回收站（").click(delay=60)
    click(page, "恢复")
    expect(page.get_by_text("已恢复。")).to_be_visible()
