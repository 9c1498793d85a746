"""Names for files that people take along, made of titles: every system takes them, and no two are the same on any."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from pressmark.archive.urls import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LONGEST = 120  # bytes, ending and all: Linux takes 255, and Windows counts the folders around it as well
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\ufdd0-\ufdef\ufffe\uffff]+')
_RESERVED = re.compile(
    r"(?i)^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?= *(?:\.|$))"
)  # devices of Windows
_EDGES = " ."


def file_name(title: str, ending: str = "") -> str:
    """A name for what holds an article, at most `LONGEST` bytes of UTF-8.

    Args:
        title: of the article, or anything else.
        ending: like `.pdf`.
    """
    name = _NOT_IN_NAMES.sub(" ", unicodedata.normalize("NFC", clean_text(title)))
    name = " ".join(name.split())
    name = _RESERVED.sub(r"\g<0>_", name.strip(_EDGES), count=1)
    return (_cut(name, LONGEST - len(ending)) or "article") + ending


def free_path(folder: Path, title: str, ending: str = "") -> Path:
    """A place in a folder where nothing is yet, with a name as `file_name` makes it, and a number where it needs one.

    Raises:
        OSError: nobody may look there.
    """
    path, number = folder / file_name(title, ending), 1
    while path.exists():
        number += 1
        path = folder / file_name(title, f" {number}{ending}")
    return path


class FileNames:
    """Gives each thing in a folder a name of its own.

    Args:
        taken: names that are given away already.
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {_key(name): 1 for name in taken}

    def of(self, title: str, ending: str = "") -> str:
        """A name that was not given before, upper and lower case being the same; made of the title as `file_name`."""
        name = file_name(title, ending)
        number = self._taken.get(_key(name), 1)
        unique = name
        while _key(unique) in self._taken:
            number += 1
            stem = _cut(name.removesuffix(ending), LONGEST - len(f" {number}{ending}"))
            unique = f"{stem} {number}{ending}"
        self._taken[_key(name)] = number  # where the next of this name goes on
        self._taken.setdefault(_key(unique), 1)
        return unique


def _cut(name: str, most: int) -> str:
    """The beginning of a name that has only so many bytes."""
    cut = name.encode("utf-8")[:most].decode("utf-8", "ignore")
    if cut != name:
        while cut and unicodedata.combining(name[len(cut)]):  # the mark of a letter does not go without it
            name, cut = cut, cut[:-1]
        cut = cut.rstrip("\u200c\u200d")
    return cut.strip(_EDGES)


def _key(name: str) -> str:
    """What makes names the same on some system, and a little more."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).upper().casefold())
