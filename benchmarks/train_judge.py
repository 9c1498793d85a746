"""Trains the judge of passages from pages whose text people have marked, and writes it as a resource.

It needs LightGBM, which the program itself never does. The pages lie beside the checkout and are no part of it:

    python benchmarks/train_judge.py ../shared/extraction/dev resources/extraction/judge.json
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import re
import warnings
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from pressmark.archive.charset import decode
from pressmark.archive.errors import ArchiveError
from pressmark.archive.extraction import guard
from pressmark.archive.extraction.body import decide, described, looked_up
from pressmark.archive.extraction.extract import read_page
from pressmark.archive.extraction.judge import from_values, likelihoods

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

FOLDS = 10  # parts of the sites; each part is judged by what nine tenths of the pages teach
SETS = {"scrapinghub": 3.0, "wcxb-article": 1.0, "mozilla": 2.0}  # how much a page of each collection counts
# Two kinds of trees that err in different places: small careful ones, and larger ones that split at random.
FORESTS: tuple[dict[str, Any], ...] = (
    {"trees": 500, "learning_rate": 0.03, "num_leaves": 8, "feature_fraction": 0.15, "lambda_l2": 20.0},
    {
        "trees": 400,
        "learning_rate": 0.04,
        "num_leaves": 24,
        "feature_fraction": 0.2,
        "lambda_l2": 5.0,
        "extra_trees": True,
        "min_data_in_leaf": 30,
    },
)
FIXED = {"objective": "cross_entropy", "min_data_in_leaf": 60, "min_sum_hessian_in_leaf": 0.0, "max_bin": 127}
FIXED_TOO = {"num_threads": 1, "deterministic": True, "force_col_wise": True, "verbose": -1}  # the same every time
GRAM = 4  # words that must follow each other to count as found
LEAST_SHARE = 0.1  # of a passage that may tell where in the article it stands
LEAST_WORDS = 50  # of an article, for its weight
MOST_WEIGHT = 50.0
VALUE_DIGITS, LIMIT_DIGITS = 4, 6

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Example:
    """One page: its passages' traits, how much of each is in the article, and their words."""

    folder: Path
    site: str
    rows: NDArray[np.float32]
    names: tuple[str, ...]
    share: NDArray[np.float64]
    words: NDArray[np.float64]


def examples_in(folder: Path) -> list[Example]:
    """Read all pages of the collections in a folder."""
    places = [place for name in SETS for place in sorted((folder / name).glob("*/expected.json"))]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return [one for one in pool.map(_example, places, chunksize=8) if one is not None]


def _example(place: Path) -> Example | None:
    expected = json.loads(place.read_text(encoding="utf-8"))
    url = expected.get("url") or "http://example.org/"
    html = decode(gzip.decompress((place.parent / "source.html.gz").read_bytes()))
    try:
        guard.check(html)
    except ArchiveError:
        return None
    root, page, facts, _named = read_page(html, url)
    passages, rows, names = described(root, page, facts)
    if not passages or expected.get("text") is None:
        return None
    words = [_WORD.findall(one.text) for one in passages]
    article = _WORD.findall(expected["text"])
    share = counted_once(words, article, _shares(words, article))
    counts = np.array([len(one) for one in words], np.float64)
    return Example(place.parent, expected.get("domain") or expected["id"], rows, tuple(names), share, counts)


def _shares(passages: Sequence[Sequence[str]], article: Sequence[str]) -> NDArray[np.float64]:
    """How much of each passage stands in the article; a short one counts only beside one of its neighbours."""
    grams = {tuple(article[place : place + GRAM]) for place in range(len(article))}
    whole = f" {' '.join(article)} "
    shares = np.zeros(len(passages))
    for place, words in enumerate(passages):
        if len(words) >= 2 * GRAM:
            own = _grams(words)
            shares[place] = sum(gram in grams for gram in own) / len(own)
        elif words and f" {' '.join(words)} " in whole:
            before = [one[-GRAM:] for one in passages[max(0, place - 3) : place] if one]
            after = [one[:GRAM] for one in passages[place + 1 : place + 4] if one]
            joined = [[*one, *words] for one in before] + [[*words, *one] for one in after]
            is_beside = any(f" {' '.join(one)} " in whole for one in joined)
            shares[place] = 1.0 if is_beside else 0.6 * (len(words) > GRAM)
    return shares


def counted_once(
    passages: Sequence[Sequence[str]], article: Sequence[str], shares: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Less for what says again what another passage is: contents repeat headings, a teaser the first paragraph.

    Args:
        passages: the words of each.
        article: its words. Each place in it counts for one passage; those that stand in its order come first.
        shares: how much of each passage stands in the article, by itself.
    """
    grams = _grams(article)
    left = Counter(grams)
    places = {gram: place for place, gram in enumerate(grams) if left[gram] == 1}
    own = [_grams(words) for words in passages]
    first = _in_order(own, places, shares)
    found = shares.copy()
    for number in (*first, *sorted(set(range(len(passages))) - set(first))):
        here = 0
        for gram in own[number]:
            here += left[gram] > 0
            left[gram] -= left[gram] > 0
        if own[number]:
            found[number] = min(shares[number], here / len(own[number]))
    return found


def _in_order(
    own: Sequence[Sequence[tuple[str, ...]]], places: Mapping[tuple[str, ...], int], shares: NDArray[np.float64]
) -> list[int]:
    """The passages that follow each other as in the article: of all such chains the one that has most of it."""
    known: list[tuple[int, float]] = []
    best: list[float] = []
    links: list[int] = []
    for number, grams in enumerate(own):
        found = [places[gram] - place for place, gram in enumerate(grams) if gram in places]
        if not found or shares[number] < LEAST_SHARE:
            continue
        at = float(np.median(found))
        earlier = [one for one, (_, before) in enumerate(known) if before < at]
        link = max(earlier, key=best.__getitem__, default=-1)
        best.append((best[link] if earlier else 0.0) + float(shares[number]) * len(grams))
        known.append((number, at))
        links.append(link)
    chain: list[int] = []
    link = int(np.argmax(best)) if best else -1
    while link >= 0:
        chain.append(known[link][0])
        link = links[link]
    return chain[::-1]


def _grams(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[place : place + GRAM]) for place in range(len(words) - GRAM + 1)]


def fit(examples: Sequence[Example], seed: int = 0) -> list[Any]:
    """Train on the passages of these pages: how much of each is in the article."""
    import lightgbm

    rows = np.concatenate([one.rows for one in examples])
    share = np.concatenate([one.share for one in examples])
    weight = np.concatenate([_weights(one) for one in examples])
    weight = np.minimum(MOST_WEIGHT, weight / weight.mean())
    models = []
    for forest in FORESTS:
        settings = {**FIXED, **FIXED_TOO, "seed": seed, **forest}
        trees = settings.pop("trees")
        data = lightgbm.Dataset(rows, share, weight=weight, params={"max_bin": FIXED["max_bin"], "verbose": -1})
        models.append(lightgbm.train(settings, data, trees))
    return models


def _weights(one: Example) -> NDArray[np.float64]:
    """Every page counts as much as every other of its collection, every passage by its words."""
    return SETS[one.folder.parent.name] * (one.words + 1) / max(LEAST_WORDS, float((one.share * one.words).sum()))


def exported(models: Sequence[Any], names: Sequence[str]) -> dict[str, Any]:
    """Write trained models down as one judge: the mean of what they say."""
    columns: dict[str, list[Any]] = {key: [] for key in ("trait", "limit", "left", "right", "value")}
    roots, depth = [], 0
    for tree in (one["tree_structure"] for model in models for one in model.dump_model()["tree_info"]):
        roots.append(len(columns["trait"]))
        depth = max(depth, _add_node(tree, columns, len(models)))
    used = sorted(set(columns["trait"]))
    columns["trait"] = [used.index(trait) for trait in columns["trait"]]
    return {"traits": [names[trait] for trait in used], "roots": roots, **columns, "bias": 0.0, "depth": depth}


def _add_node(node: dict[str, Any], columns: dict[str, list[Any]], parts: int) -> int:
    """Write down a node and all below it; returns how many questions it may take."""
    place = len(columns["trait"])
    is_leaf = "split_feature" not in node
    columns["trait"].append(0 if is_leaf else node["split_feature"])
    columns["limit"].append(0.0 if is_leaf else float(f"{node['threshold']:.{LIMIT_DIGITS}g}"))
    columns["value"].append(round(node["leaf_value"] / parts, VALUE_DIGITS) if is_leaf else 0.0)
    columns["left"].append(place)
    columns["right"].append(place)
    if is_leaf:
        return 0
    columns["left"][place] = place + 1
    left = _add_node(node["left_child"], columns, parts)
    columns["right"][place] = len(columns["trait"])
    return 1 + max(left, _add_node(node["right_child"], columns, parts))


def fold_of(site: str) -> int:
    """The part of the pages that a site is in, so that none is in two."""
    return int(hashlib.sha256(site.encode()).hexdigest()[8:16], 16) % FOLDS


def crossed(examples: Sequence[Example]) -> dict[str, float]:
    """The mean F1 by words of each collection, judged by trees that never saw the site."""
    found: dict[str, list[float]] = {name: [] for name in SETS}
    names = examples[0].names
    for fold in range(FOLDS):
        judge = from_values(exported(fit([one for one in examples if fold_of(one.site) != fold]), names))
        for one in examples:
            if fold_of(one.site) == fold:
                likely = likelihoods(judge, one.rows, names)
                chosen, _, _ = decide(likely, one.words, *looked_up(one.rows, names))
                right = float((one.words * one.share * chosen).sum())
                both = float((one.words * chosen).sum() + (one.words * one.share).sum())
                found[one.folder.parent.name].append(2 * right / both if both else 1.0)
    return {name: round(float(np.mean(values)), 4) for name, values in found.items() if values}


def main() -> None:
    """Train, check by sites, and write the resource."""
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=Path)
    parser.add_argument("resource", type=Path)
    asked = parser.parse_args()
    examples = examples_in(asked.pages)
    counts = Counter(one.folder.parent.name for one in examples)
    about = {"version": 4, "pages": dict(counts), "f1 on sites unseen": crossed(examples)}
    values = exported(fit(examples), examples[0].names)
    asked.resource.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"about": about, **values}, separators=(",", ":"))
    asked.resource.write_text(text.replace(',"', ',\n"') + "\n", encoding="utf-8")
    print(json.dumps(about), len(values["trait"]), "nodes")


if __name__ == "__main__":
    main()
