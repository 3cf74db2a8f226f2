"""Text from documents is shown as text: nothing in it does anything on any screen."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.conftest import EXAMPLE_DATA
from tests.e2e.application import Server
from tests.e2e.steps import choose, draft, go, pick, settled, upload

HOSTILE = (
    "<img src=x onerror=\"document.title='hacked'\"><script>document.title='hacked'</script>"
    "[点我](javascript:alert(1)) ![图](https://example.com/x.png) $\\href{https://example.com}{x}$ "
    ":red[红字] :material/warning: `x` **粗** <a href='https://example.com'>链接</a>"
)
REPORT = f"""坏县应急管理局2024年度法治政府建设情况报告
一、2024年度推进法治政府建设的主要举措和成效
（一）加强党的领导{HOSTILE}
坏县应急管理局深入学习贯彻习近平法治思想，{HOSTILE}，组织学习12次，开展普法宣传30场次，{HOSTILE}。
二、2024年度推进法治政府建设存在的不足和原因
执法力量不足，{HOSTILE}，主要原因是编制少。
三、2025年度推进法治政府建设的主要安排
继续加强普法宣传，{HOSTILE}。
"""


def unharmed(page: Page) -> None:
    """Nothing of the hostile text became anything but text."""
    settled(page)
    assert "hacked" not in page.title()
    for selector in (
        "img[src='x']",
        "a[href*='example.com']",
        "a[href^='javascript']",
        "img[src*='example.com']",
        ".katex",
    ):
        expect(page.locator(selector)).to_have_count(0)


def test_a_hostile_report_changes_nothing(watched: Page, workspace: str, tmp_path: Path) -> None:
    page = watched
    page.goto(workspace.format("check"))
    settled(page)
    choose(page, "核对外来文件")
    file = tmp_path / "<b>坏<b>[x](y).txt"
    file.write_text(REPORT, encoding="utf-8")
    upload(page, "要核对的稿子", [file])
    expect(page.get_by_text("必须修改").first).to_be_visible()
    expect(page.get_by_text("<script>").first).to_be_visible()
    unharmed(page)
    go(page, "① 去年报告与同行")
    choose(page, "本机关去年的报告")
    upload(page, "去年的报告", [file])
    expect(page.get_by_text("<b>坏<b>[x](y).txt").first).to_be_visible()
    page.get_by_text("看去年报告全文").click(delay=60)
    unharmed(page)


def test_hostile_yearly_data_changes_nothing(watched: Page, server: Server, tmp_path: Path) -> None:
    page = watched
    data = EXAMPLE_DATA.read_text("utf-8")
    quoted = HOSTILE.replace("\\", "\\\\").replace('"', '\\"')
    data = data.replace("name: 青岚县应急管理局", 'name: "<b>青岚</b>:red[县]应急管理局"')
    data = data.replace(
        "text: 将习近平法治思想",
        f'text: "{quoted}", outcome: ""}}\n  - {{topic: party_leadership, text: 将习近平法治思想',
        1,
    )
    file = tmp_path / "data.yaml"
    file.write_text(data, encoding="utf-8")
    page.goto(server.url)
    settled(page)
    upload(page, "数据表", [file])
    expect(page.get_by_text("<b>青岚</b>:red[县]应急管理局").first).to_be_visible()
    go(page, "② 年度数据")
    choose(page, "举措与成效")
    unharmed(page)
    draft(page)
    pick(page, "onerror")
    unharmed(page)
    expect(page.locator(".nb-fact", has_text="onerror").first).to_be_visible()
    go(page, "④ 核对")
    unharmed(page)
    go(page, "⑤ 导出")
    unharmed(page)
    page.goto(server.url)
    expect(page.get_by_text("<b>青岚</b>:red[县]应急管理局").first).to_be_visible()
    unharmed(page)
