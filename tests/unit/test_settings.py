"""Settings come from NIANBAO_ variables only, and a misspelt one is said aloud."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.settings import read_settings


def test_defaults_need_no_variable() -> None:
    settings = read_settings({})
    assert settings.home == Path(".data")
    assert settings.encoder == "bundled"
    assert settings.model == ""


def test_an_unknown_variable_is_refused_with_the_known_ones() -> None:
    with pytest.raises(SettingsError, match=r"NIANBAO_HOEM.*NIANBAO_HOME"):
        read_settings({"NIANBAO_HOEM": "/tmp"})


@pytest.mark.parametrize("value", ["0", "-1", "soon", "nan", "inf"])
def test_a_timeout_that_is_no_time_is_refused(value: str) -> None:
    with pytest.raises(SettingsError, match="NIANBAO_MODEL_TIMEOUT_SECONDS"):
        read_settings({"NIANBAO_MODEL_TIMEOUT_SECONDS": value})


def test_another_encoder_has_no_prefix_unless_one_is_named() -> None:
    assert read_settings({"NIANBAO_ENCODER": "/models/bge"}).query_prefix == ""
    named = read_settings({
        "NIANBAO_ENCODER": "/models/bge",
        "NIANBAO_ENCODER_QUERY_PREFIX": "为这个句子生成表示：",
    })
    assert named.query_prefix == "为这个句子生成表示："


def test_the_key_is_never_shown() -> None:
    assert "secret" not in repr(read_settings({"NIANBAO_MODEL_KEY": "secret"}))


def test_home_of_the_option_wins() -> None:
    assert read_settings({"NIANBAO_HOME": "a"}).with_home(Path("b")).home == Path("b")


def test_unencrypted_http_is_allowed_by_a_plain_yes_only() -> None:
    assert read_settings({}).model_allow_http is False
    assert read_settings({"NIANBAO_MODEL_ALLOW_HTTP": "1"}).model_allow_http is True
    with pytest.raises(SettingsError, match="NIANBAO_MODEL_ALLOW_HTTP"):
        read_settings({"NIANBAO_MODEL_ALLOW_HTTP": "yes"})
