"""The prompts of `prompts/`: versioned files with a contract of what they take, rendered strictly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from assistant.errors import TemplateError
from assistant.prompt_files import read_text, read_toml

if TYPE_CHECKING:
    from jinja2 import Environment

MANIFEST = "manifest.toml"


@dataclass(frozen=True, slots=True)
class Prompt:
    """A rendered prompt; `version` names the file that it came from."""

    name: str
    version: str
    text: str


class PromptLibrary:
    """Renders prompts by name. A value that a prompt does not know, or misses, is an error, never an empty place."""

    def names(self) -> tuple[str, ...]:
        """Every prompt of the manifest."""
        return tuple(read_toml(MANIFEST))

    def render(self, name: str, values: Mapping[str, object]) -> Prompt:
        """Fill a prompt.

        Raises:
            TemplateError: no such prompt, values that break its contract, or a file that does not render.
        """
        from jinja2 import TemplateError as JinjaError

        entry = self._entry(name)
        takes = set(entry["takes"])
        missing, unknown = sorted(takes - set(values)), sorted(set(values) - takes)
        if missing or unknown:
            raise TemplateError(f"提示词“{name}”的内容不符合约定：缺少 {missing}，多出 {unknown}。")
        try:
            text = self._environment.get_template(entry["file"]).render(values)
        except JinjaError as error:
            raise TemplateError(f"提示词 prompts/{entry['file']} 无法使用：{error}") from error
        return Prompt(name, entry["file"], text)

    def _entry(self, name: str) -> dict[str, Any]:
        manifest = read_toml(MANIFEST)
        if name not in manifest:
            raise TemplateError(f"没有提示词“{name}”；prompts/{MANIFEST} 里有：{'、'.join(manifest)}。")
        entry: dict[str, Any] = manifest[name]
        return entry

    @cached_property
    def _environment(self) -> Environment:
        from jinja2 import Environment, FunctionLoader, StrictUndefined

        # Plain text for a model, not HTML: escaping would put &quot; into Chinese prose.
        return Environment(
            loader=FunctionLoader(read_text),
            undefined=StrictUndefined,
            autoescape=False,  # noqa: S701
            keep_trailing_newline=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
