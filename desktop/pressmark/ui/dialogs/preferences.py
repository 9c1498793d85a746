"""What can be chosen. Every choice holds at once; there is nothing to confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QSystemTrayIcon,
    QVBoxLayout,
    QWidget,
)

from pressmark.settings import Settings
from pressmark.ui import keymaps, language, operations, theme
from pressmark.ui.dialogs.sites import SitesForm
from pressmark.ui.labels import plain
from pressmark.ui.reader import fonts
from pressmark.ui.scrolling import Scrolling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressmark.ui.workspace import Workspace

U = theme.UNIT
TALLEST = 170 * U  # of what scrolls; a dialog as high as the window is a wall


class PreferencesDialog(QDialog):
    """Shows the settings that matter.

    Signals:
        archive_chosen: (folder) another archive is to be opened at the next start.
        sign_in_asked: the person wants to sign in to a site.
    """

    archive_chosen = Signal(str)
    sign_in_asked = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._settings = workspace, workspace.settings
        self.setWindowTitle(self.tr("Preferences"))
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(6 * U, 3 * U, 6 * U, 0)
        column.setSpacing(3 * U)
        forms = (
            (self.tr("Window"), self._window_form()),
            (self.tr("Reader"), self._reader_form()),
            (self.tr("Archive"), self._archive_form()),
        )
        for title, form in forms:
            column.addWidget(_heading(title))
            column.addLayout(form)
        self.sites = SitesForm(workspace)
        _line_up([*(form for _title, form in forms), self.sites.form])
        self.sites.sign_in_asked.connect(self.sign_in_asked)
        column.addWidget(_heading(self.tr("Sites")))
        column.addWidget(self.sites)
        column.addStretch()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        buttons.setContentsMargins(0, 0, 6 * U, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 2 * U, 0, 4 * U)
        whole.setSpacing(3 * U)
        whole.addWidget(Scrolling(page, tallest=theme.scaled(TALLEST)))
        whole.addWidget(buttons)

    def _window_form(self) -> QFormLayout:
        form = _form()
        schemes = ((self.tr("As the system"), "system"), (self.tr("Light"), "light"), (self.tr("Dark"), "dark"))
        densities = ((self.tr("Comfortable"), "comfortable"), (self.tr("Compact"), "compact"))
        form.addRow(self.tr("Colours"), self._choice("theme", schemes))
        form.addRow(self.tr("List"), self._choice("list_density", densities))
        languages = (
            (self.tr("As the system"), language.SYSTEM),
            *((name, code) for code, name in language.NAMES.items()),
        )
        spoken_now = self._settings.language
        choice = self._choice("language", languages)
        later = plain(self.tr("The language holds from the next start."))
        later.hide()
        choice.currentIndexChanged.connect(lambda _index: later.setVisible(self._settings.language != spoken_now))
        form.addRow(self.tr("Language"), choice)
        form.addRow("", later)
        form.addRow(self.tr("Keys"), self._choice("keys", [(title, name) for name, title in keymaps.names().items()]))
        form.addRow("", self._switch("more_contrast", self.tr("More contrast")))
        form.addRow("", self._switch("reduce_motion", self.tr("Reduce motion")))
        form.addRow("", self._switch("offer_clipboard", self.tr("Offer to save links that are copied elsewhere")))
        keep = self._switch("keep_in_tray", self.tr("Go on saving in the tray when the window is closed"))
        keep.setEnabled(QSystemTrayIcon.isSystemTrayAvailable())
        form.addRow("", keep)
        return form

    def _reader_form(self) -> QFormLayout:
        form = _form()
        themes = (
            (self.tr("As the window"), "system"),
            (self.tr("Light"), "light"),
            (self.tr("Sepia"), "sepia"),
            (self.tr("Grey"), "grey"),
            (self.tr("Dark"), "dark"),
        )
        form.addRow(self.tr("Colours"), self._choice("reader_theme", themes))
        form.addRow(self.tr("Font"), self._choice("reader_font", fonts.offered()))
        size = QSpinBox()
        size.setRange(Settings.reader_size.minimum or 1, Settings.reader_size.maximum or 99)
        size.setSuffix(self.tr(" px"))
        size.setValue(self._settings.reader_size)
        size.valueChanged.connect(lambda value: setattr(self._settings, "reader_size", value))
        form.addRow(self.tr("Text size"), size)
        height = QDoubleSpinBox()
        height.setRange(Settings.reader_line_height.minimum or 1.0, Settings.reader_line_height.maximum or 3.0)
        height.setSingleStep(0.1)
        height.setDecimals(1)
        height.setValue(self._settings.reader_line_height)
        height.valueChanged.connect(lambda value: setattr(self._settings, "reader_line_height", round(value, 1)))
        form.addRow(self.tr("Line height"), height)
        width = QSpinBox()
        width.setRange(Settings.reader_width.minimum or 1, Settings.reader_width.maximum or 200)
        width.setSuffix(self.tr(" characters"))
        width.setValue(self._settings.reader_width)
        width.valueChanged.connect(lambda value: setattr(self._settings, "reader_width", value))
        form.addRow(self.tr("Line width"), width)
        for box in (size, height, width):
            box.lineEdit().setTextMargins(2 * U, 0, 2 * U, 0)  # a style sheet's padding does not reach it
        return form

    def _archive_form(self) -> QFormLayout:
        form = _form()
        self.folder = plain(str(self._workspace.archive.root))
        self.folder.setWordWrap(True)
        show = QPushButton(self.tr("Show in folder"))
        show.clicked.connect(lambda: operations.open_folder(self._workspace))
        choose = QPushButton(self.tr("Choose another…"))
        choose.clicked.connect(self._on_choose_clicked)
        row = QHBoxLayout()
        for button in (show, choose):
            button.setAutoDefault(False)  # Enter closes the dialog
            row.addWidget(button)
        row.setSpacing(2 * U)
        row.addStretch()
        form.addRow(self.tr("Folder"), self.folder)
        form.addRow("", row)
        self.hint = plain("")
        self.hint.hide()
        form.addRow("", self.hint)
        return form

    def _switch(self, name: str, text: str) -> QCheckBox:
        box = QCheckBox(text)
        box.setObjectName(name)
        box.setChecked(getattr(self._settings, name))
        box.toggled.connect(lambda value: setattr(self._settings, name, value))
        return box

    def _choice(self, name: str, choices: Sequence[tuple[str, str]]) -> QComboBox:
        box = QComboBox()
        box.setObjectName(name)
        current = str(getattr(self._settings, name))
        if current not in {value for _label, value in choices}:
            choices = (*choices, (current, current))
        for label, value in choices:
            box.addItem(label, value)
        box.setCurrentIndex(box.findData(current))
        box.currentIndexChanged.connect(lambda _index: setattr(self._settings, name, box.currentData()))
        return box

    def _on_choose_clicked(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder of the archive"))
        if folder:
            self._settings.archive_path = folder
            self.hint.setText(self.tr("Pressmark opens {folder} at the next start.").format(folder=folder))
            self.hint.show()
            self.archive_chosen.emit(folder)


def _line_up(forms: Sequence[QFormLayout]) -> None:
    """Give the labels of all forms one width."""
    items = [form.itemAt(row, QFormLayout.ItemRole.LabelRole) for form in forms for row in range(form.rowCount())]
    labels = [label for item in items if item is not None and (label := item.widget()) is not None]
    width = max((label.sizeHint().width() for label in labels), default=0)
    for label in labels:
        label.setMinimumWidth(width)


def _form() -> QFormLayout:
    form = QFormLayout()
    form.setHorizontalSpacing(5 * U)
    form.setVerticalSpacing(2 * U)
    return form


def _heading(text: str) -> QWidget:
    frame = QFrame()
    row = QHBoxLayout(frame)
    row.setContentsMargins(0, 2 * U, 0, 0)
    label = plain(text)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    row.addWidget(label)
    return frame
