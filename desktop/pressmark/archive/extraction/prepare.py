"""Takes away, before the body is looked for, what is certainly no part of an article.

Only names that sites give to such things count, and never for an element that holds much of the page's text: a wrong
guess here would lose the article.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressmark.archive.extraction.weights import link_share, text_weight

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MARK = "data-n"  # numbers the elements, to recognise them in what readability keeps
MAX_SHARE = 0.3  # of the page's words that a piece of boilerplate may have

_GONE = (
    "script style template svg canvas object embed applet input select textarea button link meta dialog map"
).split()
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_JUNK = re.compile(
    r"(?:^|[\s_-])(?:ad|ads|advert|advertisement|advertorial|adslot|ad-?slot|ad-?unit|adsbygoogle|dfp|outbrain|taboola"
    r"|share|sharing|share-?bar|share-?tools|sharedaddy|social|social-?share|addthis|addtoany"
    r"|newsletter|newsletter-?box|subscribe|subscription|signup|sign-?up|paywall-prompt|mailing-list"
    r"|related|related-?(?:posts|articles|stories|content|links)|recommended|recommendations|read-?more|more-stories"
    r"|more-on|you-may-like|most-?(?:read|popular|viewed)|trending|popular-posts|jp-relatedposts|crp_related"
    r"|cookie|cookies|consent|gdpr|breadcrumbs?|skip-link|screen-reader-text|sr-only|visually-hidden|visuallyhidden"
    r"|comments?|comment-list|comment-form|disqus|respond|pagination|pager|post-navigation|nav-links|post-nav"
    r"|author-?(?:bio|box)|about-?the-?author|tag-?list|tags|tagcloud|post-tags|entry-tags|promo|promotion|sponsor"
    r"|sponsored|toolbar|print-only|noprint|site-header|site-footer|masthead|widget|widget-area)(?:[\s_-]|$)|(?:^|\s)(?:sidebar|side-bar)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_NEVER_JUNK = re.compile(
    r"(?:^|[\s_-])(?:article-body|articlebody|post-content|entry-content|article__body|story-body)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_JUNK_TAGS = frozenset("div section aside ul ol nav header footer p span form figure table li dl h2 h3 h4".split())
_LOOKS = frozenset("style width height bgcolor align color".split())
_NO_CONTENT = frozenset(["nav", "footer"])
_ROLES = frozenset("navigation banner contentinfo search complementary dialog alertdialog menu menubar toolbar".split())


def prepare(root: HtmlElement) -> None:
    """Remove scripts, hidden things and boilerplate from a parsed page, and number what is left. Changes the tree."""
    body = root.find("body") if root.tag == "html" else root
    body = root if body is None else body
    for element in list(root.iter(*_GONE)):
        if element.getparent() is not None:
            element.drop_tree()
    for element in _below(body):
        if _is_attached(element, body) and _is_hidden(element):
            element.drop_tree()
    most = text_weight(body) * MAX_SHARE
    for element in _below(body):
        if _is_attached(element, body) and _is_boilerplate(element) and text_weight(element) <= most:
            element.drop_tree()
    for number, element in enumerate([body, *_below(body)]):
        for name in _needless_attributes(element):
            del element.attrib[name]
        element.set(MARK, str(number))


def _below(body: HtmlElement) -> list[HtmlElement]:
    return [element for element in body.iterdescendants() if isinstance(element.tag, str)]


def _needless_attributes(element: HtmlElement) -> list[str]:
    """Those on which readability's own cleaning spends much time."""
    return [name for name in element.attrib if name.startswith("on") or (name in _LOOKS and element.tag != "img")]


def _is_attached(element: HtmlElement, body: HtmlElement) -> bool:
    parent = element.getparent()
    if parent is None:
        return False
    top = element.getroottree().getroot()
    return top is body or top.tag == "html" or top is body.getroottree().getroot()


def _is_hidden(element: HtmlElement) -> bool:
    if "hidden" in element.attrib and element.get("hidden") != "until-found":
        return True
    return bool(_HIDDEN_STYLE.search(element.get("style") or ""))


def _is_boilerplate(element: HtmlElement) -> bool:
    tag = element.tag
    if tag in _NO_CONTENT or (element.get("role") or "") in _ROLES:
        return True
    if tag == "form":
        return len(element.findall(".//p")) < 3
    if tag == "aside":
        return link_share(element) > 0.3 or bool(_JUNK.search(_label(element)))
    if tag not in _JUNK_TAGS:
        return False
    label = _label(element)
    return bool(_JUNK.search(label)) and not _NEVER_JUNK.search(label)


def _label(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"
