"""Topics share a subsection only where peers treat them together, and only when one of them is too short alone."""

from __future__ import annotations

import random

import pytest

from assistant.domain.topics import Topic
from assistant.drafting.grouping import Size, group_topics
from assistant.drafting.themes import load_themes

MERGING = load_themes().merging
T = Topic


def groups(**chars: int) -> list[list[str]]:
    sizes = {Topic(name): Size(count, 1) for name, count in chars.items()}
    return [[topic.value for topic in group] for group in group_topics(sizes, MERGING)]


def test_topics_with_enough_stand_alone() -> None:
    assert groups(party_leadership=90, law_enforcement=300, legal_education=120) == [
        ["party_leadership"],
        ["law_enforcement"],
        ["legal_education"],
    ]


@pytest.mark.parametrize(
    ("chars", "expected"),
    [
        (
            {"party_leadership": 40, "law_enforcement": 300, "capacity_building": 40},
            [["party_leadership", "capacity_building"], ["law_enforcement"]],
        ),
        (
            {"law_enforcement": 300, "dispute_resolution": 130, "power_supervision": 110},
            [["law_enforcement"], ["dispute_resolution", "power_supervision"]],
        ),
        (
            {"law_enforcement": 300, "dispute_resolution": 330, "power_supervision": 210},
            [["law_enforcement"], ["dispute_resolution"], ["power_supervision"]],
        ),
        (
            {
                "government_functions": 56,
                "institution_building": 80,
                "decision_making": 75,
                "law_enforcement": 100,
            },
            [["government_functions"], ["institution_building", "decision_making"], ["law_enforcement"]],
        ),
        (
            {"party_leadership": 60, "law_enforcement": 400, "emergency_response": 20, "core_business": 500},
            [["party_leadership"], ["law_enforcement", "emergency_response"], ["core_business"]],
        ),
    ],
)
def test_a_short_topic_joins_the_one_it_is_treated_with(
    chars: dict[str, int], expected: list[list[str]]
) -> None:
    assert groups(**chars) == expected


def test_very_little_is_not_cut_at_all() -> None:
    assert groups(party_leadership=40, law_enforcement=40, legal_education=40) == [
        ["party_leadership", "law_enforcement", "legal_education"]
    ]
    assert group_topics({}, MERGING) == []


def test_no_heading_at_all_is_better_than_one_for_everything() -> None:
    chars = {"party_leadership": 20, "decision_making": 50, "law_enforcement": 12, "power_supervision": 19}
    assert len(groups(**chars, government_functions=90, legal_education=26)) == 1


def test_every_topic_once_in_order_and_none_too_short() -> None:
    chosen = random.Random(7)
    order = list(Topic)
    for _turn in range(60):
        topics = sorted(chosen.sample(order, chosen.randint(1, len(order))), key=order.index)
        sizes = {topic: Size(chosen.choice((15, 40, 61, 90, 300)), chosen.randint(1, 4)) for topic in topics}
        result = group_topics(sizes, MERGING)
        assert sorted((topic for group in result for topic in group), key=order.index) == topics
        assert [group[0] for group in result] == sorted((group[0] for group in result), key=order.index)
        whole = sum((size for size in sizes.values()), Size(0, 0))
        if whole.chars >= 200:
            lengths = [sum((sizes[topic] for topic in group), Size(0, 0)).length for group in result]
            assert all(
                length >= MERGING.short or group == (T.PARTY_LEADERSHIP,)
                for group, length in zip(result, lengths, strict=True)
            )


def test_headings_of_several_topics_are_true_of_them() -> None:
    party = next(family for family in MERGING.families if T.PARTY_LEADERSHIP in family.needs)
    assert party.fits((T.PARTY_LEADERSHIP, T.INSTITUTION_BUILDING, T.DECISION_MAKING))
    assert not party.fits((T.PARTY_LEADERSHIP, T.GOVERNMENT_FUNCTIONS, T.DECISION_MAKING))
    assert not party.fits((T.GOVERNMENT_FUNCTIONS, T.DECISION_MAKING, T.CAPACITY_BUILDING))
    assert MERGING.families[-1].fits(tuple(Topic))
    for family in MERGING.families:
        assert (len(family.heading.first), len(family.heading.second)) == (6, 8)
