"""`pressmark import` with real files of other programs, against a real archive."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

from export_files import written, zipped
from pressmark import cli, exports
from pressmark.archive.archive import open_archive
from pressmark.archive.values import (
    Export,
    Failure,
    Imported,
    ImportedArticle,
    Skipped,
    Status,
    Way,
)

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "<p>The ferry left the harbour at dawn, and nobody on board spoke of the storm that was to come.</p>"
POCKET = "title,url,time_added,tags,status\n"
HERE = "http://127.0.0.1:9/"  # where nothing is asked, for a file names it


class Shell:
    """Runs commands on one archive and keeps what they print."""

    def __init__(self, archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.archive, self.capsys = archive, capsys
        self.error: list[str] = []

    def run(self, *arguments: str, code: int = 0) -> list[str]:
        assert cli.main([arguments[0], "--archive", str(self.archive), *arguments[1:]]) == code
        captured = self.capsys.readouterr()
        self.error = captured.err.splitlines()
        return captured.out.splitlines()

    def json(self, *arguments: str, code: int = 0) -> Any:
        return json.loads("\n".join(self.run(*arguments, "--json", code=code)))


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path / "archive", capsys)


@pytest.fixture
def omnivore(tmp_path: Path) -> str:
    """Two articles with their texts, one of them with a highlight."""
    entry = {"title": "Waves", "url": "https://a.example/waves", "state": "Archived", "labels": ["sea"]}
    facts = {**entry, "slug": "waves", "savedAt": "2024-03-01T10:00:00.123Z", "readingProgress": 40}
    other = {**entry, "slug": "salt", "title": "Salt", "url": "https://a.example/salt", "state": "Active"}
    content = {
        "metadata_0_to_20.json": [facts, other],
        "content/waves.html": f"<p>Waves.</p>{TEXT}",
        "content/salt.html": f"<p>Salt.</p>{TEXT}",
        "highlights/waves.md": "> spoke of the storm\n\nWhich?\n",
    }
    return str(zipped(tmp_path / "omnivore.zip", content))


@pytest.fixture
def pocket(tmp_path: Path) -> str:
    """Two addresses, one of them twice, and one that is none."""
    lines = [
        f"Waves,{HERE}waves,1700000000,sea|deep water,archive",
        f"Waves,{HERE}waves/,1700000001,,archive",
        f"Salt,{HERE}salt,1700000002,,unread",
        "Wrong,ftp://a.example/x,1700000000,,unread",
    ]
    return str(written(tmp_path, "part_000000.csv", POCKET + "\n".join(lines) + "\n"))


def test_an_export_with_texts_is_taken_in_and_saved(shell: Shell, omnivore: str) -> None:
    said = shell.run("import", omnivore, "--tag", "from omnivore")
    assert said[0] == "Omnivore: 2 articles, 2 new, 0 already there"
    assert sorted(said[1:]) == ["1\tSalt", "2\tWaves"]
    assert shell.error == []
    with open_archive(shell.archive) as archive:
        salt, waves = archive.articles([1, 2])
        assert (waves.status, waves.way, waves.is_read, salt.is_read) == (Status.SAVED, Way.IMPORT, True, False)
        assert (waves.tags, waves.progress) == (("from omnivore", "sea"), 0.4)
        (mark,) = archive.highlights(2)
        assert (mark.quote, mark.note, mark.is_attached) == ("spoke of the storm", "Which?", True)
    assert [hit["title"] for hit in shell.json("search", "harbour waves")] == ["Waves"]
    again = shell.run("import", omnivore)
    assert again == ["Omnivore: 2 articles, 0 new, 2 already there"]
    assert shell.json("verify")["damages"] == []


def test_a_dry_run_changes_nothing(shell: Shell, omnivore: str, pocket: str) -> None:
    assert shell.run("import", omnivore, "--dry-run")[0].startswith("Omnivore: 2 articles, 2 new")
    assert not shell.archive.exists()
    shell.run("import", omnivore, "--no-capture")
    before = sorted(path.name for path in shell.archive.rglob("*"))
    found = shell.json("import", omnivore, "--dry-run")
    assert found["plan"] == {"new": 0, "known": 2, "from_feeds": 0, "with_text": 0, "from_trash": 0}
    assert (found["new"], found["known"]) == ([], [])
    assert shell.run("import", pocket, "--dry-run") == [
        "Pocket: 4 articles, 2 new, 0 already there, 1 more than once, 1 left out"
    ]
    assert sorted(path.name for path in shell.archive.rglob("*")) == before


def test_json_says_all_of_it(shell: Shell, pocket: str) -> None:
    found = shell.json("import", pocket, "--no-capture", code=1)
    message = "Only addresses that begin with http or https can be saved."
    assert found == {
        "source": "Pocket",
        "kind": "pocket",
        "entries": 4,
        "merged": 1,
        "new": [1, 2],
        "known": [],
        "skipped": [{"name": "Wrong", "code": "invalid-url", "detail": "scheme", "message": message}],
        "error": None,
        "plan": None,
    }
    assert shell.error == [f"pressmark: Wrong: {message}"]
    with open_archive(shell.archive) as archive:
        assert [(one.title, one.status) for one in archive.articles([1, 2])] == [
            ("Salt", Status.QUEUED),
            ("Waves", Status.QUEUED),
        ]
    again = shell.json("import", pocket, "--no-capture", code=1)
    assert (again["new"], again["known"]) == ([], [1, 2])


def test_what_cannot_be_saved_is_told_by_name(shell: Shell, pocket: str) -> None:
    shell.run("import", pocket, code=1)
    lines = shell.error[1:]
    assert len(lines) == 2
    assert lines[0].startswith("pressmark: http://127.0.0.1:9/")
    assert "private network" in lines[0]


def test_a_file_that_is_no_export_makes_no_archive(shell: Shell, tmp_path: Path) -> None:
    letter = written(tmp_path, "letter.txt", "Dear reader")
    shell.run("import", str(letter), code=1)
    assert shell.error == ["pressmark: letter.txt is no export that Pressmark can read."]
    shell.run("import", str(tmp_path / "nothing.zip"), code=1)
    assert len(shell.error) == 1
    assert not shell.archive.exists()
    shell.run("import", code=2)


def test_what_the_person_had_deleted_is_no_failure() -> None:
    gone, damaged = Skipped("Gone", "deleted"), Skipped("entry 2", "entry-damaged")
    export = Export("Pocket", "pocket", (), (gone,), 1)
    told = exports.to_json(export, Imported(skipped=(gone,)))
    assert exports.left_out(told["skipped"]) == ["Gone: This was deleted in the program that it comes from."]
    assert exports.is_complete(told)
    assert not exports.is_complete(exports.to_json(export, Imported(skipped=(gone, damaged))))
    assert not exports.is_complete(exports.to_json(export, Imported(failure=Failure("disk-full"))))


def test_feeds_are_left_out_unless_they_are_wanted(shell: Shell) -> None:
    articles = (ImportedArticle("https://a.example/1"), ImportedArticle("https://a.example/2", is_from_feed=True))
    export = Export("", "table", articles, entries=2)
    assert exports.summary(export, 1, 0, 0) == "table: 2 articles, 1 new, 0 already there, 1 from feeds left out"
    assert exports.summary(export, 2, 0, 0) == "table: 2 articles, 2 new, 0 already there"
    with open_archive(shell.archive) as archive:
        assert len(exports.take_in(archive, export, (), with_feeds=False).new) == 1
        assert exports.take_in(archive, export, (), with_feeds=True) == Imported((2,), (1,))


def test_a_terminal_hears_how_far_it_is(shell: Shell, omnivore: str, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.StringIO()
    terminal.isatty = lambda: True  # type: ignore[method-assign]  # as one says
    monkeypatch.setattr(sys, "stderr", terminal)
    shell.run("import", omnivore, "--no-capture")
    assert "\r2 of 2 articles taken in" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")  # and what is said next stands in a line of its own
