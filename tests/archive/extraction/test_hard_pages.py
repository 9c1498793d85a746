"""Pages that are broken, streamed or deep on purpose still give their article, or say at once that they cannot."""

from __future__ import annotations

import json

import pytest

from pressmark.archive.errors import NotReadable
from pressmark.archive.extraction import extract_html
from pressmark.archive.extraction.guard import check
from pressmark.archive.extraction.structured import articles_in, first_text

URL = "https://gazette.example/harbour"
STORY = "".join(
    f"<p>Part {number} of the story says what the council decided about the harbour, and who was against it.</p>"
    for number in range(1, 9)
)


def test_a_forgotten_end_of_a_button_costs_nothing() -> None:
    assert "Part 8" in extract_html(f"<body><button><article>{STORY}</article>".encode(), URL).text


def test_what_a_script_would_put_in_place_is_read_in_place() -> None:
    end = "<p>The end of it, as the editor of this paper sees it, is not near.</p>"
    page = (
        f'<body><article><template id="B:0"></template>{end}</article>'
        f'<div hidden id="S:0">{STORY}</div><script>$RC("B:0","S:0")</script></body>'
    )
    text = extract_html(page.encode(), URL).text
    assert -1 < text.find("Part 1") < text.find("Part 8") < text.find("The end of it")


def test_a_page_named_like_boilerplate_keeps_its_article() -> None:
    halves = "".join(f'<div class="share">{STORY}</div>' for _ in range(4))
    assert "Part 5" in extract_html(f"<body>{halves}</body>".encode(), URL).text


def test_comments_go_however_many_they_are() -> None:
    comments = "".join(f'<div class="comment"><p>I think that {number} is wrong.</p></div>' for number in range(90))
    text = extract_html(f"<body><article>{STORY}</article>{comments}</body>".encode(), URL).text
    assert "Part 8" in text
    assert "I think" not in text


def test_what_unfolds_on_request_is_read() -> None:
    page = f'<body><article><h2>More</h2><div role="region" style="display:none">{STORY}</div></article></body>'
    assert "Part 8" in extract_html(page.encode(), URL).text


@pytest.mark.parametrize(
    "page",
    [
        "<x>" * 3_000,
        "<p><b>" * 3_000,
        "<div " + "".join(f'a{number}="1"' for number in range(2_000)) + ">",
        "<div " + " ".join(f"a{number}" for number in range(2_000)) + ">",
    ],
    ids=["unknown tags", "unclosed", "attributes without blanks", "attributes without values"],
)
def test_what_would_stop_a_parser_is_refused(page: str) -> None:
    with pytest.raises(NotReadable):
        check(page)


@pytest.mark.parametrize(
    "page",
    [
        "<p>" * 5_000,
        "<li>a" * 5_000,
        "<script>" + "if (a <b) {}" * 3_000 + "</script>",
        '<img alt="' + "a=1 b " * 1_000 + '">',
        "</div>" * 9 + "<div></div>" * 3_000,
    ],
    ids=["paragraphs", "list", "script", "long value", "stray ends"],
)
def test_what_only_looks_deep_is_read(page: str) -> None:
    check(page)


def test_an_article_goes_before_the_page_it_is_on() -> None:
    nodes = articles_in(['{"@graph": [{"@type": "WebPage", "name": "a"}, {"@type": "NewsArticle", "name": "b"}]}'])
    assert [first_text([node], "name") for node in nodes] == ["b", "a"]


def told(whole: str) -> str:
    data = json.dumps({"@type": "NewsArticle", "headline": "Sold", "articleBody": whole})
    return f'<head><script type="application/ld+json">{data}</script></head>'


REST = "\n".join(f"Line {number} goes on about what the harbour was sold for, and to whom." for number in range(40))
TEASER = "".join(STORY.split("Part 5")[0].rpartition("<p>")[:1])
SHOWN = "\n".join(TEASER.replace("<p>", "").split("</p>")).strip()


@pytest.mark.parametrize("told_as", [f"{SHOWN}\n{REST}", f"<p>{SHOWN}</p><p>{REST}</p>".replace("\n", "</p><p>")])
def test_what_a_page_only_tells_machines_goes_on_where_it_breaks_off(told_as: str) -> None:
    cut = "<p>Line 0 goes on about what the harbour was sold…</p>"
    wall = f'<div class="wall"><p>{"Subscribe now. " * 3}</p></div>'
    picture = '<figure><img src="/a.jpg"></figure>'
    page = f"<html>{told(told_as)}<body><article>{TEASER}{picture}{cut}{wall}</article></body></html>"
    got = extract_html(page.encode(), URL)
    assert got.text.splitlines()[::2][:5] == [*SHOWN.splitlines(), REST.splitlines()[0]]
    assert got.text.endswith(REST.splitlines()[-1])
    assert got.text.count("Line 0") == 1
    assert len(got.pictures) == 1
    assert "Subscribe" not in got.text


def test_other_words_for_machines_change_nothing() -> None:
    shared = "<p>This is an article of the Gazette, printed in the town since 1871.</p>"
    for line in ("", shared):
        whole = shared[3:-4] + "\n" + REST * 3
        page = f"<html>{told(whole)}<body><article>{TEASER}{line}</article></body></html>"
        assert "Line 3" not in extract_html(page.encode(), URL).text
