"""Which tags may suit an article: what its page says, what similar articles have, and names of tags that it speaks of.

Only tags that the archive has are offered, but for the page's own keywords, which come last.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pressmark.archive import relating
from pressmark.archive.errors import StorageError
from pressmark.archive.index.analysis import tokenise
from pressmark.archive.index.folding import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pressmark.archive.sources import Sources

MOST = 6
SIMILAR = 12  # articles whose tags are looked at
READ = 20_000  # characters of the text that are looked at
LONGEST_NAME = 3  # words of a tag's name that are looked for together
NEW = 3  # keywords that no tag has yet
LONGEST_KEYWORD = 30  # characters; longer ones are sentences
FROM_KEYWORD, FROM_TITLE, FROM_TEXT = 3.0, 2.5, 0.6  # what each is worth, beside 1 for a similar article
COMMON = 0.5  # a tag that more than this part of the archive has says nothing


def suggest(sources: Sources, id: int) -> tuple[str, ...]:
    """Return the tags that suit an article best, none of which it has.

    Raises:
        NoSuchArticle: there is none of this id.
        IndexDamaged: only where the archive was opened for reading only.
    """
    storage = sources.storage
    article = storage.article(id)
    known = dict(storage.names("tag"))
    by_name: dict[str, list[str]] = {}
    for tag in known:
        for name in {_folded(tag), _folded(tag.rpartition("/")[2])}:
            by_name.setdefault(name, []).append(tag)
    scores: Counter[str] = Counter()

    def see(names: Iterable[str], worth: float) -> None:
        for name in names:
            for tag in by_name.get(name, ()):
                scores[tag] += worth  # type: ignore[assignment]  # a counter of parts

    try:
        keywords = storage.keywords(id)
    except StorageError:  # the file is gone; the rest still says something
        keywords = ()
    see({_folded(word) for word in keywords}, FROM_KEYWORD)
    see(_names_in(article.title), FROM_TITLE)
    see(_names_in(storage.text(id)[:READ]), FROM_TEXT)
    hits, _ = relating.related(sources, id, SIMILAR)
    for other in storage.articles([hit.id for hit in hits]):
        for tag in other.tags:
            scores[tag] += 1
    total = sum(known.values()) or 1
    taken = {tag.casefold() for tag in article.tags}
    ranked = [
        tag
        for tag, _ in sorted(scores.items(), key=lambda one: (-one[1], known.get(one[0], 0), one[0]))
        if tag.casefold() not in taken and known.get(tag, 0) <= max(total * COMMON, 20)
    ]
    new = [
        word.strip()
        for word in keywords
        if _folded(word) and _folded(word) not in by_name and len(word) <= LONGEST_KEYWORD
    ]
    fresh = [word for word in dict.fromkeys(new) if word.casefold() not in taken][:NEW]
    return (*ranked[: MOST - min(len(fresh), 2)], *fresh)[:MOST]


def _folded(name: str) -> str:
    return " ".join(plain(token.surface) for token in tokenise(name))


def _names_in(text: str) -> set[str]:
    """Every run of words that may be the name of a tag."""
    words = [plain(token.surface) for token in tokenise(text)]
    return {
        " ".join(words[start : start + length])
        for length in range(1, LONGEST_NAME + 1)
        for start in range(len(words) - length + 1)
    }
