from __future__ import annotations

import re

from pressmark.archive.extraction.by_hand import extract_by_opinion, with_blocks
from pressmark.archive.extraction.rule_making import make_rules
from pressmark.archive.values import Hand, Opinion
from site_server import story

URL = "https://gazette.example/a"
BOX = '<div class="newsletter-box"><p>Get this paper every week, free of all cost.</p></div>'
ASIDE = "<aside><p>Elsewhere: the tram was late again today.</p></aside>"
LOOSE = '<p class="css-1x2y3z">Advertisement of somebody.</p>'


def blocks(opinion: Opinion, page: str) -> dict[str, str]:
    """The name of each block by what it says."""
    html = with_blocks(extract_by_opinion(page, URL, "", opinion)["html"])
    found = re.findall(r'<(\w+)[^>]* data-block="(\w+)"[^>]*>(.*?)</\1>', html, re.DOTALL)
    return {re.sub("<[^>]*>", "", text).strip(): name for _tag, name, text in found}


def left_out(page: str, *beginnings: str, opinion: Opinion = Opinion.WHOLE) -> dict[str, object]:
    names = blocks(opinion, page)
    removed = {name for text, name in names.items() if text.startswith(beginnings)}
    assert len(removed) == len(beginnings)
    return make_rules(page, URL, Hand(opinion, frozenset(removed)).to_plain())


def test_blocks_are_named_by_their_boxes() -> None:
    page = (
        story("The last ferry")
        .replace("</article>", f"{BOX}{LOOSE}</article>")
        .replace("<article>", '<article id="main-text">')
    )
    made = left_out(page, "Home", "World", "Get this paper", "Advertisement")
    assert made == {
        "rules": [("body", "//article[@id='main-text']"), ("strip_id_or_class", "newsletter-box")],
        "unnamed": 1,
    }


def test_a_name_that_something_has_which_stays_counts_for_nothing() -> None:
    box = BOX.replace("newsletter-box", "text-box")
    page = story("The last ferry").replace("</article>", f"{box}</article>").replace("<p>", '<p class="text-box-body">')
    assert left_out(page, "Get this paper")["unnamed"] == 1


def test_a_tag_of_its_own_is_a_name_too() -> None:
    page = story("The last ferry").replace("</article>", f"{ASIDE}</article>")
    made = left_out(page, "Elsewhere")
    assert ("strip", "//aside") in made["rules"]  # type: ignore[operator]  # a list


def test_where_nothing_stays_there_is_no_rule() -> None:
    page = story("The last ferry")
    names = blocks(Opinion.OURS, page)
    made = make_rules(page, URL, Hand(removed=frozenset(names.values())).to_plain())
    assert made["rules"] == []
