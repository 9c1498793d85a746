"""Labels whose text may come from anywhere: none is taken for markup, which could open files and addresses."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def plain(text: str = "", *, is_faint: bool = False, is_bold: bool = False, wraps: bool = True) -> QLabel:
    """A label that takes no text for markup."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wraps)
    if is_faint:
        label.setProperty("kind", "muted")
    if is_bold:
        font = label.font()
        font.setBold(True)
        label.setFont(font)
    return label
