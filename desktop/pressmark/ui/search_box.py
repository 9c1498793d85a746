"""The search field: finds after every key, explains a mistake in one line, and leads into the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from pressmark.archive.values import Completion, CompletionKind
from pressmark.ui import icons, theme
from pressmark.ui.completion_list import CompletionList
from pressmark.ui.icons import icon
from pressmark.ui.query_edit import QueryEdit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pressmark.archive.errors import InvalidQuery

U = theme.UNIT
MAX_QUERY = 1_000  # characters


class SearchBox(QFrame):
    """A large search field.

    Signals:
        query_edited: (text) the user typed; comes with every key.
        query_entered: (text) the user pressed Enter.
        completion_wanted: (text, cursor) ways to go on would help; `offer` takes them.
        save_asked: the user wants to keep the query.
        list_wanted: the user wants to go on in the list (Down, Enter, or Esc in an empty field).

    While ways to go on are offered, Down and Up go through them, Tab and Enter take one, and Esc sends them away.
    """

    query_edited = Signal(str)
    query_entered = Signal(str)
    completion_wanted = Signal(str, int)
    save_asked = Signal()
    list_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QueryEdit()
        self.edit.setStyleSheet("QLineEdit { border: 0; background: transparent; }")
        self.edit.setMaxLength(MAX_QUERY)
        self.edit.setAcceptDrops(False)  # drops are for the window
        self.edit.setAccessibleName(self.tr("Search"))
        self.edit.installEventFilter(self)
        self.edit.textEdited.connect(self._on_text_edited)
        self.edit.cursorPositionChanged.connect(self._on_cursor_moved)
        self._offers: CompletionList | None = None
        self._is_writing = False  # a text that is set, not typed
        self._saved: frozenset[str] = frozenset()
        self._save = _button("bookmark-simple", self.tr("Save this search"))
        self._save.clicked.connect(self.save_asked)
        self._clear = _button("x", self.tr("Clear the search"))
        self._clear.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(U, 0, U, 0)
        row.setSpacing(0)
        row.addSpacing(8 * U)  # for the glass, on whichever side the line begins
        row.addWidget(self.edit, 1)
        row.addWidget(self._save)
        row.addWidget(self._clear)
        self.setMinimumHeight(9 * U)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.edit)
        self.set_total(0)

    @property
    def text(self) -> str:
        """The query."""
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Write a query into the field, as if it was always there: nothing is emitted."""
        if text != self.edit.text():
            self._is_writing = True
            self.edit.setText(text)
            self._is_writing = False
            self._send_offers_away()
        self._show_buttons()

    def start(self, text: str) -> None:
        """Write the beginning of a query, to be typed on, with what may follow below it."""
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit.selectAll()
        self.edit.insert(text)
        self._on_text_edited(text)

    def set_saved(self, queries: Iterable[str]) -> None:
        """Say which queries are kept already, and need no button to keep them."""
        self._saved = frozenset(queries)
        self._show_buttons()

    def set_total(self, articles: int) -> None:
        """Say in the empty field how much there is to search."""
        self.edit.setPlaceholderText(
            self.tr("Search %Ln articles", "", articles) if articles > 1 else self.tr("Search")
        )

    @property
    def offers(self) -> CompletionList:
        """The list of ways to go on; it floats over the window that the field is in."""
        if self._offers is None:
            self._offers = CompletionList(self.window())
            self._offers.taken.connect(self._take)
        return self._offers

    def offer(self, text: str, cursor: int, completions: Sequence[Completion]) -> None:
        """Show ways to go on with a text, unless it is another one by now. Plain words are found without help."""
        if (text, cursor) != (self.text, self.edit.cursorPosition()) or not self.edit.hasFocus():
            return
        useful = [
            one for one in completions if one.kind is not CompletionKind.WORD and one.text != text[one.start : one.end]
        ]
        below = self.mapTo(self.window(), self.rect().bottomLeft())
        start = self.edit.mapTo(self, QPoint(round(self.edit.x_of(useful[0].start)), 0)).x() if useful else 0
        self.offers.offer(useful, below + QPoint(max(start, 0), U))

    def clear(self) -> None:
        """Take the query away."""
        self.set_text("")
        self.query_edited.emit("")
        self.edit.setFocus()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is self.edit:
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._take_key(event)
            if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
                self.update()
                self._send_offers_away()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        now = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.edit.hasFocus()
        painter.setBrush(QColor(now.surface))
        painter.setPen(QPen(QColor(now.accent if focused else now.outline), 2 if focused else 1))
        inset = 1.0 if focused else 0.5
        painter.drawRoundedRect(
            self.rect().toRectF().adjusted(inset, inset, -inset, -inset), theme.RADIUS, theme.RADIUS
        )
        side = 4 * U
        glyph = QRect(3 * U, (self.height() - side) // 2, side, side)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            glyph.moveRight(self.width() - 3 * U)
        icons.paint(painter, glyph, "magnifying-glass", now.accent if focused else now.muted)
        painter.end()

    def _take_key(self, event: QKeyEvent) -> bool:
        if self._offers is not None and self._offers.isVisible() and self._offers.steer(event.key()):
            return True
        match event.key():
            case Qt.Key.Key_Escape:
                if self.text:
                    self.clear()
                else:
                    self.list_wanted.emit()
            case Qt.Key.Key_Down:
                self.list_wanted.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.query_entered.emit(self.text)
                self.list_wanted.emit()
            case _:
                return False
        return True

    def _take(self, completion: Completion) -> None:
        """Write a way to go on, with a space after it unless it wants a value."""
        self._send_offers_away()
        rest = self.text[completion.end :]
        is_open = completion.kind is CompletionKind.OPERATOR or rest[:1] in {" ", ")"}
        self.edit.setSelection(completion.start, completion.end - completion.start)
        self.edit.insert(completion.text + ("" if is_open else " "))
        self._on_text_edited(self.text)

    def _send_offers_away(self) -> None:
        if self._offers is not None:
            self._offers.hide()

    def _on_cursor_moved(self) -> None:
        if self._is_writing:
            return
        if self.edit.hasFocus() and self.text and not self.edit.hasSelectedText():
            self.completion_wanted.emit(self.text, self.edit.cursorPosition())
        else:
            self._send_offers_away()

    def _on_text_edited(self, text: str) -> None:
        self._show_buttons()
        self.query_edited.emit(text)

    def _show_buttons(self) -> None:
        query = self.text.strip()
        self._clear.setVisible(bool(self.text))
        self._save.setVisible(bool(query) and query not in self._saved)


def _button(name: str, text: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name, "muted"))
    button.setToolTip(text)
    button.setAccessibleName(text)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setAutoRaise(True)
    button.hide()
    return button


class SearchNote(QFrame):
    """The line under the search field: what is wrong with the query, or what had to be left out, and a way out.

    Signals:
        query_taken: (query text) the user takes what was suggested.
    """

    query_taken = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_mistake = False
        self._suggested = ""
        font = theme.smaller(self.font(), 0.5)
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self._label.setFont(font)
        self._offer = QPushButton()
        self._offer.setFlat(True)
        self._offer.setFont(font)
        self._offer.setCursor(Qt.CursorShape.PointingHandCursor)
        self._offer.clicked.connect(lambda: self.query_taken.emit(self._suggested))
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(5 * U, 2 * U, 5 * U, 2 * U)
        row.setSpacing(3 * U)
        row.addWidget(self._label, 1)
        row.addWidget(self._offer)
        row.addStretch(0)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._label.text()

    @property
    def offer(self) -> str:
        """What it suggests."""
        return self._offer.text() if not self._offer.isHidden() else ""

    def show_mistake(self, error: InvalidQuery, text: str) -> None:
        """Explain what is wrong with the query, in the words given."""
        self._say(text, is_mistake=True)
        self.setAccessibleDescription(self.tr("At character %Ln", "", error.position + 1))

    def show_dropped(self, words: tuple[str, ...]) -> None:
        """Say which words of the query were left out; nothing for none."""
        self._say(self.tr("Shown without: {words}").format(words=", ".join(words)) if words else "", is_mistake=False)

    def suggest(self, query: str, text: str) -> None:
        """Offer another query, in the words given, beside what is said already."""
        self._suggested = query
        self._offer.setText(text.replace("&", "&&"))
        self._offer.setVisible(bool(query))
        self._row.setStretch(0, int(not query))  # the offer stands right behind the words
        self._label.setWordWrap(not query)

    def hush(self) -> None:
        """Say nothing more."""
        self._say("", is_mistake=False)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_other_look(event):
            self._restyle()

    def _say(self, text: str, *, is_mistake: bool) -> None:
        self._is_mistake = is_mistake
        self._label.setText(text)
        self.suggest("", "")
        self.setVisible(bool(text))
        self._restyle()

    def _restyle(self) -> None:
        now = theme.colours()
        colour, ground = (now.problem, now.problem_soft) if self._is_mistake else (now.caution, now.caution_soft)
        sheet = (
            f"SearchNote {{ background: {ground}; }} QLabel {{ color: {colour}; }}"
            f"QPushButton {{ color: {now.accent}; background: transparent; border: 0; padding: 0 {U}px; }}"
            f"QPushButton:hover, QPushButton:focus {{ text-decoration: underline; }}"
        )
        theme.restyle(self, sheet)
