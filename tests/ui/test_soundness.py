from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pressmark.app import _open_as_possible
from pressmark.archive.archive import open_archive
from pressmark.archive.errors import StorageError
from pressmark.ui import operations
from pressmark.ui.notices import Kind

if TYPE_CHECKING:
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
    workspace.notices.dismiss()  # that it began
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
