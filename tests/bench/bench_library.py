"""The library: encoding, adding the seeds, searching 200 and 20,000 passages, opening, memory."""

from __future__ import annotations

import random
import re
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np

from assistant.domain.peers import Passage, PeerReport, SearchFilters
from assistant.domain.punctuation import FULL_STOP
from assistant.domain.sections import SectionKind
from assistant.domain.topics import Topic
from assistant.importing.files import read_file
from assistant.reading.passages import cut_passages
from assistant.reading.peer_report import read_report
from assistant.retrieval.library import PeerLibrary
from assistant.settings import read_settings
from tests.builders import make_passage, make_report
from vectorstore.bundled_model import bundled_encoder
from vectorstore.types import TextEncoder, Vectors

SEEDS = Path(__file__).resolve().parents[2] / "seeds" / "reports"
QUERIES = (
    "行政执法三项制度落实情况",
    "宪法宣传周和普法活动",
    "重大行政决策程序和法律顾问",
    "应急预案演练和救援队伍建设",
    "规范性文件清理和合法性审核",
    "政务服务和行政审批改革",
    "行政复议和行政应诉",
    "执法人员培训和考试",
)
FILTERS = {
    "no filter": SearchFilters(),
    "section": SearchFilters(section=SectionKind.ACHIEVEMENTS),
    "topic, level, year": SearchFilters(topic=Topic.LAW_ENFORCEMENT, level="市级", year=2023),
    "own agency excluded": SearchFilters(exclude_agencies=("第0局", "第1局", "第2局")),
}
TARGET_P95_MS = 250


class PerturbedEncoder:
    """Encodes queries with the real model; passages get real vectors of other passages, slightly turned.

    So 20,000 vectors are spread as real ones are, without ten minutes of encoding.
    """

    def __init__(self, real: TextEncoder, samples: Sequence[str]) -> None:
        self._real = real
        self._samples = real.encode_passages(samples)
        self._random = np.random.default_rng(1)
        self.name = "bench"
        self.dimension = real.dimension
        self.prefixes = real.prefixes

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._real.encode_queries(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        rows = self._random.integers(0, len(self._samples), len(texts))
        noise = self._random.standard_normal((len(texts), self.dimension)) * 0.02
        vectors = self._samples[rows] + noise
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def main() -> None:
    """Print the table."""
    encoder = bundled_encoder(read_settings().cache / "models")
    say("model loaded", seconds(lambda: encoder.encode_queries(["预热"])), "s")
    reports = [read_report(read_file(path)) for path in sorted(SEEDS.glob("*.txt"))]
    cut = [(report, cut_passages(report)) for report in reports]
    texts = [passage.embedded_text for _, passages in cut for passage in passages]
    say("passages encoded", len(texts) / seconds(lambda: encoder.encode_passages(texts)), "a second")
    with tempfile.TemporaryDirectory() as folder:
        library = PeerLibrary.open(Path(folder) / "seeds", lambda: encoder)
        say(
            f"add 5 seeds ({len(texts)} passages)", seconds(lambda: [library.add(*each) for each in cut]), "s"
        )
        library.close()
        clauses = [
            clause for text in texts for clause in re.split(f"[{FULL_STOP}\n]", text) if len(clause) > 8
        ]
        mixed = PerturbedEncoder(encoder, texts[:64])
        for count in (200, 20_000):
            measure(Path(folder) / str(count), mixed, clauses, count)
    say("memory, largest", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB")


def measure(home: Path, encoder: TextEncoder, clauses: Sequence[str], count: int) -> None:
    """Fill a library and search it."""
    library = PeerLibrary.open(home, lambda: encoder)
    with library.writing():
        spent = seconds(lambda: [library.add(*each) for each in invented(clauses, count)])
    say(f"{count} passages added (vectors given)", spent, "s")
    say(
        f"{count}: first search after adding",
        seconds(lambda: library.search(QUERIES[0], SearchFilters(), 8)),
        "s",
    )
    library.close()
    again = PeerLibrary.open(home, lambda: encoder)
    say(
        f"{count}: first search after opening",
        seconds(lambda: again.search(QUERIES[0], SearchFilters(), 8)),
        "s",
    )
    for name, filters in FILTERS.items():
        searches(f"{count}: {name}", again, filters)
    say(f"{count}: health", seconds(again.health), "s")
    size = sum(path.stat().st_size for path in home.rglob("*") if path.is_file())
    say(f"{count}: on disk", size / 2**20, "MB")
    again.close()


def searches(name: str, library: PeerLibrary, filters: SearchFilters) -> None:
    """Print the spread of many searches."""
    spent = [
        seconds(lambda query=query: library.search(query, filters, 8)) * 1000
        for _ in range(5)
        for query in QUERIES
    ]
    spent.sort()
    p95 = spent[int(len(spent) * 0.95) - 1]
    late = "" if p95 <= TARGET_P95_MS else f"   over the target of {TARGET_P95_MS} ms"
    sys.stdout.write(f"{name:<40} p50 {statistics.median(spent):8.1f}   p95 {p95:8.1f} ms{late}\n")
    sys.stdout.flush()


def invented(clauses: Sequence[str], count: int) -> Iterable[tuple[PeerReport, list[Passage]]]:
    """Reports of 40 passages, each passage three clauses drawn at random."""
    chance = random.Random(7)
    for number in range(count // 40):
        report = make_report(
            f"report {number}",
            f"{number}.txt",
            agency=f"第{number // 4}局",
            year=2020 + number % 5,
            level=("市级", "县级", "省级")[number % 3],
        )
        texts = [FULL_STOP.join(chance.sample(clauses, 3)) + FULL_STOP for _ in range(40)]
        yield (
            report,
            [
                make_passage(
                    report,
                    text,
                    place * 1000,
                    section=list(SectionKind)[place % 4],
                    topics=(list(Topic)[place % 12],),
                    id="p-" + sha256(f"{number}:{place}".encode()).hexdigest()[:16],
                )
                for place, text in enumerate(texts)
            ],
        )


def seconds(work: Callable[[], object]) -> float:
    """Wall seconds of one run."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def say(name: str, value: float, unit: str) -> None:
    """One line of the table."""
    sys.stdout.write(f"{name:<40} {value:10.2f} {unit}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
