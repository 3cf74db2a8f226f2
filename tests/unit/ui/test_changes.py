"""The reckoning beside a fact."""

from __future__ import annotations

import pytest

from assistant.exporting.facts import FactRecord
from ui.presenters.changes import change_worked_out


@pytest.mark.parametrize(
    ("fact", "sentence", "words"),
    [
        (("386", "家次", "352"), "检查386家次，同比增长9.7%。", "（386−352）÷352＝9.7%"),
        (("73", "起", "81"), "立案73起，同比下降9.9%。", "（81−73）÷81＝9.9%"),
        (("99.6", "%", "99.1"), "满意率99.6%，提高0.5个百分点。", "99.6−99.1＝0.5个百分点"),
        (("2", "起", "1"), "移送2起，同比增加1起。", "2−1＝1起"),
        (("386", "家次", "352"), "检查386家次。", ""),
        (("386", "家次", ""), "检查386家次，增长9.7%。", ""),
        (("3", "起", "0"), "立案3起。", ""),
    ],
)
def test_a_change_is_worked_out_if_the_sentence_tells_it(
    fact: tuple[str, str, str], sentence: str, words: str
) -> None:
    value, unit, before = fact
    assert (
        change_worked_out(FactRecord("indicators[0]", True, "某事", value, unit, before), sentence) == words
    )
