"""Asks which articles are to be taken along and in what format; writes nothing itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from pressmark.archive.values import ExportKind
from pressmark.ui import theme
from pressmark.ui.labels import plain
from pressmark.ui.scrolling import Scrolling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QMouseEvent

U = theme.UNIT
WIDTH = 132 * U
BESIDE_SIGN = 6 * U  # where the text of a radio button begins, which does not grow with the letters


@dataclass(frozen=True, slots=True)
class Extent:
    """Articles that can be exported together."""

    text: str  # what they are, and how many
    title: str  # what the export is called
    ids: Sequence[int] | None  # in order; None for all there are


class ExportDialog(QDialog):
    """Lets the person choose.

    Args:
        extents: what there is to choose from.
        preferred: the place of the one that is meant most likely.
        kind: the format, likewise.
        parent: the Qt parent.

    Signals:
        decided: (Extent, ExportKind) the choice.
    """

    decided = Signal(object, object)

    def __init__(
        self,
        extents: Sequence[Extent],
        preferred: int = 0,
        kind: ExportKind = ExportKind.HTML,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._extents = extents
        self.setWindowTitle(self.tr("Export"))
        self.extents = [_Option(one.text) for one in extents]
        self.kinds = {one: _Option(name, told) for one, name, told in self._formats()}
        self._groups = [QButtonGroup(self), QButtonGroup(self)]
        for group, options in zip(self._groups, (self.extents, self.kinds.values()), strict=True):
            for option in options:
                group.addButton(option.button)
        self.extents[preferred].button.setChecked(True)
        self.kinds[kind].button.setChecked(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = buttons.addButton(self.tr("Export…"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setProperty("kind", "primary")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * U)
        column.addWidget(plain(self.tr("Articles"), is_bold=True, wraps=False))
        column.addWidget(_card(self.extents, 2 * U))
        column.addSpacing(2 * U)
        column.addWidget(plain(self.tr("Format"), is_bold=True, wraps=False))
        column.addWidget(_card(list(self.kinds.values()), 3 * U))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(6 * U, 5 * U, 6 * U, 4 * U)
        whole.setSpacing(4 * U)
        whole.addWidget(Scrolling(ground, self, width=theme.scaled(WIDTH)), 1)
        whole.addWidget(buttons)
        self.go.setDefault(True)  # known to the dialog only now
        self.kinds[kind].button.setFocus()

    def accept(self) -> None:
        """Hand over what was chosen."""
        super().accept()
        extent = next(one for one, option in zip(self._extents, self.extents, strict=True) if option.button.isChecked())
        kind = next(kind for kind, option in self.kinds.items() if option.button.isChecked())
        self.decided.emit(extent, kind)

    def _formats(self) -> list[tuple[ExportKind, str, str]]:
        """Each with its name and what it is good for."""
        return [
            (
                ExportKind.HTML,
                self.tr("Web pages"),
                self.tr("A folder to read in any browser, with pictures, highlights and notes."),
            ),
            (
                ExportKind.EPUB,
                self.tr("Book (EPUB)"),
                self.tr("One file for an e-reader: a chapter for each article, with its pictures."),
            ),
            (
                ExportKind.MARKDOWN,
                "Markdown",
                self.tr("A folder of notes with pictures, for Obsidian and other editors."),
            ),
            (
                ExportKind.JSON,
                "JSON",
                self.tr("One file with all that is known, texts too, for programs; no pictures."),
            ),
            (
                ExportKind.CSV,
                self.tr("Table (CSV)"),
                self.tr("Titles, addresses, dates, tags and notes, for a spreadsheet; no texts."),
            ),
            (
                ExportKind.BOOKMARKS,
                self.tr("Bookmarks"),
                self.tr("Addresses with tags and notes, for browsers and other services; no texts."),
            ),
        ]


class _Option(QWidget):
    """A choice with a line below that says what it is good for; a click anywhere takes it."""

    def __init__(self, text: str, told: str = "") -> None:
        super().__init__()
        self.button = QRadioButton(text.replace("&", "&&"))
        self.button.setAccessibleDescription(told)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(U // 2)
        column.addWidget(self.button)
        if told:
            row = QHBoxLayout()
            row.addSpacing(BESIDE_SIGN)
            row.addWidget(plain(told, is_faint=True), 1)
            column.addLayout(row)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.button.setFocus(Qt.FocusReason.MouseFocusReason)
            self.button.click()


def _card(options: Sequence[QWidget], spacing: int) -> QFrame:
    card = QFrame()
    card.setProperty("kind", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(4 * U, 3 * U, 4 * U, 3 * U)
    column.setSpacing(spacing)
    for option in options:
        column.addWidget(option)
    return card
