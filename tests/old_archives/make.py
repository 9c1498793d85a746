"""Write down a small archive of the present schema, once, when that schema is released: `make.py FOLDER`.

The result is schema-<number>.sql, from which a test makes the database, and beside it the folder with the files.
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from pressmark.archive.storage import database, migrations
from pressmark.archive.storage.storage import open_storage
from pressmark.archive.values import Colour, Failure, Rule, TagColour
from storage_steps import Clock, add, capture


def make(folder: Path) -> None:
    root = folder / f"schema-{migrations.NEWEST}"
    with open_storage(root, clock=Clock()) as storage:
        one = add(storage, "ferry", tags=("policy/telegram", "Sea"))
        capture(storage, one)
        storage.set_note(one, "Read again\nin spring")
        storage.highlights.add(one, 2, 7, Colour.GREEN, "a boat")
        storage.set_read([one], value=True)
        storage.set_favourite([one], value=True)
        two = add(storage, "gone", title="Kept title")
        storage.claim([two])
        storage.fail(two, Failure("http-404", "404"))
        three = add(storage, "brought", page=b"Words that were brought.")
        storage.trash([three])
        storage.searches.save("Boats", "ferry OR tag:Sea")
        storage.order.set_rules([Rule("site:example.org", ("Sea",), marks_read=True)])
        storage.order.set_colour("Sea", TagColour.TEAL)
    path = root / database.NAME
    with closing(sqlite3.connect(path)) as connection:
        settings = [f"PRAGMA {name}={connection.execute(f'PRAGMA {name}').fetchone()[0]};" for name in SETTINGS]
        script = "\n".join([*settings, *connection.iterdump()])
    root.with_suffix(".sql").write_text(script + "\n", encoding="utf-8")
    path.unlink()
    (root / "archive.lock").unlink()
    shutil.rmtree(root / ".staging")


SETTINGS = ("application_id", "user_version")

if __name__ == "__main__":
    make(Path(sys.argv[1]))
