"""Says that Pressmark has a fault, that nothing is lost, and gives a report that can be copied."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from pressmark.ui import theme

U = theme.UNIT


class CrashDialog(QDialog):
    """Shows the report of a bug.

    Args:
        report: plain text, as `pressmark.crash.report` makes it.
        parent: the window.
    """

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Pressmark has a fault"))
        self.resize(theme.scaled(150 * U), theme.scaled(100 * U))
        words = QLabel(
            self.tr(
                "Something went wrong that should not have. What you saved is on the disk and safe; you can go on.\n"
                "The report below holds no text of your articles. Please send it along with what you were doing."
            )
        )
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setAccessibleName(self.tr("Report"))
        self.report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy = buttons.addButton(self.tr("Copy report"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * U, 5 * U, 5 * U, 4 * U)
        column.setSpacing(3 * U)
        for widget in (words, self.report, buttons):
            column.addWidget(widget)
