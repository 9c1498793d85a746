"""Strips of the reader: for an article in the trash, and for a passage that is chosen or marked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QToolButton, QVBoxLayout, QWidget

from pressmark.ui.reader.marking_bar import MarkingBar
from pressmark.ui.reader.trash_bar import TrashBar
from pressmark.ui.reader.view import ReaderView

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from pressmark.archive.archive import Archive
    from pressmark.ui.workspace import Workspace


@pytest.mark.parametrize(
    ("today", "text"),
    [
        (date(2026, 3, 2), "In the trash; goes for good on 31 March 2026."),
        (date(2026, 3, 30), "In the trash; goes for good on 31 March 2026."),
        (date(2026, 3, 31), "In the trash; goes for good today."),
        (date(2026, 4, 9), "In the trash; goes for good today."),
    ],
)
def test_the_bar_says_until_when(today: date, text: str, archive: Archive, articles: list[int], qtbot: QtBot) -> None:
    bar = TrashBar()
    qtbot.addWidget(bar)
    trashed = replace(archive.article(articles[0]), trashed_at=datetime(2026, 3, 1, 12, tzinfo=UTC))
    bar.show_article(trashed, today)
    assert (bar.text.text(), bar.isHidden()) == (text, False)
    bar.show_article(None)
    assert bar.isHidden()


def test_an_article_comes_back_or_goes_where_it_is_read(
    workspace: Workspace, archive: Archive, articles: list[int], qtbot: QtBot
) -> None:
    reader = ReaderView(workspace)
    qtbot.addWidget(reader)
    reader.show_article(archive.article(articles[0]))
    assert reader.trash_bar.isHidden()
    assert reader.tools.buttons["trash"].isEnabled()
    archive.trash(articles[:1])
    reader.show_article(archive.article(articles[0]))
    assert not reader.trash_bar.isHidden()
    assert not reader.tools.buttons["trash"].isEnabled()
    with qtbot.waitSignal(reader.purge_asked) as asked:
        reader.trash_bar.purge.click()
    assert asked.args == [articles[:1]]
    reader.trash_bar.restore.click()
    qtbot.waitUntil(lambda: workspace.undo.undo_text == "Restored")
    reader.show_article(archive.article(articles[0]))
    assert reader.trash_bar.isHidden()


class Witness(QObject):
    """Notes why a widget got the focus."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.reasons: list[Qt.FocusReason] = []
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusIn:
            self.reasons.append(event.reason())
        return super().eventFilter(watched, event)


def test_the_focus_goes_to_the_text_and_not_to_its_first_link(
    workspace: Workspace, archive: Archive, articles: list[int], qtbot: QtBot
) -> None:
    reader = ReaderView(workspace)
    qtbot.addWidget(reader)
    archive.trash(articles[:1])
    with qtbot.waitExposed(reader):
        reader.show()
    reader.show_article(archive.article(articles[0]))
    reader.trash_bar.restore.setFocus()
    qtbot.waitUntil(reader.trash_bar.restore.hasFocus)
    page = reader.pages.currentWidget()
    assert page is not None
    witness = Witness(page.focusProxy() or page)
    archive.restore(articles[:1])
    reader.show_article(archive.article(articles[0]))
    assert reader.trash_bar.isHidden()
    qtbot.waitUntil(lambda: witness.reasons == [Qt.FocusReason.OtherFocusReason])


@pytest.mark.parametrize("is_wide", [True, False])
def test_the_buttons_go_below_where_there_is_no_room_beside_the_text(
    is_wide: bool, archive: Archive, articles: list[int], qtbot: QtBot
) -> None:
    pane = QWidget()
    qtbot.addWidget(pane)
    column = QVBoxLayout(pane)
    column.setContentsMargins(0, 0, 0, 0)
    bar = TrashBar()
    column.addWidget(bar)
    column.addStretch(1)
    bar.show_article(replace(archive.article(articles[0]), trashed_at=datetime(2026, 3, 1, 12, tzinfo=UTC)))
    buttons = bar.restore.sizeHint().width() + bar.purge.sizeHint().width()  # other machines have other fonts
    pane.resize(4 * buttons if is_wide else buttons + 80, 300)
    pane.show()
    QApplication.processEvents()
    assert (bar.restore.y() < bar.text.geometry().bottom()) is is_wide
    assert bar.text.height() >= bar.text.heightForWidth(bar.text.width())
    assert bar.purge.width() >= bar.purge.sizeHint().width()


@pytest.mark.parametrize("width", [300, 420, 900])
def test_the_bar_of_a_passage_stays_in_the_pane_with_all_of_its_hint(width: int, qtbot: QtBot) -> None:
    pane = QWidget()
    qtbot.addWidget(pane)
    pane.resize(width, 400)
    bar = MarkingBar((("note", "note-pencil", "Note"),), pane)
    pane.show()
    bar.show_at(
        QRect(width - 40, 200, 30, 20), hint="G next · Shift+G previous · 1–4 colours · N note · Del removes · Esc"
    )
    assert pane.rect().contains(bar.geometry())
    assert bar.hint.height() >= bar.hint.heightForWidth(bar.hint.width())
    for button in bar.findChildren(QToolButton):
        assert bar.rect().contains(button.geometry())
