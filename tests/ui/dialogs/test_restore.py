"""The list of backups, and what becomes of a choice: told, asked for, never done by the dialog itself."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from pressmark.archive.archive import kept_backups, open_archive
from pressmark.archive.values import NewArticle
from pressmark.ui.dialogs.restore import RestoreDialog

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from pressmark.ui.workspace import Workspace

pytestmark = pytest.mark.gui


def shown(workspace: Workspace, qtbot: QtBot) -> tuple[RestoreDialog, list[Path]]:
    dialog = RestoreDialog(workspace.archive.root, workspace.tasks)
    qtbot.addWidget(dialog)
    chosen: list[Path] = []
    dialog.chosen.connect(chosen.append)
    dialog.show()
    qtbot.waitUntil(lambda: workspace.tasks.is_idle and not dialog.note.text().startswith("Looking"))
    return dialog, chosen


def test_backups_are_listed_with_their_day_and_number_of_articles(
    workspace: Workspace, articles: list[int], qtbot: QtBot
) -> None:
    workspace.archive.trash(articles[:1])
    file = workspace.archive.back_up_daily()
    dialog, chosen = shown(workspace, qtbot)
    item = dialog.list.topLevelItem(0)
    assert item is not None
    assert dialog.list.topLevelItemCount() == 1
    assert (item.text(1), item.text(2)) == ("daily", str(len(articles) - 1))
    assert not dialog.note.isVisible()
    words = dialog.list.fontMetrics().horizontalAdvance(item.text(0))
    assert words < dialog.list.columnWidth(0)  # the day is seen whole
    qtbot.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)
    assert chosen == [file]
    assert not dialog.isVisible()


def test_without_a_backup_nothing_can_be_chosen(workspace: Workspace, qtbot: QtBot) -> None:
    dialog, chosen = shown(workspace, qtbot)
    assert "no backup yet" in dialog.note.text()
    assert not dialog.restore.isEnabled()
    dialog.reject()
    assert chosen == []


def test_a_backup_that_was_put_elsewhere_can_be_chosen(
    workspace: Workspace, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = workspace.archive.back_up(tmp_path / "mine.db")
    dialog, chosen = shown(workspace, qtbot)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", staticmethod(lambda *_about: (str(file), "")))
    dialog._ask_for_file()
    assert chosen == [file]


def test_only_what_one_can_go_back_to_is_listed(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    with open_archive(root, cache=tmp_path / "cache") as archive:
        archive.add([NewArticle("https://example.org/a")])
        daily = archive.back_up_daily()
        assert daily is not None
        archive.back_up(root / "backups" / "20260301T120000Z-before-repair.db")
    with open_archive(tmp_path / "other", cache=tmp_path / "cache") as other:
        other.back_up(root / "backups" / "20260302T120000Z-daily.db")
    (root / "backups" / "20260303T120000Z-daily.db").write_bytes(b"not a database" * 400)
    (root / "backups" / "20260304T120000Z-daily.db").symlink_to(daily)
    (root / "backups" / "20260299T120000Z-daily.db").write_bytes(daily.read_bytes())
    (root / "backups" / "mine.db").write_bytes(daily.read_bytes())
    newer = root / "backups" / "20260305T120000Z-schema-99.db"
    newer.write_bytes(daily.read_bytes())
    with closing(sqlite3.connect(newer)) as connection, connection:
        connection.execute("PRAGMA user_version=99")
    before = {path.name: path.lstat().st_mtime_ns for path in root.rglob("*")}
    found = kept_backups(root)
    assert [(one.file.name, one.reason, one.articles) for one in found] == [
        (daily.name, "daily", 1),
        ("20260301T120000Z-before-repair.db", "before-repair", 1),
    ]
    assert before == {path.name: path.lstat().st_mtime_ns for path in root.rglob("*")}
    assert kept_backups(tmp_path / "nowhere") == []
