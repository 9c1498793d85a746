"""Nothing that comes from outside is ever taken for markup: in no widget, and no file that it names is opened.

A label that guesses reads a title like `<img src=file:...>` as rich text and opens the file.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from plain_reader import PlainReader
from pressmark.archive.values import Colour, LocalPage, NewArticle, Shelf
from pressmark.ui import operations
from pressmark.ui.main_window import MainWindow
from site_server import story

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from pressmark.archive.archive import Archive
    from pressmark.ui.workspace import Workspace


class Picture:
    """A picture on the disk that a title names, and whether anybody has opened it."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "picture.png"
        Image.new("RGB", (4, 4)).save(self._file)
        self.markup = f'<img src="{self._file.as_uri()}"><b>bold</b>'
        os.utime(self._file, (0, self._file.stat().st_mtime))  # read before it was written: every look is noted

    @property
    def was_opened(self) -> bool:
        return self._file.stat().st_atime > 0


@pytest.fixture
def picture(tmp_path: Path) -> Picture:
    return Picture(tmp_path)


@pytest.fixture
def ids(archive: Archive, picture: Picture) -> list[int]:
    """A saved article and one that waits, all of whose words are markup."""
    page = LocalPage(story(picture.markup.replace("<", "&lt;"), head="").encode(), "text/html")
    added = archive.add(
        [
            NewArticle("https://a.example/<b>one</b>", picture.markup, (picture.markup, "<i>tag"), page),
            NewArticle("https://b.example/<b>two</b>", picture.markup, ("<i>tag",)),
        ]
    )
    saved, waiting = (one.id for one in added)
    assert saved is not None
    assert waiting is not None
    archive.save_pending([saved])
    archive.set_note(saved, picture.markup)
    archive.highlight(saved, 3, 40, Colour.YELLOW, picture.markup)
    archive.save_search(picture.markup, '"<img src=x>" OR <b>bold</b>')
    return [saved, waiting]


@pytest.fixture
def window(workspace: Workspace, ids: list[int], qtbot: QtBot) -> Iterator[MainWindow]:  # noqa: ARG001 - they are in the archive
    made = MainWindow(workspace, make_reader=PlainReader)  # type: ignore[arg-type] # it has what the window needs
    qtbot.addWidget(made)
    made.choose_shelf(Shelf.ALL)
    made.live.count()
    qtbot.waitUntil(lambda: made.list.model.rowCount() == 2 and made.counts is not None)
    yield made
    made.close()


def markup_in(widget: QWidget) -> list[str]:
    """The texts of a widget that Qt would take for markup, though they hold what somebody else wrote."""
    texts = [widget.toolTip(), widget.whatsThis(), widget.statusTip()]
    if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText:
        texts.append(widget.text())
    return [text for text in texts if GuiQt.mightBeRichText(text) and ("<img" in text or "<b>" in text)]


def test_a_label_that_guesses_would_open_the_picture(picture: Picture, qtbot: QtBot) -> None:
    label = QLabel(picture.markup)
    qtbot.addWidget(label)
    label.show()
    label.grab()
    if not picture.was_opened:
        pytest.skip("this file system does not note when a file is read")
    assert markup_in(label)


@pytest.mark.parametrize("bench", ["tags", "highlights", "rules", "insight", "duplicates", "palette", "activity", ""])
def test_no_widget_takes_it_for_markup(
    bench: str, window: MainWindow, workspace: Workspace, picture: Picture, ids: list[int], qtbot: QtBot
) -> None:
    window.show()
    qtbot.waitUntil(lambda: workspace.tasks.is_idle)
    window.search("bold")
    window.list.view.selectAll()
    if bench:
        window.actions_by_name[bench].trigger()
    operations.set_read(workspace, ids, value=True)
    workspace.notices.show(picture.markup, picture.markup, lambda: None)
    workspace.activity.begin(picture.markup, 5).advance(2)
    qtbot.waitUntil(lambda: workspace.tasks.is_idle)
    for top in QApplication.topLevelWidgets():
        if top.isVisible():
            top.grab()
    found = {type(one).__name__: texts for one in QApplication.allWidgets() if (texts := markup_in(one))}
    assert found == {}
    assert not picture.was_opened


def test_every_change_names_it_as_it_is(
    window: MainWindow, workspace: Workspace, picture: Picture, ids: list[int], archive: Archive, qtbot: QtBot
) -> None:
    window.show()
    (search,) = archive.saved_searches()
    changes: list[Callable[[], None]] = [
        lambda: operations.change_tags(workspace, ids, add=("<b>new",)),
        lambda: operations.rename_tag(workspace, "<i>tag", "<b>other"),
        lambda: operations.rename_saved_search(workspace, search.id, f"{picture.markup}!"),
        lambda: operations.delete_saved_search(workspace, search.id),
        lambda: operations.rename_article(workspace, archive.article(ids[0]), f"{picture.markup}!"),
        lambda: operations.remove_tags(workspace, ["<b>other"]),
    ]
    for change in changes:
        with qtbot.waitSignal(workspace.notices.shown):
            change()
        qtbot.waitUntil(lambda: workspace.tasks.is_idle)
        window.grab()
        assert [texts for one in QApplication.allWidgets() if (texts := markup_in(one))] == []
    assert not picture.was_opened


def test_rows_tell_it_escaped(window: MainWindow, picture: Picture) -> None:
    tips = [index.data(Qt.ItemDataRole.ToolTipRole) for index in window.sidebar.model().walk()]
    tips += [window.list.model.index(row).data(Qt.ItemDataRole.ToolTipRole) for row in range(2)]
    assert [tip for tip in tips if tip and ("<img" in tip or "<b>" in tip)] == []
    assert window.list.model.index(0).data() == picture.markup
