from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.exporting.text_alignment import align, fold, nearest

WORDS = "全年行政处罚立案七十三起罚款一百五十八万元同比下降移送司法机关二起入企检查频次同比下降两成"


def test_widths_spaces_and_quotation_marks_do_not_count() -> None:
    assert fold("“第 一　议题”（１）—").text == fold('"第一议题"(1)-').text


def test_offsets_lead_back() -> None:
    folded = fold(" 甲 ㈠乙")
    assert folded.text == "甲(一)乙"
    assert folded.offsets == (1, 3, 3, 3, 4)
    assert folded.at(2) == 1


def test_numbers_in_front_and_missing_paragraphs_are_passed_over() -> None:
    source, target = "一、" + WORDS + "页眉文字" + WORDS[::-1], WORDS + WORDS[::-1]
    places = align(fold(source), target)
    assert [target[place] for place in places if place >= 0] == list(target)
    assert places[:2] == [-1, -1]


@given(st.text(st.sampled_from("甲乙丙丁"), max_size=60), st.text(st.sampled_from("甲乙丙丁"), max_size=60))
def test_counterparts_are_equal_and_in_order(source: str, target: str) -> None:
    found = [
        (source[here], target[there], there)
        for here, there in enumerate(align(fold(source), target))
        if there >= 0
    ]
    assert all(ours == theirs for ours, theirs, _ in found)
    assert [there for *_, there in found] == sorted({there for *_, there in found})


def test_numbers_in_front_of_short_headings_one_after_the_other() -> None:
    source = fold("一、主要举措\n（一）抓执法\n1.抓普法\n" + WORDS)
    target = "主要举措抓执法抓普法" + WORDS
    assert [target[place] for place in align(source, target) if place >= 0] == list(target)


def test_a_text_against_itself() -> None:
    assert align(fold(WORDS), WORDS) == list(range(len(WORDS)))


def test_nearest_occurrence() -> None:
    assert nearest("甲乙甲乙甲", "甲", 3) == 2
    assert nearest("甲乙甲乙甲", "丙", 3) == -1
