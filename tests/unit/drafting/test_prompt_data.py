"""The data files of drafting keep their contract, and a broken one is named with its place."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

import pytest

from assistant.domain.topics import Topic
from assistant.drafting.catalogue import load_catalogue
from assistant.drafting.phrases import load_phrases
from assistant.drafting.tables import Table
from assistant.drafting.template_file import load_template
from assistant.drafting.themes import load_themes
from assistant.errors import TemplateError
from assistant.prompt_files import read_toml
from tests.conftest import ROOT


def test_every_indicator_has_a_theme_of_its_topic() -> None:
    themes = load_themes()
    for entry in load_catalogue().entries:
        assert themes.topics[entry.topic].theme(entry.theme) is not None, entry.id


# What a wording says after its author's name, and data that speak about the wrong wording itself.
_THOUGHTS = re.compile(
    "(?<!习近平)(?:法治|生态文明|强军|外交|经济|文化)思想|(?<!习近平)新时代中国特色社会主义思想"
)
_RULE_FILES = {"terms.toml", "rules.toml"}


@pytest.mark.parametrize("file", sorted(path.name for path in (ROOT / "prompts").glob("*.toml")))
def test_no_wording_cuts_the_name_of_a_guiding_thought(file: str) -> None:
    for text in _texts(read_toml(file)):
        assert file in _RULE_FILES or not _THOUGHTS.search(text), text


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from itertools.chain(_texts(key), _texts(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def test_headings_are_parallel_and_never_the_same() -> None:
    themes = load_themes()
    heads = [theme.head for plan in themes.topics.values() for theme in plan.themes]
    forms = [form for plan in themes.topics.values() for form in plan.headings]
    assert all((len(form.first), len(form.second)) == (6, 8) for form in (*heads, *forms))
    texts = [form.text for form in heads]
    assert len(texts) == len(set(texts))


def test_leads_of_two_themes_never_meet() -> None:
    themes = [theme for plan in load_themes().topics.values() for theme in plan.themes]
    for one, other in itertools.combinations(themes, 2):
        same = {lead.text for lead in one.leads} & {lead.text for lead in other.leads}
        assert not same or one.topic is not other.topic, same


def test_every_theme_can_take_in_only_themes_of_its_topic() -> None:
    for plan in load_themes().topics.values():
        for theme in plan.themes:
            assert all(plan.theme(host) for host in theme.joins)
            assert theme.id not in theme.joins


def test_every_topic_can_be_led_whatever_it_says() -> None:
    for topic in Topic:
        for theme in load_themes().topics[topic].themes:
            assert theme.leads_for("") or theme.plan


def test_dated_wording_has_sources_and_no_year_twice() -> None:
    phrases = load_phrases()
    assert set(range(2018, 2026)) <= set(phrases.meetings)
    assert all(dated.source for dated in (*phrases.meetings.values(), *phrases.law_thought))
    assert load_template().opening == phrases.opening_parts


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ({}, "缺少“id”"),
        ({"id": 3}, "“id”应为文字"),
        ({"id": "a", "names": "b"}, "“names”应为文字列表"),
        ({"id": "a", "names": ["b"], "colour": 1}, "不认识的项：colour"),
        ([], "应为一个表"),
    ],
)
def test_a_broken_table_says_where(raw: Any, words: str) -> None:
    with pytest.raises(TemplateError, match=words) as error:
        _read(raw)
    assert "prompts/indicators.toml" in str(error.value)
    assert "indicator[4]" in str(error.value)


def _read(raw: Any) -> None:
    table = Table("indicators.toml", "indicator[4]", raw)
    table.text("id")
    table.texts("names", ())
    table.finish()
