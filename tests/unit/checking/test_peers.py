"""PEER: whose name is whose."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.checking.registry import CheckContext, PeerFacts, check_report
from assistant.domain.agency_year import Agency, AgencyLevel, AgencyYear
from assistant.domain.peers import PeerReport
from tests.builders import make_report, make_source

YEAR = AgencyYear(
    2025,
    Agency("青岚县应急管理局", "应急管理", AgencyLevel.COUNTY, ("明川省", "云溪市", "青岚县"), ("县应急局",)),
)
NEIGHBOUR = make_report(
    "秀河县应急管理局文件\n秀应急发〔2025〕3号\n局长赵明远主持会议。印发《秀河县防汛应急预案》，与秀河矿业集团演练，在柳林镇召开现场会。",
    "邻县.txt",
    agency="秀河县应急管理局",
    region=("明川省", "云溪市", "秀河县"),
    document_number="秀应急发〔2025〕3号",
    signer="赵明远",
)
TOWN = make_report(
    "青岚县望河镇人民政府开展工作，在东湾村召开现场会。",
    "镇.txt",
    agency="青岚县望河镇人民政府",
    region=("明川省", "云溪市", "青岚县", "望河镇"),
)


def found(text: str, *peers: PeerReport, year: AgencyYear | None = YEAR) -> list[str]:
    context = CheckContext(year=year, peers=PeerFacts.of(peers), families=frozenset({"PEER"}))
    return [finding.quote for finding in check_report(PeerReport(make_source(text)), context).findings]


@pytest.mark.parametrize(
    "name",
    [
        "秀河县应急管理局",
        "秀河县应急局",
        "秀河县",
        "秀应急发〔2025〕3号",
        "赵明远",
        "《秀河县防汛应急预案》",
        "秀河矿业集团",
        "柳林镇",
    ],
)
def test_every_kind_of_name_of_a_neighbour(name: str) -> None:
    assert found(f"会同{name}开展工作。", NEIGHBOUR) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "青岚县应急管理局会同云溪市应急管理局开展检查。",
        "县应急局在明川省应急管理厅指导下开展工作。",
        "市、县、乡镇三级联动，各镇、街道落实责任。",
        "在望河镇开展演练。",
    ],
)
def test_own_names_and_common_words(text: str) -> None:
    assert found(text, NEIGHBOUR, TOWN) == []


def test_what_the_data_say_is_licensed() -> None:
    joint = replace(YEAR, agency=replace(YEAR.agency, leadership="秀河县"))
    assert found("与秀河县建立联动机制。", NEIGHBOUR, year=joint) == []


def test_places_of_the_map_need_no_library() -> None:
    context = CheckContext(year=YEAR, families=frozenset({"PEER"}))
    result = check_report(
        PeerReport(make_source("推广济南市历下区的做法，落实平安建设要求，确保长治久安。")), context
    )
    assert [finding.quote for finding in result.findings] == ["济南市", "历下区"]


def test_a_visit_is_only_a_note() -> None:
    context = CheckContext(year=YEAR, families=frozenset({"PEER"}))
    (finding,) = check_report(PeerReport(make_source("组织人员赴威海市学习考察。")), context).findings
    assert finding.severity.value == "note"


def test_without_a_known_agency_nothing_is_foreign() -> None:
    assert found("推广济南市的做法，会同秀河县开展检查。", NEIGHBOUR, year=None) == []


def test_a_seed_folder_is_no_secret(tmp_path: Path) -> None:
    """Facts are built from any texts, read or not."""
    assert PeerFacts.of([make_report("", "空.txt")]).reports[0].source.file == "空.txt"


CITY = make_report(
    "云溪市应急管理局文件\n云应急发〔2025〕8号\n局长赵明远主持会议。印发《云溪市应急管理执法评议办法》，委托云溪市应急救援支队演练。",
    "市局.txt",
    agency="云溪市应急管理局",
    region=("明川省", "云溪市"),
    document_number="云应急发〔2025〕8号",
)


def test_the_agency_above_may_be_named_its_people_not() -> None:
    ours = "按照云溪市应急管理局云应急发〔2025〕8号文件和《云溪市应急管理执法评议办法》开展自查。"
    assert found(ours, CITY) == []
    assert found("局长赵明远带队检查。", CITY) == ["赵明远"]


@pytest.mark.parametrize(
    "text",
    [
        "隆重庆祝建党节。",
        "推广东西部协作经验。",
        "建设美丽江河。",
        "境内江河巡查。",
        "保障国泰安康。",
        "推广元数据标准。",
    ],
)
def test_letters_of_places_inside_other_words(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("brackets", ["〔〕", "[]", "［］", "【】", "（）"])
def test_a_number_in_any_brackets(brackets: str) -> None:
    number = f"秀应急发{brackets[0]}2025{brackets[1]}3号"
    assert found(f"按照{number}文件要求抓好落实。", NEIGHBOUR) == [number]
