from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from pressmark.archive.marks import MAX_HITS, mark_hits, mark_passages
from pressmark.archive.values import Colour, Highlight

TEXT = st.text(alphabet="policy é&<>\"' \u00a0隐私策 Policies", max_size=60)


def plain(html: str) -> str:
    return unescape(re.sub(r"""<(?:[^<>"']|"[^"]*"|'[^']*')*>""", "", html))


def test_hits_are_marked_in_text_not_in_tags() -> None:
    html = '<p title="policy > all">A policy &amp; <b>Policy</b></p><img alt="policy">'
    marked, count = mark_hits(html, ("policy",), "en")
    assert count == 2
    assert '<p title="policy > all">A <mark class="hit" id="hit-1">policy</mark> &amp; <b>' in marked
    assert marked.endswith('<b><mark class="hit" id="hit-2">Policy</mark></b></p><img alt="policy">')


def test_no_words_change_nothing() -> None:
    assert mark_hits("<p>policy</p>", (), "en") == ("<p>policy</p>", 0)


def test_a_page_of_one_word_is_marked_up_to_a_bound() -> None:
    marked, count = mark_hits("<p>policy</p>" * (MAX_HITS + 50), ("policy",), "en")
    assert count == MAX_HITS
    assert marked.count("<mark ") == MAX_HITS


@given(st.lists(TEXT, max_size=5))
def test_marks_change_no_text(texts: list[str]) -> None:
    escaped = [text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for text in texts]
    html = "".join(f'<p class="{number}">{text}</p>' for number, text in enumerate(escaped))
    marked, count = mark_hits(html, ("policy", "隐"), "en")
    assert plain(marked) == plain(html)
    assert [f"hit-{number}" for number in range(1, count + 1)] == re.findall(r'id="(hit-\d+)"', marked)


NOW = datetime(2026, 3, 1, tzinfo=UTC)


def highlight(quote: str, id: int = 7, *, start: int = 0, note: str = "", is_attached: bool = True) -> Highlight:
    end = start + len(quote)
    return Highlight(id, 1, quote, "", "", start, end, Colour.GREEN, note, NOW, NOW, is_attached)


def test_a_passage_is_marked_in_every_text_it_runs_through() -> None:
    html = "<p>The <b>old</b> ferry.</p>\n<p>It left at dawn &amp; came back.</p>"
    marked = mark_passages(html, [highlight("old ferry.\n\nIt left", note="a boat")])
    on = '<mark class="passage green noted" data-highlight="7">'
    assert marked == (
        f"<p>The <b>{on}old</mark></b>{on} ferry.</mark></p>\n<p>{on}It left</mark> at dawn &amp; came back.</p>"
    )


def test_of_two_that_overlap_the_newer_is_on_top() -> None:
    marked = mark_passages(
        "<p>The old ferry left at dawn.</p>", [highlight("ferry left", 2), highlight("old ferry", 1)]
    )
    assert re.findall(r'data-highlight="(\d)">([^<]+)', marked) == [("1", "old "), ("2", "ferry left")]


def test_what_is_not_there_is_not_marked() -> None:
    html = "<p>The old ferry left.</p>"
    assert mark_passages(html, [highlight("a bank that failed"), highlight("old ferry", is_attached=False)]) == html


@given(st.lists(TEXT, max_size=4), st.data())
def test_passages_change_no_text(texts: list[str], data: st.DataObject) -> None:
    escaped = [text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for text in texts]
    html = "".join(f'<p title="&lt;">{text}</p>' for text in escaped)
    whole = plain(html)
    start = data.draw(st.integers(0, len(whole)))
    quote = whole[start : data.draw(st.integers(start, len(whole)))].strip()
    marked = mark_passages(html, [highlight(quote, start=start)] if quote else [])
    assert plain(marked) == whole
    inside = "".join(unescape(one) for one in re.findall(r"<mark[^>]*>([^<]*)</mark>", marked))
    assert "".join(inside.split()) == "".join(quote.split())
