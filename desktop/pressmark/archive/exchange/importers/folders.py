"""Folders of other programs as tags: one in another is a nested tag, and those that a program made say nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressmark.archive.exchange.importers.documents import text
from pressmark.archive.exchange.importers.limits import MAX_TAG
from pressmark.archive.urls import clean_text

if TYPE_CHECKING:
    from pressmark.archive.exchange.importers.documents import Object

# What programs name the folders that every bookmark lies in, in a few languages; they tell nothing.
_ROOTS = frozenset(
    name.casefold()
    for name in (
        *("Bookmarks", "Bookmarks bar", "Bookmarks Toolbar", "Bookmarks Menu", "Other bookmarks", "Mobile bookmarks"),
        *("Favorites", "Favorites bar", "Favourites", "Favourites bar", "Other favorites", "Other favourites"),
        *("Reading List", "Unsorted", "Unsorted Bookmarks", "Imported"),
        *("Lesezeichen", "Lesezeichenleiste", "Lesezeichen-Symbolleiste", "Lesezeichen-Menü", "Lesezeichenmenü"),
        *("Weitere Lesezeichen", "Andere Lesezeichen", "Mobile Lesezeichen", "Unsortierte Lesezeichen", "Leseliste"),
        *("Favoriten", "Favoritenleiste", "Weitere Favoriten"),
        *("Barre de favoris", "Barre personnelle", "Marque-pages", "Menu des marque-pages", "Autres marque-pages"),
        *("Autres favoris", "Favoris", "Marcadores", "Barra de marcadores", "Otros marcadores", "Altri Preferiti"),
        *("Barra dei Preferiti", "Preferiti", "Bladwijzers", "Bladwijzerwerkbalk", "Bladwijzerbalk"),
    )
)
_MOST_LEVELS = 20  # lists in lists; a circle has no end


def folder_name(name: str) -> str:
    """A folder's name as one part of a nested tag."""
    return clean_text(name[: 4 * MAX_TAG]).replace("/", "-")[:MAX_TAG].strip()


def is_root(name: str) -> bool:
    """Whether a folder at the top is one that the program made, so that its name says nothing."""
    return name.strip().casefold() in _ROOTS


def nested(above: str, name: str) -> str:
    """The tag of a folder in a folder; a tag has only so much room, and what lies deeper has none of its own."""
    name = folder_name(name)
    tag = f"{above}/{name}" if above and name else above or name
    return tag if len(tag) <= MAX_TAG else above


def folder_tag(path: str) -> str:
    """The tag of a folder that is written with those around it, as `A/B` or `A / B`."""
    tag = ""
    for number, name in enumerate(path.split("/")):
        if number or not is_root(name):
            tag = nested(tag, name)
    return tag


def tree_of_folders(folders: list[Object]) -> dict[object, str]:
    """The tag of each folder by its `id`, where folders know the `parentId` of the one they are in."""
    by_id = {key: folder for folder in folders if isinstance(key := folder.get("id"), str | int)}
    return {key: _path(folder, by_id) for key, folder in by_id.items()}


def _path(folder: Object, by_id: dict[str | int, Object]) -> str:
    names: list[str] = []
    at: Object | None = folder
    while at is not None and len(names) < _MOST_LEVELS:
        names.append(text(at, "name"))
        above = at.get("parentId")
        at = by_id.get(above) if isinstance(above, str | int) else None
    tag = ""
    for name in reversed(names):
        tag = nested(tag, name)
    return tag
