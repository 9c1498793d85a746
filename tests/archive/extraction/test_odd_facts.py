"""A fact of a page that makes no sense costs that fact, never the text."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressmark.archive.extraction import extract_html

URL = "https://example.org/story"
BODY = (
    "<article><h1>A title</h1>" + "<p>Some words of a story that goes on long enough to be kept.</p>" * 9 + "</article>"
)
NESTED = '{"@type":"NewsArticle","author":' + '{"name":' * 3_000 + '"x"' + "}" * 3_001

ODD = {
    "a picture without scripts has no address": '<noscript><img src="https://[cdn]/x.png"></noscript>',
    "pictures have none": '<img src="https://[a" srcset="https://[b 2x, http://[c 1x">',
    "a date of other digits": '<meta property="article:published_time" content="²²²²-²²-²²"><time>²²²²²²²²²²</time>',
    "facts of other kinds": '<script type="application/ld+json">{"@type":"Article","keywords":5,"author":7,'
    '"headline":[1],'
    '"datePublished":3,"articleBody":{},"image":[[]],"publisher":[[["x"]]]}</script>',
    "facts without end": f'<script type="application/ld+json">{NESTED}</script>',
    "facts that are no JSON": '<script type="application/ld+json">{"@type": "Article", </script>',
    "a base that is none": '<base href="https://[x"><a href="http://[y">z</a>',
    "addresses that are none": '<link rel=canonical href="https://[x"><meta property="og:image" content="http://[">',
}
SLOTS = (
    '<meta property="og:title" content="{0}"><meta name="author" content="{0}"><meta name="date" content="{0}">'
    '<html lang="{0}"><base href="{0}"><link rel="canonical" href="{0}"><img src="{0}" srcset="{0}" width="{0}">'
    '<a href="{0}">x</a><time datetime="{0}">{0}</time><span class="byline {0}" itemprop="author">{0}</span>'
)
LEAVES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.just("2024-02-30"))
FACTS = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner), max_leaves=8
)
NAMES = ("headline", "author", "datePublished", "keywords", "publisher", "image", "articleBody", "inLanguage", "@graph")


@pytest.mark.parametrize("case", ODD)
def test_an_odd_fact_costs_no_text(case: str) -> None:
    found = extract_html(f"<html><head></head><body>{ODD[case]}{BODY}</body></html>".encode(), URL)
    assert found.text.count("Some words of a story") == 9


@settings(max_examples=80, deadline=None)
@given(value=st.text(max_size=60), facts=st.dictionaries(st.sampled_from(NAMES), FACTS))
def test_whatever_stands_in_attributes_and_facts_the_text_is_kept(value: str, facts: dict[str, object]) -> None:
    attribute = value.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    data = json.dumps({"@type": "NewsArticle", **facts}).replace("</", "<\\/")
    page = (
        f'<head><script type="application/ld+json">{data}</script></head><body>{SLOTS.format(attribute)}{BODY}</body>'
    )
    assert "Some words of a story" in extract_html(page.encode("utf-8", "replace"), URL).text
