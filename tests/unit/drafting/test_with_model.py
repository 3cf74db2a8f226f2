"""Drafting with a model: what is safe is taken, everything else stays plain, every fact is said exactly once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.adapters.scripted_model import ScriptedModel
from assistant.domain.drafts import DraftSentence, SentenceKind
from assistant.domain.sources import PassageRef
from assistant.drafting.prompt_library import PromptLibrary
from assistant.drafting.with_model import ModelRewrite, rewrite_section
from assistant.errors import ModelUnavailableError, ReplyError
from tests.unit.drafting.model_section import CASES, CHECKS, GAP, LEAD, LISTS, OPENING, PEERS, SECTION, YEAR

GOOD_CHECKS = "全年深入开展行政执法检查386家次，较上年增长9.7%。"
GOOD_CASES = "全年行政处罚立案73起，罚款158.4万元，同比分别下降9.9%、10.5%。"
GOOD_LISTS = "推行说理式执法文书，制定轻微违法行为不予处罚事项清单。"
PLAIN = SECTION.subsections[0].sentences


def run(answer: str | ReplyError | ModelUnavailableError) -> ModelRewrite:
    return rewrite_section(SECTION, YEAR, PEERS, ScriptedModel([answer]), PromptLibrary())


def sentences(answer: str) -> tuple[DraftSentence, ...]:
    return run(answer).section.subsections[0].sentences


def test_good_sentences_are_taken_with_their_sources() -> None:
    rewrite = run(f"{GOOD_CHECKS}[F1][P1]\n{GOOD_CASES}[F2]\n{GOOD_LISTS}[F3]")
    first, second, lead, third, gap = rewrite.section.subsections[0].sentences
    assert (first.text, second.text, third.text) == (GOOD_CHECKS, GOOD_CASES, GOOD_LISTS)
    assert (first.facts, second.facts, third.facts) == (CHECKS.facts, CASES.facts, LISTS.facts)
    assert first.modelled_on == (PassageRef("p-1"),)
    assert (lead, gap, rewrite.section.sentences) == (LEAD, GAP, (OPENING,))
    assert rewrite.notes == ()
    assert rewrite.section.examples == (PassageRef("p-1"), PassageRef("p-3"))


def test_facts_side_by_side_may_be_joined() -> None:
    joined = GOOD_CHECKS.removesuffix("。") + "；行政处罚立案73起，罚款158.4万元，同比分别下降9.9%、10.5%。"
    result = sentences(f"{joined}[F1][F2]")
    assert result[0].text == joined
    assert result[0].facts == CHECKS.facts + CASES.facts
    assert result[1:] == (LEAD, LISTS, GAP)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (GOOD_CHECKS.replace("386", "368") + "[F1]", "多出数字：368家次"),
        (GOOD_CASES.replace("罚款158.4万元", "罚款158.4万元用于培训") + "[F2]", "多出内容"),
        ("罚款73起，行政处罚立案158.4万元，同比分别下降9.9%、10.5%。[F2]", "安错"),
        (f"{GOOD_CHECKS}[F9]", "不存在的来源"),
        (f"{GOOD_CHECKS}[P1]", "没有标出事实来源"),
        (f"{GOOD_CHECKS}[F1]{GOOD_CHECKS}[F1]", "说了两遍"),
        (GOOD_CASES.removesuffix("。") + "；" + GOOD_LISTS + "[F2][F3]", "不相邻"),
        (GOOD_LISTS.removesuffix("。") + "；" + GOOD_CHECKS + "[F3][F1]", "先后"),
        ("检查512所学校。[F1]", "多出数字"),
        ("未见东湖市领导批示，" + GOOD_CHECKS + "[F1]", ""),
    ],
)
def test_what_is_not_safe_stays_plain_and_is_noted(answer: str, told: str) -> None:
    rewrite = run(answer)
    said = "".join(one.text for one in rewrite.section.subsections[0].sentences)
    for number in ("386家次", "9.7%", "73起", "158.4万元", "9.9%", "10.5%"):
        assert said.count(number) == 1
    assert any(told in note for note in rewrite.notes)
    assert "东湖" not in said


def test_a_claim_in_front_is_cut_off_and_the_rest_taken() -> None:
    result = sentences(f"教育系统风气焕然一新。{GOOD_CHECKS}[F1]")
    assert result[0].text == GOOD_CHECKS


@pytest.mark.parametrize(
    "answer",
    [
        "我不能完成这个任务。",
        "",
        ReplyError("模型的答复太长，被截断了，没有采用。"),
        "# 标题\n\n**没有标记**",
    ],
)
def test_an_unusable_reply_leaves_the_plain_section(answer: str | ReplyError) -> None:
    rewrite = run(answer)
    assert rewrite.section.subsections == SECTION.subsections
    assert len(rewrite.notes) == 1
    assert "保留原句" in rewrite.notes[0]


def test_an_endpoint_that_is_away_is_told() -> None:
    with pytest.raises(ModelUnavailableError):
        run(ModelUnavailableError("连不上模型接口"))


def test_a_subsection_without_facts_is_not_sent() -> None:
    model = ScriptedModel([f"{GOOD_CHECKS}[F1]"])
    rewrite_section(SECTION, YEAR, PEERS, model, PromptLibrary())
    assert len(model.prompts) == 1
    assert "[F1] 全年开展行政执法检查386家次" in model.prompts[0]
    assert GAP.text not in model.prompts[0]


PIECES = st.sampled_from([
    GOOD_CHECKS, GOOD_CASES, GOOD_LISTS, CHECKS.text, "检查512所学校，立案21起。", "罚款158.4万元用于培训。", "386", "一是", "。", "，",
    "[F1]", "[F2]", "[F3]", "[F4]", "[P1]", "[F1][F2]", "\n", "东湖市教育局", "同比增长", "《某办法》",
])  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_whatever_a_model_writes_every_fact_is_said_once_and_nothing_else(answer: str) -> None:
    result = run(answer).section.subsections[0].sentences if answer.strip() else PLAIN
    said = [ref for one in result if one.kind is SentenceKind.FACT for ref in one.facts]
    assert said == [*CHECKS.facts, *CASES.facts, *LISTS.facts]
    text = "".join(one.text for one in result)
    for number in ("386家次", "9.7%", "73起", "158.4万元", "9.9%", "10.5%"):
        assert text.count(number) == 1
    for foreign in ("512", "21起", "东湖", "培训", "《"):
        assert foreign not in text
    assert [one for one in result if one.kind is not SentenceKind.FACT] == [LEAD, GAP]
