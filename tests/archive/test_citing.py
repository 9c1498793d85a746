"""Who cites whom: what counts as a link, what is here already, and what changes with the texts."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from pressmark.archive.archive import open_archive, rebuild_archive
from pressmark.archive.citing import cited, trust_in_link
from pressmark.archive.reading_links import links_in
from pressmark.archive.values import Article, LocalPage, NewArticle, Status, Trust, Way
from pressmark.workers.errors import WorkerDied

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pressmark.archive.archive import Archive

TEXT = "<p>The old ferry left the harbour at dawn, and the gulls followed it for an hour out to sea.</p>" * 4


def save(archive: Archive, url: str, body: str = "") -> int:
    page = f"<html lang='en'><title>{url}</title><article><h1>A story</h1>{TEXT}{body}</article></html>"
    (added,) = archive.add([NewArticle(url, page=LocalPage(page.encode(), "text/html"))])
    assert added.id is not None
    archive.save_pending()
    return added.id


def read_all(archive: Archive) -> None:
    after = archive.read_references()
    while after:
        after = archive.read_references(after)


@pytest.mark.parametrize(
    ("link", "counts"),
    [
        ('<a href="https://other.example/">x</a>', True),
        ('<a href="https://other.example/tag/sea">x</a>', True),
        ('<a href="https://www.own.example/2023/an-older-story">x</a>', True),
        ('<a title="a &gt; b" href="https://other.example/a?b=1&amp;c=2">x</a>', True),
        ('<a title="a > b" href="https://other.example/a">x</a>', True),
        ('<a href="https://own.example/">x</a>', False),
        ('<a href="https://own.example/tag/sea">x</a>', False),
        ('<a href="https://own.example/@jane">x</a>', False),
        ('<a href="http://own.example/story?utm_source=feed#note">x</a>', False),
        ('<a href="mailto:a@own.example">x</a>', False),
        ('<a href="#note">1</a>', False),
        ('<a href="https://[broken/">x</a>', False),
        ('&lt;a href="https://other.example/"&gt;', False),
    ],
)
def test_what_counts_as_a_reference(link: str, counts: bool) -> None:  # a parameter
    assert bool(cited(f"<p>{link}</p>", "https://own.example/story")) is counts


def test_a_page_is_named_once_by_the_words_of_its_first_link() -> None:
    body = (
        '<p><a href="https://a.example/x?utm_source=1&amp;p=2">the <b>in&amp;quiry</b></a>'
        ' <a href="https://a.example/x?p=2">here</a></p>'
    )
    assert list(cited(body, "").values()) == [("https://a.example/x?utm_source=1&p=2", "the in&quiry")]


def test_references_say_which_are_saved_and_who_cites(archive: Archive) -> None:
    old = save(archive, "https://b.example/old")
    new = save(
        archive,
        "https://a.example/new",
        '<p>See <a href="http://b.example/old?utm_medium=x">the old story</a> and'
        ' <a href="https://c.example/gone">another that is gone</a>, both of them worth reading.</p>',
    )
    cites = archive.references(new).cites
    assert [(one.words, one.article.id if one.article else None) for one in cites] == [
        ("the old story", old),
        ("another that is gone", None),
    ]
    assert archive.references(old).cited_by == ()
    read_all(archive)
    assert [one.id for one in archive.references(old).cited_by] == [new]
    archive.trash([new])
    assert archive.references(old).cited_by == ()
    archive.restore([new])
    archive.trash([old])
    assert archive.references(new).cites[0].article is None
    archive.purge([old])
    read_all(archive)


def test_who_cites_is_known_without_asking(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pressmark.archive.reading_links.QUIET_SECONDS", 0.0)
    told = threading.Event()
    put = archive._storage.references.put

    def note(read: Iterable[tuple[int, str, Iterable[str]]]) -> None:
        put(read)
        told.set()

    monkeypatch.setattr(archive._storage.references, "put", note)
    old = save(archive, "https://b.example/old")
    archive.start_saving()
    assert told.wait(30)
    told.clear()
    body = '<p>Of this <a href="https://b.example/old">the old story</a> said more, and said it better.</p>'
    page = f"<html lang='en'><title>New</title><article><h1>New</h1>{TEXT}{body}</article></html>"
    (new,) = archive.add([NewArticle("https://a.example/new", page=LocalPage(page.encode(), "text/html"))])
    assert told.wait(30)
    assert [one.id for one in archive.references(old).cited_by] == [new.id]


def test_a_text_that_cannot_be_read_holds_nobody_up(archive: Archive, tmp_path: Path) -> None:
    old = save(archive, "https://b.example/old")
    broken = save(archive, "https://a.example/broken")
    body = '<p>Of this <a href="https://b.example/old">the old story</a> said more, and said it better.</p>'
    new = save(archive, "https://a.example/new", body)
    folder = archive._storage.extraction_folder(broken)
    assert folder is not None
    (folder / "extraction.json").write_text("[]")
    assert links_in([str(tmp_path / "none"), str(folder / "extraction.json")]) == [[], []]
    read_all(archive)
    assert [one.id for one in archive.references(old).cited_by] == [new]


def test_links_are_read_here_where_no_worker_can(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_arguments: object) -> None:
        raise WorkerDied("closed")

    old = save(archive, "https://b.example/old")
    body = '<p>Of this <a href="https://b.example/old">the old story</a> said more, and said it better.</p>'
    new = save(archive, "https://a.example/new", body)
    monkeypatch.setattr(archive._workers, "run", die)
    read_all(archive)
    assert [one.id for one in archive.references(old).cited_by] == [new]


def test_a_database_made_again_reads_the_references_again(tmp_path: Path) -> None:
    with open_archive(tmp_path / "archive", cache=tmp_path / "cache") as archive:
        old = save(archive, "https://b.example/old")
        new = save(
            archive,
            "https://a.example/new",
            '<p>Of this <a href="https://b.example/old">the old story</a> said more, and said it better.</p>',
        )
        read_all(archive)
    rebuild_archive(tmp_path / "archive")
    with open_archive(tmp_path / "archive", cache=tmp_path / "cache") as archive:
        assert archive.references(old).cited_by == ()
        read_all(archive)
        assert [one.id for one in archive.references(old).cited_by] == [new]


def test_only_what_is_new_is_read(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pressmark.archive.reading_links.PIECE", 2)
    for number in range(5):
        save(archive, f"https://a.example/{number}")
    pieces = []
    after = archive.read_references()
    while after:
        pieces.append(after)
        after = archive.read_references(after)
    assert len(pieces) == 2
    assert archive._storage.references.unread(0, 100) == []


@pytest.mark.parametrize(
    ("url", "way", "link", "expected"),
    [
        ("https://news.example/a", Way.HTTP, "https://other.example/b", Trust.PAGE),
        ("https://news.example/a", Way.HTTP, "http://192.168.1.1/reboot", Trust.PAGE),
        ("https://news.example/a", Way.BROWSER, "http://localhost:8080/", Trust.PAGE),
        ("https://wiki.example/a", Way.HTTP, "https://wiki.example/b", Trust.USER),
        ("http://wiki.lan/a", Way.HTTP, "http://files.lan/b", Trust.USER),
        ("http://wiki.lan/a", Way.FILE, "http://wiki.lan/b", Trust.PAGE),
        ("sha256:abc", Way.FILE, "http://wiki.lan/b", Trust.PAGE),
    ],
)
def test_a_public_article_names_nothing_on_a_private_network(url: str, way: Way, link: str, expected: Trust) -> None:
    now = datetime.now(UTC)
    is_local = ".lan/" in url
    article = Article(1, "", url, "A", Status.SAVED, now, now, is_local_network=is_local, way=way)
    assert trust_in_link(article, link) is expected


def test_an_address_keeps_who_named_it_until_the_person_does(archive: Archive) -> None:
    url = "http://192.168.1.1/reboot"

    def kept() -> object:
        (sidecar,) = archive.root.glob("articles/*/*/article.json")
        return json.loads(sidecar.read_bytes())["trust"]

    archive.add([NewArticle(url, trust=Trust.PAGE)])
    assert kept() == "page"
    archive.add([NewArticle(url)])
    assert kept() == "user"


@pytest.mark.parametrize("piece", ["<a ", '<a href="', '<a href="x">', "<a><", '<a title="<"', '<a "<', "</a><a <"])
def test_no_body_makes_finding_its_links_long(piece: str) -> None:
    body = piece * (1_000_000 // len(piece))
    assert cited(body, "") == cited(body + "</a>", "") == {}
