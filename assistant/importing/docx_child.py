"""The child process that reads one Word file: bytes on standard input, JSON on standard output.

Only the standard library and lxml are imported, so that a start costs little. The limits are set here, not by the
parent, because nothing may run between fork and exec in a program with threads.
"""

from __future__ import annotations

import json
import sys
from typing import Any

_MEMORY_BYTES = 1024 * 1024 * 1024
_CPU_SECONDS = 25
_FORBIDDEN_EVENTS = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "ctypes.")


def main() -> int:
    """Read standard input, answer on standard output: the text, or the kind of error."""
    data = sys.stdin.buffer.read()
    from assistant.importing.docx_package import DocxFormatError
    from assistant.importing.docx_text import read_text

    _limit()
    reply: dict[str, Any]
    try:
        document = read_text(data)
        reply = {
            "text": document.text,
            "artefacts": [
                {"kind": kind, "quote": quote, "start": start, "end": end}
                for kind, quote, start, end in document.artefacts
            ],
        }
    except DocxFormatError as error:
        reply = {"error": error.kind}
    except (MemoryError, RecursionError):
        reply = {"error": "too_large"}
    sys.stdout.buffer.write(json.dumps(reply).encode())
    return 0


def _limit() -> None:
    """Give up memory beyond a bound, long computing, files to write, the network and further processes."""
    try:
        import resource
    except ImportError:  # Windows has none; the parent's timeout and the bounds on unpacking stay
        pass
    else:
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_refuse)


def _refuse(event: str, _arguments: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN_EVENTS):
        raise PermissionError(event)


if __name__ == "__main__":
    sys.exit(main())
