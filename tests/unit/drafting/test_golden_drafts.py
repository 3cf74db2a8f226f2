"""Three whole drafts, read as their section chiefs would; a change of wording shows here."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.drafting.plain import draft_report
from assistant.reading.agency_year import load_agency_year
from tests.conftest import ROOT
from tests.unit.drafting.yearly import text_of


@pytest.mark.parametrize("name", ["qinglan-emergency-2025", "xihe-market-2024", "lanwan-education-2023"])
def test_whole_draft(name: str, golden: Callable[[str, str], None]) -> None:
    year = load_agency_year(ROOT / "seeds" / "yearly_data" / f"{name}.yaml")
    golden(f"drafts/{name}.txt", text_of(draft_report(year)))
