"""Several people in several browsers: signing in and out, two roles at once, approval, accounts by an administrator."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from assistant.domain.people import Person, Role
from assistant.people import People
from tests.e2e.application import Server, free_port, start_server
from tests.e2e.conftest import watch
from tests.e2e.steps import (
    COUNT_RUNS,
    choose,
    click,
    draft,
    edit_cell,
    go,
    open_example,
    pick,
    refresh,
    settled,
)

playwright = pytest.importorskip("playwright.sync_api")
from playwright.sync_api import Browser, Page, expect  # noqa: E402

GOOD = "quiet-green-kettle"
Enter = Callable[..., Page]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An application with an administrator, two clerks and a reviewer."""
    folder = tmp_path_factory.mktemp("office")
    home = folder / "home"
    with People(home) as people:
        people.add(Person("admin", "李管理", Role.ADMINISTRATOR), GOOD)
        people.add(Person("zhang", "张经办", Role.CLERK), GOOD)
        people.add(Person("sun", "孙经办", Role.CLERK), GOOD)
        people.add(Person("wang", "王审核", Role.REVIEWER), GOOD)
    running = start_server(home, free_port(), folder / "server.log")
    yield running
    running.stop()
    log = running.log.read_text("utf-8", "replace")
    assert "Traceback" not in log
    bugs = home / "logs" / "nianbao.log"
    assert not bugs.exists(), bugs.read_text("utf-8")


@pytest.fixture
def enter(office: Server, browser: Browser, browser_context_args: dict[str, object]) -> Iterator[Enter]:
    """Opens a browser of its own for a person, signed in unless told otherwise."""
    contexts, troubles = [], []

    def open_browser(name: str = "", password: str = GOOD, path: str = "/") -> Page:
        context = browser.new_context(**browser_context_args)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        troubles.append(watch(page))
        page.goto(office.url + path)
        if name:
            fill(page, name, password)
            settled(page)
        return page

    yield open_browser
    for context in contexts:
        context.close()
    assert [trouble for trouble in troubles if trouble] == []


def fill(page: Page, name: str, password: str) -> None:
    page.get_by_label("用户名").fill(name)
    page.get_by_label("密码", exact=True).fill(password)
    page.get_by_role("button", name="登录", exact=True).click()


def share(page: Page, office: Server, workspace: str, label: str) -> None:
    page.goto(f"{office.url}/sharing?w={workspace}")
    settled(page)
    page.get_by_label("共享给").click()
    page.get_by_role("option", name=re.compile(label)).click()
    settled(page)
    click(page, "共享")
    expect(page.get_by_text(f"已共享给 {label}。")).to_be_visible()


def test_signing_in_and_out(enter: Enter, office: Server) -> None:
    page = enter(path="/data?w=w-00ff")
    expect(page.get_by_label("用户名")).to_be_focused()
    fill(page, "zhang", "not-the-password")
    expect(page.get_by_role("alert")).to_contain_text("用户名或密码不对")
    expect(page.get_by_label("用户名")).to_have_value("zhang")
    expect(page.get_by_label("密码", exact=True)).to_be_focused()
    page.keyboard.type(GOOD)
    page.keyboard.press("Enter")  # the keyboard is enough
    settled(page)
    expect(page.get_by_role("link", name="张经办 · 经办")).to_be_visible()
    refresh(page)
    expect(page.get_by_role("heading", name="我的年报")).to_be_visible()
    page.get_by_role("link", name="张经办 · 经办").click()
    page.get_by_role("button", name="退出登录").click()
    expect(page.get_by_role("heading", name="登录")).to_be_visible()
    page.goto(office.url)
    expect(page.get_by_role("heading", name="登录")).to_be_visible()


def test_two_roles_at_once(enter: Enter, office: Server) -> None:
    clerk, reviewer = enter("zhang"), enter("wang")
    expect(reviewer.get_by_text("新建一份年报")).to_have_count(0)
    workspace = open_example(clerk, office.url).split("w=")[1].split("&")[0]
    reviewer.goto(f"{office.url}/data?w={workspace}")
    settled(reviewer)
    expect(reviewer.get_by_text("没有这个工作区，或者没有共享给您")).to_be_visible()
    go(clerk, "② 年度数据")
    edit_cell(clerk, 1, 1, "17")
    draft(clerk)
    pick(clerk, "待补充")
    clerk.get_by_label("这句话").fill("统一培训乡镇执法人员，提高承接赋权事项的能力，今年罚款9999万元。")
    click(clerk, "改好这一句")
    share(clerk, office, workspace, "王审核")
    _reviewer_reads(reviewer, office, workspace)
    _reviewer_decides(reviewer)
    go(clerk, "⑤ 导出")
    refresh(clerk)
    expect(clerk.get_by_text("王审核 已审核通过")).to_be_visible()
    expect(clerk.get_by_text("可以导出送审稿：没有必须修改的")).to_be_visible()
    with clerk.expect_download() as given:
        clerk.get_by_role("button", name="下载送审稿（Word）").click(delay=60)
    assert "送审稿" in given.value.suggested_filename
    settled(clerk)
    clerk.goto(f"{office.url}/draft?w={workspace}")
    settled(clerk)
    pick(clerk, "会前学法17次")
    clerk.get_by_label("这句话").fill("全年会前学法17次，学用结合。")
    click(clerk, "改好这一句")
    go(clerk, "⑤ 导出")
    expect(clerk.get_by_text("要重新审核")).to_be_visible()
    clerk.goto(f"{office.url}/sharing?w={workspace}")
    settled(clerk)
    records = clerk.locator(".st-key-card-records")
    for words in ("审核通过", "忽略检查结果", "共享给 王审核", "导出送审稿，Word 文件", "保存年度数据"):
        expect(records).to_contain_text(words)
    saves = clerk.get_by_label("看某一次改了什么")
    saves.click()
    saves.fill("年度数据")  # the list shows a part only
    clerk.get_by_role("option", name=re.compile("张经办 年度数据")).first.click()
    settled(clerk)
    expect(clerk.locator(".st-key-card-change")).to_contain_text("17")


def _reviewer_reads(reviewer: Page, office: Server, workspace: str) -> None:
    reviewer.goto(f"{office.url}/data?w={workspace}")
    settled(reviewer)
    expect(reviewer.get_by_text("您是审核")).to_be_visible()
    expect(reviewer.locator("[data-testid=stDataFrame], textarea")).to_have_count(0)
    reviewer.get_by_text("历史：谁在什么时候改过").click()
    expect(reviewer.get_by_text(re.compile("现在的内容.*张经办"))).to_be_visible()
    go(reviewer, "③ 起草")
    pick(reviewer, "会前学法17次")
    expect(reviewer.get_by_text("依据", exact=True)).to_be_visible()
    expect(reviewer.locator("textarea")).to_have_count(0)


def _reviewer_decides(reviewer: Page) -> None:
    go(reviewer, "⑤ 导出")
    expect(reviewer.get_by_text("现在导出的是讨论稿")).to_be_visible()
    expect(reviewer.get_by_role("button", name="审核通过")).to_have_count(0)
    go(reviewer, "④ 核对")
    expect(reviewer.get_by_role("button", name="直接改正")).to_have_count(0)
    blockers = reviewer.locator("[class*=st-key-card-finding]").filter(has_text="必须修改")
    expect(blockers.first).to_be_visible()
    while blockers.count():
        left = blockers.count()
        click(reviewer, "忽略", within=blockers.first)
        reviewer.get_by_role("textbox", name="理由").fill("已与财政核实")
        click(reviewer, "忽略", within=reviewer.get_by_role("dialog"))
        expect(blockers).to_have_count(left - 1)
    choose(reviewer, "已忽略")
    expect(reviewer.get_by_text(re.compile("已与财政核实（.*王审核）")).first).to_be_visible()
    go(reviewer, "⑤ 导出")
    click(reviewer, "审核通过")
    expect(reviewer.get_by_text("王审核 已审核通过")).to_be_visible()


def test_an_administrator_adds_and_shuts_out(enter: Enter, office: Server) -> None:
    administrator = enter("admin")
    administrator.get_by_role("link", name="人员").click(delay=60)
    expect(administrator.get_by_role("heading", name="增加一个人")).to_be_visible()
    settled(administrator)
    administrator.get_by_label("用户名").fill("zhao")
    administrator.get_by_label("姓名").fill("赵新来")
    administrator.get_by_label(re.compile("^密码")).fill("password123")
    click(administrator, "增加")
    expect(administrator.get_by_text("这个密码太常见")).to_be_visible()
    administrator.get_by_label(re.compile("^密码")).fill(GOOD)
    click(administrator, "增加")
    expect(administrator.get_by_text("已增加 赵新来。")).to_be_visible()
    newcomer = enter("zhao")
    card = administrator.locator(".st-key-card-person-zhao")
    click(administrator, "停用", within=card)
    expect(card.get_by_text("已停用")).to_be_visible()
    newcomer.get_by_role("button", name="打开示例").click(delay=60)
    expect(newcomer.get_by_role("link", name="重新登录")).to_be_visible()
    newcomer.goto(office.url)
    expect(newcomer.get_by_role("heading", name="登录")).to_be_visible()
    plain = enter("sun", path="/people")
    expect(plain.get_by_role("heading", name="我的年报")).to_be_visible()


def test_no_page_for_people_has_a_serious_barrier(enter: Enter, office: Server) -> None:
    axe_module = pytest.importorskip("axe_playwright_python.sync_playwright")
    axe = axe_module.Axe()
    found: list[tuple[str, str, str]] = []

    def examine(page: Page, name: str) -> None:
        result = axe.run(page, options={"resultTypes": ["violations"], "runOnly": ["wcag2a", "wcag2aa"]})
        found.extend(
            (name, violation["id"], violation["nodes"][0]["html"][:120])
            for violation in result.response["violations"]
            if violation["impact"] in {"serious", "critical"}
        )

    page = enter()
    examine(page, "login")
    fill(page, "admin", "not-the-password")
    expect(page.get_by_role("alert")).to_be_visible()
    examine(page, "login refused")
    fill(page, "admin", GOOD)
    settled(page)
    workspace = open_example(page, office.url).split("w=")[1].split("&")[0]
    for path in ("people", f"sharing?w={workspace}", "account"):
        page.goto(f"{office.url}/{path}")
        if path != "account":
            settled(page)
        examine(page, path)
    assert found == []


def test_a_warning_stands_on_every_screen_when_it_is_open_to_all(browser: Browser, tmp_path: Path) -> None:
    open_server = start_server(
        tmp_path / "home",
        free_port(),
        tmp_path / "server.log",
        options=("--host", "0.0.0.0"),
        settings={"NIANBAO_ALLOW_OPEN_NETWORK": "1"},
    )
    try:
        page = browser.new_page()
        watch(page)
        open_example(page, open_server.url)
        for step in ("② 年度数据", "③ 起草", "⑤ 导出"):
            go(page, step)
            expect(page.get_by_role("alert").filter(has_text="网络上的任何人都能看和改")).to_be_visible()
        page.close()
        assert "没有账户" in open_server.log.read_text("utf-8")
    finally:
        open_server.stop()


def test_the_identity_provider_brings_people_in(
    browser: Browser, browser_context_args: dict[str, object], tmp_path: Path
) -> None:
    """Another site, so that the browser's rules for strict cookies are at work: `localhost` beside `127.0.0.1`."""
    pytest.importorskip("authlib")
    from tests.integration.identity_provider import CLIENT, SECRET, Provider, running

    with People(tmp_path / "home") as people:
        people.add(Person("admin", "", Role.ADMINISTRATOR), GOOD)
        people.add(Person("zhang", "张经办", Role.CLERK, email="zhang@office.cn"), "")
    port = free_port()
    with running(Provider(host="localhost")) as provider:
        settings = {
            "NIANBAO_OIDC_METADATA_URL": f"{provider.issuer}/.well-known/openid-configuration",
            "NIANBAO_OIDC_CLIENT_ID": CLIENT,
            "NIANBAO_OIDC_CLIENT_SECRET": SECRET,
            "NIANBAO_PUBLIC_URL": f"http://127.0.0.1:{port}",
        }
        started = start_server(tmp_path / "home", port, tmp_path / "server.log", settings=settings)
        try:
            page = browser.new_context(**browser_context_args).new_page()  # type: ignore[arg-type]
            page.add_init_script(COUNT_RUNS)
            page.goto(started.url)
            page.get_by_role("link", name="用单位统一身份登录").click()
            settled(page)
            expect(page.get_by_role("link", name="张经办 · 经办")).to_be_visible()
            refresh(page)
            page.context.close()
            assert provider.trouble == []
        finally:
            started.stop()


def test_a_link_on_another_site_finds_the_session(
    browser: Browser, browser_context_args: dict[str, object], office: Server
) -> None:
    """A strict cookie does not come along from elsewhere; the first answer lets the browser come again from here."""

    class Elsewhere(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = f'<a href="{office.url}/people">link</a>'.encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as other:
        Thread(target=other.serve_forever, daemon=True).start()
        page = browser.new_context(**browser_context_args).new_page()  # type: ignore[arg-type]
        page.add_init_script(COUNT_RUNS)
        page.goto(f"http://localhost:{other.server_port}/")
        page.get_by_role("link", name="link").click()
        fill(page, "admin", GOOD)
        expect(page.get_by_role("heading", name="人员", exact=True)).to_be_visible()
        page.goto(f"http://localhost:{other.server_port}/")
        page.get_by_role("link", name="link").click()
        expect(page.get_by_role("heading", name="人员", exact=True)).to_be_visible()
        page.context.close()
        other.shutdown()


def test_encrypted_the_cookie_is_bound_to_it(tmp_path: Path) -> None:
    from tests.integration.gate_client import Client

    cert, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    if not _certificate(cert, key):
        pytest.skip("no openssl on this machine")
    with People(tmp_path / "home") as people:
        people.add(Person("admin", "", Role.ADMINISTRATOR), GOOD)
    running = start_server(
        tmp_path / "home",
        free_port(),
        tmp_path / "server.log",
        options=("--tls-cert", str(cert), "--tls-key", str(key)),
    )
    try:
        client = Client(running)
        answer = client.sign_in("admin", GOOD)
        (cookie,) = [each for each in answer.cookies if "_form" not in each]
        assert cookie.startswith(f"__Host-nianbao_{running.port}=")
        assert "; Secure" in cookie
        assert client.get("/").status == 200
        with client.socket() as socket:
            assert socket.subprotocol == "streamlit"
    finally:
        running.stop()


def _certificate(cert: Path, key: Path) -> bool:
    import shutil
    import subprocess

    program = shutil.which("openssl")
    if program is None:
        return False
    command = [
        program,
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=127.0.0.1",
    ]
    subprocess.run([*command, "-keyout", str(key), "-out", str(cert)], check=True, capture_output=True)
    return True
