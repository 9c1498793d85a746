"""Everything that the engine finds, and in what order, against the formulas written down in plain Python.

`--full-size` runs 10,000 queries over 2,000 documents.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from pressmark.archive.index import matching, postings, search, view
from pressmark.archive.index.analysis import places
from pressmark.archive.index.index import Index, IndexChange, IndexDocument
from pressmark.archive.index.query.tree import (
    And,
    Field,
    Fuzzy,
    Leaf,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Word,
    both,
    either,
    negate,
)
from pressmark.archive.index.schema import WEIGHTS
from pressmark.archive.index.similar import is_one_edit
from pressmark.archive.index.stems import stemmer_for
from pressmark.archive.index.view import K1, B
from pressmark.archive.index.words import BEGINNING, pattern_of

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from pressmark.archive.index.query.tree import Node
    from pressmark.archive.index.words import Pattern, Terms

LANGUAGES = ("en", "de", "ru", "")
FIELDS = {Field.ANY: tuple(WEIGHTS), Field.TITLE: ("title",), Field.NOTE: ("note",), Field.BYLINE: ("byline",)}
ROOTS = """police policy privacy market encrypt arrest court search engine letter harbour bee house judge reader
    archive Häuser Überwachung Datenschutz Datenschutzgesetz schutz Gesetz Bericht слежка полиция закон свобода
    隐私政策 end-to-end c++ café""".split()
ENDINGS = ("", "", "", "s", "es", "ed", "ing", "en", "er", "и", "ой")
BOUNDS = ((postings, "_LARGE", 10), (postings, "_OFTEN", 0.2), (postings, "_PIECE", 9), (matching, "_FEW_ROWS", 64),
          (matching, "_FEW", 3), (matching, "_SPARSE", 1_000), (matching, "_STRETCH", 128), (search, "_GROUP", 4),
          (view, "_ROOM", 1), (view, "_SHORT", 50))  # fmt: skip
NEVER = Phrase("words that no document has")  # an alternative to it keeps words from being left out


class Oracle:
    """The same documents, term by term."""

    def __init__(self, documents: dict[int, IndexDocument], stemmers: set[str]) -> None:
        self._stemmers = sorted(stemmers)
        self._documents = documents
        self._places = {
            (id, name): list(places(getattr(one, name), stemmer_for(one.language)))
            for id, one in documents.items()
            for name in WEIGHTS
            if getattr(one, name)
        }
        self._average = {}
        for name in WEIGHTS:
            lengths = [len(found) for (_, field), found in self._places.items() if field == name and found]
            self._average[name] = sum(lengths) / len(lengths) if lengths else 1.0
        self.scores_of_leaf = cache(self._scores_of_leaf)

    def scores(self, node: Node) -> dict[int, float]:
        """Return the score of every document that matches."""
        match node:
            case And(parts):
                several = [self.scores(part) for part in parts]
                return {id: sum(one[id] for one in several) for id in set.intersection(*map(set, several))}
            case Or(parts):
                total: Counter[int] = Counter()
                for part in parts:
                    total.update(dict.fromkeys(self.scores(part), 0.0))
                    for id, score in self.scores(part).items():
                        total[id] += score
                return dict(total)
            case Not(part):
                return dict.fromkeys(self._documents.keys() - self.scores(part).keys(), 0.0)
        return self.scores_of_leaf(node)

    def _scores_of_leaf(self, leaf: Leaf) -> dict[int, float]:
        literal, is_open = isinstance(leaf, Phrase | Prefix), isinstance(leaf, Prefix)
        pattern = pattern_of(leaf.text, self._stemmers, is_literal=literal, is_open=is_open)
        if isinstance(leaf, Fuzzy) and len(pattern.slots) == 1:
            (word, *_) = pattern.slots[0][1]
            pattern = pattern_of(word, self._stemmers, is_literal=True)
            pattern.slots[0][1].update(dict.fromkeys(self._similar(word, leaf.field), 0.5))
        weights: dict[int, float] = {}
        for id, document in self._documents.items():
            weight = 0.0
            for name in FIELDS[leaf.field]:
                found = self._places.get((id, name))
                if found:
                    norm = 1 - B + B * len(found) / self._average[name]
                    weight += WEIGHTS[name] * self._occurrences(pattern, found, stemmer_for(document.language)) / norm
            if weight:
                weights[id] = weight
        rarity = math.log1p((len(self._documents) - len(weights) + 0.5) / (len(weights) + 0.5))
        return {id: rarity * weight * (K1 + 1) / (weight + K1) for id, weight in weights.items()}

    def _similar(self, word: str, field: Field) -> set[str]:
        terms = {
            term
            for (_, name), found in self._places.items()
            if name in FIELDS[field]
            for there in found
            for term in there
            if term.isascii() or not word.isascii()
        }
        return {one for one in terms if len(word) >= 3 and one[0] == word[0] and is_one_edit(word, one)}

    @staticmethod
    def _occurrences(pattern: Pattern, found: list[tuple[str, ...]], stemmer: str) -> float:
        def worth(there: tuple[str, ...], wanted: Terms, *, is_open: bool) -> float:
            total = 0.0
            for term, weight in wanted.items():
                if stemmer not in pattern.only.get(term, (stemmer,)):
                    continue
                start = term.removesuffix(BEGINNING)
                total += weight * sum(one.startswith(start) if start != term else one == term for one in there)
                total += 0.5 * weight * sum(one.startswith(term) for one in there) if is_open else 0
            return total

        if not pattern.slots:
            return 0.0
        if len(pattern.slots) == 1:
            return sum(worth(there, pattern.slots[0][1], is_open=pattern.is_open) for there in found)
        total = float(sum(term in there for there in found for term in pattern.together))
        first, last = pattern.slots[0][0], pattern.slots[-1][0]
        for start in range(-first, len(found) - last):
            total += all(
                worth(found[start + offset], wanted, is_open=pattern.is_open and offset == last)
                for offset, wanted in pattern.slots
            )
        return total


def test_finds_and_ranks_as_the_formulas_say(
    tmp_path: Path, is_full_size: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not is_full_size:  # what is done for the sake of many is done here, too
        for module, name, few in BOUNDS:
            monkeypatch.setattr(module, name, few)
    documents, rounds, queries = (2_000, 4, 2_500) if is_full_size else (60, 3, 40)
    rng = random.Random(20261126)  # noqa: S311  # no secret
    index = Index.open(tmp_path / "index", "archive-1")
    held: dict[int, IndexDocument] = {}
    revision = 0
    stemmers: set[str] = set()
    for _ in range(rounds):
        ids = rng.sample(range(1, documents + 1), documents // (2 if held else 1))
        for start in range(0, len(ids), 1 + documents // 12):
            changes = []
            for id in ids[start : start + 1 + documents // 12]:
                revision += 1
                one = None if held and rng.random() < 0.2 else random_document(rng)
                changes.append(IndexChange(id, revision, one))
                held.pop(id, None)
                if one is not None:
                    held[id] = one
                    stemmers |= {stemmer_for(one.language)} - {""}
            index.apply(changes)
            if rng.random() < 0.5:
                index.merge()
        if rng.random() < 0.5:
            index.close()
            index = Index.open(tmp_path / "index", "archive-1")
        oracle = Oracle(held, stemmers)
        for _ in range(queries):
            node = random_node(rng, 2)
            compare(index, oracle, either([node, NEVER]) or node)
    index.close()


def compare(index: Index, oracle: Oracle, node: Node) -> None:
    expected = oracle.scores(node)
    found = index.search(Query(node))
    assert found.total == len(found.hits) == len(expected), node
    assert {hit.id for hit in found.hits} == expected.keys(), node
    for before, after in zip(found.hits, found.hits[1:], strict=False):
        assert expected[before.id] > expected[after.id] * (1 - 1e-5) - 1e-6, node
    best = index.search(Query(node), 5).hits
    assert [(hit.id, hit.score) for hit in best] == [(hit.id, hit.score) for hit in found.hits[:5]]


def random_document(rng: random.Random) -> IndexDocument:
    def text(most: int) -> str:
        return " ".join(random_word(rng) for _ in range(rng.randint(0, most)))

    return IndexDocument(
        title=text(5), body=text(40), note=text(3) if rng.random() < 0.3 else "", byline=text(2),
        language=rng.choice(LANGUAGES),
    )  # fmt: skip


def random_word(rng: random.Random) -> str:
    common = ROOTS[int(len(ROOTS) * rng.random() ** 2)]
    return common + rng.choice(ENDINGS)


def random_node(rng: random.Random, depth: int) -> Node:
    kind = rng.random()
    if depth and kind < 0.45:
        parts = [random_node(rng, depth - 1) for _ in range(rng.randint(2, 3))]
        return (both if rng.random() < 0.5 else either)(parts) or parts[0]
    if depth and kind < 0.55:
        return negate(random_node(rng, depth - 1))
    field = rng.choice([Field.ANY] * 5 + [Field.TITLE, Field.NOTE, Field.BYLINE])
    word = random_word(rng)
    match rng.randrange(6):
        case 0:
            return Phrase(" ".join([word, random_word(rng)]), field)
        case 1:
            return Prefix(word[: rng.randint(1, 5)], field)
        case 2:
            return Fuzzy(word[:2] + word[3:], field)
    return Word(word, field)
