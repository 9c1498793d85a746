"""An article in the trash says so in the reader, and can be brought back or let go there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent

from pressmark.ui.reader.trash_bar import TrashBar
from pressmark.ui.reader.view import ReaderView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
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
