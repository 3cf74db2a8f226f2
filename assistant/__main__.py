"""`python -m assistant` is the `nianbao` command; a Ctrl-C while it is still starting is told like any other."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line; never returns."""
    try:
        from assistant.cli.main import run

        run()
    except KeyboardInterrupt:
        sys.stderr.write("错误：已中断，什么也没有改动。\n")
        sys.stderr.flush()
        os._exit(1)  # nothing is open yet, and half-imported modules need no tidying up


if __name__ == "__main__":
    main()
