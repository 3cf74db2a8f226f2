"""Fusing ranks and choosing what several agencies say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.retrieval.search import Candidate, agency_key, choose, fuse, without_repetitions
from tests.builders import SENTENCES, make_numbered_report, make_passage, make_report
from vectorstore.types import Hit

REPORT = make_report()


def hits(*ids: str) -> list[Hit]:
    return [Hit(name, 1.0 - place / 100) for place, name in enumerate(ids)]


def candidate(number: int, agency: str, text: str = "") -> Candidate:
    distinct = make_numbered_report(number, 1)[1][0].text
    passage = make_passage(REPORT, text or distinct, number * 1000, agency=agency, report_id=f"r-{number}")
    return Candidate(passage, "f.txt", 1.0 / (number + 1))


def test_what_both_rankings_like_comes_first() -> None:
    fused = fuse([hits("a", "b", "c"), hits("c", "b", "d")])
    assert list(fused) == ["c", "b", "a", "d"]
    assert list(fused.values()) == sorted(fused.values(), reverse=True)


def test_equal_scores_share_a_rank_and_are_ordered_by_id() -> None:
    ties = [Hit("z", 0.5), Hit("y", 0.5), Hit("x", 0.1)]
    fused = fuse([ties])
    assert fused["y"] == fused["z"] > fused["x"]
    assert list(fused) == ["y", "z", "x"]
    assert fuse([]) == {}


def test_two_of_an_agency_then_the_others_have_their_turn() -> None:
    found = [candidate(number, "甲局") for number in range(5)] + [candidate(7, "乙局"), candidate(8, "丙局")]
    chosen = choose(found, 6)
    assert [each.passage.agency for each in chosen] == ["甲局", "甲局", "乙局", "丙局", "甲局", "甲局"]
    assert [each.score for each in chosen] == sorted((each.score for each in chosen), reverse=True)


def test_the_own_agency_is_left_out_however_it_is_spaced() -> None:
    found = [candidate(1, "甲 局"), candidate(2, "乙局"), candidate(3, "")]
    assert [each.passage.agency for each in choose(found, 5, {agency_key(" 甲局")})] == ["乙局", ""]


def test_reports_without_an_agency_are_not_lumped_together() -> None:
    found = [candidate(number, "") for number in range(4)]
    assert len(choose(found, 4)) == 4
    assert choose(found, 4) == found


def test_last_years_figures_do_not_make_another_passage() -> None:
    first = candidate(1, "甲局", "全年开展执法检查386家次，立案67起，罚款232.96万元，办结率达到100%。")
    again = candidate(2, "甲局", "全年开展执法检查352家次，立案9起，罚款44万元，办结率达到98.5%。")
    other = candidate(3, "乙局", SENTENCES[1])
    assert without_repetitions([first, again, other]) == [first, other]


@given(
    st.lists(
        st.tuples(st.integers(0, 12), st.sampled_from("甲乙丙")), max_size=12, unique_by=lambda each: each[0]
    ),
    st.integers(1, 8),
)
def test_a_choice_is_stable_distinct_and_never_longer_than_asked(
    drawn: list[tuple[int, str]], limit: int
) -> None:
    found = [candidate(number, agency) for number, agency in sorted(drawn)]
    chosen = choose(found, limit)
    assert chosen == choose(found, limit)
    assert len(chosen) == min(limit, len(found))
    assert len({each.passage.id for each in chosen}) == len(chosen)
    assert choose(found, limit + 3)[: len(chosen)] == chosen
    agencies = {each.passage.agency for each in found}
    for agency in agencies if limit >= 2 * len(agencies) else ():
        assert any(each.passage.agency == agency for each in chosen)
