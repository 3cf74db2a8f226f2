"""How an agency wants its document: fonts, red head, seal. Values only."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class FontSet:
    """Names of the five faces of GB/T 9704 as a computer has them; none is shipped, a missing one is replaced by Word.

    `title_bold` is for a title face that is no 小标宋 and would look too light.
    """

    fangsong: str
    kaiti: str
    heiti: str
    title: str
    songti: str = "宋体"
    title_bold: bool = False


# Installed by agencies that follow the standard to the letter.
GB2312_FONTS = FontSet("仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体")
# What comes with Windows.
WINDOWS_FONTS = FontSet("仿宋", "楷体", "黑体", "宋体", title_bold=True)


@dataclass(frozen=True, slots=True)
class DocumentProfile:
    """Choices that the standard leaves to the agency.

    Attributes:
        fonts: which names the faces have.
        red_head: set the issuer's mark in red over the number; without it the number stands alone, for printed letterhead.
        issuer_mark: the words of the red mark; empty means the agency's name and 文件.
        sealed: the document will bear a seal, which moves the signature block.
        say_for_approval: mark the pages of a 送审稿 too; a 讨论稿 always says so.
    """

    fonts: FontSet = field(default=GB2312_FONTS)
    red_head: bool = True
    issuer_mark: str = ""
    sealed: bool = False
    say_for_approval: bool = True
