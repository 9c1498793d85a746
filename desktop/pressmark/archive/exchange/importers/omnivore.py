"""Omnivore: a zip with facts in numbered JSON files, pages and highlights beside them; and the table it took in."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from pressmark.archive.charset import decode
from pressmark.archive.exchange.importers.dates import when
from pressmark.archive.exchange.importers.documents import fraction, objects, parse, sample, text, texts
from pressmark.archive.exchange.importers.entries import Entry
from pressmark.archive.exchange.importers.kinds import DocumentKind, Kind, PackageKind, TableKind
from pressmark.archive.exchange.importers.limits import MAX_DOCUMENT_BYTES, MAX_SIDE_BYTES
from pressmark.archive.exchange.importers.packages import BadMember
from pressmark.archive.exchange.importers.page_heads import page_head
from pressmark.archive.values import ImportedHighlight, PackedPage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pressmark.archive.exchange.importers.documents import Object
    from pressmark.archive.exchange.importers.entries import Entries
    from pressmark.archive.exchange.importers.packages import Member
    from pressmark.archive.exchange.importers.tables import Row

OMNIVORE = Kind("Omnivore", "omnivore")

_FACTS = re.compile(r"(.*/)?metadata_\d+_to_\d+\.json")
_PAGES = ((".html", "text/html"), (".pdf", "application/pdf"))
_IN_BRACKETS = re.compile(r"\[(.*)\]", re.DOTALL)


def _is_package(members: Sequence[Member]) -> bool:
    return any(_FACTS.fullmatch(member.name) for member in members)


def _read_package(members: Sequence[Member], entries: Entries) -> None:
    by_name = {member.name: member for member in members}
    for member in members:
        if (found := _FACTS.fullmatch(member.name)) is None:
            continue
        try:
            document = parse(member.read(MAX_DOCUMENT_BYTES))
        except (BadMember, ValueError):
            entries.skip(member.name, "entry-damaged")
            continue
        for item in objects(document):
            _read_item(item, entries, found[1] or "", by_name)


def _read_item(item: Object, entries: Entries, folder: str = "", beside: Mapping[str, Member] | None = None) -> None:
    entry = Entry(
        text(item, "url"),
        text(item, "title"),
        [*texts(item.get("labels")), *(text(label, "name") for label in objects(item.get("labels")))],
        when(item.get("savedAt")),
        is_read=_is_archived(text(item, "state")),
        progress=fraction(item.get("readingProgress")),
    )
    slug = text(item, "slug")
    if beside and slug:
        entry.page = _page(item, folder, slug, beside)
        marks = beside.get(f"{folder}highlights/{slug}.md")
        try:
            marked = decode(marks.read(MAX_SIDE_BYTES), "text/plain; charset=utf-8") if marks else ""
            entry.note, entry.highlights = _highlights(marked)
        except BadMember as error:
            entries.skip(str(error), "entry-damaged")
    entries.add(entry)


def _page(item: Object, folder: str, slug: str, beside: Mapping[str, Member]) -> PackedPage | None:
    for name in (f"{folder}content/{slug}", f"{folder}contents/{slug}"):
        for ending, content_type in _PAGES:
            if (member := beside.get(name + ending)) is not None:
                head = page_head(text(item, "title"), [text(item, "author")], item.get("publishedAt"))
                return PackedPage(member.file, member.label, content_type, head if ending == ".html" else "")
    return None


def _highlights(marked: str) -> tuple[str, list[ImportedHighlight]]:
    """The note of the article, and its highlights: lines behind `>`, each with a note in the lines that follow."""
    note: list[str] = []
    found: list[tuple[list[str], list[str]]] = []
    is_in_quote = False
    for line in marked.splitlines():
        if line.startswith(">"):
            if not is_in_quote:
                found.append(([], []))
            found[-1][0].append(line[1:].removeprefix(" "))
        else:
            (found[-1][1] if found else note).append(line)
        is_in_quote = line.startswith(">")
    highlights = [ImportedHighlight("\n".join(quote), "\n".join(notes).strip()) for quote, notes in found]
    return "\n".join(note), highlights


def _is_facts(document: object) -> bool:
    return any({"slug", "url", "savedAt"} <= item.keys() for item in sample(document))


def _read_facts(document: object, entries: Entries) -> None:
    for item in objects(document):
        _read_item(item, entries)


def _read_row(row: Row, entries: Entries) -> None:
    entries.add(
        Entry(
            row["url"],
            row.get("title", ""),
            _labels(row["labels"]),
            when(row.get("saved at", "")),
            is_read=_is_archived(row["state"]),
        )
    )


def _is_archived(state: str) -> bool:
    return state.strip().lower() == "archived"


def _labels(written: str) -> list[str]:
    """The labels in `[a, b]` or `["a", "b"]`."""
    try:
        return texts(json.loads(written))
    except (ValueError, RecursionError):
        found = _IN_BRACKETS.fullmatch(written.strip())
        return [label.strip().strip("\"'") for label in (found[1] if found else written).split(",")]


PACKAGE = PackageKind(OMNIVORE, _is_package, _read_package)
DOCUMENT = DocumentKind(OMNIVORE, _is_facts, _read_facts)
TABLE = TableKind(OMNIVORE, frozenset({"url", "state", "labels"}), _read_row)
