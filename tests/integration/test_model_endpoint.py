"""Language models over real HTTP: what is accepted, what is refused, what users are told, and that nothing goes elsewhere."""

from __future__ import annotations

import socket
import subprocess
import sys
import time

import pytest

from assistant.adapters.langchain_model import build_text_model, without_thoughts
from assistant.domain.drafts import SentenceKind
from assistant.drafting.prompt_library import PromptLibrary
from assistant.drafting.with_model import rewrite_section
from assistant.errors import ModelUnavailableError, ReplyError, SettingsError
from tests.integration.model_endpoint import (
    Respond,
    answers,
    breaks_off,
    completion,
    ends_early,
    fails,
    floods,
    sends,
    serve,
    trickles,
    waits,
)
from tests.unit.drafting.model_section import PEERS, SECTION, YEAR

GOOD = "全年深入开展行政执法检查386家次，较上年增长9.7%。"


def complete(respond: Respond, seconds: float = 10.0) -> str:
    with serve(respond) as endpoint:
        return build_text_model("m", url=endpoint.url, timeout_seconds=seconds).complete("请润色。")


def test_a_whole_answer_is_accepted_and_only_the_prompt_is_sent() -> None:
    with serve(answers("好的。")) as endpoint:
        model = build_text_model("某模型", url=endpoint.url + "/", key="sk-1")
        assert model.complete("请润色。") == "好的。"
        assert model.name == "某模型"
    (request,) = endpoint.requests
    assert endpoint.paths == ["/v1/chat/completions"]
    assert request["messages"] == [{"content": "请润色。", "role": "user"}]
    assert (request["model"], request.get("stream", False)) == ("某模型", False)
    assert endpoint.headers[0]["authorization"] == "Bearer sk-1"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("<think>先想386家</think>\n答复。", "答复。"),
        ("想了很多</think>答复。", "答复。"),
        ("<THINK lang='zh'>a</THINK>答复。<think>b</think>", "答复。"),
        ("<thinking>a\n\nb</thinking>答复。", "答复。"),
    ],
)
def test_thoughts_are_taken_out(sent: str, kept: str) -> None:
    assert complete(answers(sent)) == kept


def test_a_thought_without_an_end_is_no_answer() -> None:
    with pytest.raises(ReplyError, match="思考"):
        without_thoughts("<think>还在想")


@pytest.mark.parametrize(
    ("respond", "told"),
    [
        (answers("说到一半", "length"), "截断"),
        (answers("说到一半", None), "没有正常结束"),
        (answers("不便回答", "content_filter"), "没有正常结束"),
        (answers(""), "空的"),
        (answers(None), "空的"),
        (answers("<think>a</think> "), "空的"),
        (sends(b"<html>login</html>", {"Content-Type": "text/html"}), "看不懂"),
        (sends(b"{}"), "看不懂"),
        (sends(b'{"choices": []}'), "看不懂"),
        (sends(b"[1]"), "看不懂"),
        (ends_early("说到一半"), "看不懂"),
    ],
    ids=[
        "length",
        "no-reason",
        "filter",
        "empty",
        "null",
        "only-thought",
        "html",
        "object",
        "no-choice",
        "list",
        "early-end",
    ],
)
def test_what_is_no_whole_answer_is_refused(respond: Respond, told: str) -> None:
    with pytest.raises(ReplyError, match=told):
        complete(respond)


@pytest.mark.parametrize(
    ("respond", "told"),
    [
        (fails(400), "不接受这次请求"),
        (fails(400, "request (9000 tokens) exceeds the available context size"), "容纳不下"),
        (fails(401), "密钥"),
        (fails(403), "权限"),
        (fails(404), "没有模型“m”"),
        (fails(429), "请求太多"),
        (fails(500), "500"),
        (fails(503), "503"),
        (waits(3), "0.3 秒内没有答复"),
        (trickles(5), "0.3 秒内没有答复"),
        (floods(), "中途断开|连不上"),
        (breaks_off("说到一半"), "中途断开|连不上"),
        (sends(b"", {"Location": "http://example.org/v1"}, 307), "307"),
    ],
    ids=[
        "400",
        "context",
        "401",
        "403",
        "404",
        "429",
        "500",
        "503",
        "slow",
        "trickle",
        "flood",
        "broken",
        "redirect",
    ],
)
def test_failures_are_told_in_words_that_help(respond: Respond, told: str) -> None:
    with pytest.raises(ModelUnavailableError, match=told):
        complete(respond, 0.3 if told.startswith("0.3") else 10.0)


def test_an_endpoint_that_is_not_there_is_told_at_once() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    start = time.monotonic()
    with pytest.raises(ModelUnavailableError, match=f"连不上模型接口 127.0.0.1:{port}"):
        build_text_model("m", url=f"http://127.0.0.1:{port}/v1").complete("请润色。")
    assert time.monotonic() - start < 10


def test_a_passing_fault_is_tried_again() -> None:
    tries: list[int] = []

    def respond(handler, _body) -> None:
        tries.append(1)
        handler.send(*((500, b"{}") if len(tries) == 1 else (200, completion("好的。"))))

    assert complete(respond) == "好的。"


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://10.1.2.3:8000/v1", "不加密"),
        ("http://model.example.gov.cn/v1", "不加密"),
        ("ftp://127.0.0.1/", "接口地址"),
        ("127.0.0.1:8000", "接口地址"),
        ("https://user:pass@host/v1", "密码"),
    ],
)
def test_addresses_that_would_leak_are_refused(url: str, told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        build_text_model("m", url=url)


def test_plain_http_in_a_trusted_network_needs_to_be_told() -> None:
    build_text_model("m", url="http://10.1.2.3:8000/v1", allow_plain_http=True)
    build_text_model("m", url="https://model.example.gov.cn/v1")
    build_text_model("m", url="http://[::1]:8000/v1")


def test_no_variable_of_the_environment_sends_texts_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    with serve(answers("{}")) as elsewhere, serve(answers("好的。")) as endpoint:
        for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "LANGSMITH_TRACING_V2"):
            monkeypatch.setenv(name, "true")
        for name in ("LANGSMITH_ENDPOINT", "LANGCHAIN_ENDPOINT", "OPENAI_BASE_URL", "OPENAI_API_BASE"):
            monkeypatch.setenv(name, elsewhere.url)
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "OPENAI_PROXY"):
            monkeypatch.setenv(name, elsewhere.url)
        monkeypatch.setenv("LANGSMITH_API_KEY", "k")
        monkeypatch.setenv("OPENAI_API_KEY", "sk-other")
        monkeypatch.setenv("OPENAI_ORG_ID", "org-other")
        assert build_text_model("m", url=endpoint.url).complete("请润色。") == "好的。"
        time.sleep(0.3)  # a tracer would send from a thread of its own
    assert elsewhere.paths == []
    headers = endpoint.headers[0]
    assert "sk-other" not in str(headers)
    assert "org-other" not in str(headers)


@pytest.mark.parametrize(
    ("answer", "taken"),
    [
        (f"<think>386家</think>{GOOD}[F1]", True),
        ("全年行政执法检查512家次，同比增长9.7%。[F1]", False),
        ("全年行政处罚立案386家次，同比增长9.7%。[F1]", False),
        ("全年行政执法检查386家次，同比增长9.7%，罚款158.4万元用于培训。[F1]", False),
        ("按东湖市要求，全年行政执法检查386家次，同比增长9.7%。[F1]", False),
        (GOOD, False),
    ],
    ids=["good", "invented", "misattached", "other-fact", "peer", "unmarked"],
)
def test_a_section_over_the_wire_says_only_what_the_data_say(answer: str, taken: bool) -> None:
    with serve(answers(answer)) as endpoint:
        rewrite = rewrite_section(
            SECTION, YEAR, PEERS, build_text_model("m", url=endpoint.url), PromptLibrary()
        )
    first = rewrite.section.subsections[0].sentences[0]
    assert (first.text == GOOD) is taken
    assert first.kind is SentenceKind.FACT
    if not taken:
        assert rewrite.section.subsections == SECTION.subsections
    assert bool(rewrite.notes) is not taken


def test_nothing_of_langchain_is_imported_unless_a_model_is_used() -> None:
    code = (
        "import sys, assistant.drafting.with_model, assistant.adapters.scripted_model, assistant.adapters.workspaces;"
        "print([name for name in sys.modules if name.split('.')[0] in {'langchain', 'langchain_core', 'langchain_openai', 'openai', 'jinja2'}])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert result.stdout.strip() == "[]"
