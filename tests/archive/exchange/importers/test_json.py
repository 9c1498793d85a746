"""Exports that are JSON."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from export_files import one, taken, written
from pressmark.archive.exchange.importers import read_export
from pressmark.archive.values import ImportedHighlight, LocalPage, Skipped

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2023, 1, 15, 12, tzinfo=UTC)


ENTRY: dict[str, object] = {
    "id": 1,
    "title": "Waves <1>",
    "url": "https://a.example/1",
    "is_archived": 1,
    "is_starred": 0,
    "content": "<p>Wäter.</p>",
    "tags": ["sea", "a b"],
    "created_at": "2023-01-15T13:00:00+0100",
    "published_by": ["Ann", None],
    "published_at": "2020-05-01T00:00:00+00:00",
    "annotations": [{"quote": "Wäter", "text": "Why?", "ranges": []}],
    "language": "de",
    "headers": [],
}


class TestWallabag:
    def test_the_second_version(self, tmp_path: Path) -> None:
        export = taken(written(tmp_path, "wallabag.json", [ENTRY]))
        (article,) = export.articles
        assert (export.source, export.kind) == ("wallabag", "wallabag")
        assert (article.title, article.tags, article.saved_at) == ("Waves <1>", ("sea", "a b"), NOON)
        assert article.is_read
        assert not article.is_favourite
        assert article.highlights == (ImportedHighlight("Wäter", "Why?"),)
        assert isinstance(article.page, LocalPage)
        assert article.page.content_type == "text/html"
        page = article.page.data.decode()
        assert page.startswith(
            '<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Waves &lt;1&gt;</title>'
        )
        assert '<meta name="author" content="Ann">' in page
        assert '"article:published_time" content="2020-05-01T00:00:00+00:00"' in page
        assert page.endswith("<body><p>Wäter.</p>")

    @pytest.mark.parametrize(
        "content",
        [
            None,
            "",
            "wallabag can't retrieve contents for this article. Please <a href='x'>troubleshoot this issue</a>.",
            "<p>wallabag can’t retrieve contents for this article.</p>",
            "[unable to retrieve full-text content]",
        ],
    )
    def test_what_it_could_not_fetch_is_fetched(self, tmp_path: Path, content: object) -> None:
        assert one(written(tmp_path, "a.json", [{**ENTRY, "content": content}])).page is None

    def test_the_first_version(self, tmp_path: Path) -> None:
        entry = {"title": "Sans titre", "url": "http://a.example/1", "is_read": "1", "is_fav": "1", "content": "x"}
        article = one(written(tmp_path, "a.json", [{**entry, "tags": "sea, a b"}]))
        assert (article.title, article.tags) == ("", ("sea", "a b"))
        assert article.is_read
        assert article.is_favourite
        assert article.saved_at is None
        assert article.page is not None

    def test_half_characters_do_no_harm(self, tmp_path: Path) -> None:
        entry = {**ENTRY, "content": "\ud83d", "title": "a\ud83d\x00b", "annotations": [{"quote": "\udc00"}]}
        article = one(written(tmp_path, "a.json", [entry]))
        assert article.title == "a\ufffdb"
        assert isinstance(article.page, LocalPage)
        assert article.page.data.decode().endswith("<body>\ufffd")
        assert article.highlights == (ImportedHighlight("\ufffd"),)


def test_karakeep(tmp_path: Path) -> None:
    export = taken(
        written(
            tmp_path,
            "karakeep.json",
            {
                "bookmarks": [
                    {
                        "createdAt": 1673784000,
                        "title": "Waves",
                        "tags": ["sea"],
                        "lists": ["l2", "gone", "l1"],
                        "content": {"type": "link", "url": "https://a.example/1"},
                        "note": "Mine",
                        "archived": True,
                    },
                    {"createdAt": 1, "title": None, "tags": [], "content": {"type": "text", "text": "A thought"}},
                    {"createdAt": 1, "title": "A picture", "tags": [], "content": None, "note": None},
                ],
                "lists": [
                    {"id": "l1", "name": "Wa/ter", "type": "manual", "parentId": None},
                    {"id": "l2", "name": "Deep", "type": "manual", "parentId": "l1"},
                    {"id": "l3", "name": "Circle", "parentId": "l3"},
                ],
            },
        )
    )
    (article,) = export.articles
    assert (export.source, export.kind) == ("Karakeep", "karakeep")
    assert (article.title, article.note, article.saved_at) == ("Waves", "Mine", NOON)
    assert article.tags == ("sea", "Wa-ter/Deep", "Wa-ter")
    assert article.is_read
    assert [one.name for one in export.skipped] == ["A thought", "A picture"]
    assert {one.code for one in export.skipped} == {"no-address"}


def test_karakeep_before_it_had_lists(tmp_path: Path) -> None:
    bookmark = {"createdAt": 1673784000, "title": None, "tags": [], "content": {"type": "link", "url": "https://a.b/"}}
    assert one(written(tmp_path, "a.json", {"bookmarks": [bookmark]})).saved_at == NOON


def test_linkwarden(tmp_path: Path) -> None:
    link = {
        "id": 7,
        "name": "Sea &amp; sun &lt;3",
        "type": "url",
        "url": "https://a.example/1",
        "description": "It&#39;s mine",
        "tags": [{"id": 1, "name": "R&amp;D"}],
        "createdAt": "2024-01-01T00:00:00.000Z",
        "importDate": "2023-01-15T12:00:00.000Z",
    }
    export = taken(
        written(
            tmp_path,
            "backup.json",
            {
                "collections": [
                    {"id": 1, "name": "Water &amp; ice", "parentId": None, "links": []},
                    {"id": 2, "name": "Deep", "parentId": 1, "links": [link]},
                    {
                        "id": 3,
                        "name": "Unorganized",
                        "parentId": None,
                        "links": [{"id": 8, "url": "https://a.example/2"}],
                    },
                ],
                "pinnedLinks": [{"id": 7, "url": "https://a.example/1"}],
            },
        )
    )
    dated, other = export.articles
    assert (export.source, export.kind) == ("Linkwarden", "linkwarden")
    assert (dated.title, dated.note, dated.saved_at) == ("Sea & sun <3", "It's mine", NOON)
    assert dated.tags == ("R&D", "Water & ice/Deep")
    assert dated.is_favourite
    assert other.tags == ()
    assert not other.is_favourite


def test_pinboard(tmp_path: Path) -> None:
    bookmark = {
        "href": "https://a.example/1",
        "description": "Waves",
        "extended": "Mine",
        "time": "2023-01-15T12:00:00Z",
        "toread": "no",
        "tags": "sea a_b",
    }
    untitled = {**bookmark, "href": "https://a.example/2", "description": False, "toread": "yes", "tags": ""}
    first, second = taken(written(tmp_path, "pinboard.json", [bookmark, untitled])).articles
    assert (first.title, first.note, first.tags, first.saved_at) == ("Waves", "Mine", ("sea", "a_b"), NOON)
    assert [first.is_read, second.is_read] == [True, False]
    assert (second.title, second.tags) == ("", ())


def test_goodlinks(tmp_path: Path) -> None:
    link = {"url": "https://a.example/1", "title": "Waves", "addedAt": 1673784000.25, "tags": ["sea"], "starred": True}
    article = one(written(tmp_path, "GoodLinks.json", [link]))
    assert article.saved_at == NOON.replace(microsecond=250_000)
    assert article.is_favourite
    assert article.tags == ("sea",)


def test_firefox(tmp_path: Path) -> None:
    bookmark = {"type": "text/x-moz-place", "title": "Waves", "uri": "https://a.example/1", "tags": "sea,salt"}
    dated = {**bookmark, "dateAdded": 1673784000000001}
    folder = {"type": "text/x-moz-place-container", "title": "Water", "children": [dated]}
    export = taken(
        written(
            tmp_path,
            "bookmarks-2023-01-15.json",
            {
                "guid": "root________",
                "title": "",
                "root": "placesRoot",
                "children": [
                    {"guid": "toolbar_____", "title": "toolbar", "root": "toolbarFolder", "children": [folder]},
                    {"title": "menu", "children": [{"title": "Recent", "uri": "place:sort=8"}, {"type": "separator"}]},
                    {"title": "tags", "root": "tagsFolder", "children": [{"title": "sea", "children": [bookmark]}]},
                ],
            },
        )
    )
    (article,) = export.articles
    assert (export.source, export.kind) == ("Firefox", "firefox")
    assert article.tags == ("sea", "salt", "Water")
    assert article.saved_at == NOON.replace(microsecond=1)
    assert export.skipped == (Skipped("Recent", "invalid-url", "scheme"),)
    assert export.merged == 0


def test_chromium_counts_from_1601(tmp_path: Path) -> None:
    url = {"type": "url", "name": "Waves", "url": "https://a.example/1", "date_added": "13118850929335823"}
    late = {**url, "url": "https://a.example/2", "date_added": "9" * 30}
    folder = {
        "type": "folder",
        "name": "Water",
        "children": [url, {"type": "folder", "name": "Deep", "children": [late]}],
    }
    roots = {
        "bookmark_bar": {"type": "folder", "name": "Lesezeichenleiste", "children": [folder]},
        "other": {"type": "folder", "name": "Other", "children": []},
        "sync_transaction_version": "7",
    }
    export = taken(written(tmp_path, "Bookmarks", {"checksum": "x", "roots": roots, "version": 1}))
    first, second = export.articles
    assert (export.source, export.kind) == ("", "bookmarks")
    assert first.saved_at == datetime(2016, 9, 20, 13, 15, 29, 335_823, tzinfo=UTC)
    assert first.tags == ("Water",)
    assert second.tags == ("Water/Deep",)
    assert second.saved_at is None


def test_folders_may_lie_deep(tmp_path: Path) -> None:
    inside = '{"type":"url","name":"One","url":"https://a.example/1"}'
    text = '{"roots":{"other":' + '{"name":"abc","children":[' * 400 + inside + "]}" * 400 + "}}"
    (tag,) = one(written(tmp_path, "Bookmarks", text)).tags
    assert tag == "/".join(["abc"] * 25)


@pytest.mark.parametrize(
    "document",
    [
        [{"url": 1, "is_archived": {}, "tags": {"a": 1}, "annotations": "x", "content": [], "created_at": True}],
        {"bookmarks": [{"createdAt": [], "content": {"url": []}, "tags": 7, "lists": {}}], "lists": [{"id": [1]}]},
        {"collections": [{"links": [{"url": None, "tags": [7]}, 7], "id": []}, 7], "pinnedLinks": 7},
        [{"href": None, "description": 7, "tags": [], "toread": []}],
        [{"url": [], "addedAt": 1e300, "tags": "x", "highlights": [[]]}],
        {"guid": 1, "children": [{"children": [{"uri": 7, "tags": []}, {"children": 7}, [[]]]}]},
        {"roots": {"a": {"children": [{"url": {}, "date_added": []}, {"children": None}]}}},
        {"list": {"1": {"given_url": 7, "tags": [], "annotations": [7], "status": [], "favorite": {}}}},
        [{"url": "https://a.example/", "title": 7, "highlights": [{"quote": 7, "created_at": []}]}],
        {"slug": 1, "title": [], "items": [{"url": []}, 7], "createdAt": {}},
        [{"slug": [], "url": 7, "savedAt": 7, "labels": {}, "readingProgress": "NaN", "state": 7}],
    ],
    ids=lambda document: str(document)[:20],
)
def test_values_of_other_types(tmp_path: Path, document: object) -> None:
    assert all(one.code == "no-address" for one in taken(written(tmp_path, "a.json", document)).skipped)


NAMES = st.sampled_from(
    "url href uri title name slug savedAt labels tags is_archived content createdAt bookmarks lists parentId id links"
    " collections pinnedLinks addedAt children guid root roots date_added dateAdded list given_url status favorite"
    " annotations highlights quote created_at items description toread readingProgress type description".split()
)
VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=5),
        st.sampled_from(["https://a.example/1", "https://a.example/2", "a.example", "1", "2023-01-15"]),
    ),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=6),
    max_leaves=30,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(VALUES)
def test_any_document(tmp_path: Path, document: object) -> None:
    export = read_export([written(tmp_path, "Bookmarks", json.dumps(document))])
    assert export is None or export.entries == len(export.articles) + export.merged + len(export.skipped)
