"""Takes away, before the body is looked for, what is certainly no part of an article.

Only names that sites give to such things count, and never for an element that holds much of the page's text: a wrong
guess here would lose the article. Where names would take most of a page away, they are not believed at all.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pressmark.archive.extraction.passages import wrap_loose
from pressmark.archive.extraction.weights import link_share, text_weight

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

MARK = "data-n"  # numbers the elements, to recognise them in what readability keeps
MAX_SHARE = 0.3  # of the page's text that a piece of boilerplate may have
MAX_NAMED = 0.6  # of the page's text that may go for its names alone, comments left out

_GONE = "script style template svg canvas object embed applet input textarea link meta base".split()
_CONTROLS = "button dialog select map".split()  # an end tag forgotten puts the whole page into one
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_HIDDEN_NAME = re.compile(  # what style sheets hide, or show only under the mouse
    r"(?:^|\s)(?:sr-only|screen-reader-text|visually-?hidden|(?:[\w-]+[-_])?(?:rollover|tooltip|popover|hovercard)"
    r"(?:[-_](?:content|block|text|people-block))?|rollover-[\w-]+)(?=\s|$)",
    re.IGNORECASE,
)
_UNFOLDING = frozenset({"region", "tabpanel"})  # roles of what a script shows when the reader asks for it
_JUNK = re.compile(
    r"(?:^|[\s_-])(?:ad|ads|advert|advertisement|advertorial|adslot|ad-?slot|ad-?unit|adsbygoogle|dfp|outbrain|taboola"
    r"|share|sharing|share-?bar|share-?tools|sharedaddy|social|social-?share|addthis|addtoany"
    r"|newsletter|newsletter-?box|subscribe|subscription|signup|sign-?up|paywall-prompt|mailing-list"
    r"|related|related-?(?:posts|articles|stories|content|links)|recommended|recommendations|read-?more|more-stories"
    r"|more-on|you-may-like|most-?(?:read|popular|viewed)|trending|popular-posts|jp-relatedposts|crp_related"
    r"|cookie|cookies|consent|gdpr|breadcrumbs?|skip-link|screen-reader-text|sr-only|visually-hidden|visuallyhidden"
    r"|comments?|comment-list|comment-form|disqus|respond|pagination|pager|post-navigation|nav-links|post-nav"
    r"|author-?(?:bio|box)|about-?the-?author|tag-?list|tags|tagcloud|post-tags|entry-tags|promo|promotion|sponsor"
    r"|sponsored|toolbar|print-only|noprint|site-header|site-footer|masthead)(?:[\s_-]|$)"
    r"|(?:^|\s)(?:sidebar|side-bar|widget|widget-area|widget_[a-z_]+)(?=\s|$)",
    re.IGNORECASE,
)
_COMMENTS = re.compile(r"(?:^|[\s_-])(?:comments?|comment-list|disqus|respond)(?:[\s_-]|$)", re.IGNORECASE)
_NEVER_JUNK = re.compile(
    r"(?:^|[\s_-])(?:article-body|articlebody|post-content|entry-content|article__body|story-body)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_JUNK_TAGS = frozenset("div section aside ul ol nav header footer p span form figure table li dl h2 h3 h4".split())
_LOOKS = frozenset("style width height bgcolor align color hidden".split())
_NO_CONTENT = frozenset(["nav", "footer"])
_ROLES = frozenset("navigation banner contentinfo search dialog alertdialog menu menubar toolbar".split())
MAX_LABEL = 2_000  # characters of class and id that are looked at
_STREAMED = re.compile(r"\$R[A-Z]\(\"([BSP]:[0-9a-f]{1,8})\",\s*\"([BSP]:[0-9a-f]{1,8})\"")


def prepare(root: HtmlElement) -> HtmlElement:
    """Remove scripts and hidden things from a parsed page, give loose text paragraphs, and number the elements.

    Returns:
        The page's body, a part of the tree, which is changed.
    """
    body = _body(root)
    _place_streamed(body)
    for element in list(root.iter(*_GONE)):
        if element.getparent() is not None:
            element.drop_tree()
    for option in list(body.iter("option", "optgroup")):
        if option.getparent() is not None and not any(one is not option for one in option.iter(*_JUNK_TAGS)):
            option.drop_tree()  # before its list is weighed: many choices are not much text
    whole = text_weight(body)
    for element in list(body.iter(*_CONTROLS)):
        if text_weight(element) > whole * MAX_SHARE:
            element.drop_tag()
        else:
            element.drop_tree()
    for element in _outermost(body, _is_hidden):
        if text_weight(element) <= whole * MAX_NAMED:
            element.drop_tree()
    wrap_loose(body)
    for number, element in enumerate([body, *_below(body)]):
        for name in _needless_attributes(element):
            del element.attrib[name]
        element.set(MARK, str(number))
    return body


def prune(root: HtmlElement) -> None:
    """Remove what the names that sites give say is boilerplate. Changes the tree."""
    _drop_boilerplate(_body(root))


def _body(root: HtmlElement) -> HtmlElement:
    body = root.find("body") if root.tag == "html" else root
    return root if body is None else body


def _place_streamed(body: HtmlElement) -> None:
    """Put what a page sent late, hidden at its end, where its script would (React's streaming)."""
    late = {one.get("id"): one for one in body.iter("div") if "hidden" in one.attrib and _is_late(one)}
    if not late:
        return
    target = {}
    for script in body.iter("script"):
        for first, second in _STREAMED.findall((script.text or "")[:20_000]):
            target[second if second[0] == "S" else first] = first if second[0] == "S" else second
    holes = {one.get("id"): one for one in body.iter("template") if one.get("id")}
    for name, element in late.items():
        hole = holes.get(target.get(name, ""))
        del element.attrib["hidden"]
        if hole is not None and not any(one is element for one in hole.iterancestors()):
            tail, element.tail = element.tail, None
            parent = element.getparent()
            if tail and parent is not None:
                before = element.getprevious()
                if before is not None:
                    before.tail = (before.tail or "") + tail
                else:
                    parent.text = (parent.text or "") + tail
            hole.addprevious(element)


def _is_late(element: HtmlElement) -> bool:
    return (element.get("id") or "").startswith("S:")


def _outermost(body: HtmlElement, is_wanted: Callable[[HtmlElement], bool]) -> list[HtmlElement]:
    """The elements below the body that meet a test, without those inside one of them."""
    found: list[HtmlElement] = []
    stack = list(body)
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str):
            continue
        if is_wanted(element):
            found.append(element)
        else:
            stack.extend(element)
    return found


def _drop_boilerplate(body: HtmlElement) -> None:
    whole = text_weight(body)

    def is_small(element: HtmlElement) -> bool:
        return text_weight(element) <= whole * MAX_SHARE

    for element in _outermost(body, lambda one: _is_boilerplate(one) and is_small(one)):
        element.drop_tree()
    whole = text_weight(body)
    named = _outermost(body, lambda one: _is_named_junk(one) and is_small(one))
    loss = sum(text_weight(one) for one in named if not _COMMENTS.search(_label(one)))
    for element in named:
        if loss <= whole * MAX_NAMED or _COMMENTS.search(_label(element)) or link_share(element) > MAX_NAMED:
            element.drop_tree()


def _below(body: HtmlElement) -> list[HtmlElement]:
    return [element for element in body.iterdescendants() if isinstance(element.tag, str)]


def _needless_attributes(element: HtmlElement) -> list[str]:
    """Those on which readability's own cleaning spends much time."""
    return [name for name in element.attrib if name.startswith("on") or (name in _LOOKS and element.tag != "img")]


def _is_hidden(element: HtmlElement) -> bool:
    if (element.get("role") or "") in _UNFOLDING:
        return False
    if "hidden" in element.attrib and element.get("hidden") != "until-found":
        return True
    name, style = (element.get("class") or "")[:MAX_LABEL], (element.get("style") or "")[:MAX_LABEL]
    return bool(name and _is_said(_HIDDEN_NAME, name)) or bool(style and _is_said(_HIDDEN_STYLE, style))


def _is_boilerplate(element: HtmlElement) -> bool:
    """Whether the element's kind says so."""
    tag, role = element.tag, element.get("role") or ""
    if tag in _NO_CONTENT or role in _ROLES:
        return True
    if tag == "form":
        return len(element.findall(".//p")) < 3
    if tag == "aside" or role == "complementary":
        return link_share(element) > 0.3 or bool(_JUNK.search(_label(element)))
    return False


def _is_named_junk(element: HtmlElement) -> bool:
    """Whether the element's class or id says so."""
    if element.tag not in _JUNK_TAGS:
        return False
    label = _label(element)
    return _is_said(_JUNK, label) and not _NEVER_JUNK.search(label)


@lru_cache(4_000)  # a page has few names for many elements
def _is_said(pattern: re.Pattern[str], label: str) -> bool:
    return pattern.search(label) is not None


def _label(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"[:MAX_LABEL]
