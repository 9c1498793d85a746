"""What this program is, in which version; what the archive holds, takes, and whether all of it is sound."""

from __future__ import annotations

import platform
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING

import PySide6
import shiboken6
from PySide6.QtCore import QLocale, Qt, qVersion
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWebEngineCore import qWebEngineChromiumSecurityPatchVersion, qWebEngineChromiumVersion
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from pressmark import __version__
from pressmark.archive.errors import Cancelled
from pressmark.ui import operations, theme
from pressmark.ui.figures import grouped
from pressmark.ui.labels import plain

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from pressmark.archive.values import ArchiveFacts, VerifyReport
    from pressmark.ui.workspace import Workspace

U = theme.UNIT
ICON = 18 * U
NAMED = 5  # damages


class AboutDialog(QDialog):
    """Names versions, archive and licence, and checks the archive when asked."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._is_wanted = True
        self.setWindowTitle(self.tr("About Pressmark"))
        self.setMinimumWidth(theme.scaled(120 * U))
        picture = QLabel()
        picture.setPixmap(QIcon.fromTheme("", self.windowIcon()).pixmap(ICON, ICON))
        name = plain("Pressmark")
        font = name.font()
        font.setPointSizeF(font.pointSizeF() * 1.8)
        font.setBold(True)
        name.setFont(font)
        title = QVBoxLayout()
        title.setSpacing(0)
        title.addWidget(name)
        title.addWidget(plain(self.tr("Version {version}").format(version=__version__), is_faint=True))
        head = QHBoxLayout()
        head.setSpacing(4 * U)
        head.addWidget(picture)
        head.addLayout(title)
        head.addStretch(1)
        self._form = QGridLayout()  # a form lays out labels that wrap as high as their first text
        self._form.setColumnStretch(1, 1)
        self._form.setHorizontalSpacing(5 * U)
        self._form.setVerticalSpacing(U)
        self._values: dict[str, QLabel] = {}
        wait = self.tr("counting…")
        for label, text in (
            (self.tr("Folder"), str(workspace.archive.root)),
            (self.tr("Articles"), wait),
            (self.tr("Snapshots"), wait),
            (self.tr("On the disk"), wait),
            (self.tr("Search index"), wait),
            (self.tr("Daily copies"), wait),
            (self.tr("Made with"), self._made_with("", 0)),
        ):
            self._values[label] = plain(text)
            self._values[label].setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._add_row(label, self._values[label])
        self.health = plain(self.tr("Not checked yet in this window."), is_faint=True)
        self._add_row(self.tr("Health"), self.health)
        promise = self.tr("Free software under the Apache License 2.0. Nothing you save or read is sent to anyone.")
        self.check = QPushButton(self.tr("Check the archive"))
        self.check.clicked.connect(self._check)
        copy = QPushButton(self.tr("Copy details"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.details))
        for button in (self.check, copy):
            button.setAutoDefault(False)
        close = QPushButton(self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * U)
        buttons.addWidget(self.check)
        buttons.addWidget(copy)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * U, 6 * U, 6 * U, 4 * U)
        column.setSpacing(5 * U)
        column.addLayout(head)
        column.addLayout(self._form)
        column.addWidget(plain(promise, is_faint=True))
        column.addLayout(buttons)
        failed = partial(operations.report, workspace)
        workspace.tasks.read(
            partial(workspace.archive.facts, lambda: self._is_wanted), self._show_facts, failed, owner=self
        )

    @property
    def details(self) -> str:
        """All of it as text, for a report."""
        lines = [f"Pressmark {__version__}", platform.platform()]
        lines += [f"{label}: {value.text()}" for label, value in self._values.items()]
        return "\n".join([*lines, f"{self.tr('Health')}: {self.health.text()}"])

    def done(self, result: int) -> None:
        """Close; what is still counted is not wanted any more."""
        self._is_wanted = False
        super().done(result)

    def _made_with(self, sqlite: str, landlock: int) -> str:
        parts = [
            f"Python {platform.python_version()}",
            f"Qt {qVersion()}",
            f"PySide {PySide6.__version__}",
            f"Chromium {_text(qWebEngineChromiumVersion())}",
            self.tr("its fixes {version}").format(version=_text(qWebEngineChromiumSecurityPatchVersion())),
            f"lxml {version('lxml')}",
            f"Pillow {version('pillow')}",
            f"Whoosh {version('whoosh-reloaded')}",
            f"readability {version('readability-lxml')}",
            *([f"SQLite {sqlite}"] if sqlite else []),
            *([f"Landlock {landlock}"] if landlock else []),  # around what reads pages
        ]
        return " · ".join(parts)

    def _show_facts(self, facts: ArchiveFacts) -> None:
        locale = QLocale()

        def size(number: int) -> str:
            return locale.formattedDataSize(number, 1, QLocale.DataSizeFormat.DataSizeSIFormat)

        parts = self.tr("{all}, of it the database {database}")
        for label, text in (
            (self.tr("Articles"), grouped(facts.articles)),
            (self.tr("Snapshots"), grouped(facts.snapshots)),
            (
                self.tr("On the disk"),
                parts.format(all=size(facts.file_bytes + facts.database_bytes), database=size(facts.database_bytes)),
            ),
            (self.tr("Search index"), size(facts.index_bytes)),
            (self.tr("Daily copies"), grouped(facts.copies)),
            (self.tr("Made with"), self._made_with(facts.sqlite, facts.landlock)),
        ):
            self._values[label].setText(text)
        self._grow()

    def _add_row(self, name: str, value: QLabel) -> None:
        row = self._form.rowCount()
        label = plain(name, is_faint=True)
        label.setWordWrap(False)
        self._form.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._form.addWidget(value, row, 1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._grow()

    def _grow(self) -> None:
        """Make room for what is longer now."""
        layout = self.layout()
        if layout is not None:
            layout.activate()  # the layouts in it do not know of new texts before
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def _check(self) -> None:
        workspace = self._workspace
        self.check.setEnabled(False)
        self.health.setText(self.tr("Checking every file…"))

        def failed(error: Exception) -> None:
            if shiboken6.isValid(self):
                self.check.setEnabled(True)
                self.health.setText("")
            if not isinstance(error, Cancelled):
                operations.report(workspace, error)

        title, verify = self.tr("Checking every file"), workspace.archive.verify
        operations.labour(workspace, title, verify, self._show_report, failed, is_counted=True)

    def _show_report(self, report: VerifyReport) -> None:
        if not shiboken6.isValid(self):
            return
        self.check.setEnabled(True)
        if not report.damages:
            self.health.setText(self.tr("Sound: %Ln files are as they were saved.", "", report.files))
            self._grow()
            return
        text = self.tr("%Ln damages:", "", len(report.damages))
        kinds = {
            "missing": self.tr("missing"),
            "changed": self.tr("changed"),
            "orphaned": self.tr("unknown"),
            "database": self.tr("database"),
        }
        named = [f"{one.path} ({kinds.get(one.kind, one.kind)})" for one in report.damages[:NAMED]]
        more = [] if len(report.damages) <= NAMED else ["…"]
        self.health.setText("\n".join([text, *named, *more]))
        self._grow()


def _text(version: object) -> str:
    """Qt's stubs say bytes; the library gives a text."""
    return version if isinstance(version, str) else bytes(version).decode()  # type: ignore[call-overload]  # bytes then
