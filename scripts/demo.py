"""The newcomer's first look: five real peer reports into the library, a Word document out of the example's data."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

BLOCKERS = 3  # the draft is there, with gaps that a person has to fill


def main() -> int:
    """Run the two commands that a user would type, and say what came of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.parent.mkdir(parents=True, exist_ok=True)
    home = ["--home", str(options.home)]
    trace = options.out.with_suffix(".出处.md")
    steps = (
        (
            "第 1 步  读入五份同行报告（第一次会先准备本地检索模型，约一分钟）",
            ["peers", "add", "seeds/reports", *home],
        ),
        (
            "第 2 步  按示例机关的年度数据起草",
            ["draft", str(options.data), "-o", str(options.out), "--trace", str(trace), *home],
        ),
    )
    for title, arguments in steps:
        print(f"\n{title}\n  nianbao {' '.join(arguments)}", flush=True)
        status = subprocess.run([sys.executable, "-m", "assistant", *arguments], check=False).returncode
        if status not in {0, BLOCKERS}:
            return status
    print(f"\nWord 文件：{options.out.resolve()}")
    print(f"逐句出处：{trace.resolve()}")
    print("打开应用：make ui，然后在浏览器里打开 http://127.0.0.1:8501")
    return 0


if __name__ == "__main__":
    sys.exit(main())
