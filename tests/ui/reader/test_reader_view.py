"""The reader with its real engine: hits, places, styles, what is shown while there is nothing to read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton

from pressmark.archive.values import Article, Failure, LocalPage, NewArticle, Status, Way
from pressmark.ui.reader.provenance import is_downgraded, notice, saved_line
from pressmark.ui.reader.style_popup import StylePopup
from pressmark.ui.reader.view import ReaderView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from pressmark.archive.archive import Archive
    from pressmark.ui.workspace import Workspace

pytestmark = pytest.mark.engine

PARAGRAPHS = [f"<p>Paragraph {number} of a story about the sea, which is wide and cold.</p>" for number in range(120)]
PARAGRAPHS[60] = "<p>Here the <em>privacy</em> policies of ferries are discussed; a policy &amp; its readers.</p>"
PARAGRAPHS[110] = "<p>One more policy, at the end.</p>"
PAGE = f"<html lang='en'><title>The sea</title><article><h1>The sea</h1>{''.join(PARAGRAPHS)}</article></html>"


@pytest.fixture
def article(archive: Archive) -> Article:
    (added,) = archive.add([NewArticle("https://example.org/sea", page=LocalPage(PAGE.encode(), "text/html"))])
    assert added.id is not None
    archive.save_pending()
    return archive.article(added.id)


@pytest.fixture
def reader(workspace: Workspace, qtbot: QtBot) -> Iterator[ReaderView]:
    made = ReaderView(workspace)
    made.resize(700, 600)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.hide()
    qtbot.waitUntil(lambda: workspace.tasks.is_idle)


def show(reader: ReaderView, qtbot: QtBot, article: Article, words: tuple[str, ...] = ()) -> None:
    with qtbot.waitSignal(reader.article_shown, timeout=20_000):
        reader.show_article(article, words)


def place(reader: ReaderView) -> float:
    assert reader._web is not None
    return reader._web.fraction()


def test_every_hit_is_marked_as_it_stands_and_can_be_gone_to(
    reader: ReaderView, archive: Archive, article: Article, qtbot: QtBot
) -> None:
    listing = archive.find("policy")
    show(reader, qtbot, article, listing.words)
    assert reader.hits.text == "1 of 3"  # "policies" as well

    qtbot.waitUntil(lambda: 0.3 < place(reader) < 0.7)
    reader.step_hit(1)
    reader.step_hit(1)
    assert reader.hits.text == "3 of 3"
    qtbot.waitUntil(lambda: place(reader) > 0.8)
    qtbot.mouseClick(reader.hits.findChildren(QToolButton)[1], Qt.MouseButton.LeftButton)
    assert reader.hits.text == "1 of 3"
    qtbot.waitUntil(lambda: place(reader) < 0.7)
    show(reader, qtbot, article, ())
    assert reader.hits.text == ""


def test_reading_goes_on_where_it_was_left(
    reader: ReaderView, archive: Archive, article: Article, qtbot: QtBot
) -> None:
    archive.set_progress(article.id, 0.42)
    show(reader, qtbot, archive.article(article.id))
    qtbot.waitUntil(lambda: place(reader) == pytest.approx(0.42, abs=0.01))


def test_a_finished_article_begins_at_its_beginning(
    reader: ReaderView, archive: Archive, article: Article, qtbot: QtBot
) -> None:
    archive.set_progress(article.id, 1.0)
    show(reader, qtbot, archive.article(article.id))
    assert place(reader) == 0.0


def test_another_look_keeps_the_place(reader: ReaderView, workspace: Workspace, article: Article, qtbot: QtBot) -> None:
    show(reader, qtbot, article)
    assert reader._web is not None
    reader._web.scroll_to(0.6)
    qtbot.waitUntil(lambda: place(reader) == pytest.approx(0.6, abs=0.01))
    with qtbot.waitSignal(reader.article_shown, timeout=20_000):
        workspace.settings.reader_theme = "sepia"
    qtbot.waitUntil(lambda: place(reader) == pytest.approx(0.6, abs=0.01))


def test_how_far_one_read_is_kept(reader: ReaderView, archive: Archive, article: Article, qtbot: QtBot) -> None:
    show(reader, qtbot, article)
    assert reader._web is not None
    reader._web.scroll_to(0.5)
    qtbot.waitUntil(lambda: archive.article(article.id).progress == pytest.approx(0.5, abs=0.02))


def test_the_place_is_kept_at_once_when_the_window_closes(reader: ReaderView, article: Article, qtbot: QtBot) -> None:
    show(reader, qtbot, article)
    assert reader._web is not None
    reader._web.scroll_to(0.5)
    qtbot.waitUntil(reader._web._settled.isActive)
    with qtbot.waitSignal(reader._web.scrolled_to) as told:
        reader.hide()
        assert not reader._web._settled.isActive()
    assert told.args[0] == pytest.approx(0.5, abs=0.02)


def test_the_place_belongs_to_the_article_that_was_read(
    reader: ReaderView, archive: Archive, article: Article, qtbot: QtBot
) -> None:
    (added,) = archive.add([NewArticle("", page=LocalPage(PAGE.replace("sea", "lake").encode(), "text/html"))])
    assert added.id is not None
    archive.save_pending()
    show(reader, qtbot, article)
    assert reader._web is not None
    reader._web.scroll_to(0.5)
    qtbot.waitUntil(reader._web._settled.isActive)
    show(reader, qtbot, archive.article(added.id))
    qtbot.waitUntil(lambda: archive.article(article.id).progress == pytest.approx(0.5, abs=0.02))
    assert archive.article(added.id).progress == 0.0


def test_words_are_found_in_the_page(reader: ReaderView, article: Article, qtbot: QtBot) -> None:
    show(reader, qtbot, article)
    reader.find_in_page()
    qtbot.keyClicks(reader.find_bar.edit, "policy")
    qtbot.waitUntil(lambda: reader.find_bar.count.text() == "1 / 2")
    qtbot.keyClick(reader.find_bar.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: reader.find_bar.count.text() == "2 / 2")
    qtbot.keyClick(reader.find_bar.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: reader.find_bar.count.text() == "1 / 2")
    qtbot.keyClicks(reader.find_bar.edit, "xyz")
    qtbot.waitUntil(lambda: reader.find_bar.count.text() == "Not found")
    with qtbot.waitSignal(reader.find_bar.closed):
        qtbot.keyClick(reader.find_bar.edit, Qt.Key.Key_Escape)
    assert reader.find_bar.isHidden()


@pytest.mark.parametrize(
    ("url", "final", "expected"),
    [
        ("https://a.b/", "http://a.b/", True),
        ("https://a.b/", "https://a.b/x", False),
        ("http://a.b/", "http://a.b/", False),
    ],
)
def test_a_page_without_the_encryption_it_promised_says_so(
    article: Article, url: str, final: str, *, expected: bool
) -> None:
    (snapshot,) = article.snapshots
    shown = replace(article, url=url, snapshots=(replace(snapshot, final_url=final),))
    assert is_downgraded(shown) is expected
    assert ("without encryption" in notice(shown)) is expected


def test_a_sign_in_is_offered_where_it_may_help(reader: ReaderView, article: Article, qtbot: QtBot) -> None:
    for code, is_offered in (("wall", True), ("http-404", False)):
        reader.show_article(replace(article, words=0, status=Status.PARTIAL, failure=Failure(code)))
        assert reader.state.sign_in.isVisible() is is_offered
    reader.show_article(replace(article, words=0, status=Status.PARTIAL, failure=Failure("wall")))
    with qtbot.waitSignal(reader.action_asked) as asked:
        qtbot.mouseClick(reader.state.sign_in, Qt.MouseButton.LeftButton)
    assert asked.args == ["sign_in"]


def test_a_private_address_can_be_saved_all_the_same(reader: ReaderView, article: Article) -> None:
    refused = replace(article, words=0, status=Status.FAILED, url="http://192.0.2.7/a")
    reader.show_article(replace(refused, failure=Failure("private-address", "192.0.2.7")))
    assert reader.state.retry.isVisible()
    assert reader.state.retry.text() == "Save it all the same"
    reader.show_article(replace(refused, failure=Failure("timeout")))
    assert reader.state.retry.text() == "Try again"


@pytest.mark.parametrize(
    ("way", "words"),
    [(Way.BROWSER, "with the browser"), (Way.FILE, "a file"), (Way.IMPORT, "from an export"), (Way.HTTP, "{date}")],
)
def test_the_way_it_was_saved_is_said(article: Article, way: Way, words: str) -> None:
    (snapshot,) = article.snapshots
    shown = replace(article, snapshots=(replace(snapshot, way=way),))
    assert saved_line(shown).endswith(words)


@pytest.mark.parametrize(
    ("status", "failure", "heading", "has_retry"),
    [
        (Status.QUEUED, None, "Waiting to be saved", False),
        (Status.CAPTURING, None, "Saving…", False),
        (Status.FAILED, Failure("http-404", "404"), "Not saved", True),
        (Status.FAILED, Failure("private-address", "elsewhere.example"), "Not saved", False),
        (Status.PARTIAL, Failure("no-address"), "The page is kept, its text is not", False),
        (Status.PARTIAL, Failure("too-complex"), "The page is kept, its text is not", True),
    ],
)
def test_what_shows_while_there_is_nothing_to_read(
    reader: ReaderView, archive: Archive, status: Status, failure: Failure | None, heading: str, *, has_retry: bool
) -> None:
    (added,) = archive.add([NewArticle("https://example.org/<b>x</b>")])
    assert added.id is not None
    waiting = archive.article(added.id)
    shown = Article(waiting.id, "u", waiting.url, "T", status, waiting.saved_at, waiting.saved_at, failure=failure)
    reader.show_article(shown)
    assert reader.state.isVisible()
    assert reader.state.heading.text() == heading
    assert reader.state.retry.isVisible() is has_retry
    assert reader.state.address.text() == waiting.url
    assert {label.textFormat() for label in reader.state.findChildren(QLabel)} == {Qt.TextFormat.PlainText}
    reader.show_article(None)
    assert reader.state.heading.text() == "Nothing open"


def test_the_style_is_chosen_with_the_mouse(workspace: Workspace, qtbot: QtBot) -> None:
    settings = workspace.settings
    popup = StylePopup(settings)
    qtbot.addWidget(popup)
    popup.show()
    for name in ("reader_theme_sepia", "reader_font_mono"):
        button = popup.findChild(QToolButton, name)
        assert isinstance(button, QToolButton)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    popup.size_slider.setValue(24)
    popup.width_slider.setValue(80)
    popup.height_slider.setValue(18)
    assert (settings.reader_theme, settings.reader_font) == ("sepia", "mono")
    assert (settings.reader_size, settings.reader_width, settings.reader_line_height) == (24, 80, 1.8)
    popup.close()


def test_any_installed_font_can_be_chosen(workspace: Workspace, qtbot: QtBot) -> None:
    settings = workspace.settings
    popup = StylePopup(settings)
    qtbot.addWidget(popup)
    assert popup.families.currentIndex() == -1
    popup.families.setCurrentIndex(0)
    popup.families.textActivated.emit(popup.families.itemText(0))
    assert settings.reader_font == popup.families.itemText(0)
    serif = popup.findChild(QToolButton, "reader_font_serif")
    assert not serif.isChecked()
    qtbot.mouseClick(serif, Qt.MouseButton.LeftButton)
    assert settings.reader_font == "serif"
    assert popup.families.currentIndex() == -1


def test_a_text_that_comes_late_is_not_taken_for_that_of_another_article(
    reader: ReaderView, workspace: Workspace, archive: Archive, article: Article, qtbot: QtBot
) -> None:
    page = LocalPage(PAGE.replace("The sea", "The lake").encode(), "text/html")
    (added,) = archive.add([NewArticle("https://example.org/lake", page=page)])
    assert added.id is not None
    archive.save_pending()
    show(reader, qtbot, article)
    web = reader._web
    assert web is not None
    told: list[tuple[int, str]] = []
    reader.article_shown.connect(lambda id: told.append((id, web.title())))
    reader.show_article(None)
    reader.show_article(article)
    qtbot.waitUntil(lambda: web._is_loading)
    reader.show_article(archive.article(added.id))
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    qtbot.waitUntil(lambda: workspace.tasks.is_idle and not web._is_loading)
    assert told == [(added.id, "The lake")]
