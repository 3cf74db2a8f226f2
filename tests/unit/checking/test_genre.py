"""FMT and REP: a report asks for nothing, and says nothing twice."""

from __future__ import annotations

import pytest

from assistant.checking.registry import CheckContext, check_report
from assistant.domain.findings import Severity
from assistant.domain.peers import PeerReport
from tests.builders import make_source


def found(text: str, family: str) -> list[tuple[str, str]]:
    report = PeerReport(make_source(text))
    context = CheckContext(families=frozenset({family}))
    return [(f.code, f.quote) for f in check_report(report, context).findings]


@pytest.mark.parametrize(
    "request_made",
    [
        "恳请县委、县政府予以解决编制5名。",
        "妥否，请批示。",
        "以上请示妥否，请批复。",
        "请求上级增加执法装备经费30万元。",
        "为此，请求县编办核增行政执法专项编制8名。",
        "请县财政局尽快拨付执法服装经费。",
        "呈请市政府批准设立行政执法大队。",
        "请予批准。",
    ],
)
def test_a_report_asks_for_nothing(request_made: str) -> None:
    text = f"二、存在的不足和原因\n执法力量不足。{request_made}"
    assert [code for code, _ in found(text, "FMT")] == ["FMT008"]


@pytest.mark.parametrize(
    "told",
    [
        "以上报告，请审议。",
        "严格执行请示报告制度，重大事项及时请示汇报。",
        "申请人请求撤销行政处罚决定，县政府予以支持。",
        "按程序提请县政府常务会议审议批准后印发。",
        "邀请县人大代表、政协委员参加座谈，研究解决问题。",
        "申请市级财政安排专项资金200万元。",
        "对群众的请求，各级党委政府及时解决。",
        "印发《关于请求支持执法装备建设的请示》办理流程。",
        "希望上级加强业务指导和培训。",
    ],
)
def test_telling_of_requests_is_no_request(told: str) -> None:
    assert found(f"一、主要举措\n{told}", "FMT") == []


def test_a_request_is_to_be_looked_at_not_forbidden() -> None:
    report = PeerReport(make_source("妥否，请批示。"))
    (finding,) = check_report(report, CheckContext(families=frozenset({"FMT"}))).findings
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("全年没有行政诉讼案件。全年没有行政诉讼案件。", "全年没有行政诉讼案件。"),
        ("一是加强学习；二是加强学习；三是加强培训。", "二是加强学习；"),
        ("完善制度。\n完善制度。", "完善制度。"),
    ],
)
def test_short_sentences_twice(text: str, quote: str) -> None:
    assert found(text, "REP") == [("REP002", quote)]


def test_short_sentences_of_two_sections_may_be_alike() -> None:
    assert found("（一）完善制度。修订2项。\n（二）规范执法。\n完善制度。", "REP") == []
