"""Pictures that a file brings along, and the page's tags that show them, pointed to what is there.

A saved page still names every size of a picture that the site had, but holds only the one that was shown. So each tag
is left with the address of what the file holds. Done on the text, in linear time: the page is parsed later, by
something that has its own limits, and pictures written into it as text would pass those.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

from pressmark.archive.capture.file_formats import attributes_of
from pressmark.archive.capture.limits import MAX_FOLDER_FILES
from pressmark.archive.capture.page_folder import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LEAST = 400  # characters of a picture written as text; smaller ones keep a place
_WRITTEN = re.compile(r"data:image/(?!svg)[a-z0-9.+-]{1,20};base64,([A-Za-z0-9+/=]{400,})", re.IGNORECASE)
_TAG = re.compile(  # possessive: a quotation mark that is never closed must not be tried twice
    r"""<(img|amp-img|source)\b((?:[^<>"']++|"[^"]{0,20000}+"|'[^']{0,20000}+')*+)>""", re.IGNORECASE
)
_BASE = re.compile(r"<base\b([^<>]{1,4000})>", re.IGNORECASE)
_VARIABLE = re.compile(r"(--sf-img-\d{1,6})\s{0,9}:\s{0,9}url\(\s{0,9}[\"']?(https://embedded\.invalid/\d+)")
_USE = re.compile(r"var\(\s{0,9}(--sf-img-\d{1,6})")
_PLAIN = re.compile(r"[\w:/?#\[\]@!$&()*+,;=.~%-]{1,2000}", re.ASCII)  # comes through every later step as it is
_KEPT = ("alt", "class", "id", "width", "height")
_MAX_SET = 20_000  # characters of a srcset


class Embedded:
    """The pictures of one file.

    Args:
        staging: an existing folder that gets those which the page shows, named 0000, 0001, ...

    Attributes:
        pictures: the staged file of each address; filled by `take_out`.
    """

    def __init__(self, staging: Path) -> None:
        self._staging = staging
        self._data: dict[str, bytes] = {}  # by the address it has in the page
        self._addresses: dict[str, str] = {}  # that address by what the page may call it
        self._names: dict[str, str] = {}  # staged files by digest
        self.pictures: dict[str, str] = {}

    def bring(self, location: str, base: str, data: bytes) -> None:
        """Take a picture in.

        Args:
            location: what the file calls it: an address, `cid:` and a name, or a relative address.
            base: what relative addresses are relative to.
            data: its bytes.
        """
        if not data:
            return
        called = _resolved(base, location)
        is_plain = called.startswith(("http://", "https://")) and _PLAIN.fullmatch(called) is not None
        address = called if is_plain else f"{NOWHERE}{len(self._data)}"
        self._data.setdefault(address, data)
        self._addresses.setdefault(called, address)
        self._addresses.setdefault(unquote(called), address)

    def take_out(self, html: str, url: str) -> str:
        """Return the page with each tag pointed to the picture that the file holds, and stage those pictures."""
        html = _WRITTEN.sub(self._take_written, html)
        variables = dict(_VARIABLE.findall(html))
        found = _BASE.search(html[:100_000])
        base = urljoin(url, attributes_of(found[1]).get("href", "")) if found else url

        offered = ""  # by a <source> of the <picture> that is open

        def point(tag: re.Match[str]) -> str:
            nonlocal offered
            values = attributes_of(tag[2])
            shown = next((one for one in self._candidates(values, variables, base) if self._stage(one)), "")
            if tag[1].lower() == "source":
                offered = offered or shown
                return "" if self._data else tag[0]
            shown, offered = shown or offered, ""
            if not shown:
                return tag[0]
            kept = "".join(f' {name}="{escape(values[name])}"' for name in _KEPT if values.get(name))
            return f'<img src="{escape(shown)}"{kept}>'

        return _TAG.sub(point, html)

    def _take_written(self, found: re.Match[str]) -> str:
        try:
            data = base64.b64decode(found[1] + "==")
        except binascii.Error:
            return ""
        address = f"{NOWHERE}{len(self._data)}"
        self._data[address] = data
        self._addresses[address] = address
        return address

    def _candidates(self, values: dict[str, str], variables: dict[str, str], base: str) -> Iterator[str]:
        """What a tag may show, in its order; addresses that the file has, only."""
        if (use := _USE.search(values.get("style", ""))) and use[1] in variables:
            yield variables[use[1]]
        named = [values.get("src", "")]
        for name, value in values.items():
            if name in ("srcset", "data-srcset", "data-lazy-srcset"):
                named += [piece.split()[0] for piece in value[:_MAX_SET].split(",") if piece.strip()]
            elif name.startswith("data-") and "/" in value and len(value) < 4_000:
                named.append(value)
        for one in named:
            called = _resolved(base, one)
            if address := self._addresses.get(called) or self._addresses.get(unquote(called)):
                yield address

    def _stage(self, address: str) -> bool:
        data = self._data.get(address)
        if data is None or (address not in self.pictures and len(self.pictures) >= MAX_FOLDER_FILES):
            return False
        key = hashlib.sha256(data).hexdigest()
        if key not in self._names:
            self._names[key] = f"{len(self._names):04d}"
            (self._staging / self._names[key]).write_bytes(data)
        self.pictures[address] = self._names[key]
        return True


def _resolved(base: str, address: str) -> str:
    try:
        return urljoin(base, address.strip()).partition("#")[0]
    except ValueError:
        return address
