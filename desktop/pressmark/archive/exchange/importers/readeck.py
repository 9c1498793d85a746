"""Readeck: a zip with a folder for each bookmark: facts, and the page it kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressmark.archive.exchange.importers.dates import when
from pressmark.archive.exchange.importers.documents import fraction, is_set, objects, parse, text, texts
from pressmark.archive.exchange.importers.entries import Entry
from pressmark.archive.exchange.importers.kinds import Kind, PackageKind
from pressmark.archive.exchange.importers.limits import MAX_SIDE_BYTES
from pressmark.archive.exchange.importers.packages import BadMember
from pressmark.archive.exchange.importers.page_heads import page_head
from pressmark.archive.values import Colour, ImportedHighlight, PackedPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressmark.archive.exchange.importers.documents import Object
    from pressmark.archive.exchange.importers.entries import Entries
    from pressmark.archive.exchange.importers.packages import Member

READECK = Kind("Readeck", "readeck")

_FACTS = re.compile(r"((?:.*/)?bookmarks/[^/]+/)info\.json")
_COLOURS = {colour.value: colour for colour in Colour} | {"red": Colour.PINK}


def _is_package(members: Sequence[Member]) -> bool:
    return any(_FACTS.fullmatch(member.name) for member in members)


def _read_package(members: Sequence[Member], entries: Entries) -> None:
    by_name = {member.name: member for member in members}
    for member in members:
        if (found := _FACTS.fullmatch(member.name)) is None:
            continue
        try:
            facts = parse(member.read(MAX_SIDE_BYTES))
        except (BadMember, ValueError):
            facts = None
        if isinstance(facts, dict):
            entries.add(_entry(_plain(facts), by_name.get(f"{found[1]}container/index.html")))
        else:
            entries.skip(member.name, "entry-damaged")


def _plain(facts: Object) -> Object:
    """The same with names in small letters only; `is_read` and `IsRead` have both been written."""
    return {name.lower().replace("_", ""): value for name, value in facts.items()}


def _entry(facts: Object, page: Member | None) -> Entry:
    marks = [_plain(mark) for mark in objects(facts.get("annotations"))]
    head = page_head(text(facts, "title"), texts(facts.get("authors")), facts.get("published"), text(facts, "lang"))
    return Entry(
        text(facts, "url"),
        text(facts, "title"),
        texts(facts.get("labels")),
        when(facts.get("created")),
        is_read=is_set(facts.get("isarchived")),
        is_favourite=is_set(facts.get("ismarked")),
        progress=fraction(facts.get("readprogress")),
        highlights=[
            ImportedHighlight(
                text(mark, "text"), text(mark, "note"), _COLOURS.get(text(mark, "color")), when(mark.get("created"))
            )
            for mark in marks
        ],
        page=PackedPage(page.file, page.label, "text/html", head) if page else None,
    )


PACKAGE = PackageKind(READECK, _is_package, _read_package)
