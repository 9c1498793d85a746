"""The application object, which hears of files and links that the system hands over.

A filter on the application would hear of them as well, but of every event of every object too, and PySide crashes where
one of them is only half made: the web engine makes such at each page.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """The one QApplication.

    Signals:
        opened: (path or address) the system wants this opened.
    """

    opened = Signal(str)

    def event(self, event: QEvent) -> bool:
        if not isinstance(event, QFileOpenEvent):
            return super().event(event)
        address = event.url().toString(event.url().ComponentFormattingOption.FullyEncoded)
        self.opened.emit(event.file() or address)
        return True
