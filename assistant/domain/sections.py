"""The standard sections of an annual report and the parts that frame them."""

from __future__ import annotations

from enum import StrEnum


class SectionKind(StrEnum):
    """The contents that the inspection rules of 2019 ask for (DOMAIN: five contents), in their order."""

    ACHIEVEMENTS = "achievements"
    SHORTCOMINGS = "shortcomings"
    PRINCIPAL_DUTY = "principal_duty"
    NEXT_YEAR_PLAN = "next_year_plan"
    OTHER_MATTERS = "other_matters"

    @property
    def label(self) -> str:
        """Short Chinese name, for screens and messages."""
        return _LABELS[self]


_LABELS = {
    SectionKind.ACHIEVEMENTS: "主要举措和成效",
    SectionKind.SHORTCOMINGS: "存在的不足和原因",
    SectionKind.PRINCIPAL_DUTY: "第一责任人履职情况",
    SectionKind.NEXT_YEAR_PLAN: "下一年度主要安排",
    SectionKind.OTHER_MATTERS: "其他需要报告的情况",
}


class FramePart(StrEnum):
    """What stands around the sections."""

    TITLE = "title"
    ADDRESSEE = "addressee"
    OPENING = "opening"
    SIGNATURE = "signature"
