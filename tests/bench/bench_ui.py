"""The application in a browser: start, first page, warm clicks, five users at once, a large library, a long draft.

Beside the time on the clock stands the processor time of the server for one of them, which other work on the machine
does not lengthen.
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import playwright.sync_api as browser_api

from assistant.app import App
from assistant.domain.draft_edits import SentencePlace, insert_after, places
from assistant.importing.files import read_bytes
from assistant.reading.passages import cut_passages
from assistant.reading.peer_report import read_report
from assistant.settings import read_settings
from tests.e2e.application import CHROMIUM, FLAGS, Server, free_port, start_server
from tests.e2e.steps import COUNT_RUNS, choose, go, settled
from vectorstore.hashing_encoder import HashingEncoder

REPORTS, USERS, CLICKS, LONG_DRAFT = 500, 5, 20, 20_000
WARMING = 20
TICKS = os.sysconf("SC_CLK_TCK")
SIZE = browser_api.ViewportSize(width=1366, height=768)


def main() -> int:
    """Print every figure beside its target."""
    browser_api.expect.set_options(timeout=90_000)
    if CHROMIUM is None:
        print("no Chromium on this machine")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        workspace_id = prepare(home)
        started = time.perf_counter()
        server = start_server(home, free_port(), Path(folder) / "server.log")
        up = time.perf_counter() - started
        try:
            with browser_api.sync_playwright() as playwright:
                measure(
                    playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS),
                    server,
                    workspace_id,
                    started,
                )
            row("server answers", up, None)
            five_users(server, workspace_id)
        finally:
            server.stop()
    return 0


def prepare(home: Path) -> str:
    """A library of many reports, encoded without a model, and a workspace with a long draft."""
    app = App(read_settings().with_home(home), encoder_factory=lambda: HashingEncoder(dimension=64))
    seeds = [path.read_text("utf-8", "replace") for path in app.example_reports()]
    with app.library.writing():
        for number in range(REPORTS):
            text = seeds[number % len(seeds)].replace("应急管理局", f"第{number}应急管理局")
            report = read_report(read_bytes(f"report-{number}.txt", text.encode()))
            app.library.add(report, cut_passages(report)[:4])
    year = app.example_data()
    workspace = app.desk.create("bench", year)
    draft = app.draft(year).draft
    sentences = [sentence for place, sentence in places(draft) if place.section == 0]
    while sum(len(sentence.text) for sentence in draft.sentences()) < LONG_DRAFT:
        draft = insert_after(
            draft, SentencePlace(0, 3, 0), tuple(replace(each, by_hand=True) for each in sentences)
        )
    app.desk.save_draft(workspace.id, draft, 0)
    app.workspaces.close()
    app.library.close()
    return workspace.id


def measure(browser: browser_api.Browser, server: Server, workspace_id: str, started: float) -> None:
    """One user."""
    page = browser.new_context(locale="zh-CN", viewport=SIZE).new_page()
    page.add_init_script(COUNT_RUNS)
    page.goto(server.url)
    page.get_by_role("heading", name="我的年报").wait_for()
    row("first page after start", time.perf_counter() - started, 4.0)
    page.goto(f"{server.url}/data?w={workspace_id}")
    settled(page)
    for step in ("③ 起草", "④ 核对", "⑤ 导出", "② 年度数据", "① 去年报告与同行", "③ 起草"):
        timed(f"first visit {step}", lambda step=step: go(page, step), None)
    time.sleep(WARMING)  # the search model is loaded beside the first screens
    series(server, "pick a sentence", lambda n: click_sentence(page, n), CLICKS, 0.3)
    steps = ("② 年度数据", "③ 起草")
    series(server, "change the step", lambda n: clocked(lambda: go(page, steps[n % 2])), CLICKS)
    go(page, "② 年度数据")
    views = ("基本信息", "导入导出与历史")
    series(server, "change the view", lambda n: clocked(lambda: choose(page, views[n % 2])), CLICKS)
    go(page, "① 去年报告与同行")
    field = page.get_by_placeholder("按机关、年度、领域、地区筛选")

    def filtered(number: int) -> None:
        field.fill(f"report-{number}.txt")
        field.press("Enter")
        page.get_by_text("显示 1 份").wait_for()

    series(server, "filter 500 reports", lambda n: clocked(lambda: filtered(100 + n)), 10)


def click_sentence(page: browser_api.Page, number: int) -> float:
    """Seconds from the click to the panel that shows the sentence."""
    sentence = page.locator(".sentence.fact").nth(3 + number * 2)
    sentence.scroll_into_view_if_needed()
    key = sentence.get_attribute("data-key") or ""

    def pick() -> None:
        sentence.click()
        page.locator(f'[class*="st-key-sentence-{key.replace(".", "-")}-"]').first.wait_for()

    return clocked(pick)


def five_users(server: Server, workspace_id: str) -> None:
    """Several browsers at once, each picking sentences in a workspace of the same server."""
    taken: list[float] = []

    def user(number: int) -> None:
        with browser_api.sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            page = browser.new_context(locale="zh-CN", viewport=SIZE).new_page()
            page.goto(f"{server.url}/draft?w={workspace_id}")
            page.locator(".sentence").first.wait_for(timeout=90_000)
            settled(page)
            for click in range(6):
                taken.append(click_sentence(page, number + click))
                time.sleep(1)
            browser.close()

    before = processor_seconds(server)
    threads = [threading.Thread(target=user, args=(number,)) for number in range(USERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    figures(f"pick a sentence, {USERS} users", taken, None, processor_seconds(server) - before)


def series(
    server: Server, name: str, work: Callable[[int], float], times: int, target: float | None = None
) -> None:
    """Do something several times, each timed by itself, and print."""
    before = processor_seconds(server)
    taken = [work(number) for number in range(times)]
    figures(name, taken, target, processor_seconds(server) - before)


def processor_seconds(server: Server) -> float:
    """What the server's processes have used so far, 0 where the machine does not tell."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = stat.read_text("utf-8", "replace").rpartition(")")[2].split()
            if int(fields[2]) == server.process.pid:  # the group that the command was started as
                ticks += int(fields[11]) + int(fields[12])
    return ticks / TICKS


def clocked(work: Callable[[], object]) -> float:
    """Seconds that work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def timed(name: str, work: Callable[[], object], target: float | None) -> None:
    """Do and print."""
    row(name, clocked(work), target)


def figures(name: str, measured: list[float], target: float | None, processor: float) -> None:
    """Print median, the 95th percentile, and the server's processor time for one."""
    ordered = sorted(measured)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
    goal = f"p95 ≤ {target:g} s" if target else "—"
    one = processor / len(ordered)
    print(
        f"{name:<32} p50 {ordered[len(ordered) // 2]:6.3f}  p95 {p95:6.3f}  processor {one:6.3f}   {goal}",
        flush=True,
    )


def row(name: str, seconds: float, target: float | None) -> None:
    """Print one figure."""
    goal = f"≤ {target:g} s" if target else "—"
    print(f"{name:<32} {seconds:6.3f}   {goal}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
