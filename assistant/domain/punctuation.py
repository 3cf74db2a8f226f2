"""Full-width signs by name.

Written as escapes on purpose: tools turn full-width signs into ASCII look-alikes, and nobody sees it.
Patterns elsewhere are built from these names; `tests/unit/domain/test_punctuation.py` checks the code points.
"""

from __future__ import annotations

IDEOGRAPHIC_SPACE = "\u3000"
COMMA = "\uff0c"
FULL_STOP = "\u3002"
ENUMERATION_COMMA = "\u3001"  # dunhao, between parts of a list
SEMICOLON = "\uff1b"
COLON = "\uff1a"
QUESTION = "\uff1f"
EXCLAMATION = "\uff01"
LEFT_PAREN = "\uff08"
RIGHT_PAREN = "\uff09"
LEFT_QUOTE = "\u201c"
RIGHT_QUOTE = "\u201d"
LEFT_SINGLE_QUOTE = "\u2018"
RIGHT_SINGLE_QUOTE = "\u2019"
LEFT_TITLE = "\u300a"  # opens the title of a document
RIGHT_TITLE = "\u300b"
LEFT_INNER_TITLE = "\u3008"
RIGHT_INNER_TITLE = "\u3009"
LEFT_BRACKET = "\u3010"  # opens a placeholder
RIGHT_BRACKET = "\u3011"
LEFT_TORTOISE = "\u3014"  # opens the year of a document number
RIGHT_TORTOISE = "\u3015"
DASH = "\u2014"  # one of a pair, or alone between years
ELLIPSIS = "\u2026"
MIDDLE_DOT = "\u00b7"
FULLWIDTH_PERCENT = "\uff05"
WAVE = "\uff5e"  # between the ends of a range

SENTENCE_ENDS = FULL_STOP + QUESTION + EXCLAMATION
CLAUSE_ENDS = SENTENCE_ENDS + COMMA + SEMICOLON + COLON
PAIRS = {
    LEFT_PAREN: RIGHT_PAREN,
    LEFT_QUOTE: RIGHT_QUOTE,
    LEFT_SINGLE_QUOTE: RIGHT_SINGLE_QUOTE,
    LEFT_TITLE: RIGHT_TITLE,
    LEFT_INNER_TITLE: RIGHT_INNER_TITLE,
    LEFT_BRACKET: RIGHT_BRACKET,
    LEFT_TORTOISE: RIGHT_TORTOISE,
}
