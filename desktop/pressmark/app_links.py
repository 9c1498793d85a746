"""`pressmark:` links, by which other programs and pages point into the window. Pure; a link is taken at no word.

    pressmark:save?url=https%3A%2F%2Fexample.org%2F&title=A%20story&tags=policy,france
    pressmark:search?q=tag%3Apolicy
    pressmark:article/12

Any page can hold such a link. So one that would save something only offers to, and none changes anything by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from pressmark.archive.errors import InvalidUrl
from pressmark.archive.urls import parse_url

SCHEME = "pressmark"
MAX_LENGTH = 8_192
LONGEST_ID = 15  # digits


@dataclass(frozen=True, slots=True)
class SaveLink:
    """Offers to save an address."""

    url: str
    title: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchLink:
    """Shows what a query finds."""

    query: str


@dataclass(frozen=True, slots=True)
class ArticleLink:
    """Shows an article."""

    id: int


AppLink = SaveLink | SearchLink | ArticleLink


def is_link(text: str) -> bool:
    """Whether a text is meant as one of these links."""
    return text[: len(SCHEME) + 1].lower() == SCHEME + ":"


def parse(text: str) -> AppLink | None:
    """What a link means; None for one that means nothing."""
    if len(text) > MAX_LENGTH or not is_link(text):
        return None
    try:
        parts = urlsplit(text)
        fields = {name: values[0] for name, values in parse_qs(parts.query, max_num_fields=10).items()}
    except ValueError:
        return None
    verb, _, rest = (parts.netloc + parts.path).strip("/").partition("/")
    match verb.lower():
        case "save":
            try:
                url = parse_url(fields.get("url", ""))
            except InvalidUrl:
                return None
            tags = tuple(tag for part in fields.get("tags", "").split(",") if (tag := part.strip()))
            return SaveLink(url, fields.get("title", "").strip(), tags)
        case "search" if fields.get("q", "").strip():
            return SearchLink(fields["q"].strip())
        case "article" if rest.isascii() and rest.isdecimal() and len(rest) <= LONGEST_ID:
            return ArticleLink(int(rest))
    return None
