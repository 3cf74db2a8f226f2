"""Makes the manual's pictures from the running application, so that they never go stale: `make screenshots`."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, Page, expect, sync_playwright  # noqa: E402

from assistant.domain.people import Person, Role  # noqa: E402
from assistant.example_files import example_data_file  # noqa: E402
from assistant.people import People  # noqa: E402
from assistant.reading.agency_year import load_agency_year  # noqa: E402
from tests.e2e.application import CHROMIUM, FLAGS, Server, free_port, start_server  # noqa: E402
from tests.e2e.last_year import last_years_report  # noqa: E402
from tests.e2e.steps import (  # noqa: E402
    COUNT_RUNS,
    choose,
    click,
    draft,
    edit_cell,
    go,
    open_example,
    pick,
    settled,
    upload,
)

OUT = ROOT / "docs" / "screenshots"
SIZE = {"width": 1366, "height": 768}
_LONG = 240_000
_PASSWORD = "three-quiet-kettles"  # noqa: S105 - of an application that lives for a minute
_OFFICE = (
    ("li", "李管理", Role.ADMINISTRATOR),
    ("zhang", "张经办", Role.CLERK),
    ("wang", "王审核", Role.REVIEWER),
)


def main() -> int:
    """Walk through the application once and keep a picture of every state the manual speaks of."""
    if CHROMIUM is None:
        print("没有找到 Chromium：请先安装（apt-get install chromium fonts-noto-cjk）。")
        return 1
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        server = start_server(Path(folder) / "home", free_port(), Path(folder) / "server.log")
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
                page = browser.new_context(locale="zh-CN", viewport=SIZE).new_page()  # type: ignore[arg-type]
                page.add_init_script(COUNT_RUNS)
                expect.set_options(timeout=60_000)
                _walk(page, server, _camera(page))
                _several_people(browser, Path(folder))
                browser.close()
        finally:
            server.stop()
    return 0


def _camera(page: Page) -> Callable[[str], None]:
    def take(name: str) -> None:
        settled(page)
        page.mouse.move(5, 5)
        page.wait_for_timeout(700)
        page.screenshot(path=OUT / f"{name}.png")
        print(f"docs/screenshots/{name}.png")

    return take


def _walk(page: Page, server: Server, take: Callable[[str], None]) -> None:
    page.goto(server.url)
    settled(page)
    take("home-empty")
    open_example(page, server.url)
    go(page, "① 去年报告与同行")
    click(page, "加入自带的五份报告")
    expect(page.get_by_text("正在加入 5 份报告")).to_be_visible()
    page.wait_for_timeout(1500)
    page.screenshot(path=OUT / "peers-adding.png")
    expect(page.get_by_text("共 5 份报告")).to_be_visible(timeout=_LONG)
    take("peers")
    choose(page, "按意思检索")
    page.get_by_label("检索").fill("涉企检查如何减少次数")
    page.keyboard.press("Enter")
    expect(page.locator(".nb-passage").first).to_be_visible()
    take("search")
    _data(page, take)
    _draft(page, take)
    _check_and_export(page, take)
    page.get_by_role("link", name="年报助手").click(delay=60)
    expect(page.get_by_role("button", name="继续")).to_be_visible()
    take("home")
    _last_year(page, take)


def _several_people(browser: Browser, folder: Path) -> None:
    """The same application with accounts, on a home of its own."""
    home = folder / "office"
    with People(home) as people:
        for name, full_name, role in _OFFICE:
            people.add(Person(name, full_name, role), _PASSWORD)
    server = start_server(home, free_port(), folder / "office.log")
    try:
        page = browser.new_context(locale="zh-CN", viewport=SIZE).new_page()  # type: ignore[arg-type]
        page.add_init_script(COUNT_RUNS)
        page.goto(server.url)
        page.screenshot(path=OUT / "sign-in.png")
        page.get_by_label("用户名").fill("li")
        page.get_by_label("密码", exact=True).fill(_PASSWORD)
        page.get_by_role("button", name="登录", exact=True).click()
        take = _camera(page)
        open_example(page, server.url)
        draft(page)
        page.get_by_role("link", name="共享与记录").click(delay=60)
        page.get_by_label("共享给").click()
        page.get_by_role("option", name="王审核").click()
        settled(page)
        click(page, "共享")
        take("sharing")
        page.get_by_role("link", name="年报助手").click(delay=60)
        page.get_by_role("link", name="人员").click(delay=60)
        expect(page.get_by_role("heading", name="增加一个人")).to_be_visible()
        take("people")
    finally:
        server.stop()


def _last_year(page: Page, take: Callable[[str], None]) -> None:
    """What last year's own report gives a form that was just begun."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "去年的报告.docx"
        file.write_bytes(last_years_report(load_agency_year(example_data_file())))
        upload(page, "去年的报告", [file])
    go(page, "① 去年报告与同行")
    choose(page, "本机关去年的报告")
    expect(page.get_by_role("button", name="取到年度数据").first).to_be_visible()
    take("last-year")


def _data(page: Page, take: Callable[[str], None]) -> None:
    go(page, "② 年度数据")
    take("data")
    edit_cell(page, 2, 1, "六期")
    take("data-mistake")
    edit_cell(page, 2, 1, "6")
    choose(page, "举措与成效")
    take("data-cards")
    choose(page, "看图")
    page.wait_for_timeout(1200)
    take("data-pictures")


def _draft(page: Page, take: Callable[[str], None]) -> None:
    draft(page)
    pick(page, "罚款158.4万元")
    take("draft-source")
    page.get_by_text("看同行怎么写").click(delay=60)
    settled(page)
    page.locator(".st-key-sentence-panel").evaluate("panel => { panel.scrollTop = 520 }")
    take("draft-peers")
    page.get_by_text("看同行怎么写").click(delay=60)
    settled(page)
    choose(page, "版本与历史")
    page.get_by_label("版本名称").fill("初稿")
    click(page, "把现在的稿子存为版本")
    choose(page, "稿子")
    pick(page, "罚款158.4万元")
    page.get_by_label("这句话").fill("全年行政处罚立案73起，罚款158.4万元，同比均有下降。")
    click(page, "改好这一句")
    choose(page, "版本与历史")
    take("draft-versions")
    choose(page, "稿子")


def _check_and_export(page: Page, take: Callable[[str], None]) -> None:
    go(page, "④ 核对")
    take("check")
    choose(page, "核对外来文件")
    upload(page, "要核对的稿子", [ROOT / "seeds" / "reports" / "chaoyang-2024.txt"])
    expect(page.get_by_role("button", name="下载批注版（Word）")).to_be_visible()
    take("check-outside")
    go(page, "⑤ 导出")
    if page.get_by_role("button", name="生成预览").count():
        click(page, "生成预览")
        expect(page.locator(".st-key-preview-pages img").first).to_be_visible(timeout=_LONG)
    take("export")


if __name__ == "__main__":
    sys.exit(main())
