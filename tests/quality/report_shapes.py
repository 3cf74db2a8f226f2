"""Labelled reports of several kinds of agencies, years and shapes: three or four sections, topics side by side, duty first."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.domain.findings import ContentStatus
from assistant.domain.sections import SectionKind
from tests.quality.section_mutations import KINDS, Labelled

ACHIEVEMENTS, SHORTCOMINGS, DUTY, PLAN = KINDS
Bodies = dict[SectionKind, list[str]]
_SIGNS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Office:
    """An invented agency with what it has to tell, as lists of paragraphs without numbers."""

    name: str
    year: int
    leader: str
    bodies: Bodies

    @property
    def head(self) -> str:
        return (
            f"{self.name}关于{self.year}年度法治政府建设情况的报告\n\n{self.leader}：\n\n{self.year}年，在{self.leader}坚强领导下，"
            "本机关深入学习贯彻习近平法治思想，依法行政水平不断提高。现将有关情况报告如下："
        )

    @property
    def tail(self) -> str:
        return f"{self.name}\n\n{self.year + 1}年1月18日"


def _office(name: str, year: int, leader: str, *lists: list[str]) -> Office:
    return Office(name, year, leader, dict(zip(KINDS, lists, strict=True)))


OFFICES = (
    _office(
        "清溪县交通运输局",
        2021,
        "县委、县政府",
        [
            "健全依法行政制度。修订局工作规则，公布权责清单217项，清理规范性文件9件，废止2件。",
            "规范公正文明执法。查处超限超载车辆412台次，开展案卷评查2次，抽查案卷36本，优良率94%。",
            "推进政务服务改革。办理道路运输许可1260件，全部在承诺时限内办结。",
            "深入开展法治宣传。结合路政宣传月进企业宣讲15场，发放资料6000份。",
        ],
        [
            "执法队伍专业化水平与任务不相称，原因是近三年退休11人、补充4人，新进人员缺少办案经验。",
            "非现场执法推进偏慢，主要是省级平台数据尚未完全贯通，县级查询权限受限。",
        ],
        [
            "局主要负责同志切实履行推进法治建设第一责任人职责，4次主持局党组会议听取法治工作汇报，2次为干部讲授法治课。",
            "对一起涉及客运线路的复议案件亲自协调，化解了争议；年底向县委作了专题述法。",
        ],
        [
            "持续加强执法队伍建设，分两批组织全员轮训。",
            "推动治超非现场执法点投入使用，完善证据规则。",
            "编制普法责任清单，办好路政宣传月。",
        ],
    ),
    _office(
        "白塔区卫生健康局",
        2022,
        "区委、区政府",
        [
            "坚持把党的领导贯穿法治建设全过程。局党委理论学习中心组开展专题学习6次。",
            "依法履行卫生监督职责。监督检查医疗机构和公共场所1874户次，立案查处违法案件93件，罚没款61.2万元。",
            "落实重大执法决定法制审核，审核案件21件，未发生行政复议撤销和诉讼败诉的情形。",
        ],
        [
            "基层监督力量较为薄弱，协管员流动性大。究其原因，待遇保障和职业发展空间有限。",
            "普法方式比较单一，对个体诊所从业人员的宣传不够精准。这主要由于分众宣传的素材积累少。",
            "内部法制审核流程有时流于形式。",
        ],
        [
            "局党委书记、局长带头学法，主持会议研究法治建设事项5次，审定重大处罚案件7件。",
            "出庭应诉1次，庭后组织执法人员座谈。",
        ],
        [
            "完善医疗卫生行业综合监管制度，推行信用分级分类监管。",
            "举办监督员业务比武，提升办案质量。",
            "落实普法责任制，开展《医师法》《传染病防治法》宣传。",
        ],
    ),
    _office(
        "临江市人力资源和社会保障局",
        2023,
        "市委、市政府",
        [
            "强化制度供给。出台《临江市零工市场管理办法》等规范性文件3件，全部经过合法性审核和公平竞争审查。",
            "保障劳动者合法权益。受理欠薪线索386条，追发工资2104万元，劳动人事争议仲裁结案率97.3%。",
            "提升政务服务水平。推行“一件事”集成办理12项，平均压减材料4份。",
            "主动接受监督。办理人大代表建议和政协提案27件，满意率100%。",
        ],
        [
            "部分执法人员法律功底不深，面对新就业形态用工争议时取证思路不清，根源在于系统培训少、实案锻炼少。",
            "仲裁员队伍配置同办案量增长不相匹配，案多人少的矛盾还未缓解，受编制总量制约短期内难以补足。",
        ],
        [
            "主要负责人严格履行法治建设第一责任人职责，将法治建设纳入年度工作要点，与业务工作同部署同考核。",
            "全年主持党组会议集体学法8次，带头参加旁听庭审1次，督办根治欠薪重点案件5起。",
        ],
        [
            "健全新就业形态劳动者权益保障协调机制。",
            "选聘兼职仲裁员20名，开设速裁庭。",
            "开展劳动保障监察执法质量提升行动，评查案卷不少于60卷。",
        ],
    ),
    _office(
        "松坪镇人民政府",
        2024,
        "县委、县政府",
        [
            "完善依法决策机制。镇党委会、镇长办公会审议重大事项前由法律顾问出具意见，全年出具意见34份。",
            "稳妥承接赋权事项。承接行政执法事项56项，14名执法人员取得执法证，办理案件12件。",
            "抓实矛盾纠纷化解。排查纠纷208件，调解成功203件，7个村获评无讼村。",
        ],
        [
            "综合行政执法队能力还有差距。队员多由其他岗位转任，没有经过系统的法律训练，这是主要原因。",
            "少数村干部依法办事意识不强，遇事习惯凭经验。原因在于日常培训偏重业务、忽视法治内容。",
        ],
        [
            "镇党委书记、镇长共同担任法治建设领导小组组长，召开领导小组会议3次，研究解决执法装备、人员经费等问题9个。",
            "镇长出庭应诉2次，述法报告在全镇干部大会上接受测评。",
        ],
        [
            "与县司法局共建执法指导站，实行案件会商。",
            "开展“法律明白人”培育，每村不少于5名。",
            "建好镇级公共法律服务工作站，延伸服务到村。",
        ],
    ),
    _office(
        "北川湖区市场监督管理局",
        2025,
        "区委、区政府",
        [
            "优化营商环境。推行登记全程网办，新增经营主体5320户，开展信用修复指导1108户次。",
            "严格规范涉企检查。编制检查事项清单，扫码入企7240次，联合检查占比提高到38%。",
            "加强重点领域执法。办结食品、特种设备、价格等案件466件，移送公安机关9件。",
            "开展公平竞争审查。审查政策措施41件，提出修改意见6条。",
        ],
        [
            "执法办案数字化应用不深，各业务系统相互独立，数据不能共享，根本原因是顶层设计和资金投入滞后。",
            "年轻干部综合执法经验欠缺，导致少数案件说理不充分。",
        ],
        [
            "局长履行第一责任人职责，主持召开法治建设专题会议4次，签批重大案件16件，带头宣讲公平竞争审查制度2场。",
            "在年度考核中同步述法，组织13名科所长现场述法评议。",
        ],
        [
            "建设执法办案一体化平台，打通登记、检查、处罚数据。",
            "开展说理式文书评比，推广示范案卷。",
            "持续清理妨碍统一市场的政策措施。",
        ],
    ),
    _office(
        "东屏市水务局",
        2026,
        "市委、市政府",
        [
            "完成《东屏市河道采砂管理规定》立法调研，提交立法建议稿。",
            "巡查河道1.8万公里，制止涉水违法行为143起，立案28起，行政强制拆除4处。",
            "审批取水许可76件，推行告知承诺制后平均用时缩短到5个工作日。",
        ],
        [
            "河道执法装备不足，夜间取证手段有限。其原因一是装备更新周期长，二是专项经费安排少。",
            "行政裁量权基准适用不够统一，主要因为各大队理解尺度不一致。",
        ],
        [
            "党组书记、局长把法治建设摆上重要位置，听取专题汇报4次，批示督办违法采砂案件3件，讲授法治党课1次。",
        ],
        [
            "推动地方规章出台，配套制定实施细则。",
            "为一线配发执法记录仪和无人机，规范电子取证。",
            "开展裁量权基准专题培训和案例研讨。",
        ],
    ),
)  # fmt: skip

_HEADINGS = {
    ACHIEVEMENTS: ["{y}年度推进法治政府建设的主要举措和成效", "法治政府建设工作开展情况", "{y}年主要工作及成效", "重点任务落实情况", "工作总结", "主要做法", "所做的工作和取得的成绩", "工作回顾", "{y}年法治工作开展情况"],
    SHORTCOMINGS: ["{y}年度推进法治政府建设存在的不足和原因", "存在的主要问题及原因", "面临的困难与不足", "差距和短板", "工作中存在的困难和问题", "需要改进的地方", "短板弱项及成因", "存在的薄弱环节"],
    DUTY: ["党政主要负责人履行推进法治建设第一责任人职责情况", "主要负责同志履职情况", "落实第一责任人责任情况", "一把手履行法治建设职责情况", "主要领导推进法治建设情况", "主要负责人述法情况"],
    PLAN: ["{n}年度推进法治政府建设的主要安排", "下一步工作计划", "{n}年工作思路", "今后工作打算", "新一年工作谋划", "下年度工作要点", "工作展望", "来年工作部署"],
}  # fmt: skip
_NEUTRAL = [
    "有关情况",
    "相关情况",
    "工作情况",
    "具体情况",
    "情况说明",
    "若干情况",
    "有关说明",
    "工作开展概况",
    "其余情况",
]
_HOLLOW = [
    "",
    "无。",
    "暂略。",
    "【待补充】",
    "（另行报送）",
    "我们将继续努力，再接再厉，不断取得新的更大成绩。",
    "高度重视，加强领导，狠抓落实，扎实推进各项工作。",
    "坚持以习近平新时代中国特色社会主义思想为指导，深入学习贯彻习近平法治思想，坚定不移推进法治建设。",
    "同上年。",
    "此部分由办公室补充",
    "本部分内容正在整理中。",
    "略（见附表3）",
    "我局将以更加饱满的热情、更加务实的作风，奋力开创工作新局面。",
    "在上级部门的关心支持下，全体干部职工团结一心、开拓进取，圆满完成了全年目标任务。",
    "坚持稳中求进工作总基调，踔厉奋发、勇毅前行，谱写新篇章。",
    "正在征求意见，待定稿后补报。",
]
_PRAISE = "总的来看，我们的工作成绩显著，各项任务圆满完成，得到上级充分肯定和群众普遍好评，队伍素质过硬，制度机制健全，执法规范高效，没有发生任何有影响的事件。"


@dataclass(frozen=True)
class Style:
    """How headings are marked: of sections and of the paragraphs below them."""

    name: str
    top: str
    below: str
    chinese: bool = True

    def section(self, number: int, heading: str) -> str:
        return self.top.format(n=_SIGNS[number] if self.chinese else number + 1) + heading

    def item(self, number: int, text: str) -> str:
        sign = _SIGNS[number] if "（{n}）" in self.below and self.chinese else str(number + 1)
        return self.below.format(n=sign) + text


STYLES = (
    Style("plain", "{n}、", "（{n}）"),
    Style("markdown", "## {n}、", "**（{n}）** "),
    Style("bare markdown", "## ", ""),
    Style("arabic", "{n}.", "（{n}）", chinese=False),
    Style("points", "{n}、", "{n}."),
    Style("unnumbered items", "{n}、", ""),
)


def body(office: Office, kind: SectionKind, style: Style) -> str:
    lead = f"{office.year + 1}年，本机关将重点做好以下工作：\n" if kind is PLAN else ""
    return lead + "\n".join(style.item(number, text) for number, text in enumerate(office.bodies[kind]))


def compose(office: Office, style: Style, sections: list[tuple[str, str]]) -> str:
    parts = [f"{style.section(number, heading)}\n{text}" for number, (heading, text) in enumerate(sections)]
    return "\n\n".join([office.head, *parts, office.tail]) + "\n"


def _heading(office: Office, kind: SectionKind, rng: random.Random) -> str:
    return rng.choice(_HEADINGS[kind]).format(y=office.year, n=office.year + 1)


def labelled() -> Iterator[Labelled]:
    """All variants of all offices in all styles; the same every time."""
    rng = random.Random(1_207)
    for office in OFFICES:
        for style in STYLES:
            yield from _standard(office, style, rng)
            yield from _hollow(office, style, rng)
            yield from _merged(office, style, rng)
            yield from _topics(office, style, rng)


def _standard(office: Office, style: Style, rng: random.Random) -> Iterator[Labelled]:
    present = dict.fromkeys(KINDS, ContentStatus.PRESENT)
    orders = (
        (ACHIEVEMENTS, SHORTCOMINGS, DUTY, PLAN),
        (DUTY, ACHIEVEMENTS, SHORTCOMINGS, PLAN),
        (ACHIEVEMENTS, DUTY, SHORTCOMINGS, PLAN),
    )
    for order in orders:
        sections = [(_heading(office, kind, rng), body(office, kind, style)) for kind in order]
        yield Labelled(compose(office, style, sections), present, f"{style.name} in order {order[0]}")
    for gone in (SHORTCOMINGS, DUTY, PLAN):
        sections = [
            (_heading(office, kind, rng), body(office, kind, style)) for kind in orders[0] if kind is not gone
        ]
        truth = present | {gone: ContentStatus.MISSING}
        yield Labelled(compose(office, style, sections), truth, f"{style.name} without {gone}")
    for named in (SHORTCOMINGS, DUTY, PLAN):
        sections = [
            (
                rng.choice(_NEUTRAL) if kind is named else _heading(office, kind, rng),
                body(office, kind, style),
            )
            for kind in orders[0]
        ]
        yield Labelled(
            compose(office, style, sections), present, f"{style.name}, {named} under a neutral heading"
        )


def _hollow(office: Office, style: Style, rng: random.Random) -> Iterator[Labelled]:
    present = dict.fromkeys(KINDS, ContentStatus.PRESENT)
    for empty in KINDS:
        for hollow in rng.sample(_HOLLOW, 3) + ([_PRAISE] if empty is SHORTCOMINGS else []):
            sections = [
                (_heading(office, kind, rng), hollow if kind is empty else body(office, kind, style))
                for kind in KINDS
            ]
            truth = present | {empty: ContentStatus.EMPTY}
            yield Labelled(compose(office, style, sections), truth, f"{style.name}, {empty} says “{hollow}”")


def _merged(office: Office, style: Style, rng: random.Random) -> Iterator[Labelled]:
    present = dict.fromkeys(KINDS, ContentStatus.PRESENT)
    both = ["存在问题及下一步打算", "不足之处和改进措施", "存在的问题和明年工作安排"]
    joined = [
        (_heading(office, ACHIEVEMENTS, rng), body(office, ACHIEVEMENTS, style)),
        (_heading(office, DUTY, rng), body(office, DUTY, style)),
        (rng.choice(both), body(office, SHORTCOMINGS, style) + "\n" + body(office, PLAN, style)),
    ]
    yield Labelled(
        compose(office, style, joined), present | {PLAN: ContentStatus.MERGED}, f"{style.name}, joint heading"
    )
    within = [*office.bodies[ACHIEVEMENTS], "压紧压实法治责任。" + "".join(office.bodies[DUTY])]
    items = "\n".join(style.item(number, text) for number, text in enumerate(within))
    sections = [(_heading(office, ACHIEVEMENTS, rng), items)]
    sections += [(_heading(office, kind, rng), body(office, kind, style)) for kind in (SHORTCOMINGS, PLAN)]
    yield Labelled(
        compose(office, style, sections), present | {DUTY: ContentStatus.MERGED}, f"{style.name}, duty within"
    )


def _topics(office: Office, style: Style, rng: random.Random) -> Iterator[Labelled]:
    """Topics as sections of their own, then what must not be missing; and the same without shortcomings."""
    present = dict.fromkeys(KINDS, ContentStatus.PRESENT)
    heads = ["全面履行法定职责", "健全依法行政体制机制", "严格规范公正文明执法", "提升法治保障水平"]
    topics = [(head, text) for head, text in zip(heads, office.bodies[ACHIEVEMENTS], strict=False)]
    rest = [(_heading(office, kind, rng), body(office, kind, style)) for kind in (DUTY, SHORTCOMINGS, PLAN)]
    yield Labelled(compose(office, style, topics + rest), present, f"{style.name}, topics side by side")
    truth = present | {SHORTCOMINGS: ContentStatus.MISSING}
    yield Labelled(
        compose(office, style, [*topics, rest[0], rest[2]]),
        truth,
        f"{style.name}, topics without shortcomings",
    )
