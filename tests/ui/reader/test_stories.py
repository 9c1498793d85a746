"""The stories below the end of an article, in the real engine and a real archive."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt

from pressmark.archive.values import LocalPage, NewArticle
from pressmark.ui.reader.stories import _look_for
from pressmark.ui.reader.view import ReaderView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from pressmark.archive.archive import Archive
    from pressmark.ui.workspace import Workspace

pytestmark = pytest.mark.engine

AGENCY = "".join(
    f"<p>On day {number} the founder of Telegram told the court why number {number * 7} was never answered.</p>"
    for number in range(40)
)
OTHER = "<p>A judge in Paris let the founder of Telegram go home; the court wants to hear more of him.</p>" * 3
STRANGE = "<p>Bees of Jutland find their way over the sound by the smell of clover alone.</p>" * 9


@pytest.fixture
def ids(archive: Archive) -> list[int]:
    pages = [
        ("https://one.example/1", "Founder in court", AGENCY),
        ("https://two.example/2", "<b>Founder</b> &amp;lt;i&amp;gt; in court", AGENCY + "<p>By our own desk.</p>"),
        ("https://three.example/3", "Telegram's founder goes home", OTHER),
        ("https://four.example/4", "Bees", STRANGE),
    ]
    added = archive.add(
        [
            NewArticle(url, page=LocalPage(f"<title>{title}</title><article>{body}</article>".encode(), "text/html"))
            for url, title, body in pages
        ]
    )
    archive.save_pending()
    return [one.id for one in added if one.id is not None]


@pytest.fixture
def reader(workspace: Workspace, qtbot: QtBot) -> Iterator[ReaderView]:
    made = ReaderView(workspace)
    made.resize(700, 600)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.hide()
    qtbot.waitUntil(lambda: workspace.tasks.is_idle)


def ask(reader: ReaderView, qtbot: QtBot, script: str) -> object:
    answers: list[object] = []
    assert reader._web is not None
    reader._web._run(f"return JSON.stringify(({script}) ?? null)", answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return json.loads(str(answers[0]))


def texts(reader: ReaderView, qtbot: QtBot, what: str) -> object:
    return ask(reader, qtbot, f"[...document.querySelectorAll('nav.stories {what}')].map((one) => one.textContent)")


def show(reader: ReaderView, qtbot: QtBot, id: int) -> None:
    with qtbot.waitSignal(reader.article_shown, timeout=20_000):
        reader.show_article(reader._workspace.archive.article(id))


def test_copies_and_related_stories_stand_below_the_text_and_open(
    reader: ReaderView, ids: list[int], archive: Archive, qtbot: QtBot
) -> None:
    show(reader, qtbot, ids[0])
    qtbot.waitUntil(lambda: texts(reader, qtbot, "h2") == ["Copies of this story", "Related"])
    copy = archive.article(ids[1])
    assert "<b>" in copy.title or "<i>" in copy.title
    assert texts(reader, qtbot, "b") == [copy.title, "Telegram's founder goes home"]
    facts = texts(reader, qtbot, "small")
    assert isinstance(facts, list)
    assert facts[0].startswith("two.example · ")
    assert facts[0].endswith("% the same")
    web = reader._web
    assert web is not None
    ask(reader, qtbot, "document.querySelectorAll('nav.stories a')[1].scrollIntoView({block: 'center'})")
    left, top = ask(  # type: ignore[misc]  # a pair
        reader,
        qtbot,
        "(([one]) => [one.left + 20, one.top + 9])(document.querySelectorAll('nav.stories a')[1].getClientRects())",
    )
    with qtbot.waitSignal(reader.article_asked) as asked:
        qtbot.mouseClick(web.focusProxy(), Qt.MouseButton.LeftButton, pos=QPoint(round(left), round(top)))
    assert asked.args == [ids[2]]
    ask(reader, qtbot, "document.querySelectorAll('nav.stories a')[0].focus()")
    with qtbot.waitSignal(reader.article_asked) as asked:
        qtbot.keyClick(web.focusProxy(), Qt.Key.Key_Return)
    assert asked.args == [ids[1]]


def test_the_end_of_the_text_is_the_end_of_reading(reader: ReaderView, ids: list[int], qtbot: QtBot) -> None:
    show(reader, qtbot, ids[0])
    web = reader._web
    assert web is not None
    qtbot.waitUntil(lambda: texts(reader, qtbot, "h2") != [])
    qtbot.waitUntil(lambda: web._beyond > 100)
    web.scroll_to(0.5)
    qtbot.waitUntil(lambda: web.fraction() == pytest.approx(0.5, abs=0.01))
    web.scroll_to(1.0)
    qtbot.waitUntil(lambda: web.fraction() >= 0.99)
    assert not web.is_at_end()  # the stories are still to be paged to
    ask(reader, qtbot, "scrollTo(0, 1e6)")
    qtbot.waitUntil(web.is_at_end)
    assert web.fraction() == 1.0


def test_what_comes_too_late_is_dropped(reader: ReaderView, ids: list[int], archive: Archive, qtbot: QtBot) -> None:
    late = _look_for(archive, ids[0])
    show(reader, qtbot, ids[3])
    qtbot.waitUntil(lambda: not reader.stories._timer.isActive() and reader._workspace.tasks.is_idle)
    reader.stories._show(ids[0], late)
    assert texts(reader, qtbot, "h2") == []
