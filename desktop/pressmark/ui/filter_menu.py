"""What can be searched for besides words, to be clicked: the query language for those who do not know it by heart."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from pressmark.archive.index.query import has_part, narrowed, widened
from pressmark.ui.icons import icon

if TYPE_CHECKING:
    from collections.abc import Sequence


class Offer(NamedTuple):
    """A line of the menu: its English words, and the filter; one that ends in a colon waits for its value."""

    words: str
    part: str
    icon_name: str = ""


DAYS = (
    ("Today", "today"),
    ("This week", "this-week"),
    ("Last 30 days", "30d"),
    ("This year", "this-year"),
    ("Last year", "last-year"),
)
GROUPS: tuple[tuple[str, str, Sequence[Offer]], ...] = (
    ("", "", (Offer("Unread", "is:unread"), Offer("Read", "is:read"), Offer("Favourites", "is:fav"))),
    (
        "",
        "",
        (
            Offer("Tag…", "tag:", "hash"),
            Offer("Site…", "site:", "globe-simple"),
            Offer("Author…", "by:", "user"),
            Offer("Title…", "title:", "text-aa"),
            Offer("Language…", "lang:", "translate"),
        ),
    ),
    ("Saved", "tray", tuple(Offer(words, f"saved:{day}") for words, day in DAYS)),
    (
        "Published",
        "calendar-blank",
        (
            *(Offer(words, f"published:{day}") for words, day in DAYS),
            Offer("Before…", "before:"),
            Offer("After…", "after:"),
        ),
    ),
    (
        "Length",
        "ruler",
        (
            Offer("Short: up to 500 words", "words:<=500"),
            Offer("Middling: 500 to 2,000 words", "words:500..2000"),
            Offer("Long: more than 2,000 words", "words:>2000"),
        ),
    ),
    (
        "Has",
        "paperclip",
        (
            Offer("A note", "has:note"),
            Offer("Highlights", "has:highlight"),
            Offer("A picture", "has:image"),
            Offer("No tag", "tag:none"),
            Offer("Several snapshots", "has:snapshot2"),
        ),
    ),
)


class FilterMenu(QMenu):
    """Writes filters into a query, and takes them out again.

    Signals:
        query_made: (query text) the query with or without a filter.
        value_wanted: (query text) the query, at whose end an operator waits for its value.
    """

    query_made = Signal(str)
    value_wanted = Signal(str)

    def __init__(self, query: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for title, icon_name, offers in GROUPS:
            if title:
                menu = self.addMenu(icon(icon_name, "muted"), _translated(title))
            else:
                menu = self
                if not self.isEmpty():
                    self.addSeparator()
            for offer in offers:
                self._add(menu, offer, query)
            if not title and offers is GROUPS[1][2]:
                self.addSeparator()

    def _add(self, menu: QMenu, offer: Offer, query: str) -> None:
        action = menu.addAction(_translated(offer.words))
        if offer.icon_name:
            action.setIcon(icon(offer.icon_name, "muted"))
        if offer.part.endswith(":"):
            asked = f"{query.rstrip()} {offer.part}".lstrip()
            action.triggered.connect(lambda: self.value_wanted.emit(asked))
            return
        is_asked = has_part(query, offer.part)
        action.setCheckable(True)
        action.setChecked(is_asked)
        other = (widened if is_asked else narrowed)(query, offer.part)
        action.triggered.connect(lambda: self.query_made.emit(other))


def _translated(text: str) -> str:
    return QCoreApplication.translate("filter_menu", text)
