"""Working on a draft: source at a click, editing, locking, undo, peers' wordings, findings, versions."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.e2e.application import Server
from tests.e2e.steps import choose, click, go, pick, refresh, sentence, settled

PENALTIES = "罚款158.4万元"
LECTURES = "普法宣讲"


def write_in(page: Page, text: str) -> None:
    """Type into the field of the picked sentence and save."""
    page.get_by_label("这句话").fill(text)
    click(page, "改好这一句")


def test_source_edit_lock_undo_and_refresh(watched: Page, drafted: str) -> None:
    page = watched
    page.goto(drafted.format("draft"))
    pick(page, PENALTIES)
    panel = page.locator(".st-key-sentence-panel")
    expect(panel).to_contain_text("行政处罚罚款金额")
    expect(panel).to_contain_text("158.4万元（上年 176.9万元）")

    write_in(page, page.get_by_label("这句话").input_value().replace("158.4", "999.9"))
    expect(sentence(page, "999.9万元")).to_be_visible()
    expect(panel).to_contain_text("本机关修改过")
    expect(panel.locator(".nb-bad").first).to_contain_text("999.9")
    refresh(page)
    expect(sentence(page, "999.9万元")).to_be_visible()

    click(page, "撤销")
    expect(sentence(page, PENALTIES)).to_be_visible()
    expect(sentence(page, "999.9万元")).to_have_count(0)
    click(page, "重做")
    pick(page, "999.9万元")
    click(page, "锁定")
    expect(panel).to_contain_text("已锁定")
    click(page, "重写这一节")
    expect(page.get_by_text("锁定的句子没有动")).to_be_visible()
    expect(sentence(page, "999.9万元")).to_be_visible()


def test_what_was_typed_is_kept_when_another_sentence_or_step_is_clicked(watched: Page, drafted: str) -> None:
    page = watched
    page.goto(drafted.format("draft"))
    pick(page, PENALTIES)
    page.get_by_label("这句话").fill("第一句改了，没有点按钮。")
    sentence(page, LECTURES).click(delay=60)
    expect(sentence(page, "第一句改了，没有点按钮。")).to_be_visible()
    expect(page.get_by_label("这句话")).to_have_value(re.compile(LECTURES))
    page.get_by_label("这句话").fill("第二句也改了，直接去了别的步骤。")
    go(page, "④ 核对")
    go(page, "③ 起草")
    expect(sentence(page, "第一句改了，没有点按钮。")).to_be_visible()
    expect(sentence(page, "第二句也改了，直接去了别的步骤。")).to_be_visible()


def test_a_draft_written_again_keeps_what_was_edited(watched: Page, drafted: str) -> None:
    page = watched
    page.goto(drafted.format("draft"))
    pick(page, PENALTIES)
    write_in(page, "罚款的事换了一种说法。")
    page.get_by_role("button", name="更多").click(delay=60)
    page.get_by_text("重新起草整份", exact=True).click(delay=60)
    expect(page.get_by_role("dialog")).to_contain_text("先存为一个版本")
    page.get_by_role("dialog").get_by_role("button", name="重新起草").click(delay=60)
    expect(page.get_by_role("dialog")).to_have_count(0)
    settled(page)
    expect(sentence(page, "罚款的事换了一种说法。")).to_be_visible()


def test_sentences_are_reached_by_keyboard(watched: Page, drafted: str) -> None:
    page = watched
    page.goto(drafted.format("draft"))
    settled(page)
    page.locator(".sentence").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".sentence").nth(1)).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_label("这句话")).to_be_visible()


def test_a_peers_wording_is_inserted_with_its_source(watched: Page, seeded: Server, drafted: str) -> None:
    page = watched
    page.goto(drafted.format("draft"))
    pick(page, LECTURES)
    page.get_by_text("看同行怎么写").click(delay=60)
    settled(page)
    offer = page.locator(".st-key-sentence-panel .nb-passage").first
    expect(offer).to_be_visible()
    words = offer.inner_text().split("\n")[0]
    click(page, "插到这句后面")
    inserted = page.locator(".sentence.wording.selected")
    expect(inserted).to_contain_text(words)
    expect(page.locator(".st-key-sentence-panel")).to_contain_text("写法参照")


def test_findings_lead_to_the_place_and_are_ignored_with_a_reason(watched: Page, drafted: str) -> None:
    page = watched
    page.goto(drafted.format("check"))
    settled(page)
    click(page, "去原文改")
    expect(page.locator(".sentence.placeholder.selected")).to_be_visible()
    expect(page.get_by_role("button", name="去年度数据补上")).to_be_visible()

    go(page, "④ 核对")
    click(page, "忽略")
    page.get_by_role("textbox", name="理由").fill("已与法规科商定")
    page.get_by_role("dialog").get_by_role("button", name="忽略").click(delay=60)
    expect(page.get_by_text("已忽略 1 处")).to_be_visible()
    settled(page)
    refresh(page)
    choose(page, "已忽略")
    expect(page.get_by_text("理由：已与法规科商定")).to_be_visible()
    click(page, "恢复")
    expect(page.get_by_text("已恢复这条检查结果")).to_be_visible()


def test_versions_are_compared_and_brought_back(watched: Page, drafted: str) -> None:
    page = watched
    page.goto(drafted.format("draft"))
    settled(page)
    choose(page, "版本与历史")
    page.get_by_label("版本名称").fill("送科长看的稿")
    click(page, "把现在的稿子存为版本")
    choose(page, "稿子")
    pick(page, PENALTIES)
    write_in(page, "这句话换了一种说法。")
    expect(sentence(page, "换了一种说法")).to_be_visible()
    choose(page, "版本与历史")
    expect(page.locator(".nb-diff del").first).to_be_visible()
    expect(page.locator(".nb-diff")).to_contain_text("158.4")
    click(page, "换回这个版本")
    choose(page, "稿子")
    expect(sentence(page, PENALTIES)).to_be_visible()
