"""A peer's passage with its facts covered, so that a model sees wording and nothing that it could copy as a fact."""

from __future__ import annotations

import re

from assistant.domain.dates import find_dates
from assistant.domain.punctuation import LEFT_QUOTE, LEFT_TITLE, RIGHT_QUOTE, RIGHT_TITLE
from assistant.domain.quantities import find_quantities

COVER = "××"
_TITLE = re.compile(f"{LEFT_TITLE}[^{LEFT_TITLE}{RIGHT_TITLE}]*{RIGHT_TITLE}")
_QUOTED = re.compile(f"{LEFT_QUOTE}[^{LEFT_QUOTE}{RIGHT_QUOTE}]*{RIGHT_QUOTE}")
_DIGITS = re.compile(r"[0-9０-９]+(?:[.．,][0-9０-９]+)*")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9+#./_-]*")
_PLACE = re.compile(
    "[\u4e00-\u9fff]{2,4}?(?:省|自治区|自治州|市|自治县|县|区|镇|乡|街道|村|社区)(?!级|直|域|分|别|情|长期)"
)
_COMMON = (
    "全省",
    "全市",
    "全县",
    "全区",
    "各县",
    "各市",
    "各区",
    "各镇",
    "各乡",
    "城市",
    "社区",
    "地区",
    "园区",
    "辖区",
    "乡镇",
    "农村",
)


def mask_facts(text: str, agency: str) -> str:
    """Cover numbers, dates, titles, quotations, places, Latin names and the agency's own name.

    What remains still belongs to the peer: whatever a model takes from it is checked against our facts afterwards.
    """
    if agency:
        text = text.replace(agency, COVER)
    text = _TITLE.sub(f"{LEFT_TITLE}{COVER}{RIGHT_TITLE}", text)
    text = _QUOTED.sub(f"{LEFT_QUOTE}{COVER}{RIGHT_QUOTE}", text)
    spans = [(one.start, one.end, _left_unit(one.text)) for one in find_quantities(text)]
    spans += [(one.start, one.end, "") for one in find_dates(text)]
    for start, end, unit in sorted(set(spans), reverse=True):
        text = text[:start] + COVER + unit + text[end:]
    text = _PLACE.sub(lambda found: found.group() if found.group().endswith(_COMMON) else COVER, text)
    text = _LATIN.sub(COVER, _DIGITS.sub(COVER, text))
    return re.sub(f"(?:{COVER}){{2,}}", COVER, text)


def _left_unit(number: str) -> str:
    """The unit behind a number, which shows how peers count and is no fact."""
    found = re.search(r"[\u4e00-\u9fff%％]*$", number)
    unit = found.group() if found else ""
    return unit if unit and unit != number else ""
