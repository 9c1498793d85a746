"""A line to type tags in, with commas between them, that offers the known ones for the one that is being typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from pressmark.archive.values import Completion, CompletionKind
from pressmark.ui import theme
from pressmark.ui.completion_list import CompletionList
from pressmark.ui.suggestions import suggest, tags_in

if TYPE_CHECKING:
    from collections.abc import Iterable

U = theme.UNIT


class TagsLine(QLineEdit):
    """A field for any number of tags.

    Args:
        known: all tags with their number of articles.
        parent: the Qt parent.
    """

    def __init__(self, known: Iterable[tuple[str, int]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = dict(known)
        self._offers: CompletionList | None = None
        self.setAccessibleName(self.tr("Tags"))
        self.setPlaceholderText(self.tr("Tags, with commas between them (optional)"))
        self.textEdited.connect(self._offer)

    @property
    def tags(self) -> tuple[str, ...]:
        """What is typed, as tags."""
        return tuple(tags_in(self.text()))

    @property
    def offers(self) -> CompletionList:
        """The list of known tags; it floats over the window that the field is in."""
        if self._offers is None:
            self._offers = CompletionList(self.window())
            self._offers.taken.connect(self._take)
        return self._offers

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._steer(event.key()):
            event.accept()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._offers is not None:
            self._offers.hide()

    def _steer(self, key: int) -> bool:
        """Use a key for the known tags; False where it is for the field."""
        offers = self.offers
        if not offers.isVisible():
            if key == Qt.Key.Key_Down:
                self._offer()
            return key == Qt.Key.Key_Down
        is_leaving = key == Qt.Key.Key_Tab and not self._place()[2]
        return not is_leaving and offers.steer(key)

    def _place(self) -> tuple[int, int, str]:
        """Where the tag at the cursor begins and ends, and what of it is typed."""
        text, cursor = self.text(), self.cursorPosition()
        start = text.rfind(",", 0, cursor) + 1
        end = text.find(",", cursor)
        return start, len(text) if end < 0 else end, text[start:cursor].strip()

    def _offer(self) -> None:
        start, end, typed = self._place()
        rest = {tag.casefold() for tag in tags_in(self.text()[:start] + self.text()[end:])}
        names = suggest(typed, self._known.items(), {tag for tag in self._known if tag.casefold() in rest})
        useful = [name for name in names if name != typed]
        found = [Completion(start, end, name, name, CompletionKind.TAG, self._known.get(name)) for name in useful]
        place = self.mapTo(self.window(), QPoint(self.cursorRect().left(), 0))
        offers = self.offers
        offers.offer(found, place + QPoint(0, self.height() + U))
        if found and offers.geometry().bottom() > self.window().height() - U:
            offers.move(offers.x(), max(place.y() - offers.height() - U, 0))

    def _take(self, completion: Completion) -> None:
        """Write a tag in place of what is typed of it, ready for the next one."""
        self.offers.hide()
        is_last = completion.end == len(self.text())
        before = " " if completion.start else ""
        self.setSelection(completion.start, completion.end - completion.start)
        self.insert(before + completion.text + (", " if is_last else ""))
        self.setFocus()
