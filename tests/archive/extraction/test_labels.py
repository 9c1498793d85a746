"""What the judge learns of a page: each place of the marked text belongs to one passage."""

from __future__ import annotations

import numpy as np

from train_judge import counted_once

WALL, QUAY = "How the wall was mended again".split(), "What became of the old quay".split()
FIRST = "The old harbour wall was mended with stone from the quarry above the town".split()
SECOND = "Divers had found a hole behind it that was as wide as a door".split()
ARTICLE = [*WALL, *FIRST, *QUAY, *SECOND]


def shares(*passages: list[str]) -> list[float]:
    return counted_once(passages, ARTICLE, np.ones(len(passages))).tolist()


def test_what_stands_once_counts() -> None:
    assert shares(WALL, FIRST, QUAY, SECOND) == [1.0] * 4


def test_of_a_paragraph_and_its_teaser_the_one_in_its_place_counts() -> None:
    assert shares(SECOND, WALL, FIRST, QUAY, SECOND) == [0.0, 1.0, 1.0, 1.0, 1.0]
    assert shares(WALL, FIRST, QUAY, SECOND, FIRST) == [1.0, 1.0, 1.0, 1.0, 0.0]


def test_contents_that_repeat_a_heading_do_not_count() -> None:
    assert shares([*WALL, *QUAY], WALL, FIRST, QUAY, SECOND) == [0.0, 1.0, 1.0, 1.0, 1.0]


def test_what_stands_elsewhere_in_the_page_than_in_the_article_counts() -> None:
    assert shares(QUAY, SECOND, WALL, FIRST) == [1.0] * 4


def test_what_is_not_the_articles_stays_so() -> None:
    assert counted_once([FIRST, SECOND], ARTICLE, np.array([0.0, 0.5])).tolist() == [0.0, 0.5]
