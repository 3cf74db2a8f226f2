"""Finds the topic where an entry is looked for: what leads stands first, what belongs together stands together.

A topic that was guessed from single words leaves much to 重点业务; here the entries are seen side by side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.agency_year import AgencyYear, Indicator, Initiative
from assistant.domain.punctuation import COMMA
from assistant.domain.topics import Topic
from assistant.drafting.answers import common_runs, telling_parts
from assistant.drafting.catalogue import Catalogue
from assistant.drafting.name_cleaning import is_part
from assistant.drafting.names import compact
from assistant.drafting.phrases import load_phrases
from assistant.drafting.themes import Themes

_BODIES = "(?:党组|党委|党工委|常委会|常务会议?|中心组|领导班子|班子成员|第一议题)"
_THOUGHT = re.compile(
    f"^(?!.*(?:普法|宣传|宣讲|竞赛|必修|课程|进校园)).*(?:{_BODIES}.*习近平法治思想|(?:学习|学深|贯彻)[^，。；]{{0,12}}习近平法治思想"
    f"|习近平法治思想.*(?:{_BODIES}|学习))"
)
_COMMITTEE = re.compile(
    "(?:全面依法治[省市县区州旗镇]|依法治[省市县区州旗])(?:委员会|委)[^，。；]{0,8}(?:会议|研究|审议|听取|部署)"
)
_DECIDES = re.compile(
    "(?:党组|党委|党工委|常委会|常务会议?|领导小组)(?!成员)[^，。；]{0,10}(?:研究|听取|审议|部署|调度)[^，。；]{0,8}(?:法治(?!宣传|教育|课|文化)|依法行政)"
)
# Deeds that stand with their like whatever they are about.
_BY_DEED = frozenset({
    Topic.PARTY_LEADERSHIP,
    Topic.INSTITUTION_BUILDING,
    Topic.DECISION_MAKING,
    Topic.DIGITAL_GOVERNMENT,
    Topic.LEGAL_EDUCATION,
    Topic.CAPACITY_BUILDING,
})
# Entries of these are known by their words; single words of their themes stand elsewhere too.
_NAMED = frozenset({Topic.PARTY_LEADERSHIP, Topic.LEGAL_EDUCATION, Topic.CAPACITY_BUILDING})
_ANYWHERE = ("案件", "企业", "群众", "项目", "安全", "处罚", "许可", "检查", "事项", "整治", "专项")
_PAIR_SIGNS = 4
_LEAST_SCORE = 8


def rehomed(year: AgencyYear, themes: Themes, catalogue: Catalogue) -> AgencyYear:
    """The yearly data with every entry under the topic where it is told."""
    initiatives = tuple(
        replace(item, topic=_topic(item, f"{item.text}{COMMA}{item.outcome}", themes))
        for item in year.initiatives
    )
    indicators: list[Indicator] = []
    for item in year.indicators:
        if is_part(item.name):
            indicators.append(item)
            continue
        host = None if leads_the_work(item.name) else _host(item, initiatives, catalogue)
        topic = host.topic if host else _topic(item, item.name, themes)
        indicators.append(replace(item, topic=topic))
    return replace(year, initiatives=initiatives, indicators=tuple(indicators))


def leads_the_work(text: str) -> bool:
    """Whether a text tells how the leadership studied or decided law-based government: it stands first."""
    return any(pattern.search(text) for pattern in (_THOUGHT, _COMMITTEE, _DECIDES))


def _topic(item: Initiative | Indicator, text: str, themes: Themes) -> Topic:
    """The topic of an entry: its own, unless it leads the work or nothing of its own topic is in it."""
    if leads_the_work(compact(text)):
        return Topic.PARTY_LEADERSHIP
    if item.topic is not Topic.CORE_BUSINESS:
        return item.topic
    plan = themes.topics[item.topic]
    if any(theme.score(text) for theme in plan.themes if theme is not plan.fallback):
        return item.topic
    best = max(
        (theme for other in themes.topics.values() if other.topic not in _NAMED for theme in other.themes),
        key=lambda theme: theme.score(text),
    )
    return best.topic if best.score(text) >= _LEAST_SCORE else item.topic


def _host(item: Indicator, initiatives: Sequence[Initiative], catalogue: Catalogue) -> Initiative | None:
    """The initiative of another topic that shares two and more words with an indicator, if one has no topic of the law."""
    if item.topic in _BY_DEED:
        return None
    match = catalogue.match(item)
    if item.topic is Topic.LAW_ENFORCEMENT and match and match.exact:
        return None
    shared = [(_signs_in_common(initiative, item), initiative) for initiative in initiatives]
    best = max((signs for signs, _initiative in shared), default=0)
    hosts = [initiative for signs, initiative in shared if signs == best]
    if best < _PAIR_SIGNS or any(host.topic is item.topic for host in hosts):
        return None
    host = hosts[0]
    pair = {host.topic, item.topic}
    return host if Topic.CORE_BUSINESS in pair and host.topic not in _BY_DEED else None


def _signs_in_common(initiative: Initiative, item: Indicator) -> int:
    general = (*load_phrases().too_general, *_ANYWHERE)
    text = compact(f"{initiative.text}\n{initiative.outcome}")
    parts = {
        part
        for run in common_runs(compact(item.name), text)
        for part in telling_parts(run, general)
        if len(part) > 1
    }
    return sum(len(part) for part in parts)
