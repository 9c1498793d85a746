"""The part of the archive's door that knows who cites whom: the links of an article's text, and who links to it."""

from __future__ import annotations

import re
from abc import ABC
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING

from pressmark.archive.errors import InvalidUrl
from pressmark.archive.urls import clean_text, display_host, host_of, identity_or_empty, parse_url
from pressmark.archive.values import Cited, References, Trust

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressmark.archive.origin import Origin
    from pressmark.archive.reading_links import LinkReader
    from pressmark.archive.storage.storage import Storage
    from pressmark.archive.values import Article

MOST_LINKS = 500  # of one article
MOST_WORDS = 300  # characters of a link's words
MOST_INSIDE = 4_000  # characters that are looked at for them

# The body comes out of one serialiser, which quotes every attribute: no parser is needed to find its links. One from
# somebody else's archive may be anything, so all is tried once, and at one place between two ends of links.
_BEGINNING = re.compile(r"<a\s")
_ATTRIBUTES = re.compile(r'((?:[^">]|"[^"]*")*+)>')
_HREF = re.compile(r'(?:^|\s)href="(https?://[^"]*)"', re.IGNORECASE)
_MARK_UP = re.compile(r'<(?:[^">]|"[^"]*")*>')
_PLACES = frozenset(
    "about author authors autor autoren categories category channel contact hashtag home index.html kategorie login"
    " people profile rubrik search section sections series signup staff subscribe tag tags thema themen topic topics"
    " user users".split()
)
_identity = lru_cache(20_000)(identity_or_empty)  # the same few links stand below many articles of a site


class Citing(ABC):
    """What an `Archive` knows of references. Thread-safe."""

    _storage: Storage
    _links: LinkReader
    _origin: Origin
    is_read_only: bool

    def references(self, id: int) -> References:
        """Return what an article cites, and which articles cite it as far as `read_references` has come.

        Raises:
            NoSuchArticle: there is no such article.
            StorageError: its body cannot be read.
        """
        article = self._storage.article(id)
        found = cited(self._storage.body_html(id), article.url)
        here = self._storage.references.by_identity(found)
        cites = tuple(Cited(url, words, here.get(key)) for key, (url, words) in found.items())
        return References(cites, tuple(self._storage.references.citing(id)))

    def read_references(self, after: int = 0) -> int:
        """Read the links of some articles that are new; returns what to begin the next piece after, 0 at the end.

        Raises:
            StorageError: they could not be written.
        """
        return 0 if self.is_read_only else self._links.read_some(after)

    def trust_in_link(self, article: Article, url: str) -> Trust:
        """Who named an address that an article links to; an article that came along with the archive proves nothing."""
        return self._origin.trust_in(article.id, trust_in_link(article, url))


def cited(body_html: str, url: str) -> dict[str, tuple[str, str]]:
    """Return the pages that a body links to: by identity, the address and the words of the first link.

    Links of a site to its own sections, authors and tags are left out, and those to the article itself.

    Args:
        body_html: clean.
        url: of the article; without one, only what no article lies behind is left out.
    """
    own, host = _identity(url), display_host(url)
    found: dict[str, tuple[str, str]] = {}
    for attributes, inside in _links(body_html):
        href = _HREF.search(attributes)
        key = _identity(unescape(href[1])) if href else ""
        if not href or not key or key == own or key in found or len(found) == MOST_LINKS:
            continue
        if host and display_host(key) == host and _is_place(key):
            continue
        words = clean_text(unescape(_MARK_UP.sub("", inside)))[:MOST_WORDS]
        found[key] = (parse_url(unescape(href[1])), words)
    return found


def _links(body_html: str) -> Iterator[tuple[str, str]]:
    """The attributes of each link, and the beginning of what is in it."""
    for piece in body_html.split("</a>")[:-1]:
        beginning = _BEGINNING.search(piece)
        if beginning and (found := _ATTRIBUTES.match(piece, beginning.end())):
            yield found[1], piece[found.end() : found.end() + MOST_INSIDE]


def trust_in_link(article: Article, url: str) -> Trust:
    """Who named an address that an article links to, when it is to be saved.

    The person wants what is behind the link, but it is the page that wrote the address; nobody reads fifty of them.
    So it leads onto a private network only where the article lies there, or on the same host; a file may say of both
    what it likes.
    """
    try:
        is_at_home = article.is_local_network or host_of(url) == host_of(article.url)
    except InvalidUrl:
        return Trust.PAGE
    is_brought = article.way is not None and article.way.is_brought
    return Trust.USER if is_at_home and not is_brought else Trust.PAGE


def _is_place(address: str) -> bool:
    """Whether an address of a site leads to a part of it, as far as the address says."""
    segments = [part for part in address.partition("//")[2].partition("?")[0].lower().split("/")[1:] if part]
    return not segments or any(part in _PLACES or part.startswith("@") for part in segments)
