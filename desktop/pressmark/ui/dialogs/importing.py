"""Shows what another program's export holds and what taking it in would do, and asks; changes nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from pressmark.archive.urls import clean_text, display_host
from pressmark.archive.values import Failure
from pressmark.ui import theme
from pressmark.ui.article_list.empty import Disc
from pressmark.ui.elided_label import ElidedLabel
from pressmark.ui.figures import grouped
from pressmark.ui.flow_layout import FlowLayout
from pressmark.ui.icons import icon
from pressmark.ui.labels import plain
from pressmark.ui.operations import describe
from pressmark.ui.scrolling import Scrolling
from pressmark.ui.tags_line import TagsLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pressmark.archive.values import ImportedArticle, Skipped
    from pressmark.ui.operations.importing import Found

U = theme.UNIT
WIDTH = 156 * U
MOST_LEFT_OUT = 5_000  # names; a text of more takes long to lay out
ICONS = {"bookmarks": "bookmarks", "pinboard": "push-pin", "raindrop": "drop"}  # by kind of export
USUAL_ICON = "archive-tray"


class ImportDialog(QDialog):
    """Lets the person decide about an import.

    Args:
        found: what was understood.
        known_tags: all tags with their number of articles.
        parent: the Qt parent.

    Signals:
        decided: (tags, with_feeds) it is wanted, with these tags for all, and with or without what came from feeds.
    """

    decided = Signal(tuple, bool)

    def __init__(self, found: Found, known_tags: Iterable[tuple[str, int]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found = found
        export, plan = found.export, found.plan
        name = export.source or clean_text(found.files[0].name)
        self.setWindowTitle(self.tr("Import from {program}").replace("{program}", name))
        self.figures = [_Figure(self.tr("new"), is_chief=True), _Figure(self.tr("already here"))]
        self.figures.append(_Figure(self.tr("left out")))
        self.told = plain(is_faint=True)
        self.without_feeds = QCheckBox(self.tr("Leave out %Ln articles that came from feeds", "", plan.from_feeds))
        self.without_feeds.setChecked(True)
        self.without_feeds.setVisible(plan.from_feeds > 0)
        self.without_feeds.toggled.connect(self._show_numbers)
        self.tags = TagsLine(known_tags)
        self.tags.setPlaceholderText(self.tr("Tags for all of them, with commas between (optional)"))
        self.reasons = _Reasons(export.skipped)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = buttons.addButton(self.tr("Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setProperty("kind", "primary")
        self.go.setEnabled(plan.new + plan.known > 0)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        ground = QWidget()
        self._column = column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4 * U)
        column.addLayout(self._make_head())
        column.addWidget(self._make_card())
        column.addWidget(_Preview(found.latest, len(export.articles)))
        column.addWidget(self.without_feeds)
        column.addWidget(self.tags)
        column.addWidget(self.reasons)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(6 * U, 6 * U, 6 * U, 4 * U)
        whole.setSpacing(4 * U)
        self._body = Scrolling(ground, width=theme.scaled(WIDTH))
        whole.addWidget(self._body, 1)
        whole.addWidget(buttons)
        self._show_numbers()
        self.reasons.unfolded.connect(self._fit)
        self.go.setDefault(True)  # known to the dialog only now
        self.go.setFocus()

    def accept(self) -> None:
        """Hand over what was decided."""
        if self.go.isEnabled():
            super().accept()
            self.decided.emit(self.tags.tags, not self.without_feeds.isChecked())

    def _make_head(self) -> QHBoxLayout:
        title = plain(self.windowTitle(), is_bold=True)
        title.setFont(theme.smaller(title.font(), -5))
        files = ", ".join(clean_text(file.name) for file in self._found.files)
        below = _line(files, is_faint=True)
        words = QVBoxLayout()
        words.setSpacing(U)
        words.addStretch(1)
        words.addWidget(title)
        words.addWidget(below)
        words.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(4 * U)
        disc = Disc(ICONS.get(self._found.export.kind, USUAL_ICON), theme.scaled(14 * U))
        head.addWidget(disc, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        return head

    def _make_card(self) -> QFrame:
        card = QFrame()
        card.setProperty("kind", "card")
        numbers = QHBoxLayout()
        numbers.setSpacing(4 * U)
        for figure in self.figures:
            numbers.addWidget(figure, 1)
        column = QVBoxLayout(card)
        column.setContentsMargins(5 * U, 4 * U, 5 * U, 4 * U)
        column.setSpacing(3 * U)
        column.addLayout(numbers)
        facts = [_Fact(name, text) for name, number, text in self._facts() if number]
        if facts:
            ground = QWidget()
            flow = FlowLayout(ground, 3 * U)
            for fact in facts:
                flow.addWidget(fact)
            column.addWidget(ground)
        column.addWidget(self.told)
        return card

    def _facts(self) -> Iterable[tuple[str, int, str]]:
        """What comes along: icon, number, words."""
        found = self._found
        return (
            ("hash", found.tags, self.tr("%Ln tags", "", found.tags)),
            ("highlighter-circle", found.highlights, self.tr("%Ln highlights", "", found.highlights)),
            ("note-pencil", found.notes, self.tr("%Ln notes", "", found.notes)),
            ("star", found.favourites, self.tr("%Ln favourites", "", found.favourites)),
            ("check-circle", found.read, self.tr("%Ln read", "", found.read)),
        )

    def _show_numbers(self) -> None:
        """Say what would happen as it is chosen just now."""
        export, plan = self._found.export, self._found.plan
        is_without = self.without_feeds.isChecked()
        new = plan.new - (plan.from_feeds if is_without else 0)
        with_text = max(plan.with_text - (self._found.feeds_with_text if is_without else 0), 0)
        left_out = len(export.skipped) + (plan.from_feeds if is_without else 0)
        for figure, number in zip(self.figures, (new, plan.known, left_out), strict=True):
            figure.set_number(number)
        parts = []
        if not new + plan.known:
            parts.append(self.tr("There is nothing to import in this."))
        if new and not with_text:
            parts.append(self.tr("%Ln pages will be fetched.", "", new))
        elif new > with_text:
            fetched = self.tr("%Ln pages will be fetched;", "", new - with_text)
            parts.append(f"{fetched} {self.tr('%Ln come with their text.', '', with_text)}")
        elif new:
            parts.append(self.tr("All come with their text; nothing is fetched."))
        if plan.known:
            parts.append(self.tr("What is here already gets the tags, notes and highlights that it lacks."))
        if plan.from_trash:
            parts.append(self.tr("%Ln come back out of the trash.", "", plan.from_trash))
        if export.merged:
            parts.append(self.tr("%Ln entries repeat an address and are joined.", "", export.merged))
        self.told.setText("\n".join(parts))
        self.setAccessibleDescription(" · ".join(figure.spoken for figure in self.figures))

    def _fit(self) -> None:
        """Take the height that everything needs, or what the screen has."""
        self._column.invalidate()
        self._body.updateGeometry()
        self.resize(self.width(), self.sizeHint().height())


class _Figure(QWidget):
    """A large number with what it counts below."""

    def __init__(self, caption: str, *, is_chief: bool = False) -> None:
        super().__init__()
        self._caption, self._is_chief = caption, is_chief
        self._number = plain(wraps=False, is_bold=True)
        self._number.setFont(theme.smaller(self._number.font(), -11))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._number)
        column.addWidget(plain(caption, is_faint=True))
        self.set_number(0)

    @property
    def spoken(self) -> str:
        """Number and caption."""
        return f"{self._number.text()} {self._caption}"

    def set_number(self, number: int) -> None:
        """Show another number."""
        self._number.setText(grouped(number))
        self._number.setAccessibleName(self.spoken)
        role = self.palette().ColorRole
        self._number.setForegroundRole(
            role.PlaceholderText if not number else role.Highlight if self._is_chief else role.WindowText
        )


class _Fact(QWidget):
    """A sign with a few words."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__()
        sign = QLabel()
        side = theme.scaled(4 * U)
        sign.setPixmap(icon(name, "muted").pixmap(side, side))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(U + U // 2)
        row.addWidget(sign)
        row.addWidget(plain(text, wraps=False))


class _Preview(QFrame):
    """Some articles, a line each."""

    def __init__(self, articles: Sequence[ImportedArticle], total: int) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * U, 3 * U, 5 * U, 3 * U)
        column.setSpacing(2 * U)
        for article in articles:
            row = QHBoxLayout()
            row.setSpacing(4 * U)
            row.addWidget(_line(clean_text(article.title) or article.url), 1)
            site = ElidedLabel(display_host(article.url))
            site.setProperty("kind", "muted")
            row.addWidget(site)
            column.addLayout(row)
        if total > len(articles):
            column.addWidget(plain(self.tr("and %Ln more", "", total - len(articles)), is_faint=True))
        self.setVisible(bool(articles))


class _Reasons(QWidget):
    """What is left out and why, out of sight until it is asked for.

    Signals:
        unfolded: there is more or less to see now.
    """

    unfolded = Signal()

    def __init__(self, skipped: Sequence[Skipped]) -> None:
        super().__init__()
        self.button = QToolButton()
        self.button.setText(self.tr("%Ln entries that can’t be imported", "", len(skipped)))
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setCheckable(True)
        self.button.setStyleSheet("QToolButton:checked { background: transparent; }")
        self.button.setIconSize(QSize(theme.scaled(4 * U), theme.scaled(4 * U)))
        self.button.toggled.connect(self._fold)
        self.text = QPlainTextEdit(_listed(skipped))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.button.text())
        self.text.setFixedHeight(theme.scaled(34 * U))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * U)
        column.addWidget(self.button)
        column.addWidget(self.text)
        self._fold(False)  # noqa: FBT003 - Qt's signature
        self.setVisible(bool(skipped))

    def _fold(self, is_open: bool) -> None:
        closed = "caret-left" if self.isRightToLeft() else "caret-right"
        self.button.setIcon(icon("caret-down" if is_open else closed, "muted"))
        self.text.setVisible(is_open)
        self.unfolded.emit()


def _line(text: str, *, is_faint: bool = False) -> ElidedLabel:
    """A text that takes the width there is, and no more."""
    label = ElidedLabel(text)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    if is_faint:
        label.setProperty("kind", "muted")
    return label


def _listed(skipped: Sequence[Skipped]) -> str:
    """Names by their reasons."""
    names: dict[str, list[str]] = {}
    for one in skipped[:MOST_LEFT_OUT]:
        names.setdefault(describe(Failure(one.code, one.detail)), []).append(clean_text(one.name))
    return "\n\n".join("\n".join([reason, *(f"    {name}" for name in some)]) for reason, some in names.items())
