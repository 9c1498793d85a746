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

BATCH = 64  # rows at a time: what is asked about them stays in the processor's cache
RESOURCE = "extraction/judge.json"


@dataclass(frozen=True, slots=True, eq=False)
class Judge:
    """All trees, their nodes in one row; a leaf leads to itself.

    Attributes:
        traits: the names of what it looks at.
        roots: where each tree begins.
        trait: of each node, which of the traits is asked about.
        limit: up to which value the left branch is taken.
        next: the two nodes that follow each, the one for values up to the limit first.
        value: of each leaf, what it adds.
        bias: what is added for every passage.
        asking: how many of the trees still ask after so many questions; the trees that ask most come first.
    """

    traits: tuple[str, ...]
    roots: NDArray[np.int32]
    trait: NDArray[np.int32]
    limit: NDArray[np.float32]
    next: NDArray[np.int32]
    value: NDArray[np.float32]
    bias: float
    asking: tuple[int, ...]


@functools.cache
def trained() -> Judge:
    """Return the judge that comes with the program."""
    return from_values(json.loads(resources.text(RESOURCE)))


def from_values(values: Mapping[str, Any]) -> Judge:
    """Return the judge that a resource describes."""
    left, right = (np.array(values[side], np.int32) for side in ("left", "right"))
    roots = np.array(values["roots"], np.int32)
    depths = _depths(roots, left, right, int(values["depth"]))
    return Judge(
        traits=tuple(values["traits"]),
        roots=roots[np.argsort(-depths, kind="stable")],
        trait=np.array(values["trait"], np.int32),
        limit=np.array(values["limit"], np.float32),
        next=np.stack([left, right], axis=1).ravel(),
        value=np.array(values["value"], np.float32),
        bias=float(values["bias"]),
        asking=tuple(int((depths > asked).sum()) for asked in range(int(values["depth"]))),
    )


def _depths(
    roots: NDArray[np.int32], left: NDArray[np.int32], right: NDArray[np.int32], most: int
) -> NDArray[np.int64]:
    """The most questions each tree asks. A tree's nodes follow its root, up to the next root."""
    level = np.zeros(len(left), np.int64)
    nodes = np.arange(len(left))
    for _ in range(most):
        below = np.maximum(level[left], level[right]) + 1
        level = np.where(left == nodes, 0, below)
    return level[roots]


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
    values = np.ascontiguousarray(rows).ravel()
    first = np.arange(len(rows), dtype=np.int32)[:, None] * rows.shape[1]
    node = np.repeat(judge.roots[None, :], len(rows), axis=0)
    for count in judge.asking:
        asked = node[:, :count]
        is_more = values.take(first + judge.trait.take(asked)) > judge.limit.take(asked)
        node[:, :count] = judge.next.take(2 * asked + is_more)
    total = judge.value.take(node).sum(axis=1, dtype=np.float64) + judge.bias
    likely: NDArray[np.float32] = (1.0 / (1.0 + np.exp(-total))).astype(np.float32)
    return likely
