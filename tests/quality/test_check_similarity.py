"""SIM: the share found is the share copied, within three points; wording of many agencies counts for nothing."""

from __future__ import annotations

import random
import re
import time

import pytest

from assistant.checking.registry import CheckContext, PeerFacts, check_report
from assistant.domain.peers import PeerReport
from tests.builders import make_report, make_source
from tests.quality.check_sets import CORPUS, SEED_REPORTS, YEARLY_DATA, bare, plain_draft

_HAN = re.compile("[\u4e00-\u9fff0-9]")
_ALPHABET = "".join(chr(code) for code in range(0x4E00, 0x4E00 + 3_000))


def _sentences(text: str) -> list[str]:
    return [s for s in re.findall("[^。\n]{24,}。", text) if "习近平" not in s]


def _peer(text: str, agency: str, number: int = 0) -> PeerReport:
    return make_report(
        text, f"{agency}-{number}.txt", agency=agency, source=make_source(text, f"{agency}-{number}.txt")
    )


def _share(text: str, peers: PeerFacts) -> float:
    only = CheckContext(peers=peers, families=frozenset({"SIM"}))
    return max((s.share for s in check_report(bare(text), only).similarity), default=0.0)


@pytest.mark.parametrize("percent", [10, 20, 30, 40, 50, 60, 70, 80, 90, 100])
def test_share_is_what_was_copied(percent: int) -> None:
    rng = random.Random(percent)
    copied = _sentences(SEED_REPORTS[percent % 5].read_text("utf-8").replace(",", "，").replace(";", "；"))
    own = _sentences("\n".join(plain_draft(path) for path in YEARLY_DATA))
    rng.shuffle(copied)
    rng.shuffle(own)
    taken, filled = [], []
    while _size(taken) < 1_200 * percent / 100:
        taken.append(copied.pop())
    while _size(filled) < 1_200 - _size(taken):
        filled.append(own.pop())
    mixed = taken + filled
    rng.shuffle(mixed)
    truth = _size(taken) / _size(mixed)
    peers = PeerFacts.of([_peer("".join(SEED_REPORTS[percent % 5].read_text("utf-8")), "甲市某局")])
    assert abs(_share("\n".join(mixed), peers) - truth) <= 0.03


def _size(sentences: list[str]) -> int:
    return sum(len(_HAN.findall(sentence)) for sentence in sentences)


def test_wording_of_many_agencies_counts_for_nothing() -> None:
    usual = [sentence for path in CORPUS[:2] for sentence in _sentences(path.read_text("utf-8"))][:12]
    rng = random.Random(3)
    peers = PeerFacts.of([
        _peer("".join(rng.sample(usual, len(usual))) + f"第{n}局的工作各有不同。", f"第{n}局", n)
        for n in range(6)
    ])
    assert _share("\n".join(usual), peers) <= 0.01


def test_formulas_count_for_nothing_even_with_one_peer() -> None:
    text = "坚持以习近平新时代中国特色社会主义思想为指导，深入学习贯彻习近平法治思想。全面贯彻党的二十大和二十届三中全会精神。现将有关情况报告如下："
    assert _share(text, PeerFacts.of([_peer(text, "甲市某局")])) <= 0.01


def test_own_earlier_report_is_told_as_such() -> None:
    text = plain_draft(YEARLY_DATA[0])
    earlier = make_report(text, "去年.txt", agency="本局", year=2024)
    result = check_report(
        bare(text + "又及。"), CheckContext(own_earlier=earlier, families=frozenset({"SIM"}))
    )
    assert [finding.code for finding in result.findings] == ["SIM003"]


def test_five_hundred_peers_in_time() -> None:
    rng = random.Random(5)
    reports = [_peer("".join(rng.choices(_ALPHABET, k=4_000)), f"第{n}局", n) for n in range(500)]
    peers = PeerFacts.of(reports)
    text = reports[7].source.text[:3_000] + "".join(rng.choices(_ALPHABET, k=7_000))
    started = time.process_time()
    result = check_report(bare(text), CheckContext(peers=peers))
    assert time.process_time() - started <= 3
    assert abs(result.similarity[0].share - 0.3) <= 0.01


def test_text_that_stands_everywhere_fills_no_memory() -> None:
    text = "0" * 3_000 + "全年开展行政执法检查工作并取得明显成效。" * 400
    peers = PeerFacts.of([_peer(text, f"第{n}局", n) for n in range(60)])
    started = time.process_time()
    assert _share(text, peers) <= 0.01
    assert time.process_time() - started <= 3
