"""Compares Pressmark's extraction with others, on pages whose text is known.

    python benchmarks/fidelity FOLDER... [--only NAME] [--limit N] [--cross-validate] [--worst N]

Each folder is a collection: `<id>/source.html.gz` and `<id>/expected.json` with `text`, `url` and `domain`. With
`--cross-validate` Pressmark's judge is trained anew for each of ten parts of the sites, without that part (needs
LightGBM); the folders must then be those that the judge learns from, side by side. READABILITY_MODULES names a folder
whose node_modules hold jsdom and @mozilla/readability.
"""

from __future__ import annotations

import argparse
import functools
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import engines
import measures

if TYPE_CHECKING:
    from collections.abc import Callable


def main() -> None:
    """Print a line for each engine and collection."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--only", help="the name of one engine")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--cross-validate", action="store_true")
    parser.add_argument("--worst", type=int, default=0, help="how many pages to name")
    asked = parser.parse_args()
    known = engines.available()
    if asked.cross_validate:
        known["pressmark"] = _crossed(asked.folders)
    for folder in asked.folders:
        pages = measures.pages_in(folder)[: asked.limit]
        for name, engine in known.items():
            if not pages or (asked.only and asked.only != name):
                continue
            outcomes = [engine(page) for page in pages]
            print(f"{folder.name}, {name}: {measures.summary(outcomes)}")
            if told := measures.honesty(outcomes):
                print(f"    {told}")
            for one in sorted(outcomes, key=lambda one: one.f1)[: asked.worst]:
                print(f"    {one.f1:.3f} {one.page}")


def _crossed(folders: list[Path]) -> Callable[[measures.KnownPage], measures.Outcome]:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    import train_judge
    from pressmark.archive.extraction.judge import from_values

    examples = train_judge.examples_in(folders[0].parent)

    @functools.cache
    def judge_without(part: int) -> engines.Judge:
        rest = [one for one in examples if train_judge.fold_of(one.site) != part]
        return from_values(train_judge.exported(train_judge.fit(rest), examples[0].names))

    return lambda page: engines.pressmark(page, judge_without(train_judge.fold_of(page.site)))


if __name__ == "__main__":
    main()
