"""Who wrote it, when, and what it is called: from all the ways in which pages say so."""

from __future__ import annotations

from datetime import date

import pytest
from lxml import html as lxml_html

from pressmark.archive.extraction.metadata import Metadata, read_metadata
from pressmark.archive.values import Source

URL = "https://gazette.example/harbour"
STORY = "<p>" + "The council has decided that the harbour of the town is to be sold. " * 9 + "</p>"


def facts(body: str, head: str = "", url: str = URL, scripts: tuple[str, ...] = ()) -> Metadata:
    page = f"<html><head>{head}</head><body>{body}{STORY}</body></html>"
    return read_metadata(lxml_html.document_fromstring(page), url, scripts)


def day(found: Metadata) -> date | None:
    return found.dates.published.day if found.dates.published else None


@pytest.mark.parametrize(
    "line",
    [
        "<p>December 15, 2025</p>",
        "<div>By Mara Lind</div><span>15 December 2025</span>",
        "<p>Dec. 15, 2025 - 11 minutes</p>",
        "<span>15.12.2025</span>",
        "<span>12/15/2025</span>",
        "<span>Updated January 3, 2026</span><span>Published December 15, 2025</span>",
        "<b>Last Updated:</b><i>3 January 2026</i><b>First published</b><i>15 December 2025</i>",
        "<b>Last Updated:</b><i>15 December 2025</i>",
        '<script>x = {"publishedAt":"2025-12-15T08:00:00Z"}</script>',
    ],
)
def test_the_day_stands_near_the_headline(line: str) -> None:
    assert day(facts(f"<h1>The harbour is sold</h1>{line}")) == date(2025, 12, 15)


def test_the_day_in_the_address_is_in_the_zone_of_the_site() -> None:
    head = '<meta property="article:published_time" content="2025-12-16T01:00:00Z">'
    assert day(facts("", head, "https://gazette.example/2025/12/15/harbour")) == date(2025, 12, 15)
    assert day(facts("", head, "https://gazette.example/2024/01/01/harbour")) == date(2025, 12, 16)


@pytest.mark.parametrize("month", ["12", "dec", "December"])
def test_the_month_in_the_address_may_be_a_word(month: str) -> None:
    assert day(facts("", "", f"https://gazette.example/blog/2025/{month}/15/harbour")) == date(2025, 12, 15)
    assert day(facts("<span>01/02/2025</span>", "", f"https://gazette.example/2025/{month}/45/a")) == date(2025, 1, 2)


def test_a_day_in_the_name_of_a_page_is_the_last_resort() -> None:
    address = "https://gazette.example/news/harbour-20251215.html"
    assert day(facts("", "", address)) == date(2025, 12, 15)
    assert day(facts("<p>January 2, 2025</p>", "", address)) == date(2025, 1, 2)
    assert day(facts("", "", "https://gazette.example/news/120251215")) is None


@pytest.mark.parametrize(
    "text",
    "15 grudnia 2025|15 декабря 2025 г.|15. joulukuuta 2025|15 Aralık 2025|15. prosince 2025|2025年12月15日"
    "|2025년 12월 15일|15 de dezembro de 2025|15 déc. 2025".split("|"),
)
def test_days_are_read_in_many_languages(text: str) -> None:
    assert day(facts(f"<h1>The harbour is sold</h1><p>{text}</p>")) == date(2025, 12, 15)


@pytest.mark.parametrize(
    ("language", "host", "expected"),
    [
        ("en", "gazette.example", date(2025, 3, 10)),
        ("en-US", "gazette.co.uk", date(2025, 3, 10)),
        ("en", "gazette.co.uk", date(2025, 10, 3)),
        ("en-GB", "gazette.example", date(2025, 10, 3)),
        ("fr", "gazette.example", date(2025, 10, 3)),
    ],
)
def test_the_language_says_whether_the_day_comes_first(language: str, host: str, expected: date) -> None:
    page = f'<html lang="{language}"><body><h1>The harbour is sold</h1><p>03/10/2025</p>{STORY}</body></html>'
    found = read_metadata(lxml_html.document_fromstring(page), f"https://{host}/harbour", ())
    assert day(found) == expected


def test_the_month_of_the_pictures_says_which_number_is_the_month() -> None:
    picture = '<img src="https://gazette.example/uploads/2025/{}/quay.jpg">'
    for months, expected in (("03", (3, 10)), ("10", (10, 3)), ("07", (3, 10))):
        assert day(facts(f"<p>03/10/2025</p>{picture.format(months)}")) == date(2025, *expected)
    both = picture.format("03") + picture.format("10")
    assert day(facts(f"<p>03/10/2025</p>{both}")) == date(2025, 3, 10)


def test_a_day_right_above_the_headline_goes_before_what_machines_are_told() -> None:
    head = '<meta name="dc.date" content="2025-12-19">'
    assert day(facts("<p>December 15, 2025</p><h1>The harbour is sold</h1>", head)) == date(2025, 12, 15)
    label = "<b>Last updated:</b><i>January 3, 2026</i><h1>The harbour is sold</h1>"
    assert day(facts(label, head)) == date(2025, 12, 19)


def test_a_line_that_is_a_day_goes_before_days_in_sentences() -> None:
    fair = "<p>From the town hall</p><p>Two fairs</p><p>16-19 March 2026</p><p>Opening day: January 9, 2026</p>"
    assert day(facts(f"<b>December 15, 2025</b><h2>Fairs</h2><h1>The harbour is sold</h1>{fair}")) == date(2025, 12, 15)


def test_days_of_comments_and_of_other_stories_are_not_those_of_the_article() -> None:
    other = '<div class="{}"><time datetime="2026-01-20">January 20, 2026</time></div>'
    for name in ("comment-metadata", "related-posts", "sidebar"):
        found = facts(other.format(name) + "<div><b>December 15, 2025</b></div>")
        assert day(found) == date(2025, 12, 15), name


def test_what_has_been_commented_on_was_published_before() -> None:
    head = '<meta property="article:modified_time" content="2026-01-20">'
    comment = '<div class="comment-metadata"><time datetime="{}">then</time></div>'
    comments = comment.format("2025-12-19") + comment.format("2025-12-15")
    assert day(facts(comments, head)) == date(2025, 12, 15)
    assert day(facts(comment.format("2026-01-25"), head)) == date(2026, 1, 20)


def test_a_thread_began_with_its_first_comment() -> None:
    said = "<p>" + "Whoever has seen the harbour at low tide knows why it has to be sold at last. " * 20 + "</p>"
    comment = '<div class="comment"><relative-time datetime="{}">then</relative-time>{}</div>'
    comments = comment.format("2025-12-15", said) + comment.format("2025-12-19", said)
    assert day(facts(comments)) == date(2025, 12, 15)
    assert day(facts(comment.format("2025-12-15", "Indeed"))) is None


def test_a_day_above_the_headline_goes_before_one_below_the_text() -> None:
    above = '<p>December 15, 2025</p><a href="/news">News</a><h1>The harbour is sold</h1>'
    other = '<h2>Latest</h2><a href="/other"><time datetime="2025-03-05">Mar 5, 2025</time></a>'
    assert day(facts(f"{above}{STORY}{other}")) == date(2025, 12, 15)


def test_the_age_of_a_post_is_told_by_its_title() -> None:
    assert day(facts('<span class="age" title="2025-12-15T09:00:00">3 hours ago</span>')) == date(2025, 12, 15)


def test_what_was_changed_before_it_was_published_is_something_else() -> None:
    head = '<meta property="article:modified_time" content="2025-12-15">'
    assert day(facts('<ul><li class="date">March 5, 2026</li></ul>', head)) == date(2025, 12, 15)
    assert day(facts('<ul><li class="date">March 5, 2025</li></ul>', head)) == date(2025, 3, 5)


def test_a_line_marked_as_the_change_is_not_the_publication() -> None:
    line = '<time class="updated" itemprop="dateModified" datetime="2026-01-03">January 3, 2026</time>'
    line += '<time class="entry-date published" datetime="2025-12-15">December 15, 2025</time>'
    assert day(facts(f"<h1>The harbour is sold</h1>{line}")) == date(2025, 12, 15)
    both = '<time class="entry-date published updated" datetime="2025-12-15">Monday</time>'
    assert day(facts(both)) == date(2025, 12, 15)


def test_a_note_says_when_it_was_first_published() -> None:
    note = "<p>This story was originally published on 15 Dec 2025 at 4pm but has been updated since.</p>"
    assert day(facts(f"<h1>The harbour is sold</h1><p>3 January 2026</p>{note}")) == date(2025, 12, 15)


def test_of_several_days_of_publication_the_last_is_that_of_this_edition() -> None:
    told = ('{"@type": "Article", "datePublished": "2018-04-03"}',)
    head = '<meta property="article:published_time" content="2025-12-15">'
    assert day(facts("", head, scripts=told)) == date(2025, 12, 15)
    assert day(facts("", '<meta name="date" content="2025-12-15">', scripts=told)) == date(2018, 4, 3)


def test_a_day_that_stands_alone_is_found_without_a_headline() -> None:
    assert day(facts("<div><small>Posted on December 15, 2025</small></div>")) == date(2025, 12, 15)
    assert day(facts("<p>On December 15, 2025 the council sold the harbour.</p>")) is None


def test_the_day_under_the_headline_goes_before_what_machines_are_told() -> None:
    head = '<meta property="article:published_time" content="2025-12-19T10:00:00Z">'
    found = facts("<h1>The harbour is sold</h1><p>December 15, 2025</p>", head)
    assert (day(found), found.sources["published"]) == (date(2025, 12, 15), Source.PAGE)


@pytest.mark.parametrize(
    ("stated", "moment"),
    [
        ("2025-12-15T23:30:00+02:00", "2025-12-15T23:30:00+02:00"),
        ("2025-12-15T23:30Z", "2025-12-15T23:30:00+00:00"),
        ("2025-12-15 23:30:00.000 +0100", "2025-12-15T23:30:00+01:00"),
        ("2025-12-15T23:30:00", ""),
        ("2025-12-15T25:30:00Z", ""),
        ("2025-12-15", ""),
    ],
)
def test_the_hour_counts_where_its_zone_is_known(stated: str, moment: str) -> None:
    found = facts("", f'<meta property="article:published_time" content="{stated}">').dates.published
    assert found is not None
    assert found.day == date(2025, 12, 15)
    assert (found.moment.isoformat() if found.moment else "") == moment


def test_when_it_was_changed() -> None:
    head = '<meta property="article:modified_time" content="2026-01-03T10:00:00Z">'
    head += '<meta property="article:published_time" content="2025-12-15">'
    found = facts("", head)
    assert found.dates.modified is not None
    assert (day(found), found.dates.modified.day) == (date(2025, 12, 15), date(2026, 1, 3))
    assert found.sources["modified"] is Source.META


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://www.gazette.example/story", "https://www.gazette.example/story"),
        ("/story", "https://gazette.example/story"),
        ("https://elsewhere.example/story", ""),
        ("https://notgazette.example/story", ""),
        ("javascript:alert(1)", ""),
        ("https://[broken/", ""),
    ],
)
def test_the_canonical_address_is_believed_for_its_own_site(address: str, expected: str) -> None:
    assert facts("", f'<link rel="canonical" href="{address}">').canonical_url == expected


def test_section_keywords_licence_and_where_they_come_from() -> None:
    data = '{"@type": "NewsArticle", "articleSection": "Town", "keywords": ["harbour", "council"]}'
    found = facts('<a rel="license" href="/terms">Terms</a>', scripts=(data,))
    assert (found.section, found.keywords, found.licence) == (
        "Town",
        ("harbour", "council"),
        "https://gazette.example/terms",
    )
    assert found.sources["section"] is found.sources["keywords"] is Source.JSON_LD
    assert found.sources["licence"] is Source.PAGE
    assert "byline" not in found.sources


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<p>By Mara Lind</p>", "Mara Lind"),
        ("<div>By</div><div>Mara Lind</div><div>|</div><div>6 mins</div>", "Mara Lind"),
        ('<div class="byline">Written by <a>Mara Lind</a> and <a>Jon Berg</a></div>', "Mara Lind, Jon Berg"),
        ('<div class="author"><span>Mara Lind</span><span>Head Writer</span></div>', "Mara Lind"),
        ('<div class="postAuthor"><b>Author</b><i>Mara Lind</i></div>', "Mara Lind"),
        ('<a rel="author">Mara Lind</a>', "Mara Lind"),
        ('<div class="author"><button>Share</button>Follow us</div>', ""),
        ('<div class="byline">Admin</div>', ""),
    ],
)
def test_the_people_of_a_byline(line: str, names: str) -> None:
    assert facts(f"<h1>The harbour is sold</h1>{line}").byline == names


@pytest.mark.parametrize("name", ["The Gazette", "maralind", "page.head.author"])
def test_a_person_goes_before_the_site_and_its_software(name: str) -> None:
    head = f'<meta name="author" content="{name}"><meta property="og:site_name" content="The Gazette">'
    assert facts('<h1>The harbour is sold</h1><p class="byline">By Mara Lind</p>', head).byline == "Mara Lind"


def test_the_site_is_named_where_nobody_else_is() -> None:
    head = '<meta name="author" content="The Gazette"><meta property="og:site_name" content="The Gazette">'
    assert facts("<h1>The harbour is sold</h1>", head).byline == "The Gazette"


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        (
            "<title>Harbour sold to nobody - Gazette</title>",
            "<h1>Why the harbour was sold</h1>",
            "Why the harbour was sold",
        ),
        ("<title>The harbour is sold | The Gazette</title>", "<h1>The Gazette</h1>", "The harbour is sold"),
        ("<title>A &amp;#8211; B of the harbour</title>", "", "A \u2013 B of the harbour"),
        ("", "<h1>The harbour is sold</h1>", "The harbour is sold"),
        (
            "<title>The harbour is sold</title>",
            "<h1>Most read of all</h1><h1>The harbour, sold</h1>",
            "The harbour, sold",
        ),
    ],
    ids=["other words", "site as heading", "escaped twice", "heading alone", "two headings"],
)
def test_the_title_is_what_a_reader_sees(head: str, body: str, title: str) -> None:
    site = '<meta property="og:site_name" content="The Gazette">'
    assert facts(body, head + site).title == title


def entries(*days: str) -> str:
    rows = "".join(
        f'<tr class="story"><td><a href="/{number}">A story of the harbour</a></td></tr>'
        f'<tr><td>by anna <span class="age" title="{when}T09:00:00">some days ago</span></td></tr>'
        for number, when in enumerate(days)
    )
    return f"<table>{rows}</table>"


def test_the_day_of_one_entry_of_a_list_is_not_that_of_the_page() -> None:
    listed = entries("2025-10-24", "2025-10-22", "2025-10-25", "2025-10-23", "2025-10-24")
    assert day(facts(listed)) is None
    plain = "".join(
        f"<li><p>A story of the harbour</p><p>{number} October 2025</p></li>" for number in (24, 23, 22, 21, 20)
    )
    assert day(facts(f"<ul>{plain}</ul>")) is None


def test_the_day_of_the_first_entry_of_a_conversation_is() -> None:
    thread = entries("2025-10-20", "2025-10-21", "2025-10-21", "2025-10-22", "2025-10-24")
    assert day(facts(thread)) == date(2025, 10, 20)


def test_the_day_above_a_list_of_other_stories_is_the_articles() -> None:
    line = '<div><p>The harbour wall was mended.</p><span class="age" title="2025-10-25T09:00:00"></span></div>'
    listed = entries("2025-10-24", "2025-10-22", "2025-10-25", "2025-10-23", "2025-10-24")
    assert day(facts(line + listed)) == date(2025, 10, 25)
