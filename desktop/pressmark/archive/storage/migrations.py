"""How a database gets the current schema: numbered steps on `user_version`, all of them in one transaction.

A released step is never edited; a change of `tables.py` comes with a new one, and a test compares the two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressmark.archive.errors import ArchiveDamaged, ArchiveTooNew
from pressmark.archive.storage import database

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy.engine import Connection

    Steps = Mapping[int, Callable[[Connection], None]]

_FIRST = """
CREATE TABLE archive (
    id INTEGER NOT NULL,
    uuid TEXT NOT NULL,
    created_at DATETIME NOT NULL,
    PRIMARY KEY (id)
);
CREATE TABLE article (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL,
    identity TEXT NOT NULL,
    url TEXT NOT NULL,
    host TEXT NOT NULL,
    trust TEXT NOT NULL,
    is_local_network BOOLEAN NOT NULL,
    given_title TEXT NOT NULL,
    found_title TEXT NOT NULL,
    title_key TEXT NOT NULL,
    status TEXT NOT NULL,
    failure_code TEXT NOT NULL,
    failure_detail TEXT NOT NULL,
    site TEXT NOT NULL,
    byline TEXT NOT NULL,
    standfirst TEXT NOT NULL,
    excerpt TEXT NOT NULL,
    language TEXT NOT NULL,
    published DATE,
    words INTEGER NOT NULL,
    quality FLOAT NOT NULL,
    lead_image TEXT NOT NULL,
    note TEXT NOT NULL,
    is_read BOOLEAN NOT NULL,
    is_favourite BOOLEAN NOT NULL,
    progress FLOAT NOT NULL,
    trashed_at DATETIME,
    saved_at DATETIME NOT NULL,
    updated_at DATETIME NOT NULL,
    revision INTEGER NOT NULL,
    edition INTEGER NOT NULL,
    sidecar_edition INTEGER NOT NULL,
    UNIQUE (uuid),
    UNIQUE (identity)
);
CREATE INDEX article_by_host ON article (host);
CREATE INDEX article_by_published ON article (published, trashed_at, is_read, is_favourite, status);
CREATE INDEX article_by_saved ON article (saved_at, trashed_at, is_read, is_favourite, status);
CREATE INDEX article_by_title ON article (title_key, trashed_at, is_read, is_favourite, status);
CREATE INDEX article_sidecar_due ON article (id) WHERE edition != sidecar_edition;
CREATE TABLE outbox (
    article_id INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    is_deleted BOOLEAN NOT NULL,
    PRIMARY KEY (article_id)
);
CREATE TABLE removal (
    article_id INTEGER NOT NULL,
    incoming TEXT NOT NULL,
    PRIMARY KEY (article_id)
);
CREATE TABLE tag (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    "key" TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE ("key")
);
CREATE TABLE article_tag (
    article_id INTEGER NOT NULL,
    tag_id INTEGER NOT NULL,
    PRIMARY KEY (article_id, tag_id),
    FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE,
    FOREIGN KEY(tag_id) REFERENCES tag (id)
);
CREATE INDEX article_tag_by_tag ON article_tag (tag_id, article_id);
CREATE TABLE article_text (
    article_id INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (article_id),
    FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE
);
CREATE TABLE draft (
    article_id INTEGER NOT NULL,
    folder TEXT NOT NULL,
    "temporary" TEXT NOT NULL,
    PRIMARY KEY (article_id, folder),
    FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE
);
CREATE TABLE incoming (
    article_id INTEGER NOT NULL,
    file TEXT NOT NULL,
    content_type TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (article_id),
    FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE,
    UNIQUE (file)
);
CREATE TABLE queue (
    article_id INTEGER NOT NULL,
    way TEXT NOT NULL,
    queued_at DATETIME NOT NULL,
    not_before DATETIME,
    attempts INTEGER NOT NULL,
    is_claimed BOOLEAN NOT NULL,
    PRIMARY KEY (article_id),
    FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE
);
CREATE TABLE snapshot (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL,
    folder TEXT NOT NULL,
    taken_at DATETIME NOT NULL,
    way TEXT NOT NULL,
    final_url TEXT NOT NULL,
    http_status INTEGER,
    words INTEGER NOT NULL,
    quality FLOAT NOT NULL,
    failure_code TEXT NOT NULL,
    failure_detail TEXT NOT NULL,
    digest TEXT NOT NULL,
    is_current BOOLEAN NOT NULL,
    UNIQUE (article_id, folder),
    FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX snapshot_current ON snapshot (article_id) WHERE is_current;
"""

_FINDING = """
CREATE TABLE saved_search (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    "query" TEXT NOT NULL,
    place INTEGER NOT NULL
);
DROP INDEX article_by_host;
CREATE INDEX article_by_host ON article (host, language, published, trashed_at);
CREATE INDEX article_by_byline ON article (byline, trashed_at);
"""

_ORDER = """
CREATE TABLE rule (
    id INTEGER NOT NULL,
    "query" TEXT NOT NULL,
    tags TEXT NOT NULL,
    marks_read BOOLEAN NOT NULL,
    marks_favourite BOOLEAN NOT NULL,
    is_on BOOLEAN NOT NULL,
    place INTEGER NOT NULL,
    PRIMARY KEY (id)
);
CREATE TABLE rule_due (
    article_id INTEGER NOT NULL,
    PRIMARY KEY (article_id),
    FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE
);
CREATE TABLE tag_colour (
    "key" TEXT NOT NULL,
    colour TEXT NOT NULL,
    PRIMARY KEY ("key")
);
"""

_HIGHLIGHTS = """
CREATE TABLE highlight (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL,
    "quote" TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    is_attached BOOLEAN NOT NULL,
    colour TEXT NOT NULL,
    note TEXT NOT NULL,
    created_at DATETIME NOT NULL,
    updated_at DATETIME NOT NULL,
    FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE
);
CREATE INDEX highlight_by_article ON highlight (article_id, start);
"""

_EXTRACTIONS = """
CREATE TABLE extraction (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL,
    folder TEXT NOT NULL,
    made_at DATETIME NOT NULL,
    version INTEGER NOT NULL,
    is_by_hand BOOLEAN NOT NULL,
    words INTEGER NOT NULL,
    quality FLOAT NOT NULL,
    digest TEXT NOT NULL,
    UNIQUE (article_id, folder),
    FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE
);
ALTER TABLE snapshot ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE snapshot ADD COLUMN extraction TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN changed_from TEXT NOT NULL DEFAULT '';
UPDATE article SET sidecar_edition = 0;
"""

_REFERENCES = """
CREATE TABLE references_read (
    article_id INTEGER NOT NULL,
    folder TEXT NOT NULL,
    PRIMARY KEY (article_id),
    FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE
);
CREATE TABLE reference (
    article_id INTEGER NOT NULL,
    identity TEXT NOT NULL,
    PRIMARY KEY (article_id, identity),
    FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE
);
CREATE INDEX reference_by_identity ON reference (identity);
"""


def migrate(connection: Connection, steps: Steps | None = None) -> None:
    """Bring the database up to the newest schema, inside the transaction that the caller has begun.

    Args:
        connection: in a writing transaction; nothing of this lasts unless it is committed.
        steps: what makes each schema out of the one before it.

    Raises:
        ArchiveTooNew: the database has a schema that these steps do not know.
        ArchiveDamaged: a step left references without targets.
    """
    steps = STEPS if steps is None else steps
    newest = max(steps)
    schema = schema_of(connection)
    if schema > newest:
        raise ArchiveTooNew(str(schema))
    for number in range(schema + 1, newest + 1):
        steps[number](connection)
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise ArchiveDamaged("references")
    connection.exec_driver_sql(f"PRAGMA application_id={database.APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={newest}")


def schema_of(connection: Connection) -> int:
    """The number of the database's schema; 0 for an empty one."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _running(script: str) -> Callable[[Connection], None]:
    def step(connection: Connection) -> None:
        for statement in script.split(";"):
            if statement.strip():
                connection.exec_driver_sql(statement)

    return step


STEPS: Steps = {
    1: _running(_FIRST),
    2: _running(_FINDING),
    3: _running(_ORDER),
    4: _running(_HIGHLIGHTS),
    5: _running(_EXTRACTIONS),
    6: _running(_REFERENCES),
}
NEWEST = max(STEPS)
