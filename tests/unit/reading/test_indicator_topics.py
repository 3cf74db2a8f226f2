"""Indicators that the catalogue knows have its topic."""

from __future__ import annotations

import pytest

from assistant.domain.topics import Topic
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
        ("古树名木挂牌", None),
        ("推行一窗办", None),
    ],
)
def test_topic_of_a_name(name: str, topic: Topic | None) -> None:
    assert indicator_topic(name) is topic
