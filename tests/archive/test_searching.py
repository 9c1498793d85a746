from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pressmark.archive.archive import open_archive
from pressmark.archive.errors import InvalidQuery
from pressmark.archive.values import NewArticle, Shelf

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "query", ["saved:999999y", "saved:0001-01-01", "saved:9999-12-31", "before:0001", "after:9999", "saved:1d..9999"]
)
def test_dates_at_the_ends_of_time_are_answered(tmp_path: Path, query: str) -> None:
    with open_archive(tmp_path / "archive", cache=tmp_path / "cache") as archive:
        archive.add([NewArticle("https://example.org/a")])
        try:
            assert archive.find(query).total in (0, 1)
        except InvalidQuery as error:
            assert error.position >= 0  # noqa: PT017  # either way is right


def test_the_trash_is_searched_where_it_is_asked_for(tmp_path: Path) -> None:
    with open_archive(tmp_path / "archive", cache=tmp_path / "cache") as archive:
        kept, thrown = (archive.add([NewArticle(f"https://example.org/{name}")])[0].id for name in "ab")
        assert thrown is not None
        archive.trash([thrown])

        def found(query: str) -> list[int]:
            return [hit.id for hit in archive.find(query, Shelf.ALL).hits]

        assert found("") == [kept]
        assert found("is:trash") == [thrown]
        assert found("is:unread is:trash") == [thrown]
        assert found("-is:trash") == [kept]


@pytest.mark.parametrize("query", ["!!!", '"', "tag:", "is:"])
def test_signs_alone_find_everything_only_while_they_are_typed(tmp_path: Path, query: str) -> None:
    with open_archive(tmp_path / "archive", cache=tmp_path / "cache") as archive:
        archive.add([NewArticle("https://example.org/a")])
        assert archive.find("").asks_nothing
        assert archive.find(query, typing=True).asks_nothing
        assert not archive.find("sort:title").asks_nothing
        assert not archive.find("is:unread").asks_nothing
        with pytest.raises(InvalidQuery):
            archive.find(query)
        with pytest.raises(InvalidQuery):
            archive.save_search("all", query)
