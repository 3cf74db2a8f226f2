"""NUM: what the yearly data license, and what they do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.checking.registry import CheckContext, check_report
from assistant.domain.findings import Finding
from assistant.domain.peers import PeerReport
from assistant.reading.agency_year import load_agency_year
from tests.builders import make_source

DATA = Path(__file__).resolve().parents[3] / "seeds" / "yearly_data" / "qinglan-emergency-2025.yaml"


def codes(text: str) -> list[str]:
    context = CheckContext(year=load_agency_year(DATA), families=frozenset({"NUM"}))
    return [finding.code for finding in check_report(PeerReport(make_source(text)), context).findings]


@pytest.mark.parametrize(
    "text",
    [
        "全年执法检查386家次，同比增长9.7%；行政处罚立案73起，罚款158.4万元，同比分别下降9.9%、10.5%。",
        "现有应急救援队伍23支、队员768人，同比分别增长9.5%、9.4%。",
        "移送司法机关2起，同比增加1起。",
        "群众满意率99.6%，同比提高0.5个百分点。",
        "全年检查三百八十六家次。",
        "近400家次企业接受了执法检查。",
        "执法检查380余家次。",
        "普法受众32000人次。",
        "罚款1584000元。",
        "共办理人大代表建议、政协委员提案12件。",
        "排查隐患5274项，整改5251项，整改率99.6%。",
        "入企检查频次同比下降两成，平均办理时限由15个工作日压缩至6个工作日。",
        "全年行政复议1件，未发生被撤销或者变更的情形；未发生行政诉讼。",
        "未发生行政复议被撤销的情形，未发生重大事故。",
        "执法检查由上年的352家次增加到386家次，增长9.7%。",
        "2025年，罚款158.4万元，较上年的176.9万元下降10.5%。",
        "移送司法机关2起，是上年的2倍。",
        "与2024年相比，执法检查增加34家次。",
        "整改率达99.6%，查实率55.3%。",
        "全局31名执法人员中有29人持证。",
        "充分利用6月“安全生产月”开展宣传，截至2025年12月底，现有权责事项186项。",
        "落实24小时值班，12月4日开展宪法宣传。",
        "制定《青岚县应急管理局2025年法治政府建设工作要点》，细化26项任务。",
        "一是加强领导，落实三项制度，采取“四不两直”方式，拨打12350举报电话。",
        "全年未发生诉讼，同比减少1件。",
        "整改率提高0.2个百分点。",
        "执法检查比2024年多查34家次，立案73起，较上年少8起。",
        "执法检查由352家次增至386家次，新增34家次。",
        "行政处罚立案73起、罚款158.4万元，前者同比下降9.9%，后者同比下降10.5%。",
        "持证率93.5%，群众满意率99.6%，分别较上年提高4.6个和0.5个百分点。",
        "轻微违法不予处罚12起，是上年的2.4倍，比上年翻了一番多。",
        "排查隐患5274项，整改5251项，还有23项正在整改。",
        "排查重大事故隐患28项，已全部整改。",
        "受理行政许可642件，全部按时办结。",
        "兑现举报奖励18600元，比上年多6600元。",
        "执法检查由2024年的352家次升至386家次。",
        "轻微违法不予处罚12起，比上年翻一番还多。",
        "受理行政许可642件，月均53.5件，同比多受理44件。",
        "受理行政许可642件，平均每月53.5件，比上年多办44件。",
        "行政许可642宗全部按时办结。",
        "行政许可642件全部按时办结。",
        "2025年立案73起，2024年为81起，下降9.9%。",
        "办理时限缩短9个工作日，由15个工作日降为6个工作日。",
        "执法人员未持证率6.5%。",
        "建议提案12件全部办复，其中建议5件、提案7件。",
    ],
)
def test_licensed(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("全年执法检查387家次。", "NUM001"),
        ("受理行政许可642件，平均每月54.5件。", "NUM001"),
        ("受理行政许可642件，比上年多办45件。", "NUM001"),
        ("全年检查73起。", "NUM002"),
        ("罚款158.4万元用于培训。", "NUM002"),
        ("行政处罚检查73起。", "NUM002"),
        ("执法检查386家次，同比下降9.7%。", "NUM003"),
        ("执法检查386家次，同比增长9.9%。", "NUM001"),
        ("行政处罚立案73起，罚款158.4万元，同比分别下降10.5%、9.9%。", "NUM001"),
        ("执法检查386家。", "NUM005"),
        ("罚款158.4亿元。", "NUM005"),
        ("近600家次企业接受了执法检查。", "NUM004"),
        ("群众满意率99.6%，同比提高0.5%。", "NUM001"),
        ("2019年，我局开展专项行动。", "NUM007"),
        ("共办理人大代表建议、政协委员提案13件。", "NUM001"),
        ("制定《青岚县应急管理局2024年法治政府建设工作要点》。", "NUM001"),
        ("根据青应急发〔2026〕9号文件。", "NUM008"),
        ("全年未发生行政复议案件。", "NUM006"),
        ("执法检查由上年的362家次增加到386家次。", "NUM001"),
        ("移送司法机关2起，是上年的3倍。", "NUM001"),
        ("投入158.4万元购置装备。", "NUM002"),
        ("组织三次“执法开放日”活动。", "NUM001"),
        ("入企检查频次同比下降三成。", "NUM001"),
        ("罚款158.4万元，全部用于执法培训。", "NUM002"),
        ("罚款158.4万元，较上年减少18.5万元，专项用于执法培训。", "NUM002"),
        ("主动公开政府信息381条。", "NUM001"),
        ("依申请公开政府信息318条。", "NUM002"),
        ("行政处罚结案73起。", "NUM002"),
        ("排查隐患5274项，已全部整改。", "NUM010"),
        ("受理安全生产举报38起，全部查实。", "NUM010"),
        ("执法人员全部持证上岗。", "NUM010"),
        ("全年发生行政诉讼，同比减少1件。", "NUM009"),
        ("未开展行政处罚案卷评查。", "NUM006"),
        ("未组织“执法开放日”活动。", "NUM006"),
        ("行政执法检查386家次，环比增长9.7%。", "NUM011"),
        ("排查隐患5274项，整改率100%。", "NUM001"),
        ("390余家次企业接受了执法检查。", "NUM004"),
        ("近380家次企业接受了执法检查。", "NUM004"),
        ("执法检查386家次，同比增长5匹。", "NUM001"),
        ("建议提案13件全部办复，其中建议5件、提案7件。", "NUM001"),
        ("2024年立案73起，2025年为81起。", "NUM001"),
        ("上年执法检查353家次，今年386家次。", "NUM001"),
    ],
)
def test_not_licensed(text: str, code: str) -> None:
    assert code in codes(text)


def test_without_data_nothing_is_said() -> None:
    only = CheckContext(families=frozenset({"NUM"}))
    assert check_report(PeerReport(make_source("检查999家次。")), only).findings == ()


def test_a_fall_may_be_an_indicator_itself(tmp_path: Path) -> None:
    row = 'indicators:\n  - {name: 涉企检查频次降幅, value: 31.5, unit: "%"}\n'
    path = tmp_path / "data.yaml"
    path.write_text(DATA.read_text("utf-8").replace("indicators:\n", row), "utf-8")
    context = CheckContext(year=load_agency_year(path), families=frozenset({"NUM"}))
    texts = (
        "涉企检查频次降幅31.5%。",
        "涉企检查频次降幅达到31.5%，群众满意率99.6%。",
        "涉企检查频次降幅35.1%。",
    )
    found = [check_report(PeerReport(make_source(text)), context).findings for text in texts]
    assert [len(each) for each in found] == [0, 0, 1]


def findings(text: str) -> list[Finding]:
    context = CheckContext(year=load_agency_year(DATA), families=frozenset({"NUM", "ARI"}))
    return list(check_report(PeerReport(make_source(text)), context).findings)


@pytest.mark.parametrize(
    ("text", "quote", "replacement"),
    [
        ("全年执法检查387家次，同比增长9.7%。", "387家次", "386家次"),
        ("全年执法检查386家次，同比增长9.9%。", "9.9%", "9.7%"),
        ("全年执法检查386家次，同比下降9.7%。", "下降9.7%", "增长9.7%"),
        ("群众满意率99.6%，同比提高0.5%。", "0.5%", "0.5个百分点"),
        ("罚款158.4亿元，同比下降10.5%。", "158.4亿元", "158.4万元"),
        ("排查隐患5274项，整改5215项，整改率99.6%。", "5215项", "5251项"),
        ("执法检查由362家次增加到386家次。", "362家次", "352家次"),
        ("执法检查380—390家次。", "380—390家次", "386家次"),
        ("执法检查386家次，环比增长9.7%。", "环比", "同比"),
    ],
)
def test_one_mistake_is_one_finding_with_its_mend(text: str, quote: str, replacement: str) -> None:
    assert [(f.quote, f.replacement) for f in findings(text)] == [(quote, replacement)]


@pytest.mark.parametrize(
    "text",
    [
        "近600家次企业接受了执法检查。",
        "罚款158.4万元用于培训。",
        "排查隐患5274项，已全部整改。",
        "细化29项任务。",
    ],
)
def test_what_is_not_sure_has_no_mend(text: str) -> None:
    assert [f.replacement for f in findings(text)] == [None]
