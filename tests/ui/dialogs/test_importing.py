"""The dialog before an import: says what would happen as it is chosen, and hands over what was decided."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from pressmark.archive.values import Export, ImportedArticle, ImportPlan, LocalPage, Skipped
from pressmark.ui import icons
from pressmark.ui.dialogs.importing import ICONS, USUAL_ICON, ImportDialog
from pressmark.ui.operations.importing import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.gui

MARKUP = '<img src="file:///etc/hostname"><b>bold</b>'
SKIPPED = (
    Skipped("javascript:void(0)", "invalid-url", "scheme"),
    Skipped(MARKUP, "invalid-url", "scheme"),
    Skipped("Row 12", "empty", "given"),
)
ARTICLES = (
    ImportedArticle("https://news.example/feed", "From a feed", is_from_feed=True),
    ImportedArticle("https://www.harbour.example/a", MARKUP, ("policy",)),
    ImportedArticle("https://harbour.example/b", page=LocalPage(b"x", "text/html")),
    *(ImportedArticle(f"https://site{number}.example/", f"Story {number}") for number in range(6)),
)
FOUND = Found(
    (Path("pocket.zip"),),
    Export("Pocket", "pocket", ARTICLES, SKIPPED, entries=14, merged=2),
    ImportPlan(new=7, known=2, from_feeds=1, with_text=1),
    tags=1,
    highlights=0,
    notes=0,
    favourites=0,
    read=3,
    feeds_with_text=0,
    latest=ARTICLES[1:5],
)


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[ImportDialog]:
    made = ImportDialog(FOUND, [("policy", 3)])
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def words(dialog: ImportDialog) -> list[str]:
    return [one.text() for one in dialog.findChildren(QLabel) if one.isVisible() and one.text()]


def test_it_says_what_was_understood(dialog: ImportDialog) -> None:
    assert dialog.windowTitle() == "Import from Pocket"
    assert dialog.accessibleDescription() == "6 new · 2 already here · 4 left out"
    said = words(dialog)
    assert {"Import from Pocket", "pocket.zip", "1 tag", "3 read", "harbour.example", "Story 1"} <= set(said)
    assert "and 5 more" in said
    assert "0 highlights" not in said
    assert dialog.told.text().startswith("5 pages will be fetched; 1 comes with its text.\nWhat is here already gets")
    assert "2 entries repeat an address" in dialog.told.text()


def test_with_the_feeds_there_is_more(dialog: ImportDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.decided) as decided:
        dialog.without_feeds.click()
        assert dialog.accessibleDescription() == "7 new · 2 already here · 3 left out"
        assert dialog.told.text().startswith("6 pages will be fetched; 1 comes with its text.")
        dialog.tags.setText("from pocket, policy")
        dialog.go.click()
    assert decided.args == [("from pocket", "policy"), True]
    assert not dialog.isVisible()


def test_keys_alone_decide(dialog: ImportDialog, qtbot: QtBot) -> None:
    assert dialog.focusWidget() is dialog.go
    assert dialog.without_feeds.isVisible()
    dialog.tags.setFocus()
    qtbot.keyClicks(dialog.tags, "pol")
    qtbot.keyClick(dialog.tags, Qt.Key.Key_Tab)
    with qtbot.waitSignal(dialog.decided) as decided:
        qtbot.keyClick(dialog.tags, Qt.Key.Key_Return)
    assert decided.args == [("policy",), False]


def test_escape_imports_nothing(dialog: ImportDialog, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(dialog.decided):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_is_left_out_is_listed_by_its_reasons(dialog: ImportDialog, qtbot: QtBot) -> None:
    assert not dialog.reasons.text.isVisible()
    before = dialog.height()
    qtbot.mouseClick(dialog.reasons.button, Qt.MouseButton.LeftButton)
    assert dialog.reasons.text.isVisible()
    assert dialog.height() > before
    assert dialog.reasons.text.toPlainText().splitlines() == [
        "Only addresses that begin with http or https can be saved.",
        "    javascript:void(0)",
        f"    {MARKUP}",
        "",
        "There is nothing in this.",
        "    Row 12",
    ]


def test_a_title_with_markup_shows_as_text(dialog: ImportDialog) -> None:
    labels = [one for one in dialog.findChildren(QLabel) if one.text() == MARKUP]
    assert len(labels) == 1
    assert all(one.textFormat() == Qt.TextFormat.PlainText for one in dialog.findChildren(QLabel) if one.text())


def test_what_holds_nothing_new_says_so_and_what_holds_nothing_is_not_imported(qtbot: QtBot) -> None:
    known = replace(FOUND, plan=ImportPlan(0, 2, 0, 0))
    nothing = replace(FOUND, plan=ImportPlan(0, 0, 0, 0), export=replace(FOUND.export, articles=(), merged=0))
    for found, can_go, text in ((known, True, "What is here already"), (nothing, False, "There is nothing to import")):
        dialog = ImportDialog(found)
        qtbot.addWidget(dialog)
        dialog.show()
        assert not dialog.without_feeds.isVisible()
        assert dialog.go.isEnabled() == can_go
        assert dialog.told.text().startswith(text)
        dialog.accept()
        assert dialog.isVisible() != can_go
        dialog.reject()


def test_every_program_has_an_icon() -> None:
    assert [name for name in (*ICONS.values(), USUAL_ICON) if not icons.is_known(name)] == []


def test_a_file_of_no_program_is_called_by_its_name(qtbot: QtBot) -> None:
    dialog = ImportDialog(replace(FOUND, files=(Path("a.csv"), Path("b.csv")), export=replace(FOUND.export, source="")))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.windowTitle() == "Import from a.csv"
    assert "a.csv, b.csv" in words(dialog)
    dialog.close()
