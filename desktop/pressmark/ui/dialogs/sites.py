"""The part of the preferences that is about sites: where the person is signed in, and whose pages are copied whole."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from pressmark.ui import operations, theme
from pressmark.ui.figures import short_day
from pressmark.ui.labels import plain

if TYPE_CHECKING:
    from pressmark.archive.sign_ins import SignIn
    from pressmark.ui.workspace import Workspace

U = theme.UNIT


class SitesForm(QWidget):
    """Shows the sign-ins and the full copies.

    Signals:
        sign_in_asked: the person wants to sign in somewhere.
    """

    sign_in_asked = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        settings = workspace.settings
        form = self.form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(5 * U)
        form.setVerticalSpacing(2 * U)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(U)
        form.addRow(self.tr("Signed in to"), self.rows)
        sign_in = QPushButton(self.tr("Sign in to a site…"))
        sign_in.setAutoDefault(False)  # Qt's signature
        sign_in.clicked.connect(self.sign_in_asked)
        row = QHBoxLayout()
        row.addWidget(sign_in)
        row.addStretch()
        form.addRow("", row)
        self.copies = QComboBox()
        self.copies.addItem(self.tr("Where a page needs the browser"), "needed")
        self.copies.addItem(self.tr("Of every page (slower, larger)"), "all")
        self.copies.setCurrentIndex(self.copies.findData(settings.full_copies))
        self.copies.currentIndexChanged.connect(
            lambda _index: setattr(settings, "full_copies", self.copies.currentData())
        )
        form.addRow(self.tr("Full copies"), self.copies)
        self.sites = QLineEdit(settings.full_copy_sites)
        self.sites.setPlaceholderText(self.tr("example.org, example.com"))
        self.sites.editingFinished.connect(lambda: setattr(settings, "full_copy_sites", self.sites.text().strip()))
        form.addRow(self.tr("Always for"), self.sites)
        self.reload()

    def reload(self) -> None:
        """Read the sign-ins again."""
        workspace = self._workspace
        workspace.tasks.read(
            workspace.archive.signed_in, self._show, partial(operations.report, workspace), owner=self, slot="sign-ins"
        )

    def _show(self, signed_in: list[SignIn]) -> None:
        while (item := self.rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for one in signed_in:
            self.rows.addWidget(self._row(one))
        if not signed_in:
            self.rows.addWidget(plain(self.tr("No site"), wraps=False))

    def _row(self, one: SignIn) -> QWidget:
        widget = QWidget()
        row = QHBoxLayout(widget)
        row.setContentsMargins(0, 0, 0, 0)
        day = one.since.astimezone().date()
        since = short_day(day)
        row.addWidget(plain(self.tr("{site}, since {date}").format(site=one.site, date=since), wraps=False), 1)
        out = QPushButton(self.tr("Sign out"))
        out.setObjectName(one.site)
        out.setAutoDefault(False)  # Qt's signature
        out.clicked.connect(lambda: operations.sign_out(self._workspace, one.site, self.reload))
        row.addWidget(out)
        return widget
