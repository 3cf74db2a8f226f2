"""Values for tests with harmless defaults; shared by all tests, only ever added to."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from assistant.domain.peers import Artefact, Passage, PeerReport, ReportSection, SourceText
from assistant.domain.sections import SectionKind
from assistant.domain.topics import Topic
from assistant.retrieval.library import PeerLibrary
from assistant.settings import read_settings
from vectorstore.bundled_model import bundled_encoder
from vectorstore.hashing_encoder import HashingEncoder
from vectorstore.sentence_encoder import SentenceEncoder

SENTENCES = (
    "严格落实行政执法公示制度，及时公开执法信息。",
    "组织开展宪法宣传周活动，向群众讲解身边的案例。",
    "健全重大行政决策程序，充分听取各方意见。",
    "修订应急预案，组织救援队伍开展实战演练。",
    "畅通举报渠道，主动接受社会监督。",
    "加强执法人员培训，提高办案质量。",
    "推进政务服务一网通办，压缩审批时限。",
    "开展行政规范性文件清理，保证制度统一。",
)


def make_source(text: str = "", file: str = "report.txt") -> SourceText:
    """A source text whose digest is that of its text."""
    return SourceText(file, sha256(text.encode("utf-8", "replace")).hexdigest(), text, "utf-8")


def make_report(
    text: str = "一、主要举措\n严格规范执法。", file: str = "report.txt", **changes: object
) -> PeerReport:
    """A report of an invented agency."""
    report = PeerReport(
        source=make_source(text, file),
        title="关于2024年度法治政府建设情况的报告",
        agency="海州市应急管理局",
        year=2024,
        kind="应急管理",
        level="市级",
        region=("明川省", "海州市"),
        sections=(
            ReportSection(
                "主要举措", "一、", 1, SectionKind.ACHIEVEMENTS, (Topic.LAW_ENFORCEMENT,), text, 0, len(text)
            ),
        ),
    )
    return replace(report, **changes)  # type: ignore[arg-type]


def make_passage(report: PeerReport, text: str, start: int = 0, **changes: object) -> Passage:
    """A passage of a report; its id comes from the place in the file."""
    digest = report.source.sha256
    end = start + len(text)
    passage = Passage(
        id="p-" + sha256(f"{digest}:{start}:{end}".encode()).hexdigest()[:16],
        report_id="r-" + digest[:16],
        agency=report.agency,
        year=report.year,
        section=SectionKind.ACHIEVEMENTS,
        topics=(Topic.LAW_ENFORCEMENT,),
        headings=("主要举措和成效",),
        text=text,
        start=start,
        end=end,
    )
    return replace(passage, **changes)  # type: ignore[arg-type]


def make_numbered_report(
    number: int, passages: int = 8, **changes: object
) -> tuple[PeerReport, tuple[Passage, ...]]:
    """A report that differs from every other number's, with its passages; no passage repeats another."""
    texts = [f"{SENTENCES[row % len(SENTENCES)]}{_signs(number * 10007 + row)}" for row in range(passages)]
    report = make_report(
        "\n".join(texts), f"report-{number}.txt", **{"agency": f"第{number}号市应急管理局", **changes}
    )
    starts = [sum(len(text) + 1 for text in texts[:row]) for row in range(passages)]
    return report, tuple(make_passage(report, text, start) for text, start in zip(texts, starts, strict=True))


def make_artefact(quote: str = "20212025年", start: int = 0) -> Artefact:
    """Damage of extraction."""
    return Artefact("joined_digits", quote, start, start + len(quote))


@cache
def bundled_model_encoder() -> SentenceEncoder:
    """The encoder that comes with the program, loaded once for all tests that are marked `model`."""
    return bundled_encoder(read_settings().cache / "models")


def open_library(home: Path) -> PeerLibrary:
    """A library with an encoder that needs no model."""
    return PeerLibrary.open(home, HashingEncoder)


def _signs(seed: int) -> str:
    """Forty Han characters that depend on the seed: enough to tell two passages apart."""
    digest = b"".join(sha256(f"{seed}:{part}".encode()).digest() for part in range(3))
    return "".join(chr(0x4E00 + int.from_bytes(digest[at : at + 2]) % 0x5000) for at in range(0, 80, 2))
