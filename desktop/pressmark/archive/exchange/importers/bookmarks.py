"""Bookmarks as HTML, the form that Netscape began: browsers write it, and most services. Folders become tags."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pressmark.archive.exchange.importers.dates import when
from pressmark.archive.exchange.importers.documents import is_set
from pressmark.archive.exchange.importers.entries import Entry
from pressmark.archive.exchange.importers.folders import is_root, nested
from pressmark.archive.exchange.importers.kinds import Kind
from pressmark.archive.exchange.importers.markup import Tag, tokens

if TYPE_CHECKING:
    from pressmark.archive.exchange.importers.entries import Entries

_BEGINNING = re.compile(r"\s*+(?:<!--(?:[^-]|-(?!->))*+-->\s*+)*+<!doctype\s+netscape-bookmark-file-1\b", re.IGNORECASE)
_TITLE = re.compile(r"<title>\s*(pinboard|raindrop\.io|shaarli|delicious)\b", re.IGNORECASE)
_SOURCES = {
    "pinboard": Kind("Pinboard", "pinboard"),
    "raindrop.io": Kind("Raindrop.io", "raindrop"),
    "shaarli": Kind("Shaarli", "shaarli"),
    "delicious": Kind("Delicious", "delicious"),
}
_BOOKMARKS = Kind("", "bookmarks")

_LINKDING_NOTES = "[linkding-notes]", "[/linkding-notes]"
_LINKDING_ARCHIVED = "linkding:bookmarks.archived"

_ROOT_MARKS = ("personal_toolbar_folder", "unfiled_bookmarks_folder")
_ENDS_NOTE = frozenset({"dt", "dl", "a", "h3"})


def are_bookmarks(head: str) -> bool:
    """Whether a page begins like bookmarks. One that only speaks of them does not."""
    return _BEGINNING.match(head) is not None


def kind_of(head: str) -> Kind:
    """Which program wrote bookmarks, where they say so."""
    found = _TITLE.search(head)
    return _SOURCES.get(found[1].lower(), _BOOKMARKS) if found else _BOOKMARKS


@dataclass(slots=True)
class _Reader:
    """Where in the file it is; `paths` are the folders around, as tags."""

    entries: Entries
    paths: list[str] = field(default_factory=list)
    folder: dict[str, str] | None = None  # of the heading just read, whose list follows
    name: str = ""
    link: dict[str, str] | None = None
    title: str = ""
    collected: list[str] | None = None
    goal: str = ""  # what is being collected: the name of a folder, the title or the note of a link

    def begin(self, goal: str) -> None:
        """Collect text from here on."""
        self.finish()
        self.goal, self.collected = goal, []

    def finish(self) -> None:
        """What was collected is whole."""
        written = "".join(self.collected or ())
        if self.goal == "h3":
            self.name = written
        elif self.goal == "a":
            self.title = written
        elif self.goal == "dd" and self.link is not None:
            self.save(written)
        self.goal, self.collected = "", None

    def save(self, note: str = "") -> None:
        """Take the link in that was read last, if it was not yet."""
        if self.link is not None:
            self.entries.add(_entry(self.link, self.title, note, self.paths[-1] if self.paths else ""))
        self.link, self.title = None, ""

    def tag(self, tag: Tag) -> None:
        """Go on by one tag."""
        if tag.name in _ENDS_NOTE or tag.name == self.goal:
            self.finish()
        if tag.name in _ENDS_NOTE and not (tag.name == "a" and tag.is_end):
            self.save()
        if tag.name == "dl":
            self.end_list() if tag.is_end else self.begin_list()
        elif not tag.is_end and tag.name in {"a", "h3", "dd"}:
            if tag.name == "a":
                self.link = tag.attributes
            elif tag.name == "h3":
                self.folder = tag.attributes
            self.begin(tag.name)

    def begin_list(self) -> None:
        """What follows lies in the folder whose name was just read."""
        above = self.paths[-1] if self.paths else ""
        marked = self.folder is not None and any(is_set(self.folder.get(mark, "")) for mark in _ROOT_MARKS)
        is_made_by_program = marked or (len(self.paths) <= 1 and is_root(self.name))
        is_named = self.folder is not None and not is_made_by_program
        self.paths.append(nested(above, self.name) if is_named else above)
        self.folder, self.name = None, ""

    def end_list(self) -> None:
        """What follows lies outside of it."""
        if self.paths:
            self.paths.pop()


def read_bookmarks(page: str, entries: Entries) -> None:
    """Take the links of a file that `are_bookmarks`."""
    reader = _Reader(entries)
    for token in tokens(page):
        if isinstance(token, Tag):
            reader.tag(token)
        elif reader.collected is not None:
            reader.collected.append(token)
    reader.finish()
    reader.save()


def _entry(link: dict[str, str], title: str, note: str, path: str) -> Entry:
    tags = [tag.strip() for tag in link.get("tags", "").split(",")]
    is_archived = _LINKDING_ARCHIVED in tags
    is_read = not is_set(link["toread"]) if "toread" in link else None
    return Entry(
        link.get("href", ""),
        title,
        [*(tag for tag in tags if tag != _LINKDING_ARCHIVED), path],
        when(link.get("add_date")),
        is_read=is_archived or is_read,
        is_favourite=is_set(link.get("data-important", "")),
        note=_with_notes(note),
    )


def _with_notes(description: str) -> str:
    """What linkding wrote about a link: its description, and the notes that it marks within."""
    begin, end = _LINKDING_NOTES
    before, _begin, rest = description.partition(begin)
    notes, is_marked, _rest = rest.partition(end)
    return f"{before.strip()}\n\n{notes.strip()}" if is_marked else description
