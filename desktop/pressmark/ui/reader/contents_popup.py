"""The headings of an article, to jump to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from pressmark.ui import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

U = theme.UNIT
WIDTH = 84 * U
ROW = 8 * U
MOST_ROWS = 18  # in sight; more scroll
INDENT = "\u2003"  # a wide blank


class ContentsPopup(QFrame):
    """Shows the title and the headings; closes when one is chosen.

    Signals:
        chosen: (place) go to this heading; -1 is the beginning.
    """

    chosen = Signal(int)

    def __init__(
        self, title: str, headings: Sequence[tuple[int, str]], current: int, parent: QWidget | None = None
    ) -> None:
        """Make it.

        Args:
            title: of the article.
            headings: level and words of each.
            current: which of them is being read; -1 for none yet.
            parent: the Qt parent.
        """
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "popup")
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.viewport().setAutoFillBackground(False)  # Qt's signature
        self.list.setAccessibleName(self.tr("Contents"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        top = min((level for level, _words in headings), default=1)
        self._add(title, 0)
        for level, words in headings:
            self._add(words, level - top + 1)
        self.list.setCurrentRow(current + 1)
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * U, 2 * U, 2 * U, 2 * U)
        column.addWidget(self.list)
        self.list.setFixedSize(
            QSize(theme.scaled(WIDTH), min(self.list.count(), MOST_ROWS) * self.list.sizeHintForRow(0))
        )
        self.list.setFocus()

    def _add(self, words: str, depth: int) -> None:
        item = QListWidgetItem(INDENT * max(depth - 1, 0) + words)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
        item.setSizeHint(QSize(0, max(ROW, self.list.fontMetrics().height() + U)))
        if not depth:
            font = item.font()
            font.setBold(True)  # Qt's signature
            item.setFont(font)
        self.list.addItem(item)

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(self.list.row(item) - 1)
        self.close()
