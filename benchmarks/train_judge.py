"""Trains the judge of passages from pages whose text people have marked, and writes it as a resource.

It needs scikit-learn, which the program itself never does. The pages lie beside the checkout and are no part of it:

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
from pressmark.archive.extraction.body import described
from pressmark.archive.extraction.extract import read_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

FOLDS = 5
SETS = {"scrapinghub": 3.0, "wcxb-article": 1.0, "mozilla": 2.0}  # how much a page of each collection counts
SETTINGS = {"max_iter": 200, "max_leaf_nodes": 12, "learning_rate": 0.06, "l2_regularization": 5.0, "max_features": 0.5}
LEAST_SAMPLES = 60
GRAM = 4  # words that must follow each other to count as found
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
    root, page, facts = read_page(html, url)
    passages, rows, names = described(root, page, facts)
    if not passages or expected.get("text") is None:
        return None
    words = [_WORD.findall(one.text) for one in passages]
    share = _shares(words, _WORD.findall(expected["text"]))
    counts = np.array([len(one) for one in words], np.float64)
    return Example(place.parent, expected.get("domain") or expected["id"], rows, tuple(names), share, counts)


def _shares(passages: Sequence[Sequence[str]], article: Sequence[str]) -> NDArray[np.float64]:
    """How much of each passage stands in the article; a short one counts only beside one of its neighbours."""
    grams = {tuple(article[place : place + GRAM]) for place in range(len(article))}
    whole = f" {' '.join(article)} "
    shares = np.zeros(len(passages))
    for place, words in enumerate(passages):
        if len(words) >= 2 * GRAM:
            own = [tuple(words[start : start + GRAM]) for start in range(len(words) - GRAM + 1)]
            shares[place] = sum(gram in grams for gram in own) / len(own)
        elif words and f" {' '.join(words)} " in whole:
            before = [one[-GRAM:] for one in passages[max(0, place - 3) : place] if one]
            after = [one[:GRAM] for one in passages[place + 1 : place + 4] if one]
            joined = [[*one, *words] for one in before] + [[*words, *one] for one in after]
            is_beside = any(f" {' '.join(one)} " in whole for one in joined)
            shares[place] = 1.0 if is_beside else 0.6 * (len(words) > GRAM)
    return shares


def fit(examples: Sequence[Example], seed: int = 0) -> Any:
    """Train on the passages of these pages; what is half in the article counts on both sides."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    rows = np.concatenate([one.rows for one in examples])
    share = np.concatenate([one.share for one in examples])
    weight = np.concatenate([_weights(one) for one in examples])
    weight = np.minimum(MOST_WEIGHT, weight / weight.mean())
    partly = (share > 0.1) & (share < 0.9)
    sure = np.maximum(share, 1 - share)
    trees = HistGradientBoostingClassifier(
        random_state=seed, early_stopping=False, min_samples_leaf=LEAST_SAMPLES, **SETTINGS
    )
    return trees.fit(
        np.concatenate([rows, rows[partly]]),
        np.concatenate([share > 0.5, share[partly] <= 0.5]),
        sample_weight=np.concatenate([np.where(partly, weight * sure, weight), weight[partly] * (1 - sure[partly])]),
    )


def _weights(one: Example) -> NDArray[np.float64]:
    """Every page counts as much as every other of its collection, every passage by its words."""
    return SETS[one.folder.parent.name] * (one.words + 1) / max(LEAST_WORDS, float((one.share * one.words).sum()))


def exported(models: Sequence[Any], names: Sequence[str]) -> dict[str, Any]:
    """Write trained models down as one judge: their mean."""
    columns: dict[str, list[Any]] = {key: [] for key in ("roots", "trait", "limit", "left", "right", "value")}
    depth = 0
    for trees in (tree for model in models for (tree,) in model._predictors):  # noqa: SLF001 - no public way
        first = len(columns["trait"])
        columns["roots"].append(first)
        for place, node in enumerate(trees.nodes):
            is_leaf = bool(node["is_leaf"])
            depth = max(depth, int(node["depth"]))
            columns["trait"].append(0 if is_leaf else int(node["feature_idx"]))
            columns["limit"].append(0.0 if is_leaf else float(f"{node['num_threshold']:.{LIMIT_DIGITS}g}"))
            columns["left"].append(first + (place if is_leaf else int(node["left"])))
            columns["right"].append(first + (place if is_leaf else int(node["right"])))
            columns["value"].append(round(float(node["value"]) / len(models), VALUE_DIGITS) if is_leaf else 0.0)
    used = sorted(set(columns["trait"]))
    columns["trait"] = [used.index(trait) for trait in columns["trait"]]
    bias = float(np.mean([model._baseline_prediction for model in models]))  # noqa: SLF001 - no public way
    return {"traits": [names[trait] for trait in used], **columns, "bias": round(bias, 6), "depth": depth}


def fold_of(example: Example) -> int:
    """The part of the pages an example is in, so that no site is in two."""
    return int(hashlib.sha256(example.site.encode()).hexdigest()[8:16], 16) % FOLDS


def crossed(examples: Sequence[Example]) -> dict[str, float]:
    """The mean F1 by words of each collection, judged by trees that never saw the site."""
    found: dict[str, list[float]] = {name: [] for name in SETS}
    for fold in range(FOLDS):
        model = fit([one for one in examples if fold_of(one) != fold])
        for one in examples:
            if fold_of(one) == fold:
                chosen = model.predict_proba(one.rows)[:, 1] >= 0.5
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
    parser.add_argument("--seeds", type=int, default=2, help="how many models are averaged")
    asked = parser.parse_args()
    examples = examples_in(asked.pages)
    counts = Counter(one.folder.parent.name for one in examples)
    about = {"version": 1, "pages": dict(counts), "f1 on sites unseen": crossed(examples)}
    values = exported([fit(examples, seed) for seed in range(asked.seeds)], examples[0].names)
    asked.resource.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"about": about, **values}, separators=(",", ":"))
    asked.resource.write_text(text.replace(',"', ',\n"') + "\n", encoding="utf-8")
    print(json.dumps(about), len(values["trait"]), "nodes")


if __name__ == "__main__":
    main()
