"""Pages written after real ones: what is the article's stays, what is the page's goes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressmark.archive.errors import ArchiveError, NotReadable
from pressmark.archive.extraction import extract_html, extract_to_json, extraction_from_json, write_standalone

URL = "https://gazette.example/2026/03/04/harbour"
PARAGRAPHS = [
    f"Paragraph {number} of the story says what the council decided about the harbour, who was against it, and what it"
    " will cost the people who live beside the water and work on it every day."
    for number in range(1, 7)
]

NEWS = f"""<!DOCTYPE html><html lang="en-GB"><head><title>The harbour is sold | The Gazette</title>
<meta property="og:site_name" content="The Gazette"><meta property="og:description" content="A council decides.">
<link rel="canonical" href="{URL}">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "The harbour is sold",
"author": [{{"@type": "Person", "name": "Mara Lindqvist"}}], "datePublished": "2026-03-04T08:00:00+01:00",
"keywords": "harbour, council"}}</script></head><body>
<nav><a href="/">Home</a></nav><div class="cookie-banner">We value your privacy</div>
<main><article><h1>The harbour is sold</h1>
<div class="share-bar"><a href="https://x.example/share">Share on X</a></div>
<figure><img src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
 data-srcset="/small.jpg 300w, /large.jpg 1600w" alt="The harbour"><figcaption>The harbour at noon</figcaption></figure>
<p>{PARAGRAPHS[0]}</p><div class="ad-slot">Advertisement</div><p>{PARAGRAPHS[1]}</p>
<h2>What it costs</h2><p>{PARAGRAPHS[2]}</p>
<ul><li>Forty boats</li><li>Two cranes</li></ul>
<aside class="related"><h3>Related</h3><a href="/other">A story about trams</a></aside>
<table><tr><th>Year</th><th>Price</th></tr><tr><td>2025</td><td>12</td></tr></table>
<blockquote><p>{PARAGRAPHS[3]}</p></blockquote>
<pre><code class="hljs language-python">for boat in harbour:
    sell(boat)</code></pre>
<p>{PARAGRAPHS[4]} <a href="../map.html">See the map</a>. <a href="#note">1</a></p>
<div class="newsletter-box"><form><input><button>Subscribe</button></form></div>
<p id="note">{PARAGRAPHS[5]}</p>
<img src="https://metrics.example/pixel.gif" width="1" height="1">
</article></main><footer>All rights reserved</footer></body></html>"""


def test_the_article_is_whole() -> None:
    found = extract_html(NEWS.encode(), URL)
    for paragraph in (*PARAGRAPHS, "What it costs", "Forty boats", "The harbour at noon", "2025"):
        assert paragraph in found.text
    assert "for boat in harbour:\n    sell(boat)" in found.text


def test_the_blanks_between_words_are_kept_whatever_they_are_in() -> None:
    code = "<pre><span>for</span><span class=w> </span><span>boat</span><span>\n    </span><b>in</b></pre>"
    page = NEWS.replace(
        "<h2>What", f"<p>So<strong> </strong>says<em>&nbsp;</em>the mayor of the town.</p>{code}<h2>What"
    )
    text = extract_html(page.encode(), URL).text
    assert "So says\xa0the mayor" in text
    assert "for boat\n    in" in text


def test_an_article_in_a_box_without_paragraphs_keeps_its_links() -> None:
    story = f"{PARAGRAPHS[0]} <a href='/map'>The map</a> <i>shows {PARAGRAPHS[1]}</i>"
    found = extract_html(f"<body><nav><a href='/'>Home</a></nav><div>{story}</div></body>".encode(), URL)
    assert found.text == f"{PARAGRAPHS[0]} The map shows {PARAGRAPHS[1]}"
    assert 'href="https://gazette.example/map"' in found.html


def test_a_heading_over_pictures_alone_is_kept_with_them() -> None:
    page = (
        "<body><article><h2>Case 1</h2><img data-src='/a.jpg'><h2>Case 2</h2><img data-src='/b.jpg'></article></body>"
    )
    found = extract_html(page.encode(), URL)
    assert found.text.split() == ["Case", "1", "Case", "2"]
    assert found.pictures == ("https://gazette.example/a.jpg", "https://gazette.example/b.jpg")


@pytest.mark.parametrize(
    "noise",
    ["Share on X", "Advertisement", "trams", "Subscribe", "We value", "All rights", "Home", "The harbour is sold"],
)
def test_the_page_around_is_gone(noise: str) -> None:
    found = extract_html(NEWS.encode(), URL)
    assert noise not in found.text


def test_the_facts_are_right() -> None:
    found = extract_html(NEWS.encode(), URL)
    assert (found.title, found.site, found.byline) == ("The harbour is sold", "The Gazette", "Mara Lindqvist")
    assert (found.published, found.language) == (date(2026, 3, 4), "en")
    assert found.keywords == ("harbour", "council")
    assert found.quality > 0.5


def test_links_and_pictures_have_whole_addresses() -> None:
    found = extract_html(NEWS.encode(), URL)
    assert found.pictures == ("https://gazette.example/large.jpg",)
    assert found.lead_image == "https://gazette.example/large.jpg"
    assert 'href="https://gazette.example/2026/03/map.html"' in found.html
    assert 'href="#note"' in found.html
    assert 'class="language-python"' in found.html


def test_it_crosses_a_process_as_json() -> None:
    values = extract_to_json(NEWS, URL, "text/html", "")
    assert extraction_from_json(values) == extract_html(NEWS.encode(), URL)


def test_the_file_points_to_its_own_pictures() -> None:
    values = extract_to_json(NEWS, URL, "text/html", "")
    kept = write_standalone(values, {"https://gazette.example/large.jpg": "images/ab.jpg"}, URL, "2026-03-05T00:00:00Z")
    assert 'src="images/ab.jpg"' in kept["html"]
    assert "Content-Security-Policy" in kept["page"]
    lost = write_standalone(values, {}, URL, "2026-03-05T00:00:00Z")
    assert "<img" not in lost["html"]
    assert "The harbour at noon" in lost["html"]


@pytest.mark.parametrize(
    ("page", "code"),
    [
        (b"", "no-text"),
        (b"<html><frameset><frame src=x></frameset></html>", "no-text"),
        (b"<body><script>app()</script><noscript>x</noscript></body>", "no-text"),
        (b"<p " + b"a=1 " * 3_000 + b">x</p>", "too-complex"),
        (b"<div>" * 5_000 + b"deep", "too-complex"),
    ],
)
def test_what_holds_no_article_says_so(page: bytes, code: str) -> None:
    with pytest.raises(NotReadable) as caught:
        extract_html(page, URL)
    assert caught.value.code == code


def test_other_scripts_keep_their_text() -> None:
    arabic = "الخصوصية في المدن الصغيرة موضوع لا يتحدث عنه كثيرون، لكنه يمس كل من يعيش هناك. " * 6
    page = f'<html lang="ar" dir="rtl"><title>الخصوصية</title><body><article><p>{arabic}</p></article></body></html>'
    found = extract_html(page.encode(), URL)
    assert found.language == "ar"
    assert arabic.strip() in found.text


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_mangled_page_never_breaks_it(data: st.DataObject) -> None:
    raw = bytearray(NEWS.encode())
    for _ in range(data.draw(st.integers(1, 12))):
        place = data.draw(st.integers(0, len(raw) - 1))
        raw[place : place + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=12))
    try:
        found = extract_html(bytes(raw), URL)
    except ArchiveError:
        return
    assert found.text
    assert "<script" not in found.html
