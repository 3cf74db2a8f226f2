"""The office's identity provider: who is known gets a session of ours, whoever lies about it gets none."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest

from assistant.domain.people import Person, Role
from assistant.people import People
from tests.e2e.application import Server, free_port, start_server
from tests.integration.gate_client import Answer, Client, drawn, rerun

pytest.importorskip("authlib")
pytest.importorskip("joserfc")
from joserfc.jwk import RSAKey

from tests.integration.identity_provider import CLIENT, SECRET, Provider, running


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with running(Provider()) as found:
        yield found


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, provider: Provider) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("identity")
    home, port = folder / "home", free_port()
    with People(home) as people:
        people.add(Person("admin", "李管理", Role.ADMINISTRATOR), "quiet-green-kettle")
        people.add(Person("zhang", "张经办", Role.CLERK, email="zhang@office.cn"), "")
        people.add(Person("wang", "王审核", Role.REVIEWER, email="wang@office.cn"), "")
    settings = {
        "NIANBAO_OIDC_METADATA_URL": f"{provider.issuer}/.well-known/openid-configuration",
        "NIANBAO_OIDC_CLIENT_ID": CLIENT,
        "NIANBAO_OIDC_CLIENT_SECRET": SECRET,
        "NIANBAO_PUBLIC_URL": f"http://127.0.0.1:{port}",
    }
    started = start_server(home, port, folder / "server.log", settings=settings)
    yield started
    started.stop()
    assert provider.trouble == []
    assert SECRET not in started.log.read_text("utf-8", "replace")


def to_provider(client: Client, provider: Provider, **claims: object) -> Answer:
    """From the sign-in page to the provider and back."""
    provider.claims = claims
    leaving = client.get("/login/identity")
    assert leaving.status == 302
    place = leaving.header("location")
    assert place.startswith(f"{provider.issuer}/authorize?")
    query = {name: values[0] for name, values in parse_qs(urlsplit(place).query).items()}
    assert query["code_challenge_method"] == "S256"
    assert query["redirect_uri"] == f"{client.server.url}/oauth2callback"
    back = urlsplit(provider.authorize(query))
    return client.get(f"{back.path}?{back.query}", {"Sec-Fetch-Site": "cross-site"})


def test_the_sign_in_page_offers_it(server: Server) -> None:
    assert "用单位统一身份登录" in Client(server).get("/login").text


def test_a_known_person_gets_a_session_of_ours(server: Server, provider: Provider) -> None:
    client = Client(server)
    answer = to_provider(client, provider)
    assert answer.status == 200
    assert 'http-equiv="refresh" content="0; url=/"' in answer.text
    assert client.session
    assert [name for name in client.cookies if name.startswith("_streamlit_user")] == []
    with client.socket() as socket:
        socket.send(rerun())
        text, _ = drawn(socket)
    assert "张经办" in text
    assert "密码在那里修改" in client.get("/account").text
    client.form("/logout", {}, on="/account")
    assert client.get("/").status == 303


def test_known_by_the_subject_even_when_the_address_is_gone(server: Server, provider: Provider) -> None:
    to_provider(Client(server), provider)
    client = Client(server)
    assert to_provider(client, provider, email="", email_verified=False).status == 200
    assert client.session


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": "sub-9", "email": "nobody@office.cn"},
        {"sub": "sub-9", "email": "wang@office.cn", "email_verified": False},
        {"sub": "sub-9", "email": "wang@office.cn", "email_verified": "no"},
        {"sub": "sub-9", "email": ["wang@office.cn"]},
        {"sub": "sub-9", "email": "zhang@office.cn"},  # known already under another subject
        {"sub": "", "email": "wang@office.cn"},
        {"sub": "sub-9", "email": None},
    ],
)
def test_an_unknown_or_unverified_person_is_refused(
    server: Server, provider: Provider, claims: dict[str, object]
) -> None:
    to_provider(Client(server), provider)
    client = Client(server)
    answer = to_provider(client, provider, **claims)
    assert (answer.status, client.session) == (403, "")
    assert "回到登录页" in answer.text


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "another-program"},
        {"iss": "http://127.0.0.1:1"},
        {"nonce": "of-another-browser"},
        {"exp": 1},
    ],
)
def test_a_token_that_is_not_for_us_is_refused(
    server: Server, provider: Provider, claims: dict[str, object]
) -> None:
    client = Client(server)
    answer = to_provider(client, provider, **claims)
    assert (answer.status, client.session) == (403, "")
    assert "没有完成" in answer.text


def test_a_token_signed_by_somebody_else_is_refused(server: Server, provider: Provider) -> None:
    provider.signing_key = RSAKey.generate_key(2048, {"kid": "k1", "use": "sig"})
    try:
        client = Client(server)
        assert (to_provider(client, provider).status, client.session) == (403, "")
    finally:
        provider.signing_key = None


def test_an_answer_that_was_not_asked_for_is_refused(server: Server, provider: Provider) -> None:
    """Login forgery: somebody else's code and state, in a browser that has asked for nothing."""
    other = Client(server)
    leaving = other.get("/login/identity").header("location")
    query = {name: values[0] for name, values in parse_qs(urlsplit(leaving).query).items()}
    back = urlsplit(provider.authorize(query))
    victim = Client(server)
    for path in (
        f"{back.path}?{back.query}",
        "/oauth2callback?code=a&state=b",
        "/oauth2callback?error=access_denied",
    ):
        assert (victim.get(path).status, victim.session) == (403, "")


def test_a_cookie_of_streamlits_own_login_opens_nothing(server: Server) -> None:
    client = Client(server, {"_streamlit_user": "forged", "_streamlit_user_tokens": "forged"})
    assert client.get("/").status == 303
    assert client.get("/auth/login?provider=x").status == 303
    assert client.get("/auth/logout").status == 303


def test_somebody_who_was_shut_out_stays_out(server: Server, provider: Provider) -> None:
    with People(server.home) as people:
        people.set_disabled("wang", disabled=True)
    client = Client(server)
    answer = to_provider(client, provider, sub="sub-2", email="wang@office.cn")
    assert (answer.status, client.session) == (403, "")
    assert "已停用" in answer.text
