"""Options keep their type, survive a damaged file, and lose nothing that another version wrote."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

import pytest

from pressmark.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


def test_a_choice_is_there_the_next_time(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "settings.json"
    Settings(file).reader_size = 22
    assert Settings(file).reader_size == 22
    assert Settings(file).theme == "system"


def test_a_value_that_cannot_be_is_the_default(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text(
        json.dumps({"reader_size": 4_000, "theme": "purple", "reduce_motion": "yes", "reader_line_height": math.nan})
    )
    settings = Settings(file)
    assert settings.reader_line_height == 1.6
    assert (settings.reader_size, settings.theme, settings.reduce_motion) == (19, "system", False)


def test_what_another_version_wrote_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"from_the_future": [1]}')
    Settings(file).theme = "dark"
    assert json.loads(file.read_text()) == {"from_the_future": [1], "theme": "dark"}


def test_a_damaged_file_is_put_aside(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"theme": ')
    assert Settings(file).theme == "system"
    assert (tmp_path / "settings.damaged.json").read_text() == '{"theme": '


@pytest.mark.parametrize("content", [b"\xff\xfe", b"[" * 100_000, b"null"], ids=["no text", "too deep", "no object"])
def test_whatever_the_file_holds_the_defaults_hold(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(content)
    (tmp_path / "settings.damaged.json").mkdir()  # where it cannot be put aside
    assert Settings(file).theme == "system"


def test_listeners_hear_of_real_changes(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    heard: list[str] = []
    settings.subscribe(heard.append)
    settings.theme = "dark"
    settings.theme = "dark"
    assert heard == ["theme"]
