"""The dialogs as a person meets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QAction, QFont, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QComboBox, QDialogButtonBox, QLabel, QToolButton

from pressmark.ui import actions, keymaps, theme
from pressmark.ui.dialogs.about import AboutDialog
from pressmark.ui.dialogs.add import AddDialog
from pressmark.ui.dialogs.crash import CrashDialog
from pressmark.ui.dialogs.keys import KeysDialog
from pressmark.ui.dialogs.preferences import TALLEST, PreferencesDialog
from pressmark.ui.reader import fonts
from pressmark.ui.reader.style_popup import StylePopup
from pressmark.ui.scrolling import Scrolling
from pressmark.workers import walls

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from pressmark.archive.archive import Archive
    from pressmark.ui.workspace import Workspace


@pytest.fixture
def add(workspace: Workspace, qtbot: QtBot) -> AddDialog:
    QGuiApplication.clipboard().clear()
    dialog = AddDialog(workspace)
    qtbot.addWidget(dialog)
    return dialog


def test_adding_says_what_it_understood_and_hands_it_over(add: AddDialog, qtbot: QtBot) -> None:
    assert not add.save.isEnabled()
    add.text.setPlainText("look at https://example.org/a and (https://example.org/b).")
    qtbot.waitUntil(add.save.isEnabled)
    assert "2 links" in add.note.text()
    add.tags.setText("policy/telegram, france,")
    with qtbot.waitSignal(add.understood) as told:
        add.accept()
    intake, tags = told.args
    assert [wish.url for wish in intake.wishes] == ["https://example.org/a", "https://example.org/b"]
    assert tags == ("policy/telegram", "france")


def test_adding_offers_the_link_in_the_clipboard(workspace: Workspace, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("https://example.org/copied")
    dialog = AddDialog(workspace)
    qtbot.addWidget(dialog)
    assert dialog.text.toPlainText() == "https://example.org/copied"
    qtbot.waitUntil(dialog.save.isEnabled)


def test_a_preference_holds_at_once(workspace: Workspace, qtbot: QtBot) -> None:
    dialog = PreferencesDialog(workspace)
    qtbot.addWidget(dialog)
    box = dialog.findChild(QComboBox, "reader_theme")
    box.setCurrentIndex(box.findData("sepia"))
    assert workspace.settings.reader_theme == "sepia"
    assert dialog.folder.text() == str(workspace.archive.root)


def test_the_preferences_are_never_a_wall(workspace: Workspace, qtbot: QtBot, qapp: QApplication) -> None:
    usual = qapp.font()
    heights = []
    for points in (10.0, 20.0):
        font = QFont(usual)
        font.setPointSizeF(points)
        qapp.setFont(font)
        dialog = PreferencesDialog(workspace)
        qtbot.addWidget(dialog)
        dialog.show()
        place = dialog.findChild(Scrolling)
        assert isinstance(place, Scrolling)
        assert place.height() < place.widget().height()  # it scrolls
        assert place.height() <= theme.scaled(TALLEST)
        assert dialog.height() < dialog.screen().availableGeometry().height()
        assert dialog.rect().contains(dialog.findChild(QDialogButtonBox).geometry())
        heights.append(dialog.height())
        dialog.close()
    qapp.setFont(usual)
    assert heights[0] <= 760


def test_a_font_to_tell_letters_apart_is_offered_where_there_is_one(workspace: Workspace, qtbot: QtBot) -> None:
    plain = fonts.offered(())
    assert [name for _text, name in plain] == ["serif", "sans", "mono"]
    assert fonts.offered(("OpenDyslexic", "Lexend")) == [*plain, ("Hyperlegible", "Lexend")]
    dialog, popup = PreferencesDialog(workspace), StylePopup(workspace.settings)
    for widget in (dialog, popup):
        qtbot.addWidget(widget)
    box = dialog.findChild(QComboBox, "reader_font")
    in_dialog = [(box.itemText(row), box.itemData(row)) for row in range(box.count())]
    buttons = {one.objectName(): one.text() for one in popup.findChildren(QToolButton)}
    assert in_dialog == fonts.offered()
    assert [buttons[f"reader_font_{name}"] for _text, name in fonts.offered()] == [text for text, _name in in_dialog]


def test_the_key_sheet_names_every_key_of_the_preset(workspace: Workspace, qtbot: QtBot) -> None:
    made: dict[str, QAction] = {}
    for entry in actions.all_entries():
        made[entry.name] = QAction("Undo: Moved to Trash" if entry.name == "undo" else entry.text)
        made[entry.name].setShortcuts([QKeySequence(key) for key in entry.keys])
    workspace.settings.subscribe(lambda _name: keymaps.apply(workspace.settings.keys, made))
    dialog = KeysDialog(workspace.settings, made)
    qtbot.addWidget(dialog)
    shown = {label.text() for label in dialog.findChildren(QLabel)}
    assert {"Favourite", "Move to Trash", "Undo"} <= shown
    assert any("Ctrl+N" in text for text in shown)
    dialog.preset.setCurrentIndex(dialog.preset.findData("gmail"))
    assert workspace.settings.keys == "gmail"
    assert "L" in {label.text() for label in dialog._place.findChildren(QLabel)}


def test_about_says_what_there_is_and_checks_it(
    workspace: Workspace, archive: Archive, articles: list[int], qtbot: QtBot
) -> None:
    assert articles
    dialog = AboutDialog(workspace)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: "Articles: 6" in dialog.details)
    assert str(archive.root) in dialog.details
    assert "SQLite" in dialog.details
    assert ("Landlock" in dialog.details) == (walls.version() > 0)
    dialog.check.click()
    assert len(workspace.activity.jobs) == 1
    qtbot.waitUntil(lambda: dialog.health.text().startswith("Sound"))
    assert workspace.activity.jobs == ()
    sidecar = next((archive.root / "articles").rglob("article.json"))
    sidecar.write_text("{}")
    dialog.check.click()
    qtbot.waitUntil(lambda: "1 damage:" in dialog.health.text())
    assert sidecar.relative_to(archive.root).as_posix() in dialog.health.text()


def test_a_report_can_be_copied(qtbot: QtBot) -> None:
    dialog = CrashDialog("<b>report</b>")
    qtbot.addWidget(dialog)
    assert dialog.report.toPlainText() == "<b>report</b>"
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == "<b>report</b>"
