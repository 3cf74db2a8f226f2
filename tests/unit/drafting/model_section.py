"""A section of a plain draft, and peers' passages, for tests of drafting with a model."""

from __future__ import annotations

from assistant.domain.agency_year import Agency, AgencyLevel, AgencyYear
from assistant.domain.drafts import DraftSentence, SectionDraft, SentenceKind, SubsectionDraft
from assistant.domain.peers import Match, Passage
from assistant.domain.sections import SectionKind
from assistant.domain.sources import FactRef, PassageRef
from assistant.domain.topics import Topic

YEAR = AgencyYear(2025, Agency("平川区教育局", "教育", AgencyLevel.COUNTY, ("云州省", "平川区")))


def fact(text: str, *paths: str) -> DraftSentence:
    return DraftSentence(text, SentenceKind.FACT, tuple(FactRef(path) for path in paths))


CHECKS = fact("全年开展行政执法检查386家次，同比增长9.7%。", "indicators[0]")
CASES = fact("行政处罚立案73起，罚款158.4万元，同比分别下降9.9%、10.5%。", "indicators[1]", "indicators[2]")
LISTS = fact("制定轻微违法行为不予处罚事项清单，推行说理式执法文书。", "initiatives[0]")
LEAD = DraftSentence("二是推行柔性执法。", SentenceKind.SET_PHRASE)
GAP = DraftSentence("【待补充：案卷评查情况】", SentenceKind.PLACEHOLDER)
OPENING = DraftSentence("一年来，我局认真履行职责。", SentenceKind.SET_PHRASE)

SECTION = SectionDraft(
    SectionKind.ACHIEVEMENTS,
    "2025年度推进法治政府建设的主要举措和成效",
    (OPENING,),
    (
        SubsectionDraft(
            (Topic.LAW_ENFORCEMENT,), "严格规范执法，提升执法质效", (CHECKS, CASES, LEAD, LISTS, GAP)
        ),
    ),
)


def peer(text: str, number: int = 0, *, damaged: bool = False, topics: tuple[Topic, ...] = ()) -> Match:
    passage = Passage(
        f"p-{number}",
        "r-1",
        "东湖市教育局",
        2024,
        SectionKind.ACHIEVEMENTS,
        topics,
        ("一、主要举措",),
        text,
        0,
        len(text),
        damaged,
    )
    return Match(passage, 1.0, "东湖.txt")


PEERS = (
    peer(
        "全年检查学校512所，印发《东湖市校园安全办法》，在“护苗”行动中立案21起，东湖市领导批示。",
        1,
        topics=(Topic.LAW_ENFORCEMENT,),
    ),
    peer("损坏的段落20212025年。", 2, damaged=True, topics=(Topic.LAW_ENFORCEMENT,)),
    peer("坚持严格规范公正文明执法，执法质效持续提升。", 3),
)
PEER_REF = PassageRef("p-1")
