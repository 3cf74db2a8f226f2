"""What a person does on the screens, for the tests to say in words."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

LIKE_A_HAND = 60  # milliseconds between press and release; a click of 0 ms after typing loses the text
PAUSE = 50
PATIENCE = 90_000  # milliseconds; a server that just began loads the search model, and other work may hold the machine


COUNT_RUNS = """
window.nianbaoRuns = 0
new MutationObserver(records => {
  for (const { target } of records)
    if (target.getAttribute("data-test-script-state") === "running") window.nianbaoRuns += 1
}).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-test-script-state"] })
"""


def after(page: Page, act: Callable[[], object]) -> None:
    """Do something and wait until the screen is drawn anew; what draws nothing anew costs a moment."""
    before = page.evaluate("window.nianbaoRuns")
    act()
    with suppress(PlaywrightTimeout):
        page.wait_for_function("before => window.nianbaoRuns > before", arg=before, timeout=2_500)
    settled(page)


def settled(page: Page) -> Page:
    """Wait until the screen is drawn, and stays so for a moment: a rerun begins a little after what caused it."""
    frame = page.locator('[data-testid="stApp"]')
    expect(page.locator(".nb-brand")).to_be_attached()
    for pause in (PAUSE, 0):
        expect(frame).to_have_attribute("data-test-connection-state", "CONNECTED", timeout=PATIENCE)
        expect(frame).to_have_attribute("data-test-script-state", "notRunning", timeout=PATIENCE)
        page.wait_for_timeout(pause)
    expect(page.locator('[data-testid="stException"]')).to_have_count(0)
    return page


def click(page: Page, name: str, *, exact: bool = True, within: Locator | None = None) -> None:
    """Press a button and wait."""
    button = (within or page).get_by_role("button", name=name, exact=exact).first
    after(page, lambda: button.click(delay=LIKE_A_HAND))


def choose(page: Page, name: str) -> None:
    """Choose one view of a screen."""
    view = page.get_by_role("radio", name=name).first
    if not view.is_checked():
        after(page, lambda: view.click(delay=LIKE_A_HAND))


def go(page: Page, step: str) -> None:
    """Go to one of the five steps."""
    after(page, lambda: page.get_by_role("link", name=step).click(delay=LIKE_A_HAND))
    expect(page.locator('[class*="st-key-step-now"]')).to_contain_text(step)
    settled(page)


def refresh(page: Page) -> None:
    """Reload the page, as a new session."""
    page.reload()
    expect(page.get_by_role("heading", level=1).first).to_be_attached()
    settled(page)


def upload(page: Page, label: str, files: list[Path]) -> None:
    """Give files to the upload field of a label."""
    field = page.get_by_role("region", name=label, exact=True).locator("input[type=file]")
    expect(field).to_be_attached()
    after(page, lambda: field.set_input_files(files))


def edit_cell(page: Page, row: int, column: int, text: str) -> None:
    """Set a cell of the only grid on the screen."""
    expect(cell(page, row, column)).to_have_count(1)
    editor = page.locator("#portal textarea, #portal input").first
    for _ in range(4):  # a grid that is just being laid out loses the click
        _open_cell(page, row, column)
        with suppress(PlaywrightTimeout):
            editor.wait_for(state="visible", timeout=5_000)
            break
        page.keyboard.press("Escape")  # an editor that comes late would take the keys of the next try
    editor.fill(text)
    after(page, lambda: page.keyboard.press("Enter"))
    expect(cell(page, row, column)).to_have_text(text)


def _open_cell(page: Page, row: int, column: int) -> None:
    """The grid is a canvas: click its first cell, and walk by keys once that is chosen, as a person who looks would."""
    grid = page.get_by_test_id("stDataFrame")
    grid.scroll_into_view_if_needed()
    for _ in range(4):
        grid.locator(".dvn-scroller").first.click(position={"x": 60, "y": 52}, delay=LIKE_A_HAND)
        with suppress(AssertionError):
            expect(cell(page, 0, 0)).to_have_attribute("aria-selected", "true", timeout=2_000)
            break
    for key in (*["ArrowDown"] * row, *["ArrowRight"] * column):
        page.keyboard.press(key)
    expect(cell(page, row, column)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")


def cell(page: Page, row: int, column: int) -> Locator:
    """What a grid shows in a cell."""
    return page.locator(f'[data-testid="glide-cell-{column + 1}-{row}"]')


def sentence(page: Page, text: str) -> Locator:
    """A sentence of the draft."""
    return page.locator(".sentence", has_text=text).first


def pick(page: Page, text: str) -> None:
    """Pick a sentence of the draft."""
    expect(sentence(page, text)).to_be_visible()
    after(page, lambda: sentence(page, text).click(delay=LIKE_A_HAND))
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
