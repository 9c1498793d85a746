"""Archives, arguments and machines that mean ill, or are just unlucky."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from pressmark import cli
from pressmark.archive import archive as archive_module
from pressmark.archive.archive import Archive, open_archive, rebuild_archive, restore_archive
from pressmark.archive.errors import ArchiveDamaged, NotABackup, StorageError
from pressmark.archive.values import LocalPage, NewArticle, Status, Trust
from site_server import serve, story

TESTS = Path(__file__).parents[1]
TEXT = ("A note about the harbour. " * 9).encode()


def keep_one(root: Path, cache: Path) -> None:
    with open_archive(root, cache=cache) as archive:
        archive.add([NewArticle("https://example.org/a", page=LocalPage(TEXT, "text/plain", "a.txt"))])
        archive.save_pending()


ILL_WILL = {
    "a trigger": "CREATE TRIGGER t AFTER UPDATE ON article BEGIN DELETE FROM article; END",
    "a view": "CREATE VIEW article_look AS SELECT * FROM article",
}


@pytest.mark.parametrize("kind", ILL_WILL)
def test_a_database_that_acts_by_itself_is_not_opened(tmp_path: Path, kind: str) -> None:
    root, cache = tmp_path / "archive", tmp_path / "cache"
    keep_one(root, cache)
    with closing(sqlite3.connect(root / "archive.db")) as connection, connection:
        connection.execute(ILL_WILL[kind])
    for read_only in (False, True):
        with pytest.raises(ArchiveDamaged):
            open_archive(root, cache=cache, read_only=read_only)
    with pytest.raises(NotABackup, match="damaged"):
        restore_archive(tmp_path / "other", root / "archive.db")
    assert rebuild_archive(root).articles == 1
    with open_archive(root, cache=cache) as archive:
        assert archive.find("harbour").total == 1


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) AS uuid, 1 AS id FROM n"


def test_a_view_in_a_tables_place_is_not_read(tmp_path: Path) -> None:
    root, cache = tmp_path / "archive", tmp_path / "cache"
    keep_one(root, cache)
    with closing(sqlite3.connect(root / "archive.db")) as connection, connection:
        connection.execute("ALTER TABLE archive RENAME TO other")
        connection.execute(f"CREATE VIEW archive AS {ENDLESS}")
    for read_only in (False, True):
        with pytest.raises(ArchiveDamaged):
            open_archive(root, cache=cache, read_only=read_only, checks_later=True)


def use(root: Path, cache: Path) -> None:
    with open_archive(root, cache=cache) as archive:
        archive.save_pending()
        archive.articles([1])
        archive.body_html(1)


LEADING_AWAY = {
    "a draft": "INSERT INTO draft (article_id, folder, \"temporary\") VALUES (1, ?, 'x')",
    "a removal": "INSERT INTO removal (article_id, incoming) VALUES (77, ?)",
    "a brought page": "INSERT INTO incoming (article_id, file, content_type, name) VALUES (1, ?, 'text/plain', 'a')",
    "a snapshot": "UPDATE snapshot SET folder = ?",
    "a text": "UPDATE snapshot SET extraction = ?",
    "a picture": "UPDATE article SET lead_image = ?",
}


@pytest.mark.parametrize("is_absolute", [True, False])
@pytest.mark.parametrize("kind", LEADING_AWAY)
def test_no_name_in_a_database_leads_out_of_the_archive(tmp_path: Path, kind: str, *, is_absolute: bool) -> None:
    root, cache = tmp_path / "archive", tmp_path / "cache"
    keep_one(root, cache)
    victim = tmp_path / "victim"
    victim.mkdir()
    (victim / "thesis.txt").write_bytes(TEXT)
    (extraction,) = root.rglob("extraction.json")
    (victim / "extraction.json").write_bytes(extraction.read_bytes().replace(b"harbour", b"secret"))
    os.utime(victim, (0, 0))  # so that it would be swept at once
    target = victim / "thesis.txt" if kind in ("a removal", "a brought page") else victim
    name = str(target) if is_absolute else os.path.relpath(target, extraction.parents[1])
    if not is_absolute and target != victim:
        name = os.path.relpath(target, root / "incoming")
    with closing(sqlite3.connect(root / "archive.db")) as connection, connection:
        connection.execute(LEADING_AWAY[kind], (name,))
        if kind == "a brought page":
            connection.execute("INSERT INTO queue VALUES (1, 'http', '2024-01-01 00:00:00', NULL, 0, 0)")
    (root / "incoming").mkdir(exist_ok=True)
    with pytest.raises(ArchiveDamaged, match="foreign-name"):
        use(root, cache)
    assert sorted(path.name for path in victim.iterdir()) == ["extraction.json", "thesis.txt"]
    rebuild_archive(root)
    with open_archive(root, cache=cache) as archive:
        assert "harbour" in archive.body_html(1)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
@pytest.mark.parametrize("name", ["archive.json", "archive.lock", "searches.json", "article.json", "extraction.json"])
def test_a_pipe_in_a_files_place_is_not_waited_for(tmp_path: Path, name: str) -> None:
    root, cache = tmp_path / "archive", tmp_path / "cache"
    keep_one(root, cache)
    found = [path for path in root.rglob(name) if path.is_file()] or [root / name]
    found[0].unlink(missing_ok=True)
    os.mkfifo(found[0])
    if name == "archive.lock":
        with pytest.raises(StorageError):
            open_archive(root, cache=cache)
        return
    with open_archive(root, cache=cache) as archive:
        archive.set_note(1, "noted")
        archive.verify()
        assert archive.article(1).note == "noted"
    if name != "archive.json":
        rebuild_archive(root)


def test_an_index_that_came_with_an_archive_is_not_looked_at(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    keep_one(root, tmp_path / "cache")
    with open_archive(root, cache=tmp_path / "cache") as archive:
        brought = root / archive.id / "index"
    brought.mkdir(parents=True)
    (brought / "manifest").write_bytes(b"evil")
    with open_archive(root, cache=tmp_path / "cache") as archive:
        assert archive.find("harbour").total == 1
    assert (brought / "manifest").read_bytes() == b"evil"


@pytest.mark.parametrize("name", ["sp ace", "a#b%41?c", "é漢字😀", "x" * 250, "dot.", "-dash", "'quote\" "])
def test_an_archive_may_lie_in_any_folder(tmp_path: Path, name: str) -> None:
    root = tmp_path / name
    keep_one(root, tmp_path / "cache")
    with open_archive(root, cache=tmp_path / "cache", read_only=True) as archive:
        assert archive.verify().damages == ()
        copy = archive.back_up(tmp_path / "copy.db")
    assert restore_archive(root, copy).articles == 1


STARVED = """
import resource, sys
from pathlib import Path
from pressmark.archive.errors import ArchiveError
import storage_steps
from pressmark.archive.storage.storage import open_storage

root, files = Path(sys.argv[1]), int(sys.argv[2])
with open_storage(root) as storage:  # everything is loaded
    storage_steps.capture(storage, storage_steps.add(storage, "first"))
here = len(list(Path("/proc/self/fd").iterdir()))
resource.setrlimit(resource.RLIMIT_NOFILE, (here + files, here + files))
done = []
try:
    with open_storage(root) as storage:
        id = storage_steps.add(storage, "second")
        done.append("added")
        storage_steps.capture(storage, id)
        done.append("captured")
except ArchiveError as error:
    done.append(error.code)
print(*done)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="counts its own files in /proc")
def test_a_process_without_file_handles_says_so_and_loses_nothing(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([*sys.path, str(TESTS)])}
    heard = []
    for files in (0, 2, 4, 6, 30):
        root = tmp_path / str(files)
        command = [sys.executable, "-c", STARVED, str(root), str(files)]
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        assert done.returncode == 0, done.stderr
        heard.append(done.stdout.split())
        with open_archive(root, cache=tmp_path / "cache") as archive:
            assert archive.verify().damages == ()
            urls = {article.url.rsplit("/", 1)[1] for article in archive.articles(archive._storage.all_ids())}
            assert urls >= {"first", *(["second"] if "added" in heard[-1] else [])}
    assert heard[0] == ["storage"]
    assert heard[-1] == ["added", "captured"]


ARGUMENTS: list[list[str]] = [
    ["show", "-1"],
    ["show", "9" * 4_000],
    ["show", "\u0662"],
    ["show", "1\0"],
    ["search", "\ud800"],
    ["search", "(" * 5_000],
    ["search", "x" * 200_000],
    ["search", "--limit", "1e9", "x"],
    ["tag", "1", "+\u202egnp.exe"],
    ["tag", "999999999999999999999", "+x"],
    ["add", "https://" + "a" * 100_000],
    ["add", "file:///etc/\0passwd"],
    ["add", "javascript:alert(1)"],
    ["add", "https://example.org\\@evil.example/"],
    ["add", "https://[::1"],
    ["restore", "/dev/null"],
    ["restore", "/"],
    ["backup", "/dev/full/x"],
    ["rebuild", "--archive", "\0"],
    ["verify", "--archive", ""],
    ["export"],
]


@pytest.mark.parametrize("arguments", ARGUMENTS, ids=lambda one: " ".join(one)[:30].encode("ascii", "replace").decode())
def test_no_argument_brings_a_traceback(
    tmp_path: Path, arguments: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRESSMARK_ARCHIVE", str(tmp_path / "archive"))
    keep_one(tmp_path / "archive", tmp_path / "cache")
    code = cli.main(arguments)
    error = capsys.readouterr().err
    assert code in (0, 1, 2, 3)
    assert len(error.splitlines()) <= 1 or arguments[0] == "search"
    assert code == 0 or error.startswith("pressmark: ") or arguments[0] == "search"


def test_sidecars_of_others_are_data(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    keep_one(root, tmp_path / "cache")
    (sidecar,) = root.glob("articles/*/*/article.json")
    fields = json.loads(sidecar.read_bytes())
    fields["snapshots"][0]["folder"] = "../../../../outside"
    fields["snapshots"][0]["extraction"] = "../../../../outside"
    fields["title"] = fields["given_title"] = "<script>alert(1)</script>\u202e"
    fields["lead_image"] = "../../../../etc/passwd"
    sidecar.write_text(json.dumps(fields))
    (root / "archive.db").unlink()
    rebuild_archive(root)
    with open_archive(root, cache=tmp_path / "cache") as archive:
        article = archive.article(1)
        assert "\u202e" not in article.title
        assert article.lead_image is None or article.lead_image.resolve().is_relative_to(root)
        assert all(".." not in one.folder for one in article.snapshots)


@pytest.mark.parametrize("is_current", [True, False])
def test_a_sidecar_shows_no_text_from_elsewhere(tmp_path: Path, *, is_current: bool) -> None:
    root = tmp_path / "archive"
    keep_one(root, tmp_path / "cache")
    (extraction,) = root.rglob("extraction.json")
    victim = tmp_path / "victim"
    victim.mkdir()
    (victim / "extraction.json").write_bytes(extraction.read_bytes().replace(b"harbour", b"secret"))
    (sidecar,) = root.glob("articles/*/*/article.json")
    fields = json.loads(sidecar.read_bytes())
    fields["snapshots"][0] |= {"extraction": str(victim), "is_current": is_current}
    sidecar.write_text(json.dumps(fields))
    said = json.loads(extraction.read_bytes()) | {"lead_image": "../../../../victim/picture.png"}
    extraction.write_text(json.dumps(said))
    (root / "archive.db").unlink()
    rebuild_archive(root)
    with open_archive(root, cache=tmp_path / "cache") as archive:
        assert archive.article(1).lead_image is None
        assert "secret" not in archive.body_html(1)
        assert archive.find("secret").total == 0


def test_what_waits_in_an_archive_from_elsewhere_asks_no_private_network(tmp_path: Path) -> None:
    with serve({"/reboot": "<p>Done.</p>", "/mine": story("Mine")}) as site:
        with open_archive(tmp_path / "archive", cache=tmp_path / "theirs") as archive:
            archive.add([NewArticle(f"{site.address}/reboot")])
        with open_archive(tmp_path / "archive", cache=tmp_path / "cache") as archive:
            archive.add([NewArticle(f"{site.address}/mine")])
            archive.save_pending()
            (theirs, mine) = archive.articles([1, 2])
            assert (theirs.status, mine.status) == (Status.FAILED, Status.SAVED)
            assert theirs.failure is not None
            assert theirs.failure.code == "private-address"
            archive.add([NewArticle(f"{site.address}/reboot")])  # the person names it, and tries again
            archive.retry([1])
            archive.save_pending([1])
            assert archive.article(1).status != Status.FAILED


def test_what_came_with_an_archive_from_elsewhere_reaches_no_private_network(tmp_path: Path) -> None:
    root, known = tmp_path / "archive", tmp_path / "config" / "known-archives.json"
    with serve({"/story": story("Theirs"), "/reboot": story("Mine")}) as site:

        def save_again(archive: Archive) -> int:
            archive.retry([1])
            archive.save_pending([1])
            return site.requests["/story"]

        with open_archive(root, cache=tmp_path / "theirs") as archive:
            archive.add([NewArticle(f"{site.address}/story")])
            archive.save_pending()
        site.requests.clear()
        with open_archive(root, cache=tmp_path / "cache", known=known, read_only=True):
            pass  # a search from a shell makes it no better known
        for cache in ("cache", "emptied"):
            with open_archive(root, cache=tmp_path / cache, known=known) as archive:
                assert archive.trust_in_link(archive.article(1), f"{site.address}/reboot") is Trust.PAGE
                assert save_again(archive) == 0
        (root / "archive.db").unlink()
        rebuild_archive(root)
        with open_archive(root, cache=tmp_path / "cache", known=known) as archive:
            assert save_again(archive) == 0
            archive.add([NewArticle(f"{site.address}/reboot")])  # what is added here is the person's
            archive.save_pending()
            assert archive.article(2).status is Status.SAVED
            archive.add([NewArticle(f"{site.address}/story")])  # and so is what is named here
        with open_archive(root, cache=tmp_path / "emptied again", known=known) as archive:
            assert save_again(archive) == 1


@pytest.mark.parametrize("content", [b"[", b"[]", b'{"x": {}}', b"\xff", b"[" * 100_000])
def test_a_list_of_known_archives_that_cannot_be_read_makes_strangers(tmp_path: Path, content: bytes) -> None:
    root, known = tmp_path / "archive", tmp_path / "known-archives.json"
    keep_one(root, tmp_path / "cache")
    known.write_bytes(content)
    with open_archive(root, cache=tmp_path / "cache", known=known) as archive:
        assert archive._origin.came_along(1)
        assert not archive._origin.came_along(2)
    with open_archive(root, cache=tmp_path / "cache", known=known) as archive:
        assert archive._origin.came_along(1)


def write_body(root: Path, body: str) -> None:
    """What somebody else, or an editor, may have made of an article's body."""
    (file,) = root.rglob("extraction.json")
    file.write_text(json.dumps(json.loads(file.read_bytes()) | {"html": body}))


def test_a_body_from_elsewhere_is_cleaned_when_it_is_read(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    keep_one(root, tmp_path / "cache")
    write_body(
        root, "<p>The harbour</p><script>alert(1)</script><img src='https://spy.example/x.png'><form>Sign in</form>"
    )
    (root / "archive.db").unlink()
    rebuild_archive(root)
    with open_archive(root, cache=tmp_path / "cache") as archive:
        clean = "<p>The harbour</p><img>Sign in"
        assert archive.body_html(1) == clean
        assert archive.body_with_hits(1, ["harbour"])[1] == 1
        assert "script" not in archive.body_with_hits(1, ["harbour"])[0] + archive.blocks_html(1)
        found = archive.extraction(1)
        assert found is not None
        assert found.html == clean


def test_a_body_from_elsewhere_takes_no_more_than_a_worker_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_module, "WORKER_SECONDS", 2.0)
    root = tmp_path / "archive"
    keep_one(root, tmp_path / "cache")
    many = "".join(f'<b id="{number}">' for number in range(1_400))
    write_body(root, f"<p>{many}</p>" + "<p>x</p>" * 30_000)  # each paragraph opens all of them again: 42 million
    with open_archive(root, cache=tmp_path / "cache") as archive:
        with pytest.raises(StorageError, match="file-damaged"):
            archive.body_html(1)
        assert archive.text(1)


def test_a_body_of_ours_asks_no_worker(tmp_path: Path) -> None:
    with serve({"/story": story("Ours")}) as site, open_archive(tmp_path / "a", cache=tmp_path / "c") as archive:
        archive.add([NewArticle(f"{site.address}/story")])
        archive.save_pending()
        archive._workers.close()
        assert "paragraph 3" in archive.body_html(1)


def test_no_links_are_read_elsewhere(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    keep_one(root, tmp_path / "cache")
    with closing(sqlite3.connect(root / "archive.db")) as connection, connection:
        connection.execute("UPDATE snapshot SET extraction = ?", (str(tmp_path),))
    with (
        open_archive(root, cache=tmp_path / "cache", checks_later=True) as archive,
        pytest.raises(ArchiveDamaged, match="foreign-name"),
    ):
        archive._storage.references.unread(0, 10)


@pytest.mark.parametrize("name", ["/etc/passwd", "../../../../outside.txt", "images/../../../../../outside.txt"])
def test_a_list_of_files_that_leads_out_is_not_followed(tmp_path: Path, name: str) -> None:
    root = tmp_path / "archive"
    keep_one(root, tmp_path / "cache")
    (response,) = root.rglob("response.json")
    fields = json.loads(response.read_bytes())
    fields["files"][name] = "00"
    response.write_text(json.dumps(fields))
    with open_archive(root, cache=tmp_path / "cache") as archive:
        damages = archive.verify().damages
    assert [(one.kind, one.path.rpartition("/")[2]) for one in damages] == [("changed", "response.json")]


@pytest.mark.parametrize("is_absolute", [True, False])
def test_no_id_of_an_archive_leads_to_somebody_elses_folder(tmp_path: Path, *, is_absolute: bool) -> None:
    root, cache = tmp_path / "archive", tmp_path / "cache"
    keep_one(root, cache)
    (tmp_path / "project" / "index").mkdir(parents=True)
    (tmp_path / "project" / "index" / "thesis.txt").write_bytes(TEXT)
    id = str(tmp_path / "project") if is_absolute else "../project"
    with closing(sqlite3.connect(root / "archive.db")) as connection, connection:
        connection.execute("UPDATE archive SET uuid = ?", (id,))
    for read_only in (True, False):
        with pytest.raises(ArchiveDamaged, match="foreign-name"):
            open_archive(root, cache=cache, read_only=read_only)
    charter = json.loads((root / "archive.json").read_bytes())
    (root / "archive.json").write_text(json.dumps(charter | {"uuid": id}))
    with pytest.raises(NotABackup):
        restore_archive(tmp_path / "other", root / "archive.db")
    rebuild_archive(root)
    with open_archive(root, cache=cache) as archive:
        assert archive.find("harbour").total == 1
    assert [path.name for path in (tmp_path / "project").rglob("*")] == ["index", "thesis.txt"]
