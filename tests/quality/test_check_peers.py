"""PEER on planted names of peers: 98 % found, 95 % of what is found is planted; own names are never flagged."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from assistant.checking.registry import CheckContext, PeerFacts
from assistant.importing.files import read_file
from assistant.reading.peer_report import read_report
from tests.quality.check_sets import CORPUS, SEED_REPORTS, clean_drafts, findings, report, touches
from tests.quality.peer_leaks import CLEAN, PEERS

SEED = 77
PLANTS = {
    "jinan-2023": [
        "济南市应急管理局", "济南市应急局", "济南市", "济南", "《济南市安全生产激励奖励办法》", "《济南市灾害风险预警响应工作流程》", "《济南市应急管理局2023年度权责清单》",
        "山东省", "《山东省行政许可事项清单（2023年版）》", "“应急知事”", "历下区", "章丘区", "平阴县",
    ],
    "weihai-2021": [
        "威海市应急管理局", "威海市应急局", "威海市", "威海", "《威海市安全生产任务分工》", "《威海市专业应急救援队伍建设管理办法》", "家家悦集团", "荣成市", "文登区", "环翠区", "乳山市",
        "威海市应急救援青年志愿服务队", "《法治威海建设规划》",
    ],
    "zaozhuang-2023": [
        "枣庄市应急管理局", "枣庄市应急局", "枣庄市", "枣庄", "枣应急发〔2023〕56号", "杜飞廉", "鲁南高科技化工园区", "薛城化工产业园", "台儿庄区", "山亭区", "滕州市", "薛城区",
        "《枣庄市基层应急救援站（点）建设方案》", "《枣庄市森林防灭火值班、通报、约谈制度（试行）》", "《枣庄市安全生产人民监督员管理办法（试行）》", "“主播走一线”", "枣庄日报",
    ],
    "chaoyang-2024": [
        "朝阳市应急管理局", "朝阳市应急局", "朝阳市", "《朝阳市应急管理权责清单》", "《朝阳市地震应急预案》", "朝阳广播电视台", "朝阳日报社", "辽宁省", "北票市", "建平县", "凌源市",
        "《朝阳市暴风雪灾害应急预案》",
    ],
    "daxing-2024": [
        "大兴区应急管理局", "大兴区应急局", "大兴区", "北京市", "“大兴应急”", "旧宫镇", "天宫院街道", "《北京市安全生产行政处罚自由裁量基准》", "黄村镇", "“企安安”", "北京市大兴区",
    ],
}  # fmt: skip
CARRIERS = [
    "会同{}开展联合检查。", "在{}召开现场推进会。", "参照{}做法完善制度。", "按照{}的要求抓好落实。", "依托{}开展业务交流。", "由{}具体负责实施。", "积极推广{}经验做法。", "联系{}共同推进落实。",
    "认真落实{}有关部署。",
]  # fmt: skip


@cache
def library() -> PeerFacts:
    return PeerFacts.of([read_report(read_file(path)) for path in SEED_REPORTS])


def _planted(text: str, name: str, rng: random.Random) -> tuple[str, int, int]:
    stops = [match.end() for match in re.finditer("。", text)]
    at = rng.choice(stops[3:-2])
    before, behind = rng.choice(CARRIERS).split("{}")
    start = at + len(before)
    return text[:at] + before + name + behind + text[at:], start, start + len(name)


def _plant_and_judge(peers: PeerFacts, names: Sequence[str]) -> None:
    """Plant every name in every clean draft: nearly all are found, and hardly anything else."""
    rng, tried, missed, extra, total = random.Random(SEED), 0, [], [], 0
    for year, text in clean_drafts():
        context = CheckContext(year=year, peers=peers)
        for name in names:
            changed, start, end = _planted(text, name, rng)
            found = findings(changed, "PEER", context)
            tried += 1
            if not touches(found, start, end):
                missed.append(changed[start - 6 : end + 6])
            total += len(found)
            extra += [finding.quote for finding in found if finding.end <= start or finding.start >= end]
    assert tried >= 400
    assert len(missed) <= 0.02 * tried, "\n".join(missed)
    assert len(extra) <= 0.05 * total, "\n".join(sorted(set(extra)))


def test_planted_names_are_found() -> None:
    _plant_and_judge(library(), [name for names in PLANTS.values() for name in names * 2])


@cache
def library_of_many_kinds() -> PeerFacts:
    return PeerFacts.of([report(peer.text) for peer in PEERS.values()])


def test_names_of_every_kind_and_form_are_found() -> None:
    names = [name for peer in PEERS.values() for name in (*peer.names * 2, *peer.nearby)]
    _plant_and_judge(library_of_many_kinds(), names)


@pytest.mark.parametrize("sentence", CLEAN)
def test_words_that_look_like_names_of_peers(sentence: str) -> None:
    for year, text in clean_drafts():
        at = text.index("。", text.index("一、")) + 1
        context = CheckContext(year=year, peers=library_of_many_kinds())
        assert [f.quote for f in findings(text[:at] + sentence + text[at:], "PEER", context)] == []


@pytest.mark.parametrize("place", sorted(PEERS))
def test_peers_of_many_kinds_are_clean_beside_each_other(place: str) -> None:
    for others in (
        library_of_many_kinds(),
        PeerFacts.of([report(p.text) for k, p in PEERS.items() if k != place]),
    ):
        found = findings(PEERS[place].text, "PEER", CheckContext(peers=others), structured=True)
        assert [finding.quote for finding in found] == []


@pytest.mark.parametrize("path", SEED_REPORTS, ids=lambda path: path.stem)
def test_a_report_of_the_library_keeps_its_own_names(path: Path) -> None:
    own = read_report(read_file(path))
    only = CheckContext(peers=library(), families=frozenset({"PEER"}))
    assert [f.quote for f in findings(own.source.text, "PEER", only, structured=True)] == []


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_clean_reports_of_other_agencies_are_left_alone(path: Path) -> None:
    found = findings(path.read_text("utf-8"), "PEER", CheckContext(peers=library()), structured=True)
    assert [finding.quote for finding in found] == []


def test_a_shared_province_and_namesakes() -> None:
    """A neighbour in the same province shares the province; a namesake elsewhere does not make a place foreign."""
    text = "烟台市应急管理局关于2023年度法治政府建设情况的报告\n\n一、主要举措\n落实《山东省安全生产条例》，指导莱山区、海阳市开展检查。\n与市直部门、各县市区协作。\n"
    context = CheckContext(peers=library())
    assert findings(text, "PEER", context, structured=True) == ()
    assert report(text).agency == "烟台市应急管理局"
