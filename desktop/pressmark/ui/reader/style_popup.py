"""How the text looks: font, size, line height, width and colours, shown live while they are chosen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QFontComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from pressmark.settings import Settings
from pressmark.ui import theme
from pressmark.ui.reader import fonts
from pressmark.ui.reader.document import PAPERS

if TYPE_CHECKING:
    from collections.abc import Iterable

U = theme.UNIT
SWATCH = 6 * U


class StylePopup(QFrame):
    """Changes the reader's settings; whoever shows the text listens to them."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._settings = settings
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "popup")
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * U, 4 * U, 4 * U, 4 * U)
        column.setSpacing(3 * U)
        column.addLayout(self._themes())
        column.addLayout(self._fonts())
        self.families = self._families()
        column.addWidget(self.families)
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * U)
        grid.setVerticalSpacing(2 * U)
        least, most = Settings.reader_size.minimum or 12, Settings.reader_size.maximum or 40
        self.size_slider = self._slider(grid, 0, self.tr("Size"), least, most, settings.reader_size)
        self.size_slider.valueChanged.connect(lambda value: setattr(settings, "reader_size", value))
        self.height_slider = self._slider(
            grid, 1, self.tr("Line height"), 12, 22, round(settings.reader_line_height * 10)
        )
        self.height_slider.valueChanged.connect(lambda value: setattr(settings, "reader_line_height", value / 10))
        least, most = Settings.reader_width.minimum or 40, Settings.reader_width.maximum or 110
        self.width_slider = self._slider(grid, 2, self.tr("Width"), least, most, settings.reader_width)
        self.width_slider.valueChanged.connect(lambda value: setattr(settings, "reader_width", value))
        column.addLayout(grid)

    def _themes(self) -> QHBoxLayout:
        names = {
            "system": self.tr("As the window"),
            "light": self.tr("Light"),
            "sepia": self.tr("Sepia"),
            "grey": self.tr("Grey"),
            "dark": self.tr("Dark"),
        }
        buttons = []
        for name, text in names.items():
            button = QToolButton()
            button.setIcon(_swatch(name))
            button.setToolTip(text)
            button.setAccessibleName(text)
            buttons.append((name, button))
        return self._choices("reader_theme", buttons)

    def _fonts(self) -> QHBoxLayout:
        buttons = []
        for text, name in fonts.offered():
            button = QToolButton()
            button.setText(text)
            buttons.append((name, button))
        return self._choices("reader_font", buttons)

    def _families(self) -> QFontComboBox:
        """Any font that is installed."""
        box = QFontComboBox()
        box.setObjectName("reader_font_family")
        box.setAccessibleName(self.tr("Another font"))
        box.setEditable(False)
        box.setPlaceholderText(self.tr("Another font…"))
        box.setCurrentIndex(box.findText(self._settings.reader_font))
        box.textActivated.connect(self._on_family_chosen)
        return box

    def _on_family_chosen(self, family: str) -> None:
        for button in self.findChildren(QToolButton):
            if (group := button.group()) is not None and button.objectName().startswith("reader_font"):
                group.setExclusive(False)  # else none could be left unchosen
                button.setChecked(button.objectName() == f"reader_font_{family}")
                group.setExclusive(True)
        self._settings.reader_font = family

    def _choices(self, option: str, buttons: Iterable[tuple[str, QToolButton]]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * U)
        group = QButtonGroup(self)
        current = getattr(self._settings, option)
        for name, button in buttons:
            button.setCheckable(True)  # Qt's signature
            button.setChecked(name == current)
            button.setObjectName(f"{option}_{name}")
            button.clicked.connect(partial(self._on_chosen, option, name))
            group.addButton(button)
            row.addWidget(button, 1)
        return row

    def _on_chosen(self, option: str, name: str) -> None:
        setattr(self._settings, option, name)
        if option == "reader_font":
            self.families.setCurrentIndex(self.families.findText(name))

    def _slider(self, grid: QGridLayout, row: int, text: str, least: int, most: int, value: int) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(least, most)
        slider.setValue(value)
        slider.setMinimumWidth(40 * U)
        slider.setAccessibleName(text)
        grid.addWidget(QLabel(text), row, 0)
        grid.addWidget(slider, row, 1)
        return slider


def _swatch(name: str) -> QIcon:
    picture = QPixmap(SWATCH * 2, SWATCH * 2)
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(theme.colours().outline))
    first, second = (PAPERS["light"], PAPERS["dark"]) if name == "system" else (PAPERS[name], PAPERS[name])
    painter.setBrush(QColor(first.paper))
    painter.drawEllipse(1, 1, SWATCH - 2, SWATCH - 2)
    if name == "system":
        painter.setBrush(QColor(second.paper))
        painter.drawPie(1, 1, SWATCH - 2, SWATCH - 2, 270 * 16, 180 * 16)
    painter.setPen(QColor(second.ink))
    painter.drawText(0, 0, SWATCH, SWATCH, Qt.AlignmentFlag.AlignCenter, "A" if name != "system" else "")
    painter.end()
    return QIcon(picture)
