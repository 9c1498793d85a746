"""Makes one article of a page and its variant for phones or for printing, which names the page it stands for.

A page's word alone is not enough: many sites name their first page in all of them. So the variant must have its title,
and the same address but for what variants differ in, or almost the same text. A file is never the one that stays: it
says itself which address it is from, and would hide what that address really answered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressmark.archive.duplicates import loose
from pressmark.archive.errors import StorageError
from pressmark.archive.relating import COPIED, in_common, shingles
from pressmark.archive.urls import identity_or_empty

if TYPE_CHECKING:
    from pressmark.archive.storage.storage import Storage
    from pressmark.archive.values import Merged


def pair(storage: Storage, id: int) -> Merged | None:
    """Merge an article that was just captured with its twin, into the one that the other's page names.

    Args:
        storage: of the archive.
        id: the article.

    Returns:
        What was done; None where it has no twin.

    Raises:
        NoSuchArticle, StorageError: as reading and writing do.
    """
    twins = [one for one in storage.titled_like(id) if one.id != id]
    if not twins:
        return None
    own, named = identity_or_empty(storage.article(id).url), _named(storage, id)
    if named and named != own:
        original = next((one.id for one in twins if identity_or_empty(one.url) == named), None)
        if original is not None and _is_variant(storage, id, original):
            return storage.order.merge(original, [id])
        return None
    others = [one.id for one in twins if _named(storage, one.id) == own and _is_variant(storage, one.id, id)]
    return storage.order.merge(id, others) if own and others else None


def _is_variant(storage: Storage, variant: int, original: int) -> bool:
    texts = storage.texts([variant, original])
    if len(texts) < 2:
        return False  # of one there is only a failure
    one, other = storage.article(variant), storage.article(original)
    if other.way and other.way.is_brought and not (one.way and one.way.is_brought):
        return False
    if loose(identity_or_empty(one.url)) == loose(identity_or_empty(other.url)):
        return True
    return in_common(*(shingles(text) for text in texts.values())) >= COPIED


def _named(storage: Storage, id: int) -> str:
    """The identity of the page that an article's own page names as the original; empty where it names none."""
    try:
        extraction = storage.extraction(id)
    except StorageError:
        return ""
    return identity_or_empty(extraction.canonical_url) if extraction is not None else ""
