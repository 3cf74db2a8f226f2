"""Topics of indicators, of sections, and the data they are recognised by."""

from __future__ import annotations

import re

import pytest

from assistant.domain.sections import SectionKind
from assistant.domain.topics import Topic
from assistant.prompt_files import read_text, read_toml
from assistant.reading.topic_rules import topic_of, topics_of


@pytest.mark.parametrize(
    ("name", "topic"),
    [
        ("行政复议", Topic.DISPUTE_RESOLUTION),
        ("负责人出庭应诉率", Topic.DISPUTE_RESOLUTION),
        ("执法业务培训", Topic.CAPACITY_BUILDING),
        ("局党组理论学习中心组集中学法", Topic.CAPACITY_BUILDING),
        ("受理行政许可", Topic.GOVERNMENT_FUNCTIONS),
        ("制定行政规范性文件", Topic.INSTITUTION_BUILDING),
        ("公平竞争审查", Topic.INSTITUTION_BUILDING),
        ("重大行政决策合法性审查", Topic.DECISION_MAKING),
        ("法律顾问出具法律意见书", Topic.DECISION_MAKING),
        ("行政处罚立案", Topic.LAW_ENFORCEMENT),
        ("重大执法决定法制审核", Topic.LAW_ENFORCEMENT),
        ("部门联合“双随机、一公开”抽查", Topic.LAW_ENFORCEMENT),
        ("办理人大代表建议", Topic.POWER_SUPERVISION),
        ("主动公开政府信息", Topic.POWER_SUPERVISION),
        ("普法宣讲场次", Topic.LEGAL_EDUCATION),
        ("应急演练", Topic.EMERGENCY_RESPONSE),
        ("排查重大事故隐患", Topic.CORE_BUSINESS),
        ("推广“互联网+监管”平台", Topic.DIGITAL_GOVERNMENT),
        ("召开党委会研究法治建设，落实第一责任人职责", Topic.PARTY_LEADERSHIP),
        ("药店数量", Topic.CORE_BUSINESS),
        ("制定《某县交通局2024年法治政府部门建设工作要点》，将任务分解到股室", Topic.PARTY_LEADERSHIP),
        ("出台《某县停车场管理办法》", Topic.INSTITUTION_BUILDING),
    ],
)
def test_topic_of_a_name(name: str, topic: Topic) -> None:
    assert topic_of(name) is topic


def test_a_text_about_nothing_has_no_topic_but_always_a_best_one() -> None:
    assert topics_of("", "") == ()
    assert topics_of("", "今天天气很好。") == ()
    assert topic_of("") is Topic.CORE_BUSINESS


def test_data_name_every_topic_and_section_once_and_hold_no_ascii_signs_between_characters() -> None:
    data = read_toml("topics.toml")
    assert list(data["topics"])
    assert set(data["topics"]) == {topic.value for topic in Topic}
    assert all(entry["label"] == Topic(name).label for name, entry in data["topics"].items())
    assert set(data["sections"]) == {kind.value for kind in SectionKind}
    for name in ("topics.toml", "agency_kinds.toml"):
        lines = [line for line in read_text(name).splitlines() if not line.startswith("#")]
        assert not [line for line in lines if re.search(r"[\u4e00-\u9fff][,;!][\u4e00-\u9fff]", line)]
