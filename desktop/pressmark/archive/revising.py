"""The part of the archive's door about snapshots: what each holds, which one counts, what its text is to be."""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import partial
from typing import TYPE_CHECKING

from pressmark.archive import copying, rule_files
from pressmark.archive.comparing import compare
from pressmark.archive.exchange.files import write_text
from pressmark.archive.exchange.names import free_path
from pressmark.archive.extraction import VERSION, with_blocks
from pressmark.archive.storage.folders import ARTICLE
from pressmark.archive.values import Changed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from pressmark.archive.bodies import Bodies
    from pressmark.archive.indexer import Indexer
    from pressmark.archive.redoing import Redoer
    from pressmark.archive.storage.storage import Storage
    from pressmark.archive.values import Chosen, Comparison, Extraction, Hand, Opinion, Progress, Redone, RulesChange


class Revising(ABC):
    """What an `Archive` knows and does about the snapshots of its articles. Thread-safe."""

    _storage: Storage
    _bodies: Bodies
    _indexer: Indexer
    _redoer: Redoer

    @abstractmethod
    def _notify(self, changed: Changed) -> None: ...

    def body_html(self, id: int, snapshot: str = "") -> str:
        """Return the clean body, its pictures at images/<name>; empty where there is none.

        Args:
            id: the article.
            snapshot: its folder's name; by default the current one.

        Raises:
            NoSuchArticle: there is no such article.
            StorageError: there is no such snapshot, or the file cannot be read.
        """
        return self._bodies.html(id, snapshot)

    def extraction(self, id: int, snapshot: str = "") -> Extraction | None:
        """Return all that is known of a text, its body's pictures at images/<name>; None where there is no text.

        Args, Raises: those of `body_html`.
        """
        return self._bodies.extraction(id, snapshot)

    def picture(self, id: int, name: str, snapshot: str = "") -> bytes:
        """Return a picture of a snapshot, by default of the current one.

        Raises:
            NoSuchArticle: there is no such article.
            StorageError: there is no such picture, or it cannot be read.
        """
        return self._storage.picture(id, name, snapshot)

    def article_file(self, id: int) -> Path | None:
        """Return the page of the current text that opens in a browser by itself; None where there is none.

        Raises:
            NoSuchArticle: there is no such article.
        """
        folder = self._storage.extraction_folder(id)
        file = folder / ARTICLE if folder else None
        return file if file and file.is_file() else None

    def as_one_file(self, id: int) -> str:
        """Return the current text as a page that opens in any browser, its pictures in it; empty without a text.

        Raises:
            NoSuchArticle: there is no such article.
            StorageError: the file cannot be read.
        """
        found = self._bodies.extraction(id)
        if found is None or not found.html:
            return ""
        return copying.as_one_file(self._storage.article(id), found, partial(self._storage.picture, id))

    def save_copy(self, id: int, place: Path, *, is_folder: bool = False) -> Path | None:
        """Write that page to a file.

        Args:
            id: the article.
            place: the file, or the folder in which it gets a name of its own and replaces nothing.
            is_folder: which of the two.

        Returns:
            The file; None where the article has no text and nothing was written.

        Raises:
            DiskFull, ExchangeError: it could not be written; a file that was there before is as it was.
            NoSuchArticle, StorageError: as `as_one_file` does.
        """
        page = self.as_one_file(id)
        if not page:
            return None
        file = free_path(place, self._storage.article(id).title, copying.SUFFIX) if is_folder else place
        write_text(file, page)
        return file

    def compare(self, id: int, old: str, new: str) -> Comparison:
        """Say what is different in the text of one snapshot against that of another, named by their folders.

        Raises:
            NoSuchArticle: there is no such article.
            StorageError: there is no such snapshot, or it cannot be read.
        """
        return compare(self._storage.extraction(id, old), self._storage.extraction(id, new))

    def use(self, chosen: Chosen) -> Chosen:
        """Let a snapshot, and one of its texts, be the current one; returns what was, to go back to it.

        Raises:
            NoSuchArticle: there is no such article.
            StorageError: there is no such snapshot, or it cannot be read.
        """
        return self._revised(chosen.id, lambda: self._storage.use(chosen))

    # by hand

    def hand(self, id: int) -> Hand:
        """Return what a person wished of the current text.

        Raises:
            NoSuchArticle: there is no such article.
            StorageError: the file cannot be read.
        """
        return self._storage.making(id)[1]

    def shape(self, id: int, hand: Hand) -> Chosen:
        """Make the text of the current snapshot as a person wants it; returns what was shown before, for `use`.

        Raises:
            NoSuchArticle: there is no such article.
            NotReadable: nothing would be left of it, or the page cannot be read.
            StorageError: it could not be read or kept.
        """
        return self._revised(id, lambda: self._redoer.shape(id, hand))

    def keep_for_site(self, id: int, hand: Hand) -> RulesChange | None:
        """Write a wish down as rules for the article's site, which every later reading of its pages follows.

        Returns:
            The site's rules before and after, for `restore_rules`; None where nothing of the wish can be said of other
            pages.

        Raises:
            NoSuchArticle, NotReadable, StorageError: as `shape` does, or the rules could not be written.
        """
        made = self._redoer.rules(id, hand)
        if not made["rules"]:
            return None
        rules = [(str(name), str(value)) for name, value in made["rules"]]
        return rule_files.add_rules(self._storage.root, made["url"], rules)

    def restore_rules(self, rules: RulesChange) -> None:
        """Undo what `keep_for_site` returned.

        Raises:
            StorageError: it could not be written.
        """
        rule_files.write_rules(self._storage.root, rules.host, rules.before)

    def blocks_html(self, id: int, opinion: Opinion | None = None) -> str:
        """Return a body with the name of each block in `data-block`, as `Hand` wants them.

        Args:
            id: the article.
            opinion: whose whole body; by default the body of the current text as it is.

        Raises:
            NotReadable: the page cannot be read so.
            NoSuchArticle, StorageError: as `body_html` does.
        """
        return with_blocks(self._bodies.html(id) if opinion is None else self._redoer.preview(id, opinion))

    # a newer extractor

    def check_ids(self, ids: Iterable[int]) -> None:
        """Make sure that all of these articles exist, before any is changed.

        Raises:
            NoSuchArticle: one is not there.
        """
        for id in ids:
            self._storage.article(id)

    def outdated(self) -> list[int]:
        """Return the articles whose text an older version of Pressmark made."""
        return self._storage.outdated(VERSION)

    def reextract(self, ids: Iterable[int] | None = None, progress: Progress | None = None) -> Iterator[Redone]:
        """Read kept pages again with the present extractor, and use what is not worse than what was there.

        Args:
            ids: which articles; by default those of `outdated`.
            progress: called with how many are done, and of how many.

        Returns:
            What became of each, one after the other, as it is done.

        Raises:
            NoSuchArticle: one is not there; nothing was changed.
        """
        wanted = self.outdated() if ids is None else list(ids)
        self.check_ids(wanted)
        for place, id in enumerate(wanted, 1):
            redone = self._redoer.redo(id)
            if redone.before is not None:
                self._tell(id)
            if progress is not None:
                progress(place, len(wanted))
            yield redone

    def _revised(self, id: int, work: Callable[[], Chosen]) -> Chosen:
        before = work()
        self._tell(id)
        return before

    def _tell(self, id: int) -> None:
        self._indexer.changed()
        self._notify(Changed(frozenset({id}), content=True))
