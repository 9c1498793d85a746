"""What is offered when an archive does not open; each button is pressed in the real dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from pressmark.archive.archive import open_archive
from pressmark.archive.errors import ArchiveDamaged, ArchiveInUse
from pressmark.archive.values import NewArticle
from pressmark.tasks.runner import TaskRunner
from pressmark.ui.dialogs.restore import RestoreDialog
from pressmark.ui.recovery import offer_recovery

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


def when_asked(qtbot: QtBot, *presses: str) -> list[list[str]]:
    """Press these buttons, one in each dialog that comes; returns what buttons there were."""
    seen: list[list[str]] = []
    waiting = list(presses)

    def press() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(20, press)
            return
        assert box.textFormat() == Qt.TextFormat.PlainText
        buttons = {button.text().replace("&", ""): button for button in box.buttons()}
        seen.append(sorted(buttons))
        qtbot.mouseClick(buttons[waiting.pop(0)], Qt.MouseButton.LeftButton)
        if waiting:
            QTimer.singleShot(20, press)

    QTimer.singleShot(0, press)
    return seen


@pytest.fixture
def tasks() -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    runner.close()


@pytest.mark.parametrize(
    ("button", "answer"),
    [("Try again", lambda folder: folder), ("Quit", lambda _folder: None)],
    ids=["again", "quit"],
)
@pytest.mark.usefixtures("qapp")
def test_an_archive_in_use_can_be_tried_again_or_left(
    tmp_path: Path, qtbot: QtBot, tasks: TaskRunner, button: str, answer: Callable[[Path], Path | None]
) -> None:
    seen = when_asked(qtbot, button)
    assert offer_recovery(tmp_path, ArchiveInUse("123"), tasks) == answer(tmp_path)
    assert seen == [["Choose another folder…", "Quit", "Try again"]]


@pytest.mark.usefixtures("qapp")
def test_a_damaged_archive_is_rebuilt_from_its_folders(tmp_path: Path, qtbot: QtBot, tasks: TaskRunner) -> None:
    folder = tmp_path / "archive"
    with open_archive(folder, cache=tmp_path / "cache") as archive:
        archive.add([NewArticle("https://example.org/kept"), NewArticle("https://example.org/lost")])
    (folder / "archive.db").write_bytes(b"not a database" * 400)
    spoiled = next(path for path in folder.glob("articles/*/2/article.json"))
    spoiled.write_text("<img src=file:///x>")
    seen = when_asked(qtbot, "Rebuild from the article folders", "OK")
    assert offer_recovery(folder, ArchiveDamaged("check"), tasks) == folder
    assert len(seen) == 2
    with open_archive(folder, cache=tmp_path / "cache") as archive:
        assert [article.url for article in archive.articles([1, 2])] == ["https://example.org/kept"]


def choose_in_list(qtbot: QtBot, then: Callable[[], None]) -> None:
    """Take the first backup of the dialog that comes, and go on with `then`."""

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, RestoreDialog) or not dialog.list.topLevelItemCount():
            QTimer.singleShot(20, press)
            return
        then()
        qtbot.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, press)


@pytest.mark.parametrize("is_sound", [True, False])
@pytest.mark.usefixtures("qapp")
def test_a_damaged_archive_goes_back_to_a_backup(
    tmp_path: Path, qtbot: QtBot, tasks: TaskRunner, *, is_sound: bool
) -> None:
    folder = tmp_path / "archive"
    with open_archive(folder, cache=tmp_path / "cache") as archive:
        archive.add([NewArticle("https://example.org/kept", tags=("then",))])
        copy = archive.back_up_daily()
        archive.tag([1], ["now"], ["then"])
    assert copy is not None
    damaged = b"not a database" * 400
    (folder / "archive.db").write_bytes(damaged)

    def spoil() -> None:
        if not is_sound:  # between the list and the choice
            copy.write_bytes(damaged)

    if is_sound:
        when_asked(qtbot, "Restore from a backup…")
    else:
        when_asked(qtbot, "Restore from a backup…", "Quit")
    choose_in_list(qtbot, spoil)
    assert offer_recovery(folder, ArchiveDamaged("check"), tasks) == (folder if is_sound else None)
    if is_sound:
        with open_archive(folder, cache=tmp_path / "cache") as archive:
            assert archive.article(1).tags == ("then",)
    else:
        assert (folder / "archive.db").read_bytes() == damaged
    assert any(one.read_bytes() == damaged for one in folder.glob("backups/*")) or not is_sound
