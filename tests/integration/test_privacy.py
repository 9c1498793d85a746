"""Starting, browsing, searching and reading speak to nobody; what is written down for finding faults quotes nothing."""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from pressmark import logs
from pressmark.archive.archive import open_archive
from pressmark.archive.errors import StorageError
from pressmark.archive.values import NewArticle, Status
from site_server import Answer, serve, story

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pressmark.archive.archive import Archive

# Everything that the command line and the window's self-test do, in a process that may not speak to anybody.
SILENT = """
import sys

def watch(event, arguments):
    if event == "socket.getaddrinfo" or event == "socket.gethostbyname":
        raise AssertionError(event, arguments)
    if event in ("socket.connect", "socket.bind", "socket.sendto") and isinstance(arguments[1], tuple):
        raise AssertionError(event, arguments)

sys.addaudithook(watch)
import socket
try:
    socket.create_connection(("127.0.0.1", 9))
except AssertionError:
    pass
else:
    sys.exit("the watch sleeps")
from pressmark.self_test import run_self_test
sys.exit(0 if run_self_test(is_offline=True) else 1)
"""


def environment(tmp_path: Path) -> dict[str, str]:
    return {**os.environ, "HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}


@pytest.mark.slow
@pytest.mark.engine
def test_no_line_of_python_opens_a_connection(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SILENT], capture_output=True, text=True, env=environment(tmp_path), check=False
    )
    assert done.returncode == 0, done.stderr


def _may_trace() -> bool:
    if not shutil.which("strace"):
        return False
    return subprocess.run(["strace", "-qq", "-o", os.devnull, "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.slow
@pytest.mark.engine
@pytest.mark.skipif(sys.platform != "linux" or not _may_trace(), reason="needs strace and the right to use it")
def test_no_process_opens_a_connection(tmp_path: Path) -> None:
    """The web engine's processes and the workers are watched as well, from outside."""
    record = tmp_path / "calls"
    command = ["strace", "-f", "-qq", "-e", "trace=connect,bind,sendto,sendmsg", "-o", str(record)]
    done = subprocess.run(
        [*command, sys.executable, "-m", "pressmark", "self-test", "--offline"],
        capture_output=True,
        text=True,
        env=environment(tmp_path),
        check=False,
    )
    assert done.returncode == 0, done.stderr
    calls = record.read_text(errors="replace").splitlines()
    assert len(calls) > 10  # else nothing was watched
    assert [line for line in calls if re.search(r"AF_INET", line)] == []


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    logs.start_logging(tmp_path / "logs")
    yield tmp_path / "logs" / logs.FILE
    for handler in root.handlers[:]:
        handler.close()
        root.removeHandler(handler)
    for handler in handlers:
        root.addHandler(handler)
    root.setLevel(level)


WORD, TOKEN, PASSWORD, NOTE, TAG = SECRETS = ("Xylophagous", "s3cr3t-token", "hunter2", "private-note", "own-tag")


def fail_with_a_statement(archive: Archive) -> None:
    with archive._storage._writing() as session:
        session.connection().exec_driver_sql("INSERT INTO article VALUES (?)", (NOTE,))


def test_logs_quote_neither_pages_nor_addresses_nor_notes(tmp_path: Path, log_file: Path) -> None:
    pages = {
        "/story": story("Xylophagous beetles"),
        "/gone": Answer(status=404),
        "/broken": Answer(b"<p Xylophagous " + b"x" * 10, content_type="application/octet-stream"),
        "/cut": Answer(b"<html><p>Xylophagous", headers={"Content-Length": "9999"}),
    }
    with serve(pages) as site, open_archive(tmp_path / "archive", cache=tmp_path / "cache") as archive:
        host = site.address.removeprefix("http://")
        urls = [f"http://me:hunter2@{host}{path}?t=s3cr3t-token" for path in pages]
        ids = [one.id for one in archive.add([NewArticle(url, tags=("own-tag",)) for url in urls])]
        archive.save_pending()
        assert Status.SAVED in {archive.article(id).status for id in ids if id is not None}
        archive.find("Xylophagous OR (")
        for id in ids[:1]:
            assert id is not None
            archive.set_note(id, "private-note")
        with pytest.raises(StorageError) as caught:
            fail_with_a_statement(archive)
        logging.getLogger("test").error("a failed statement", exc_info=caught.value)
        with pytest.raises(ValueError, match="Xylophagous") as quoted:
            int(WORD)
        logging.getLogger("test").error("a library quotes the page", exc_info=quoted.value)
    text = log_file.read_text()
    assert "a failed statement" in text
    assert "ValueError" in text
    assert [secret for secret in SECRETS if secret in text] == []
