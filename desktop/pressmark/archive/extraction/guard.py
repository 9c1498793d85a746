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

_UNCOUNTED = frozenset(  # what has no end tag, or may leave it out: parsers close these by themselves
    (
        "a area base body br col colgroup dd dt embed head hr html img input li link meta optgroup option p param rp rt"
        " source tbody td tfoot th thead tr track wbr"
    ).split()
)
_ENDS = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")}
_LONG_TAG = 2_000  # characters; only such a tag can have too many attributes
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)([^<>]*)")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_ATTRIBUTE = re.compile(r"[^\s=/]+")


def check(html: str) -> None:
    """Let the page pass or refuse it.

    Raises:
        TooLarge: more than `MAX_CHARACTERS`.
        NotReadable: `too-complex`; the detail says what there is too much of.
    """
    if len(html) > MAX_CHARACTERS:
        raise TooLarge(f"{MAX_CHARACTERS} characters")
    depth = tags = place = 0
    open_tags: dict[str, int] = {}  # a stray end tag closes nothing
    ends = dict(_ENDS)
    while found := _TAG.search(html, place):
        tags += 1
        place = found.end()
        closing, name, rest = found.groups()
        if len(rest) > _LONG_TAG and _attributes(rest) > MAX_ATTRIBUTES:
            raise NotReadable("attributes", code="too-complex")
        name = name.lower()
        if name in _UNCOUNTED or rest.endswith("/"):
            continue
        if closing and open_tags.get(name):
            open_tags[name] -= 1
            depth -= 1
        elif not closing and name in ends:
            if end := ends[name].search(html, place):
                place = end.start()
                open_tags[name] = open_tags.get(name, 0) + 1
                depth += 1
            else:
                del ends[name]  # never closed: the rest is not searched for it again
        elif not closing:
            open_tags[name] = open_tags.get(name, 0) + 1
            depth += 1
        if depth > MAX_DEPTH:
            raise NotReadable("depth", code="too-complex")
    if tags > MAX_TAGS:
        raise NotReadable("tags", code="too-complex")


def _attributes(rest: str) -> int:
    """How many attributes a parser could see in a tag, values without quotes counted as well."""
    return sum(1 for _ in _ATTRIBUTE.finditer(_QUOTED.sub("=", rest)))
