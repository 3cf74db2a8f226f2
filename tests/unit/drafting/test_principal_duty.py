"""The third section names the official once, as the records do, and says what the records say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.domain.agency_year import DutyRecord
from assistant.domain.sections import SectionKind
from assistant.drafting.plain import draft_section
from tests.unit.drafting.yearly import AGENCY, make_year

ONE = "认真履行推进法治建设第一责任人职责"
DUTY = f"{ONE}。"


@pytest.mark.parametrize(
    ("name", "records", "told"),
    [
        (
            "清河县人民政府",
            ["县长主持召开常务会议12次", "县委书记主持召开委员会会议2次", "县长出庭应诉1次"],
            f"党政主要负责人{DUTY}|一是县长主持召开常务会议12次。|二是县委书记主持召开委员会会议2次。|三是县长出庭应诉1次。",
        ),
        (
            "清河县人民政府",
            ["县长主持召开常务会议12次", "县长出庭应诉1次"],
            f"县政府主要负责人{DUTY}|一是主持召开常务会议12次。|二是出庭应诉1次。",
        ),
        (
            "望江街道办事处",
            ["街道党工委书记、办事处主任带头学法"],
            f"街道党工委书记、办事处主任{ONE}，带头学法。",
        ),
        (
            "白石镇人民政府",
            ["镇党委书记、镇长切实履行推进法治建设第一责任人职责，主持召开专题会议3次", "镇长带头讲法治课"],
            f"镇党委书记、镇长{DUTY}|一是主持召开专题会议3次。|二是镇长带头讲法治课。",
        ),
        (
            "望禾镇人民政府",
            ["镇党政主要负责人主持研究法治工作3次", "镇长带头包案2件"],
            f"镇党政主要负责人{DUTY}|一是主持研究法治工作3次。|二是镇长带头包案2件。",
        ),
        (
            "溪禾县水务局",
            ["局长何川同志主持召开党组会4次", "何川同志带头学法"],
            f"局长何川同志{DUTY}|一是主持召开党组会4次。|二是带头学法。",
        ),
        (
            "溪禾县水务局",
            ["局党组书记、局长主持召开党组会4次", "局党组书记、局长讲授法治课2次"],
            f"局党组书记、局长{DUTY}|一是主持召开党组会4次。|二是讲授法治课2次。",
        ),
        (
            "溪禾县水务局",
            [
                "局主要负责人严格履行法治建设第一责任人职责，将法治建设与业务同部署",
                "局主要负责人主持党组会4次",
            ],
            f"局主要负责人{DUTY}|一是将法治建设与业务同部署。|二是主持党组会4次。",
        ),
        (
            "溪禾县水务局",
            ["局主要负责人切实履行推进法治建设第一责任人职责。", "主持党组会4次"],
            f"局主要负责人{ONE}，主持党组会4次。",
        ),
        (
            "溪禾县水务局",
            [
                "主持局长办公会4次",
                "担任案审委员会主任，主持讨论案件11件",
                "认真落实主要负责人职责清单",
            ],
            f"局主要负责人{DUTY}|一是主持局长办公会4次。|二是担任案审委员会主任，主持讨论案件11件。|三是认真落实主要负责人职责清单。",
        ),
        (
            "云河县公安局",
            [
                "县政府党组成员、县公安局党委书记、局长何川同志主持召开党委会8次",
                "局党委书记、局长带头讲法治课2次",
            ],
            f"县政府党组成员、县公安局党委书记、局长何川同志{DUTY}|一是主持召开党委会8次。|二是带头讲法治课2次。",
        ),
        (
            "云溪经济开发区管理委员会",
            ["党工委书记、管委会主任主持研究法治工作3次", "带头学法"],
            f"党工委书记、管委会主任{DUTY}|一是主持研究法治工作3次。|二是带头学法。",
        ),
        (
            "云溪市卫生健康委员会",
            ["委主要负责同志主持召开党组会议3次", "委主要负责同志带头讲法治课1次"],
            f"委主要负责同志{DUTY}|一是主持召开党组会议3次。|二是带头讲法治课1次。",
        ),
        (
            "溪禾县水务局",
            [
                "局长何大川主持召开局党组会3次",
                "党组书记、局长何大川讲法治课1次",
                "何大川同志出庭应诉1次",
                "局长带头学法",
            ],
            f"党组书记、局长{DUTY}|一是主持召开局党组会3次。|二是讲法治课1次。|三是出庭应诉1次。|四是带头学法。",
        ),
        (
            "溪禾县水务局",
            ["局主要负责人主持召开局党组会4次", "局长何川带头讲法治课1次", "局长高度重视普法工作"],
            f"局主要负责人{DUTY}|一是主持召开局党组会4次。|二是带头讲法治课1次。|三是高度重视普法工作。",
        ),
        (
            "溪禾县水务局",
            ["党组书记何川主持召开党组会4次", "局长林岚带头讲法治课1次"],
            f"党政主要负责人{DUTY}|一是党组书记何川主持召开党组会4次。|二是局长林岚带头讲法治课1次。",
        ),
    ],
)
def test_the_official_is_named_once(name: str, records: list[str], told: str) -> None:
    duty = tuple(DutyRecord(f"principal_duty[{number}]", text) for number, text in enumerate(records))
    year = make_year(agency=replace(AGENCY, name=name, short_names=()), principal_duty=duty)
    part = draft_section(year, SectionKind.PRINCIPAL_DUTY)
    assert part is not None
    assert "|".join(sentence.text for sentence in part.sentences) == told
    cited = [ref.path for sentence in part.sentences for ref in sentence.facts if ref.path != "agency.name"]
    assert sorted(cited) == [record.path for record in duty]
