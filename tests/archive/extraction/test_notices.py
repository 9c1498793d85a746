"""What sites put into their articles is no part of them, but only where the article is not about it."""

from __future__ import annotations

import pytest

from pressmark.archive.extraction import extract_html

URL = "https://notes.example/harbour"
BEFORE = "<p>" + "The height of a wave in a narrow harbour depends on the wind and on its depth. " * 6 + "</p>"
AFTER = "<p>" + "Whoever has measured it on many days knows how far the reckoning can be off. " * 6 + "</p>"


def text_with(middle: str, end: str = "") -> str:
    page = f"<body><article><h1>Waves</h1>{BEFORE * 2}{middle}{AFTER}{end}</article></body>"
    return extract_html(page.encode(), URL).text


@pytest.mark.parametrize(
    "notice",
    [
        "Advert",
        "Image 3 of 14",
        "This slideshow requires JavaScript.",
        "Loading specifications…",
        "[CTA_MODULE]",
        "Last updated on August 2, 2025 by Ada",
        "Like this story? Share it with a friend!",
        "This post contains affiliate links. If you buy a tide gauge through them, I earn a small commission.",
    ],
)
def test_a_notice_between_paragraphs_goes(notice: str) -> None:
    text = text_with(f"<p>{notice}</p>")
    assert notice not in text
    assert "narrow harbour" in text
    assert "many days" in text


@pytest.mark.parametrize(
    "line",
    [
        "Email Ada Quay at ada@notes.example or follow her on Twitter @quay.",
        "Follow Harbour Notes on Instagram, Facebook, Twitter and YouTube.",
    ],
)
def test_a_last_line_that_leads_elsewhere_goes_and_one_in_the_text_stays(line: str) -> None:
    assert line not in text_with("", f"<p>{line}</p>")
    assert line in text_with(f"<p>{line}</p>")


def test_an_article_about_commissions_keeps_its_sentences() -> None:
    told = [f"Some of the {kind} contain affiliate links, and we counted them." for kind in ("tables", "maps", "lists")]
    text = text_with("".join(f"<p>{one}</p>" for one in told))
    assert all(one in text for one in told)


def test_words_of_code_are_no_notices() -> None:
    assert "print" in text_with("<pre><code><span>print</span>\nwave 3</code></pre>")


def test_captions_of_a_gallery_go_and_its_pictures_stay() -> None:
    slide = (
        '<li><img src="/{0}.jpg"><p>The mole in the winter of {0}, as it was seen from the light on the rock.</p></li>'
    )
    slides = "".join(slide.format(year) for year in (1907, 1911))
    page = f'<body><article><h1>Waves</h1>{BEFORE * 2}<ul class="story-gallery">{slides}</ul>{AFTER}</article></body>'
    got = extract_html(page.encode(), URL)
    assert "winter of" not in got.text
    assert [one.rpartition("/")[2] for one in got.pictures] == ["1907.jpg", "1911.jpg"]


def test_a_gallery_that_is_the_article_keeps_its_words() -> None:
    slide = '<div><img src="/{0}.jpg">{1}</div>'
    slides = "".join(slide.format(number, BEFORE if number % 2 else AFTER) for number in range(6))
    page = f'<body><article><h1>Waves</h1><div class="gallery">{slides}</div></article></body>'
    assert "many days" in extract_html(page.encode(), URL).text


def test_an_embedded_post_is_kept_whole() -> None:
    post = (
        '<blockquote class="twitter-tweet"><p>The wave at the mole was higher than ever.</p>&mdash; Office (@mole)'
        ' <a href="https://twitter.com/mole/status/1193000000">November 9, 2019</a></blockquote>'
    )
    text = text_with(post)
    assert "higher than ever" in text
    assert "Office (@mole)" in text
