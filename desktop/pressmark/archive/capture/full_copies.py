"""Of which pages a full copy is wanted, though their text can be had without a browser."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pressmark.archive.capture.cookies import is_below
from pressmark.archive.errors import ArchiveError
from pressmark.archive.urls import host_of


@dataclass(frozen=True, slots=True)
class FullCopies:
    """All pages, or those of some sites with what belongs to them."""

    everywhere: bool = False
    sites: frozenset[str] = frozenset()

    def wanted(self, url: str) -> bool:
        """Whether this page is to be copied."""
        try:
            host = host_of(url)
        except ArchiveError:
            return False
        return self.everywhere or any(host == site or is_below(host, site) for site in self.sites)


def sites_in(text: str) -> frozenset[str]:
    """The sites that a person wrote in a line, as hosts or addresses; what is neither is left out."""
    found = set()
    for word in re.split(r"[\s,;]+", text):
        try:
            found.add(host_of(word if "://" in word else f"https://{word}").removeprefix("www."))
        except ArchiveError:
            continue
    return frozenset(found)
