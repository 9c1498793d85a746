"""A line of chips over the rows that narrow the search: tags, sites, years and languages of what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from pressmark.ui import theme
from pressmark.ui.icons import icon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QResizeEvent

    from pressmark.archive.values import Facet, Facets

U = theme.UNIT
HEIGHT = 7 * U
SHOWN = {"tags": 4, "sites": 3, "years": 2, "languages": 2}
ICONS = {"tags": "hash", "sites": "globe-simple", "years": "calendar-blank", "languages": "translate"}


def useful(facets: Facets, total: int, query: str) -> Iterator[tuple[str, Facet]]:
    """The facets that narrow a search, with the name of their group: not what all have, nor what was asked for."""
    asked = query.split()
    for group, most in SHOWN.items():
        narrowing = [one for one in getattr(facets, group) if one.count < total and one.query not in asked]
        for facet in narrowing[:most]:
            yield group, facet


class FacetBar(QWidget):
    """Shows as many chips as fit on its line.

    Signals:
        chosen: (query text) the user wants only what has this.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: list[QToolButton] = []
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName(self.tr("Narrow the search"))

    @property
    def names(self) -> list[str]:
        """What the chips say."""
        return [chip.text() for chip in self._chips]

    def show_facets(self, facets: Facets, total: int, query: str) -> None:
        """Show other chips."""
        self.clear()
        for group, facet in useful(facets, total, query):
            chip = QToolButton(self)
            chip.setText(f"{facet.name}  {facet.count:,}".replace("&", "&&"))
            chip.setIcon(icon(ICONS[group], "muted"))
            chip.setIconSize(QSize(3 * U + 1, 3 * U + 1))
            chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            chip.setFont(theme.smaller(self.font()))
            chip.setCursor(Qt.CursorShape.PointingHandCursor)
            chip.setAccessibleName(self.tr("Only {name}").format(name=facet.name))
            chip.clicked.connect(lambda _checked=False, query=facet.query: self.chosen.emit(query))
            self._chips.append(chip)
        self._restyle()
        self._arrange()

    def clear(self) -> None:
        """Show nothing, and keep the room."""
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = []

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_other_look(event):
            self._restyle()

    def _arrange(self) -> None:
        left, right = 5 * U, self.width() - 3 * U
        is_rtl = self.isRightToLeft()
        for chip in self._chips:
            width = min(chip.sizeHint().width(), 40 * U)
            fits = left + width <= right
            chip.setVisible(fits)
            if fits:
                chip.setGeometry(self.width() - left - width if is_rtl else left, 0, width, HEIGHT - U)
                left += width + U
            else:
                right = 0  # none after it either: the order says what matters

    def _restyle(self) -> None:
        now = theme.colours()
        theme.restyle(
            self,
            f"QToolButton {{ border: 1px solid {now.line}; border-radius: {theme.RADIUS - 2}px; padding: 0 {U}px;"
            f" color: {now.muted}; background: {now.surface}; }}"
            f"QToolButton:hover, QToolButton:focus {{ background: {now.accent_soft}; color: {now.text}; }}",
        )
