"""What leads the work stands first; what belongs together stands together, whatever its words were taken for."""

from __future__ import annotations

import pytest

from assistant.domain.sections import SectionKind
from assistant.domain.topics import Topic
from assistant.drafting.catalogue import load_catalogue
from assistant.drafting.grouping import Size, group_topics
from assistant.drafting.plain import draft_section
from assistant.drafting.rehoming import leads_the_work, rehomed
from assistant.drafting.themes import load_themes
from tests.unit.drafting.yearly import make_indicators, make_year

T = Topic


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("街道党工委理论学习中心组专题学习习近平法治思想4次", True),
        ("召开县委全面依法治县委员会第五次会议，审议通过年度工作要点", True),
        ("局党组每季度听取一次法治建设工作汇报", True),
        ("局长主持召开局党组会研究法治建设3次", True),
        ("局党组会集体讨论重大案件12件", False),
        ("县政府常务会议学法8次", False),
        ("开展习近平法治思想宣传月活动", False),
        ("局党委研究部署法治宣传工作", False),
    ],
)
def test_what_leads_the_work(text: str, *, leads: bool) -> None:
    assert leads_the_work(text) is leads


@pytest.mark.parametrize("topic", [T.CORE_BUSINESS, T.CAPACITY_BUILDING])
def test_it_stands_first_even_without_subsections(topic: Topic) -> None:
    year = make_year(
        make_indicators(("行政处罚案件", "31", "件")),
        [("党工委理论学习中心组专题学习习近平法治思想4次", topic), ("组织水政巡查行动", T.LAW_ENFORCEMENT)],
    )
    section = draft_section(year, SectionKind.ACHIEVEMENTS)
    assert section is not None
    assert "习近平法治思想" in section.sentences[0].text


def test_the_leadership_of_the_party_never_shares_a_heading_with_business() -> None:
    sizes = {
        T.PARTY_LEADERSHIP: Size(20, 1),
        T.GOVERNMENT_FUNCTIONS: Size(44, 2),
        T.LAW_ENFORCEMENT: Size(300, 3),
    }
    groups = group_topics(sizes, load_themes().merging)
    assert groups[0] == (T.PARTY_LEADERSHIP,)


@pytest.mark.parametrize(
    ("indicator", "initiative", "topic"),
    [
        (
            ("中央环保督察交办问题整改", T.POWER_SUPERVISION),
            ("落实中央生态环境保护督察整改", T.CORE_BUSINESS),
            T.CORE_BUSINESS,
        ),
        (
            ("校外培训机构检查", T.CORE_BUSINESS),
            ("开展校外培训“平安消费”专项行动", T.LAW_ENFORCEMENT),
            T.LAW_ENFORCEMENT,
        ),
        (
            ("法律援助案件", T.DISPUTE_RESOLUTION),
            ("为186名农民工提供法律援助", T.CORE_BUSINESS),
            T.CORE_BUSINESS,
        ),
        (
            ("正面清单企业", T.CORE_BUSINESS),
            ("实施监督执法正面清单制度", T.LAW_ENFORCEMENT),
            T.LAW_ENFORCEMENT,
        ),
        (("食品安全抽检", T.CORE_BUSINESS), ("开展食品安全宣传周活动", T.LEGAL_EDUCATION), T.CORE_BUSINESS),
        (("一窗受理事项", T.CORE_BUSINESS), ("开展水库除险加固", T.CORE_BUSINESS), T.GOVERNMENT_FUNCTIONS),
        (("直接纠错", T.CORE_BUSINESS), ("开展水库除险加固", T.CORE_BUSINESS), T.DISPUTE_RESOLUTION),
    ],
)
def test_a_count_goes_where_it_is_looked_for(
    indicator: tuple[str, Topic], initiative: tuple[str, Topic], topic: Topic
) -> None:
    rows = make_indicators((indicator[0], "21", "个"), topic=indicator[1])
    year = rehomed(make_year(rows, [initiative]), load_themes(), load_catalogue())
    assert year.indicators[0].topic is topic
