"""What saves time in asking readability, and in looking for words, changes no answer."""

from __future__ import annotations

import copy
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html as lxml_html
from readability import Document

from pressmark.archive.extraction.boxes import _HINTS
from pressmark.archive.extraction.opinions import _Kept, opinions_on
from pressmark.archive.extraction.parse import parse
from pressmark.archive.extraction.prepare import MARK, prepare
from pressmark.archive.extraction.sight import small
from pressmark.archive.extraction.traits import _AT_START, _SAID, _SAYS

blanks = st.text(st.sampled_from(" \n\t\u00a0\r\u2003,a"), max_size=12)
names = st.sampled_from(["", "comment", "Comment main", "FOOTer", "sidebar article", "x", "tweet"])
words = st.text(st.sampled_from("iIsSkK\u0130\u0131\u017f\u212a\u00df\u03a3 -_.,?!\u201d19/"), max_size=30)


@given(blanks, blanks, st.integers(0, 600))
@example("\t", "", 300)
@example("a  a", "b", 2)
@example("\u00a0", "a", 300)
def test_links_are_weighed_as_readability_weighs_them(before: str, inside: str, times: int) -> None:
    body = lxml_html.fragment_fromstring("<div><b></b><a href='/x'></a></div>")
    body.text, body[0].text, body[1].text = before * times, inside, before + inside
    ours, theirs = _Kept(body, {}), Document("<p>")
    for _ in range(2):  # the second time the lengths are remembered
        assert ours.get_link_density(body) == theirs.get_link_density(body)


@given(st.lists(st.tuples(st.sampled_from(["div", "p", "pre", "main", "ul"]), names, names), max_size=8))
def test_the_same_boxes_are_unlikely(boxes: list[tuple[str, str, str]]) -> None:
    inside = "".join(
        f"<{tag} class='{first}' id='{second}'><span>text</span><code class='comment'>x</code></{tag}>"
        for tag, first, second in boxes
    )
    page = f"<html><body>text{inside}"
    left = []
    for document in (_Kept(lxml_html.document_fromstring(page), {}), Document(page)):
        body = document._html().xpath("//body")[0]
        document.remove_unlikely_candidates()
        left.append([(one.tag, one.get("class"), one.get("id")) for one in body.iterdescendants()])
    assert left[0] == left[1]


def test_readability_keeps_what_it_keeps_when_asked_plainly() -> None:
    paragraph = "<p>A sentence, then another, with enough words to count for something in the end.</p>"
    page = parse(
        f"<div class='menu'><a href='/'>Home</a></div><div class='story'>{paragraph * 8}</div>"
        f"<div class='sidebar'>{paragraph}</div><div id='more'><a href='/a'>one  more</a>{paragraph * 2}</div>",
        "https://example.org/",
    )
    prepare(page)

    class Plain(Document):  # type: ignore[misc]  # the library has no types
        def get_clean_html(self) -> str:
            self.marks = set(self._html().xpath(f"descendant-or-self::*/@{MARK}"))
            return str(super().get_clean_html())

    plain = Plain(copy.deepcopy(page))
    plain.summary(html_partial=True)
    assert opinions_on(page)[0] == plain.marks


@pytest.mark.parametrize("name", _SAYS)
@given(words)
@example("K\u0130TS\u017f: S\u0131gn up")
def test_words_are_found_in_small_letters_as_without_regard_to_case(name: str, text: str) -> None:
    looked_for, is_said = re.compile(_SAYS[name], re.IGNORECASE), _SAID[name]
    found = is_said.match(small(text)) if name in _AT_START else is_said.search(small(text))
    assert bool(found) == bool(looked_for.search(text))
    assert len(small(text)) == len(text)


def test_the_words_that_are_looked_for_are_small() -> None:
    for pattern in (*_SAYS.values(), *_HINTS.values()):
        assert re.sub(r"\\[A-Z]", "", pattern) == re.sub(r"\\[A-Z]", "", pattern).lower()
    for name in _AT_START:
        assert _SAYS[name].startswith("^(?:")
