"""Rows and cards of yearly data: what is edited changes, what is not stays as it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.presenters.differences import data_differences, marked_difference
from ui.presenters.year_form import (
    GONE,
    LAST_YEAR,
    NAME,
    POSITION,
    TOPIC,
    UNIT,
    VALUE,
    apply_edits,
    indicator_rows,
    move_item,
    remove_item,
    set_field,
    split_names,
    with_indicator_rows,
)
from ui.presenters.year_places import OTHERS, place_words, view_of

DATA = {
    "year": 2025,
    "indicators": [
        {"name": "甲", "value": 3, "unit": "件", "topic": "law_enforcement"},
        {"name": "乙", "value": 1.5, "unit": "万元", "last_year": 2, "topic": "legal_education"},
        {"name": "丙", "value": 7, "unit": "次", "topic": "law_enforcement"},
        {"name": "丁", "value": 0, "unit": "起"},
    ],
    "shortcomings": [{"text": "一"}, {"text": "二", "cause": "因"}, {"text": "三"}],
}


def test_rows_put_back_unchanged_change_nothing() -> None:
    for topic in (None, "", "law_enforcement", "legal_education"):
        change = with_indicator_rows(DATA, topic, indicator_rows(DATA, topic))
        assert change.plain == DATA
        assert change.moved == {}


@given(st.sets(st.integers(0, 3)), st.sampled_from([None, "law_enforcement"]))
def test_removed_rows_let_the_others_keep_their_facts(removed: set[int], topic: str | None) -> None:
    rows = [row for row in indicator_rows(DATA, topic) if int(row[POSITION]) not in removed]
    change = with_indicator_rows(DATA, topic, rows)
    after = change.plain["indicators"]
    for position, item in enumerate(DATA["indicators"]):
        path = change.moved.get(f"indicators[{position}]", f"indicators[{position}]")
        if path.endswith(f"[{GONE}]"):
            assert position in removed
        else:
            assert after[int(path.removeprefix("indicators[").removesuffix("]"))] == item


def test_a_new_row_stands_at_the_end_and_takes_the_topic_of_the_view() -> None:
    new = {POSITION: "", NAME: "戊", VALUE: "2.97万", UNIT: "人次", LAST_YEAR: "", TOPIC: ""}
    change = with_indicator_rows(DATA, "legal_education", [*indicator_rows(DATA, "legal_education"), new])
    added = {"name": "戊", "value": "2.97万", "unit": "人次", "topic": "legal_education"}
    assert change.plain["indicators"] == [*DATA["indicators"], added]
    assert change.moved == {}


def test_edits_of_a_grid_become_rows() -> None:
    rows = indicator_rows(DATA, None)
    edits = {"edited_rows": {"1": {VALUE: "9"}}, "added_rows": [{NAME: "戊"}], "deleted_rows": [0]}
    after = apply_edits(rows, edits)
    assert [row[NAME] for row in after] == ["乙", "丙", "丁", "戊"]
    assert after[0] == {**rows[1], VALUE: "9"}
    assert after[-1][POSITION] == ""
    assert apply_edits(rows, {}) == rows


def test_an_empty_new_row_is_no_indicator() -> None:
    new = dict.fromkeys((POSITION, NAME, VALUE, UNIT, LAST_YEAR, TOPIC), "")
    assert with_indicator_rows(DATA, None, [*indicator_rows(DATA, None), new]).plain == DATA


def test_a_cleared_value_is_a_missing_value() -> None:
    rows = indicator_rows(DATA, None)
    rows[1] = {**rows[1], LAST_YEAR: "", VALUE: "8"}
    item = with_indicator_rows(DATA, None, rows).plain["indicators"][1]
    assert item == {"name": "乙", "value": "8", "unit": "万元", "topic": "legal_education"}


def test_cards_are_edited_moved_and_removed() -> None:
    assert set_field(DATA, "shortcomings", 1, "cause", "")["shortcomings"][1] == {"text": "二"}
    moved = move_item(DATA, "shortcomings", 2, -1)
    assert [item["text"] for item in moved.plain["shortcomings"]] == ["一", "三", "二"]
    assert moved.moved["shortcomings[2]"] == "shortcomings[1]"
    assert move_item(DATA, "shortcomings", 0, -1).plain == DATA
    far = move_item(DATA, "shortcomings", 2, -2)  # over a card that a filter hides
    assert [item["text"] for item in far.plain["shortcomings"]] == ["三", "一", "二"]
    assert far.moved == {
        "shortcomings[2]": "shortcomings[0]",
        "shortcomings[0]": "shortcomings[1]",
        "shortcomings[1]": "shortcomings[2]",
    }
    removed = remove_item(DATA, "shortcomings", 0)
    assert removed.moved == {
        "shortcomings[0]": f"shortcomings[{GONE}]",
        "shortcomings[1]": "shortcomings[0]",
        "shortcomings[2]": "shortcomings[1]",
    }


def test_names_are_split_at_any_usual_sign() -> None:
    assert split_names("明川省，云溪市、青岚县 ") == ["明川省", "云溪市", "青岚县"]
    assert split_names("") == []


def test_places_are_told_in_words() -> None:
    assert place_words("indicators[1].last_year", DATA) == "指标“乙”的上年数值"
    assert place_words("agency.region", DATA) == "所在地区"
    assert place_words("shortcomings[9].cause", DATA) == "第 10 个不足的原因"
    assert place_words("whatever", DATA) == "whatever"
    assert view_of("shortcomings[0].text") == OTHERS


def test_a_changed_number_is_marked_whole() -> None:
    html = marked_difference("全年检查386家次。\n不变。", "全年检查412家次。\n不变。")
    assert "<del>386</del><ins>412</ins>" in html
    assert "不变" not in html


def test_differences_never_carry_markup() -> None:
    html = marked_difference("旧<b>文</b>", "新<script>文</script>")
    assert "<script>" not in html
    assert "<b>" not in html


def test_equal_data_have_no_difference(example_year: object) -> None:
    from assistant.domain.agency_year import AgencyYear

    assert isinstance(example_year, AgencyYear)
    assert data_differences(example_year, example_year) == ()
    assert len(data_differences(None, example_year)) > 70
