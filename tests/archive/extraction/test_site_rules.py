"""A person's rules for a site say where its article is; what they do not say is found as always."""

from __future__ import annotations

from datetime import date

import pytest

from pressmark.archive.extraction.extract import extract, extract_to_json
from pressmark.archive.extraction.site_rules import MAX_RULES, SiteRules, parse_rules
from pressmark.archive.values import Page, Source

URL = "https://gazette.example/harbour"
STORY = "".join(f"<p>Part {number} says what the council decided about the harbour.</p>" for number in range(9))
ODD = (
    "<html><head><title>The harbour is sold</title></head><body>"
    f"<article><h1>The harbour is sold</h1>{STORY}</article>"
    '<div class="verse"><p>O harbour, sold at noon.</p><p class="share-this">Tell all.</p>'
    '<img src="/ad/1.png"><img src="/boat.png"></div>'
    '<div class="verse"><p>O boats, who weep for you.</p></div>'
    '<i id="poet">Mara Lind</i><b>4.3.2026</b></body></html>'
)
RULES = """
# a poem beside the story
title: concat('Song: ', //h1)
body: //nothing
body: //div[@class='verse']
author: //i[@id='poet']
date: //b
strip_id_or_class: share-
strip_image_src: /ad/
strip: //h2
tidy: yes
test_url: https://gazette.example/
"""


def test_the_rules_are_followed() -> None:
    found = extract(Page(URL, ODD), rules=parse_rules(RULES))
    assert found.text == "O harbour, sold at noon.\n\nO boats, who weep for you."
    assert (found.title, found.byline, found.published) == ("Song: The harbour is sold", "Mara Lind", date(2026, 3, 4))
    assert found.pictures == ("https://gazette.example/boat.png",)
    assert {found.sources[name] for name in ("title", "byline", "published")} == {Source.RULE}


def test_what_no_rule_finds_is_found_as_always() -> None:
    plain = extract(Page(URL, ODD))
    assert "Part 8" in plain.text
    assert extract(Page(URL, ODD), rules=parse_rules("body: //nothing\ntitle: //h6")) == plain


@pytest.mark.parametrize(
    "rule", ["body: //[", "strip: ../..", "strip: /html", "body: count(//p)", "title: $x", "body: /"]
)
def test_a_broken_rule_does_no_harm(rule: str) -> None:
    assert "Part 8" in extract(Page(URL, ODD), rules=parse_rules(rule)).text


def test_nothing_active_comes_through_a_rule() -> None:
    page = f"<body>{STORY}<div id=x onclick=y()><script>z()</script><p onload=a()>Kept</p></div></body>"
    assert extract(Page(URL, page), rules=parse_rules("body: //div[@id='x']")).html == '<div id="x"><p>Kept</p></div>'


def test_only_so_many_rules_are_read() -> None:
    assert parse_rules("unknown: x\n# title: y\nno rule\nbody:\n" + "strip: " + "x" * 2_000) == SiteRules()
    assert len(parse_rules("strip: //p\n" * 1_000).rules) == MAX_RULES


def test_rules_reach_a_worker_as_text() -> None:
    assert extract_to_json(ODD, URL, "text/html", "", RULES)["byline"] == "Mara Lind"
