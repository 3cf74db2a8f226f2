"""Gaps: what comparable peers report and the data do not give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.domain.peers import Passage, PeerReport, PeerSummary
from assistant.domain.topics import Topic
from assistant.drafting.gaps import comparable, find_gaps
from tests.builders import make_passage, make_report
from tests.unit.drafting.yearly import make_indicators, make_year


@dataclass
class Peers:
    """Peer reports in memory."""

    rows: list[tuple[PeerSummary, str]]

    def summaries(self) -> tuple[PeerSummary, ...]:
        return tuple(row for row, _text in self.rows)

    def report(self, report_id: str) -> PeerReport:
        raise AssertionError(report_id)

    def passages(self) -> Iterator[Passage]:
        for row, text in self.rows:
            yield make_passage(make_report(text, row.file), text, report_id=row.id, agency=row.agency)


def peer(number: int, text: str, kind: str = "水务", level: str = "县级") -> tuple[PeerSummary, str]:
    row = PeerSummary(
        f"r-{number}", f"{number}.txt", "", f"第{number}县水务局", 2023, kind, level, (), 1, 0, ""
    )
    return row, text


PEERS = Peers([
    peer(1, "全年评查行政处罚案卷20本，开展普法宣讲9场。"),
    peer(2, "开展行政处罚案卷评查，负责人出庭应诉率100%。"),
    peer(3, "行政处罚案卷评查3次，办理人大代表建议2件。"),
    peer(4, "受理消费投诉90件。", kind="市场监管"),
])


def test_only_what_several_comparable_peers_report_is_a_gap() -> None:
    gaps = find_gaps(make_year(make_indicators(("河道巡查", "640", "次"))), PEERS)
    assert [(gap.name, gap.topic, gap.reported_by, gap.peers) for gap in gaps] == [
        ("行政处罚案卷评查", Topic.LAW_ENFORCEMENT, 3, 3)
    ]
    assert len(gaps[0].passage_ids) == 3


def test_what_the_data_give_is_no_gap() -> None:
    assert find_gaps(make_year(make_indicators(("案卷评查", "3", "本"))), PEERS) == ()
    told = make_year(initiatives=[("开展行政处罚案卷评查", Topic.LAW_ENFORCEMENT)])
    assert find_gaps(told, PEERS) == ()


def test_without_peers_there_are_no_gaps() -> None:
    assert find_gaps(make_year(), Peers([])) == ()


def test_fewer_than_two_of_the_level_widen_the_comparison() -> None:
    rows = [peer(1, "", level="市级")[0], peer(2, "", level="省级")[0], peer(3, "", kind="教育")[0]]
    assert comparable(make_year(), rows) == {"r-1", "r-2"}
    assert comparable(make_year(), rows[1:]) == set()
