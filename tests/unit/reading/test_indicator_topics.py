"""Where the data give no topic, the name of an indicator tells it: over all kinds of agencies, almost always rightly."""

from __future__ import annotations

import csv

import pytest

from assistant.domain.topics import Topic
from assistant.reading.agency_year import agency_year_from_plain
from assistant.reading.indicator_topics import indicator_topic, topic_of_indicator
from assistant.reading.topic_rules import topic_of
from tests.conftest import GOLDEN

_LEAST_RIGHT = 0.96


@pytest.mark.parametrize(
    ("name", "topic"),
    [
        ("立案数", Topic.LAW_ENFORCEMENT),
        ("罚没金额（万元）", Topic.LAW_ENFORCEMENT),
        ("全县应急演练次数", Topic.EMERGENCY_RESPONSE),
        ("消费投诉按期办结率", Topic.DISPUTE_RESOLUTION),
        ("负责人出庭应诉率", Topic.DISPUTE_RESOLUTION),
        ("部门联合“双随机、一公开”抽查", Topic.LAW_ENFORCEMENT),
        ("培训卫生监督员", Topic.CAPACITY_BUILDING),
        ("古树名木挂牌", None),
        ("推行一窗办", None),
    ],
)
def test_topic_of_a_name(name: str, topic: Topic | None) -> None:
    assert indicator_topic(name) is topic


def test_names_of_all_trades_find_their_topic() -> None:
    """The table holds names as clerks write them, with the topics under which a section chief would look for them."""
    with (GOLDEN / "indicator_topics.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    wrong = [
        (row["name"], found.value)
        for row in rows
        if (found := topic_of_indicator(row["name"], row["kind"]) or topic_of(row["name"])).value
        not in row["topics"].split("|")
    ]
    assert len(rows) >= 500
    assert len({row["kind"] for row in rows}) >= 20
    assert {topic for row in rows for topic in row["topics"].split("|")} == {topic.value for topic in Topic}
    assert 1 - len(wrong) / len(rows) >= _LEAST_RIGHT, wrong


def test_the_agency_s_own_field_may_decide() -> None:
    assert topic_of_indicator("审计整改率", "审计") is Topic.CORE_BUSINESS
    assert topic_of_indicator("审计整改率", "教育") is Topic.POWER_SUPERVISION


def test_what_says_nothing_belongs_where_the_agency_mostly_works() -> None:
    plain = {
        "year": 2024,
        "agency": {"name": "岚湾市信访局", "kind": "信访", "level": "市级", "region": ["明川省", "岚湾市"]},
        "indicators": [
            {"name": "包案化解", "value": 8, "unit": "件"},
            {"name": "法治培训", "value": 2, "unit": "期"},
            {"name": "领导包案", "value": 6, "unit": "件", "topic": "core_business"},
        ],
    }
    topics = [item.topic for item in agency_year_from_plain(plain, "数据").indicators]
    assert topics == [Topic.DISPUTE_RESOLUTION, Topic.CAPACITY_BUILDING, Topic.CORE_BUSINESS]


def test_who_took_part_has_the_topic_of_what_they_took_part_in() -> None:
    plain = {
        "year": 2024,
        "agency": {"name": "岚湾市水务局", "kind": "水务", "level": "市级", "region": ["明川省", "岚湾市"]},
        "indicators": [
            {"name": "普法讲座", "value": 88, "unit": "场次"},
            {"name": "覆盖医务人员", "value": 1.6, "unit": "万人次"},
            {"name": "其中：立案", "value": 1, "unit": "件"},
            {"name": "参与整治行动", "value": 6, "unit": "次", "topic": "core_business"},
        ],
    }
    topics = [item.topic for item in agency_year_from_plain(plain, "数据").indicators]
    assert topics == [*[Topic.LEGAL_EDUCATION] * 3, Topic.CORE_BUSINESS]
