from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from pressmark.archive.index.index import Index, IndexChange, IndexDocument
from pressmark.archive.index.query import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pressmark.archive.index.index import Found

TODAY = date(2024, 9, 24)

settings.register_profile("unhurried", deadline=None)  # two busy cores: a time is no finding
settings.load_profile("unhurried")


def settle(index: Index) -> None:
    """Merge until there is nothing to merge."""
    while index.merge():
        pass


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "index"


@pytest.fixture
def index(folder: Path) -> Iterator[Index]:
    opened = Index.open(folder, "archive-1")
    yield opened
    opened.close()


@pytest.fixture
def put(index: Index) -> Callable[..., None]:
    """Index documents given by article id, at revision 1."""

    def put(documents: dict[int, IndexDocument | str]) -> None:
        index.apply(
            [
                IndexChange(id, 1, IndexDocument(body=one) if isinstance(one, str) else one)
                for id, one in documents.items()
            ]
        )

    return put


@pytest.fixture
def ask(index: Index) -> Callable[..., Found]:
    def ask(
        text: str, *, typing: bool = False, within: frozenset[int] | None = None, limit: int | None = None
    ) -> Found:
        return index.search(parse(text, today=TODAY, typing=typing), limit, within)

    return ask


@pytest.fixture
def ids(ask: Callable[..., Found]) -> Callable[..., list[int]]:
    def ids(text: str, **options: object) -> list[int]:
        return [hit.id for hit in ask(text, **options).hits]

    return ids
