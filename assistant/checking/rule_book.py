"""The rules by code, with severity, tier and source as data says (`prompts/rules.toml`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from assistant.domain.findings import Finding, Severity, Tier
from assistant.errors import TemplateError
from assistant.prompt_files import read_toml

_FILE = "rules.toml"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `remembered` says that its source was not read again: such a rule is never more than a note."""

    code: str
    name: str
    severity: Severity
    tier: Tier
    source: str
    remembered: bool = False


@cache
def rule(code: str) -> Rule:
    """Look a rule up.

    Raises:
        TemplateError: the data file lacks the rule or gives it a value that does not exist.
    """
    entry = read_toml(_FILE).get(code)
    if entry is None:
        raise TemplateError(f"prompts/{_FILE} 缺少规则 {code}。请重新安装本程序。")
    try:
        severity, tier = Severity(entry["severity"]), Tier(entry["tier"])
        remembered = bool(entry.get("remembered", False))
        severity = Severity.NOTE if remembered else severity
        return Rule(code, entry["name"], severity, tier, entry["source"], remembered)
    except (KeyError, ValueError) as error:
        raise TemplateError(f"prompts/{_FILE} 中规则 {code} 不完整：{error}") from error


def finding_at(
    code: str,
    text: str,
    span: tuple[int, int],
    message: str,
    suggestion: str = "",
    replacement: str | None = None,
) -> Finding:
    """Make the finding of a rule for a place in the text; `replacement` only where the mend is mechanical."""
    known = rule(code)
    start, end = span
    return Finding(
        code=code,
        severity=known.severity,
        message=message,
        quote=text[start:end],
        start=start,
        end=end,
        suggestion=suggestion,
        source=known.source,
        tier=known.tier,
        replacement=replacement,
    )
