"""The phrase bank: common property only without a single fact; what one agency uses is offered with slots."""

from __future__ import annotations

import re

import pytest

from assistant.domain.peers import Passage
from assistant.domain.quantities import find_quantities
from assistant.domain.topics import Topic
from assistant.retrieval.wording_facts import clauses_of, cut_facts, is_open_to_all
from assistant.retrieval.wordings import WordingBank
from tests.builders import make_passage, make_report


def passage(number: int, text: str, agency: str, **changes: object) -> Passage:
    report = make_report(text, f"{number}.txt")
    return make_passage(report, text, **{"agency": agency, "headings": (), **changes})


def bank(*texts: str) -> WordingBank:
    return WordingBank.build(
        passage(number, text, f"第{'甲乙丙丁'[number]}市水务局") for number, text in enumerate(texts)
    )


def test_a_wording_of_several_agencies_is_common_and_says_where_it_stands() -> None:
    found = bank("一是加强组织领导。开展巡查5次。", "（一）加强组织领导\n落实责任。", "别的话，完全不同。")
    assert len(found.passages_with("加强组织领导")) == 2
    (wording,) = found.common()
    assert (wording.text, wording.agencies, wording.common) == ("加强组织领导", 2, True)
    assert found.common(Topic.LEGAL_EDUCATION) == ()
    assert found.common(longest=4) == ()


def test_what_one_agency_says_twice_is_not_common() -> None:
    twice = [passage(n, "加强组织领导，抓好落实。", "甲市水务局") for n in range(3)]
    assert WordingBank.build(twice).passages_with("加强组织领导") == ()
    assert WordingBank.build([*twice, passage(9, "加强组织领导。", "")]).passages_with("加强组织领导") == ()


def test_damaged_passages_and_the_own_agency_lend_nothing() -> None:
    damaged = passage(0, "加强组织领导。", "甲市水务局", damaged=True)
    sound = passage(1, "加强组织领导。", "乙市水务局")
    own = passage(2, "加强组织领导。", "丙市水务局")
    assert WordingBank.build([damaged, sound]).passages_with("加强组织领导") == ()
    assert WordingBank.build([sound, own]).passages_with("加强组织领导") != ()
    assert WordingBank.build([sound, own], exclude_agency="丙市水务局").passages_with("加强组织领导") == ()


@pytest.mark.parametrize(
    "clause",
    [
        "开展执法检查386家次",
        "组织专题学习两次",
        "落实三项重点任务",
        "印发《普法工作要点》",
        "叫响“平安水务”品牌",
        "联合济南市开展执法",
        "组织朝阳区交叉检查",
        "市水务局牵头推进",
        "在市委市政府领导下",
        "张伟同志带队检查",
        "局长带头讲授法治课",
        "今年以来扎实推进",
        "六月集中开展宣传",
        "学习党的二十大精神",
        "落实“八五”普法规划",
        "荣获先进集体称号",
        "移送人民法院处理",
        "推广“一码通办",
        "提升AI识别能力",
        "全市推开柔性执法",
    ],
)
def test_no_fact_is_ever_common(clause: str) -> None:
    found = bank(f"{clause}。", f"{clause}，", f"{clause}；")
    assert found.passages_with(clause) == ()
    assert found.common() == ()


@pytest.mark.parametrize(
    "clause",
    [
        "严格规范公正文明执法",
        "落实“谁执法谁普法”普法责任制",
        "全面推行行政执法公示制度",
        "自觉接受社会监督",
        "强化业务培训",
        "深入学习贯彻习近平法治思想",
    ],
)
def test_words_of_the_genre_are_open_to_all(clause: str) -> None:
    assert is_open_to_all(clause)
    assert bank(f"{clause}。", f"{clause}。").passages_with(clause)


def test_a_wording_counts_where_it_stands_inside_a_clause_too() -> None:
    found = bank("我局坚持严格规范公正文明执法。", "全面推行严格规范公正文明执法机制。", "严格执法。")
    assert len(found.passages_with("严格规范公正文明执法")) == 2
    assert found.passages_with("严格执法") == ()  # one agency
    assert len(found.passages_saying("严格执法")) == 1  # and 严格执法 is no part of 严格规范执法
    assert found.passages_saying("依法履职尽责") == ()


def test_the_same_clauses_serve_another_agency_without_its_own() -> None:
    found = bank("严格规范公正文明执法。", "严格规范公正文明执法。", "全面落实普法责任。")
    assert len(found.passages_with("严格规范公正文明执法")) == 2
    own = found.without("第甲市水务局")
    assert own.passages_with("严格规范公正文明执法") == ()
    assert len(own.passages_saying("严格规范公正文明执法")) == 1
    assert own.common() == ()
    last = found.without("第丙市水务局")
    assert last.passages_saying("全面落实普法责任") == ()
    assert last.find(None, "普法责任", 3) == ()


def test_a_passage_is_never_cited_for_a_fact() -> None:
    found = bank("开展执法检查386家次。", "甲市水务局组织交叉检查。")
    assert found.passages_saying("开展执法检查386家次") == ()
    assert found.passages_saying("甲市水务局组织") == ()


def test_wordings_of_one_agency_are_offered_with_slots() -> None:
    found = bank("印发《甲市普法要点》并开展普法宣讲64场，受众3万人次。", "修订应急预案。")
    wordings = found.find(Topic.LAW_ENFORCEMENT, "普法宣讲", 5)
    assert [wording.text for wording in wordings] == ["印发《〔名称〕》并开展普法宣讲〔数〕"]
    assert not wordings[0].common
    assert wordings[0].passage_ids


def test_slots_leave_no_number_and_no_name() -> None:
    cut = cut_facts("2024年济南市水务局开展执法检查386家次", "济南市水务局")
    assert not cut.pure
    assert not re.search(r"\d|济南", cut.text)
    assert not find_quantities(cut.text)


def test_clauses_are_full_width_without_list_signs() -> None:
    assert clauses_of("(一)加强领导,压实责任。二是落实制度:全面推行") == (
        "加强领导",
        "压实责任",
        "落实制度",
        "全面推行",
    )
