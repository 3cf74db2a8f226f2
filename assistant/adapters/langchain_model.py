"""The `TextModel` port over LangChain chat models: any OpenAI-compatible endpoint that the settings name."""

from __future__ import annotations

import ipaddress
import re
from typing import Any
from urllib.parse import urlsplit

import httpx
import openai
from langchain_core.exceptions import (
    ContextOverflowError,
    LangChainException,
    ModelAuthenticationError,
    ModelInvalidRequestError,
    ModelNotFoundError,
    ModelPermissionDeniedError,
    ModelRateLimitError,
    ModelTimeoutError,
)
from langchain_openai import ChatOpenAI
from langsmith import tracing_context
from pydantic import SecretStr

from assistant.adapters.bounded_http import bounded_client
from assistant.errors import AssistantError, ModelUnavailableError, ReplyError, SettingsError
from assistant.ports import TextModel

DEFAULT_TIMEOUT_SECONDS = 60.0
_RETRIES = 1
_TEMPERATURE = 0.3
_MAX_TOKENS = 4096
_NO_KEY = "none"  # local servers ask for no key, the client for a non-empty one

_NO_ROOM = "模型“{name}”容纳不下这一部分材料。请换上下文更长的模型，或不用模型起草。"
_TOO_LONG = re.compile(
    r"context[ _](?:length|size|window)|prompt is too long", re.IGNORECASE
)  # servers differ
_THOUGHT = re.compile(r"<(think|thinking)\b[^>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_THOUGHT_END = re.compile(r"^.*</think(?:ing)?\s*>", re.IGNORECASE | re.DOTALL)
_THOUGHT_START = re.compile(r"<think(?:ing)?\b", re.IGNORECASE)


def build_text_model(
    name: str,
    *,
    url: str,
    key: str = "",
    timeout_seconds: float = DEFAULT_TIMEOUT_SECONDS,
    allow_plain_http: bool = False,
) -> TextModel:
    """Prepare a model; nothing is sent before the first prompt.

    Args:
        name: the model's name at the endpoint.
        url: base address of the endpoint, usually ending in `/v1`.
        key: its key; empty for servers that ask for none.
        timeout_seconds: longest wait for one answer.
        allow_plain_http: let text travel unencrypted to another machine.

    Raises:
        SettingsError: the address cannot be used, or would send text unencrypted without permission.
    """
    return LangChainTextModel(
        name, _checked_url(url, allow_plain_http=allow_plain_http), key, timeout_seconds
    )


def _checked_url(url: str, *, allow_plain_http: bool) -> str:
    parts = urlsplit(url.strip())
    shown = f"{parts.scheme}://{parts.hostname or ''}"
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise SettingsError(f"NIANBAO_MODEL_URL 应是接口地址，例如 http://127.0.0.1:8000/v1，现在是“{url}”。")
    if parts.username or parts.password:
        raise SettingsError("NIANBAO_MODEL_URL 里不要写用户名和密码；密钥请放在 NIANBAO_MODEL_KEY。")
    if parts.scheme == "http" and not allow_plain_http and not is_loopback(parts.hostname):
        raise SettingsError(
            f"NIANBAO_MODEL_URL 指向另一台机器（{shown}），而 http 不加密，材料会明文传送。"
            "请改用 https；确认是可信的内部网络时，可设置 NIANBAO_MODEL_ALLOW_HTTP=1。"
        )
    return url.strip().rstrip("/")


def is_loopback(host: str) -> bool:
    """Whether a host is this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class LangChainTextModel:
    """One model at one endpoint; accepts an answer only when the endpoint says that it is finished."""

    def __init__(self, name: str, url: str, key: str, timeout_seconds: float) -> None:
        self._name = name
        self._url = url
        self._key = key
        self._timeout_seconds = timeout_seconds

    @property
    def name(self) -> str:
        """What users call it."""
        return self._name

    def complete(self, prompt: str) -> str:
        """See `TextModel.complete`. Thoughts between `<think>` marks are taken out."""
        with self._client() as client:
            message = self._ask(client, prompt)
        reason = message.response_metadata.get("finish_reason")
        if reason == "length":
            raise ReplyError(f"模型“{self._name}”的答复太长，被截断了，没有采用。")
        if reason != "stop":
            raise ReplyError(
                f"模型“{self._name}”的答复没有正常结束（{reason or '没有结束标志'}），没有采用。"
            )
        text = without_thoughts(message.content if isinstance(message.content, str) else "")
        if not text:
            raise ReplyError(f"模型“{self._name}”的答复是空的，没有采用。")
        return text

    def _client(self) -> httpx.Client:
        """A client of our own: no redirect to another machine, no proxy for this one, closed after each call."""
        local = is_loopback(urlsplit(self._url).hostname or "")
        return bounded_client(self._timeout_seconds, trust_env=not local)

    def _ask(self, client: httpx.Client, prompt: str) -> Any:
        chat = ChatOpenAI(
            model=self._name,
            base_url=self._url,
            api_key=SecretStr(self._key or _NO_KEY),
            timeout=self._timeout_seconds,
            max_retries=_RETRIES,
            temperature=_TEMPERATURE,
            max_completion_tokens=_MAX_TOKENS,
            http_client=client,
            stream_usage=False,
            openai_proxy="",  # this and the next would come from the environment
            default_headers={"OpenAI-Organization": "", "OpenAI-Project": ""},
        )
        try:
            with tracing_context(
                enabled=False
            ):  # an environment variable must not send texts to a tracing service
                return chat.invoke(prompt)
        except (LangChainException, openai.OpenAIError, httpx.HTTPError) as error:
            raise self._told(error) from error
        except (ValueError, TypeError, LookupError, AttributeError) as error:  # a body that is no answer
            raise ReplyError(
                f"模型“{self._name}”的接口返回了看不懂的内容，没有采用。请检查地址是否为 OpenAI 兼容接口。"
            ) from error

    def _told(self, error: Exception) -> AssistantError:
        name = self._name
        if _TOO_LONG.search(f"{error} {getattr(error, 'code', '')}"):
            return ModelUnavailableError(_NO_ROOM.format(name=name))
        for kind, message in (
            (ContextOverflowError, _NO_ROOM.format(name=name)),
            (ModelTimeoutError, f"模型“{name}”在 {self._timeout_seconds:g} 秒内没有答复。请稍后再试，或调大 NIANBAO_MODEL_TIMEOUT_SECONDS。"),
            (ModelAuthenticationError, "模型接口不接受密钥。请检查 NIANBAO_MODEL_KEY。"),
            (ModelPermissionDeniedError, f"密钥没有使用模型“{name}”的权限。请检查 NIANBAO_MODEL_KEY 或换一个模型。"),
            (ModelNotFoundError, f"接口里没有模型“{name}”，或地址不对。请检查模型名称和 NIANBAO_MODEL_URL。"),
            (ModelRateLimitError, f"模型“{name}”的请求太多或额度已用完。请稍后再试。"),
            (ModelInvalidRequestError, f"模型“{name}”的接口不接受这次请求。请检查模型名称和接口版本。"),
            (openai.APIStatusError, f"模型“{name}”的接口出错（{getattr(error, 'status_code', '')}）。请稍后再试，或不用模型起草。"),
            (openai.APIConnectionError, f"连不上模型接口 {_host(self._url)}。请检查 NIANBAO_MODEL_URL 和服务是否已启动，或不用模型起草。"),
        ):  # fmt: skip
            if isinstance(error, kind):
                return ModelUnavailableError(message)
        if isinstance(error, (openai.APIError, httpx.HTTPError)):
            return ModelUnavailableError(f"模型“{name}”的接口中途断开或出错，没有采用它的答复。请稍后再试。")
        return ReplyError(f"模型“{name}”的接口返回了看不懂的内容，没有采用。")


def _host(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)


def without_thoughts(text: str) -> str:
    """The answer without `<think>…</think>`; some servers send only the closing mark.

    Raises:
        ReplyError: a thought was begun and never ended, so that no answer can be told from it.
    """
    answer = _THOUGHT_END.sub("", _THOUGHT.sub("", text))
    if _THOUGHT_START.search(answer):
        raise ReplyError("模型只写了思考过程，没有写完答复，没有采用。")
    return answer.strip()
