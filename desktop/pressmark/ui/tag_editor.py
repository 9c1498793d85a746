"""The pop-up that tags articles: chips of what they have, a field with completion, one change for all of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from pressmark.ui import theme
from pressmark.ui.flow_layout import FlowLayout
from pressmark.ui.icons import icon
from pressmark.ui.suggestions import SHOWN, suggest, tags_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pressmark.archive.values import Selection

U = theme.UNIT
WIDTH = 84 * U
MAX_TAG = 200  # characters
MOST_CHIPS = 24  # the most frequent; thousands of articles may have thousands of tags
FEWEST_USUAL = 3  # tags offered beside those that suit the article


@dataclass(frozen=True, slots=True)
class TagEdit:
    """What the user decided."""

    ids: tuple[int, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]


class TagEditor(QFrame):
    """Edits the tags of one or more articles; it goes away when it is done.

    Signals:
        committed: (TagEdit) the user is done; not sent when nothing was changed.
    """

    committed = Signal(TagEdit)

    def __init__(
        self,
        ids: Sequence[int],
        selection: Selection,
        tags: Iterable[tuple[str, int]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(self.tr("Tags"))
        self._ids = tuple(ids)
        self._known = tuple(tags)
        self._suggested: tuple[str, ...] = ()
        self._everywhere = frozenset(tag for tag, number in selection.tags if number == selection.total)
        self._somewhere = frozenset(tag for tag, _ in selection.tags)
        usual = sorted(selection.tags, key=lambda one: (-one[1], one[0].casefold()))
        self._tags = sorted((tag for tag, _ in usual[:MOST_CHIPS]), key=str.casefold)
        self._unshown = frozenset(tag for tag, _ in usual[MOST_CHIPS:])
        self._typed: set[str] = set()
        self._done = False
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        self.edit = QLineEdit()
        self.edit.setMaxLength(MAX_TAG)
        self.edit.setPlaceholderText(self.tr("Add a tag, like policy/telegram"))
        self.edit.setAccessibleName(self.tr("New tag"))
        self.edit.installEventFilter(self)
        self.edit.textEdited.connect(self._on_text_edited)
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Tags that fit"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setIconSize(QSize(3 * U + 2, 3 * U + 2))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemClicked.connect(lambda item: self._take(item.text()))
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * U, 3 * U, 3 * U, 2 * U)
        column.setSpacing(2 * U)
        if len(self._ids) > 1:
            title = QLabel(self.tr("%Ln articles", "", len(self._ids)))
            title.setTextFormat(Qt.TextFormat.PlainText)
            title.setForegroundRole(self.palette().ColorRole.PlaceholderText)
            column.addWidget(title)
        column.addWidget(self._chips)
        if self._unshown:
            more = QLabel(self.tr("and %Ln rarer tags, which stay", "", len(self._unshown)))
            more.setTextFormat(Qt.TextFormat.PlainText)
            more.setForegroundRole(self.palette().ColorRole.PlaceholderText)
            column.addWidget(more)
        column.addWidget(self.edit)
        column.addWidget(self._list)
        self.setFocusProxy(self.edit)
        self._restyle()
        self._show_chips()
        self._show_suggestions()

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags that show as chips."""
        return tuple(self._tags)

    @property
    def suggestions(self) -> list[str]:
        """What is offered for the text in the field."""
        return [self._list.item(row).text() for row in range(self._list.count())]

    def set_suggested(self, tags: Sequence[str]) -> None:
        """Offer these first, as long as nothing is typed."""
        self._suggested = tuple(tags)
        self._show_suggestions()

    def open_at(self, position: QPoint) -> None:
        """Show the pop-up with its top left corner at a point of the screen, moved to where it fits."""
        self.adjustSize()
        screen = self.screen().availableGeometry()
        x = max(screen.left(), min(position.x(), screen.right() - self.width()))
        y = max(screen.top(), min(position.y(), screen.bottom() - 90 * U))
        self.move(x, y)
        self.show()
        self.edit.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is self.edit and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take_key(event)
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._commit()  # a click outside means done

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        width = theme.scaled(WIDTH)
        return QSize(width, max(self.heightForWidth(width), hint.height()))

    def _take_key(self, event: QKeyEvent) -> bool:
        text = self.edit.text()
        match event.key():
            case Qt.Key.Key_Escape:
                self.edit.clear()  # the chips are decided: what is undone is undone by Undo
                self.close()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if text.strip() or self._list.currentItem() is not None:
                    chosen = self._list.currentItem()
                    self._take(chosen.text() if chosen is not None else text)
                else:
                    self.close()
            case Qt.Key.Key_Comma:
                self._take(text)
            case Qt.Key.Key_Tab if self._list.count() and text.strip():
                self._take(self._list.item(max(self._list.currentRow(), 0)).text())
            case Qt.Key.Key_Down | Qt.Key.Key_Up if self._list.count():
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self._list.setCurrentRow(max(-1, min(self._list.currentRow() + step, self._list.count() - 1)))
            case Qt.Key.Key_Backspace if not text and self._tags:
                self._remove(self._tags[-1])
            case _:
                return False
        return True

    def _take(self, text: str) -> None:
        for tag in tags_in(text):
            self._tags = [known for known in self._tags if known.casefold() != tag.casefold()] + [tag]
            self._typed.add(tag)
        self.edit.clear()
        self._show_chips()
        self._show_suggestions()

    def _remove(self, tag: str) -> None:
        self._tags.remove(tag)
        self._show_chips()
        self._show_suggestions()
        self.edit.setFocus()

    def _commit(self) -> None:
        if self._done:
            return
        self._done = True
        if self.edit.text().strip():
            self._take(self.edit.text())
        added = tuple(tag for tag in self._tags if tag in self._typed and tag not in self._everywhere)
        removed = tuple(sorted(self._somewhere - self._unshown - set(self._tags)))
        if added or removed:
            self.committed.emit(TagEdit(self._ids, added, removed))

    def _on_text_edited(self, text: str) -> None:
        if "," in text:  # pasted
            self._take(text)
        else:
            self._show_suggestions()

    def _show_chips(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for tag in self._tags:
            self._flow.addWidget(self._chip(tag))
        self._chips.setVisible(bool(self._tags))
        self.adjustSize()

    def _chip(self, tag: str) -> QWidget:
        chip = QFrame()
        chip.setObjectName("chip")
        label = QLabel(tag)
        label.setTextFormat(Qt.TextFormat.PlainText)
        is_partial = tag in self._somewhere - self._everywhere - self._typed
        if is_partial:
            chip.setToolTip(self.tr("On some of the selected articles"))
            label.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        button = QToolButton()
        button.setIcon(icon("x", "chip_text"))
        button.setIconSize(QSize(3 * U, 3 * U))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAccessibleName(self.tr("Remove {tag}").format(tag=tag))
        button.clicked.connect(lambda: self._remove(tag))
        row = QHBoxLayout(chip)
        row.setContentsMargins(2 * U, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(label)
        row.addWidget(button)
        return chip

    def _show_suggestions(self) -> None:
        self._list.clear()
        typed = self.edit.text()
        fitting = [] if typed.strip() else [tag for tag in self._suggested if tag not in self._tags]
        usual = [tag for tag in suggest(typed, self._known, self._tags) if tag not in fitting]
        for tag in fitting:
            item = QListWidgetItem(icon("sparkle", "accent", selected_role="accent"), tag)
            item.setToolTip(self.tr("Suits this article"))
            self._list.addItem(item)
        for tag in usual[: max(SHOWN - len(fitting), FEWEST_USUAL)]:
            self._list.addItem(QListWidgetItem(icon("hash", "muted", selected_role="muted"), tag))
        height = self._list.sizeHintForRow(0) * self._list.count() + 2 if self._list.count() else 0
        self._list.setFixedHeight(height)
        self._list.setVisible(height > 0)
        self.adjustSize()

    def _restyle(self) -> None:
        now = theme.colours()
        self.setStyleSheet(f"""
TagEditor {{ background: {now.raised}; border: 1px solid {now.outline}; border-radius: {theme.RADIUS}px; }}
#chip {{ background: {now.chip}; border-radius: {theme.RADIUS - 3}px; }}
#chip QLabel {{ color: {now.chip_text}; }}
QToolButton {{ padding: 3px; }}
QLineEdit {{ border: 1px solid {now.outline}; border-radius: {theme.RADIUS - 2}px; padding: {U + 1}px {2 * U}px;
    background: {now.surface}; }}
QLineEdit:focus {{ border: 2px solid {now.accent}; padding: {U}px {2 * U - 1}px; }}
QListWidget {{ background: transparent; outline: 0; }}
QListWidget::item {{ padding: {U}px {U}px; border-radius: {theme.RADIUS - 3}px; color: {now.text}; }}
QListWidget::item:selected, QListWidget::item:hover {{ background: {now.accent_soft}; color: {now.text}; }}
""")
