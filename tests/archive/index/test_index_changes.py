from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.query import Phrase, Term
from whoosh.reading import SegmentReader
from whoosh.searching import Searcher

from pressmark.archive.errors import IndexDamaged, SearchError
from pressmark.archive.index import building, merge
from pressmark.archive.index.folder import LOCK, MANIFEST
from pressmark.archive.index.index import Index, IndexChange, IndexDocument
from pressmark.archive.index.query import parse
from pressmark.archive.index.schema import ID
from pressmark.archive.index.writer import FolderIndex

from .conftest import TODAY, settle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Ids = Callable[..., list[int]]


def change(id: int, revision: int, body: str | None) -> IndexChange:
    return IndexChange(id, revision, None if body is None else IndexDocument(body=body))


def test_a_change_is_found_and_the_old_text_is_not(index: Index, ids: Ids) -> None:
    index.apply([change(1, 1, "before"), change(2, 1, "other")])
    index.apply([change(1, 2, "after")])
    assert ids("before") == []
    assert ids("after") == [1]
    assert index.revisions() == {1: 2, 2: 1}
    assert index.document_count() == 2


def test_a_removed_article_is_gone(index: Index, ids: Ids) -> None:
    index.apply([change(1, 1, "text"), change(2, 1, "text")])
    index.apply([change(1, 1, None)])
    assert ids("text") == [2]
    assert index.revisions() == {2: 1}


def test_the_newest_of_several_changes_in_one_call_counts(index: Index, ids: Ids) -> None:
    index.apply(
        [change(1, 1, "one"), change(1, 3, "three"), change(1, 2, "two"), change(2, 1, "x"), change(2, 2, None)]
    )
    assert (ids("three"), ids("one two x"), index.document_count()) == ([1], [], 1)


def test_applying_again_does_nothing(index: Index, folder: Path) -> None:
    changes = [change(1, 2, "text"), change(2, 1, "text")]
    index.apply(changes)
    before = (folder / "manifest").read_bytes()
    index.apply(changes)
    index.apply([change(1, 1, "older"), change(1, 1, None), change(3, 1, None)])
    assert (folder / "manifest").read_bytes() == before


def test_what_was_applied_is_there_after_reopening(index: Index, folder: Path) -> None:
    index.apply([IndexChange(1, 7, IndexDocument(title="Häuser", language="de"))])
    index.close()
    again = Index.open(folder, "archive-1")
    assert again.revisions() == {1: 7}
    assert again.search(parse("häusern", today=TODAY)).total == 1  # the language is remembered too
    again.close()
    with pytest.raises(SearchError):
        index.search(parse("a", today=TODAY))


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(1, 6), st.integers(1, 4), st.none() | st.sampled_from(["a", "b"])), max_size=25))
def test_revisions_are_those_of_the_newest_changes(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, int, str | None]]
) -> None:
    index = Index.open(tmp_path_factory.mktemp("steps") / "index", "archive-1")
    expected: dict[int, tuple[int, str]] = {}
    for id, revision, body in steps:
        index.apply([change(id, revision, body)])
        held = expected.get(id, (0, ""))[0]
        if body is None and revision >= held:
            expected.pop(id, None)
        elif body is not None and revision > held:
            expected[id] = (revision, body)
    assert index.revisions() == {id: revision for id, (revision, _) in expected.items()}
    for word in "ab":
        hits = index.search(parse(f'"{word}"', today=TODAY)).hits
        assert {hit.id for hit in hits} == {id for id, (_, body) in expected.items() if body == word}
    index.close()


def test_many_single_saves_leave_few_segments_and_files(index: Index, folder: Path, ids: Ids) -> None:
    for id in range(1, 401):
        index.apply([change(id, 1, f"story number{id} of many")])
        settle(index)
        assert index.segment_count() <= 12
    assert len([path for path in folder.iterdir() if path.is_file()]) <= 2 * 12 + 2
    assert ids("number77") == [77]
    assert ids('"number399 of many"') == [399]
    assert len(ids("story")) == 400


def test_a_save_copies_each_article_a_few_times_only(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    copied = 0
    whole = merge.merge

    def counting(source: object, target: object, segments: list[merge.ArraySegment]) -> merge.ArraySegment:
        nonlocal copied
        copied += sum(one.doc_count() for one in segments)
        return whole(source, target, segments)

    monkeypatch.setattr(building, "merge", counting)
    for id in range(1, 301):
        index.apply([change(id, 1, "text")])
        settle(index)
    assert copied
    assert copied <= 300 * 12


def test_a_merge_in_small_pieces_is_the_same(index: Index, ids: Ids, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merge, "CHUNK", 3)
    for id in range(1, 12):
        index.apply([change(id, 1, f"the quick fox {id} jumps over the lazy dog {id}")])
        index.apply([change(id - 1, 2, None)])
        settle(index)
    assert ids('"fox 11 jumps over"') == [11]
    assert ids("lazy") == [11]
    assert ids("quick", within=frozenset(range(11))) == []


def test_a_merge_leaves_out_the_deleted_and_keeps_places(index: Index, ids: Ids) -> None:
    for first in range(1, 13, 3):
        index.apply([change(id, 1, f"the fox {'and ' * id}hound {id}") for id in range(first, first + 3)])
    index.apply([change(id, 2, None) for id in (1, 5, 9)])
    index.apply([change(20, 1, "the last fox")])
    index.apply([change(21, 1, "another")])
    settle(index)
    assert index.segment_count() == 1
    for id in (2, 3, 4, 6, 7, 8, 10, 11, 12):
        assert ids(f'"and hound {id}"') == [id]
    assert ids('"the last fox"') == [20]


def test_a_merge_lets_go_of_what_is_deleted_meanwhile(index: Index, ids: Ids, folder: Path) -> None:
    for id in range(1, 13):
        index.apply([change(id, 1, "story")])

    def late(function: Callable[..., dict[str, Any]], *arguments: object) -> dict[str, Any]:
        index.apply([change(id, 2, None) for id in range(1, 13)])
        assert ids("story") == [20]
        return function(*arguments)  # the files that it reads are still there

    index.apply([change(20, 1, "another story")])
    assert index.merge(late)
    settle(index)
    assert ids("story") == [20]
    named = {name for one in index._current().manifest.segments for name in one.files}
    assert {path.name for path in folder.iterdir() if path.is_file()} - {MANIFEST, LOCK} == named


def test_a_merge_that_fails_leaves_nothing_behind(index: Index, ids: Ids, folder: Path) -> None:
    for id in range(1, 13):
        index.apply([change(id, 1, "story")])

    def late(_function: object, *_arguments: object) -> dict[str, Any]:
        index.apply([change(id, 2, None) for id in range(1, 13)])
        raise OSError(5, "disk")

    with pytest.raises(IndexDamaged):
        index.merge(late)
    index.apply([change(20, 1, "another story")])
    named = {name for one in index._current().manifest.segments for name in one.files}
    assert {path.name for path in folder.iterdir() if path.is_file()} - {MANIFEST, LOCK} == named
    assert ids("story") == [20]


def test_deleted_articles_are_dropped_from_the_files(index: Index, folder: Path) -> None:
    index.apply([change(id, 1, " ".join(f"word{id}of{n}" for n in range(20))) for id in range(1, 50)])
    before = sum(path.stat().st_size for path in folder.iterdir())
    index.apply([change(id, 2, None) for id in range(1, 48)])
    settle(index)
    assert sum(path.stat().st_size for path in folder.iterdir()) < before / 3
    assert index.document_count() == 2


def test_searching_goes_on_while_changes_are_made(index: Index) -> None:
    index.apply([change(1, 1, "steady")])
    failures: list[BaseException] = []
    stop = threading.Event()

    def search() -> None:
        try:
            while not stop.is_set():
                assert index.search(parse("steady", today=TODAY)).total >= 1
        except BaseException as error:  # carried to the test's own thread
            failures.append(error)

    thread = threading.Thread(target=search)
    thread.start()
    for id in range(2, 25):
        index.apply([change(id, 1, "steady words")])
        index.merge()
    stop.set()
    thread.join()
    assert failures == []


def test_a_second_writer_is_refused_and_the_first_goes_on(folder: Path) -> None:
    other = Index.open(folder, "archive-1")
    lock = FolderIndex(folder).lock("WRITELOCK")
    assert lock.acquire()
    with pytest.raises(SearchError) as error:
        other.apply([change(1, 1, "text")])
    assert error.value.code == "index-in-use"
    lock.release()
    other.apply([change(1, 1, "text")])
    assert other.document_count() == 1
    other.close()


def test_read_only_changes_nothing(folder: Path) -> None:
    index = Index.open(folder, "archive-1", read_only=True)
    with pytest.raises(SearchError) as error:
        index.apply([change(1, 1, "text")])
    assert error.value.code == "read-only"
    assert index.search(parse("text", today=TODAY)).total == 0
    assert not folder.exists()


def test_whoosh_itself_finds_the_same(index: Index, folder: Path) -> None:
    index.apply([change(id, 1, f"red {'green ' * (id % 3)}{'blue ' * (id % 2)}") for id in range(1, 20)])
    index.apply([change(5, 2, None), change(30, 1, "green blue")])
    toc = FolderIndex(folder, index._current().manifest.segments)._read_toc()
    storage = FolderIndex(folder).storage
    searchers = [Searcher(SegmentReader(storage, toc.schema, one)) for one in toc.segments]
    for query, text in [
        (Term("body", "green"), "green"),
        (Phrase("body", ["green", "blue"]), '"green blue"'),
        (Term("body", "red") & Term("body", "blue"), "red blue"),
    ]:
        theirs = {one.stored_fields(number)[ID] for one in searchers for number in one.docs_for_query(query)}
        assert theirs == {hit.id for hit in index.search(parse(text, today=TODAY)).hits}
