"""What this program is, in which version, and what it keeps where."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from pressmark import __version__
from pressmark.archive.values import Shelf
from pressmark.ui import theme

if TYPE_CHECKING:
    from pressmark.archive.values import Counts
    from pressmark.ui.workspace import Workspace

U = theme.UNIT
ICON = 24 * U


class AboutDialog(QDialog):
    """Names versions, archive and licence."""

    def __init__(self, workspace: Workspace, counts: Counts | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Pressmark"))
        picture = QLabel()
        picture.setPixmap(QIcon.fromTheme("", self.windowIcon()).pixmap(ICON, ICON))
        name = QLabel("Pressmark")
        font = name.font()
        font.setPointSizeF(font.pointSizeF() * 1.8)
        font.setBold(True)
        name.setFont(font)
        count = counts.shelves.get(Shelf.ALL, 0) if counts else 0
        facts = "\n".join(
            (
                self.tr("Version {version}").format(version=__version__),
                f"Qt {qVersion()} · Python {platform.python_version()}",
                "",
                self.tr("{n} articles in").format(n=f"{count:,}"),
                str(workspace.archive.root),
                "",
                self.tr("Free software under the Apache License 2.0."),
                self.tr("Nothing you save or read is sent to anyone."),
            )
        )
        text = QLabel(facts)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(10 * U, 8 * U, 10 * U, 4 * U)
        column.setSpacing(3 * U)
        for widget in (picture, name, text):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignCenter)
        column.addSpacing(3 * U)
        column.addWidget(buttons)
