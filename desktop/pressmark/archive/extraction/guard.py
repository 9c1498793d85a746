"""Refuses pages on which parsers run for minutes, by looking at the text alone, in linear time.

Measured on readability-lxml and nh3: a tag with 100,000 attributes, 100,000 nested elements and a million tags each
take minutes or exhaust the memory. libxml2 drops what is nested deeper than its limit without a word, so depth is
refused before that happens.
"""

from __future__ import annotations

import re

from pressmark.archive.errors import NotReadable, TooLarge

MAX_CHARACTERS = 20_000_000
MAX_TAGS = 300_000
MAX_ATTRIBUTES = 1_000  # of one tag
MAX_DEPTH = 1_500  # libxml2 gives up at 2,048 with its limits lifted

_NESTING = frozenset(
    ("div span section article main aside table tbody tr td ul ol dl blockquote font b i em strong center form").split()
)
_LONG_TAG = 2_000  # characters; only such a tag can have too many attributes
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)([^<>]*)")


def check(html: str) -> None:
    """Let the page pass or refuse it.

    Raises:
        TooLarge: more than `MAX_CHARACTERS`.
        NotReadable: `too-complex`; the detail says what there is too much of.
    """
    if len(html) > MAX_CHARACTERS:
        raise TooLarge(f"{MAX_CHARACTERS} characters")
    depth = tags = 0
    for found in _TAG.finditer(html):
        tags += 1
        closing, name, rest = found.groups()
        if len(rest) > _LONG_TAG and len(rest.split()) > MAX_ATTRIBUTES and rest.count("=") > MAX_ATTRIBUTES // 2:
            raise NotReadable("attributes", code="too-complex")
        if name.lower() in _NESTING and not rest.endswith("/"):
            depth = max(0, depth - 1) if closing else depth + 1
            if depth > MAX_DEPTH:
                raise NotReadable("depth", code="too-complex")
    if tags > MAX_TAGS:
        raise NotReadable("tags", code="too-complex")
