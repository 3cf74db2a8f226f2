"""Nobody loses a keystroke: what a save brings onto the screen does not close a field in work."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.steps import cell, edit_cell, settled


def test_cells_are_filled_as_fast_as_a_person_types(watched: Page, workspace: str) -> None:
    page = watched
    page.goto(workspace.format("data"))
    settled(page)
    expect(cell(page, 0, 1)).to_have_text("9")
    grid = page.get_by_test_id("stDataFrame")
    grid.locator(".dvn-scroller").first.click(position={"x": 60, "y": 52})
    page.keyboard.press("ArrowRight")
    for typed in ("9x", "21", "22", "23"):  # the first is wrong: a notice appears while the next is typed
        page.keyboard.type(typed, delay=90)
        page.keyboard.press("Enter")
        page.wait_for_timeout(250)  # a hand on its way to the next key; what was saved arrives meanwhile
    settled(page)
    expect(page.get_by_text("有 1 处需要改正")).to_be_visible()
    for row, typed in enumerate(("9x", "21", "22", "23")):
        expect(cell(page, row, 1)).to_have_text(typed)
    page.reload()
    settled(page)
    for row, typed in enumerate(("9x", "21", "22", "23")):
        expect(cell(page, row, 1)).to_have_text(typed)


def test_the_grid_stays_where_it_is_whatever_is_told_above_it(watched: Page, workspace: str) -> None:
    """If it moved while a hand is on its way, the click would meet another row, and a number the wrong indicator."""
    page = watched
    page.goto(workspace.format("data"))
    settled(page)
    grid = page.get_by_test_id("stDataFrame")
    grid.scroll_into_view_if_needed()
    place = grid.bounding_box()
    for row, typed in ((1, "十"), (2, "六期"), (3, "x"), (1, "13"), (2, "6"), (3, "99999")):
        edit_cell(page, row, 1, typed)
        assert grid.bounding_box() == place
    expect(page.get_by_text("请核对（不影响起草）")).to_be_visible()
