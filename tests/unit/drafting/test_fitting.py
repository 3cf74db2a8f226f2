"""The agency's own words are fitted into running text without touching what they say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.fitting import fit_clause, fit_punctuation


@pytest.mark.parametrize(
    ("given_text", "fitted"),
    [
        ("开展普法,发放手册1,200份.", "开展普法，发放手册1200份。"),
        ("(试行)制度;执行", "（试行）制度；执行"),
        ('推行"一网通办"', "推行“一网通办”"),
        ("推行'双随机、一公开'监管", "推行“双随机、一公开”监管"),
        ("在“3·15”、“12·4”、丰收节宣讲《水法》、《防洪法》", "在“3·15”“12·4”、丰收节宣讲《水法》《防洪法》"),
        ("学习“‘两山’理念”", "学习“‘两山’理念”"),
        ("建立“河长+警长机制", "建立河长+警长机制"),
        ("落实 24 小时 值守", "落实24小时值守"),
        ("比例1:3，时间9:30", "比例1:3，时间9:30"),
        ("学习“学宪法 讲宪法”活动", "学习“学宪法 讲宪法”活动"),
        ("平均3.5天", "平均3.5天"),
        ("使用AI, IT系统", "使用AI，IT系统"),
    ],
)
def test_punctuation(given_text: str, fitted: str) -> None:
    assert fit_punctuation(given_text) == fitted


@pytest.mark.parametrize(
    ("given_text", "fitted"),
    [
        ("健全机制。", "健全机制"),
        ("1.健全机制；2.压实责任。", "健全机制；压实责任"),
        ("一是健全机制。二是压实责任。", "健全机制；压实责任"),
        ("①健全机制②压实责任③加强督查", "健全机制；压实责任；加强督查"),
        ("（一）健全机制（二）压实责任", "健全机制；压实责任"),
        ("修订附件（一）、（二）", "修订附件（一）、（二）"),
        ("1.健全机制\n2.压实责任", "健全机制；压实责任"),
        ("健全机制，\n压实责任", "健全机制，压实责任"),
        ("（一）健全机制", "健全机制"),
        ("●健全机制；②压实责任", "健全机制；压实责任"),
        ("。……；", "……"),
        ("健全机制。压实责任！", "健全机制；压实责任"),
        ("提出“谁来管？管什么？”三问", "提出“谁来管？管什么？”三问"),
        ("健全机制；，压实责任", "健全机制；压实责任"),
        ("2.5万人受益", "2.5万人受益"),
        ("", ""),
    ],
)
def test_a_clause_has_no_end_and_no_list_sign(given_text: str, fitted: str) -> None:
    assert fit_clause(given_text) == fitted


@given(st.text(max_size=60))
def test_fitting_twice_changes_nothing_more(text: str) -> None:
    once = fit_punctuation(text)
    assert fit_punctuation(once) == once


@given(st.text(alphabet="0123456789.%万件起开展检查，、“”（）", max_size=40))
def test_numerals_stay(text: str) -> None:
    assert [sign for sign in fit_punctuation(text) if sign.isdigit()] == [
        sign for sign in text if sign.isdigit()
    ]
