"""Whatever is wrong with a page: its extraction ends, nothing active gets through, and text and HTML agree."""

from __future__ import annotations

import random
import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fuzz
from pressmark.archive.errors import ArchiveError
from pressmark.archive.extraction import extract_html
from pressmark.archive.extraction.clean import clean
from pressmark.archive.extraction.text import text_of

STORY = "".join(f"<p>Part {number} says what the council decided about the harbour.</p>" for number in range(9))
LEFT_TO_RIGHT = (
    "<html lang=en><head><title>The harbour is sold</title></head><body><nav><a href='/'>Home</a></nav><article>"
    f"<h1>The harbour is sold</h1><figure><img src='a.jpg'><figcaption>Noon</figcaption></figure>{STORY}"
    "<ul><li>Boats<li>Cranes</ul><table><tr><th>Year<th>Price<tr><td>2025<td>12</table>"
    "<pre><code class='language-python'>for boat in harbour:\n    sell(boat)</code></pre></article></body></html>"
)
RIGHT_TO_LEFT = (
    f"<body><div class='post' dir=rtl>{STORY}<iframe src='https://www.youtube.com/embed/abcdefghijk'></iframe><br><br>x"
    "<ruby>\u6f22<rt>kan</rt></ruby><math><mi>x</mi></math><form><select><option>One</select></form></div><footer>End"
)
PAGES = (LEFT_TO_RIGHT, RIGHT_TO_LEFT)
BLOCKS = "p div ul li h2 blockquote table tr td pre section figure figcaption dl dt dd".split()
INLINE = "b em a span code sup kbd mark".split()
_BETWEEN = re.compile(rf"</?(?:{'|'.join(BLOCKS)}|br)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")


@pytest.mark.parametrize("part", range(4))
def test_two_hundred_broken_pages(part: int) -> None:
    for number in range(50):
        chance = random.Random(f"{part} {number}")  # noqa: S311 - the same pages every time
        page = fuzz.broken(*(chance.choice(PAGES).encode() for _ in range(2)), chance)
        try:
            found = extract_html(page, fuzz.URL)
        except ArchiveError:
            continue
        assert fuzz.faults_of(found) == [], (part, number)


def test_the_fuzzer_sees_what_is_active() -> None:
    found = extract_html(PAGES[0].encode(), fuzz.URL)
    broken = type(found).from_plain({**found.to_plain(), "html": found.html + "<p onclick=x>y</p><svg></svg>"})
    assert fuzz.faults_of(broken) == ["p onclick", "<svg>", "text and html differ"]


def _nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tags = [tag for tag in (*BLOCKS, *INLINE) if tag != "pre"]
    boxes = st.tuples(st.sampled_from(tags), st.lists(inner, max_size=3))
    listings = st.tuples(st.just("pre"), st.lists(WORDS, max_size=3))  # libxml2 ends a listing at a block inside it
    return (boxes | listings).map(lambda one: f"<{one[0]}>{''.join(one[1])}</{one[0]}>")


WORDS = st.sampled_from(["harbour", "sold", "2025 ", " boats", "\u6e2f", "a&amp;b", "<br>", "\n"])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.recursive(WORDS, _nested, max_leaves=12), max_size=4).map("".join))
def test_text_and_html_say_the_same(markup: str) -> None:
    html = clean(markup)
    said = unescape(_TAG.sub("", _BETWEEN.sub(" ", html)))
    assert text_of(html).split() == said.split()
