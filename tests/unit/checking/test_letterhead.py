"""CON around the text: agency, addressee, number, signer and date against the yearly data; two words for oneself."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.checking.registry import CheckContext, check_report
from assistant.domain.drafts import render_text
from assistant.domain.findings import Severity
from assistant.drafting.plain import draft_report
from assistant.reading.agency_year import load_agency_year
from assistant.reading.peer_report import read_report
from tests.builders import make_source

ROOT = Path(__file__).resolve().parents[3]
YEAR = load_agency_year(ROOT / "seeds" / "yearly_data" / "qinglan-emergency-2025.yaml")
TEXT = "青应急发〔2026〕2号  签发人：周正行\n\n" + render_text(draft_report(YEAR)).text


def found(text: str, *, data: bool = True) -> list[tuple[str, str]]:
    context = CheckContext(year=YEAR if data else None, families=frozenset({"CON"}))
    return [(f.code, f.quote) for f in check_report(read_report(make_source(text)), context).findings]


def test_what_the_data_say_is_right() -> None:
    assert found(TEXT) == []
    assert found(TEXT.replace("县委、县政府：", "中共青岚县委、青岚县人民政府：")) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("县委、县政府：", "市委、市政府："),
        ("青岚县应急管理局关于", "青云县应急管理局关于"),
        ("\n青岚县应急管理局\n", "\n青岚县水利局\n"),
        ("青应急发", "青应急"),
        ("周正行", "李明"),
        ("2026年1月16日", "2025年1月16日"),
    ],
)
def test_what_contradicts_the_data_is_found(right: str, wrong: str) -> None:
    assert TEXT.count(right) == 1
    assert "CON005" in [code for code, _ in found(TEXT.replace(right, wrong))]


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("市委、县政府", True),
        ("市委、市政府", True),
        ("县委", False),
        ("市委、市政府和县委、县政府", False),
        ("中共青岚县委、青岚县人民政府的", False),
        ("局党委", False),
    ],
)
def test_who_leads_is_who_leads_in_the_data(said: str, *, wrong: bool) -> None:
    codes = [code for code, _ in found(TEXT.replace("在县委、县政府坚强领导下", f"在{said}坚强领导下"))]
    assert ("CON007" in codes) is wrong


def test_without_data_nobody_knows_better() -> None:
    assert found(TEXT.replace("县委、县政府：", "市委、市政府："), data=False) == []


def test_the_mend_is_what_the_data_say() -> None:
    context = CheckContext(year=YEAR, families=frozenset({"CON"}))
    changed = read_report(make_source(TEXT.replace("周正行", "李明")))
    (finding,) = check_report(changed, context).findings
    assert (finding.quote, finding.replacement, finding.severity) == ("李明", "周正行", Severity.BLOCKER)


@pytest.mark.parametrize("data", [True, False])
def test_another_word_for_oneself(data: bool) -> None:
    copied = TEXT.replace("重点做好以下工作：", "我局将强化监管，我委将重点做好以下工作：")
    assert found(copied, data=data) == [("CON006", "我委")]
    assert found(TEXT.replace("重点做好以下工作：", "改进自我委托机制，重点做好以下工作："), data=data) == []


def test_a_name_with_and_in_it_is_one_agency() -> None:
    path = ROOT / "tests" / "quality" / "data" / "agencies" / "renshe-2025.yaml"
    year = load_agency_year(path)
    context = CheckContext(year=year, families=frozenset({"CON"}))
    text = render_text(draft_report(year)).text
    assert check_report(read_report(make_source(text)), context).findings == ()
