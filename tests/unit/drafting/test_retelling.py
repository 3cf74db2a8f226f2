"""What an agency did is retold in a report's manner and in its own words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.retelling import drop_subject, retell, retell_outcome, retell_plan
from tests.unit.drafting.yearly import AGENCY


@pytest.mark.parametrize(
    ("given_text", "told"),
    [
        ("我局印发普法计划", "印发普法计划"),
        ("溪禾县水务局制定巡查办法", "制定巡查办法"),
        ("县水务局与公安局联合执法", "县水务局与公安局联合执法"),
        ("我局会同公安局联合执法", "会同公安局联合执法"),
        ("我局党委专题研究", "我局党委专题研究"),
        ("我局全面推行“一枚印章管审批”", "全面推行“一枚印章管审批”"),
        ("我局全体干部参加学法考试", "我局全体干部参加学法考试"),
        ("县水务局办公室牵头编制预案", "县水务局办公室牵头编制预案"),
        ("我局在全市率先建成水情平台", "在全市率先建成水情平台"),
        ("2024年，建成调解室", "建成调解室"),
        ("今年以来，开展夜查", "开展夜查"),
        ("2023年建成的泵站投入使用", "2023年建成的泵站投入使用"),
        ("我局2024年制定巡查办法", "制定巡查办法"),
        (
            "为进一步规范执法行为，我局修订了《水行政执法手册》",
            "为进一步规范执法行为，修订《水行政执法手册》",
        ),
        ("我们开展了执法检查；我们还举办了培训", "开展执法检查；还举办培训"),
        ("在2024年，我局开展巡查12次", "开展巡查12次"),
        ("2024年1月至12月，我局组织夜查", "2024年1月至12月，组织夜查"),
        ("2024年以来，我局组织夜查", "2024年以来，组织夜查"),
        ("我县持续深化改革", "我县持续深化改革"),
        ("加强组织领导。成立法治建设领导小组，下设办公室", "加强组织领导，成立法治建设领导小组，下设办公室"),
        ("县委召开会议，我局作了汇报", "县委召开会议，我局作了汇报"),
    ],
)
def test_subject_and_year_go_where_the_report_says_them(given_text: str, told: str) -> None:
    assert retell(given_text, AGENCY, 2024) == told


@pytest.mark.parametrize(
    ("given_text", "told"),
    [
        (
            "我局持续深化改革，一是推行“一件事”，落地21个场景；二是推进“一窗受理”；三是取消证明37项。",
            "持续深化改革，推行“一件事”，落地21个场景；推进“一窗受理”；取消证明37项",
        ),
        ("1、加强普法宣传，2、加强队伍建设，3、做好八五普法", "加强普法宣传；加强队伍建设；做好八五普法"),
        ("主要做法：（1）建章立制；（2）压实责任", "主要做法：建章立制；压实责任"),
        ("1、加强普法，2、加强队伍建设，3、做好普法验收", "加强普法；加强队伍建设；做好普法验收"),
        ("第一，建章立制。第二，压实责任", "建章立制；压实责任"),
        ("落实第一责任人职责，建立二级响应", "落实第一责任人职责，建立二级响应"),
        ("明确一是一、二是二的记分规则", "明确一是一、二是二的记分规则"),
        ("比例由1.5提高到2.5，覆盖3.2万人", "比例由1.5提高到2.5，覆盖3.2万人"),
    ],
)
def test_lists_inside_become_clauses(given_text: str, told: str) -> None:
    assert retell(given_text, AGENCY, 2024) == told


@pytest.mark.parametrize(
    ("given_text", "told"),
    [
        ("开展了打击非法采砂行动", "开展打击非法采砂行动"),
        ("对32个部门进行了督查", "对32个部门进行督查"),
        ("印发了《关于做了什么的通知》", "印发《关于做了什么的通知》"),
        ("为了解决“办了再说”问题，我局建立了首问制", "为了解决“办了再说”问题，建立首问制"),
        ("全面了解河湖底数", "全面了解河湖底数"),
        ("整改问题全部完成了", "整改问题全部完成了"),
    ],
)
def test_a_verb_needs_no_le(given_text: str, told: str) -> None:
    assert retell(given_text, AGENCY, 2024) == told


def test_a_long_text_keeps_its_sentences() -> None:
    one = "建立河湖长、检察长、警长协作机制，定期召开联席会议，通报水事违法线索，共同研判重点难点问题，明确办理时限和责任单位"
    other = "组建水政执法骨干队伍，常态开展夜间巡查和交叉互查，对重点河段实行包段负责，做到发现一起、查处一起、曝光一起"
    assert retell(f"{one}。我局{other}。", AGENCY, 2024) == f"{one}。我局{other}"
    assert retell(f"我局{one}。我局{other}。", AGENCY, 2024) == f"{one}。{other}"
    assert retell(f"{one[:20]}。{other[:20]}。", AGENCY, 2024) == f"{one[:20]}；{other[:20]}"


@pytest.mark.parametrize(
    ("given_text", "told"),
    [
        ("我局将推进智慧水务建设", "推进智慧水务建设"),
        ("2025年，我局将继续开展轮训", "继续开展轮训"),
        ("将普法融入执法全过程", "将普法融入执法全过程"),
        ("计划用水管理办法修订", "计划用水管理办法修订"),
    ],
)
def test_a_plan_needs_no_will(given_text: str, told: str) -> None:
    assert retell_plan(given_text, AGENCY, 2025) == told


@pytest.mark.parametrize(
    ("outcome", "said", "left"),
    [
        ("办理时限压缩一半。", "推行“一窗办”", "办理时限压缩一半"),
        ("参加了学法用法考试", "组织干部参加学法用法考试", ""),
        ("发放资料2000份，受众500人", "开展宣传，发放资料2000份", "受众500人"),
        ("我局获评先进单位", "开展竞赛", "获评先进单位"),
    ],
)
def test_an_outcome_says_only_what_is_new(outcome: str, said: str, left: str) -> None:
    assert retell_outcome(outcome, said, AGENCY) == left


def test_a_subject_stays_when_nothing_can_stand_without_it() -> None:
    assert drop_subject("我局领导", ("我局",)) == "我局领导"


@given(st.text(alphabet="我局一二三是了第1235.、，；。：开展制定检查件起", max_size=60))
def test_numerals_that_count_stay(text: str) -> None:
    told = retell(text, AGENCY, 2024)
    assert re.findall(r"\d(?=[件起])", told) == re.findall(r"\d(?=[件起])", text)
