"""Asks for links to save: as many as fit, one a line or in the middle of prose."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from pressmark.ui import theme
from pressmark.ui.intake import read_text, reservation, summary
from pressmark.ui.tags_line import TagsLine

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pressmark.archive.capture.intake import Intake
    from pressmark.ui.workspace import Workspace

U = theme.UNIT
QUIET_MILLISECONDS = 120  # after the last key, before the text is looked at


class AddDialog(QDialog):
    """Takes text and says what it understood of it.

    Args:
        workspace: of the window.
        known_tags: all tags with their number of articles.
        parent: the Qt parent.

    Signals:
        understood: (Intake, tags) the user wants this saved.
    """

    understood = Signal(object, tuple)

    def __init__(
        self, workspace: Workspace, known_tags: Iterable[tuple[str, int]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._intake: Intake | None = None
        self.setWindowTitle(self.tr("Add to Pressmark"))
        self.setMinimumWidth(theme.scaled(130 * U))
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(self.tr("Links or text"))
        self.text.setPlaceholderText(self.tr("Paste links here, one or many, or text with links in it"))
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(34 * U)
        self.tags = TagsLine(known_tags)
        self.note = QLabel()
        self.note.setTextFormat(self.note.textFormat().PlainText)
        self.note.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self.save = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        self.save.setProperty("kind", "primary")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * U, 5 * U, 5 * U, 4 * U)
        column.setSpacing(3 * U)
        for widget in (self.text, self.tags, self.note, self.buttons):
            column.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET_MILLISECONDS)
        self._timer.timeout.connect(self._understand)
        self.text.textChanged.connect(self._on_text_changed)
        self._show(None)
        self._offer_clipboard()

    def accept(self) -> None:
        """Hand over what was understood."""
        if self._intake is None or not self.save.isEnabled():
            return
        super().accept()
        self.understood.emit(self._intake, self.tags.tags)

    def _offer_clipboard(self) -> None:
        """A link in the clipboard is likely meant; selected, so that typing replaces it."""
        copied = QGuiApplication.clipboard().text().strip()
        if copied.lower().startswith(("http://", "https://")) and len(copied.split()) == 1:
            self.text.setPlainText(copied)
            self.text.selectAll()

    def _on_text_changed(self) -> None:
        self._intake = None
        self.save.setEnabled(False)
        self._timer.start()

    def _understand(self) -> None:
        text = self.text.toPlainText()
        if text.strip():
            self._workspace.tasks.read(partial(read_text, text), self._show, owner=self, slot="add dialog")
        else:
            self._show(None)

    def _show(self, intake: Intake | None) -> None:
        self._intake = intake
        self.save.setEnabled(bool(intake and (intake.wishes or intake.exports)))
        parts = [summary(intake), reservation(intake)] if intake else [self.tr("Files can be dropped on the window.")]
        self.note.setText(" · ".join(part for part in parts if part))
