"""Goes on where a page breaks off, with what its structured data says the article is.

Some sites show the beginning of an article and give all of it to machines. The beginning keeps its pictures and its
shape; from its last paragraph on the text is that of the data.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import html as lxml_html

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FULLER = 1.5  # times the letters that are shown: less may be captions and the like
LEAST_SHOWN = 0.8  # of the words that are shown, that the data must have
LEAST_TOLD = 1_000  # letters
KEY = 30  # letters by which a paragraph is found again
_TAG = re.compile(r"<(/?)(\w{1,12})\b[^<>]{0,1000}>")
_BREAKS = frozenset("p br div li h1 h2 h3 h4 h5 h6 blockquote".split())
_LETTER = re.compile(r"[^\W_]")


def completed(body: HtmlElement, told: str) -> bool:
    """Add to a cut-out body what its page only tells machines; returns whether there was anything to add.

    Args:
        body: changed in place.
        told: the article's text by structured data, empty where there is none.
    """
    told = _TAG.sub(lambda tag: "\n" if tag[2].lower() in _BREAKS else "", told)
    places = [found.start() for found in _LETTER.finditer(told)]
    shown = "".join(body.itertext())
    if len(places) < max(LEAST_TOLD, FULLER * len(_letters(shown))):
        return False
    words, known = shown.casefold().split(), set(told.casefold().split())
    if not words or sum(word in known for word in words) < LEAST_SHOWN * len(words):
        return False
    letters = _letters(told)
    for paragraph in reversed([one for one in body.iter("p") if len(_letters(one.text_content())) >= KEY]):
        at = letters.find(_letters(paragraph.text_content())[:KEY])
        if at >= 0:
            _go_on(body, paragraph, told[places[at] :])
            return True
    return False


def _go_on(body: HtmlElement, paragraph: HtmlElement, rest: str) -> None:
    """Put the rest in the place of a paragraph and of all that follows it."""
    chain = [paragraph, *paragraph.iterancestors()]
    for element in chain[: chain.index(body)]:
        for after in list(element.itersiblings()):
            after.drop_tree()
        element.tail = None
    parent = paragraph.getparent()
    if parent is None:
        return
    for line in filter(None, map(str.strip, rest.splitlines())):
        new = lxml_html.Element("p")
        new.text = line
        parent.append(new)
    paragraph.drop_tree()


def _letters(text: str) -> str:
    return "".join(_LETTER.findall(text))
