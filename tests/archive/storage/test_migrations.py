from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import SQLModel

from pressmark.archive.errors import ArchiveDamaged
from pressmark.archive.storage import backups, database, folders, migrations, opening, tables
from pressmark.archive.storage.storage import open_storage, rebuild_storage
from pressmark.archive.values import Status
from storage_steps import add

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from pressmark.archive.storage.storage import Storage

OLD_ARCHIVES = Path(__file__).parents[2] / "old_archives"
NOW = datetime(2026, 3, 1, tzinfo=UTC)
NEXT = migrations.NEWEST + 1


def shape(connection: Connection) -> dict[str, Any]:
    """All that makes a schema, in a form that two databases can be compared by."""

    def ask(pragma: str, name: str) -> list[tuple[Any, ...]]:
        return sorted(tuple(row) for row in connection.exec_driver_sql(f"PRAGMA {pragma}('{name}')"))

    names = [row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found: dict[str, Any] = {"tables": sorted(names)}
    for name in names:
        found[name] = (ask("table_xinfo", name), ask("foreign_key_list", name))
        found[name] += (sorted(row[1:] for row in ask("index_list", name)),)
    made = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    found["indexes"] = sorted((name, " ".join(sql.split())) for name, sql in connection.exec_driver_sql(made))
    auto = "SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'"
    found["autoincrement"] = sorted(row[0] for row in connection.exec_driver_sql(auto))
    return found


def test_a_migrated_schema_is_the_declared_one(storage: Storage, tmp_path: Path) -> None:
    assert tables.ArticleRow.metadata is SQLModel.metadata
    declared = database.make_engine(tmp_path / "declared.db", is_new=True)
    SQLModel.metadata.create_all(declared)
    with declared.connect() as ours, storage._engine.connect() as theirs:
        assert shape(theirs) == shape(ours)
    declared.dispose()


def _add_column(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE article ADD COLUMN mood TEXT NOT NULL DEFAULT ''")


def _fail(connection: Connection) -> None:
    connection.exec_driver_sql("DELETE FROM article")
    raise ZeroDivisionError


def version_and_count(path: Path) -> tuple[int, int]:
    with closing(sqlite3.connect(path)) as connection:
        return (
            connection.execute("PRAGMA user_version").fetchone()[0],
            connection.execute("SELECT count(*) FROM article").fetchone()[0],
        )


def test_a_migration_copies_first_and_comes_whole(storage: Storage) -> None:
    add(storage, "one")
    storage.close()
    opening.migrate(storage.root, migrations.NEWEST, NOW, {**migrations.STEPS, NEXT: _add_column})
    assert version_and_count(storage.root / database.NAME) == (NEXT, 1)
    (copy,) = (storage.root / backups.FOLDER).iterdir()
    assert version_and_count(copy) == (migrations.NEWEST, 1)


def test_a_migration_that_fails_changes_nothing(storage: Storage) -> None:
    add(storage, "one")
    storage.close()
    with pytest.raises(ZeroDivisionError):
        opening.migrate(storage.root, migrations.NEWEST, NOW, {**migrations.STEPS, NEXT: _add_column, NEXT + 1: _fail})
    assert version_and_count(storage.root / database.NAME) == (migrations.NEWEST, 1)
    with open_storage(storage.root) as again:
        assert len(again.all_ids()) == 1


def test_a_migration_must_not_leave_dangling_references(storage: Storage) -> None:
    add(storage, "one", tags=("a",))
    storage.close()

    def orphan(connection: Connection) -> None:
        connection.exec_driver_sql("DELETE FROM article")

    with pytest.raises(ArchiveDamaged):
        opening.migrate(storage.root, migrations.NEWEST, NOW, {**migrations.STEPS, NEXT: orphan})
    assert version_and_count(storage.root / database.NAME) == (migrations.NEWEST, 1)


@pytest.mark.parametrize("script", sorted(OLD_ARCHIVES.glob("*.sql")), ids=lambda path: path.stem)
def test_old_archives_open(script: Path, tmp_path: Path) -> None:
    root = tmp_path / "old"
    shutil.copytree(script.with_suffix(""), root)
    with closing(sqlite3.connect(root / database.NAME)) as connection:
        connection.executescript(script.read_text(encoding="utf-8"))
    for _ in range(2):
        with open_storage(root) as storage:
            assert storage.verify().damages == ()
            one, two, three = storage.articles([1, 2, 3])
            assert (one.title, one.tags, one.note) == ("The ferry", ("policy/telegram", "Sea"), "Read again\nin spring")
            assert (one.status, two.status, three.status) == (Status.SAVED, Status.FAILED, Status.QUEUED)
            assert three.trashed_at is not None
            assert storage.text(1) == "A ferry left the harbour at dawn."
            assert folders.sidecar(root, 1).is_file()
            searches = [(one.name, one.query) for one in storage.searches.all()]
            assert searches == ([("Boats", "ferry OR tag:Sea")] if script.stem > "schema-1" else [])
            rules = [(one.query, one.tags) for one in storage.order.rules()]
            assert rules == ([("site:example.org", ("Sea",))] if script.stem > "schema-2" else [])
            highlights = [(one.quote, one.note) for one in storage.highlights.of(1)]
            assert highlights == ([("ferry", "a boat")] if script.stem > "schema-3" else [])
        assert rebuild_storage(root).articles == 3


def test_there_is_an_old_archive_of_every_schema() -> None:
    assert {int(path.stem.rsplit("-", 1)[1]) for path in OLD_ARCHIVES.glob("*.sql")} == set(migrations.STEPS)
