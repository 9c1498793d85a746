"""Finds what is like a story: by its key terms those that tell of the same, by its sentences those that copy it.

Nothing is kept for it. The key terms find some candidates in the index, and only these are compared word by word.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from pressmark.archive.errors import NoSuchArticle
from pressmark.archive.index.analysis import tokenise
from pressmark.archive.index.folding import plain
from pressmark.archive.index.query import Among, And, Filter, FilterKind, Not, Or, Query
from pressmark.archive.index.query.tree import Word, both, either, negate
from pressmark.archive.index.vocabulary import function_words
from pressmark.archive.values import NearDuplicate, Shelf

if TYPE_CHECKING:
    from pressmark.archive.index.index import Vocabulary
    from pressmark.archive.index.query import Node
    from pressmark.archive.sources import Sources
    from pressmark.archive.values import Hit

READ = 100_000  # characters of a text that are looked at
WEIGHED = 150  # frequent words of it that are looked up in the index
KEY_TERMS = 16
TITLE = 4  # how often a word of the title counts
SHORTEST = 3  # characters of a key term
LIKE = 0.12  # part of the story's own score that a related one has at least
MOST_NEAR = 200  # articles that `near:` finds at most
CANDIDATES = 30  # articles that are compared sentence by sentence
SHINGLE = 5  # words in a row that are compared
FEWEST_SHINGLES = 20  # of a text that can be called a copy
COPIED = 0.5  # part of the shorter text that a copy has in common with it


def key_terms(title: str, text: str, language: str, words: Vocabulary) -> list[str]:
    """Return the words that tell a story from the others: often in it, above all in its title, and rare elsewhere."""
    idle = function_words(language)
    counts: Counter[str] = Counter()
    for part, worth in ((title, TITLE), (text[:READ], 1)):
        for token in tokenise(part):
            word = token.extras[0] if token.is_gram and token.extras else token.surface
            if (len(word) >= SHORTEST or token.is_gram) and plain(word) not in idle and not word.isdecimal():
                counts[word] += worth
    weighed = []
    for word, count in counts.most_common(WEIGHED):
        frequency = words.frequency(word)
        if 1 < frequency < words.articles:
            weighed.append(((1 + math.log(count)) * math.log(words.articles / frequency), word))
    return [word for _, word in sorted(weighed, reverse=True)[:KEY_TERMS]]


def related(sources: Sources, id: int, limit: int) -> tuple[tuple[Hit, ...], list[str]]:
    """Return the stories most like one, the likest first, and the key terms that they were found by.

    Raises:
        NoSuchArticle: there is none of this id.
        IndexDamaged: only where the archive was opened for reading only.
    """
    article, text = sources.storage.article(id), sources.storage.text(id)
    terms = sources.indexer.ask(lambda words: key_terms(article.title, text, article.language, words))
    question = either(Word(term) for term in terms)
    if question is None:
        return (), []
    found = sources.indexer.search(Query(question), limit + 1, sources.shelves.on(Shelf.ALL) | {id}).hits
    own = next((hit.score for hit in found if hit.id == id), found[0].score if found else 0.0)
    return tuple(hit for hit in found if hit.id != id and hit.score >= LIKE * own)[:limit], terms


def near_duplicates(sources: Sources, id: int) -> list[NearDuplicate]:
    """Return the articles that share most of their text with one, the most alike first.

    Raises:
        NoSuchArticle: there is none of this id.
        IndexDamaged: only where the archive was opened for reading only.
    """
    hits, _ = related(sources, id, CANDIDATES)
    texts = sources.storage.texts([id, *(hit.id for hit in hits)])
    own = shingles(texts.pop(id, ""))
    shares = {other: in_common(own, shingles(text)) for other, text in texts.items()}
    alike = sorted((other for other, share in shares.items() if share >= COPIED), key=lambda one: (-shares[one], one))
    return [NearDuplicate(article, shares[article.id]) for article in sources.storage.articles(alike)]


def shingles(text: str) -> frozenset[int]:
    """Return every run of words of a text, as numbers; spelling, signs and line breaks do not count."""
    words = [token.surface for token in tokenise(text[:READ])]
    return frozenset(hash(tuple(words[start : start + SHINGLE])) for start in range(len(words) - SHINGLE + 1))


def in_common(one: frozenset[int], other: frozenset[int]) -> float:
    """Return which part of the shorter text the longer one has too; 0 where one is too short to tell."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter >= FEWEST_SHINGLES else 0.0


def put_terms(sources: Sources, query: Query) -> Query:
    """Return a query with each `near:` replaced by the key terms of its story, kept to the stories most like it."""

    def replaced(node: Node) -> Node:
        match node:
            case Filter(FilterKind.NEAR, value):
                try:
                    hits, terms = related(sources, int(value), MOST_NEAR)
                except NoSuchArticle:
                    hits, terms = (), []
                among = Among(frozenset(hit.id for hit in hits))
                return both([among, *(one for one in [either(map(Word, terms))] if one)]) or among
            case Not(part):
                return negate(replaced(part))
            case And(parts):
                return both(map(replaced, parts)) or node
            case Or(parts):
                return either(map(replaced, parts)) or node
        return node

    return query if query.root is None else replace(query, root=replaced(query.root))
