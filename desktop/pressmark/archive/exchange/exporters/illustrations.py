"""The pictures of a body under short names, for long ones do not fit where people put folders into folders."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

# The body comes out of one serialiser, which quotes every attribute and leaves no angle bracket in it.
_PICTURE = re.compile(r"<img\b[^>]*+>")
_ADDRESS = re.compile(r'(?<=\ssrc=")[^"]*')


def pictures_of(body_html: str) -> Iterator[str]:
    """What a clean body calls its pictures, each once."""
    addresses = (_ADDRESS.search(picture) for picture in _PICTURE.findall(body_html))
    yield from dict.fromkeys(unescape(address[0]) for address in addresses if address)


def renamed(body_html: str, name: Callable[[str], str | None]) -> str:
    """A clean body whose pictures have other addresses; one that has none is gone.

    Args:
        body_html: clean, with pictures at images/<name>.
        name: gives the address of a picture, relative and not quoted.
    """

    def put(picture: re.Match[str]) -> str:
        found = _ADDRESS.search(picture[0])
        address = name(unescape(found[0])) if found else None
        return "" if address is None else _ADDRESS.sub(escape(quote(address)), picture[0], count=1)

    return _PICTURE.sub(put, body_html)


def numbered(body_html: str, pictures: Mapping[str, bytes], folder: str) -> tuple[str, dict[str, bytes]]:
    """A body whose pictures lie at <folder>/1.jpg and so on, and the pictures by their names in that folder.

    Args:
        body_html: clean, with pictures at images/<name>; those that are not in `pictures` go.
        pictures: by what the body calls them.
        folder: beside the file that the body will be in.
    """
    names: dict[str, str] = {}

    def name(address: str) -> str | None:
        if address not in pictures:
            return None
        ending = address.rpartition(".")[2]
        return f"{folder}/{names.setdefault(address, f'{len(names) + 1}.{ending}')}"

    body = renamed(body_html, name)
    return body, {given: pictures[address] for address, given in names.items()}
