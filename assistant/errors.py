"""Errors raised on purpose, for a person to read.

AssistantError
├── SettingsError
├── InputError
│   ├── SourceFileError
│   ├── PeerReportError
│   ├── YearDataError
│   ├── DraftFileError
│   └── TemplateError
├── ModelError
│   ├── ModelUnavailableError
│   └── ReplyError
├── LibraryError
│   └── LibraryBusyError
├── WorkspaceError
│   ├── EditConflictError
│   └── NoWorkspaceError
├── NotAllowedError
├── PeopleError
│   └── SignInError
├── ExportError
└── StoppedError

Every message is Chinese, names the place and the way out, and may be shown as it is.
What is wrong with a draft is a value (`domain.findings.Finding`), never an exception.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in an input file.

    `path` is the place as the user sees it: `indicators[2].value` in YAML, `指标!C7` in Excel.
    """

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}：{self.message}" if self.path else self.message


class AssistantError(Exception):
    """Anything a person can be told about; anything else is a bug.

    `problems` holds the single mistakes where an input has several; the message names them all.
    """

    problems: tuple[Problem, ...] = ()

    @property
    def kind(self) -> str:
        """The name that programs go by: `year_data` for `YearDataError`."""
        name = type(self).__name__.removesuffix("Error")
        return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


class SettingsError(AssistantError):
    """An environment variable or an option has a value that cannot be used."""


class InputError(AssistantError):
    """Something the user gave cannot be used; the user can mend it."""


class SourceFileError(InputError):
    """A file cannot be read: missing, empty, binary, damaged, too large, of an unknown format."""


class PeerReportError(InputError):
    """A text was read, but it is no report of the genre."""


class YearDataError(InputError):
    """Yearly data with mistakes; all of them at once, in the order of the file."""

    def __init__(self, file: str, problems: tuple[Problem, ...]) -> None:
        self.file = file
        self.problems = problems
        lines = "\n".join(f"  {problem}" for problem in problems)
        super().__init__(f"{file}：有 {len(problems)} 处需要改正\n{lines}")


class DraftFileError(InputError):
    """A draft's JSON cannot be read back; where it is no draft, all mistakes at once."""

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        self.problems = problems
        super().__init__(message)


class TemplateError(InputError):
    """A template, a prompt or a data file under `prompts/` breaks its contract."""


class ModelError(AssistantError):
    """A language model failed; try again, or draft without one."""


class ModelUnavailableError(ModelError):
    """The model's endpoint or its package cannot be reached."""


class ReplyError(ModelError):
    """The model answered, but the answer may not be used."""


class LibraryError(AssistantError):
    """The library of peer reports cannot be opened, read or written."""


class LibraryBusyError(LibraryError):
    """Another process is writing the library."""


class WorkspaceError(AssistantError):
    """A workspace cannot be opened, read or saved."""


class EditConflictError(WorkspaceError):
    """The workspace was changed elsewhere after it was opened here; nothing was overwritten."""


class NoWorkspaceError(WorkspaceError):
    """There is no such workspace, or none that this person sees."""


class NotAllowedError(AssistantError):
    """This person may not do that; nothing was changed."""


class PeopleError(AssistantError):
    """Accounts cannot be read or changed, or not in that way."""


class SignInError(PeopleError):
    """Somebody cannot sign in; what is said is the same whether or not they exist."""


class ExportError(AssistantError):
    """A document cannot be written."""


class StoppedError(AssistantError):
    """The user stopped the work; the message says what is stored and how to go on."""
