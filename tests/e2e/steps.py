"""What a person does on the screens, for the tests to say in words."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

LIKE_A_HAND = 60  # milliseconds between press and release; a click of 0 ms after typing loses the text


def settled(page: Page) -> Page:
    """Wait until the screen is drawn."""
    frame = page.locator('[data-testid="stApp"]')
    expect(frame).to_have_attribute("data-test-connection-state", "CONNECTED")
    expect(frame).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.locator('[data-testid="stException"]')).to_have_count(0)
    return page


def click(page: Page, name: str, *, exact: bool = True, within: Locator | None = None) -> None:
    """Press a button and wait."""
    (within or page).get_by_role("button", name=name, exact=exact).first.click(delay=LIKE_A_HAND)
    page.wait_for_timeout(60)
    settled(page)


def choose(page: Page, name: str) -> None:
    """Choose one view of a screen."""
    page.get_by_role("radio", name=name).first.click(delay=LIKE_A_HAND)
    page.wait_for_timeout(60)
    settled(page)


def go(page: Page, step: str) -> None:
    """Go to one of the five steps."""
    page.get_by_role("link", name=step).click(delay=LIKE_A_HAND)
    expect(page.locator('[class*="st-key-step-now"]')).to_contain_text(step)
    settled(page)


def refresh(page: Page) -> None:
    """Reload the page, as a new session."""
    page.reload()
    expect(page.get_by_role("heading", level=1).first).to_be_attached()
    settled(page)


def upload(page: Page, files: list[Path] | list[dict[str, object]], *, number: int = 0) -> None:
    """Give files to an upload field of the screen."""
    page.locator('[data-testid="stFileUploader"] input[type=file]').nth(number).set_input_files(files)  # type: ignore[arg-type]
    page.wait_for_timeout(150)
    settled(page)


def edit_cell(page: Page, row: int, column: int, text: str) -> None:
    """Set a cell of the only grid on the screen. The grid is a canvas: click the first cell, walk by keys."""
    grid = page.get_by_test_id("stDataFrame")
    expect(grid.locator(f'[data-testid="glide-cell-{column + 1}-{row}"]')).to_have_count(1)
    grid.scroll_into_view_if_needed()
    grid.locator(".dvn-scroller").first.click(position={"x": 60, "y": 52})
    for _ in range(row):
        page.keyboard.press("ArrowDown")
    for _ in range(column):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    editor = page.locator("#portal textarea, #portal input").first
    expect(editor).to_be_visible()
    editor.fill(text)
    page.keyboard.press("Enter")
    page.wait_for_timeout(100)
    settled(page)


def cell(page: Page, row: int, column: int) -> Locator:
    """What a grid shows in a cell."""
    return page.locator(f'[data-testid="glide-cell-{column + 1}-{row}"]')


def sentence(page: Page, text: str) -> Locator:
    """A sentence of the draft."""
    return page.locator(".sentence", has_text=text).first


def pick(page: Page, text: str) -> None:
    """Pick a sentence of the draft."""
    sentence(page, text).click(delay=LIKE_A_HAND)
    expect(sentence(page, text)).to_have_attribute("aria-pressed", "true")
    settled(page)


def draft(page: Page) -> None:
    """Let the report be drafted."""
    go(page, "③ 起草")
    click(page, "起草整份报告")
    expect(page.locator(".sentence").first).to_be_visible(timeout=60_000)
    settled(page)


def open_example(page: Page, url: str) -> str:
    """Make a workspace from the example's data; returns its address."""
    page.goto(url)
    settled(page)
    click(page, "打开示例")
    expect(page.get_by_role("link", name="② 年度数据")).to_be_visible()
    settled(page)
    return page.url
