"""What the screens show and save, without a browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from assistant.adapters.workspaces import WorkspacePart
from assistant.app import App
from assistant.domain.drafts import ReportDraft, render_text
from assistant.domain.findings import Finding, Severity
from tests.conftest import SEED_REPORTS
from tests.unit.ui.conftest import shown
from ui.mending import mended
from ui.presenters.report_page import heading_key

Screen = Callable[..., AppTest]


@pytest.fixture(scope="session")
def example_draft() -> ReportDraft:
    """The example's draft, written once, without peers."""
    from assistant.drafting.plain import draft_report
    from assistant.example_files import example_data_file
    from assistant.reading.agency_year import load_agency_year

    return draft_report(load_agency_year(example_data_file()))


def example(app: App) -> str:
    return app.desk.create("示例", app.example_data()).id


def test_an_empty_home_offers_four_beginnings(screen: Screen) -> None:
    test = screen("home")
    assert "还没有年报" in shown(test)
    assert {"打开示例", "新建空白年报"} <= {button.label for button in test.button}
    assert len(test.get("file_uploader")) == 2


def test_the_example_is_one_click_away(screen: Screen, desk_app: App) -> None:
    test = screen("home")
    test.button(key="new-example").click().run()
    assert not test.exception
    (workspace,) = desk_app.workspaces.all()
    assert workspace.agency == "青岚县应急管理局"
    assert workspace.year == 2025


def test_a_workspace_in_the_trash_is_found_again(screen: Screen, desk_app: App) -> None:
    workspace_id = example(desk_app)
    desk_app.workspaces.trash(workspace_id)
    test = screen("home")
    test.button(key=f"restore-{workspace_id}").click().run()
    assert [each.id for each in desk_app.workspaces.all()] == [workspace_id]


def test_a_field_is_saved_when_it_is_left(screen: Screen, desk_app: App) -> None:
    workspace_id = desk_app.desk.create("空白").id
    test = screen("data", workspace_id)
    assert "还没有内容" in shown(test)
    next(field for field in test.text_input if field.label.startswith("报告年度")).set_value("2025").run()
    next(field for field in test.text_input if field.label.startswith("机关全称")).set_value(
        "某县司法局"
    ).run()
    saved = desk_app.desk.data(workspace_id)
    assert saved.plain == {"year": 2025, "agency": {"name": "某县司法局"}}
    assert "处需要改正" in shown(test)
    assert "机关层级" in shown(test)
    assert desk_app.workspaces.get(workspace_id).agency == "某县司法局"


def test_what_was_saved_elsewhere_is_not_overwritten(screen: Screen, desk_app: App) -> None:
    workspace_id = example(desk_app)
    test = screen("data", workspace_id)
    test.session_state["data-view"] = "basics"
    test.run()
    elsewhere = desk_app.desk.data(workspace_id)
    desk_app.desk.save_data(workspace_id, {**elsewhere.plain, "year": 2026}, elsewhere.revision)
    next(field for field in test.text_input if field.label == "签发人").set_value("王后来").run()
    assert desk_app.desk.data(workspace_id).plain["document"]["signer"] == "周正行"
    assert "没有覆盖" in shown(test)
    test.button(key="reload-newest").click().run()
    assert next(field for field in test.text_input if field.label.startswith("报告年度")).value == "2026"


def test_a_deleted_card_comes_back_with_what_cites_it(
    screen: Screen, desk_app: App, example_draft: ReportDraft
) -> None:
    workspace_id = example(desk_app)
    desk_app.desk.save_draft(workspace_id, example_draft, 0)
    before = desk_app.desk.data(workspace_id).plain
    test = screen("data", workspace_id)
    test.session_state["data-view"] = "others"
    test.run()
    next(each for each in test.button if (each.key or "").startswith("delete-0-shortcomings-0")).click().run()
    assert "已删除一张不足卡片" in shown(test)
    assert len(desk_app.desk.data(workspace_id).plain["shortcomings"]) == len(before["shortcomings"]) - 1
    assert desk_app.desk.draft(workspace_id).draft != example_draft
    test.button(key="undo-take").click().run()
    assert not test.exception
    assert desk_app.desk.data(workspace_id).plain == before
    assert desk_app.desk.draft(workspace_id).draft == example_draft
    assert "已撤销" in shown(test)


def test_an_empty_form_offers_usual_indicators(screen: Screen, desk_app: App) -> None:
    workspace_id = desk_app.desk.create("空白").id
    test = screen("data", workspace_id)
    test.session_state["data-view"] = "indicators"
    test.run()
    assert not test.exception
    (offers,) = [each for each in test.button_group if each.label == "常见指标"]
    assert len(offers.options) > 8


def test_what_last_year_counted_begins_this_years_form(
    screen: Screen, desk_app: App, example_draft: ReportDraft
) -> None:
    workspace_id = desk_app.desk.create("新的一年").id
    desk_app.desk.save_last_report(workspace_id, "去年.txt", render_text(example_draft).text)
    test = screen("peers", workspace_id)
    test.session_state["peers-view"] = "own"
    test.run()
    test.button(key="take-told").click().run()
    assert not test.exception
    taken = desk_app.desk.data(workspace_id).plain["indicators"]
    fines = next(each for each in taken if each["name"] == "行政处罚罚款金额")
    assert fines == {
        "name": "行政处罚罚款金额",
        "unit": "万元",
        "last_year": "158.4",
        "topic": "law_enforcement",
    }
    assert f"还有 {len(taken)} 项没有填今年的数值" in shown(test)  # one remark, not dozens


def test_a_heading_is_given_other_words(screen: Screen, desk_app: App, example_draft: ReportDraft) -> None:
    workspace_id = example(desk_app)
    desk_app.desk.save_draft(workspace_id, example_draft, 0)
    test = screen("draft", workspace_id)
    test.session_state["selected-sentence"] = heading_key(0, 1)
    test.run()
    (field,) = [each for each in test.text_area if each.label == "分项标题"]
    field.set_value("（二）依法全面履职。").run()
    assert not test.exception
    draft = desk_app.desk.draft(workspace_id).draft
    assert draft is not None
    assert draft.sections[0].subsections[1].heading == "依法全面履职"


def test_a_draft_waits_for_sound_data(screen: Screen, desk_app: App) -> None:
    workspace_id = desk_app.desk.create("空白").id
    test = screen("draft", workspace_id)
    assert "还不能起草" in shown(test)


def test_the_report_is_drafted_and_saved(screen: Screen, desk_app: App) -> None:
    workspace_id = example(desk_app)
    test = screen("draft", workspace_id)
    test.button(key="write-all").click().run()
    assert not test.exception
    draft = desk_app.desk.draft(workspace_id).draft
    assert draft is not None
    assert "罚款158.4万元" in "".join(sentence.text for sentence in draft.sentences())


def test_a_picked_sentence_shows_its_fact(screen: Screen, desk_app: App, example_draft: ReportDraft) -> None:
    workspace_id = example(desk_app)
    desk_app.desk.save_draft(workspace_id, example_draft, 0)
    test = screen("draft", workspace_id)
    assert "点左边的一句话" in shown(test)
    place = _place_of(example_draft, "158.4万元")
    test.session_state["selected-sentence"] = place
    test.run()
    assert "行政处罚罚款金额" in shown(test)
    assert "176.9万元" in shown(test)


def _place_of(draft: ReportDraft, words: str) -> str:
    from assistant.domain.draft_edits import places

    return next(place.key for place, sentence in places(draft) if words in sentence.text)


def test_findings_are_shown_with_their_reason(
    screen: Screen, desk_app: App, example_draft: ReportDraft
) -> None:
    workspace_id = example(desk_app)
    desk_app.desk.save_draft(workspace_id, example_draft, 0)
    test = screen("check", workspace_id)
    assert "必须修改" in shown(test)
    assert "PLC001" in shown(test)
    assert "待补充" in shown(test)


def test_an_open_place_makes_it_a_draft_for_discussion(
    screen: Screen, desk_app: App, example_draft: ReportDraft
) -> None:
    workspace_id = example(desk_app)
    desk_app.desk.save_draft(workspace_id, example_draft, 0)
    test = screen("export", workspace_id)
    assert "现在导出的是讨论稿" in shown(test)
    assert len(test.get("download_button")) == 5


def test_a_bug_is_one_line_on_the_screen_and_whole_in_the_log(screen: Screen, desk_app: App) -> None:
    workspace_id = example(desk_app)
    desk_app.workspaces.save(workspace_id, WorkspacePart.SCREEN, '{"check": {"of": 3}, "exported": ', 0)
    test = screen("data", workspace_id)
    assert "程序内部出错" in shown(test)
    assert "Traceback" not in shown(test)
    assert "JSONDecodeError" in (desk_app.settings.home / "logs" / "nianbao.log").read_text("utf-8")


def test_an_unknown_workspace_leads_home(screen: Screen) -> None:
    test = screen("draft", "w-000000000000")
    assert "新建一份年报" in "".join(heading.value for heading in test.header)


def test_names_with_markup_are_shown_as_they_are(screen: Screen, desk_app: App) -> None:
    desk_app.desk.create("<script>alert(1)</script>:red[名]")
    test = screen("home")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;:red[名]" in shown(test)
    assert "<script>" not in shown(test)


def test_last_years_report_begins_the_next_year(screen: Screen, desk_app: App) -> None:
    test = screen("home")
    report = SEED_REPORTS / "jinan-2023.txt"
    test.file_uploader(key="new-report-0").upload(report.name, report.read_bytes())
    test.run()
    assert not test.exception
    (workspace,) = desk_app.workspaces.all()
    assert (workspace.agency, workspace.year) == ("济南市应急管理局", 2024)
    last = desk_app.desk.last_report(workspace.id)
    assert last is not None
    assert "法治政府" in last.text


def test_last_years_report_is_set_beside_the_values_that_were_given(
    screen: Screen, desk_app: App, example_draft: ReportDraft
) -> None:
    workspace = example(desk_app)
    text = render_text(example_draft).text.replace("2025年", "2024年").replace("2026年", "2025年")
    desk_app.desk.save_last_report(workspace, "去年.txt", text)
    test = screen("peers", workspace)
    test.session_state["peers-view"] = "own"
    test.run()
    assert not test.exception
    assert "个上年数与去年报告不一致" in shown(test)  # the example's own values are this year's
    assert "352家次" in shown(test)
    assert "386家次" in shown(test)
    assert "未见对应举措" in shown(test)


def test_a_file_that_is_no_data_is_refused_with_its_reason(screen: Screen, desk_app: App) -> None:
    test = screen("home")
    test.file_uploader(key="new-data-0").upload("数据.xlsx", b"not a workbook")
    test.run()
    assert "不是 Excel 文件" in shown(test)
    assert desk_app.workspaces.all() == ()


def test_an_outside_file_is_checked_and_given_back(screen: Screen, desk_app: App) -> None:
    test = screen("check", example(desk_app))
    test.session_state["check-view"] = "outside"
    test.run()
    report = SEED_REPORTS / "chaoyang-2024.txt"
    test.file_uploader(key="outside-0").upload(report.name, report.read_bytes())
    test.run()
    assert not test.exception
    assert "存在的不足和原因" in shown(test)
    assert "其中必须修改" in shown(test)
    assert len(test.get("download_button")) == 1


def test_a_mechanical_mend_changes_its_sentence_only(desk_app: App, example_draft: ReportDraft) -> None:
    text = render_text(example_draft)
    start = text.text.index("双随机")
    finding = Finding("TRM001", Severity.WARNING, "", "双随机", start, start + 3, replacement="“双随机”")
    changed = mended(example_draft, finding)
    assert changed is not None
    different = [
        (a.text, b.text)
        for a, b in zip(example_draft.sentences(), changed.sentences(), strict=True)
        if a != b
    ]
    ((before, after),) = different
    assert after == before.replace("双随机", "“双随机”", 1)
    assert mended(example_draft, Finding("X1", Severity.NOTE, "", "题", 0, 2, replacement="")) is None
