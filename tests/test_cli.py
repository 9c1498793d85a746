"""The command line against a real archive and a real local site."""

from __future__ import annotations

import errno
import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from pressmark import cli, printed
from pressmark.archive.archive import open_archive
from pressmark.archive.values import Snippet
from site_server import Answer, Site, serve, story

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def site() -> Iterator[Site]:
    pages = {
        "/bridge": story("The bridge is rebuilt"),
        "/river": story("The river is warm"),
        "/gone": Answer(status=404),
    }
    with serve(pages) as running:
        yield running


class Shell:
    """Runs commands on one archive and keeps what they print."""

    def __init__(self, archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.archive, self.capsys = archive, capsys
        self.error = ""

    def run(self, *arguments: str, code: int = 0) -> str:
        assert cli.main([arguments[0], "--archive", str(self.archive), *arguments[1:]]) == code
        captured = self.capsys.readouterr()
        self.error = captured.err
        assert "Traceback" not in captured.err
        return captured.out

    def json(self, *arguments: str, code: int = 0) -> Any:
        return json.loads(self.run(*arguments, "--json", code=code))


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.setenv("PRESSMARK_CACHE", str(tmp_path / "cache"))
    return Shell(tmp_path / "archive", capsys)


def test_add_prints_one_entry_for_each_address(shell: Shell, site: Site) -> None:
    results = shell.json("add", f"{site.address}/bridge", f"{site.address}/gone", "ftp://example.org/x", code=1)
    assert [one["status"] for one in results] == ["saved", "failed", "failed"]
    assert [set(one) for one in results] == [{"id", "url", "title", "status", "error"}] * 3
    assert results[0]["title"] == "The bridge is rebuilt"
    assert results[0]["error"] is None
    assert results[1]["error"]["code"] == "http-404"
    assert results[1]["id"] is not None
    assert results[2]["id"] is None
    assert results[2]["error"]["message"]


def test_add_of_nothing_that_can_be_saved_makes_no_archive(shell: Shell) -> None:
    (result,) = shell.json("add", "ftp://example.org/x", code=1)
    assert result["error"]["message"] == "Only addresses that begin with http or https can be saved."
    shell.run("add", "", code=1)
    assert "This is not an address" in shell.error
    assert not shell.archive.exists()


def test_add_again_gives_the_same_article(shell: Shell, site: Site) -> None:
    first = shell.json("add", f"{site.address}/bridge", "--tag", "cities")
    again = shell.json("add", f"{site.address}/bridge?utm_source=x", "--tag", "rivers")
    assert first[0]["id"] == again[0]["id"]
    assert site.requests["/bridge"] == 1
    assert shell.run("tag", str(first[0]["id"]), "+x").split() == ["1", "cities", "rivers", "x"]


def test_add_reads_link_files_and_pages(shell: Shell, site: Site, tmp_path: Path) -> None:
    link = tmp_path / "river.url"
    link.write_text(f"[InternetShortcut]\nURL={site.address}/river\n")
    page = tmp_path / "kept.html"
    page.write_text(story("A page from the disk"))
    results = shell.json("add", str(link), str(page))
    assert [one["title"] for one in results] == ["The river is warm", "A page from the disk"]
    (tmp_path / "empty.txt").touch()
    lost = shell.json(
        "add", str(tmp_path / "no.html"), "./absent.html", "pgae.html", str(tmp_path / "empty.txt"), code=1
    )
    assert [one["error"]["code"] for one in lost] == ["missing", "missing", "missing", "empty"]
    assert lost[3]["error"]["message"] == "There is nothing in this."


def test_search_takes_queries_that_begin_with_a_dash(shell: Shell, site: Site) -> None:
    shell.run("add", f"{site.address}/bridge", f"{site.address}/river")
    shell.run("tag", "1", "+policy/telegram")
    assert [hit["id"] for hit in shell.json("search", "paragraph tag:policy")] == [1]
    assert [hit["id"] for hit in shell.json("search", "-tag:policy")] == [2]
    assert [hit["id"] for hit in shell.json("search", "paragraph", "-bridge", "--limit", "5")] == [2]


def test_search_marks_the_words(shell: Shell, site: Site) -> None:
    shell.run("add", f"{site.address}/bridge")
    (hit,) = shell.json("search", '"what happened"')
    assert set(hit) == {"id", "title", "url", "site", "saved_at", "score", "snippet", "tags"}
    assert "**what" in hit["snippet"]
    assert "**" in shell.run("search", "happened")


def test_search_says_why_nothing_was_found(shell: Shell, site: Site) -> None:
    shell.run("add", f"{site.address}/bridge", f"{site.address}/river")
    assert shell.run("search", "brigde is:unread") == ""
    assert shell.error.splitlines() == [
        "nothing found",
        "brigde: found nowhere, 2 without it",
        "did you mean: bridge is:unread (1 found)",
    ]
    assert shell.json("search", "brigde is:unread") == []
    found = shell.json("search", "brigde is:unread", "--explain")
    assert found == {
        "hits": [],
        "total": 0,
        "left_out": [],
        "causes": [{"start": 0, "end": 6, "text": "brigde", "alone": 0, "without": 2, "negated": False}],
        "suggestion": {"query": "bridge is:unread", "found": 1},
    }
    shell.run("search", "bridge is:fav")
    assert shell.error.splitlines()[1:] == ["is:fav: found nowhere, 1 without it"]
    shell.run("search", "rebuilt")
    assert shell.error == "1 found\n"
    shell.run("search", "rebuilt rivr")
    assert shell.error.splitlines()[0] == "without: rivr"
    assert shell.error.splitlines()[2:] == ["rivr: found nowhere, 1 without it"]


def test_a_wrong_query_is_one_line_and_wrong_usage(shell: Shell, site: Site) -> None:
    shell.run("add", f"{site.address}/bridge")
    shell.run("search", "is:purple", code=2)
    assert shell.error.count("\n") == 1


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_show_gives_the_article_in_each_format(shell: Shell, site: Site, form: str) -> None:
    shell.run("add", f"{site.address}/bridge")
    shown = shell.run("show", "1", "--format", form)
    assert "paragraph 4 tells what happened" in shown
    if form == "json":
        article = json.loads(shown)
        wanted = {"text", "html", "byline", "published", "language", "excerpt", "tags", "snapshots", "highlights"}
        assert wanted <= set(article)
        assert {"published_at", "modified", "section", "keywords", "licence", "canonical_url"} <= set(article)
        assert (article["sources"]["title"], article["doubts"]) == ("page", [])
        assert len(article["snapshots"]) == 1


def test_tag_adds_and_takes_off(shell: Shell, site: Site) -> None:
    shell.run("add", f"{site.address}/bridge", f"{site.address}/river", "--tag", "old")
    assert shell.run("tag", "1", "2", "+new", "-old") == "1\tnew\n2\tnew\n"
    shell.run("tag", "1", code=2)
    shell.run("tag", "+new", code=2)
    shell.run("tag", "1", "new", code=2)
    shell.run("tag", "9" * 30, "+new", code=2)
    shell.run("tag", "0", "+new", code=2)


@pytest.mark.parametrize("arguments", [["show", "99"], ["tag", "99", "+x"]], ids=["show", "tag"])
def test_an_unknown_id_fails_in_one_line(shell: Shell, site: Site, arguments: list[str]) -> None:
    shell.run("add", f"{site.address}/bridge")
    shell.run(*arguments, code=1)
    assert "99" in shell.error
    assert shell.error.count("\n") == 1


def test_verify_names_a_changed_file(shell: Shell, site: Site) -> None:
    shell.run("add", f"{site.address}/bridge")
    assert shell.json("verify")["damages"] == []
    (page,) = shell.archive.glob("articles/*/1/*/article.html")
    page.write_text("changed by hand")
    damages = shell.json("verify", code=1)["damages"]
    assert [(one["kind"], one["article_id"]) for one in damages] == [("changed", 1)]
    assert damages[0]["path"] == page.relative_to(shell.archive).as_posix()


def test_backup_and_restore_bring_back_what_was(shell: Shell, site: Site, tmp_path: Path) -> None:
    shell.run("add", f"{site.address}/bridge", "--tag", "cities")
    made = shell.json("backup", str(tmp_path / "copy.db"))
    assert (made["file"], made["bytes"]) == (str(tmp_path / "copy.db"), (tmp_path / "copy.db").stat().st_size)
    assert "copy.db" in shell.run("backup", str(tmp_path / "copy.db"))
    shell.run("tag", "1", "-cities")
    shell.run("add", f"{site.address}/river")
    restored = shell.json("restore", str(tmp_path / "copy.db"))
    assert (restored["articles"], restored["skipped"]) == (2, [])
    assert [one["tags"] for one in shell.json("search", "bridge OR river", "--sort", "saved")] == [[], ["cities"]]
    assert shell.json("verify")["damages"] == []
    shell.run("restore", str(tmp_path / "nothing.db"), code=1)
    assert shell.error == "pressmark: There is no such file.\n"
    (tmp_path / "letter.txt").write_text("dear")
    shell.run("backup", str(tmp_path / "letter.txt"), code=1)
    shell.run("restore", code=2)


def test_reindex_and_rebuild_leave_all_as_it_was(shell: Shell, site: Site) -> None:
    shell.run("add", f"{site.address}/bridge", f"{site.address}/river", "--tag", "cities")
    before = shell.run("show", "1", "--format", "json")
    shell.run("reindex")
    shell.run("rebuild")
    assert shell.run("show", "1", "--format", "json") == before
    assert [hit["id"] for hit in shell.json("search", "bridge tag:cities")] == [1]


def test_an_option_is_written_out(shell: Shell) -> None:
    shell.run("search", "--lim", "1", "bridge", code=2)
    assert shell.error == "pressmark: unrecognized arguments: --lim; see pressmark --help\n"


def test_commands_need_an_archive_that_opens(shell: Shell) -> None:
    shell.run("search", "x", code=3)
    shell.archive.write_text("a file in its place")
    shell.run("add", "https://example.org/", code=3)
    assert shell.error.count("\n") == 1


def test_a_second_writer_is_refused(shell: Shell, site: Site) -> None:
    shell.run("add", f"{site.address}/bridge")
    with open_archive(shell.archive):
        shell.run("tag", "1", "+x", code=3)
        assert [hit["id"] for hit in shell.json("search", "bridge")] == [1]
        shell.run("show", "1")


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["search"], ["show", "x"], ["search", "x", "--limit", "0"]])
def test_wrong_usage_is_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(arguments) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_marks_stand_between_stars() -> None:
    assert printed.marked(Snippet("the old\nbridge stands", ((8, 14),))) == "the old **bridge** stands"


def test_export_writes_what_a_query_finds(shell: Shell, site: Site, tmp_path: Path) -> None:
    shell.run("add", f"{site.address}/bridge", f"{site.address}/river")
    out = tmp_path / "out.json"
    assert shell.json("export", str(out), "--format", "json", "--query", "bridge") == {
        "file": str(out),
        "articles": 1,
        "failed": [],
    }
    assert [one["title"] for one in json.loads(out.read_text("utf-8"))] == ["The bridge is rebuilt"]
    assert shell.run("export", str(tmp_path / "pages"), "--format", "html") == f"{tmp_path / 'pages'}\t2 articles\n"
    assert (tmp_path / "pages" / "index.html").is_file()
    shell.run("export", str(tmp_path / "pages"), "--format", "markdown", code=1)
    assert shell.error == "pressmark: There are files in pages already. Choose another place.\n"
    with open_archive(shell.archive, cache=tmp_path / "cache") as archive:  # as in an open window
        assert shell.json("export", str(out), "--format", "csv")["articles"] == 2
        archive.trash([1])
    assert shell.json("export", str(out), "--format", "bookmarks")["articles"] == 1


def test_export_says_what_is_wrong(shell: Shell, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shell.run("export", str(tmp_path / "x"), "--format", "csv", code=3)
    shell.run("add", f"{site.address}/bridge")
    shell.run("export", str(tmp_path / "x"), "--format", "warc", code=2)
    shell.run("export", str(tmp_path / "x"), "--format", "csv", "--query", "words:x", code=2)
    shell.run("export", str(shell.archive / "x"), "--format", "csv", code=1)

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    shell.run("export", str(tmp_path / "x"), "--format", "csv", code=1)
    assert "The disk is full" in shell.error
    assert not (tmp_path / "x").exists()
