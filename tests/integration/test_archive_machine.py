"""A machine that saves, tags, trashes, undoes, searches, reopens and rebuilds at random, against a model in memory."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, precondition, rule

from pressmark.archive.archive import open_archive, rebuild_archive
from pressmark.archive.values import Export, ImportedArticle, LocalPage, NewArticle, Shelf, Status, TagChange

TAGS = ["france", "policy", "policy/telegram", "Long reads"]
WORDS = ["harbour", "lantern", "meadow", "quarry", "thistle"]


@dataclass
class Kept:
    """What the model knows of one article."""

    word: str
    tags: set[str] = field(default_factory=set)
    is_read: bool = False
    is_favourite: bool = False
    is_trashed: bool = False
    note: str = ""


class ArchiveMachine(RuleBasedStateMachine):
    """After any sequence of steps the archive and the model say the same."""

    ids = Bundle("ids")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="pressmark-machine-"))
        self.model: dict[int, Kept] = {}
        self.searches: list[str] = []  # their queries are words, in the order of the sidebar
        self.open()

    def open(self) -> None:
        self.archive = open_archive(self.folder / "archive", cache=self.folder / "cache")

    def teardown(self) -> None:
        report = self.archive.verify()
        self.archive.close()
        shutil.rmtree(self.folder)
        assert report.damages == ()

    @rule(target=ids, number=st.integers(0, 6), word=st.sampled_from(WORDS))
    def save(self, number: int, word: str) -> object:
        text = f"A note about the {word}. " * 8
        wish = NewArticle(f"https://example.org/{number}", page=LocalPage(text.encode(), "text/plain", f"{number}.txt"))
        (added,) = self.archive.add([wish])
        assert added.id is not None
        self.archive.save_pending([added.id])
        if added.is_new:
            assert added.id not in self.model
            self.model[added.id] = Kept(word)
            return added.id
        assert added.id in self.model
        self.model[added.id].is_trashed = False  # what is saved again is wanted
        return multiple()

    @rule(
        target=ids,
        number=st.integers(0, 6),
        word=st.sampled_from(WORDS),
        tag=st.sampled_from(TAGS),
        note=st.sampled_from(["", "Seen there"]),
        is_favourite=st.booleans(),
        is_undone=st.booleans(),
    )
    def take_in(self, number: int, word: str, tag: str, note: str, is_favourite: bool, is_undone: bool) -> object:
        page = LocalPage((f"A note about the {word}. " * 8).encode(), "text/plain", f"{number}.txt")
        article = ImportedArticle(
            f"https://example.org/{number}", tags=(tag,), is_favourite=is_favourite, note=note, page=page
        )
        export = Export("A program", "test", (article,), entries=1)
        taken = self.archive.import_articles(export)
        self.archive.save_pending(taken.new)
        assert self.archive.import_articles(export).changes == ()
        if is_undone:
            self.archive.undo_import(taken)
        for id in taken.new:
            assert id not in self.model
            self.model[id] = Kept(word, {tag}, is_favourite=is_favourite, is_trashed=is_undone, note=note)
            return id
        (kept,) = (self.model[id] for id in taken.known)
        if not is_undone:
            kept.tags.add(tag)
            kept.is_favourite |= is_favourite
            kept.is_trashed = False
            if note not in kept.note:
                kept.note = f"{kept.note.rstrip()}\n\n{note}" if kept.note.strip() else note
        return multiple()

    @rule(id=ids, add=st.sets(st.sampled_from(TAGS)), remove=st.sets(st.sampled_from(TAGS)))
    def tag(self, id: int, add: set[str], remove: set[str]) -> None:
        add -= remove
        self.archive.tag([id], add=sorted(add), remove=sorted(remove))
        self.model[id].tags |= add
        self.model[id].tags -= remove

    @rule(id=ids, tag=st.sampled_from(TAGS))
    def tag_and_undo(self, id: int, tag: str) -> None:
        changes: tuple[TagChange, ...] = self.archive.tag([id], add=[tag])
        self.archive.untag(changes)

    @rule(id=ids, value=st.booleans())
    def mark_read(self, id: int, value: bool) -> None:
        self.archive.set_read([id], value)
        self.model[id].is_read = value

    @rule(id=ids, value=st.booleans())
    def mark_favourite(self, id: int, value: bool) -> None:
        self.archive.set_favourite([id], value)
        self.model[id].is_favourite = value

    @rule(id=ids, note=st.text(max_size=30))
    def write_note(self, id: int, note: str) -> None:
        self.archive.set_note(id, note)
        self.model[id].note = self.archive.article(id).note

    @rule(id=ids)
    def trash(self, id: int) -> None:
        changed = self.archive.trash([id])
        assert changed == (() if self.model[id].is_trashed else (id,))
        self.model[id].is_trashed = True

    @rule(id=ids)
    def restore(self, id: int) -> None:
        self.archive.restore([id])
        self.model[id].is_trashed = False

    @rule(word=st.sampled_from(WORDS))
    def save_search(self, word: str) -> None:
        self.archive.save_search(f"about {word}", word)
        self.searches.append(word)

    @precondition(lambda self: self.searches)
    @rule(place=st.integers(0, 20), is_undone=st.booleans())
    def delete_search(self, place: int, is_undone: bool) -> None:
        place %= len(self.searches)
        gone = self.archive.delete_saved_search(self.archive.saved_searches()[place].id)
        if is_undone:
            self.archive.restore_saved_search(gone)
        else:
            del self.searches[place]

    @rule()
    def look_at_searches(self) -> None:
        found = [(one.query, one.count) for one in self.archive.saved_searches() if one.is_current]
        here = [kept.word for kept in self.model.values() if not kept.is_trashed]
        assert found == [(word, here.count(word)) for word in self.searches]

    @rule()
    def reopen(self) -> None:
        self.archive.close()
        self.open()

    @rule()
    def rebuild(self) -> None:
        self.archive.close()
        report = rebuild_archive(self.folder / "archive")
        assert report.articles == len(self.model)
        assert report.skipped == ()
        self.open()

    @precondition(lambda self: self.model)
    @rule(word=st.sampled_from(WORDS))
    def find(self, word: str) -> None:
        found = {hit.id for hit in self.archive.find(word).hits}
        assert found == {id for id, kept in self.model.items() if kept.word == word and not kept.is_trashed}

    @invariant()
    def same_articles(self) -> None:
        for id, kept in self.model.items():
            article = self.archive.article(id)
            assert article.status is Status.SAVED
            assert set(article.tags) == kept.tags
            assert (article.is_read, article.is_favourite) == (kept.is_read, kept.is_favourite)
            assert (article.trashed_at is not None) == kept.is_trashed
            assert article.note == kept.note

    @invariant()
    def same_searches(self) -> None:
        assert [one.query for one in self.archive._storage.searches.all()] == self.searches

    @invariant()
    def same_shelves(self) -> None:
        counts = self.archive.counts().shelves
        here = [kept for kept in self.model.values() if not kept.is_trashed]
        assert counts[Shelf.ALL] == len(here)
        assert counts[Shelf.INBOX] == sum(not kept.is_read for kept in here)
        assert counts[Shelf.FAVOURITES] == sum(kept.is_favourite for kept in here)
        assert counts[Shelf.TRASH] == len(self.model) - len(here)


TestArchiveMachine = pytest.mark.slow(ArchiveMachine.TestCase)
TestArchiveMachine.settings = settings(
    max_examples=12,
    stateful_step_count=18,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
