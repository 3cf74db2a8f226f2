"""Indicators that the catalogue knows have its topic."""

from __future__ import annotations

import pytest

from assistant.domain.topics import Topic
from assistant.reading.agency_year import agency_year_from_plain
from assistant.reading.indicator_topics import indicator_topic


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


def test_who_took_part_has_the_topic_of_what_they_took_part_in() -> None:
    plain = {
        "year": 2024,
        "agency": {"name": "岚湾市水务局", "kind": "水务", "level": "市级", "region": ["明川省", "岚湾市"]},
        "indicators": [
            {"name": "普法讲座", "value": 88, "unit": "场次"},
            {"name": "覆盖医务人员", "value": 1.6, "unit": "万人次"},
            {"name": "参与整治行动", "value": 6, "unit": "次", "topic": "core_business"},
        ],
    }
    topics = [item.topic for item in agency_year_from_plain(plain, "数据").indicators]
    assert topics == [Topic.LEGAL_EDUCATION, Topic.LEGAL_EDUCATION, Topic.CORE_BUSINESS]
