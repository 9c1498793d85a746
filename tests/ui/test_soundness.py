from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pressmark.app import _open_as_possible
from pressmark.archive.archive import open_archive
from pressmark.archive.errors import ArchiveDamaged, Cancelled, StorageError
from pressmark.ui import operations
from pressmark.ui.notices import Kind
from storage_steps import break_table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from pressmark.archive.archive import Archive
    from pressmark.ui.workspace import Workspace


def last_text(workspace: Workspace) -> str:
    notice = workspace.notices.current
    return notice.text if notice else ""


def test_a_sound_archive_is_said_to_be_so(
    workspace: Workspace, archive: Archive, articles: list[int], qtbot: QtBot
) -> None:
    assert articles
    files = archive.verify().files
    operations.check(workspace)
    qtbot.waitUntil(lambda: workspace.tasks.is_idle)
    assert last_text(workspace) == f"All {files} files are as they should be"


def test_a_damage_is_named_and_mended(
    workspace: Workspace, archive: Archive, articles: list[int], qtbot: QtBot
) -> None:
    sidecar = archive.root / "articles" / f"{articles[0]:02x}" / str(articles[0]) / "article.json"
    sidecar.unlink()
    operations.tell_damages(workspace, archive.verify().damages)
    notice = workspace.notices.current
    assert notice is not None
    assert (notice.kind, notice.action_text) == (Kind.PROBLEM, "Repair")
    assert "article.json" in notice.text
    assert notice.action is not None
    notice.action()
    qtbot.waitUntil(lambda: workspace.tasks.is_idle)
    assert sidecar.is_file()
    assert archive.verify().damages == ()
    operations.tell_damages(workspace, ())  # says nothing


def test_a_copy_of_the_database_is_made_where_the_person_says(
    workspace: Workspace, articles: list[int], tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    operations.back_up(workspace, folder)
    qtbot.waitUntil(lambda: workspace.tasks.is_idle)
    (copy,) = folder.iterdir()
    with closing(sqlite3.connect(copy)) as database:
        assert database.execute("SELECT count(*) FROM article").fetchone() == (len(articles),)
    assert last_text(workspace) == f"Copied the database to {copy.name}; pages and pictures are not in it"


def test_a_copy_never_takes_the_place_of_something_else(workspace: Workspace, tmp_path: Path, qtbot: QtBot) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Madam")
    operations.back_up(workspace, letter)
    qtbot.waitUntil(lambda: workspace.tasks.is_idle)
    notice = workspace.notices.current
    assert notice is not None
    assert notice.kind is Kind.PROBLEM
    assert letter.read_text() == "Dear Madam"


@pytest.mark.parametrize("hazard", ["network", "synced", "read-only"])
def test_a_bad_place_is_warned_of(workspace: Workspace, hazard: str) -> None:
    operations.tell_hazard(workspace, "")
    assert workspace.notices.current is None
    operations.tell_hazard(workspace, hazard)
    assert workspace.notices.current is not None


def test_where_nothing_may_be_written_there_is_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "archive"
    open_archive(root, cache=tmp_path / "cache").close()

    def refuse(*_: object) -> None:
        raise OSError(30, "read-only file system")

    monkeypatch.setattr("pressmark.archive.storage.lock.ArchiveLock.__init__", refuse)
    with _open_as_possible(root) as archive:
        assert archive.is_read_only
    with pytest.raises(StorageError, match="no-permission"):
        _open_as_possible(tmp_path / "nothing")


def test_long_work_is_shown_and_can_be_ended(workspace: Workspace, archive: Archive, qtbot: QtBot) -> None:
    assert archive.articles([]) == []
    begun, results, errors = threading.Event(), [], []

    def work(progress: Callable[[int, int], None]) -> int:
        begun.set()
        for _ in range(10_000):
            progress(3, 4)
            ended.wait(0.01)
        return 1

    ended = threading.Event()
    job = operations.labour(workspace, "Long work", work, results.append, errors.append)
    assert workspace.activity.jobs == (job,)
    qtbot.waitUntil(lambda: job.total == 4)
    assert (job.done, begun.is_set()) == (3, True)
    workspace.activity.cancel_all()
    qtbot.waitUntil(lambda: workspace.tasks.is_idle)
    assert workspace.activity.jobs == ()
    assert results == []
    assert [type(one) for one in errors] == [Cancelled]


def test_what_nobody_asked_for_is_not_shown_at_once(workspace: Workspace, qtbot: QtBot) -> None:
    release = threading.Event()
    job = operations.labour(
        workspace, "Quiet work", lambda _progress: release.wait(10), lambda _none: None, is_asked_for=False
    )
    assert workspace.activity.jobs == ()
    qtbot.waitUntil(lambda: workspace.activity.jobs == (job,))
    release.set()
    qtbot.waitUntil(lambda: workspace.activity.jobs == ())


def test_a_check_that_is_ended_says_nothing(workspace: Workspace, articles: list[int], qtbot: QtBot) -> None:
    assert articles
    operations.check(workspace)
    workspace.activity.cancel_all()
    qtbot.waitUntil(lambda: workspace.tasks.is_idle)
    assert workspace.notices.current is None


def test_the_opened_database_is_looked_at_while_the_window_shows(
    workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    root = tmp_path / "other"
    open_archive(root, cache=tmp_path / "cache").close()
    told: list[ArchiveDamaged] = []
    with open_archive(root, cache=tmp_path / "cache", checks_later=True) as other:
        operations.check_database(replace(workspace, archive=other), told.append)
        qtbot.waitUntil(lambda: workspace.tasks.is_idle)
        assert other.tag([], ["a"]) == ()  # changes go through
    assert told == []
    break_table(root, "queue")
    with open_archive(root, cache=tmp_path / "cache", checks_later=True) as other:
        operations.check_database(replace(workspace, archive=other), told.append)
        qtbot.waitUntil(lambda: bool(told))
        with pytest.raises(ArchiveDamaged):
            other.tag([1], ["a"])


def test_the_copy_of_the_day_is_made_beside_other_writes(workspace: Workspace, archive: Archive, qtbot: QtBot) -> None:
    operations.copy_daily(workspace)
    qtbot.waitUntil(lambda: workspace.tasks.is_idle)
    assert len(list((archive.root / "backups").iterdir())) == 1
