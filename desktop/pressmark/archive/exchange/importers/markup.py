"""Takes HTML of bookmarks apart, as browsers do: no unclosed tag or quote makes it read anything twice.

html.parser does so only in the newest Pythons. The parsers of the archive build trees, which lose what lies deep.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

from pressmark.archive.exchange.importers.limits import MAX_PROSE

if TYPE_CHECKING:
    from collections.abc import Iterator

# only these are tags: titles are often written as they are, and `List<T>` is none
_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(/?)(a|h1|h2|h3|dl|dt|dd|ul|ol|li|p|hr|title|meta|link|body|head|html)(?=[\s/>])"
    r"((?:[^>=]++|=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))?+)*+)(?:>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"([a-z][\w:.-]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"?|'([^']*+)'?|([^\s>]*+)))?+", re.IGNORECASE | re.ASCII
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_WITH_ATTRIBUTES = frozenset({"a", "h3"})


class Tag(NamedTuple):
    """A tag with its name in lower case."""

    name: str
    is_end: bool
    attributes: dict[str, str]


def tokens(text: str) -> Iterator[Tag | str]:
    """The tags of a text, and what stands between them, with its entities resolved."""
    end = 0
    for found in _TOKEN.finditer(text):
        if between := text[end : found.start()]:
            yield unescape(between[:MAX_PROSE])
        end = found.end()
        if found[2] is not None:
            name = found[2].lower()
            yield Tag(name, bool(found[1]), _attributes(found[3]) if name in _WITH_ATTRIBUTES else {})
    if end < len(text):
        yield unescape(text[end : end + MAX_PROSE])


def unescape(text: str) -> str:
    """Resolve the entities that end properly: in addresses that were written as they are, `&copy=` is none."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text):
        found.setdefault(name.lower(), unescape(double or single or bare))
    return found
