"""Pages that are whole and pages that are not, as sites send them: is the doubt right, and not more?"""

from __future__ import annotations

import json

import pytest

from pressmark.archive.extraction.wholeness import Lack, lack_of
from site_server import story

SENTENCE = "The council met on Tuesday and said what it would do about the bridge, the budget and the school. "
LONG, SHORT = SENTENCE * 30, SENTENCE * 2
SCRIPT = "<script src=/app.js></script>"


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>Bridge</title>{head}</head><body>{body}</body></html>"


def data(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


@pytest.mark.parametrize(
    ("html", "text", "lack"),
    [
        (page(f"<p>{LONG}"), LONG, Lack.NOTHING),
        (page(f"<p>{SHORT}"), SHORT, Lack.NOTHING),  # a short page without scripts is a short page
        (page(f"<p>{SHORT}{SCRIPT}"), SHORT, Lack.SHORT),
        (page(f"<div id=root></div>{SCRIPT}"), "", Lack.NEEDS_SCRIPTS),
        (page(f"<div id=__next><p>Loading</p></div>{SCRIPT}"), "Loading", Lack.NEEDS_SCRIPTS),
        (page(f"<noscript>You need to enable JavaScript to run this app.</noscript>{SCRIPT}"), "", Lack.NEEDS_SCRIPTS),
        (page(f"<p>{LONG}<noscript>Please enable JavaScript for comments.</noscript>{SCRIPT}"), LONG, Lack.NOTHING),
        (page(f"<h1>We use cookies</h1><p>Accept all cookies to go on.{SCRIPT}"), "Accept all cookies.", Lack.WALL),
        (page(f"<p>{LONG}<p>We use cookies. Accept all cookies."), LONG, Lack.NOTHING),
        (page("<form><input name=u><input type=password></form>"), "Members", Lack.WALL),
        (page(f"<p>{LONG}<form><input type=password></form>"), LONG, Lack.NOTHING),
        (page(f"<p>{SHORT} Subscribe to continue reading"), SHORT + "Subscribe to continue reading", Lack.CUT),
        (page(f"<p>{LONG}", data(articleBody=LONG * 3)), LONG, Lack.CUT),
        (page(f"<p>{LONG}", data(articleBody=LONG)), LONG, Lack.NOTHING),
        (page(f"<p>{SHORT}", data(isAccessibleForFree=False)), SHORT, Lack.CUT),
        (page(f"<p>{LONG}", data(isAccessibleForFree="False")), LONG, Lack.NOTHING),  # it was given all the same
        (page("<h1>Page not found</h1><p>Try the search."), "Try the search.", Lack.NOT_FOUND),
        (page("<h1>Seite nicht gefunden</h1>"), "", Lack.NOT_FOUND),
        (page(f"<h1>Why the page was not found for a year</h1><p>{LONG}"), LONG, Lack.NOTHING),
        (story("A small story"), "a small story " * 100, Lack.NOTHING),
        ("<p " + "a=1 " * 2_000 + ">", "", Lack.NOTHING),  # what cannot be judged is not doubted
        ("", "", Lack.NOTHING),
    ],
)
def test_a_page_lacks_what_it_lacks(html: str, text: str, lack: Lack) -> None:
    assert lack_of(html, text) is lack


def test_what_is_missing_for_good_is_not_asked_of_a_browser() -> None:
    assert not Lack.NOT_FOUND.asks_for_browser
    assert Lack.SHORT.asks_for_browser
    assert not Lack.SHORT.is_failure
