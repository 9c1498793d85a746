"""What stands in the place of the rows when there are none: one picture, one line, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from pressmark.archive.values import Shelf
from pressmark.ui import icons, theme
from pressmark.ui.article_list.wording import tr
from pressmark.ui.labels import plain
from pressmark.ui.operations.searches import LONGEST_PART, quoted

if TYPE_CHECKING:
    from pressmark.archive.values import Cause, Explanation
    from pressmark.ui.article_list.finder import Scope

U = theme.UNIT
CAUSES_SHOWN = 3


def texts_for(scope: Scope, place: str = "") -> tuple[str, str, str]:
    """Icon, heading and advice for an empty answer to a scope; `place` names the part of the library looked in."""
    if scope.is_search and place:
        heading = tr("Nothing found in {shelf}").replace("{shelf}", place)
        return "magnifying-glass", heading, tr("Try fewer words, or look in all articles.")
    if scope.is_search:
        return "magnifying-glass", tr("Nothing found"), tr("Try fewer words.")
    return {
        Shelf.INBOX: ("tray", tr("Your inbox is empty"), tr("Drop a link anywhere in this window to save it.")),
        Shelf.ALL: ("books", tr("No articles yet"), tr("Drop a link anywhere in this window to save it.")),
        Shelf.FAVOURITES: ("star", tr("No favourites yet"), tr("Press S to keep an article close at hand.")),
        Shelf.READ: ("check-circle", tr("Nothing read yet"), tr("Press E when you have finished an article.")),
        Shelf.PROBLEMS: ("check-circle", tr("No problems"), tr("Every article was saved whole.")),
        Shelf.TRASH: ("trash", tr("The trash is empty"), tr("What you delete stays here for 30 days.")),
    }[scope.shelf]


def reason_for(cause: Cause, place: str = "") -> str:
    """Why a part of a query keeps it from finding anything in that part of the library; in all of it by default."""
    if not cause.alone and not cause.is_negated:
        sentence = tr("Nothing in {shelf} has {part}.") if place else tr("Nothing has {part}.")
    elif cause.without:
        sentence = tr("Without {part} there are %Ln.", cause.without)
    else:
        sentence = tr("{part} leaves nothing.")
    return sentence.replace("{shelf}", place).replace("{part}", quoted(cause.text))


def offer_for(suggestion: str) -> str:
    """The question whether another query was meant; empty where none came to mind."""
    if not suggestion:
        return ""
    return tr("Did you mean {query}?").replace("{query}", quoted(suggestion, 2 * LONGEST_PART))


class Disc(QWidget):
    """An icon on a round ground."""

    def __init__(self, name: str, side: int = 18 * U, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._side = side
        self.setFixedSize(side, side)

    def set_name(self, name: str) -> None:
        """Show another icon."""
        self._name = name
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        now = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.accent_soft))
        painter.drawEllipse(self.rect())
        glyph = QRect(0, 0, self._side * 11 // 24, self._side * 11 // 24)
        glyph.moveCenter(self.rect().center())
        icons.paint(painter, glyph, self._name, now.accent)
        painter.end()


class EmptyState(QWidget):
    """Says that a scope holds nothing.

    Signals:
        search_everywhere_asked: the user wants to look in the whole library.
        query_taken: (query text) the user takes what was suggested.
    """

    search_everywhere_asked = Signal()
    query_taken = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._disc = Disc("tray")
        self._heading = _label(bold=True)
        self._advice = _label(bold=False)
        self._suggestion = QPushButton()
        self._suggestion.setProperty("kind", "primary")
        self._suggested = ""
        self._suggestion.clicked.connect(lambda: self.query_taken.emit(self._suggested))
        self._place = ""
        self._button = QPushButton()
        self._button.clicked.connect(self.search_everywhere_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(8 * U, 8 * U, 8 * U, 8 * U)
        column.setSpacing(2 * U)
        column.addStretch(2)
        column.addWidget(self._disc, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(3 * U)
        column.addWidget(self._heading)
        column.addWidget(self._advice)
        column.addSpacing(2 * U)
        column.addWidget(self._suggestion, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Go to what can be done about it, for keys to do it."""
        offers = [one for one in (self._suggestion, self._button) if not one.isHidden()]
        if offers:
            offers[0].setFocus(reason)
        else:
            super().setFocus(reason)

    def show_scope(self, scope: Scope, shelf_name: str = "") -> None:
        """Say what the scope is about."""
        self._place = "" if scope.shelf is Shelf.ALL else shelf_name
        name, heading, advice = texts_for(scope, self._place)
        self._disc.set_name(name)
        self._heading.setText(heading)
        self._advice.setText(advice)
        self._button.setText(self.tr("Search all articles"))
        self._button.setVisible(scope.is_search and scope.shelf is not Shelf.ALL)
        self._suggestion.hide()

    def show_mistake(self) -> None:
        """Say that nothing was looked for."""
        self._heading.setText(tr("Not searched"))
        self._advice.setText(tr("The line under the search field says why."))
        self._button.hide()
        self._suggestion.hide()

    def show_explanation(self, explanation: Explanation) -> None:
        """Say why a search found nothing, and what may be meant."""
        if explanation.causes:
            reasons = [reason_for(cause, self._place) for cause in explanation.causes[:CAUSES_SHOWN]]
            self._advice.setText("\n".join(reasons))
        self._button.setVisible(bool(explanation.elsewhere))  # it would lead from nothing to nothing
        if explanation.elsewhere:
            self._button.setText(self.tr("Search all articles: %Ln found", "", explanation.elsewhere))
        self._suggested = explanation.suggestion
        self._suggestion.setText(offer_for(explanation.suggestion).replace("&", "&&"))
        self._suggestion.setVisible(bool(explanation.suggestion))


def _label(*, bold: bool) -> QLabel:
    label = plain()
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    font = label.font()
    if bold:
        font = theme.smaller(font, -3)
        font.setBold(True)
    label.setFont(font)
    label.setForegroundRole(label.foregroundRole() if bold else label.palette().ColorRole.PlaceholderText)
    return label
