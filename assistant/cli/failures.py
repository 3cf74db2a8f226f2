"""What went wrong: a Chinese message on standard error and, with `--json`, the one document on standard output.

The document is `{"error": {"kind", "message", "problems": [{"path", "message"}]}}` whatever command failed; a file that
failed among several stands under `errors` with the same fields and its `file`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from assistant.cli import console
from assistant.cli.options import Exit
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.workflow import FileOutcome

USAGE = "usage"
BUG = "bug"
STOPPED = "已中断。已经保存的内容不受影响，可以重新运行同一命令继续。"


def wants_json(arguments: list[str]) -> bool:
    """Whether `--json` was given, also when the command line as a whole is wrong."""
    before = arguments[: arguments.index("--")] if "--" in arguments else arguments
    return "--json" in before


def fail(error: AssistantError, *, as_json: bool) -> Exit:
    """Tell what the user can mend."""
    from assistant.exporting.plain_json import error_to_plain

    return _tell(error_to_plain(error), Exit.MENDABLE, as_json=as_json)


def fail_plainly(kind: str, message: str, status: Exit, *, as_json: bool) -> Exit:
    """Tell what is no error of the tree: wrong usage, a bug."""
    return _tell({"kind": kind, "message": message, "problems": []}, status, as_json=as_json)


def _tell(failure: dict[str, Any], status: Exit, *, as_json: bool) -> Exit:
    console.error(failure["message"])
    if as_json:
        console.write_json({"error": failure})
    return status


def failed_files(outcomes: Iterable[FileOutcome[Any]]) -> dict[str, Any]:
    """The field `errors` of a command's document: the files that failed, or no field when none did."""
    from assistant.exporting.plain_json import error_to_plain

    errors = [
        {"file": outcome.file, **error_to_plain(outcome.error)}
        for outcome in outcomes
        if outcome.error is not None
    ]
    return {"errors": errors} if errors else {}
