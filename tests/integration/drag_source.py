"""A small window to drag a link out of, as a browser offers it; run as a program by the test of a real drop."""

from __future__ import annotations

import sys

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel


class DragSource(QLabel):
    """Starts a drag of one link as soon as the mouse moves with the button down."""

    def __init__(self, url: str) -> None:
        super().__init__("drag me", None, Qt.WindowType.FramelessWindowHint)
        self._url = url
        self.setFixedSize(160, 60)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons() & Qt.MouseButton.LeftButton:
            return
        mime = QMimeData()
        mime.setUrls([QUrl(self._url)])
        mime.setText(self._url)
        mime.setHtml(f'<a href="{self._url}">A link</a>')
        mime.setData("text/x-moz-url", f"{self._url}\nA link".encode("utf-16-le"))
        drag = QDrag(self)
        drag.setMimeData(mime)
        print(f"dropped {drag.exec(Qt.DropAction.CopyAction | Qt.DropAction.LinkAction)}", flush=True)  # noqa: T201


def main() -> None:
    application = QApplication(sys.argv[:1])
    source = DragSource(sys.argv[1])
    source.move(QPoint(int(sys.argv[2]), int(sys.argv[3])))
    source.show()
    print("ready", flush=True)  # noqa: T201
    application.exec()


if __name__ == "__main__":
    main()
