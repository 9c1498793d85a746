"""Finds stories that are in the archive twice: under variants of one address, or with almost the same text.

Comparing every text with every other would take hours. So only those are compared that share their title, which
copies of a story mostly do.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressmark.archive.relating import COPIED, in_common, shingles
from pressmark.archive.values import DuplicateGroup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pressmark.archive.storage.storage import Storage

MOST_ALIKE = 40  # articles with one title: more of them are a series ("Weekly notes"), not copies
LEAST_TITLE = 12  # characters: shorter titles say little
_HOST = re.compile(r"^https://(?:www\d?|m|mobile|amp|edition|en)\.(?=[^/]*\.)")
_ENDS = re.compile(r"(?:/(?:amp|index\.html?|index\.php|print|singlepage)|\.amp)?/?$")
_MEANT_FOR_OTHERS = re.compile(r"[?&](?:amp|outputType|output|print|share|source|ref|view)=[^&]*")


def loose(identity: str) -> str:
    """The address without what variants of one page differ in: `www.` and `m.`, `/amp`, `?print=1`."""
    address = _MEANT_FOR_OTHERS.sub("", _HOST.sub("https://", identity))
    head, mark, query = address.partition("?")
    return _ENDS.sub("", head) + mark + query


def find(storage: Storage, progress: Callable[[int, int], bool] | None = None) -> tuple[DuplicateGroup, ...]:
    """Return the groups, each with the oldest article first, those that share an address before the others.

    Args:
        storage: of the archive.
        progress: called with how many candidates were compared, and of how many; False ends the search.
    """
    addresses = storage.addresses()
    groups = _Groups()
    for ids in _alike((id, loose(identity)) for id, identity, _ in addresses if identity.startswith("http")):
        groups.join(ids, 1.0)
    same_address = groups.members()
    titled = list(_alike((id, title) for id, _, title in addresses if len(title) >= LEAST_TITLE))
    candidates = [ids for ids in titled if len(ids) <= MOST_ALIKE]
    total, done = sum(map(len, candidates)), 0
    for ids in candidates:
        for one, other, share in _near(storage.texts(ids)):
            groups.join((one, other), share)
        done += len(ids)
        if progress is not None and not progress(done, total):
            break
    found = []
    for members, share in groups.all():
        articles = sorted(storage.articles(members), key=lambda one: (one.saved_at, one.id))
        if len(articles) > 1:
            is_address = any(set(members) <= set(some) for some, _ in same_address)
            found.append(DuplicateGroup(tuple(articles), share, has_one_address=is_address))
    return tuple(sorted(found, key=lambda group: (not group.has_one_address, -group.share, group.articles[0].id)))


def _alike(named: Iterable[tuple[int, str]]) -> Iterable[list[int]]:
    by_name: dict[str, list[int]] = {}
    for id, name in named:
        by_name.setdefault(name, []).append(id)
    return (ids for ids in by_name.values() if len(ids) > 1)


def _near(texts: Mapping[int, str]) -> Iterable[tuple[int, int, float]]:
    runs = {id: shingles(text) for id, text in texts.items()}
    ids = sorted(runs)
    for place, one in enumerate(ids):
        for other in ids[place + 1 :]:
            share = in_common(runs[one], runs[other])
            if share >= COPIED:
                yield one, other, share


class _Groups:
    """Pairs that grow together."""

    def __init__(self) -> None:
        self._of: dict[int, list[int]] = {}
        self._share: dict[int, float] = {}  # the least of a group, by the id of its list

    def join(self, ids: Iterable[int], share: float) -> None:
        """Put articles into one group, with all that are with any of them already."""
        members: list[int] = []
        least = share
        for id in ids:
            old = self._of.get(id, [id])
            least = min(least, self._share.get(old[0], 1.0))
            members += [one for one in old if one not in members]
        members.sort()
        for id in members:
            self._of[id] = members
        self._share[members[0]] = least

    def members(self) -> list[tuple[list[int], float]]:
        """The groups as they are now."""
        return list(self.all())

    def all(self) -> Iterable[tuple[list[int], float]]:
        """Each group once."""
        seen = {id: members for members in self._of.values() for id in members[:1]}
        return ((list(members), self._share.get(first, 1.0)) for first, members in seen.items())
