"""Whatever articles are written in a format's shape come back whole."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from export_files import taken, written, zipped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


@dataclass(frozen=True)
class Kept:
    """What every format can say of an article."""

    url: str
    title: str
    tags: tuple[str, ...]
    seconds: int


WORDS = st.text("abcäöщ中 '\"&<>;,#`%+\n", min_size=1, max_size=20).map(lambda text: " ".join(text.split()) + "x")
TAGS = st.lists(st.text("abcäщ中'&", min_size=1, max_size=8), max_size=4, unique_by=str.casefold)
KEPT = st.builds(
    Kept,
    st.integers(1, 10**6).map(lambda number: f"https://a.example/{number}?a=1&b=2"),
    WORDS,
    TAGS.map(tuple),
    st.integers(700_000_000, 1_700_000_000),
)


def table(header: str, rows: Sequence[Sequence[object]]) -> str:
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(header.split(","))
    writer.writerows(rows)
    return made.getvalue()


def iso(one: Kept) -> str:
    return datetime.fromtimestamp(one.seconds, UTC).isoformat()


def pocket(kept: Sequence[Kept]) -> tuple[str, str]:
    rows = [(one.title, one.url, one.seconds, "|".join(one.tags), "unread") for one in kept]
    return "part_000000.csv", table("title,url,time_added,tags,status", rows)


def instapaper(kept: Sequence[Kept]) -> tuple[str, str]:
    rows = [(one.url, one.title, "", "Unread", one.seconds, json.dumps(one.tags)) for one in kept]
    return "a.csv", table("URL,Title,Selection,Folder,Timestamp,Tags", rows)


def raindrop(kept: Sequence[Kept]) -> tuple[str, str]:
    rows = [(1, one.title, "", "", one.url, "Unsorted", ", ".join(one.tags), iso(one), "", "", "false") for one in kept]
    return "a.csv", table("id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite", rows)


def readwise(kept: Sequence[Kept]) -> tuple[str, str]:
    rows = [(one.title, one.url, "1", str(list(one.tags)), iso(one), "0", "new", "True") for one in kept]
    return "a.csv", table("Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen", rows)


def mymind(kept: Sequence[Kept]) -> tuple[str, str]:
    rows = [(1, "WebPage", one.title, one.url, "", "", ",".join(one.tags), iso(one)) for one in kept]
    return "a.csv", table("id,type,title,url,content,note,tags,created", rows)


def any_table(kept: Sequence[Kept]) -> tuple[str, str]:
    return "a.csv", table("href,name,labels,date", [(one.url, one.title, "|".join(one.tags), iso(one)) for one in kept])


def old_pocket(kept: Sequence[Kept]) -> tuple[str, str]:
    links = "".join(
        f'<li><a href="{one.url}" time_added="{one.seconds}" tags="{escape(",".join(one.tags))}">'
        f"{escape(one.title)}</a></li>"
        for one in kept
    )
    return (
        "ril_export.html",
        f"<title>Pocket Export</title><h1>Unread</h1><ul>{links}</ul><h1>Read Archive</h1><ul></ul>",
    )


def netscape(kept: Sequence[Kept]) -> tuple[str, str]:
    links = "".join(
        f'<DT><A HREF="{escape(one.url)}" ADD_DATE="{one.seconds}" TAGS="{escape(",".join(one.tags))}">'
        f"{escape(one.title)}</A>\n"
        for one in kept
    )
    return "bookmarks.html", f"<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n{links}</DL><p>"


def wallabag(kept: Sequence[Kept]) -> tuple[str, object]:
    return "a.json", [
        {"url": one.url, "title": one.title, "tags": one.tags, "created_at": iso(one), "is_archived": 0} for one in kept
    ]


def karakeep(kept: Sequence[Kept]) -> tuple[str, object]:
    bookmarks = [
        {"createdAt": one.seconds, "title": one.title, "tags": one.tags, "content": {"type": "link", "url": one.url}}
        for one in kept
    ]
    return "a.json", {"bookmarks": bookmarks}


def linkwarden(kept: Sequence[Kept]) -> tuple[str, object]:
    links = [
        {
            "url": one.url,
            "name": escape(one.title),
            "tags": [{"name": escape(tag)} for tag in one.tags],
            "createdAt": iso(one),
        }
        for one in kept
    ]
    return "a.json", {"collections": [{"id": 1, "name": "Unorganized", "links": links}]}


def pinboard(kept: Sequence[Kept]) -> tuple[str, object]:
    return "a.json", [
        {"href": one.url, "description": one.title, "tags": " ".join(one.tags), "time": iso(one)} for one in kept
    ]


def goodlinks(kept: Sequence[Kept]) -> tuple[str, object]:
    return "a.json", [{"url": one.url, "title": one.title, "tags": one.tags, "addedAt": one.seconds} for one in kept]


def firefox(kept: Sequence[Kept]) -> tuple[str, object]:
    children = [
        {"uri": one.url, "title": one.title, "tags": ",".join(one.tags), "dateAdded": one.seconds * 1_000_000}
        for one in kept
    ]
    return "a.json", {"guid": "root________", "children": [{"title": "menu", "children": children}]}


def omnivore(kept: Sequence[Kept]) -> tuple[str, object]:
    return "metadata_0_to_20.json", [
        {"slug": "a", "url": one.url, "title": one.title, "labels": one.tags, "savedAt": iso(one)} for one in kept
    ]


SHAPES = [
    *(pocket, instapaper, raindrop, readwise, mymind, any_table, old_pocket, netscape, wallabag, karakeep, linkwarden),
    *(pinboard, goodlinks, firefox, omnivore),
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(kept=st.lists(KEPT, min_size=1, max_size=12, unique_by=lambda one: one.url))
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
@pytest.mark.parametrize("packed", [False, True], ids=["alone", "in a zip"])
def test_it_comes_back(
    tmp_path: Path, packed: bool, shape: Callable[[Sequence[Kept]], tuple[str, object]], kept: Sequence[Kept]
) -> None:
    name, content = shape(kept)
    file = zipped(tmp_path / "a.zip", {name: content}) if packed else written(tmp_path, name, content)
    export = taken(file)
    assert export.entries == len(kept)
    assert not export.skipped
    found = [
        Kept(one.url, one.title, one.tags, int(one.saved_at.timestamp()) if one.saved_at else 0)
        for one in export.articles
    ]
    assert found == sorted(found, key=lambda one: one.seconds)
    assert sorted(found, key=lambda one: one.url) == sorted(kept, key=lambda one: one.url)
