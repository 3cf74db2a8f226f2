"""Run every bench of this folder, each in a process of its own so that none warms another."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Run the benches in the order of their names."""
    status = 0
    for bench in sorted(Path(__file__).parent.glob("bench_*.py")):
        print(f"\n=== {bench.stem}", flush=True)
        status |= subprocess.run([sys.executable, "-m", f"tests.bench.{bench.stem}"], check=False).returncode
    return status


if __name__ == "__main__":
    sys.exit(main())
