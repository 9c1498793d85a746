"""The engines that are compared, behind one door: build, search with or without snippets, size."""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING

import tantivy
from whoosh import fields, index, qparser, query, sorting
from whoosh.analysis import StemmingAnalyzer

from pressmark.archive.index.index import Index, IndexChange, IndexDocument
from pressmark.archive.index.query import parse
from pressmark.archive.index.snippets import snippet
from pressmark.archive.indexer import HANDS, MANY, WORKER_BYTES, WORKER_SECONDS
from pressmark.workers.pool import WorkerPool

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from corpus import Story
    from queries import Query

TOP = 20
TODAY = date(2026, 3, 1)
BATCH = 1_000


class Engine(ABC):
    """One engine with its files in a folder of its own."""

    name = ""

    def __init__(self, folder: Path) -> None:
        self.is_built = folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder

    @abstractmethod
    def add(self, stories: list[Story]) -> None:
        """Take in articles."""

    def finish(self) -> None:  # noqa: B027  # most have nothing left to do
        """Do what is left after the last article, and open for searching."""

    def can(self, one: Query) -> bool:  # noqa: ARG002  # most can
        """Whether the engine has such queries at all."""
        return True

    @abstractmethod
    def search(self, one: Query, *, snippets: bool) -> list[int]:
        """The ids of the best articles, having made their snippets if asked for."""

    def size(self) -> int:
        """Bytes on the disk."""
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())


class Pressmark(Engine):
    """Ours: the index, with texts and tags from a database as in the archive."""

    name = "pressmark"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._index = Index.open(folder / "index", "benchmark")
        self._workers = WorkerPool(HANDS, WORKER_SECONDS, WORKER_BYTES)
        self._texts = sqlite3.connect(folder / "texts.db")
        if not self.is_built:
            self._texts.execute("CREATE TABLE text (id INTEGER PRIMARY KEY, text TEXT, tag TEXT)")
            self._texts.execute("CREATE INDEX tagged ON text (tag)")

    @cached_property
    def _newest(self) -> tuple[int, ...]:
        return tuple(id for (id,) in self._texts.execute("SELECT id FROM text ORDER BY id DESC"))

    def add(self, stories: list[Story]) -> None:
        self._texts.executemany("INSERT INTO text VALUES (?, ?, ?)", ((one.id, one.body, one.tag) for one in stories))
        self._texts.commit()
        changes = [
            IndexChange(one.id, 1, IndexDocument(title=one.title, body=one.body, language="en")) for one in stories
        ]
        halves = (changes[: BATCH // 2], changes[BATCH // 2 :])
        with ThreadPoolExecutor(HANDS) as hands:  # as the archive does
            list(hands.map(partial(self._index.apply, run=self._workers.run), halves))
        if self._index.segment_count() > MANY:
            self._index.merge(self._workers.run)

    def finish(self) -> None:
        while self._index.merge(self._workers.run, is_thorough=True):
            pass
        self._workers.close()

    def search(self, one: Query, *, snippets: bool) -> list[int]:
        text = (" OR " if one.is_any else " ").join(f"{word}~" if one.is_fuzzy else word for word in one.words)
        text = f'"{text}"' if one.is_phrase else text
        asked = parse(text, today=TODAY, typing=one.is_typing)
        within = None
        if one.tag:
            within = frozenset(id for (id,) in self._texts.execute("SELECT id FROM text WHERE tag = ?", (one.tag,)))
        found = self._index.search(asked, TOP, within, self._newest if one.by_date else None)
        ids = [hit.id for hit in found.hits]
        if snippets:
            holes = ",".join("?" * len(ids))
            for _id, body in self._texts.execute(f"SELECT id, text FROM text WHERE id IN ({holes})", ids):  # noqa: S608  # only holes
                snippet(body, found.words, language="en")
        return ids

    def size(self) -> int:
        return sum(path.stat().st_size for path in (self.folder / "index").rglob("*") if path.is_file())


class Fts5(Engine):
    """SQLite's own full-text search, in the order of its bm25."""

    name = "FTS5"

    def can(self, one: Query) -> bool:
        return not one.is_fuzzy

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._database = sqlite3.connect(folder / "fts.db")
        if not self.is_built:
            self._database.executescript(
                "CREATE VIRTUAL TABLE story USING fts5(title, body, tag UNINDEXED, tokenize='porter unicode61',"
                " prefix='2 3');"
                "CREATE TABLE tagged (id INTEGER PRIMARY KEY, tag TEXT); CREATE INDEX by_tag ON tagged (tag);"
            )

    def add(self, stories: list[Story]) -> None:
        rows = [(one.id, one.title, one.body, one.tag) for one in stories]
        self._database.executemany("INSERT INTO story(rowid, title, body, tag) VALUES (?, ?, ?, ?)", rows)
        self._database.executemany("INSERT INTO tagged VALUES (?, ?)", ((one.id, one.tag) for one in stories))
        self._database.commit()

    def search(self, one: Query, *, snippets: bool) -> list[int]:
        quoted = [f'"{word}"' for word in one.words]
        if one.is_phrase:
            match = f'"{" ".join(one.words)}"'
        elif one.is_typing:
            match = " ".join([*quoted[:-1], quoted[-1] + "*"])
        else:
            match = (" OR " if one.is_any else " ").join(quoted)
        made = ", snippet(story, 1, '[', ']', '…', 24)" if snippets else ""
        order = "rowid DESC" if one.by_date else "bm25(story, 5.0, 1.0)"
        narrowed = " AND +rowid IN (SELECT id FROM tagged WHERE tag = ?)" if one.tag else ""
        statement = f"SELECT rowid{made} FROM story WHERE story MATCH ?{narrowed} ORDER BY {order} LIMIT {TOP}"  # noqa: S608  # ours
        return [row[0] for row in self._database.execute(statement, (match, one.tag) if one.tag else (match,))]


class Tantivy(Engine):
    """Lucene's pupil in Rust."""

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        schema = tantivy.SchemaBuilder()
        schema.add_integer_field("id", stored=True, indexed=True, fast=True)
        schema.add_text_field("title", tokenizer_name="en_stem")
        schema.add_text_field("body", stored=True, tokenizer_name="en_stem")
        schema.add_text_field("tag", tokenizer_name="raw")
        self._schema = schema.build()
        self._index = tantivy.Index(self._schema, str(folder))
        self._writer = self._index.writer(200_000_000, 1)
        self._searcher = self._index.searcher()

    def add(self, stories: list[Story]) -> None:
        for one in stories:
            self._writer.add_document(tantivy.Document(id=one.id, title=one.title, body=one.body, tag=one.tag))
        self._writer.commit()

    def finish(self) -> None:
        self._writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, one: Query, *, snippets: bool) -> list[int]:
        asked = self._query(one)
        if one.tag:
            tag = tantivy.Query.term_query(self._schema, "tag", one.tag)
            asked = tantivy.Query.boolean_query([(tantivy.Occur.Must, asked), (tantivy.Occur.Must, tag)])
        if one.by_date:
            hits = self._searcher.search(asked, TOP, order_by_field="id").hits
        else:
            hits = self._searcher.search(asked, TOP).hits
        documents = [self._searcher.doc(address) for _score, address in hits]
        if snippets:
            maker = tantivy.SnippetGenerator.create(self._searcher, asked, self._schema, "body")
            for document in documents:
                maker.snippet_from_doc(document).to_html()
        return [document["id"][0] for document in documents]

    def _query(self, one: Query) -> tantivy.Query:
        fields_asked = ["title", "body"]
        if one.is_phrase:
            return self._index.parse_query(f'"{" ".join(one.words)}"', fields_asked)
        if one.is_fuzzy:
            fuzzy = [tantivy.Query.fuzzy_term_query(self._schema, "body", word) for word in one.words]
            return tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in fuzzy])
        whole = one.words[:-1] if one.is_typing else one.words
        must = tantivy.Occur.Should if one.is_any else tantivy.Occur.Must
        parts = [(must, self._index.parse_query(word, fields_asked)) for word in whole]
        if one.is_typing:
            begun = tantivy.Query.regex_query(self._schema, "body", one.words[-1] + ".*")
            parts.append((tantivy.Occur.Must, begun))
        return tantivy.Query.boolean_query(parts)


class StockWhoosh(Engine):
    """Whoosh as it comes."""

    name = "Whoosh"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        text = fields.TEXT(analyzer=StemmingAnalyzer(), stored=True)
        schema = fields.Schema(id=fields.NUMERIC(stored=True, sortable=True), title=text, body=text, tag=fields.ID)
        self._index = index.open_dir(str(folder)) if self.is_built else index.create_in(str(folder), schema)

    def add(self, stories: list[Story]) -> None:
        writer = self._index.writer(limitmb=256)
        for one in stories:
            writer.add_document(id=one.id, title=one.title, body=one.body, tag=one.tag)
        writer.commit()

    def search(self, one: Query, *, snippets: bool) -> list[int]:
        with self._index.searcher() as searcher:
            asked = self._query(one)
            narrowed = query.Term("tag", one.tag) if one.tag else None
            by = sorting.FieldFacet("id", reverse=True) if one.by_date else None
            found = searcher.search(asked, limit=TOP, filter=narrowed, sortedby=by)
            if snippets:
                for hit in found:
                    hit.highlights("body", top=1)
            return [hit["id"] for hit in found]

    def _query(self, one: Query) -> query.Query:
        group = qparser.OrGroup if one.is_any else qparser.AndGroup
        parser = qparser.MultifieldParser(
            ["title", "body"], self._index.schema, {"title": 5.0, "body": 1.0}, group=group
        )
        if one.is_phrase:
            return parser.parse(f'"{" ".join(one.words)}"')
        if one.is_fuzzy:
            return query.And([query.FuzzyTerm("body", word, prefixlength=1) for word in one.words])
        if one.is_typing:
            return query.And([parser.parse(" ".join(one.words[:-1])), query.Prefix("body", one.words[-1])])
        return parser.parse(" ".join(one.words))


def in_batches(stories: Iterable[Story]) -> Iterable[list[Story]]:
    """Articles as they come in an import."""
    batch: list[Story] = []
    for one in stories:
        batch.append(one)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
