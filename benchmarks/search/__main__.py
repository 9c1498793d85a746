"""Compares Pressmark's search with others: the same articles, the same queries, the same top 20, in one run.

Usage: python benchmarks/search [ARTICLES] [--whoosh-up-to N] [--queries N] [--keep FOLDER]. Prints, judges nothing: a
machine is noisy, so look at the ratios, and at several runs. What is kept is not built again.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import corpus
import engines
import queries
from pressmark.archive.index.index import Index, IndexChange, IndexDocument

if TYPE_CHECKING:
    from collections.abc import Callable

SINGLE_SAVES = 1_000
KINDS = (engines.Pressmark, engines.Fts5, engines.Tantivy, engines.StockWhoosh)


def main() -> int:
    """Build every index, ask every query, print tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("articles", type=int, nargs="?", default=2_000)
    parser.add_argument("--whoosh-up-to", type=int, default=5_000, help="stock Whoosh takes minutes for more")
    parser.add_argument("--queries", type=int, default=60)
    parser.add_argument("--engines", default="pressmark,FTS5,tantivy,Whoosh")
    parser.add_argument("--keep", type=Path, help="where the indexes are, or are to stay")
    options = parser.parse_args()
    wanted = options.engines.split(",")
    with tempfile.TemporaryDirectory() as name:
        root = (options.keep or Path(name)) / str(options.articles)
        text = text_size(root / "size", options.articles)
        print(f"{options.articles:,} articles, {text / 1e6:,.0f} MB of text, top {engines.TOP}")
        made = [
            build(kind(root / kind.name), options.articles, text)
            for kind in KINDS
            if kind.name in wanted and (kind is not engines.StockWhoosh or options.articles <= options.whoosh_up_to)
        ]
        compare(made, queries.kinds(options.queries))
        shutil.copytree(root / "pressmark" / "index", Path(name) / "saving")
        save_singly(Path(name) / "saving", options.articles)
    usage = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory of this process at its peak: {usage:,.0f} MB")
    return 0


def text_size(path: Path, count: int) -> int:
    """Bytes of all texts, counted once."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(str(sum(len(story.title) + len(story.body.encode()) for story in corpus.stories(count))))
    return int(path.read_text())


def build(engine: engines.Engine, count: int, text: int) -> engines.Engine:
    """Let an engine take in all articles; making them is not counted."""
    if engine.is_built:
        print(f"{engine.name:10} kept from before    {engine.size() / text:5.2f} x the text", flush=True)
        return engine
    spent = 0.0
    for batch in engines.in_batches(corpus.stories(count)):
        began = time.perf_counter()
        engine.add(batch)
        spent += time.perf_counter() - began
    began = time.perf_counter()
    engine.finish()
    spent += time.perf_counter() - began
    print(f"{engine.name:10} {count / spent:7,.0f} articles/s   {engine.size() / text:5.2f} x the text", flush=True)
    return engine


def compare(made: list[engines.Engine], asked: dict[str, list[queries.Query]]) -> None:
    """Print median and 95th percentile for every kind of query, and ours against the others'."""
    for snippets in (False, True):
        print(f"\n{'with' if snippets else 'without'} snippets, ms: median / 95th")
        print(f"{'':22}" + "".join(f"{engine.name:>18}" for engine in made) + "   ours 95th : others'")
        for kind, several in asked.items():
            cells = [[timed(engine, one, snippets=snippets) for one in several if engine.can(one)] for engine in made]
            late = [percentile(cell) if cell else 0.0 for cell in cells]
            shown = [f"{statistics.median(cell):.1f} / {percentile(cell):.1f}" if cell else "none" for cell in cells]
            ratios = "  ".join(f"{late[0] / other:.2f}" if other else "none" for other in late[1:])
            print(f"{kind:22}" + "".join(f"{one:>18}" for one in shown) + f"   {ratios}", flush=True)


def timed(engine: engines.Engine, one: queries.Query, *, snippets: bool) -> float:
    """Milliseconds of one query, at its second asking: an index in use is in memory."""
    engine.search(one, snippets=snippets)
    return milliseconds(lambda: engine.search(one, snippets=snippets))


def save_singly(folder: Path, count: int) -> None:
    """Save articles one by one into a large index: how long until each is found, and how many segments are left."""
    opened = time.perf_counter()
    index = Index.open(folder, "benchmark")
    print(f"\nopen: {(time.perf_counter() - opened) * 1000:.0f} ms")
    spent = []
    for number, story in enumerate(corpus.stories(SINGLE_SAVES), count + 1):
        document = IndexDocument(title=story.title, body=story.body, language="en")
        spent.append(milliseconds(lambda: index.apply([IndexChange(number, 1, document)])))  # noqa: B023  # run at once
    print(f"one save to findable: median {statistics.median(spent):.0f} ms, 95th {percentile(spent):.0f} ms")
    print(f"segments after {SINGLE_SAVES} single saves: {index.segment_count()}")
    index.close()


def milliseconds(work: Callable[[], object]) -> float:
    """How long something takes."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def percentile(values: list[float], share: float = 0.95) -> float:
    """The value that this share of all stays below."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


if __name__ == "__main__":
    sys.exit(main())
