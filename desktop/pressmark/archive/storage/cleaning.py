"""Make text from outside fit to be stored: what SQLite or UTF-8 cannot hold must never fail a save."""

from __future__ import annotations

import re
import unicodedata

from pressmark.archive.urls import clean_text, without_surrogates

TITLE_LIMIT = 1_000  # characters
TAG_LIMIT = 100

_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def storable(text: str) -> str:
    """Drop control characters but tab and line ends, and replace lone surrogates, which have no UTF-8 form."""
    return without_surrogates(_UNSTORABLE.sub("", text))


def one_line(text: str, limit: int = TITLE_LIMIT) -> str:
    """A text for a single line: no controls, no bidirectional tricks, white space collapsed, at most `limit` long."""
    return clean_text(storable(text))[:limit].rstrip()


def clean_tag(name: str) -> str:
    """The form a tag is kept in; empty where nothing of it is left.

    Parts are separated by single slashes, without white space around them; at most `TAG_LIMIT` characters.
    """
    name = unicodedata.normalize("NFC", one_line(name, len(name)))
    cut = "/".join(part for part in map(str.strip, name.split("/")) if part)[:TAG_LIMIT]
    return cut.rstrip("/ ")


def tag_key(name: str) -> str:
    """What makes two tags the same: `Policy` and `policy` are one tag."""
    return unicodedata.normalize("NFC", clean_tag(name).casefold())


def sort_key(title: str) -> str:
    """Sorts titles without regard to case and compatibility forms, in any script."""
    return unicodedata.normalize("NFKC", title).casefold()
