"""A line of chips over the rows that narrow the search: tags, sites, years and languages of what was found.

The most frequent of each group come first, as many as the line has room for; a menu at its end holds all of them.
"""

from __future__ import annotations

from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QSize, Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from pressmark.archive.index.query import spans
from pressmark.ui import theme
from pressmark.ui.figures import grouped
from pressmark.ui.icons import icon

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from pressmark.archive.values import Facet, Facets

U = theme.UNIT
HEIGHT = 7 * U
MOST_CHIPS = 8  # more do not fit on any line
WIDEST = 40 * U
ICONS = {"tags": "hash", "sites": "globe-simple", "years": "calendar-blank", "languages": "translate"}


def useful(facets: Facets, total: int, query: str) -> dict[str, list[Facet]]:
    """The facets that narrow a search, by group: not what all hits have, nor what was asked for."""
    asked = {query[one.start : one.end] for one in spans(query)}
    return {
        group: [one for one in getattr(facets, group) if one.count < total and one.query not in asked]
        for group in ICONS
    }


class FacetBar(QWidget):
    """Shows as many chips as fit on its line; there is no line where there is no chip.

    Signals:
        chosen: (query text) the user wants only what has this.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facets: dict[str, list[Facet]] = {}
        self._shown: list[tuple[str, Facet]] = []
        self._chips = [self._chip(place) for place in range(MOST_CHIPS)]
        self._more = _button(self)
        self._more.setIcon(icon("dots-three", "muted"))
        self._more.setAccessibleName(self.tr("All ways to narrow the search"))
        self._more.setToolTip(self._more.accessibleName())
        self._more.clicked.connect(self._open_menu)
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName(self.tr("Narrow the search"))
        self._restyle()
        self.hide()

    @property
    def names(self) -> list[str]:
        """What the chips say, whether or not there is room for all of them."""
        return [chip.text() for chip in self._chips[: len(self._shown)]]

    def show_facets(self, facets: Facets, total: int, query: str) -> None:
        """Show other chips."""
        self._facets = useful(facets, total, query)
        ranks = zip_longest(*([(group, one) for one in ones] for group, ones in self._facets.items()))
        self._shown = [one for one in chain.from_iterable(ranks) if one is not None][:MOST_CHIPS]
        for chip, (group, facet) in zip(self._chips, self._shown, strict=False):
            chip.setText(f"{self._name(group, facet)}  {grouped(facet.count)}".replace("&", "&&"))
            chip.setIcon(icon(ICONS[group], "muted"))
            chip.setAccessibleName(self.tr("Only {name}").format(name=facet.name))
        self._arrange()
        self.setVisible(bool(self._shown))

    def clear(self) -> None:
        """Show nothing, and take no room."""
        self._facets, self._shown = {}, []
        self.hide()

    def menu(self) -> QMenu:
        """All facets by group; deletes itself when it closes."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        titles = {
            "tags": self.tr("Tags"),
            "sites": self.tr("Sites"),
            "years": self.tr("Published"),
            "languages": self.tr("Languages"),
        }
        for group, ones in self._facets.items():
            if not ones:
                continue
            if not menu.isEmpty():
                menu.addSeparator()
            heading = menu.addAction(icon(ICONS[group], "muted"), titles[group])
            heading.setEnabled(False)
            for facet in ones:
                name = self._name(group, facet).replace("&", "&&")
                action = menu.addAction(f"{name}\t{grouped(facet.count)}")
                action.triggered.connect(lambda _checked=False, query=facet.query: self.chosen.emit(query))
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_other_look(event):
            self._restyle()

    def _chip(self, place: int) -> QToolButton:
        chip = _button(self)
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.clicked.connect(lambda: self.chosen.emit(self._shown[place][1].query))
        return chip

    def _name(self, group: str, facet: Facet) -> str:
        """A language by its own name; everything else is called what it is."""
        if group != "languages":
            return facet.name
        return QLocale(facet.name).nativeLanguageName() or facet.name

    def _open_menu(self) -> None:
        self.menu().popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _arrange(self) -> None:
        left, right = 5 * U, self.width() - 3 * U - HEIGHT
        for chip in self._chips[len(self._shown) :]:
            chip.hide()
        for chip in self._chips[: len(self._shown)]:
            width = min(chip.sizeHint().width(), WIDEST)
            fits = left + width <= right
            if fits:
                self._place(chip, left, width)
                left += width + U
            else:
                right = 0  # none after it either: the order says what matters
            chip.setVisible(fits)
        self._more.setVisible(bool(self._shown))
        self._place(self._more, left, HEIGHT)

    def _place(self, button: QToolButton, left: int, width: int) -> None:
        button.setGeometry(self.width() - left - width if self.isRightToLeft() else left, 0, width, HEIGHT - U)

    def _restyle(self) -> None:
        now = theme.colours()
        theme.restyle(
            self,
            f"QToolButton {{ border: 1px solid {now.line}; border-radius: {theme.RADIUS - 2}px; padding: 0 {U}px;"
            f" color: {now.muted}; background: {now.surface}; }}"
            f"QToolButton:hover, QToolButton:focus {{ background: {now.accent_soft}; color: {now.text}; }}",
        )


def _button(parent: FacetBar) -> QToolButton:
    button = QToolButton(parent)
    button.setIconSize(QSize(3 * U + 1, 3 * U + 1))
    button.setFont(theme.smaller(parent.font()))
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.hide()
    return button
