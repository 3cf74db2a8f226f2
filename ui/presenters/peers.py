"""Rows and sentences about peer reports and what a search found in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from assistant.domain.peers import Match, Passage, PeerSummary
from assistant.retrieval.library import AddOutcome
from assistant.workflow import FileOutcome

_WORD = re.compile(r"[\u4e00-\u9fff]+|[A-Za-z0-9]+")
_SHORTEST = 2
_SLOTS = re.compile("〔[^〔〕]*〕")
_MOST_OF_IT = 0.75


@dataclass(frozen=True, slots=True)
class AddedSummary:
    """What became of several files, in one sentence, and what failed, one sentence each."""

    text: str
    failures: tuple[str, ...]


def added_summary(outcomes: Sequence[FileOutcome[AddOutcome]]) -> AddedSummary:
    """Say what was added, what was there already, what failed."""
    done = [outcome.value for outcome in outcomes if outcome.value is not None]
    added = [each for each in done if each.added]
    parts = [f"新加入 {len(added)} 份报告，共 {sum(each.passages for each in added)} 个段落"] if added else []
    if len(done) > len(added):
        parts.append(f"{len(done) - len(added)} 份已在资料库中，没有重复加入")
    failures = tuple(str(outcome.error) for outcome in outcomes if outcome.error is not None)
    if failures:
        parts.append(f"{len(failures)} 份没有读成")
    return AddedSummary(("；".join(parts) or "没有加入新的报告") + "。", failures)


def peer_rows(summaries: Sequence[PeerSummary], wanted: str = "") -> list[dict[str, object]]:
    """The rows of the library's table, those that contain every wanted word."""
    words = wanted.split()
    rows: list[dict[str, object]] = []
    for summary in summaries:
        row: dict[str, object] = {
            "机关": summary.agency or "（没有认出）",
            "年度": str(summary.year or "（没有认出）"),
            "领域": summary.kind,
            "层级": summary.level,
            "地区": " ".join(summary.region),
            "段落": summary.passages,
            "文件": PurePath(summary.file).name,
            "编号": summary.id,
        }
        if all(any(word in str(cell) for cell in row.values()) for word in words):
            rows.append(row)
    return rows


def passage_head(match: Match) -> str:
    """Where a passage stands: agency, year, headings."""
    return place_of_passage(match.passage)


def place_of_passage(passage: Passage) -> str:
    """Agency, year and headings of a passage in one line."""
    year = f"{passage.year}年度" if passage.year else ""
    return " › ".join(part for part in (f"{passage.agency}{year}", *passage.headings) if part)


def query_spans(passage: str, query: str) -> list[tuple[int, int]]:
    """Places of a passage that share words of two or more signs with the query, longest runs first, in order."""
    taken = [False] * len(passage)
    for word in _WORD.findall(query):
        for size in range(min(len(word), 12), _SHORTEST - 1, -1):
            for start in range(len(word) - size + 1):
                for hit in re.finditer(re.escape(word[start : start + size]), passage):
                    taken[hit.start() : hit.end()] = [True] * size
    return _runs(taken)


def already_said(wording: str, sentence: str) -> bool:
    """Whether a sentence says most of a wording already; its slots and signs do not count."""
    words = "".join(_WORD.findall(_SLOTS.sub("，", wording)))
    plain = "".join(_WORD.findall(sentence))
    shared = sum(end - start for start, end in _shared(words, plain, 3))
    return bool(words) and shared >= _MOST_OF_IT * len(words)


def shared_spans(passage: str, sentence: str) -> list[tuple[int, int]]:
    """Places of a passage that stand in a sentence too, four signs or more at a stretch."""
    return _shared(passage, sentence, 4)


def around(sentence: str, place: int, before: int = 36, after: int = 34) -> tuple[str, int]:
    """The part of a sentence around the number that ends at a place, and where that number ends in it."""
    start = max(0, place - before)
    end = min(len(sentence), max(place + after, start + before + after))
    head = "…" if start else ""
    return head + sentence[start:end] + ("…" if end < len(sentence) else ""), place - start + len(head)


def excerpt(passage: str, spans: Sequence[tuple[int, int]], around: int = 60) -> str:
    """The part of a passage around its marked places, its beginning when nothing is marked."""
    start = max(0, spans[0][0] - around) if spans else 0
    end = min(len(passage), (spans[-1][1] if spans else 0) + 2 * around)
    return ("…" if start else "") + passage[start:end] + ("…" if end < len(passage) else "")


def _shared(passage: str, sentence: str, least: int) -> list[tuple[int, int]]:
    taken = [False] * len(passage)
    pieces = {sentence[index : index + least] for index in range(len(sentence) - least + 1)}
    for index in range(len(passage) - least + 1):
        if passage[index : index + least] in pieces:
            taken[index : index + least] = [True] * least
    return _runs(taken)


def _runs(taken: Sequence[bool]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for index, inside in enumerate(taken):
        if not inside:
            continue
        if spans and spans[-1][1] == index:
            spans[-1] = (spans[-1][0], index + 1)
        else:
            spans.append((index, index + 1))
    return spans
