"""Snapshots in the reader with its real engine: what is said of a text, an earlier one, two compared, blocks chosen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPushButton

from pressmark.archive.values import (
    Article,
    Chosen,
    Comparison,
    Doubt,
    Extraction,
    Failure,
    Hand,
    NewArticle,
    Opinion,
    Outcome,
    Passage,
    PassageKind,
    Redone,
)
from pressmark.ui import operations
from pressmark.ui.dialogs.redone import RedoneDialog
from pressmark.ui.reader.comparison import comparison_html
from pressmark.ui.reader.text_popup import Meter, TextPopup
from pressmark.ui.reader.view import ReaderView
from site_server import Answer, serve, story

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from pressmark.archive.archive import Archive
    from pressmark.ui.workspace import Workspace

TITLE = "The last ferry of the year"
LATER = [
    f"{TITLE}: paragraph {number} tells what happened in the end, and who was there to see it." for number in range(6)
]


@pytest.fixture
def article(archive: Archive) -> Article:
    """With two good snapshots, and a wall that came last."""
    with serve({"/a": story(TITLE, extra="<aside><p>Elsewhere: the tram.</p></aside>")}) as site:
        archive.add([NewArticle(f"{site.address}/a")])
        archive.save_pending()
        for page in (story(TITLE, *LATER), story(TITLE, "Please sign in to read on.")):
            site.pages["/a"] = Answer(page.encode())
            archive.retry([1])
            archive.save_pending()
    return archive.article(1)


@pytest.fixture
def reader(workspace: Workspace, qtbot: QtBot) -> Iterator[ReaderView]:
    made = ReaderView(workspace)
    made.resize(800, 600)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.hide()
    qtbot.waitUntil(lambda: workspace.tasks.is_idle)


def texts(widget: object) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]  # type: ignore[attr-defined]  # any widget


def press(widget: object, text: str) -> None:
    next(one for one in widget.findChildren(QPushButton) if one.text() == text).click()  # type: ignore[attr-defined]  # any widget


def page_text(reader: ReaderView, qtbot: QtBot) -> str:
    found: list[str] = []
    reader.reviser.sheet.web.page().toPlainText(found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


EXTRACTION = Extraction("A", text="b", quality=0.6, doubts=(Doubt.CUT, Doubt.PICTURES_MISSING))


def test_the_popup_says_what_is_doubtful(qtbot: QtBot, article: Article) -> None:
    popup = TextPopup(replace(article, failure=Failure("http-404")), EXTRACTION, Hand(), None)
    qtbot.addWidget(popup)
    assert popup.heading.text() == "The text may not be whole"
    assert len(popup.reasons) == 3
    assert popup.findChildren(Meter)[0].lit == 3
    whole = TextPopup(article, replace(EXTRACTION, quality=0.9, doubts=()), Hand(), None)
    qtbot.addWidget(whole)
    assert (whole.heading.text(), whole.reasons) == ("The text looks whole", [])
    mine = TextPopup(article, EXTRACTION, Hand(Opinion.WHOLE, frozenset({"a"})), None)
    qtbot.addWidget(mine)
    assert mine.heading.text() == "The text is as you made it"
    with qtbot.waitSignal(mine.own_asked):
        press(mine, "As Pressmark reads it")


@pytest.mark.engine
def test_an_earlier_snapshot_is_shown_and_used(
    reader: ReaderView, archive: Archive, workspace: Workspace, article: Article, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(reader.article_shown, timeout=20_000):
        reader.show_article(article)
    reader.tools.buttons["text"].click()
    qtbot.waitUntil(lambda: reader.reviser.popup is not None)
    popup = reader.reviser.popup
    assert popup is not None
    assert any("the page has changed since" in text for text in texts(popup))
    first = article.snapshots[-1]
    with qtbot.waitSignal(reader.reviser.sheet_wanted, timeout=20_000):
        popup.show_asked.emit(first.folder)
    popup.close()
    assert reader.pages.currentWidget() is reader.reviser.sheet
    assert "paragraph 3 tells what happened, who said so" in page_text(reader, qtbot)
    press(reader.reviser.sheet, "Use this one")
    qtbot.waitUntil(lambda: workspace.undo.undo_text != "")
    now = archive.article(1)
    assert [one.folder for one in now.snapshots if one.is_current] == [first.folder]
    with qtbot.waitSignal(reader.article_shown, timeout=20_000):
        reader.show_article(now)
    assert reader.pages.currentWidget() is reader._web
    workspace.undo.undo()
    qtbot.waitUntil(lambda: archive.article(1).snapshots[1].is_current)


@pytest.mark.engine
def test_two_snapshots_are_compared(reader: ReaderView, article: Article, qtbot: QtBot) -> None:
    reader.show_article(article)
    wall, second, first = (one.folder for one in article.snapshots)
    with qtbot.waitSignal(reader.reviser.sheet_wanted, timeout=20_000):
        reader.reviser.compare(first)
    assert "in the end" in page_text(reader, qtbot)
    older, newer = reader.reviser.sheet.findChildren(QComboBox)
    assert (older.currentData(), newer.currentData()) == (first, second)
    with qtbot.waitSignal(reader.reviser.sheet_wanted, timeout=20_000):
        newer.setCurrentIndex(newer.findData(wall))
        newer.activated.emit(newer.currentIndex())
    assert "sign in" in page_text(reader, qtbot)
    reader.reviser.sheet.closed.emit()
    assert reader.reviser.sheet.isHidden()


@pytest.mark.engine
def test_a_person_chooses_the_blocks(
    reader: ReaderView, archive: Archive, workspace: Workspace, article: Article, qtbot: QtBot
) -> None:
    before = archive.use(Chosen(1, article.snapshots[-1].folder))
    reader.show_article(archive.article(1))
    with qtbot.waitSignal(reader.reviser.sheet_wanted, timeout=30_000):
        reader.reviser.choose(Opinion.WHOLE)
    assert "Elsewhere" in page_text(reader, qtbot)
    found: list[str] = []
    sheet = reader.reviser.sheet
    sheet.web._run(
        "return [...document.querySelectorAll('.block')].map((one) => one.dataset.name).join(' ')", found.append
    )
    qtbot.waitUntil(lambda: bool(found))
    names = found[0].split()
    for verb, name in (("drop", names[0]), ("drop", names[1]), ("drop", names[0]), ("end", names[-3])):
        with qtbot.waitSignal(sheet.acted):  # as a click tells it
            click = f'document.querySelector(\'.block[data-name="{name}"] a[href*="/{verb}/"]\').click()'
            sheet.web._run(click)
    left: list[int] = []
    sheet.web._run("return document.querySelectorAll('.left-out').length", left.append)
    qtbot.waitUntil(lambda: bool(left))
    assert left == [3], (names, reader.reviser._hand)
    sheet.findChildren(QCheckBox)[-1].setChecked(True)
    press(sheet, "Use this text")
    qtbot.waitUntil(lambda: workspace.undo.undo_text.startswith("Changed the text"), timeout=20_000)
    (rules,) = archive.root.glob("site-rules/*.txt")
    assert rules.read_text("utf-8") == "strip: //aside\n"
    assert archive.hand(1) == Hand(Opinion.WHOLE, frozenset({names[1]}), ends=names[-3])
    workspace.undo.undo()
    qtbot.waitUntil(lambda: archive.hand(1) == Hand() and not rules.exists(), timeout=20_000)
    archive.use(before)


def test_a_capture_that_is_no_better_is_told_and_can_be_used(
    workspace: Workspace, archive: Archive, article: Article, qtbot: QtBot
) -> None:
    operations.tell_outdone(workspace, (Chosen(1, article.snapshots[0].folder),))
    notice = workspace.notices.current
    assert notice is not None
    assert notice.action is not None
    notice.action()
    qtbot.waitUntil(lambda: archive.article(1).snapshots[0].is_current)


def test_texts_are_read_anew_with_a_report(workspace: Workspace, article: Article, qtbot: QtBot) -> None:
    reports: list[list[Redone]] = []
    operations.reextract(workspace, [article.id], reports.append)
    qtbot.waitUntil(lambda: bool(reports), timeout=20_000)
    assert [one.outcome for one in reports[0]] == [Outcome.UNCHANGED]
    rows = [
        Redone(1, "Same", Outcome.UNCHANGED, (5, 5)),
        Redone(2, "Better", Outcome.TAKEN, (5, 900), share_changed=0.5),
        Redone(3, "Lost", Outcome.FAILED, failure=Failure("no-text")),
    ]
    dialog = RedoneDialog(rows)
    qtbot.addWidget(dialog)
    items = [dialog.tree.topLevelItem(number) for number in range(3)]
    assert [item.text(0) for item in items if item] == ["Better", "Lost", "Same"]
    with qtbot.waitSignal(dialog.article_chosen) as chosen:
        dialog.tree.itemActivated.emit(items[0], 0)
    assert chosen.args == [2]


def test_a_comparison_says_what_matters_and_escapes_the_rest() -> None:
    same = Passage(PassageKind.SAME, "<b>stayed</b>")
    added = Passage(PassageKind.ADDED, "new & old")
    html = comparison_html("<i>T</i>", "then", Comparison(((same,), (same,), (same,), (added,)), words_added=3))
    assert "3 words added" in html
    assert "<ins>new &amp; old</ins>" in html
    assert html.count("&lt;b&gt;stayed") == 1
    assert "2 paragraphs are the same" in html
    assert "<i>" not in html
    only = comparison_html("T", "then", Comparison(((same,),), pictures_added=("a.png",), pictures_removed=("b.png",)))
    assert "Only pictures changed." in only
    assert 'src="images/a.png"' in only
    assert 'src="images/old-b.png"' in only
