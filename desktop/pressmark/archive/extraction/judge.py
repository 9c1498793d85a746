"""The trained judge: how likely each passage of a page belongs to the article.

It is a few hundred small decision trees, learnt by `benchmarks/train_judge.py` from pages whose text people marked.
They come as plain numbers in a resource and are followed here with numpy: a page gives the same answer everywhere.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from pressmark import resources

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

BATCH = 1_000  # rows at a time, for the memory it takes
RESOURCE = "extraction/judge.json"


@dataclass(frozen=True, slots=True, eq=False)
class Judge:
    """All trees, their nodes in one row; a leaf leads to itself.

    Attributes:
        traits: the names of what it looks at.
        roots: where each tree begins.
        trait: of each node, which of the traits is asked about.
        limit: up to which value the left branch is taken.
        left, right: the nodes that follow.
        value: of each leaf, what it adds.
        bias: what is added for every passage.
        depth: the most questions a tree asks.
    """

    traits: tuple[str, ...]
    roots: NDArray[np.int32]
    trait: NDArray[np.int32]
    limit: NDArray[np.float32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float32]
    bias: float
    depth: int


@functools.cache
def trained() -> Judge:
    """Return the judge that comes with the program."""
    return from_values(json.loads(resources.text(RESOURCE)))


def from_values(values: Mapping[str, Any]) -> Judge:
    """Return the judge that a resource describes."""
    return Judge(
        traits=tuple(values["traits"]),
        roots=np.array(values["roots"], np.int32),
        trait=np.array(values["trait"], np.int32),
        limit=np.array(values["limit"], np.float32),
        left=np.array(values["left"], np.int32),
        right=np.array(values["right"], np.int32),
        value=np.array(values["value"], np.float32),
        bias=float(values["bias"]),
        depth=int(values["depth"]),
    )


def likelihoods(judge: Judge, rows: NDArray[np.float32], names: Sequence[str]) -> NDArray[np.float32]:
    """Return for each row how likely it belongs to the article, 0 to 1.

    Args:
        judge: as `trained` gives it.
        rows: the traits of each passage.
        names: the columns of the rows.
    """
    places = {name: place for place, name in enumerate(names)}
    rows = rows[:, [places[name] for name in judge.traits]]
    parts = [_likelihoods(judge, rows[start : start + BATCH]) for start in range(0, len(rows), BATCH)]
    return np.concatenate(parts)


def _likelihoods(judge: Judge, rows: NDArray[np.float32]) -> NDArray[np.float32]:
    passage = np.arange(len(rows))[:, None]
    node = np.broadcast_to(judge.roots, (len(rows), len(judge.roots)))
    for _ in range(judge.depth):
        is_left = rows[passage, judge.trait[node]] <= judge.limit[node]
        node = np.where(is_left, judge.left[node], judge.right[node])
    total = judge.value[node].sum(axis=1, dtype=np.float64) + judge.bias
    likely: NDArray[np.float32] = (1.0 / (1.0 + np.exp(-total))).astype(np.float32)
    return likely
