"""PEER for party committees and governments: only those of the agency's own chain of places stand in its report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.checking.registry import CheckContext, check_report
from assistant.domain.agency_year import AgencyLevel, AgencyYear
from assistant.domain.drafts import render_text
from assistant.drafting.plain import draft_report
from assistant.reading.agency_year import load_agency_year
from assistant.reading.peer_report import read_report
from tests.builders import make_source

ROOT = Path(__file__).resolve().parents[3]
COUNTY = load_agency_year(ROOT / "seeds" / "yearly_data" / "qinglan-emergency-2025.yaml")
TEXT = render_text(draft_report(COUNTY)).text
OPENING = "在县委、县政府坚强领导下"


def found(text: str, year: AgencyYear | None = COUNTY) -> list[str]:
    context = CheckContext(year=year, families=frozenset({"PEER"}))
    findings = check_report(read_report(make_source(text)), context).findings
    return [finding.quote for finding in findings if finding.code == "PEER004"]


def test_the_own_chain_is_right() -> None:
    assert TEXT.count(OPENING) == 1
    assert found(TEXT) == []
    assert found(TEXT.replace(OPENING, "在市委、市政府和县委、县政府坚强领导下")) == []


@pytest.mark.parametrize("wrong", ["区委、区政府", "旗委、旗政府", "镇党委和区委、区政府"])
def test_another_rank_above_us_is_found(wrong: str) -> None:
    assert found(TEXT.replace(OPENING, f"在{wrong}坚强领导下"))


def test_a_stranger_is_found_wherever_it_stands() -> None:
    assert found(TEXT.replace("聚焦存在的不足，", "认真落实区委、区政府部署，")) == ["区委、区政府"]
    assert found(TEXT.replace("聚焦存在的不足，", "向区委、区政府专题报告，")) == ["区委、区政府"]
    assert found(TEXT.replace("聚焦存在的不足，", "经区政府批准，")) == ["区政府"]


def test_other_words_with_the_same_signs_are_no_offices() -> None:
    for words in ("指导社区委员会", "会同各县区政府", "走访小区委托单位", "由区委派干部"):
        assert found(TEXT.replace("聚焦存在的不足，", f"{words}，")) == [], words


def test_a_city_may_speak_of_its_counties_but_is_not_led_by_them() -> None:
    city = replace(
        COUNTY,
        agency=replace(
            COUNTY.agency, level=AgencyLevel.CITY, region=("明川省", "云溪市"), leadership="市委、市政府"
        ),
        document=replace(COUNTY.document, addressee="市委、市政府"),
    )
    led = TEXT.replace("县委、县政府", "市委、市政府")
    assert found(led.replace("聚焦存在的不足，", "向区政府、县政府通报情况，"), city) == []
    assert found(led.replace("在市委、市政府坚强", "在县委、县政府坚强"), city) == ["县委、县政府"]


def test_a_region_nobody_knows_says_nothing() -> None:
    nobody = TEXT.replace("青岚县应急管理局", "应急管理局").replace("县委、县政府：\n", "")
    assert found(nobody.replace(OPENING, "在区委、区政府坚强领导下"), None) == []
