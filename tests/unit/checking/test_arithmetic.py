"""ARI: what adds up stays silent, what does not is told."""

from __future__ import annotations

import pytest

from assistant.checking.registry import CheckContext, check_report
from assistant.domain.peers import PeerReport
from tests.builders import make_source


def told(text: str) -> list[str]:
    context = CheckContext(families=frozenset({"ARI"}))
    return [f"{f.code} {f.quote}" for f in check_report(PeerReport(make_source(text)), context).findings]


@pytest.mark.parametrize(
    "text",
    [
        "开展演练96场，其中综合演练7场、桌面推演5场、实战演练84场。",
        "综合演练7场、桌面推演5场、实战演练84场，合计96场。",
        "罚款由10万元增加到15万元，增加5万元，增长50%。",
        "满意率由88.9%提高到93.5%，提高4.6个百分点。",
        "全年检查120家，比上年增加20家，增长20%。",
        "立案30起，较上年减少10起，下降25%；结案28起，较上年增加2起，增长7.7%。",
        "投入1.27亿元，较上年增加2900万元，增长29.6%。",
        "检查企业200家，比上年增加40家，新增25家。",
        "受理依申请公开317件，由284件增加到317件。",
        "制定文件3件、修订文件2件，合计涉及事项8件。",
    ],
)
def test_what_adds_up_stays_silent(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("综合演练7场、桌面推演5场、实战演练84场，合计95场。", "ARI001 95场"),
        ("罚款由10万元增加到15万元，增加6万元。", "ARI004 6万元"),
        ("满意率由88.9%提高到93.5%，提高4.7个百分点。", "ARI004 4.7个百分点"),
        ("全年检查120家，比上年增加20家，增长10%。", "ARI004 10%"),
        ("立案30起，较上年减少10起，下降30%。", "ARI004 30%"),
    ],
)
def test_what_does_not_add_up_is_told(text: str, finding: str) -> None:
    assert told(text) == [finding]
