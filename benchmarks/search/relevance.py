"""Tells whether the right articles come first: nDCG@10 of a test collection, against FTS5 and tantivy.

Usage: python benchmarks/search/relevance.py [FOLDER]. The folder has corpus.jsonl, queries.jsonl and qrels/test.tsv, as
the BEIR collections do. By default it is a small one of ours, which only shows that nothing is badly wrong; any of the
public ones will do, and says more.
"""

from __future__ import annotations

import csv
import json
import math
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import engines
from corpus import Story
from queries import Query

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

DEPTH = 10
OWN = Path(__file__).parent / "collection"


def main() -> int:
    """Print the nDCG@10 of every engine."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else OWN
    ids = [one["_id"] for one in lines_of(folder / "corpus.jsonl")]
    stories = [Story(number, one.get("title", ""), one["text"], "") for number, one in
               enumerate(lines_of(folder / "corpus.jsonl"), 1)]  # fmt: skip
    judged: defaultdict[str, dict[str, int]] = defaultdict(dict)
    with (folder / "qrels" / "test.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            judged[row["query-id"]][row["corpus-id"]] = int(row["score"])
    asked = {one["_id"]: one["text"] for one in lines_of(folder / "queries.jsonl") if one["_id"] in judged}
    print(f"{len(stories):,} documents, {len(asked)} queries")
    with tempfile.TemporaryDirectory() as name:
        for kind in (engines.Pressmark, engines.Fts5, engines.Tantivy):
            engine = kind(Path(name) / kind.name)
            for batch in engines.in_batches(stories):
                engine.add(batch)
            engine.finish()
            for way, is_any in (("all words", False), ("any word", True)):
                found = {
                    query: [ids[number - 1] for number in engine.search(Query(words_of(text), is_any), snippets=False)]
                    for query, text in asked.items()
                }
                scores = [ndcg(found[query], judged[query]) for query in asked]
                print(f"{engine.name:10} {way:10} nDCG@{DEPTH} {sum(scores) / len(scores):.3f}")
    return 0


def ndcg(found: Sequence[str], judged: dict[str, int]) -> float:
    """Return the discounted gain of what was found against the best that there could be (Järvelin, Kekäläinen 2002)."""

    def gain(grades: Sequence[int]) -> float:
        return sum((2**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades[:DEPTH], 1))

    best = gain(sorted(judged.values(), reverse=True))
    return gain([judged.get(one, 0) for one in found]) / best if best else 0.0


def words_of(text: str) -> tuple[str, ...]:
    """The words of a query, without what an engine might take for an operator."""
    return tuple("".join(char if char.isalnum() else " " for char in text).split())


def lines_of(path: Path) -> Iterator[dict[str, Any]]:
    """One JSON value a line."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


if __name__ == "__main__":
    sys.exit(main())
