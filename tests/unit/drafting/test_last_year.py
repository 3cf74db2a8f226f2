"""Last year's own report gives values to confirm and promises to compare."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.domain.agency_year import Initiative
from assistant.domain.peers import PeerReport, ReportSection
from assistant.domain.sections import SectionKind
from assistant.domain.topics import Topic
from assistant.drafting.last_year import compare_promises, read_last_year, with_last_year
from assistant.drafting.plain import draft_report
from assistant.drafting.reported_values import reported_values
from assistant.reading.agency_year import load_agency_year
from assistant.reading.peer_report import read_report
from assistant.workflow import text_source
from tests.builders import make_report
from tests.conftest import ROOT
from tests.unit.drafting.yearly import make_indicators, make_year, text_of

ACHIEVEMENTS = (
    "全年开展行政执法检查352家次，同比增长9.7%；立案81起，罚款176.9万元。"
    "受众2.7万余人次。执法人员持证率为88.9%。抽查案卷30余本。河道巡查里程增长12公里。"
)


def own_report(*plans: tuple[str, Topic]) -> PeerReport:
    return own_report_of(ACHIEVEMENTS, *plans)


def own_report_of(text: str, *plans: tuple[str, Topic]) -> PeerReport:
    done = ReportSection("主要举措", "一、", 1, SectionKind.ACHIEVEMENTS, (), text, 0, 9)
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
    proposals = read_last_year(year, own_report()).proposals
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
    assert read_last_year(year, own_report()).proposals == ()


def test_given_values_are_compared_with_the_report() -> None:
    rows = (
        ("行政执法检查", "386", "家次", "352"),
        ("行政处罚立案", "73", "起", "18"),
        ("普法受众", "32000", "人次", "27300"),
        ("信息公开", "9", "条", "8"),
        ("执法人员持证率", "93.5", "%"),
    )
    reading = read_last_year(make_year(make_indicators(*rows)), own_report())
    assert [(one.path, one.given, one.reported.value) for one in reading.differing] == [
        ("indicators[1]", Decimal(18), Decimal(81))
    ]
    assert reading.agreeing == ("indicators[0]", "indicators[2]")  # 2.7万余 says the same as 27300
    assert reading.missing == ("indicators[3]",)
    assert [proposal.name for proposal in reading.proposals] == ["执法人员持证率"]


@pytest.mark.parametrize(
    "path", sorted((ROOT / "seeds" / "yearly_data").glob("*.yaml")), ids=lambda path: path.stem
)
def test_a_draft_of_ours_gives_back_every_value(path: Path) -> None:
    year = load_agency_year(path)
    report = read_report(text_source("last.txt", text_of(draft_report(year))))
    found = reported_values(year.indicators, report)
    assert {path: value.value for path, value in found.items()} == {
        item.path: item.value for item in year.indicators
    }


def test_a_name_inside_a_longer_one_is_another_indicator() -> None:
    text = "开展重大行政决策合法性审查3件，开展合法性审查58件。受理行政许可544件。"
    rows = make_indicators(("合法性审查", "60", "件"), ("办理行政许可", "9", "件"))
    found = reported_values(rows, own_report_of(text))
    assert {value.name: value.value for value in found.values()} == {"合法性审查": 58}


def test_parts_and_noughts_are_read_beside_their_wholes() -> None:
    text = (
        "受理行政许可642件，同比增长7.4%，全部办结。排查隐患5274项，整改5251项；排查重大事故隐患28项，已全部整改。"
        "行政复议1件，未发生被撤销或者变更的情形。未发生行政赔偿、行政诉讼。"
    )
    rows = make_indicators(
        ("受理行政许可", "1", "件"),
        ("办结行政许可", "1", "件"),
        ("排查隐患", "1", "项"),
        ("整改隐患", "1", "项"),
        ("重大事故隐患", "1", "项"),
        ("重大事故隐患整改", "1", "项"),
        ("行政复议", "1", "件"),
        ("行政复议被撤销或者变更", "1", "件"),
        ("行政诉讼", "1", "件"),
    )
    found = reported_values(rows, own_report_of(text))
    assert [int(found[item.path].value) for item in rows] == [642, 642, 5274, 5251, 28, 28, 1, 0, 0]


def test_promises_are_compared_with_what_was_done() -> None:
    report = own_report(
        ("制定取水许可裁量基准，规范自由裁量", Topic.LAW_ENFORCEMENT),
        ("建设水文化法治公园", Topic.LEGAL_EDUCATION),
    )
    told = Initiative("initiatives[0]", "出台取水许可裁量基准实施办法", Topic.LAW_ENFORCEMENT)
    checks = compare_promises(replace(make_year(), initiatives=(told,)), report)
    assert [(check.paths, check.delivered) for check in checks] == [(("initiatives[0]",), True), ((), False)]


def test_each_action_of_a_point_is_a_promise_and_only_the_nearest_matters_deliver_it() -> None:
    report = own_report(
        (
            "编印节水法律口袋书，开展“送法进百企”活动；组织领导干部旁听庭审。【待补充：针对“某项不足”的改进安排】",
            Topic.LEGAL_EDUCATION,
        ),
        ("加强水行政复议规范化建设，充实复议办案人员", Topic.DISPUTE_RESOLUTION),
    )
    told = [
        ("编印《企业节水法律知识口袋书》1万册", Topic.LEGAL_EDUCATION),
        ("组织领导干部旁听庭审3次", Topic.CAPACITY_BUILDING),
        ("开展节水宣传周活动", Topic.LEGAL_EDUCATION),
        ("配强行政复议办案人员", Topic.DISPUTE_RESOLUTION),
    ]
    year = make_year(make_indicators(("行政复议", "5", "件"), topic=Topic.DISPUTE_RESOLUTION), told)
    checks = compare_promises(year, report)
    assert [(check.promise[:8], check.paths) for check in checks] == [
        ("编印节水法律口袋", ("initiatives[0]",)),
        ("组织领导干部旁听", ("initiatives[1]",)),
        ("加强水行政复议规", ("initiatives[3]",)),
    ]
