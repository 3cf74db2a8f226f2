"""The example reports and the example agency's data that ship with the program (`seeds/`)."""

from __future__ import annotations

from pathlib import Path

from assistant.errors import InputError

_SEEDS = Path(__file__).resolve().parents[1] / "seeds"


def example_data_file() -> Path:
    """Yearly data of an invented agency."""
    return _found(_SEEDS / "yearly_data", "qinglan-emergency-2025.yaml")[0]


def example_report_files() -> tuple[Path, ...]:
    """Real published reports, with the damage that reports come with."""
    return _found(_SEEDS / "reports", "*.txt")


def _found(folder: Path, pattern: str) -> tuple[Path, ...]:
    found = tuple(sorted(folder.glob(pattern)))
    if not found:
        raise InputError(f"程序文件不完整：缺少 {folder}。请重新安装本程序。")
    return found
