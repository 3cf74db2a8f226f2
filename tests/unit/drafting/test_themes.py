"""Every initiative stands with its like: a sentence of the trade finds the theme that a clerk would look for it under."""

from __future__ import annotations

import pytest

from assistant.domain.topics import Topic
from assistant.drafting.themes import load_themes

CASES = (
    ("party_leadership", "局党组理论学习中心组专题学习习近平法治思想2次", "study_thought"),
    ("party_leadership", "将法治政府建设纳入年度目标绩效考核", "organisation"),
    ("party_leadership", "召开法治政府建设推进会，部署年度重点任务", "organisation"),
    ("party_leadership", "建立主要负责人述法制度，班子成员年终述法全覆盖", "principal_duty"),
    ("party_leadership", "配合省委依法治省办开展法治督察，反馈问题全部整改", "rule_of_law_inspection"),
    ("party_leadership", "争创省级法治政府建设示范县", "demonstration"),
    ("party_leadership", "制定法治建设年度工作要点和责任分解表", "organisation"),
    ("party_leadership", "党组书记带头讲授法治专题党课", "principal_duty"),
    ("government_functions", "推进政务服务“一网通办”，网上可办率达98%", "services"),
    ("government_functions", "取消证明事项12项，推行告知承诺制", "licensing"),
    ("government_functions", "编制公布行政许可事项清单", "licensing"),
    ("government_functions", "动态调整权责清单", "duties"),
    ("government_functions", "组织“局长进大厅”活动，为企业解决难题36个", "services"),
    ("government_functions", "建立涉企政策“免申即享”机制，兑现奖补资金1200万元", "business_environment"),
    ("government_functions", "设立“办不成事”反映窗口", "services"),
    ("government_functions", "开展信用承诺，修复失信企业信用信息98条", "business_environment"),
    ("government_functions", "持续深化“高效办成一件事”改革", "licensing"),
    ("institution_building", "制定《行政规范性文件管理办法》", "rules"),
    ("institution_building", "对现行规范性文件开展全面清理，废止3件", "file_cleaning"),
    ("institution_building", "落实公平竞争审查制度，审查政策措施25件", "fair_competition"),
    ("institution_building", "严格规范性文件合法性审核，审核率100%", "legality_review"),
    ("institution_building", "配合做好养犬管理条例立法调研", "rules"),
    ("decision_making", "公布年度重大行政决策事项目录", "decision_procedure"),
    ("decision_making", "聘请常年法律顾问，全程参与重大合同谈判", "legal_counsel"),
    ("decision_making", "公职律师参与行政复议、合同审查等法律事务", "legal_counsel"),
    ("decision_making", "对重大项目开展社会稳定风险评估和专家论证", "decision_procedure"),
    ("law_enforcement", "严格执行行政执法公示、全过程记录和法制审核制度", "three_systems"),
    ("law_enforcement", "落实重大执法决定法制审核制度，审核率100%", "three_systems"),
    ("law_enforcement", "开展案卷评查，评选优秀案卷", "case_review"),
    ("law_enforcement", "推行“首违不罚”“轻微免罚”清单", "lenient"),
    ("law_enforcement", "修订行政处罚裁量权基准", "discretion"),
    ("law_enforcement", "制定年度行政检查计划，推行“综合查一次”", "inspections"),
    ("law_enforcement", "组织执法人员参加执法资格考试，持证上岗率100%", "enforcement_staff"),
    ("law_enforcement", "开展打击非法采砂专项行动", "enforcement_campaigns"),
    ("law_enforcement", "查处违法案件120起，罚款56万元", "cases"),
    ("law_enforcement", "与周边三县签订跨区域执法协作协议", "cooperation"),
    ("law_enforcement", "发布行政执法典型案例", "case_guidance"),
    ("law_enforcement", "为执法人员配备执法记录仪120台", "three_systems"),
    ("law_enforcement", "推进综合行政执法改革，向乡镇下放执法权68项", "cooperation"),
    ("law_enforcement", "开展行政执法突出问题专项整治，自查问题32个", "case_review"),
    ("emergency_response", "修订突发环境事件应急预案", "plans_and_drills"),
    ("emergency_response", "汛期落实24小时值班和领导带班制度", "incident_handling"),
    ("emergency_response", "储备防汛沙袋、冲锋舟等物资", "rescue_forces"),
    ("emergency_response", "及时发布暴雨预警，提前转移危险区群众", "disaster_prevention"),
    ("core_business", "配齐网格员，推行“一网统管、有呼必应”", "grassroots"),
    ("core_business", "开展燃气安全专项整治", "campaigns"),
    ("core_business", "加强特种设备日常监管", "supervision"),
    ("core_business", "实施农村公路改造工程", "core_projects"),
    ("core_business", "为农民工追回欠薪320万元", "livelihood"),
    ("core_business", "调查处理生产安全事故3起", "accidents"),
    ("core_business", "开展校外培训机构专项治理", "campaigns"),
    ("core_business", "排查整治重大事故隐患", "hazards"),
    ("core_business", "办理法律援助案件，为困难群众维权", "legal_services"),
    ("dispute_resolution", "建立行政争议协调化解机制，推动复议调解和解", "reconsideration"),
    ("dispute_resolution", "推进“枫桥式”工作站建设", "mediation"),
    ("dispute_resolution", "领导干部定期接访下访", "petitions"),
    ("dispute_resolution", "落实行政机关负责人出庭应诉制度", "reconsideration"),
    ("dispute_resolution", "办理12345热线工单，按期办结率100%", "petitions"),
    ("power_supervision", "认真办理人大代表建议和政协委员提案", "deputies"),
    ("power_supervision", "公开行政处罚决定信息", "openness"),
    ("power_supervision", "聘请特邀行政执法监督员", "social_supervision"),
    ("power_supervision", "配合审计部门开展经济责任审计", "internal_supervision"),
    ("power_supervision", "开展“三公”经费专项检查和廉政教育", "integrity"),
    ("power_supervision", "举办政府开放日活动", "social_supervision"),
    ("digital_government", "推广应用“互联网+监管”系统", "online_enforcement"),
    ("digital_government", "归集共享政务数据120万条", "data_sharing"),
    ("digital_government", "建成智慧监管平台", "platforms"),
    ("digital_government", "行政执法综合管理监督信息系统全面上线运行", "online_enforcement"),
    ("legal_education", "落实“谁执法谁普法”责任制，制定普法责任清单", "education_duty"),
    ("legal_education", "开展宪法宣传周、民法典宣传月活动", "campaign_publicity"),
    ("legal_education", "拍摄普法微视频，在抖音平台发布", "new_media"),
    ("legal_education", "选聘法治副校长，开展法治进校园", "key_groups"),
    ("legal_education", "发布典型案例，以案释法", "case_teaching"),
    ("legal_education", "建设法治文化公园和宪法主题广场", "campaign_publicity"),
    ("legal_education", "培育“法律明白人”60名", "key_groups"),
    ("capacity_building", "举办行政执法人员培训班3期", "business_training"),
    ("capacity_building", "组织领导干部旁听庭审", "regular_study"),
    ("capacity_building", "局党组会前学法12次", "regular_study"),
    ("capacity_building", "组织执法资格考试，42人取得执法证", "qualification"),
    ("capacity_building", "选拔公职律师3名，充实法治队伍", "legal_staff"),
    ("capacity_building", "开展岗位练兵和技能比武", "business_training"),
    ("capacity_building", "参加全省行政执法人员网络学法考试", "regular_study"),
)


@pytest.mark.parametrize(("topic", "text", "theme"), CASES)
def test_an_initiative_finds_its_theme(topic: str, text: str, theme: str) -> None:
    assert load_themes().topics[Topic(topic)].theme_of(text).id == theme


@pytest.mark.parametrize(("topic", "text", "theme"), CASES)
def test_its_lead_or_heading_says_no_more_than_the_theme(topic: str, text: str, theme: str) -> None:
    found = load_themes().topics[Topic(topic)].theme_of(text)
    leads = found.leads_for(text)
    assert leads
    assert all(4 <= len(lead) <= 9 for lead in leads)


@pytest.mark.parametrize(
    ("topic", "text", "theme", "lead"),
    [
        (
            "law_enforcement",
            "严格落实行政执法“三项制度”，组建5支综合行政执法队伍",
            "three_systems",
            "落实“三项制度”",
        ),
        ("law_enforcement", "向乡镇下放执法权78项", "cooperation", "深化执法改革"),
        ("law_enforcement", "与公安交警建立联合执法协作机制", "cooperation", "健全执法协作"),
        ("institution_building", "废止规范性文件2件", "rules", "加强文件管理"),
        ("institution_building", "制定规范性文件2件", "rules", "加强制度供给"),
        (
            "power_supervision",
            "主动接受县人大及其常委会监督、政协民主监督，办理人大代表建议112件",
            "deputies",
            "接受人大、政协监督",
        ),
        ("power_supervision", "办理人大代表建议112件", "deputies", "办好建议提案"),
        ("power_supervision", "完成审计项目23个", "internal_supervision", "强化审计监督"),
        ("core_business", "发生生产安全事故6起", "accidents", "强化安全监管"),
        ("core_business", "调查处理生产安全事故3起", "accidents", "严肃事故查处"),
        ("capacity_building", "现有执法人员78人，全部持有行政执法证", "qualification", "严格资格管理"),
    ],
)
def test_a_lead_is_chosen_by_what_the_head_of_the_clause_says(
    topic: str, text: str, theme: str, lead: str
) -> None:
    found = load_themes().topics[Topic(topic)].theme_of(text)
    assert found.id == theme
    assert found.leads_for(text)[0] == lead


def test_money_for_a_purpose_is_no_campaign() -> None:
    plan = load_themes().topics[Topic.CORE_BUSINESS]
    assert plan.theme_of("申请专项资金更新快检设备").id == plan.fallback.id
