"""However a clerk types the name of an indicator, it is said with its number, and nothing of a table stays in it."""

from __future__ import annotations

import re
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain.agency_year import Indicator
from assistant.domain.punctuation import PAIRS
from assistant.domain.topics import Topic
from assistant.drafting.catalogue import load_catalogue
from assistant.drafting.chains import chain_runs
from assistant.drafting.data_slips import slips
from assistant.drafting.name_forms import form_of
from assistant.drafting.names import name_rules
from assistant.drafting.placing import place_indicators
from assistant.drafting.themes import load_themes
from assistant.drafting.year_on_year import plain_number

CASES = settings(max_examples=600, deadline=None, derandomize=True)
pieces = st.sampled_from([
    "累计", "全县", "+", "/", "——", "：", " ", "“", "”", "（件）", "（新发）",
    "(户)", "案件", "许可证", "核发", "检查", "企业", "在册", "处置", "事件", "率", "数", "量", "情况", "总数", "办理", "投诉", "PM2.5", "12345", "面积", "行政处罚", "建成", "的", "、", "免费",
    "人员", "救助", "培训", "排查整改", "消防隐患", "惠及", "补贴",
])  # fmt: skip
marks = st.sampled_from(["", "", "★", "3.", "（1）", "其中：", "其中", "（1）其中：", "3.其中"])
times = st.sampled_from(["", "", "全年", "1-12月", "截至12月底", "2024年", "2024年度", "年末", "本年"])
_SAYS_NOTHING = re.compile("全县|累计|数量|总数|情况|的|新发|件|率|数")
things = (
    st
    .lists(pieces, min_size=1, max_size=7)
    .map("".join)
    .filter(lambda name: re.search("[一-鿿]{2}", _SAYS_NOTHING.sub("", name)))
)
names = st.tuples(marks, times, things).map("".join)
units = st.sampled_from(["件", "%", "万元", "人次", "剂次", "1/10万", "亩", "张", "个市县", "天"])
values = st.one_of(st.integers(0, 5).map(Decimal), st.decimals(0, 10**6, places=2, allow_nan=False))


@CASES
@given(names, units, values)
def test_a_name_is_always_said(name: str, unit: str, value: Decimal) -> None:
    indicator = Indicator("indicators[0]", name, value, unit, Topic.CORE_BUSINESS)
    form = form_of(indicator, None)
    assert form.text.strip()
    assert all(form.text.count(left) == form.text.count(right) for left, right in PAIRS.items()), form.text
    outside = re.sub("“[^“”]*”", "", form.text)
    assert not re.search("[一-鿿][+/][一-鿿]", outside), form.text
    assert not form.text.startswith(("其中", "1-12月", "★", "、", "：")), form.text
    assert list(slips(indicator, 2024)) is not None


@CASES
@given(st.lists(st.tuples(names, units, values), min_size=1, max_size=4))
def test_every_number_is_said_whoever_stands_beside_it(rows: list[tuple[str, str, Decimal]]) -> None:
    indicators = tuple(
        Indicator(f"indicators[{place}]", name, value, unit, Topic.CORE_BUSINESS)
        for place, (name, unit, value) in enumerate(rows)
    )
    placed = place_indicators(indicators, load_themes().topics[Topic.CORE_BUSINESS], load_catalogue())
    runs = chain_runs(placed)
    assert sorted(path for run in runs for path in run.facts) == [item.path for item in indicators]
    text = "。".join(run.text for run in runs)
    for item in indicators:
        said = (
            plain_number(item.value) in text
            or (item.value == 0 and re.search("未|无", text))
            or "全部" in text
        )
        assert said, (item.name, text)


def test_an_equal_name_has_an_equal_key() -> None:
    rules = name_rules()
    for one, other in (
        ("行政处罚案件数", "行政处罚案件"), ("全年检查企业（家）", "检查企业"), ("1-12月立案数", "立案"), ("累计走访企业数量", "走访企业"),
    ):  # fmt: skip
        assert rules.key(one, "家") == rules.key(other, "家")
    assert rules.key("其中：立案", "起") != rules.key("立案", "起")
