"""Prompts: a strict contract, golden renderings, peers' facts covered."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.domain.sections import SectionKind
from assistant.drafting.masking import mask_facts
from assistant.drafting.prompt import build_prompt, choose_examples
from assistant.drafting.prompt_library import PromptLibrary
from assistant.errors import TemplateError
from tests.conftest import SEED_REPORTS
from tests.unit.drafting.model_section import CASES, CHECKS, LISTS, PEERS, SECTION, YEAR

VALUES = {
    "agency": "某局",
    "self_reference": "我局",
    "year": 2025,
    "heading": "标题",
    "facts": ["一。"],
    "examples": [],
}


def test_there_is_a_prompt_for_every_standard_section() -> None:
    assert set(PromptLibrary().names()) == {section.value for section in SectionKind}


@pytest.mark.parametrize("section", SectionKind)
def test_rendered_prompts(section: SectionKind, golden: Callable[[str, str], None]) -> None:
    examples = choose_examples(PEERS, SECTION.subsections[0].topics)
    prompt = build_prompt(section, "严格规范执法", (CHECKS, CASES, LISTS), examples, YEAR, PromptLibrary())
    golden(f"prompts/{section.value}.v1.md", prompt.text)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({key: value for key, value in VALUES.items() if key != "facts"}, "缺少 ['facts']"),
        (VALUES | {"yaer": 2025}, "多出 ['yaer']"),
    ],
)
def test_a_broken_contract_is_an_error(values: dict[str, object], told: str) -> None:
    with pytest.raises(TemplateError) as caught:
        PromptLibrary().render("achievements", values)
    assert told in str(caught.value)


def test_an_unknown_prompt_is_an_error() -> None:
    with pytest.raises(TemplateError, match="没有提示词"):
        PromptLibrary().render("appendix", VALUES)


def test_values_are_never_read_as_templates() -> None:
    text = PromptLibrary().render("achievements", VALUES | {"facts": ["{{ 7 * 7 }}<b>{% raw %}"]}).text
    assert "[F1] {{ 7 * 7 }}<b>{% raw %}" in text


def test_peers_facts_are_covered_and_damaged_passages_left_out() -> None:
    shown = choose_examples(PEERS, SECTION.subsections[0].topics)
    assert [example.ref.passage_id for example in shown] == ["p-1", "p-3"]
    for foreign in ("512", "21", "东湖", "护苗", "校园安全办法"):
        assert foreign not in shown[0].text
    assert "立案" in shown[0].text


@pytest.mark.parametrize("path", sorted(SEED_REPORTS.glob("*.txt")), ids=lambda path: path.stem)
def test_no_figure_or_title_of_a_real_report_shows_through(path: object) -> None:
    text = path.read_text("utf-8", errors="replace")  # type: ignore[attr-defined]
    masked = mask_facts(text, "")
    assert not any(sign.isdecimal() for sign in masked)
    assert "《" not in masked.replace("《××》", "") or "》" not in masked.replace("《××》", "")
