"""Every operation while it cannot be done: it says why, loses nothing, and can be tried again.

Those that change the archive are tried while nothing can be written, those that only read it while its place is gone.
"""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QDesktopServices

from exports import pocket_of
from pressmark.archive.archive import Archive, open_archive
from pressmark.archive.capture.cookies import Cookie
from pressmark.archive.errors import DiskFull, NotReadable, StorageError
from pressmark.archive.sign_ins import SignIns
from pressmark.archive.storage import database
from pressmark.archive.values import (
    Chosen,
    Colour,
    Export,
    ExportKind,
    Hand,
    ImportedArticle,
    NewArticle,
    Opinion,
    Rule,
    TagColour,
)
from pressmark.ui import operations
from pressmark.ui.notices import Kind, Notice
from site_server import story
from storage_steps import START, capture, found

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from pressmark.ui.workspace import Workspace

    Operation = Callable[[Workspace, list[int]], None]

EXPORT = Export(
    "Pocket",
    "pocket",
    (
        ImportedArticle("https://new.example/pocketed", "Pocketed", ("harbours",), note="Read twice"),
        ImportedArticle("https://site0.example/0", note="Known", is_favourite=True),
    ),
)
TEXT = "A ferry left the harbour at dawn. Nobody on board spoke of the storm that was to come."

OPERATIONS: dict[str, Operation] = {
    "trash": lambda workspace, ids: operations.trash(workspace, ids[:2]),
    "restore": lambda workspace, ids: operations.restore(workspace, ids[5:]),
    "set_read": lambda workspace, ids: operations.set_read(workspace, ids, value=True),
    "set_favourite": lambda workspace, ids: operations.set_favourite(workspace, ids, value=True),
    "change_tags": lambda workspace, ids: operations.change_tags(workspace, ids, add=["new"]),
    "rename_tag": lambda workspace, _ids: operations.rename_tag(workspace, "tools", "devices"),
    "merge_tags": lambda workspace, _ids: operations.merge_tags(workspace, ["tools", "history"], "devices"),
    "remove_tags": lambda workspace, _ids: operations.remove_tags(workspace, ["tools"]),
    "colour_tag": lambda workspace, _ids: operations.colour_tag(workspace, "tools", TagColour.RED),
    "save_search": lambda workspace, _ids: operations.save_search(workspace, "bees", "Bees"),
    "rename_saved_search": lambda workspace, _ids: operations.rename_saved_search(workspace, 1, "Other"),
    "delete_saved_search": lambda workspace, _ids: operations.delete_saved_search(workspace, 1),
    "arrange_saved_searches": lambda workspace, _ids: operations.arrange_saved_searches(workspace, [2, 1]),
    "rename_article": lambda workspace, ids: operations.rename_article(
        workspace, workspace.archive.article(ids[0]), "Another title"
    ),
    "set_note": lambda workspace, ids: operations.set_note(workspace, workspace.archive.article(ids[0]), "A note"),
    "highlight": lambda workspace, ids: operations.highlight(
        workspace, workspace.archive.article(ids[0]), "the harbour", 11, Colour.YELLOW
    ),
    "recolour": lambda workspace, _ids: operations.recolour(workspace, 1, Colour.PINK),
    "annotate": lambda workspace, _ids: operations.annotate(workspace, 1, "of 1953"),
    "remove_highlights": lambda workspace, _ids: operations.remove_highlights(workspace, [1]),
    "merge_articles": lambda workspace, ids: operations.merge_articles(workspace, ids[0], ids[1:2]),
    "set_rules": lambda workspace, _ids: operations.set_rules(workspace, [Rule("bees", ("nature",))]),
    "apply_rule": lambda workspace, ids: operations.apply_rule(workspace, Rule("bees", ("insects",)), ids[:1]),
    "save_wishes": lambda workspace, _ids: operations.save_wishes(workspace, [NewArticle("https://new.example/")]),
    "import_export": lambda workspace, _ids: operations.import_export(workspace, EXPORT, ["from pocket"]),
    "use": lambda workspace, ids: operations.use(workspace, Chosen(ids[1], first_folder(workspace, ids[1]))),
    "shape": lambda workspace, ids: operations.shape(workspace, ids[1], Hand(Opinion.WHOLE)),
    "shape for the site": lambda workspace, ids: operations.shape(
        workspace, ids[1], Hand(Opinion.WHOLE, frozenset({aside(workspace, ids[1])})), is_for_site=True
    ),
    "reextract": lambda workspace, ids: operations.reextract(workspace, ids[1:2], lambda _results: None),
}
WITHOUT_UNDO: dict[str, Operation] = {
    "purge": lambda workspace, ids: operations.purge(workspace, ids[5:]),
    "retry": lambda workspace, ids: operations.retry(workspace, ids[2:3]),
    "try_again": lambda workspace, ids: operations.try_again(workspace, workspace.archive.article(ids[2])),
}
REVISIONS = {"all", "use", "shape", "shape for the site", "reextract"}
READING: dict[str, Operation] = {
    "copy_highlights": lambda workspace, _ids: operations.copy_highlights(workspace, [1]),
    "export_highlights": lambda workspace, _ids: operations.export_highlights(
        workspace, [1], workspace.archive.root.parent / "highlights.md"
    ),
    "export_articles": lambda workspace, ids: operations.export_articles(
        workspace, ids[:1], workspace.archive.root.parent / "bees.csv", ExportKind.CSV, "Bees"
    ),
    "remove_tags": lambda workspace, _ids: operations.remove_tags(workspace, ["tools"]),
    "save_copies": lambda workspace, ids: operations.save_copies(
        workspace, ids[:1], workspace.archive.root.parent / "bees.html"
    ),
    "check": lambda workspace, _ids: operations.check(workspace),
    "look_into": lambda workspace, _ids: operations.look_into(
        workspace, [pocket_of(workspace.archive.root.parent / "pocket.csv", 2)], lambda _found: None
    ),
    "repair": lambda workspace, _ids: operations.repair(workspace),
    "copy_daily": lambda workspace, _ids: operations.copy_daily(workspace),
}


@pytest.fixture
def ids(archive: Archive, articles: list[int], request: pytest.FixtureRequest) -> list[int]:
    """Six articles and two saved searches.

    The first has a text with a highlight, the second, where it is revised, two snapshots of a page that today would be
    read better; the last lies in the trash.
    """
    capture(archive._storage, articles[0], found(TEXT))
    name = request.node.callspec.params["name"] if hasattr(request.node, "callspec") else "all"
    if name in REVISIONS:
        page = gzip.compress(story("The last ferry", extra="<aside><p>Elsewhere: the tram.</p></aside>").encode())
        for number in range(2):
            later = START.replace(hour=START.hour + number)
            capture(archive._storage, articles[1], found(TEXT, quality=0.1), taken_at=later, page=page)
    archive.highlight(articles[0], 2, 7)
    archive.trash(articles[5:])
    archive.save_search("One", "bees")
    archive.save_search("Two", "maps")
    return articles


@pytest.mark.parametrize("name", [*OPERATIONS, *WITHOUT_UNDO])
def test_a_failure_is_said_and_can_be_tried_again(
    name: str, workspace: Workspace, ids: list[int], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_engine: object) -> object:
        raise DiskFull

    before = everything(workspace, ids)
    with monkeypatch.context() as broken:
        broken.setattr(database, "writing", refuse)
        (OPERATIONS | WITHOUT_UNDO)[name](workspace, ids)
        notice = told_problem(workspace, qtbot)
        assert notice.text.startswith("The disk is full")
        assert workspace.undo.undo_text == ""
        assert everything(workspace, ids) == before
    try_again(workspace, notice, qtbot)
    assert bool(workspace.undo.undo_text) == (name in OPERATIONS)


@pytest.mark.parametrize("name", list(OPERATIONS))
def test_an_undo_that_fails_can_be_tried_again(
    name: str, workspace: Workspace, ids: list[int], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_engine: object) -> object:
        raise DiskFull

    with qtbot.waitSignal(workspace.notices.shown, timeout=20_000):
        OPERATIONS[name](workspace, ids)
    qtbot.waitUntil(lambda: workspace.tasks.is_idle)
    done = workspace.undo.undo_text
    assert done
    workspace.notices.dismiss()
    with monkeypatch.context() as broken:
        broken.setattr(database, "writing", refuse)
        workspace.undo.undo()
        qtbot.waitUntil(lambda: workspace.tasks.is_idle)
        assert workspace.undo.undo_text == done
        assert workspace.notices.current is not None
        assert workspace.notices.current.kind is Kind.PROBLEM
    workspace.undo.undo()
    qtbot.waitUntil(lambda: workspace.tasks.is_idle and workspace.undo.undo_text == "")
    assert workspace.undo.redo_text == done


def test_what_only_reads_fails_likewise_while_the_archive_is_away(
    workspace: Workspace, ids: list[int], qtbot: QtBot
) -> None:
    root = workspace.archive.root
    away = root.rename(root.with_name("away"))
    notices = []
    try:
        for operation in READING.values():
            operation(workspace, ids)
            notices.append(told_problem(workspace, qtbot))
            workspace.notices.dismiss()
        assert not root.exists()
    finally:
        away.rename(root)
    for notice in notices:
        try_again(workspace, notice, qtbot)
    assert workspace.archive.verify().damages == ()


def test_a_folder_that_is_none_is_told_by_what_writes_there(
    workspace: Workspace, tmp_path: Path, ids: list[int], qtbot: QtBot
) -> None:
    assert ids
    letter = tmp_path / "letter"
    letter.write_text("Dear Madam")
    into_a_file = letter / "copy"
    for write in (
        lambda: operations.export_highlights(workspace, [1], into_a_file),
        lambda: operations.back_up(workspace, into_a_file),
    ):
        write()
        told_problem(workspace, qtbot)
        workspace.notices.dismiss()
    assert letter.read_text() == "Dear Madam"
    operations.write_pdf(workspace, b"%PDF", into_a_file)
    notice = told_problem(workspace, qtbot)
    letter.unlink()
    letter.mkdir()
    try_again(workspace, notice, qtbot)
    assert into_a_file.read_bytes() == b"%PDF"


def test_a_check_that_cannot_be_made_is_told(
    workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise StorageError("SQLITE_IOERR")

    with monkeypatch.context() as broken:
        broken.setattr(Archive, "check", refuse)
        operations.check_database(workspace, pytest.fail)
        notice = told_problem(workspace, qtbot)
    try_again(workspace, notice, qtbot)


def test_an_archive_for_reading_only_says_that_it_is(
    workspace: Workspace, ids: list[int], tmp_path: Path, qtbot: QtBot
) -> None:
    before = everything(workspace, ids)
    with open_archive(workspace.archive.root, cache=tmp_path / "cache2", read_only=True) as only_read:
        for name, operation in (OPERATIONS | WITHOUT_UNDO).items():
            operation(replace(workspace, archive=only_read), ids)
            assert "reading only" in told_problem(workspace, qtbot).text, name
            workspace.notices.dismiss()
    assert workspace.undo.undo_text == ""
    assert everything(workspace, ids) == before


def test_rules_of_a_text_that_was_not_made_do_not_stay(
    workspace: Workspace, ids: list[int], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_engine: object) -> object:
        raise DiskFull

    with monkeypatch.context() as broken:
        broken.setattr(database, "writing", refuse)
        OPERATIONS["shape for the site"](workspace, ids)
        notice = told_problem(workspace, qtbot)
        assert not list(workspace.archive.root.glob("site-rules/*"))
    try_again(workspace, notice, qtbot)
    assert len(list(workspace.archive.root.glob("site-rules/*"))) == 1
    workspace.undo.undo()
    qtbot.waitUntil(lambda: workspace.tasks.is_idle and bool(workspace.undo.redo_text))
    assert not list(workspace.archive.root.glob("site-rules/*"))


def test_a_sign_in_that_fails_can_be_tried_again(
    workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_browser(*_: object) -> bool:
        raise NotReadable(code="no-browser")

    monkeypatch.setattr(Archive, "sign_in", no_browser)
    told: list[bool] = []
    operations.sign_in(workspace, "https://example.org/", done=lambda: told.append(True))
    notice = told_problem(workspace, qtbot)
    monkeypatch.setattr(Archive, "sign_in", lambda *_: True)
    try_again(workspace, notice, qtbot)
    assert told == [True]


def test_who_could_not_be_signed_out_is_not_said_to_be(workspace: Workspace, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "kept" / "sign-ins.json"
    signed_in = workspace.archive._sign_ins = SignIns(file)
    signed_in.keep("example.org", [Cookie("a", "1", "example.org")])
    file.parent.rename(tmp_path / "away")
    file.parent.write_text("in the way")
    told: list[bool] = []
    operations.sign_out(workspace, "example.org", lambda: told.append(True))
    notice = told_problem(workspace, qtbot)
    assert (told, [one.site for one in workspace.archive.signed_in()]) == ([], ["example.org"])
    file.parent.unlink()
    (tmp_path / "away").rename(file.parent)
    try_again(workspace, notice, qtbot)
    assert told == [True]
    assert SignIns(file).all() == []


def test_whoever_handed_an_export_over_is_told_what_failed(
    workspace: Workspace, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_engine: object) -> object:
        raise DiskFull

    results: list[object] = []
    files = [pocket_of(tmp_path / "pocket.csv", 2)]
    with monkeypatch.context() as broken:
        broken.setattr(database, "writing", refuse)
        operations.import_files(workspace, files, [], lambda *result: results.append(result), with_feeds=False)
        qtbot.waitUntil(lambda: workspace.tasks.is_idle)
    ((export, error),) = results
    assert export is None
    assert isinstance(error, DiskFull)
    assert (workspace.undo.undo_text, workspace.activity.jobs) == ("", ())


def test_what_no_program_opens_is_said(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    operations.open_external(workspace, "https://example.org/")
    assert workspace.notices.current is not None
    assert workspace.notices.current.kind is Kind.PROBLEM
    workspace.notices.dismiss()
    operations.open_folder(workspace)
    assert workspace.notices.current is not None
    assert str(workspace.archive.root) in workspace.notices.current.text


NEVER_FAILS = {
    *("copy_citation", "copy_links", "copy_quote", "links_as_mime"),  # they touch nothing but the clipboard
    *("describe", "describe_mistake", "report", "tr"),  # words
    *("tell_damages", "tell_failed", "tell_hazard", "tell_outdone", "tell_saved"),  # banners
    "awaits_word",  # looks at what it is given
    "labour",  # what the long ones are made with
}
HERE = {"back_up", "check_database", "import_files", "open_external", "open_folder", "sign_in", "sign_out", "write_pdf"}


def test_no_operation_is_left_out() -> None:
    tried = {name.removesuffix(" for the site") for name in OPERATIONS | WITHOUT_UNDO | READING}
    assert tried | HERE | NEVER_FAILS == set(operations.__all__)


def everything(workspace: Workspace, ids: list[int]) -> tuple[object, ...]:
    """All that a person put into the archive."""
    archive = workspace.archive
    return (
        archive.articles(ids),
        archive.all_highlights(),
        archive.saved_searches(),
        archive.rules(),
        archive.tag_colours(),
        sorted(archive.root.glob("site-rules/*")),
    )


def told_problem(workspace: Workspace, qtbot: QtBot) -> Notice:
    """The banner about something that failed, once it is there and nothing runs any more."""
    qtbot.waitUntil(lambda: workspace.tasks.is_idle and workspace.notices.current is not None, timeout=20_000)
    notice = workspace.notices.current
    assert notice is not None
    assert (notice.kind, notice.action_text) == (Kind.PROBLEM, "Retry")
    assert workspace.activity.jobs == ()
    return notice


def try_again(workspace: Workspace, notice: Notice, qtbot: QtBot) -> None:
    """Do what a banner offers, and see no problem any more."""
    assert notice.action is not None
    workspace.notices.dismiss()
    notice.action()
    qtbot.waitUntil(lambda: workspace.tasks.is_idle, timeout=20_000)
    assert workspace.activity.jobs == ()
    assert workspace.notices.current is None or workspace.notices.current.kind is not Kind.PROBLEM


def first_folder(workspace: Workspace, id: int) -> str:
    return workspace.archive.article(id).snapshots[-1].folder


def aside(workspace: Workspace, id: int) -> str:
    """What the last block of a page is called."""
    return re.findall(r'data-block="([^"]+)"', workspace.archive.blocks_html(id, Opinion.WHOLE))[-1]
