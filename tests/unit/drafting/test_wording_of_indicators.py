"""Indicators are said as people of the trade say them, whatever their names look like."""

from __future__ import annotations

import csv
from decimal import Decimal

import pytest

from assistant.domain.agency_year import Indicator
from assistant.domain.topics import Topic
from assistant.drafting.catalogue import load_catalogue
from assistant.drafting.chains import chain_runs
from assistant.drafting.placing import place_indicators
from assistant.drafting.themes import load_themes
from tests.conftest import GOLDEN
from tests.unit.drafting.yearly import Row, make_indicators


def said(*rows: Row, topic: Topic = Topic.LAW_ENFORCEMENT) -> list[str]:
    placed = place_indicators(
        make_indicators(*rows, topic=topic), load_themes().topics[topic], load_catalogue()
    )
    return [run.text for run in chain_runs(placed)]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("立案数", "73", "起"), "立案73起"),
        (("罚没金额（万元）", "158.4", "万元"), "罚没金额158.4万元"),
        (("行政处罚罚款金额", "0.5", "万元"), "行政处罚罚款0.5万元"),
        (("培训人次", "215", "人次"), "培训215人次"),
        (("行政许可受理数量", "12345678", "件"), "受理行政许可12345678件"),
        (("重大执法决定法制审核", "19", "件"), "开展重大执法决定法制审核19件"),
        (("轻微违法不予处罚", "12", "起"), "对12起轻微违法行为不予处罚"),
        (("河道巡查", "640", "次"), "开展河道巡查640次"),
        (("取水许可证核发", "37", "本"), "核发取水许可证37本"),
        (("水事纠纷调解员", "9", "名"), "现有水事纠纷调解员9名"),
        (("执法人员", "31", "人"), "现有执法人员31人"),
        (("节水器具换装", "88", ""), "节水器具换装88"),
        (("党组会研究法治工作", "5", "次"), "党组会研究法治工作5次"),
        (("全年走访企业", "56", "家"), "走访企业56家"),
        (("社区矫正对象警告", "9", "人次"), "给予社区矫正对象警告9人次"),
        (("公共法律服务热线接听", "3420", "人次"), "接听公共法律服务热线3420人次"),
        (("服务中心接听", "3420", "人次"), "服务中心接听3420人次"),
        (("农机补贴资金", "560", "万元"), "发放农机补贴资金560万元"),
        (("上级补助资金", "560", "万元"), "上级补助资金560万元"),
        (("重大行政决策事项", "2", "项"), "作出重大行政决策2项"),
        (("水事行政复议", "2", "件"), "发生水事行政复议2件"),
    ],
)
def test_one_indicator(row: Row, expected: str) -> None:
    assert said(row) == [expected]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("宣布失效和废止文件", "宣布失效和废止文件3件"),
        ("已失效文件", "已失效文件3件"),
        ("停止执行文件", "停止执行文件3件"),
        ("收到行政复议申请", "收到行政复议申请3件"),
        ("代理县政府行政应诉案件", "代理县政府行政应诉案件3件"),
        ("政府法律顾问提供法律意见", "政府法律顾问提供法律意见3件"),
        ("派驻律师参与案件", "派驻律师参与案件3件"),
        ("行政复议收案", "行政复议收案3件"),
        ("律师参与信访接待", "律师参与信访接待3件"),
        ("上级文件", "上级文件3件"),
        ("代拟文件", "代拟文件3件"),
        ("获奖案例", "获奖案例3件"),
        ("未办结信访件", "未办结信访件3件"),
        ("不予许可", "不予许可3件"),
        ("容缺受理", "容缺受理3件"),
        ("应诉通知书", "收到应诉通知书3件"),
        ("轻微违法免予处罚", "对3件轻微违法行为免予处罚"),
        ("责令停止违法行为通知书", "下达责令停止违法行为通知书3件"),
    ],
)
def test_a_name_with_a_verb_takes_no_other(name: str, expected: str) -> None:
    assert said((name, "3", "件"), topic=Topic.DISPUTE_RESOLUTION) == [expected]


def test_reconsiderations_come_to_the_agency_that_decides_on_them() -> None:
    plan = load_themes().topics[Topic.DISPUTE_RESOLUTION]
    rows = make_indicators(("行政复议", "3", "件"), topic=Topic.DISPUTE_RESOLUTION)
    (run,) = chain_runs(place_indicators(rows, plan, load_catalogue().of_organ()))
    assert run.text == "收到行政复议3件"


def test_names_of_all_trades_are_said_as_their_people_say_them() -> None:
    """The table was read line by line; `yearly` tells whether 全年 may stand in front of the sentence."""
    with (GOLDEN / "indicator_sentences.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    wrong = []
    for row in rows:
        topic = Topic(row["topic"])
        indicators = make_indicators((row["name"], row["value"], row["unit"]), topic=topic)
        (run,) = chain_runs(place_indicators(indicators, load_themes().topics[topic], load_catalogue()))
        if (run.text, run.timeless) != (row["sentence"], row["yearly"] == "no"):
            wrong.append((row["name"], row["sentence"], run.text, run.timeless))
    assert len(rows) >= 500
    assert not wrong


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("行政处罚案件数/立案数", "16", "件"), "行政处罚案件、立案16件"),
        (("1-12月检查企业数", "16", "家"), "检查企业16家"),
        (("2024年度执法检查", "16", "次"), "开展执法检查16次"),
        (("3.立案数", "16", "起"), "立案16起"),
        (("★执法检查—企业", "16", "家次"), "执法检查企业16家次"),
        (("“互联网+监管”数据", "16", "条"), "“互联网+监管”数据16条"),
        (("年末参加养老保险人数", "16", "万人"), "年末参加养老保险16万人"),
        (("全市累计建成口袋公园", "16", "个"), "全市累计建成口袋公园16个"),
        (("登记在册“个转企”企业", "16", "家"), "现有登记在册“个转企”企业16家"),
        (("PM10", "46", "微克/立方米"), "PM10为46微克/立方米"),
        (("办理人大建议政协提案", "58", "件"), "办理人大代表建议、政协提案58件"),
        (("人大代表建议/政协委员提案", "58", "件"), "办理人大代表建议、政协委员提案58件"),
        (("人大建议和政协提案办理", "58", "件"), "办理人大代表建议、政协提案58件"),
        (("人大建议", "58", "件"), "办理人大代表建议58件"),
        (("孕产妇死亡率（1/10万）", "8.6", "1/10万"), "孕产妇死亡率8.6/10万"),
    ],
)
def test_what_only_a_table_needs_is_not_said(row: Row, expected: str) -> None:
    assert said(row) == [expected]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [
                ("婚姻登记", "30", "对", "40"),
                ("其中：结婚登记", "20", "对", "25"),
                ("离婚登记", "10", "对", "15"),
            ],
            ["办理婚姻登记30对，其中结婚登记20对、离婚登记10对，同比分别下降25%、20%、33.3%"],
        ),
        (
            [("双随机抽查单位", "41", "家"), ("其中：立案", "2", "起"), ("行政强制", "3", "起")],
            ["双随机抽查单位41家，其中立案2起", "实施行政强制3起"],
        ),
        (
            [("新登记经营主体", "50", "户"), ("其中：企业", "0", "户"), ("实有经营主体", "8", "万户")],
            ["新登记经营主体50户，其中企业0户；现有经营主体8万户"],
        ),
        (
            [("重大行政决策目录事项", "6", "项"), ("重大行政决策听证会", "2", "场")],
            ["确定重大行政决策目录事项6项，召开听证会2场"],
        ),
        (
            [("行政复议被纠错", "0", "件"), ("行政复议", "4", "件")],
            ["发生行政复议4件，未发生被纠错的情形"],
        ),
        (
            [
                ("行政复议", "4", "件"),
                ("行政诉讼", "2", "件"),
                ("败诉", "0", "件"),
                ("出庭应诉率", "100", "%"),
            ],
            ["发生行政复议4件", "发生行政诉讼2件，出庭应诉率100%，无败诉案件"],
        ),
        ([("空气优良天数", "326", "天", "318")], ["空气优良天数326天，同比增加8天"]),
        ([("平均审批时限", "3", "个工作日", "5")], ["平均审批时限3个工作日，同比缩短2个工作日"]),
    ],
)
def test_parts_follow_their_whole_and_nothing_else_seems_one(rows: list[Row], expected: list[str]) -> None:
    assert said(*rows) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("行政诉讼", "0", "件", "1"), "未发生行政诉讼"),
        (("听证", "0", "件", "2"), "无听证案件"),
        (("立法协商会", "0", "次"), "未召开立法协商会"),
        (("已办结信访件", "0", "件"), "未办结信访件"),
        (("未办结信访件", "0", "件"), "无未办结信访件"),
        (("被投诉", "0", "件"), "未被投诉"),
        (("黑臭水体", "0", "条"), "无黑臭水体"),
        (("败诉率", "0", "%", "7"), "败诉率0%，同比下降7个百分点"),
        (("行政复议", "0", "件", "0"), "未发生行政复议"),
        (("制定行政规范性文件", "0", "件"), "未制定行政规范性文件"),
        (("应急演练", "0", "次"), "未开展应急演练"),
        (("生产安全事故", "0", "起"), "未发生生产安全事故"),
        (("水污染事件", "0", "起"), "未发生水污染事件"),
        (("受理水事申请", "0", "件"), "未受理水事申请"),
        (("败诉率", "0", "%"), "败诉率0%"),
        (("信息公开申请", "0", "件"), "未收到政府信息公开申请"),
        (("水事投诉", "0", "件"), "未收到水事投诉"),
        (("办结行政复议案件", "0", "件"), "未办结行政复议案件"),
        (("复议纠错", "0", "件"), "未发生行政复议被纠错的情形"),
        (("复议被撤销", "0", "件"), "未发生行政复议被撤销或者变更的情形"),
        (("学生欺凌事件处置", "0", "起"), "未发生需要处置的学生欺凌事件"),
        (("新增违建", "0", "起"), "未新增违建"),
        (("协管员", "0", "人"), "无协管员"),
        (("PM10平均浓度", "0", "微克/立方米"), "PM10平均浓度为0微克/立方米"),
        (("全县行政强制", "0", "起"), "全县未实施行政强制"),
    ],
)
def test_nothing_is_said_in_words(row: Row, expected: str) -> None:
    assert said(row) == [expected]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [("受理行政许可", "642", "件", "598"), ("办结行政许可", "642", "件", "598")],
            ["受理行政许可642件，同比增长7.4%，全部办结"],
        ),
        (
            [("受理取水申请", "20", "件"), ("办结取水申请", "20", "件")],
            ["受理取水申请20件，全部办结"],
        ),
        (
            [("受理取水申请", "20", "件"), ("办结取水申请", "18", "件")],
            ["受理取水申请20件，办结取水申请18件"],
        ),
        (
            [("行政处罚立案", "73", "起", "81"), ("行政处罚罚款金额", "158.4", "万元", "176.9")],
            ["行政处罚立案73起，罚款158.4万元，同比分别下降9.9%、10.5%"],
        ),
        (
            [("办理人大代表建议", "5", "件", "4"), ("办理政协委员提案", "7", "件", "6")],
            ["办理人大代表建议5件、政协委员提案7件，同比均增加1件"],
        ),
        (
            [("执法人员", "31", "人"), ("持证执法人员", "31", "人")],
            ["现有执法人员31人，全部持有行政执法证"],
        ),
        (
            [("排查水库隐患", "40", "处", "50"), ("水库隐患整改率", "95", "%", "90")],
            ["排查水库隐患40处，同比下降20%，整改率95%，同比提高5个百分点"],
        ),
        (
            [("送法活动", "8", "场"), ("参与村民", "1.2", "万人次")],
            ["开展送法活动8场，参与村民1.2万人次"],
        ),
        (
            [("应急演练", "3", "次"), ("参演人员", "210", "人次", "180")],
            ["开展应急演练3次；参加应急演练210人次，同比增长16.7%"],
        ),
        (
            [("违法超限车辆查处", "318", "辆"), ("违法营运车辆查处", "57", "辆")],
            ["查处违法超限车辆318辆", "查处违法营运车辆57辆"],
        ),
        (
            [("水事来电", "620", "个", "700"), ("水事来电满意率", "97", "%")],
            ["接听水事来电620个，同比下降11.4%，满意率97%"],
        ),
        (
            [("水事纠纷调解", "62", "件"), ("水事纠纷调解成功率", "97", "%")],
            ["开展水事纠纷调解62件，调解成功率97%"],
        ),
        (
            [
                ("全县行政处罚案件", "8421", "件", "8035"),
                ("行政强制", "3", "件"),
                ("乡镇办理行政处罚案件", "465", "件", "312"),
            ],
            ["全县办理行政处罚案件8421件，其中乡镇465件，同比分别增长4.8%、49%", "实施行政强制3件"],
        ),
        (
            [
                ("行政处罚", "9", "件"),
                ("案卷评查", "5", "卷"),
                ("移送案件", "1", "件"),
                ("检查车辆", "20", "辆次"),
            ],
            ["检查车辆20辆次", "实施行政处罚9件", "移送案件1件", "评查案卷5卷"],
        ),
        (
            [("罚款", "9", "万元"), ("水事线索移送", "1", "件"), ("水事赔偿", "2", "件")],
            ["行政处罚罚款9万元", "移送水事线索1件", "办理水事赔偿2件"],
        ),
        (
            [("水政人员培训", "6", "期", "4"), ("水政人员培训人次", "348", "人次", "262")],
            ["开展水政人员培训6期，同比增加2期，参训348人次，同比增长32.8%"],
        ),
        ([("行政许可按时办结率", "100", "%", "100")], ["行政许可按时办结率保持100%"]),
        ([("群众满意率", "99.6", "%", "99.1")], ["群众满意率99.6%，同比提高0.5个百分点"]),
        ([("普法宣讲", "12", "场", "12")], ["开展普法宣讲12场，与上年持平"]),
    ],
)
def test_what_belongs_together(rows: list[Row], expected: list[str]) -> None:
    assert said(*rows) == expected


def test_two_indicators_of_one_entry_keep_their_own_names() -> None:
    text = "；".join(said(("主动公开政府信息", "5", "条"), ("信息公开", "8", "条")))
    assert "主动公开政府信息5条" in text
    assert "公开信息8条" in text


def test_a_rate_is_never_taken_for_a_count() -> None:
    match = load_catalogue().match(Indicator("p", "行政复议", Decimal(3), "%", Topic.DISPUTE_RESOLUTION))
    assert match is None or match.entry.is_rate


def test_the_catalogue_covers_every_topic() -> None:
    entries = load_catalogue().entries
    assert len(entries) >= 80
    assert {entry.topic for entry in entries} == set(Topic)


def test_every_entry_is_found_by_each_of_its_names() -> None:
    catalogue = load_catalogue()
    for entry in catalogue.entries:
        for name in entry.names:
            unit = entry.units[0] if entry.units else ""
            match = catalogue.match(Indicator("p", name, Decimal(3), unit, entry.topic))
            assert match is not None
            assert match.exact
            assert match.entry is entry, name


def test_every_entry_can_be_said_alone_and_after_another() -> None:
    for entry in load_catalogue().entries:
        unit = entry.units[0] if entry.units else ""
        for value in ("0", "7", "100"):
            (text,) = said((entry.names[0], value, unit), topic=entry.topic)
            assert "{" not in text
            assert value in text or text.startswith(("未", "无")), (entry.id, text)
