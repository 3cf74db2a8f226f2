"""YEAR on seeded stale years, meetings and programmes: 99 % found, at most 2 % of clean sentences flagged."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from assistant.checking.registry import CheckContext
from tests.quality.check_sets import CORPUS, SEED_REPORTS, clean_drafts, findings, report, touches
from tests.quality.year_slips import clean_cases, slips

SEED = 11
_PLENUMS = {
    2021: "十九届六中全会",
    2022: "二十大",
    2023: "二十届二中全会",
    2024: "二十届三中全会",
    2025: "二十届四中全会",
}


def _texts() -> list[tuple[int, str]]:
    found = [(year.year, text) for year, text in clean_drafts()]
    for path in CORPUS:
        text = path.read_text("utf-8")
        found.append((report(text).year or 0, text))
    return found


def _stale_years(text: str, year: int, rng: random.Random) -> Iterator[tuple[str, int, int]]:
    """A year in title, heading, opening or lead put back or forward."""
    for match in re.finditer("20[0-9]{2}(?=年)", text):
        behind = text[match.end() : match.end() + 3]
        line_start = text.rfind("\n", 0, match.start()) + 1
        leads = match.start() - line_start <= 22 and not text[line_start : match.start()].endswith((
            "《",
            "（",
            "—",
        ))
        if not leads or re.match("年[0-9]", behind) or int(match[0]) not in {year, year + 1}:
            continue
        if "《" in text[line_start : match.start()] and "》" not in text[line_start : match.start()]:
            continue
        wrong = str(int(match[0]) - rng.choice([1, 2]))
        yield text[: match.start()] + wrong + text[match.end() :], match.start(), match.start() + len(wrong)


def _stale_names(text: str, year: int) -> Iterator[tuple[str, int, int]]:
    """Meetings and programmes of another time, put into the second paragraph's end."""
    at = text.index("。", text.index("一、")) + 1
    wrong = {
        2021: ["党的二十大精神", "二十届二中全会精神", "“七五”普法", "“十三五”规划", "“十五五”规划"],
        2022: ["二十届三中全会精神", "“七五”普法", "“九五”普法", "“十五五”规划"],
        2023: ["二十届三中全会精神", "二十届四中全会精神", "“七五”普法", "“十三五”规划"],
        2024: ["二十届四中全会精神", "“七五”普法", "“十三五”规划", "“九五”普法"],
        2025: [
            "“七五”普法",
            "“十三五”规划",
            "二十届五中全会精神",
            "《提升行政执法质量三年行动计划（2022—2024年）》",
            "《法治政府建设实施纲要（2020—2025年）》",
        ],
    }.get(year, [])
    for name in wrong:
        added = f"认真落实{name}任务要求。"
        yield text[:at] + added + text[at:], at, at + len(added)


def test_stale_years_are_found() -> None:
    rng, tried, missed = random.Random(SEED), 0, []
    for year, text in _texts():
        for changed, start, end in [*_stale_years(text, year, rng), *_stale_names(text, year)]:
            tried += 1
            if not touches(findings(changed, "YEAR", structured=True), start, end):
                missed.append(changed[max(0, start - 20) : end + 20].replace("\n", "/"))
    assert tried >= 80, tried
    assert len(missed) <= 0.01 * tried, "\n".join(missed)


def test_clean_texts_are_left_alone() -> None:
    sentences, flagged = 0, []
    for path in SEED_REPORTS:
        text = path.read_text("utf-8")
        sentences += len(re.findall("[。；;]", text))
        flagged += [
            (path.stem, f.quote) for f in findings(text, "YEAR", structured=True) if f.code != "YEAR006"
        ]
    for _, text in _texts():
        sentences += len(re.findall("[。；;]", text))
        flagged += [(text[:20], f.quote) for f in findings(text, "YEAR", structured=True)]
    assert len(flagged) <= 0.005 * sentences, flagged


def test_slips_of_every_kind_and_year_are_found() -> None:
    tried, missed = 0, []
    for slip in slips():
        tried += 1
        if not touches(findings(slip.text, "YEAR", structured=True), slip.start, slip.end):
            missed.append(slip.what)
    assert tried >= 150
    assert len(missed) <= 0.01 * tried, "\n".join(missed)


def test_other_years_rightly_named_are_left_alone() -> None:
    cases = list(clean_cases())
    flagged = [case.what for case in cases if findings(case.text, "YEAR", structured=True)]
    assert len(cases) >= 140
    assert len(flagged) <= 0.02 * len(cases), "\n".join(flagged)


def test_with_data_the_reported_year_is_known() -> None:
    for year, text in clean_drafts():
        stale = text.replace(str(year.year), str(year.year - 1))
        assert len(findings(stale, "YEAR", CheckContext(year=year), structured=True)) >= 4
