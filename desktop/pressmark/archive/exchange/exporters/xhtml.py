"""A clean body as XML, which readers of books insist on: well-formed, and with no link or name that leads nowhere."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree
from lxml import html as lxml_html

from pressmark.archive.exchange.exporters.pages import printable

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NAME = re.compile(r"\S+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


def as_xhtml(body_html: str) -> str:
    """The content of a body, for an element in the namespace of XHTML.

    Args:
        body_html: clean; only what was cleaned may be parsed here.
    """
    parser = lxml_html.HTMLParser(huge_tree=True)
    root: HtmlElement = lxml_html.fragment_fromstring(printable(body_html), create_parent="div", parser=parser)
    names: set[str] = set()
    for element in root.iter(etree.Element):
        name = element.get("id")
        if name is not None and (name in names or not _NAME.fullmatch(name)):
            del element.attrib["id"]
        elif name is not None:
            names.add(name)
        if (language := element.attrib.pop("lang", None)) is not None and _LANGUAGE.fullmatch(language):
            element.set("lang", language)
            element.set(_XML_LANGUAGE, language)
        if element.tag == "img":
            element.set("alt", element.get("alt") or "")
    for link in root.iter("a"):
        address = link.get("href") or ""
        if address.startswith("#") and address[1:] not in names and unquote(address[1:]) not in names:
            del link.attrib["href"]
    inside = [etree.tostring(child, encoding="unicode", method="xml") for child in root]
    return escape(root.text or "", quote=False) + "".join(inside)
