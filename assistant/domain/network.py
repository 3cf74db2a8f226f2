"""Where the application is reachable from, and what that asks for: pure decisions about hosts and addresses."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

LOOPBACK = "127.0.0.1"
ALLOW_OPEN = "NIANBAO_ALLOW_OPEN_NETWORK"
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.\-]{0,251}[A-Za-z0-9])?")


@dataclass(frozen=True, slots=True)
class IdentityProvider:
    """The office's OpenID Connect provider; nothing is asked of it while `metadata_url` is empty."""

    metadata_url: str = ""
    client_id: str = ""
    client_secret: str = field(default="", repr=False)

    def __bool__(self) -> bool:
        """Whether there is one."""
        return bool(self.metadata_url)


@dataclass(frozen=True, slots=True)
class Network:
    """How browsers reach the application. `public_url` is the address that people type, if it is not the host's own."""

    host: str = LOOPBACK
    allow_open: bool = False
    public_url: str = ""
    tls_cert: str = ""
    tls_key: str = ""
    identity: IdentityProvider = field(default_factory=IdentityProvider)

    @property
    def beyond_this_machine(self) -> bool:
        """Whether other machines can reach it."""
        return not is_loopback(self.host)

    @property
    def encrypted(self) -> bool:
        """Whether the program itself encrypts, or the public address says that somebody before it does."""
        return bool(self.tls_cert) or self.public_url.startswith("https://")

    def with_options(self, host: str = "", tls_cert: str = "", tls_key: str = "") -> Network:
        """The same network, with what was given on the command line instead of what the settings say."""
        return replace(
            self,
            host=host or self.host,
            tls_cert=tls_cert or self.tls_cert,
            tls_key=tls_key or self.tls_key,
        )


def is_loopback(host: str) -> bool:
    """Whether a host is this machine alone."""
    if host.casefold().rstrip(".") == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def network_trouble(network: Network, *, accounts: bool) -> str:
    """Why the application must not start like this, with the way out; empty when it may."""
    host = network.host
    if not _is_address(host) and not _HOST.fullmatch(host):
        return f"“{host}”不是地址。请写这台电脑的 IP 地址或主机名，或用 0.0.0.0 表示所有地址。"
    if bool(network.tls_cert) != bool(network.tls_key):
        return "加密要同时给出证书和私钥：--tls-cert 和 --tls-key（或 NIANBAO_TLS_CERT 和 NIANBAO_TLS_KEY）。"
    if network.public_url and not _is_web_address(network.public_url):
        return "NIANBAO_PUBLIC_URL 应是浏览器里的地址，例如 https://nianbao.example.cn:8501，不带路径。"
    return _identity_trouble(network, accounts=accounts) or _open_trouble(network, accounts=accounts)


def _open_trouble(network: Network, *, accounts: bool) -> str:
    if accounts or not network.beyond_this_machine or network.allow_open:
        return ""
    return (
        f"没有启动：还没有账户，而 {network.host} 会让网络上的任何人不必登录就能看和改所有年报。\n"
        "请先建一个管理员账户：nianbao users add 用户名 --role 管理员，再启动。\n"
        f"确实不要登录的，请再设置环境变量 {ALLOW_OPEN}=1；只在本机使用的，请去掉 --host。"
    )


def _identity_trouble(network: Network, *, accounts: bool) -> str:
    identity = network.identity
    if not identity:
        return ""
    if not (identity.client_id and identity.client_secret and network.public_url):
        return (
            "统一身份登录要同时设置 NIANBAO_OIDC_METADATA_URL、NIANBAO_OIDC_CLIENT_ID、NIANBAO_OIDC_CLIENT_SECRET "
            "和 NIANBAO_PUBLIC_URL。请补齐，或都不设置。"
        )
    parts = urlsplit(identity.metadata_url)
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(parts.hostname or "")):
        return "NIANBAO_OIDC_METADATA_URL 应以 https:// 开头，指向 .well-known/openid-configuration。"
    if not accounts:
        return "统一身份登录前要先登记人员：nianbao users add 用户名 --role 管理员 --email 邮箱。"
    return ""


def host_allowed(header: str, names: frozenset[str]) -> bool:
    """Whether a request may name this host.

    An address in digits always may: only a name can be made to point here by a stranger (DNS rebinding).
    """
    try:
        parts = urlsplit(f"//{header}")
        hostname, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    if not hostname or parts.username is not None or parts.path or parts.query or parts.fragment:
        return False
    return _is_address(hostname) or hostname.casefold().rstrip(".") in names


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        hostname, _ = parts.hostname, parts.port
    except ValueError:
        return False
    plain = not (parts.query or parts.fragment or parts.username or parts.path.strip("/"))
    return parts.scheme in {"http", "https"} and bool(hostname) and plain
