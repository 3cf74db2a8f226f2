"""The guard behind a language model, over the example's whole draft: no lie passes, the plain words themselves do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from assistant.domain.drafts import SentenceKind
from assistant.drafting.faithfulness import difference
from assistant.drafting.plain import draft_report
from assistant.reading.agency_year import load_agency_year
from tests.conftest import EXAMPLE_DATA

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_COUNTED = re.compile(
    r"\d+(?:\.\d+)?(?:万元|万份|万人次|人次|家次|场次|个百分点|%|[件起家份次项人支部本条场期])"
)
_EXCHANGED = (
    ("增长", "下降"), ("下降", "增长"), ("增加", "减少"), ("减少", "增加"), ("提高", "降低"), ("未发生", "发生"), ("同比", ""),
    ("万元", "元"), ("%", "个百分点"), ("件", "起"), ("起", "件"), ("人次", "人"), ("家次", "家"), ("县", "市"), ("《", "《新"),
    ("均增", "增"), ("全部", "基本"), ("分别", "均"),
)  # fmt: skip
_CLAIMS = (
    "成效显著", "获评全省先进", "投入资金20万元", "市领导给予肯定", "群众满意度大幅提升", "形成长效机制", "并组织培训",
    "首次实现全覆盖", "圆满完成任务",
)  # fmt: skip


@cache
def facts() -> tuple[str, ...]:
    """Every sentence of the example's draft that says something of the agency."""
    draft = draft_report(load_agency_year(EXAMPLE_DATA))
    return tuple(one.text for one in draft.sentences() if one.kind is SentenceKind.FACT)


def test_what_says_the_same_passes() -> None:
    for text in facts():
        assert difference(text, (text,)) == ""
    for one, other in zip(facts(), facts()[1:], strict=False):
        if "是" not in (one + other)[:2]:
            assert difference(one + other, (one, other)) == ""


def lies(text: str) -> Iterator[str]:
    """The text with one thing wrong."""
    for found in _NUMBER.finditer(text):
        last = str((int(found.group()[-1]) + 1) % 10)
        yield text[: found.end() - 1] + last + text[found.end() :]
    for pattern in (_NUMBER, _COUNTED):
        yield from _swapped(text, pattern)
    for old, new in _EXCHANGED:
        if old in text:
            yield text.replace(old, new, 1)
    for claim in _CLAIMS:
        yield f"{text[:-1]}，{claim}。"
    clauses = re.split("(?<=[，；])", text)
    for place in range(len(clauses) if len(clauses) > 1 else 0):
        rest = "".join(clauses[:place] + clauses[place + 1 :])
        yield re.sub("[，；。]*$", "。", rest)


def _swapped(text: str, pattern: re.Pattern[str]) -> Iterator[str]:
    found = list(pattern.finditer(text))
    for index, one in enumerate(found):
        for other in found[index + 1 :]:
            if one.group() != other.group():
                between = text[one.end() : other.start()]
                yield text[: one.start()] + other.group() + between + one.group() + text[other.end() :]


def test_no_lie_passes() -> None:
    tried = [(lie, text) for text in facts() for lie in lies(text) if lie != text]
    passed = [lie for lie, text in tried if not difference(lie, (text,))]
    assert len(tried) >= 800
    assert len(passed) <= len(tried) * 0.002, passed
