from __future__ import annotations

import pytest

from assistant.domain.drafts import DocumentState, SentenceKind, SignatureBlock, render_text
from assistant.errors import ExportError
from assistant.exporting.document import BlockKind, DocumentPlan, RunRole, plan_document
from assistant.exporting.profile import DocumentProfile
from assistant.exporting.trace import build_trace
from tests.unit.exporting.drafts import GAP, make_draft, make_passage, make_year, sentence


def kinds(plan: DocumentPlan) -> list[BlockKind]:
    return [block.kind for block in plan.blocks if block.kind is not BlockKind.BLANK]


def texts(plan: DocumentPlan, kind: BlockKind) -> list[str]:
    return [block.text for block in plan.blocks if block.kind is kind]


def test_the_words_of_a_draft_are_the_words_of_the_document() -> None:
    draft = make_draft(state=DocumentState.FOR_APPROVAL, number="", signer="")
    plan = plan_document(draft)
    assert plan.text.replace("\n", "") == render_text(draft).text.replace("\n", "")


def test_parts_stand_in_the_order_of_an_official_document() -> None:
    assert kinds(plan_document(make_draft())) == [
        BlockKind.STATE,
        BlockKind.ISSUER_MARK,
        BlockKind.NUMBER,
        BlockKind.RED_RULE,
        BlockKind.TITLE,
        BlockKind.ADDRESSEE,
        BlockKind.TEXT,
        BlockKind.HEADING_1,
        BlockKind.HEADING_2,
        BlockKind.HEADING_2,
        BlockKind.HEADING_1,
        BlockKind.TEXT,
        BlockKind.ISSUER,
        BlockKind.DATE,
    ]


def test_a_subsection_runs_on_behind_its_heading() -> None:
    block = next(b for b in plan_document(make_draft()).blocks if b.kind is BlockKind.HEADING_2)
    assert block.runs[0].text == "（一）严格规范执法，提升监管执法质效。"
    assert block.runs[0].role is RunRole.LEAD
    assert block.text.endswith("一是依法查处违法行为。全年行政处罚立案73起，罚款158.4万元。")


def test_red_head_only_with_a_number_and_when_wanted() -> None:
    assert texts(plan_document(make_draft()), BlockKind.ISSUER_MARK) == ["青岚县应急管理局文件"]
    assert BlockKind.ISSUER_MARK not in kinds(plan_document(make_draft(number="")))
    plain = plan_document(make_draft(), DocumentProfile(red_head=False))
    assert BlockKind.ISSUER_MARK not in kinds(plain)
    assert texts(plain, BlockKind.NUMBER) == ["青应急发〔2026〕2号\t签发人：周正行"]


def test_discussion_copy_says_so_and_counts_its_gaps() -> None:
    plan = plan_document(make_draft(signature=SignatureBlock("青岚县应急管理局", GAP)))
    assert plan.header == "讨论稿"
    assert texts(plan, BlockKind.STATE) == ["讨论稿（尚有2处待补充，文中以黄色标出）"]
    final = plan_document(make_draft(state=DocumentState.FOR_APPROVAL))
    assert final.header == "送审稿"
    assert texts(final, BlockKind.STATE) == []
    assert (
        plan_document(
            make_draft(state=DocumentState.FOR_APPROVAL), DocumentProfile(say_for_approval=False)
        ).header
        == ""
    )


def test_every_gap_is_highlighted_and_nothing_else() -> None:
    mixed = sentence(f"制定规划{GAP}并印发。", kind=SentenceKind.FACT)
    bare = sentence("此处缺少数据", kind=SentenceKind.PLACEHOLDER)
    plan = plan_document(make_draft(opening=(mixed, bare), sections=(), addressee="【待补充：主送机关】"))
    marked = [run.text for block in plan.blocks for run in block.runs if run.highlighted]
    assert marked == ["【待补充：主送机关】", GAP, "此处缺少数据"]


def test_notes_show_values_and_wording_of_every_sentence() -> None:
    draft = make_draft()
    plan = plan_document(draft, trace=build_trace(draft, make_year(), {"p-1": make_passage()}))
    notes = [note.text for block in plan.blocks for note in block.notes]
    assert len(notes) == len(list(draft.sentences()))
    fines = next(note for note in notes if "158.4" in note)
    assert "indicators[0]：行政处罚立案 73起（上年 81起）" in fines
    assert any("某市水务局2024年度" in note and "p-1" in note for note in notes)
    assert [note for block in plan_document(draft).blocks for note in block.notes] == []


def test_a_trace_of_another_version_is_refused() -> None:
    trace = build_trace(make_draft(), make_year(), {})
    with pytest.raises(ExportError, match="不是同一版本"):
        plan_document(make_draft(opening=()), trace=trace)


def test_control_characters_are_shown_and_said() -> None:
    plan = plan_document(make_draft(addressee="县委\x01、县\x0b政府"))
    assert "县委\ufffd、县\ufffd政府：" in plan.text
    assert "U+0001、U+000B" in plan.notices[0]
    assert any("U+0001" in note.text for block in plan.blocks for note in block.notes)
