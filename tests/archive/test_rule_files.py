from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pressmark.archive.errors import StorageError
from pressmark.archive.rule_files import FOLDER, MAX_BYTES, add_rules, rules_for, write_rules

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


@pytest.mark.parametrize("name", ["own.example.txt", "own.example.txt.new", "own.example.txt.part"])
def test_rules_are_not_written_through_a_link(tmp_path: Path, name: str) -> None:
    root, start = tmp_path / "archive", tmp_path / "start.sh"
    (root / FOLDER).mkdir(parents=True)
    start.write_text("mine")
    (root / FOLDER / name).symlink_to(start)
    add_rules(root, "https://own.example/a", [("strip_id_or_class", "noise")])
    assert start.read_text() == "mine"
    assert "noise" in rules_for(root, "https://own.example/a")


def test_rules_are_not_written_into_a_folder_that_is_a_link(tmp_path: Path) -> None:
    root, elsewhere = tmp_path / "archive", tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "own.example.txt").write_text("mine")
    root.mkdir()
    (root / FOLDER).symlink_to(elsewhere)
    with pytest.raises(StorageError):
        add_rules(root, "https://own.example/a", [("strip_id_or_class", "noise")])
    write_rules(root, "own.example", "")
    assert [path.name for path in elsewhere.iterdir()] == ["own.example.txt"]
    assert (elsewhere / "own.example.txt").read_text() == "mine"
