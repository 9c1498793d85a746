"""Which address is the next page of an article, and what several pages are as one."""

from __future__ import annotations

import pytest

from pressmark.archive.extraction.pages import join_pages, may_have_next, next_page


def page(target: str, kind: str = "") -> str:
    meta = f'<meta property="og:type" content="{kind}">' if kind else ""
    return f'<html><head>{meta}<link rel="next" href="{target}"></head><body><p>text</body></html>'


@pytest.mark.parametrize(
    ("url", "target", "number"),
    [
        ("https://example.org/story", "https://example.org/story/2", 1),
        ("https://example.org/story/", "/story/2/", 1),
        ("https://example.org/story/2/", "/story/3/", 2),
        ("https://example.org/story", "?page=2", 1),
        ("https://example.org/story?id=7&page=2", "?id=7&page=3", 2),
        ("https://example.org/story.html", "story-2.html", 1),
        ("https://example.org/story.html", "story_2.html", 1),
        ("https://example.org/a/story,2.html", "story,3.html", 2),
    ],
)
def test_a_number_that_is_one_higher_is_the_next_page(url: str, target: str, number: int) -> None:
    assert next_page(page(target), url, number)


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://example.org/story", "/another-story"),
        ("https://example.org/2024/05/story", "/2024/04/older"),
        ("https://example.org/story", "https://example.com/story/2"),
        ("https://example.org/story", "/story/3"),
        ("https://example.org/comic/12", "/comic/13"),
        ("https://example.org/story/2", "/story"),
        ("https://example.org/story", "/story"),
        ("https://example.org/story-2", "/story-4"),
        ("https://example.org/", "/page/2/"),  # older articles
        ("https://example.org/story", "https://[bad/2"),
        ("https://example.org/story", "javascript:next()"),
    ],
)
def test_anything_else_is_another_article(url: str, target: str) -> None:
    assert next_page(page(target), url, 1) == ""


def test_a_list_of_articles_is_no_article() -> None:
    assert next_page(page("?page=2", "website"), "https://example.org/blog", 1) == ""
    assert next_page(page("/story/page/2", "article"), "https://example.org/story", 1)


def test_pages_joined_say_in_text_what_they_say_in_html() -> None:
    first = {"title": "A", "html": "<p>one</p>", "text": "one", "pictures": ["x"], "quality": 0.9}
    second = {"title": "B", "html": "<p>two</p>", "text": "two", "pictures": ["x", "y"], "quality": 0.7}
    joined = join_pages([first, second])
    assert joined["text"].split() == ["one", "two"]
    assert (joined["title"], joined["pictures"], joined["quality"]) == ("A", ["x", "y"], 0.7)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'<link rel="next" href="?page=2">', True),
        (b"<a REL = 'nofollow noopener next'>", True),
        (b"<a rel=next>", True),
        (b'<a rel="prev">next</a>', False),
        (b'<a rel="nextdoor">', False),
    ],
)
def test_whether_a_page_is_worth_parsing_for_its_next_one(data: bytes, expected: bool) -> None:
    assert may_have_next(data) is expected


@pytest.mark.parametrize("piece", [b"rel=", b"rel", b"rel=a ", b"rel= ", b"rel=next", b'rel="a', b"rel=" + b" " * 500])
def test_no_page_makes_that_question_long(piece: bytes) -> None:
    assert not may_have_next(b"<!-- " + piece.replace(b"next", b"nex") * (4_000_000 // len(piece)))
