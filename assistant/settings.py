"""Settings: frozen values, read once from the environment; builds nothing."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_cache_path

from assistant.domain.network import ALLOW_OPEN, IdentityProvider, Network
from assistant.errors import SettingsError

BUNDLED_ENCODER = "bundled"
_KNOWN = {
    "NIANBAO_HOME": "资料库与工作区所在文件夹",
    "NIANBAO_CACHE": "本地模型的缓存文件夹",
    "NIANBAO_ENCODER": "sentence-transformers 模型文件夹",
    "NIANBAO_ENCODER_QUERY_PREFIX": "检索词前缀",
    "NIANBAO_ENCODER_PASSAGE_PREFIX": "段落前缀",
    "NIANBAO_MODEL": "语言模型名称",
    "NIANBAO_MODEL_URL": "OpenAI 兼容接口地址",
    "NIANBAO_MODEL_KEY": "接口密钥",
    "NIANBAO_MODEL_TIMEOUT_SECONDS": "接口超时秒数",
    "NIANBAO_MODEL_ALLOW_HTTP": "允许用不加密的 http 连接另一台机器上的接口",
    "NIANBAO_HOST": "开放给网络时的地址",
    "NIANBAO_PUBLIC_URL": "浏览器里的地址",
    "NIANBAO_TLS_CERT": "加密证书文件",
    "NIANBAO_TLS_KEY": "加密私钥文件",
    ALLOW_OPEN: "没有账户也开放给网络",
    "NIANBAO_OIDC_METADATA_URL": "统一身份登录的元数据地址",
    "NIANBAO_OIDC_CLIENT_ID": "统一身份登录的客户端编号",
    "NIANBAO_OIDC_CLIENT_SECRET": "统一身份登录的客户端密钥",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """Plain values; what is built from them is built in `assistant.app`.

    `encoder` is "bundled" for the model that comes with the program, else a sentence-transformers folder, whose
    prefixes then are `query_prefix` and `passage_prefix`. `model` is empty: draft without a language model.
    """

    home: Path = Path(".data")
    cache: Path = field(default_factory=lambda: user_cache_path("nianbao", appauthor=False))
    encoder: str = BUNDLED_ENCODER
    query_prefix: str = "query: "
    passage_prefix: str = "passage: "
    model: str = ""
    model_url: str = ""
    model_key: str = field(default="", repr=False)
    model_timeout_seconds: float = 60.0
    model_allow_http: bool = False
    network: Network = field(default_factory=Network)

    def require_home(self) -> None:
        """Refuse a home that can never be a folder.

        Raises:
            SettingsError: it, or something above it, is a file, or its name cannot be used.
        """
        try:
            there = next((place for place in (self.home, *self.home.parents) if os.path.lexists(place)), None)
            if there is None or there.is_dir():
                return
            reason = "是一个文件，不是文件夹" if there.exists() else "是失效的链接"
        except (OSError, ValueError):
            there, reason = self.home, "不能用作文件夹名"
        raise SettingsError(
            f"{there} {reason}，不能存放资料库。请用 --home（或环境变量 NIANBAO_HOME）另选一个文件夹。"
        )

    def with_home(self, home: Path | None) -> Settings:
        """The same settings for another home, if one is given."""
        if home is None:
            return self
        return Settings(**{**{name: getattr(self, name) for name in self.__slots__}, "home": home})


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read `NIANBAO_*` variables; an unset or empty one takes its default.

    Raises:
        SettingsError: an unknown `NIANBAO_*` name, or a value that cannot be used.
    """
    values = {
        key: value
        for key, value in (os.environ if environ is None else environ).items()
        if key.startswith("NIANBAO_")
    }
    unknown = sorted(set(values) - set(_KNOWN))
    if unknown:
        known = "、".join(_KNOWN)
        raise SettingsError(
            f"环境变量 {'、'.join(unknown)} 不是本程序的设置；可用的有：{known}。请改正或删去。"
        )
    default = Settings()
    timeout = values.get("NIANBAO_MODEL_TIMEOUT_SECONDS") or str(default.model_timeout_seconds)
    try:
        seconds = float(timeout)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < 86400:  # noqa: PLR2004
        raise SettingsError(f"NIANBAO_MODEL_TIMEOUT_SECONDS 应为大于 0 的秒数，现在是“{timeout}”。")
    encoder = values.get("NIANBAO_ENCODER") or default.encoder
    custom = encoder != BUNDLED_ENCODER
    return Settings(
        home=Path(values.get("NIANBAO_HOME") or default.home),
        cache=Path(values.get("NIANBAO_CACHE") or default.cache),
        encoder=encoder,
        query_prefix=values.get("NIANBAO_ENCODER_QUERY_PREFIX", "" if custom else default.query_prefix),
        passage_prefix=values.get("NIANBAO_ENCODER_PASSAGE_PREFIX", "" if custom else default.passage_prefix),
        model=values.get("NIANBAO_MODEL", ""),
        model_url=values.get("NIANBAO_MODEL_URL", ""),
        model_key=values.get("NIANBAO_MODEL_KEY", ""),
        model_timeout_seconds=seconds,
        model_allow_http=_yes(values, "NIANBAO_MODEL_ALLOW_HTTP"),
        network=_network(values),
    )


def _yes(values: Mapping[str, str], name: str) -> bool:
    given = values.get(name) or "0"
    if given not in {"0", "1"}:
        raise SettingsError(f"{name} 应为 1（允许）或 0，现在是“{given}”。")
    return given == "1"


def _network(values: Mapping[str, str]) -> Network:
    return Network(
        host=values.get("NIANBAO_HOST") or Network().host,
        allow_open=_yes(values, ALLOW_OPEN),
        public_url=values.get("NIANBAO_PUBLIC_URL", "").rstrip("/"),
        tls_cert=values.get("NIANBAO_TLS_CERT", ""),
        tls_key=values.get("NIANBAO_TLS_KEY", ""),
        identity=IdentityProvider(
            values.get("NIANBAO_OIDC_METADATA_URL", ""),
            values.get("NIANBAO_OIDC_CLIENT_ID", ""),
            values.get("NIANBAO_OIDC_CLIENT_SECRET", ""),
        ),
    )
