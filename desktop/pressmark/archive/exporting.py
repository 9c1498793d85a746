"""The part of the archive's door that takes articles along, in open formats, whole and without the network."""

from __future__ import annotations

import logging
import re
from abc import ABC
from typing import TYPE_CHECKING

from pressmark.archive.errors import ExchangeError, NoSuchArticle, StorageError
from pressmark.archive.exchange.exporters import ENDINGS, WITH_BODIES, write_file, write_folder
from pressmark.archive.exchange.exporters.illustrations import pictures_of
from pressmark.archive.exchange.files import writing
from pressmark.archive.marks import mark_passages
from pressmark.archive.urls import is_public_scheme
from pressmark.archive.values import Exported, ExportKind, ExportWords, WholeArticle
from pressmark.archive.whole_files import whole_file, whole_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pressmark.archive.bodies import Bodies
    from pressmark.archive.storage.storage import Storage
    from pressmark.archive.values import Article, Extraction, Progress

log = logging.getLogger(__name__)

PLAIN_WORDS = ExportWords()
PIECE = 50  # articles of which all but the bodies is read at once: most of the time is that of questions
_NUMBER = re.compile(r'(<mark class="passage [a-z ]+") data-highlight="\d+">')  # means something to the reader only


class Exporting(ABC):
    """What an `Archive` gives away. Thread-safe."""

    root: Path
    _storage: Storage
    _bodies: Bodies

    def export(
        self,
        ids: Iterable[int],
        target: Path,
        kind: ExportKind,
        progress: Progress | None = None,
        words: ExportWords = PLAIN_WORDS,
    ) -> Exported:
        """Write articles to a file or a folder, in the order given; what lies in the trash is left out.

        An article of which something cannot be read is written with what can.

        Args:
            ids: of the articles.
            target: the file, which is replaced where there is one, or the folder, which is made and may be there only
                if it is empty. Its parent must be there.
            kind: the format; see `ENDINGS` for those that are one file.
            progress: called with how many articles are written and of how many; what it raises ends this.
            words: those of the export that are not the articles'.

        Raises:
            DiskFull, ExchangeError, StorageError: nothing was written; what was there before is as it was.
        """
        target = target.absolute()
        target = target.parent.resolve() / target.name
        self._require_outside(target, kind)
        outgoing = _Outgoing(self._storage, self._bodies, list(dict.fromkeys(ids)), kind, progress)
        with writing(target):
            if kind in ENDINGS:
                with whole_file(target) as stream:
                    write_file(kind, stream, outgoing.articles(), words)
            else:
                with whole_folder(target, outgoing.tick) as folder:
                    write_folder(kind, folder, outgoing.articles(), words)
        return Exported(outgoing.count, tuple(outgoing.failed))

    def _require_outside(self, target: Path, kind: ExportKind) -> None:
        """Refuse at once what could not be written in the end, and what would harm the archive.

        Raises:
            ExchangeError: `inside-archive`, `folder-not-empty` or `file-not-written`.
        """
        root = self.root.resolve()
        if target.is_relative_to(root) or target.resolve().is_relative_to(root):
            raise ExchangeError(target.name, code="inside-archive")
        with writing(target):
            if target.is_dir() and kind not in ENDINGS and next(target.iterdir(), None) is not None:
                raise ExchangeError(target.name, code="folder-not-empty")
        if not target.parent.is_dir() or (kind in ENDINGS and target.is_dir()):
            raise ExchangeError(target.name, code="file-not-written")


class _Outgoing:
    """Articles on their way out, one after the other.

    Attributes:
        count: how many were given.
        failed: those that were not whole.
    """

    def __init__(
        self, storage: Storage, bodies: Bodies, ids: list[int], kind: ExportKind, progress: Progress | None
    ) -> None:
        self._storage, self._bodies, self._ids, self._kind = storage, bodies, ids, kind
        self._progress = progress or (lambda _done, _all: None)
        self._done = 0
        self.count = 0
        self.failed: list[int] = []

    def articles(self) -> Iterator[WholeArticle]:
        """Read them; what is not there any more is left out."""
        for start in range(0, len(self._ids), PIECE):
            piece = [one for one in self._storage.articles(self._ids[start : start + PIECE]) if one.trashed_at is None]
            for whole in self._with_bodies(piece) if self._kind in WITH_BODIES else map(WholeArticle, piece):
                if self._kind is ExportKind.BOOKMARKS and not is_public_scheme(whole.article.url):
                    self._fail(whole.article)
                    continue
                yield whole
                self.count += 1
                self._done += 1
                self.tick()
            self._done = min(start + PIECE, len(self._ids))
            self.tick()

    def tick(self) -> None:
        """Say how far it is."""
        self._progress(self._done, len(self._ids))

    def _with_bodies(self, articles: list[Article]) -> Iterator[WholeArticle]:
        ids = [article.id for article in articles]
        highlighted = {one.article_id for one in self._storage.highlights.all(ids)}
        texts = self._storage.texts(ids) if self._kind is ExportKind.JSON else {}
        for article in articles:
            try:
                highlights = self._storage.highlights.of(article.id) if article.id in highlighted else ()
                found = self._extraction(article)
                if self._kind is ExportKind.JSON:
                    with_snapshots = self._storage.article(article.id)
                    whole = WholeArticle(with_snapshots, found, texts.get(article.id, ""), highlights=highlights)
                else:
                    body = found.html if found else ""
                    marked = _NUMBER.sub(r"\1>", mark_passages(body, highlights)) if highlights else body
                    pictures = self._pictures(article, body)
                    whole = WholeArticle(article, found, "", marked, highlights, pictures)
            except NoSuchArticle:  # gone since
                continue
            yield whole

    def _extraction(self, article: Article) -> Extraction | None:
        try:
            return self._bodies.extraction(article.id)
        except NoSuchArticle:
            raise
        except StorageError:
            self._fail(article)
            return None

    def _pictures(self, article: Article, body: str) -> dict[str, bytes]:
        found = {}
        for address in pictures_of(body):
            try:
                found[address] = self._storage.picture(article.id, address.removeprefix("images/"))
            except NoSuchArticle:
                raise
            except StorageError:
                self._fail(article)
        return found

    def _fail(self, article: Article) -> None:
        if article.id not in self.failed[-1:]:
            log.warning("article %d is exported in part", article.id)
            self.failed.append(article.id)
