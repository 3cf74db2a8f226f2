"""Last year's own report gives values to confirm and promises to compare."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.domain.agency_year import Initiative
from assistant.domain.peers import PeerReport, ReportSection
from assistant.domain.sections import SectionKind
from assistant.domain.topics import Topic
from assistant.drafting.last_year import compare_promises, propose_last_year, with_last_year
from tests.builders import make_report
from tests.unit.drafting.yearly import make_indicators, make_year

ACHIEVEMENTS = (
    "全年开展行政执法检查352家次，同比增长9.7%；立案81起，罚款176.9万元。"
    "受众2.7万余人次。执法人员持证率为88.9%。抽查案卷30余本。河道巡查里程增长12公里。"
)


def own_report(*plans: tuple[str, Topic]) -> PeerReport:
    done = ReportSection("主要举措", "一、", 1, SectionKind.ACHIEVEMENTS, (), ACHIEVEMENTS, 0, 9)
    points = tuple(
        ReportSection(text, "（一）", 2, SectionKind.NEXT_YEAR_PLAN, (topic,), text, 0, 9)
        for text, topic in plans
    )
    plan = ReportSection("2024年安排", "二、", 1, SectionKind.NEXT_YEAR_PLAN, (), "", 0, 9, points)
    return replace(make_report(), sections=(done, plan))


def test_values_are_found_by_any_name_in_the_unit_of_the_data() -> None:
    rows = (
        ("行政执法检查", "386", "家次"),
        ("行政处罚立案", "73", "起"),
        ("行政处罚罚款金额", "158.4", "万元"),
        ("普法受众", "32000", "人次"),
        ("执法人员持证率", "93.5", "%"),
        ("行政处罚案卷评查", "40", "本"),
        ("河道巡查里程", "120", "公里"),
        ("行政复议", "1", "件"),
    )
    year = make_year(make_indicators(*rows))
    proposals = propose_last_year(year, own_report())
    assert {proposal.name: str(proposal.value.normalize()) for proposal in proposals} == {
        "行政执法检查": "352",
        "行政处罚立案": "81",
        "行政处罚罚款金额": "176.9",
        "普法受众": "2.7E+4",
        "执法人员持证率": "88.9",
        "行政处罚案卷评查": "3E+1",
    }
    assert all(proposal.evidence in ACHIEVEMENTS for proposal in proposals)
    assert {proposal.name for proposal in proposals if proposal.approximate} == {
        "普法受众",
        "行政处罚案卷评查",
    }
    accepted = with_last_year(year, proposals[:1])
    assert [item.last_year for item in accepted.indicators[:2]] == [Decimal(352), None]


def test_a_value_that_the_user_gave_is_left_alone() -> None:
    year = make_year(make_indicators(("行政执法检查", "386", "家次", "350")))
    assert propose_last_year(year, own_report()) == ()


def test_promises_are_compared_with_what_was_done() -> None:
    report = own_report(
        ("制定取水许可裁量基准，规范自由裁量", Topic.LAW_ENFORCEMENT),
        ("建设水文化法治公园", Topic.LEGAL_EDUCATION),
    )
    told = Initiative("initiatives[0]", "出台取水许可裁量基准实施办法", Topic.LAW_ENFORCEMENT)
    checks = compare_promises(replace(make_year(), initiatives=(told,)), report)
    assert [(check.paths, check.delivered) for check in checks] == [(("initiatives[0]",), True), ((), False)]
