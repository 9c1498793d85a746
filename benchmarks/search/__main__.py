"""Compares Pressmark's search with others: the same articles, the same queries, the same top 20, in one run.

Usage: python benchmarks/search [ARTICLES] [--keep FOLDER] [--busy] ... Prints, judges nothing: a machine is noisy, so
each query counts with the fastest of some askings; look at the ratios all the same, and at several runs.
"""

from __future__ import annotations

import argparse
import itertools
import resource
import shutil
import statistics
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import corpus
import engines
import queries
from pressmark.archive.errors import InvalidQuery
from pressmark.archive.index.index import Index, IndexChange, IndexDocument
from pressmark.archive.index.query import parse
from pressmark.archive.indexer import HANDS, WORKER_BYTES, WORKER_SECONDS
from pressmark.workers.pool import WorkerPool

if TYPE_CHECKING:
    from collections.abc import Callable

    Clock = Callable[[], float]

SINGLE_SAVES = 1_000
IMPORTED = 10_000
ASKINGS = 3
KINDS = (engines.Pressmark, engines.Fts5, engines.Tantivy, engines.StockWhoosh)


def main() -> int:
    """Build every index, ask every query, print tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("articles", type=int, nargs="?", default=2_000)
    parser.add_argument("--whoosh-up-to", type=int, default=5_000, help="stock Whoosh takes minutes for more")
    parser.add_argument("--queries", type=int, default=60)
    parser.add_argument("--engines", default="pressmark,FTS5,tantivy,Whoosh")
    parser.add_argument("--keep", type=Path, help="where the indexes are, or are to stay")
    parser.add_argument("--quick", action="store_true", help="ask only as the window does: with snippets")
    parser.add_argument("--busy", action="store_true", help="count processor time, for others use the machine, too")
    options = parser.parse_args()
    clock = time.process_time if options.busy else time.perf_counter
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
        compare(made, queries.kinds(options.queries), clock, (True,) if options.quick else (False, True))
        if "pressmark" in wanted:
            answer_anything(root / "pressmark" / "index", clock)
            shutil.copytree(root / "pressmark" / "index", Path(name) / "saving")
            save_singly(Path(name) / "saving", options.articles)
            save_while_importing(Path(name) / "saving", options.articles + SINGLE_SAVES)
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


def compare(
    made: list[engines.Engine], asked: dict[str, list[queries.Query]], clock: Clock, ways: tuple[bool, ...]
) -> None:
    """Print median and 95th percentile for every kind of query, and ours against the others', with snippets or not.

    "Again" is ours where the same was asked just before, as a word that stands while the next is typed.
    """
    for snippets in ways:
        print(f"\n{'with' if snippets else 'without'} snippets, ms: median / 95th")
        names = [engine.name for engine in made]
        print(f"{'':22}" + "".join(f"{name:>18}" for name in [*names, "ours again"]) + "   ours 95th : others'")
        for kind, several in asked.items():
            cells = [timed(engine, several, clock, snippets=snippets) for engine in made]
            late = [percentile(cell) if cell else 0.0 for cell in cells]
            again = [min(timed(made[0], [one], clock, snippets=snippets)) for one in several]
            shown = [shown_as(cell) for cell in [*cells, again]]
            ratios = "  ".join(f"{late[0] / other:.2f}" if other else "none" for other in late[1:])
            print(f"{kind:22}" + "".join(f"{one:>18}" for one in shown) + f"   {ratios}", flush=True)


def shown_as(cell: list[float]) -> str:
    """Show the median and the 95th percentile."""
    return f"{statistics.median(cell):.1f} / {percentile(cell):.1f}" if cell else "none"


def timed(engine: engines.Engine, several: list[queries.Query], clock: Clock, *, snippets: bool) -> list[float]:
    """Milliseconds of each query: of several rounds, after one that brings everything into memory, the fastest.

    The others of its kind are asked between, so no answer is one that an engine still had.
    """
    own = [one for one in several if engine.can(one)]
    rounds = [[milliseconds(partial(engine.search, one, snippets=snippets), clock) for one in own]
              for _ in range(1 + ASKINGS)]  # fmt: skip
    return [min(times) for times in zip(*rounds[1:], strict=True)]


def answer_anything(folder: Path, clock: Clock) -> None:
    """Ask what no sensible person asks: each must be answered, or refused, in 200 ms."""
    index = Index.open(folder, "benchmark")
    print("\nhostile queries, ms:")
    for name, text in queries.hostile().items():
        outcome = ""

        def ask(text: str = text) -> None:
            nonlocal outcome
            try:
                outcome = f"{index.search(parse(text, today=engines.TODAY, typing=True), engines.TOP).total} found"
            except InvalidQuery as error:
                outcome = f"refused: {error.detail}"

        spent = milliseconds(ask, clock)
        print(f"  {name:24} {spent:6.0f}  {outcome}")
    index.close()


def save_singly(folder: Path, count: int) -> None:
    """Save articles one by one into a large index: how long until each is found, and how many segments are left."""
    opened = time.perf_counter()
    index = Index.open(folder, "benchmark")
    print(f"\nopen: {(time.perf_counter() - opened) * 1000:.0f} ms")
    spent = []
    for number, story in enumerate(corpus.stories(SINGLE_SAVES), count + 1):
        document = IndexDocument(title=story.title, body=story.body, language="en")
        spent.append(milliseconds(lambda: index.apply([IndexChange(number, 1, document)])))  # noqa: B023  # run at once
        while index.merge():  # behind the window in the archive
            pass
    print(f"one save to findable: median {statistics.median(spent):.0f} ms, 95th {percentile(spent):.0f} ms")
    print(f"segments after {SINGLE_SAVES} single saves: {index.segment_count()}")
    index.close()


def save_while_importing(folder: Path, count: int) -> None:
    """Save single articles while an import of IMPORTED is taken in behind, as the archive does it."""
    index = Index.open(folder, "benchmark")
    workers = WorkerPool(HANDS, WORKER_SECONDS, WORKER_BYTES)
    changes = [
        IndexChange(number, 1, IndexDocument(title=story.title, body=story.body, language="en"))
        for number, story in enumerate(corpus.stories(IMPORTED), count + 1_000_000)
    ]
    batches = [changes[start : start + 500] for start in range(0, IMPORTED, 500)]
    done = threading.Event()

    def import_all() -> None:
        try:
            with ThreadPoolExecutor(HANDS) as hands:
                list(hands.map(partial(index.apply, run=workers.run), batches))
            while index.merge(workers.run):
                pass
        finally:
            done.set()

    thread = threading.Thread(target=import_all)
    began = time.perf_counter()
    thread.start()
    spent = []
    stories = itertools.cycle(corpus.stories(SINGLE_SAVES))
    while not done.wait(0.1):
        document = IndexDocument(body=next(stories).body, language="en")
        change = IndexChange(count + len(spent) + 1, 1, document)
        spent.append(milliseconds(lambda: index.apply([change])))  # noqa: B023  # run at once
    thread.join()
    print(
        f"while {IMPORTED:,} are imported ({IMPORTED / (time.perf_counter() - began):,.0f} articles/s): one save to"
        f" findable: median {statistics.median(spent):.0f} ms, 95th {percentile(spent):.0f} ms of {len(spent)}"
    )
    workers.close()
    index.close()


def milliseconds(work: Callable[[], object], clock: Clock = time.perf_counter) -> float:
    """How long something takes."""
    began = clock()
    work()
    return (clock() - began) * 1000


def percentile(values: list[float], share: float = 0.95) -> float:
    """The value that this share of all stays below."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


if __name__ == "__main__":
    sys.exit(main())
