"""Another program's export in the archive: what it becomes, what Undo leaves, and what happens when it is cut off."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from lxml import html as lxml_html

from pressmark.archive import importing, saver
from pressmark.archive.errors import Cancelled, StorageError
from pressmark.archive.storage.importing import ImportKeeper
from pressmark.archive.values import (
    Changed,
    Export,
    Failure,
    ImportedArticle,
    ImportedHighlight,
    ImportPlan,
    LocalPage,
    NewArticle,
    Rule,
    Shelf,
    Skipped,
    Status,
    Way,
)
from site_server import Site, serve, story

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressmark.archive.archive import Archive

LONG_AGO = datetime(2019, 5, 1, 12, tzinfo=UTC)
SENTENCE = "The ferry left the harbour at dawn, and nobody on board spoke of the storm that was to come that evening."


@pytest.fixture
def site() -> Iterator[Site]:
    with serve({f"/{name}": story(f"The {name} is rebuilt") for name in ("bridge", "river")}) as running:
        yield running


def export(*articles: ImportedArticle, **more: object) -> Export:
    return replace(Export("Pocket", "pocket", articles, entries=len(articles)), **more)  # type: ignore[arg-type]  # tests know the fields


def several(number: int) -> Export:
    return export(
        *(
            ImportedArticle(f"https://a.example/{place}", f"Story {place}", saved_at=LONG_AGO + timedelta(days=place))
            for place in range(number)
        )
    )


def html(text: str) -> LocalPage:
    return LocalPage(text.encode(), "text/html")


def test_a_plan_says_what_an_import_would_do(archive: Archive) -> None:
    archive.add([NewArticle("https://a.example/1"), NewArticle("https://a.example/2")])
    archive.trash([2])
    wanted = export(
        ImportedArticle("http://a.example/1/"),
        ImportedArticle("https://a.example/2?utm_source=x"),
        ImportedArticle("https://a.example/3", page=html("<p>Text</p>")),
        ImportedArticle("https://a.example/4", is_from_feed=True),
        ImportedArticle("not an address"),
    )
    assert archive.plan_import(wanted) == ImportPlan(new=2, known=2, from_feeds=1, with_text=1, from_trash=1)
    assert len(archive._storage.all_ids()) == 2


def test_an_export_is_taken_in_newest_first_and_what_is_wrong_is_told(archive: Archive) -> None:
    skipped = Skipped("gone", "deleted")
    told: list[tuple[int, int]] = []
    changes: list[Changed] = []
    archive.subscribe(changes.append)
    taken = archive.import_articles(
        export(
            ImportedArticle("https://a.example/old", "Old", ("t",), LONG_AGO),
            ImportedArticle("https://a.example/new", "New", saved_at=LONG_AGO + timedelta(days=1)),
            ImportedArticle("https://a.example/old/", "Old again", ("u",)),
            ImportedArticle("https://user@/", "Wrong"),
            ImportedArticle("https://a.example/feed", is_from_feed=True),
            skipped=(skipped,),
        ),
        tags=("pocket",),
        progress=lambda done, total: told.append((done, total)),
    )
    titles = [article.title for article in archive.articles(taken.new)]
    assert titles == ["Old again", "New"]  # the one without a date counts as saved now
    assert [article.tags for article in archive.articles(taken.new)] == [("pocket", "t", "u"), ("pocket",)]
    assert archive.article(taken.new[0]).saved_at == LONG_AGO
    assert taken.known == ()
    assert [(one.name, one.code, one.detail) for one in taken.skipped] == [
        ("gone", "deleted", ""),
        ("Wrong", "invalid-url", "no-host"),
    ]
    assert taken.is_whole
    assert told[0] == (0, 4)
    assert told[-1] == (4, 4)
    assert set().union(*(one.ids for one in changes)) == set(taken.new)
    feeds = archive.import_articles(
        export(ImportedArticle("https://a.example/feed", is_from_feed=True)), with_feeds=True
    )
    assert len(feeds.new) == 1


def test_imported_addresses_are_captured_and_found(archive: Archive, site: Site) -> None:
    archive.set_rules([Rule("site:127.0.0.1", ("ruled",))])
    taken = archive.import_articles(export(ImportedArticle(f"{site.address}/bridge", "From the export")))
    (article,) = archive.articles(taken.new)
    assert (article.title, article.is_local_network) == ("From the export", True)
    archive.save_pending(taken.new)
    (article,) = archive.articles(taken.new)
    # a file names the address, so it may not lead into a private network until the person says so
    assert (article.status, article.failure) == (Status.FAILED, Failure("private-address", "127.0.0.1"))
    assert not site.requests
    archive.add([NewArticle(article.url)])
    archive.retry([article.id])
    archive.save_pending([article.id])
    (article,) = archive.articles(taken.new)
    assert (article.title, article.status, article.way) == ("The bridge is rebuilt", Status.SAVED, Way.HTTP)
    assert article.tags == ("ruled",)
    assert archive._storage.order.due() == []
    assert [hit.id for hit in archive.find("bridge").hits] == [article.id]


FRAGMENTS = {
    "paragraphs": "".join(f"<p>Paragraph {number}. {SENTENCE}</p>" for number in range(12)),
    "short": "<p>One line.</p>",
    "a list": "<h2>What to take</h2><ul><li>Bread</li><li>Water</li><li>A lamp</li></ul><p>Related: nothing.</p>",
    "without a paragraph": f"First words<br>Second line<br><br>Third {SENTENCE}",
    "much that looks like the rest of a page": (
        f"<p>{SENTENCE}</p><p>Share this article</p><div class='related'><a href='/x'>Read more: storms</a></div>"
        f"<p>Subscribe to our newsletter</p><p>{SENTENCE}</p><footer>All rights reserved</footer>"
    ),
    "a table and code": (
        f"<p>{SENTENCE}</p><table><tr><td>Tide</td><td>4 m</td></tr></table><pre>print('&lt;html&gt;')</pre>"
    ),
    "tag soup": f"<div id='readability-page-1' class='page'><p>{SENTENCE}<p>Unclosed <b>bold</div></p><p>End.",
}


@pytest.mark.parametrize("name", FRAGMENTS)
def test_a_piece_of_html_comes_out_whole(archive: Archive, name: str) -> None:
    title = 'A </title><b>"title"</b> & more'
    wanted = ImportedArticle("https://a.example/ferry", title, page=html(FRAGMENTS[name]), progress=0.25)
    (id,) = archive.import_articles(export(wanted)).new
    archive.save_pending([id])
    article = archive.article(id)
    assert (article.status, article.failure, article.way, article.title) == (Status.SAVED, None, Way.IMPORT, title)
    assert archive.article(id).snapshots[0].way is Way.IMPORT
    words = lxml_html.fromstring(f"<div>{FRAGMENTS[name]}</div>").text_content().split()
    assert "".join(archive.text(id).split()) == "".join(words)
    (redone,) = archive.reextract([id])
    assert redone.outcome == "unchanged"  # also when it is read anew
    assert article.progress == 0.25


def test_a_page_that_is_one_is_read_like_any_other(archive: Archive) -> None:
    page = html(story("The ferry"))
    (id,) = archive.import_articles(export(ImportedArticle("https://a.example/ferry", "Ferry", page=page))).new
    archive.save_pending([id])
    assert archive.article(id).way is Way.IMPORT
    assert "rights reserved" not in archive.text(id)
    assert "paragraph 1 tells" in archive.text(id)


def test_pictures_of_a_page_are_not_fetched_but_when_the_person_asks(archive: Archive, site: Site) -> None:
    page = html(f"<p>{SENTENCE}</p><p><img src='{site.address}/map.png' width=600 height=400></p>")
    (id,) = archive.import_articles(export(ImportedArticle("https://a.example/ferry", page=page))).new
    archive.save_pending([id])
    article = archive.article(id)
    assert article.failure == Failure("pictures-not-in-file", "1")
    assert not site.requests
    archive.retry([id])
    archive.save_pending([id])
    assert {one.way for one in archive.article(id).snapshots} == {Way.IMPORT}


def test_an_older_text_of_an_export_takes_no_ones_place(archive: Archive, site: Site) -> None:
    (added,) = archive.add([NewArticle(f"{site.address}/bridge")])
    archive.save_pending()
    page = html("<p>What the export says of the bridge, which is not what the site says of it.</p>")
    wanted = export(
        ImportedArticle(f"{site.address}/bridge", page=page, highlights=(ImportedHighlight("who said so"),))
    )
    taken = archive.import_articles(wanted)
    assert taken.known == (added.id,)
    assert archive.counts().queued == 0
    (mark,) = archive.highlights(taken.known[0])
    assert archive.text(taken.known[0])[mark.start : mark.end] == "who said so"
    changes: list[Changed] = []
    archive.subscribe(changes.append)
    archive.undo_import(taken)
    assert archive.highlights(taken.known[0]) == ()
    archive.redo_import(taken)
    assert archive.highlights(taken.known[0]) == (mark,)
    assert [change.content for change in changes if change.ids] == [True, True]  # the reader shows it anew


def test_a_cancelled_import_is_completed_by_another_and_undone(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH", 4)
    monkeypatch.setattr(importing, "PIECE", 3)

    def cancel(done: int, _total: int) -> None:
        if done == 8:
            raise Cancelled

    cut = archive.import_articles(several(15), progress=cancel)
    assert (len(cut.new), cut.failure, cut.is_whole) == (8, Failure("cancelled"), False)
    assert archive.article(cut.new[0]).title == "Story 14"  # what the person remembers best comes first
    rest = archive.import_articles(several(15))
    assert (len(rest.new), set(rest.known), rest.is_whole) == (7, set(cut.new), True)
    archive.undo_import(cut)
    archive.undo_import(rest)
    assert all(article.trashed_at for article in archive.articles([*cut.new, *rest.new]))
    assert archive.redo_import(cut) == cut
    assert archive.selection([*cut.new]).total == 8
    assert not any(article.trashed_at for article in archive.articles(cut.new))
    whole = archive.import_articles(several(15))  # what was put into the trash is wanted again
    assert whole.new == ()
    assert {change.id for change in whole.changes} == set(rest.new)
    archive.undo_import(whole)
    assert {article.id for article in archive.articles([*cut.new, *rest.new]) if article.trashed_at} == set(rest.new)


def test_what_else_ends_an_import_leaves_what_was_taken_in(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH", 4)
    real = ImportKeeper.take_in
    calls: list[int] = []

    def full(self: ImportKeeper, *given: object) -> object:
        calls.append(1)
        if len(calls) in (3, 4):
            raise StorageError(code="disk-full")
        return real(self, *given)  # type: ignore[arg-type]  # what it was given

    monkeypatch.setattr(ImportKeeper, "take_in", full)
    taken = archive.import_articles(several(15))
    assert (len(taken.new), taken.failure) == (8, Failure("disk-full"))
    with pytest.raises(StorageError, match="disk-full"):
        archive.import_articles(several(15))  # nothing was taken in: there is nothing to tell but why

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        archive.import_articles(several(15), progress=stop)
    assert len(archive._storage.all_ids()) == 8


def test_pages_are_taken_from_the_export_only_where_they_are_of_use(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    monkeypatch.setattr(importing, "whole_page", lambda page, title: (made.append(title), page)[1])
    monkeypatch.setattr(importing, "BATCH_BYTES", 20)
    wanted = export(
        *(ImportedArticle(f"https://a.example/{n}", f"{n}", page=html(f"<p>{n} {SENTENCE}</p>")) for n in range(4))
    )
    (first,) = archive.import_articles(replace(wanted, articles=wanted.articles[:1])).new
    archive.save_pending()
    assert archive.article(first).status is Status.SAVED
    made.clear()
    assert len(archive.import_articles(wanted).new) == 3
    assert made == ["1", "2", "3"]


def test_words_of_no_place_and_notes_of_no_words_are_kept(archive: Archive) -> None:
    marks = (
        ImportedHighlight("the storm", "one"),
        ImportedHighlight("the  storm", "two"),
        ImportedHighlight("the storm", "one"),
        ImportedHighlight(" ", "about all of it"),
    )
    wanted = ImportedArticle(
        "https://a.example/ferry", note="A note", highlights=marks, page=html(f"<p>{SENTENCE}</p>")
    )
    (id,) = archive.import_articles(export(wanted)).new
    archive.save_pending()
    (mark,) = archive.highlights(id)
    assert (mark.quote, mark.note, mark.is_attached) == ("the storm", "one\n\ntwo", True)
    assert archive.article(id).note == "A note\n\nabout all of it"
    assert [hit.id for hit in archive.find('highlight:"storm"').hits] == [id]


def test_the_saver_does_not_wait_to_be_asked(archive: Archive) -> None:
    saved = threading.Event()
    archive.subscribe(lambda change: saved.set() if change.content else None)
    archive.start_saving()
    archive.import_articles(export(ImportedArticle("https://a.example/1", page=html(f"<p>{SENTENCE}</p>"))))
    assert saved.wait(saver.IDLE_SECONDS - 5)


def test_an_import_is_not_urgent_to_the_index(archive: Archive) -> None:
    (added,) = archive.add([NewArticle("https://a.example/typed")])
    archive.undo_import(archive.import_articles(several(3)))
    assert list(archive._indexer._urgent) == [added.id]
    assert archive.find("Story", shelf=Shelf.TRASH).total == 3
