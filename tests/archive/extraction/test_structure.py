"""What gives a text its shape is kept, and what leads about the page is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml.html import fragment_fromstring

from pressmark.archive.extraction import extract_html
from pressmark.archive.extraction.layout import free_of_layout

if TYPE_CHECKING:
    from pressmark.archive.values import Extraction

URL = "https://notes.example/harbour"
NUMBERS = '<td class="gutter"><pre>1<br>2<br></pre></td>'
COUNTED = "".join(f"<div><span>{n}</span><div>{line}</div></div>" for n, line in ((1, "print"), (2, "wave 3")))
FOLDED = '<div class="callout-content" style="display: none;"><p>{0}</p></div>'
BEFORE = "<p>" + "The height of a wave in a narrow harbour depends on the wind and on its depth. " * 4 + "</p>"
AFTER = "<p>" + "Whoever has measured it on many days knows how far the reckoning can be off. " * 4 + "</p>"


def read(middle: str, end: str = "") -> Extraction:
    page = f"<body><article><h1>Waves</h1>{BEFORE}{middle}{AFTER}</article>{end}</body>"
    return extract_html(page.encode(), URL)


@pytest.mark.parametrize(
    "listing",
    [
        f'<figure class="highlight sh"><table><tr>{NUMBERS}<td><pre>print<br>wave 3</pre></td></tr></table></figure>',
        '<code class="highlight-wrap"><pre data-language="sh"><code>print\nwave 3</code></pre></code>',
        '<pre><code><div class="head"><span>sh</span><button>Copy</button></div><i>print</i>\nwave 3</code></pre>',
        f'<div language="sh"><pre>{COUNTED}</pre></div>',
        '<div class="code-block" data-lang="sh">print\nwave 3</div>',
    ],
    ids=["table of numbers", "code around it", "header with a button", "counted lines", "no pre"],
)
def test_code_keeps_its_lines_and_its_language_alone(listing: str) -> None:
    got = read(listing)
    assert "\n\nprint\nwave 3\n\n" in got.text
    assert 'class="language-sh"' in got.html
    assert "<table" not in got.html


@pytest.mark.parametrize(
    "box",
    [
        '<div class="alert alert-info"><p class="alert-heading">Mind</p><p>{0}</p></div>',
        f'<div class="callout"><div class="callout-title">Mind</div>{FOLDED}</div>',
        '<div class="markdown-alert"><p class="markdown-alert-title">Mind</p><p>{0}</p></div>',
    ],
    ids=["Bootstrap", "folded", "GitHub"],
)
def test_a_callout_is_quoted_under_its_title(box: str) -> None:
    html = read(box.format("The depth of the harbour changes with the tide, so measure it twice a day.")).html
    quote = html.partition("<blockquote>")[2].partition("</blockquote>")[0]
    assert "<strong>Mind</strong>" in quote
    assert "measure it twice" in quote


@pytest.mark.parametrize("reference", ['<a href="#n1">1</a>', '<a href="#n1">[1]</a>'])
def test_the_notes_a_text_refers_to_are_its_own(reference: str) -> None:
    notes = '<section><h2>Notes</h2><ol><li id="n1">By hand, in June.</li></ol></section>'
    assert "By hand, in June." in read(f"<p>It was measured.<sup>{reference}</sup></p>", notes).text


def test_no_notes_are_taken_for_a_link_in_the_text() -> None:
    menu = '<section><ol><li id="n1"><a href="/x">Prices of boats</a></li></ol></section>'
    assert "Prices of boats" not in read('<p>It was <a href="#n1">measured by hand</a>.</p>', menu).text


def test_a_note_in_the_margin_that_stands_below_is_read_once() -> None:
    text = read(
        '<p>It was measured<sup><a href="#n1">1</a></sup><span class="sidenote">1. By hand, in June.</span> here.</p>',
        '<div class="footnotes"><div id="n1"><p>By hand, in June.</p></div></div>',
    ).text
    assert text.count("By hand, in June.") == 1


def test_a_heading_in_a_frame_of_its_own_is_kept() -> None:
    frame = '<div class="w"><div class="t"><a href="#d"><h2 id="d"><div>The depth</div></h2></a></div></div>'
    got = read(f"{AFTER}{frame}{BEFORE}")
    assert "The depth" in got.text
    assert 'href="#d"' not in got.html


def test_contents_go_and_their_headings_stay() -> None:
    names = ("wind", "depth", "shore")
    contents = "".join(f'<li><a href="#{name}">Of the {name}</a></li>' for name in names)
    parts = "".join(f'<h2 id="{name}">Of the {name} <a href="#{name}">\u00b6</a></h2>{AFTER}' for name in names)
    text = read(f"<ul>{contents}</ul>{parts}").text
    assert [text.count(f"Of the {name}") for name in names] == [1, 1, 1]
    assert "\u00b6" not in text


def test_a_list_of_links_elsewhere_stays() -> None:
    links = "".join(
        f'<li>The <a href="https://{name}.example/">{name}</a> of the sea</li>' for name in ("wind", "salt")
    )
    assert "salt of the sea" in read(f"<ul>{links}</ul>").text


def test_a_table_for_the_layout_becomes_text_and_one_of_data_stays() -> None:
    data = "<table><tr><th>Wind</th><th>Wave</th></tr><tr><td>4</td><td>3</td></tr></table>"
    html = read(
        f"<table><tr><td></td><td>{BEFORE}<p>It was measured by hand in June.</p>{data}{AFTER}</td></tr></table>"
    ).html
    assert html.count("<table") == 1
    assert html.index("measured by hand") < html.index("<table")


def test_a_table_of_links_between_paragraphs_is_data() -> None:
    rows = "".join(f'<tr><td>{n}</td><td><a href="/m/{n}">measure-{n}</a></td></tr>' for n in range(5))
    assert "measure-4" in read(f"<table><tr><th>Day</th><th>File</th></tr>{rows}</table>").text


def test_a_picture_and_what_it_opens_are_one() -> None:
    small, large = "https://notes.example/s.jpg", "https://notes.example/l.jpg"
    got = read(f'<div><a href="{large}"><img src="{small}"></a><img src="{large}"></div>')
    assert got.pictures == (small,)


def test_pictures_of_a_gallery_stay_in_the_text() -> None:
    figures = "".join(f'<figure><img src="/{n}.jpg"><figcaption>{n}</figcaption></figure>' for n in range(3))
    label = "<span>Gallery</span>"
    assert len(read(f'<div class="slides">{label}{figures}</div>').pictures) == 3


def test_a_row_of_boxes_with_captions_keeps_its_pictures() -> None:
    one = '<div><div><a href="/f/{0}"><img src="/{0}.jpg"></a></div><div class="thumbcaption">{0}</div></div>'
    row = "".join(one.format(name) for name in ("harbour-light", "old-mole"))
    assert len(read(f'<div class="row">{row}</div>').pictures) == 2


def test_a_table_of_data_with_a_table_in_a_cell_stays_one() -> None:
    inner = "<table><tr><td>4</td><td>3</td></tr></table>"
    table = f"<table><tr><th>Day</th><th>Wind and wave</th></tr><tr><td>1</td><td>{inner}</td></tr></table>"
    body = fragment_fromstring(table, create_parent="div")
    free_of_layout(body)
    assert len(list(body.iter("table"))) == 2


@pytest.mark.parametrize(
    ("markup", "address", "name"),
    [
        ('<audio src="/sea.mp3" title="The sea"></audio>', "https://notes.example/sea.mp3", "The sea"),
        ('<video controls><source src="/sea.mp4"></video>', "https://notes.example/sea.mp4", "sea.mp4"),
        (
            '<iframe src="https://social.example/@mara/123456/embed" title="A post"></iframe>',
            "https://social.example/@mara/123456",
            "A post",
        ),
    ],
    ids=["audio", "video", "post"],
)
def test_a_recording_or_a_post_becomes_a_link(markup: str, address: str, name: str) -> None:
    html = read(f"<p>Listen to it or look at it here:</p>{markup}").html
    assert f'<figure><a href="{address}">{name}</a></figure>' in html


def test_a_film_that_only_moves_in_the_background_is_no_link() -> None:
    assert "sea.mp4" not in read('<p>The sea moves:</p><video autoplay muted src="/sea.mp4"></video>').html


def test_blanks_that_only_take_room_are_folded() -> None:
    text = read("<p>It was&nbsp; &nbsp;&nbsp;measured at 5&nbsp;m.</p>").text
    assert "It was measured at 5\u00a0m." in text


def test_breadcrumbs_and_a_way_back_lead_out_of_the_text() -> None:
    crumbs = '<div><ul><li><a href="/">Start</a></li><li>Waves</li></ul></div>'
    page = f"<body><main>{crumbs}{BEFORE}{AFTER}<p><a href='/'>\u2190 all notes</a></p></main></body>"
    text = extract_html(page.encode(), URL).text
    assert "Start" not in text
    assert "all notes" not in text


def test_a_short_heading_is_a_title_and_never_the_whole_page() -> None:
    assert extract_html(f"<h1>Hi</h1>{BEFORE}".encode(), URL).title == "Hi"
    assert extract_html(b"<p>A line</p><p>and another that says more of it</p>", URL).title == "A line"


def test_a_listing_with_a_box_left_open_ends_where_it_ends() -> None:
    html = read("<pre><div>print\nwave 3 of the harbour</pre>").html
    assert html.index("wave 3") < html.index("</pre>") < html.index("Whoever")
