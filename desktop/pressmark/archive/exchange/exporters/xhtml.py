"""A clean body as XML, as the schema of EPUB wants it: readers of books that find a mistake may show nothing at all."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from lxml import etree
from lxml import html as lxml_html

from pressmark.archive.exchange.exporters.pages import language_tag, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NAME = re.compile(r"\S+")
_TIME = re.compile(r"\d{4}-\d\d(?:-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?)?")
_IN_ADDRESS = "!#$&'()*+,/:;=?@~%"
_BREAK = re.compile(r"<wbr\b[^>]*>")  # newer than libxml2, which would put all that follows into it
_NO_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ENTRIES = {"ul": ("li",), "ol": ("li",), "dl": ("dd", "dt", "div")}  # the first holds what is no entry
_NUMBERINGS = ("1", "A", "I", "a", "i")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PHRASES = frozenset("abbr b bdi cite code em i kbd q s samp small span strong sub sup u var".split())
_BLOCKS = frozenset(
    "article blockquote details div dl figure h1 h2 h3 h4 h5 h6 hr ol p pre section table ul li dd dt".split()
)


def as_xhtml(body_html: str) -> str:
    """The content of a body, for an element in the namespace of XHTML.

    Args:
        body_html: clean; only what was cleaned may be parsed here.
    """
    parser = lxml_html.HTMLParser(huge_tree=True)
    closed = _BREAK.sub("<wbr/>", printable(body_html))
    root: HtmlElement = lxml_html.fragment_fromstring(closed, create_parent="div", parser=parser)
    etree.strip_elements(root, "colgroup", "col", with_tail=False)  # says nothing here, often in the wrong place
    for element in list(root.iter(etree.Element)):
        _put_in_place(element)
    names: set[str] = set()
    for element in root.iter(etree.Element):
        _mend_attributes(element, names)
    for link in root.iter("a"):
        address = link.get("href") or ""
        if address.startswith("#") and address[1:] not in names and unquote(address[1:]) not in names:
            del link.attrib["href"]
    inside = [etree.tostring(child, encoding="unicode", method="xml") for child in root]
    return escape(root.text or "", quote=False) + "".join(inside)


def _put_in_place(element: HtmlElement) -> None:
    """Give an element that may not stand where it is, or not hold what it holds, another name or a frame."""
    parent = element.getparent()
    if parent is None:
        return
    if not _may_stand_in(element, parent) or (element.tag in _PHRASES and any(_blocks_in(element))):
        element.tag = "div"
    if element.tag in _HEADINGS:
        for inside in element.iterdescendants("div", "p"):
            inside.tag = "span"
    if element.tag == "caption" and parent.tag == "table":
        parent.insert(0, element)
    entries = _ENTRIES.get(parent.tag)
    if entries is not None and element.tag not in entries:
        _frame(element, entries[0])
    if (entries := _ENTRIES.get(element.tag)) is not None:
        _frame_words(element, entries[0])


def _may_stand_in(element: HtmlElement, parent: HtmlElement) -> bool:
    """Whether an entry has its list, and a caption its figure to itself."""
    above = parent.getparent()
    match element.tag:
        case "li":
            return parent.tag in ("ul", "ol")
        case "dt" | "dd":
            return parent.tag == "dl" or (parent.tag == "div" and above is not None and above.tag == "dl")
        case "figcaption":
            is_only = next(element.itersiblings("figcaption", preceding=True), None) is None
            is_first = element.getprevious() is None and not (parent.text or "").strip()
            is_last = element.getnext() is None and not (element.tail or "").strip()
            return parent.tag == "figure" and is_only and (is_first or is_last)
        case _:
            return True


def _blocks_in(element: HtmlElement) -> Iterator[bool]:
    return (one.tag in _BLOCKS for one in element.iterdescendants())


def _frame(element: HtmlElement, tag: str) -> None:
    frame = element.makeelement(tag)
    frame.tail, element.tail = element.tail, None
    element.addprevious(frame)
    frame.append(element)


def _frame_words(listing: HtmlElement, tag: str) -> None:
    """Make entries of the words that stand between those of a list."""
    if (listing.text or "").strip():
        entry = listing.makeelement(tag)
        entry.text, listing.text = listing.text, None
        listing.insert(0, entry)
    for child in list(listing):
        if (child.tail or "").strip():
            entry = listing.makeelement(tag)
            entry.text, child.tail = child.tail, None
            child.addnext(entry)


def _mend_attributes(element: HtmlElement, names: set[str]) -> None:
    """Let only what the schema knows through; `names` are those that were given before, and get this one's."""
    name = element.get("id")
    if name is not None and (name in names or not _NAME.fullmatch(name)):
        del element.attrib["id"]
    elif name is not None:
        names.add(name)
    if language := language_tag(element.attrib.pop("lang", "")):
        element.set("lang", language)
        element.set(_XML_LANGUAGE, language)
    if element.tag == "img":
        element.set("alt", element.get("alt") or "")
    if element.tag == "li" and getattr(element.getparent(), "tag", "") != "ol":
        element.attrib.pop("value", None)
    if element.get("type", "1") not in _NUMBERINGS:
        del element.attrib["type"]
    if not _TIME.fullmatch(element.get("datetime", "2024-01")):
        del element.attrib["datetime"]
    for attribute in ("href", "cite"):
        if address := element.get(attribute):
            escaped = quote(_NO_ESCAPE.sub("%25", address), safe=_IN_ADDRESS)
            element.set(attribute, address if address.startswith("#") else escaped)
