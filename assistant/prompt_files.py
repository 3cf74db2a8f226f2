"""The only door to the files under `prompts/`: text and data that ship with the program."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from assistant.domain.places import PlaceTree
from assistant.errors import TemplateError


@cache
def read_text(name: str) -> str:
    """Return a file under `prompts/` as text; `name` uses `/` for folders.

    Raises:
        TemplateError: there is no such file.
    """
    try:
        return resources.files("prompts").joinpath(*name.split("/")).read_text("utf-8")
    except (FileNotFoundError, ModuleNotFoundError) as error:
        raise TemplateError(f"程序文件不完整：缺少 prompts/{name}。请重新安装本程序。") from error


@cache
def read_toml(name: str) -> dict[str, Any]:
    """Return a TOML file under `prompts/` as it stands; callers must not change it.

    Raises:
        TemplateError: there is no such file, or it is no TOML.
    """
    try:
        return tomllib.loads(read_text(name))
    except tomllib.TOMLDecodeError as error:
        raise TemplateError(f"prompts/{name} 不是有效的 TOML 文件：{error}") from error


@cache
def read_places() -> PlaceTree:
    """Return the administrative divisions of China as a tree.

    Raises:
        TemplateError: the file is missing.
    """
    return PlaceTree.parse(read_text("places.txt"))
