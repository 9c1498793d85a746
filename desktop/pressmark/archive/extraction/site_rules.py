"""Rules that a person wrote for a site, in the format that FiveFilters' site configurations made well known.

A line is `name: value`, `#` begins a remark. Understood are `title`, `body`, `author`, `date` and `strip`, whose values
are XPath, and `strip_id_or_class` and `strip_image_src`, whose values are a part of a name; all may be given several
times, and the first that finds something counts. Other names of the format are passed over. No rules are shipped:
the judge knows no site.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lxml import etree
from lxml import html as lxml_html

from pressmark.archive.extraction.dates import When, parse_numbers, read_when
from pressmark.archive.urls import clean_text
from pressmark.archive.values import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from pressmark.archive.extraction.metadata import Metadata

MAX_FILE = 65_536  # characters; what comes after them is not read
MAX_RULES = 200
MAX_VALUE = 1_000  # characters of a rule
MAX_FOUND = 2_000  # elements that a rule may find
MAX_FACT = 500  # characters of a title, a name or a date
_NAMES = frozenset("title body author date strip strip_id_or_class strip_image_src".split())
_RULE = re.compile(r"\s*([a-z_]+)\s*:\s*(.*?)\s*$")


@dataclass(frozen=True, slots=True)
class SiteRules:
    """The rules of one site, as pairs of name and value in their order."""

    rules: tuple[tuple[str, str], ...] = ()

    def values(self, name: str) -> tuple[str, ...]:
        """All values that a name was given."""
        return tuple(value for own, value in self.rules if own == name)


def parse_rules(text: str) -> SiteRules:
    """Read a file of rules. What cannot be understood is passed over."""
    found: list[tuple[str, str]] = []
    for line in text[:MAX_FILE].splitlines():
        rule = None if line.lstrip().startswith("#") else _RULE.match(line)
        if rule and rule[1] in _NAMES and 0 < len(rule[2]) <= MAX_VALUE and len(found) < MAX_RULES:
            found.append((rule[1], rule[2]))
    return SiteRules(tuple(found))


def strip(root: HtmlElement, rules: SiteRules) -> None:
    """Remove what the rules say is no part of any article. Changes the tree."""
    for path in rules.values("strip"):
        _drop(list(_elements(root, path)))
    for name in rules.values("strip_id_or_class"):
        wanted = name.strip("\"'")
        _drop([one for one in root.iter() if wanted in (one.get("class") or "") or wanted in (one.get("id") or "")])
    for name in rules.values("strip_image_src"):
        wanted = name.strip("\"'")
        _drop([one for one in root.iter("img") if wanted in (one.get("src") or "")])


def bodies(root: HtmlElement, rules: SiteRules) -> list[HtmlElement]:
    """The elements that the first fitting `body` names, none inside another; empty where none fits."""
    for path in rules.values("body"):
        if found := list(_elements(root, path)):
            held = set(found)
            return [one for one in found if held.isdisjoint(one.iterancestors())]
    return []


def joined(elements: list[HtmlElement]) -> HtmlElement | None:
    """A new body of copies of these elements; None where none has text."""
    body = lxml_html.Element("div")
    for element in elements:
        twin = copy.deepcopy(element)
        twin.tail = None
        if twin.tag in ("body", "html", "td"):
            twin.tag = "div"
        body.append(twin)
    return body if body.text_content().strip() else None


def corrected(facts: Metadata, root: HtmlElement, rules: SiteRules) -> Metadata:
    """The facts of a page, those of them replaced that a rule finds."""
    sources = dict(facts.sources)
    if title := _fact(root, rules, "title"):
        facts, sources["title"] = replace(facts, title=title), Source.RULE
    if byline := _fact(root, rules, "author"):
        facts, sources["byline"] = replace(facts, byline=byline), Source.RULE
    if when := _when(_fact(root, rules, "date")):
        dates = replace(facts.dates, published=when, published_by=Source.RULE)
        facts, sources["published"] = replace(facts, dates=dates), Source.RULE
    return replace(facts, sources=sources)


def _when(text: str) -> When | None:
    day = parse_numbers(text)
    return read_when(text) or (When(day) if day else None)


def _fact(root: HtmlElement, rules: SiteRules, name: str) -> str:
    for path in rules.values(name):
        for found in _found(root, path):
            text = clean_text(found if isinstance(found, str) else "".join(found.itertext()))
            if 0 < len(text) <= MAX_FACT:
                return text
    return ""


def _elements(root: HtmlElement, path: str) -> Iterator[HtmlElement]:
    for found in _found(root, path):
        if not isinstance(found, str) and isinstance(found.tag, str) and found.tag not in ("html", "head"):
            yield found


def _found(root: HtmlElement, path: str) -> list[HtmlElement | str]:
    try:
        found = root.xpath(path, smart_strings=False)
    except (etree.XPathError, ValueError):
        return []
    several = found if isinstance(found, list) else [str(found)]
    return [one for one in several[:MAX_FOUND] if isinstance(one, str) or hasattr(one, "itertext")]


def _drop(elements: list[HtmlElement]) -> None:
    for element in elements:
        if element.getparent() is not None and element.tag not in ("html", "body", "head"):
            element.drop_tree()
