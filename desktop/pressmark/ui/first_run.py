"""The page of an empty archive: what Pressmark is for, and the ways to begin."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from pressmark.ui import theme
from pressmark.ui.article_list.empty import Disc
from pressmark.ui.flow_layout import FlowLayout
from pressmark.ui.icons import icon
from pressmark.ui.labels import plain

U = theme.UNIT


class FirstRun(QWidget):
    """Invites to save the first article.

    Signals:
        add_asked: the user wants to type or paste links into a dialog.
        paste_asked: the user wants to save what the clipboard holds.
        sample_asked: the user wants to see the sample article.
        import_asked: the user wants to bring what another program kept.
    """

    add_asked = Signal()
    paste_asked = Signal()
    sample_asked = Signal()
    import_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)
        area = _DropArea()
        add = QPushButton(self.tr("Add a link…"))
        add.setProperty("kind", "primary")
        add.clicked.connect(self.add_asked)
        paste = QPushButton(self.tr("Paste from clipboard"))
        paste.setIcon(icon("clipboard-text"))
        paste.clicked.connect(self.paste_asked)
        sample = QPushButton(self.tr("Try the sample article"))
        sample.setIcon(icon("article"))
        sample.clicked.connect(self.sample_asked)
        bring = QPushButton(self.tr("Import from Pocket, Omnivore, Instapaper, Raindrop…"))
        bring.setProperty("kind", "quiet")
        bring.setIcon(icon("archive-tray", "accent"))
        bring.setMinimumHeight(9 * U)
        bring.clicked.connect(self.import_asked)
        buttons = QWidget()
        flow = FlowLayout(buttons, 2 * U, is_centred=True)
        for button in (add, paste, sample):
            button.setMinimumHeight(9 * U)
            flow.addWidget(button)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(10 * U, 8 * U, 10 * U, 8 * U)
        column.setSpacing(3 * U)
        column.addStretch(2)
        column.addWidget(_label(self.tr("Keep the articles you want to keep"), larger=9, bold=True))
        column.addWidget(
            _label(self.tr("The text, the pictures and the page as it was, on your own disk. No account, no server."))
        )
        column.addSpacing(4 * U)
        column.addWidget(area, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(3 * U)
        column.addWidget(buttons)
        column.addWidget(bring, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        scrolling = QScrollArea()  # large text needs more room than a small window has
        scrolling.setFrameShape(QFrame.Shape.NoFrame)
        scrolling.setWidgetResizable(True)
        scrolling.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolling.setWidget(inside)
        for ground in (inside, scrolling.viewport()):
            ground.setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling)


class _DropArea(QFrame):
    """A dashed frame that says what can be dropped. The whole window takes drops; this only shows it."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumWidth(min(theme.scaled(116 * U), 150 * U))
        self.setMaximumWidth(theme.scaled(140 * U))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(8 * U, 8 * U, 8 * U, 8 * U)
        column.setSpacing(2 * U)
        column.addWidget(Disc("download-simple", 16 * U), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(U)
        column.addWidget(_label(self.tr("Drop a link here, or anywhere in this window"), larger=2, bold=True))
        all_of_it = self.tr("Links, saved pages, text and exports of other programs all work.")
        column.addWidget(_label(all_of_it, is_faint=True))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        layout = self.layout()
        if layout is not None:  # who centres it gives it no height for its width
            for label in self.findChildren(QLabel):
                label.setMinimumHeight(label.heightForWidth(layout.contentsRect().width()))
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        now = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(now.outline), 1.5, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.setBrush(QColor(now.hover))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3 * U, 3 * U)
        painter.end()


def _label(text: str, *, larger: float = 0, bold: bool = False, is_faint: bool = False) -> QLabel:
    label = plain(text)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    font = theme.smaller(label.font(), -larger)
    font.setBold(bold)
    label.setFont(font)
    if is_faint or not bold:
        label.setForegroundRole(label.palette().ColorRole.PlaceholderText)
    return label
