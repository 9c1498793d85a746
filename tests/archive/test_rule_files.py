from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pressmark.archive.rule_files import FOLDER, MAX_BYTES, rules_for

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / FOLDER
    folder.mkdir()
    (folder / "gazette.example.txt").write_text("body: //main")
    (folder / ".gazette.example.txt").write_text("body: //article")
    (folder / "huge.example.txt").write_text("#" * (MAX_BYTES + 1))
    (tmp_path / "secret.txt").write_text("body: //secret")
    return tmp_path


@pytest.mark.parametrize(
    ("url", "rules"),
    [
        ("https://gazette.example/a", "body: //main"),
        ("https://www.gazette.example/a", "body: //main"),
        ("https://news.gazette.example/a", "body: //article"),
        ("https://othergazette.example/a", ""),
        ("https://huge.example/a", ""),
        ("https://../secret/a", ""),
        ("file:///home/a.html", ""),
        ("", ""),
    ],
)
def test_a_site_has_the_rules_of_its_name(root: Path, url: str, rules: str) -> None:
    assert rules_for(root, url) == rules


def test_there_are_none_by_default(tmp_path: Path) -> None:
    assert rules_for(tmp_path, "https://gazette.example/a") == ""
