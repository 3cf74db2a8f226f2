"""Where the application may be reached from: decided before anything is opened."""

from __future__ import annotations

import pytest

from assistant.domain.network import IdentityProvider, Network, host_allowed, is_loopback, network_trouble
from assistant.settings import read_settings
from ui.answers import safe_target


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("localhost", True),
        ("::1", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.7", False),
        ("nianbao.office.cn", False),
        ("localhost.evil.example", False),
    ],
)
def test_what_is_this_machine_alone(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback
    trouble = network_trouble(Network(host), accounts=False)
    assert (trouble == "") is loopback
    assert network_trouble(Network(host), accounts=True) == ""


def test_open_to_all_has_to_be_told_twice() -> None:
    trouble = network_trouble(Network("0.0.0.0"), accounts=False)
    assert "没有启动" in trouble
    assert "nianbao users add" in trouble
    assert "NIANBAO_ALLOW_OPEN_NETWORK=1" in trouble
    assert network_trouble(Network("0.0.0.0", allow_open=True), accounts=False) == ""


@pytest.mark.parametrize(
    ("network", "words"),
    [
        (Network("not a host"), "不是地址"),
        (Network("-x"), "不是地址"),
        (Network(tls_cert="a.pem"), "证书和私钥"),
        (Network(public_url="nianbao.office.cn"), "NIANBAO_PUBLIC_URL"),
        (Network(public_url="https://office.cn/nianbao"), "不带路径"),
        (Network(identity=IdentityProvider("https://idp.cn/x", "id", "s")), "NIANBAO_PUBLIC_URL"),
        (
            Network(public_url="https://a.cn", identity=IdentityProvider("http://idp.cn/x", "id", "s")),
            "https://",
        ),
    ],
)
def test_settings_that_do_not_fit_are_told(network: Network, words: str) -> None:
    assert words in network_trouble(network, accounts=True)


def test_the_way_is_said_before_people_use_the_identity_provider() -> None:
    network = Network(
        public_url="https://a.cn", identity=IdentityProvider("https://idp.cn/.well-known/x", "id", "s")
    )
    assert "先登记人员" in network_trouble(network, accounts=False)
    assert network_trouble(network, accounts=True) == ""


def test_names_are_ours_or_digits() -> None:
    names = frozenset({"nianbao", "localhost"})
    allowed = ["nianbao", "NIANBAO:8501", "nianbao.", "10.1.2.3:80", "[::1]:8501", "localhost"]
    denied = [
        "",
        "evil.example",
        "nianbao.evil.example",
        "nianbao@evil",
        "nianbao/x",
        "nianbao:port",
        "a b",
        "[::1",
    ]
    assert [host for host in allowed if not host_allowed(host, names)] == []
    assert [host for host in denied if host_allowed(host, names)] == []


def test_targets_are_our_pages() -> None:
    assert safe_target("/data?w=w-00ff") == "/data?w=w-00ff"
    assert safe_target("/data?w=x") == "/data"
    assert safe_target("/peers?view=library&w=w-0a&x=//evil") == "/peers?w=w-0a&view=library"
    assert safe_target("/data?w=w-0a%0d%0aSet-Cookie:a=b&view=%2f%2fevil") == "/data"
    assert safe_target("/data?" + "&" * 50) == "/data"
    assert {safe_target(each) for each in ("", "//a", "/login", "/x", "http://a", "/\n", "/data/")} == {"/"}


def test_settings_read_the_network() -> None:
    network = read_settings({
        "NIANBAO_HOST": "10.0.0.8",
        "NIANBAO_PUBLIC_URL": "https://nianbao.cn/",
        "NIANBAO_ALLOW_OPEN_NETWORK": "1",
        "NIANBAO_OIDC_CLIENT_SECRET": "hidden",
    }).network
    assert (network.host, network.public_url, network.allow_open) == ("10.0.0.8", "https://nianbao.cn", True)
    assert network.encrypted
    assert "hidden" not in repr(network)
    assert network.with_options(host="127.0.0.1").host == "127.0.0.1"
