from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from pressmark.archive.hits import MAX_HITS, mark_hits

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
