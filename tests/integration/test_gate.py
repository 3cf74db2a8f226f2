"""Several people on a real server: what is reachable without signing in, and every way around that we could think of."""

from __future__ import annotations

import re
import socket as sockets
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from assistant.adapters.workspaces import WorkspaceStore
from assistant.desk import Desk
from assistant.domain.people import Person, Role
from assistant.people import People
from tests.e2e.application import Server, free_port, start_server
from tests.integration.gate_client import HTML, Client, drawn, rerun

GOOD = "quiet-green-kettle"
SECRET = "不该看到的机关名称"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("gate")
    home = folder / "home"
    with People(home) as people:
        people.add(Person("admin", "李管理", Role.ADMINISTRATOR), GOOD)
        for number in range(12):
            people.add(Person(f"clerk{number}", f"经办{number}", Role.CLERK), GOOD)
    running = start_server(home, free_port(), folder / "server.log")
    yield running
    running.stop()
    log = running.log.read_text("utf-8", "replace")
    assert "Traceback" not in log
    assert GOOD not in log
    bugs = home / "logs" / "nianbao.log"
    assert not bugs.exists(), bugs.read_text("utf-8")


@pytest.fixture
def client(server: Server) -> Client:
    return Client(server)


@pytest.fixture
def people(server: Server) -> Iterator[People]:
    with People(server.home) as opened:
        yield opened


def signed_in(server: Server, name: str) -> Client:
    client = Client(server)
    assert client.sign_in(name, GOOD).status == 303
    assert client.session
    return client


REACHED = [
    "/",
    "/data",
    "/people",
    "/index.html",
    "/favicon.png",
    "/static/js/index.js",
    "/static/../login/../data",
    "/login/../data",
    "/login/",
    "//login",
    "/LOGIN",
    "/login%2f..%2fdata",
    "/%2e%2e/people.sqlite",
    "/..%2f..%2fpeople.sqlite",
    "/media/0.docx",
    "/component/x/index.html",
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/metrics",
    "/_stcore/agent/openapi.json",
    "/_stcore/bidi-components/x",
    "/auth/login",
    "/auth/logout",
    "/oauth2callback",
    "/account",
]


@pytest.mark.parametrize("path", REACHED)
def test_nothing_answers_without_a_session(client: Client, path: str) -> None:
    page = client.get(path)
    assert page.status == 303
    assert re.fullmatch(r"/login(\?next=.*)?", page.header("location"))
    assert page.text == ""
    plain = client.ask("GET", path)
    assert plain.status in {303, 401}
    assert plain.text in {"请先登录。", ""}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH"])
def test_no_method_gets_through(client: Client, method: str) -> None:
    for path in ("/", "/_stcore/upload_file/a/b", "/_stcore/health", "/people"):
        assert client.ask(method, path, "x", headers=HTML).status == 401


def test_every_answer_carries_the_headers(client: Client) -> None:
    for path in ("/login", "/"):
        answer = client.get(path)
        assert "frame-ancestors 'none'" in answer.header("content-security-policy")
        assert answer.header("x-content-type-options") == "nosniff"
        assert answer.header("cache-control") == "no-store"


def test_a_session_is_a_cookie_that_scripts_cannot_read(client: Client) -> None:
    answer = client.sign_in("clerk0", GOOD, "/data?w=w-00ff")
    assert (answer.status, answer.header("location")) == (303, "/data?w=w-00ff")
    (cookie,) = [each for each in answer.cookies if "_form" not in each]
    assert "; HttpOnly" in cookie
    assert "; SameSite=Strict" in cookie
    assert "; Path=/" in cookie
    page = client.get("/")
    assert (page.status, '<html lang="zh-CN">' in page.text) == (200, True)
    assert client.get("/login").header("location") == "/"


def test_no_session_comes_from_outside(server: Server, people: People) -> None:
    """Fixation: a cookie that was there before is never taken over, and a new sign-in ends the one before it."""
    victim = Client(server, {f"nianbao_{server.port}": "chosen-by-somebody-else"})
    assert victim.get("/").status == 303
    victim.sign_in("clerk1", GOOD)
    first = victim.session
    assert first != "chosen-by-somebody-else"
    assert Client(server, {f"nianbao_{server.port}": "chosen-by-somebody-else"}).get("/").status == 303
    other = Client(server, {f"nianbao_{server.port}": first})
    page = Client(server).get("/login")
    token = re.search(r'name="token" value="([^"]*)"', page.text)
    seed = page.cookies[0].partition(";")[0].partition("=")
    assert token
    other.cookies[seed[0]] = seed[2]
    other.ask("POST", "/login", f"token={token[1]}&name=clerk2&password={GOOD}&next=/")
    assert other.session != first
    assert Client(server, {f"nianbao_{server.port}": first}).get("/").status == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "https://127.0.0.1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_from_elsewhere_signs_nobody_in(client: Client, headers: dict[str, str]) -> None:
    answer = client.form("/login", {"name": "clerk0", "password": GOOD}, headers=headers)
    assert (answer.status, client.session) == (400, "")


def test_a_form_without_our_token_does_nothing(server: Server, client: Client) -> None:
    for fields in (f"name=clerk0&password={GOOD}", f"name=clerk0&password={GOOD}&token=x", "%ff=%fe", ""):
        assert client.ask("POST", "/login", fields).status in {400, 401}
    assert client.ask("POST", "/login", "name=" + "x" * 20_000).status == 400
    person = signed_in(server, "clerk0")
    assert person.ask("POST", "/logout", "").status == 400
    assert (
        person.ask("POST", "/account", f"old={GOOD}&new=another-good-one&again=another-good-one").status
        == 400
    )
    assert person.get("/").status == 200


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "\\evil",
        "/data?w=https://evil",
        "/data\r\nSet-Cookie: a=b",
        "javascript:alert(1)",
        "/auth/logout",
        "/data/../../x",
        "/ data",
    ],
)
def test_signing_in_leads_to_our_own_pages_only(client: Client, target: str) -> None:
    answer = client.sign_in("clerk3", GOOD, target)
    assert answer.header("location") in {"/", "/data"}
    assert "a=b" not in str(answer.headers)


def test_names_in_the_form_come_back_as_text(client: Client) -> None:
    answer = client.sign_in('"><script>alert(1)</script>', "wrong-password")
    assert answer.status == 401
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;" in answer.text


def test_guessing_is_locked_alike_for_known_and_unknown_names(client: Client) -> None:
    heard: dict[str, list[tuple[int, str]]] = {}
    for name in ("clerk4", "no-such-person"):
        heard[name] = []
        for _ in range(7):
            answer = client.sign_in(name, "wrong-password")
            text = re.sub(r'value="[^"]*"', "", answer.text)
            heard[name].append((answer.status, text))
    assert heard["clerk4"] == heard["no-such-person"]
    assert "不对" in heard["clerk4"][0][1]
    assert "分钟后再试" in heard["clerk4"][-1][1]
    assert client.sign_in("clerk4", GOOD).status == 401


def test_an_answer_takes_as_long_for_nobody_as_for_somebody(client: Client) -> None:
    def seconds(name: str) -> float:
        client.get("/login")
        start = time.perf_counter()
        client.sign_in(name, "wrong-password")
        return time.perf_counter() - start

    seconds("first-of-all")
    pairs = [(seconds(f"clerk{5 + number}"), seconds(f"nobody{number}")) for number in (0, 1, 2, 0, 1, 2)]
    known, unknown = (statistics.median(times) for times in zip(*pairs, strict=True))
    assert 0.5 < known / unknown < 2.0
    assert min(min(pair) for pair in pairs) > 0.01  # argon2 was at work both times


def refused(client: Client, **how: object) -> int:
    with pytest.raises(InvalidStatus) as caught:
        client.socket(**how)  # type: ignore[arg-type]
    return int(caught.value.response.status_code)


def test_the_socket_asks_for_a_session_too(server: Server) -> None:
    assert refused(Client(server)) == 403
    assert refused(Client(server, {f"nianbao_{server.port}": "guess"})) == 403
    assert refused(Client(server), headers={"x-nianbao-login": "0" * 64}) == 403
    person = signed_in(server, "clerk8")
    assert refused(person, origin="http://evil.example") == 403
    with person.socket() as socket:
        socket.send(rerun())
        text, _ = drawn(socket)
    assert "经办8" in text


def raw(server: Server, host: str, cookie: str = "") -> bytes:
    with sockets.create_connection(("127.0.0.1", server.port), 10) as connection:
        lines = f"GET /login HTTP/1.1\r\n{host}Cookie: {cookie}\r\nConnection: close\r\n\r\n"
        connection.sendall(lines.encode())
        answer = b""
        while data := connection.recv(65536):
            answer += data
    return answer


def test_only_our_own_host_is_answered(server: Server) -> None:
    assert b" 200 " in raw(server, f"Host: 127.0.0.1:{server.port}\r\n")[:20]
    assert b" 200 " in raw(server, f"Host: localhost:{server.port}\r\n")[:20]
    for host in ("Host: evil.example\r\n", "Host: 127.0.0.1@evil.example\r\n", "Host: \r\n"):
        assert b" 400 " in raw(server, host)[:20]
    assert "年报助手</p>".encode() not in raw(server, "Host: rebound.example\r\n")


def test_a_header_of_the_browser_is_no_name(server: Server, people: People) -> None:
    """The name goes to the screens in a header of the gate; a browser's own header of that name never arrives."""
    person = signed_in(server, "clerk9")
    with person.socket(headers={"X-Nianbao-Login": "a" * 64}) as socket:
        socket.send(rerun())
        text, _ = drawn(socket)
    assert "经办9" in text


def test_a_tab_is_resumed_by_its_own_person_only(server: Server) -> None:
    first, second = signed_in(server, "clerk10"), signed_in(server, "clerk11")
    with first.socket() as socket:
        socket.send(rerun())
        _, session_id = drawn(socket)
    with second.socket(resume=session_id) as socket:
        socket.send(rerun())
        text, other = drawn(socket)
    assert other != session_id
    assert "经办11" in text
    assert "经办10" not in text


def test_a_workspace_of_somebody_else_is_not_shown(server: Server) -> None:
    with WorkspaceStore(server.home) as store:
        made = Desk(store).create(SECRET)
        store.give(made.id, "clerk10")
    for screen in ("data", "draft", "check", "export", "peers", "sharing", "home"):
        with signed_in(server, "clerk11").socket() as socket:
            socket.send(rerun(screen, f"w={made.id}"))
            text, _ = drawn(socket)
        assert SECRET not in text
    with signed_in(server, "clerk10").socket() as socket:
        socket.send(rerun("data", f"w={made.id}"))
        text, _ = drawn(socket)
    assert SECRET in text


def test_an_open_socket_ends_with_the_session(server: Server, people: People) -> None:
    person = signed_in(server, "clerk7")
    with person.socket() as socket:
        socket.send(rerun())
        drawn(socket)
        people.set_password("clerk7", GOOD + "!")
        socket.send(rerun())
        text, _ = drawn(socket)
        assert "经办7" not in text
        assert "重新登录" in text
        socket.send(rerun())
        with pytest.raises(ConnectionClosed) as caught:
            for _ in iter(lambda: socket.recv(timeout=20), None):
                pass
        assert caught.value.rcvd is not None
        assert caught.value.rcvd.code == 4401
    assert person.get("/").status == 303
    assert refused(person) == 403


def test_signing_out_ends_the_session_on_the_server(server: Server) -> None:
    person = signed_in(server, "clerk6")
    kept = person.session
    answer = person.form("/logout", {}, on="/account")
    assert (answer.status, answer.header("location"), person.session) == (303, "/login", "")
    assert Client(server, {f"nianbao_{server.port}": kept}).get("/").status == 303


def test_a_person_changes_the_own_password(server: Server) -> None:
    person, elsewhere = signed_in(server, "clerk5"), signed_in(server, "clerk5")
    new = "another-good-one"

    def change(old: str, first: str, second: str) -> str:
        fields = {"old": old, "new": first, "again": second}
        return person.form("/account", fields).text

    assert "现在的密码不对" in change("wrong-password", new, new)
    assert "两次输入" in change(GOOD, new, "something-else")
    assert "太常见" in change(GOOD, "password123", "password123")
    assert "密码已修改" in change(GOOD, new, new)
    assert person.get("/").status == 200
    assert elsewhere.get("/").status == 303
    assert Client(server).sign_in("clerk5", GOOD).status == 401


def test_a_link_from_a_mail_still_finds_the_session(server: Server) -> None:
    """The strict cookie does not come along with it: the page asks the browser to come again from here."""
    answer = Client(server).get("/data?w=w-00", {"Sec-Fetch-Site": "cross-site"})
    assert answer.status == 200
    assert 'http-equiv="refresh" content="0"' in answer.text
    assert Client(server).get("/data?w=w-00", {"Sec-Fetch-Site": "same-origin"}).status == 303
    silent = Client(server).get("/data?w=w-00", {"Sec-Fetch-Site": ""})
    assert 'content="0; url=/login?next=%2Fdata%3Fw%3Dw-00"' in silent.text
    assert (
        signed_in(server, "clerk0").get("/login?next=%2Fdata%3Fw%3Dw-00").header("location") == "/data?w=w-00"
    )


def test_passwords_and_tokens_are_nowhere_on_the_disk(server: Server) -> None:
    person = signed_in(server, "clerk0")
    kept = b"".join(path.read_bytes() for path in Path(server.home).rglob("*") if path.is_file())
    assert GOOD.encode() not in kept
    assert person.session.encode() not in kept
