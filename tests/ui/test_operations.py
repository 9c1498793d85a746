from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication

from pressmark.archive.capture.intake import Rejected
from pressmark.archive.errors import DiskFull
from pressmark.archive.values import Article, Failure, LocalPage, NewArticle, Status, TagColour, Trust
from pressmark.ui import operations
from pressmark.ui.notices import Kind
from pressmark.ui.operations.changing import PIECE, change_each, remember, write
from shown_notices import said
from site_server import serve, story

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pytestqt.qtbot import QtBot

    from pressmark.archive.archive import Archive
    from pressmark.ui.workspace import Workspace


def state(archive: Archive, id: int) -> tuple[bool, bool, bool, tuple[str, ...]]:
    article = archive.article(id)
    return article.is_read, article.is_favourite, article.trashed_at is not None, article.tags


CHANGES = {
    "Moved to Trash": lambda workspace, id: operations.trash(workspace, [id]),
    "Marked as read": lambda workspace, id: operations.set_read(workspace, [id], value=True),
    "Added to Favourites": lambda workspace, id: operations.set_favourite(workspace, [id], value=True),
    "Tagged “bees”": lambda workspace, id: operations.change_tags(workspace, [id], add=["bees"]),
    "Removed the tag “nature/insects”": lambda workspace, id: operations.change_tags(
        workspace, [id], remove=["nature/insects"]
    ),
    "Changed tags": lambda workspace, id: operations.change_tags(workspace, [id], ["a"], ["nature/insects"]),
    "Renamed the tag to “fauna”": lambda workspace, _id: operations.rename_tag(workspace, "nature", "fauna"),
}


@pytest.mark.parametrize("text", list(CHANGES))
def test_a_change_is_said_undone_and_done_again(
    text: str, workspace: Workspace, archive: Archive, articles: list[int], qtbot: QtBot
) -> None:
    id = articles[0]
    before = state(archive, id)
    assert said(workspace, qtbot, lambda: CHANGES[text](workspace, id)) == text
    after = state(archive, id)
    assert after != before
    notice = workspace.notices.current
    assert notice is not None
    assert notice.action_text == "Undo"
    assert notice.action is not None
    notice.action()
    qtbot.waitUntil(lambda: state(archive, id) == before)
    workspace.undo.redo()
    qtbot.waitUntil(lambda: state(archive, id) == after)


def test_what_changes_nothing_is_not_talked_about(workspace: Workspace, articles: list[int], qtbot: QtBot) -> None:
    operations.set_read(workspace, articles[4:5], value=True)
    qtbot.waitUntil(lambda: workspace.tasks.is_idle)
    assert workspace.notices.current is None
    assert workspace.undo.undo_text == ""


def test_many_are_counted(workspace: Workspace, articles: list[int], qtbot: QtBot) -> None:
    text = said(workspace, qtbot, lambda: operations.trash(workspace, articles[:3]))
    assert text == "Moved 3 articles to Trash"


def test_undo_takes_back_only_what_really_changed(
    workspace: Workspace, archive: Archive, articles: list[int], qtbot: QtBot
) -> None:
    said(workspace, qtbot, lambda: operations.set_read(workspace, articles, value=True))
    workspace.undo.undo()
    qtbot.waitUntil(lambda: not archive.article(articles[0]).is_read)
    assert archive.article(articles[4]).is_read  # it was read before


def test_saving_says_what_is_new_and_what_was_there(workspace: Workspace, articles: list[int], qtbot: QtBot) -> None:
    wishes = [NewArticle("https://new.example/"), NewArticle("https://site0.example/0?utm_source=x")]
    text = said(
        workspace,
        qtbot,
        lambda: operations.save_wishes(workspace, wishes, rejected=[Rejected("a", "unknown-type")] * 2),
    )
    assert text == "Saving 1 article · already in your archive · 2 could not be understood"
    assert workspace.notices.current is not None
    assert workspace.notices.current.action_text == "Undo"
    assert articles


def test_what_is_saved_is_said_to_be_as_soon_as_it_is(
    workspace: Workspace, archive: Archive, articles: list[int], qtbot: QtBot
) -> None:
    pages = [LocalPage(story(title).encode(), "text/html") for title in ("The ferry", "The barge")]
    wishes = [NewArticle(f"https://new.example/{number}", page=page) for number, page in enumerate(pages)]
    known = NewArticle("https://site0.example/0")
    assert said(workspace, qtbot, lambda: operations.save_wishes(workspace, [*wishes, known])).startswith("Saving 2")
    begun = workspace.notices.current
    assert begun is not None
    new = frozenset(begun.facts)
    operations.tell_saved(workspace, frozenset(articles))  # others
    operations.tell_saved(workspace, new)
    qtbot.waitUntil(lambda: workspace.tasks.is_idle)
    assert workspace.notices.current is begun
    archive.save_pending(new)
    operations.tell_saved(workspace, new)
    qtbot.waitUntil(lambda: workspace.notices.current is not begun)
    notice = workspace.notices.current
    assert notice is not None
    assert (notice.text, notice.action_text) == ("Saved 2 articles · already in your archive", "Undo")
    assert notice.action is not None
    notice.action()
    qtbot.waitUntil(lambda: all(one.trashed_at is not None for one in archive.articles(list(new))))


def test_what_could_not_be_saved_is_not_being_saved_any_more(
    workspace: Workspace, archive: Archive, qtbot: QtBot
) -> None:
    assert said(workspace, qtbot, lambda: operations.save_wishes(workspace, [NewArticle("http://127.0.0.1:9/")]))
    archive.save_pending()
    assert workspace.notices.current is not None
    operations.tell_saved(workspace, frozenset(workspace.notices.current.facts))
    qtbot.waitUntil(lambda: workspace.notices.current is None)


def test_what_cannot_be_saved_is_a_problem_in_plain_words(workspace: Workspace, qtbot: QtBot) -> None:
    assert said(workspace, qtbot, lambda: operations.save_wishes(workspace, [])) == "Nothing here can be saved"
    workspace.notices.dismiss()
    text = said(workspace, qtbot, lambda: operations.save_wishes(workspace, [NewArticle("gopher://x")]))
    assert text.startswith("Only addresses that begin with http")
    workspace.notices.dismiss()
    song = Rejected("song.mp3", "unknown-type")
    text = said(workspace, qtbot, lambda: operations.save_wishes(workspace, [], [song, song]))
    assert text.startswith("Files of this kind cannot be saved")
    workspace.notices.dismiss()
    text = said(workspace, qtbot, lambda: operations.save_wishes(workspace, [], [song, Rejected("maps", "folder")]))
    assert text == "Nothing here can be saved"
    workspace.notices.dismiss()
    text = said(workspace, qtbot, lambda: operations.save_wishes(workspace, [NewArticle("https://a.example/")], [song]))
    assert text.startswith("Saving 1 article · song.mp3: Files of this kind")


def test_a_failure_offers_to_try_again(workspace: Workspace, qtbot: QtBot) -> None:
    attempts: list[int] = []

    def work() -> str:
        attempts.append(1)
        if len(attempts) == 1:
            raise DiskFull
        return "done"

    results: list[str] = []
    text = said(workspace, qtbot, lambda: write(workspace, work, results.append))
    assert text == "The disk is full. Free some space and try again; nothing was lost."
    notice = workspace.notices.current
    assert notice is not None
    assert (notice.kind, notice.action_text) == (Kind.PROBLEM, "Retry")
    assert notice.action is not None
    notice.action()
    qtbot.waitUntil(lambda: results == ["done"])


def test_many_failures_are_one_notice_that_tries_all_again(
    workspace: Workspace, articles: list[int], qtbot: QtBot
) -> None:
    operations.tell_failed(workspace, [(articles[0], Failure("http-404", "404"))])
    assert workspace.notices.current is not None
    assert workspace.notices.current.text.startswith("The page is not there")
    operations.tell_failed(workspace, [(articles[1], Failure("timeout")), (articles[0], Failure("timeout"))])
    assert workspace.notices.current.text == "2 articles could not be saved"
    again = workspace.notices.current.action
    assert again is not None
    workspace.notices.dismiss()
    assert said(workspace, qtbot, again) == "Saving 2 articles again"


def test_another_try_is_offered_only_for_what_may_pass(workspace: Workspace, articles: list[int], qtbot: QtBot) -> None:
    operations.tell_failed(workspace, [(articles[0], Failure("private-address", "127.0.0.1"))])
    notice = workspace.notices.current
    assert notice is not None
    assert (notice.action_text, notice.action) == ("", None)
    operations.tell_failed(workspace, [(articles[1], Failure("timeout"))])
    notice = workspace.notices.current
    assert notice is not None
    assert notice.action_text == "Retry"
    assert notice.action is not None
    workspace.notices.dismiss()
    assert said(workspace, qtbot, notice.action) == "Saving 1 article again"


def test_a_private_address_that_a_file_named_is_saved_on_the_persons_word(
    workspace: Workspace, archive: Archive, qtbot: QtBot
) -> None:
    with serve({"/ferry": story("The ferry")}) as site:
        (added,) = archive.add([NewArticle(f"{site.address}/ferry", trust=Trust.PAGE)])
        assert added.id is not None
        archive.save_pending()
        refused = archive.article(added.id)
        assert operations.awaits_word(refused)
        assert not operations.awaits_word(replace(refused, url="https://public.example/"))  # that led there
        said(workspace, qtbot, lambda: operations.retry(workspace, [added.id]))  # as all problems at once are tried
        archive.save_pending()
        assert archive.article(added.id).failure == refused.failure
        assert said(workspace, qtbot, lambda: operations.try_again(workspace, refused)) == "Saving 1 article again"
        archive.save_pending()
    assert archive.article(added.id).status is Status.SAVED


def test_a_bug_goes_where_bugs_go(workspace: Workspace, qtbot: QtBot) -> None:
    workspace.tasks.crashed.disconnect()
    with qtbot.waitSignal(workspace.tasks.crashed) as crashed:
        operations.report(workspace, ZeroDivisionError())
    assert isinstance(crashed.args[0], ZeroDivisionError)
    assert workspace.notices.current is None


def test_retry_queues_again(workspace: Workspace, articles: list[int], qtbot: QtBot) -> None:
    assert said(workspace, qtbot, lambda: operations.retry(workspace, articles[:2])) == "Saving 2 articles again"


def test_what_is_saved_again_is_said_to_be_as_soon_as_it_is(
    workspace: Workspace, archive: Archive, qtbot: QtBot
) -> None:
    with serve({"/ferry": story("The ferry")}) as site:
        (added,) = archive.add([NewArticle(f"{site.address}/ferry")])
        assert added.id is not None
        archive.save_pending()
        assert said(workspace, qtbot, lambda: operations.retry(workspace, [added.id])) == "Saving 1 article again"
        begun = workspace.notices.current
        operations.tell_saved(workspace, frozenset([added.id]))
        qtbot.waitUntil(lambda: workspace.tasks.is_idle)
        assert workspace.notices.current is begun  # it waits still
        archive.save_pending()
    operations.tell_saved(workspace, frozenset([added.id]))
    qtbot.waitUntil(lambda: workspace.notices.current is not begun)
    assert workspace.notices.current is not None
    assert workspace.notices.current.text == "Saved"


def test_an_article_gets_another_title_and_its_own_back(
    workspace: Workspace, archive: Archive, articles: list[int], qtbot: QtBot
) -> None:
    article = archive.article(articles[0])
    said(workspace, qtbot, lambda: operations.rename_article(workspace, article, "  Bees  "))
    assert archive.article(article.id).title == "Bees"
    workspace.undo.undo()
    qtbot.waitUntil(lambda: archive.article(article.id).title == article.title)


def test_saved_searches_change_and_change_back(workspace: Workspace, archive: Archive, qtbot: QtBot) -> None:
    def rows() -> list[tuple[str, str]]:
        return [(one.name, one.query) for one in archive.saved_searches()]

    assert (
        said(workspace, qtbot, lambda: operations.save_search(workspace, "is:unread", "To read"))
        == "Saved the search “To read”"
    )
    said(workspace, qtbot, lambda: operations.save_search(workspace, "tag:tools", "Tools"))
    first, second = archive.saved_searches()
    said(workspace, qtbot, lambda: operations.arrange_saved_searches(workspace, [second.id, first.id]))
    said(workspace, qtbot, lambda: operations.rename_saved_search(workspace, first.id, "Later"))
    assert rows() == [("Tools", "tag:tools"), ("Later", "is:unread")]
    workspace.undo.undo()
    qtbot.waitUntil(lambda: rows() == [("Tools", "tag:tools"), ("To read", "is:unread")])
    workspace.undo.undo()
    qtbot.waitUntil(lambda: rows() == [("To read", "is:unread"), ("Tools", "tag:tools")])
    workspace.undo.undo()
    qtbot.waitUntil(lambda: rows() == [("To read", "is:unread")])
    workspace.undo.redo()
    qtbot.waitUntil(lambda: rows() == [("To read", "is:unread"), ("Tools", "tag:tools")])


def test_links_and_citations_go_to_the_clipboard(workspace: Workspace) -> None:
    now = datetime(2026, 11, 24, tzinfo=UTC)
    article = Article(
        1, "u", "https://voz.us/a", "Durov", Status.SAVED, now, now, "Voz", "A. Writer", published=date(2024, 9, 24)
    )
    operations.copy_links(workspace, [article, article])
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text() == "https://voz.us/a\nhttps://voz.us/a"
    assert len(clipboard.mimeData().urls()) == 2
    operations.copy_citation(workspace, [article])
    assert clipboard.text() == "A. Writer, “Durov”, Voz, 2024-09-24, https://voz.us/a (saved 2026-11-24)"


def test_an_address_that_must_not_be_opened_is_refused(workspace: Workspace) -> None:
    operations.open_external(workspace, "file:///etc/passwd")
    assert workspace.notices.current is not None
    assert workspace.notices.current.text == "This address can’t be opened"


def tags_of(archive: Archive, ids: list[int]) -> list[tuple[str, ...]]:
    return [one.tags for one in archive.articles(ids)]


TAGS = {
    "Deleted the tag “tools”": lambda workspace: operations.remove_tags(workspace, ["tools"]),
    "Deleted 2 tags": lambda workspace: operations.remove_tags(workspace, ["nature", "history"]),
    "Merged 2 tags into “craft”": lambda workspace: operations.merge_tags(workspace, ["tools", "history"], "craft"),
    "Merged the tag “tools” into “history”": lambda workspace: operations.rename_tag(workspace, "tools", "history"),
    "Renamed the tag to “Tools”": lambda workspace: operations.rename_tag(workspace, "tools", "Tools"),
    "Renamed the tag to “nature/history”": lambda workspace: operations.rename_tag(
        workspace, "history", "nature/history"
    ),
}


@pytest.mark.parametrize("text", list(TAGS))
def test_a_change_of_whole_tags_is_undone_and_done_again(
    text: str, workspace: Workspace, archive: Archive, articles: list[int], qtbot: QtBot
) -> None:
    archive.trash(articles[:1])  # what lies in the trash is not forgotten
    before = tags_of(archive, articles)
    assert said(workspace, qtbot, lambda: TAGS[text](workspace)) == text
    after = tags_of(archive, articles)
    assert after != before
    workspace.undo.undo()
    qtbot.waitUntil(lambda: tags_of(archive, articles) == before)
    workspace.undo.redo()
    qtbot.waitUntil(lambda: tags_of(archive, articles) == after)


def test_a_colour_is_undone(workspace: Workspace, archive: Archive, qtbot: QtBot) -> None:
    text = said(workspace, qtbot, lambda: operations.colour_tag(workspace, "Sea", TagColour.TEAL))
    assert text == "Coloured the tag “Sea”"
    assert archive.tag_colours() == {"sea": TagColour.TEAL}
    workspace.undo.undo()
    qtbot.waitUntil(lambda: archive.tag_colours() == {})


def test_what_is_purged_is_gone(workspace: Workspace, archive: Archive, articles: list[int], qtbot: QtBot) -> None:
    archive.trash(articles[:2])
    text = said(workspace, qtbot, lambda: operations.purge(workspace, articles[:3]))
    assert text == "Deleted 2 articles for good"
    assert [one.id for one in archive.articles(articles)] == articles[2:]  # what was not in the trash stays


def test_adding_is_undone_into_the_trash_and_done_again(workspace: Workspace, archive: Archive, qtbot: QtBot) -> None:
    said(workspace, qtbot, lambda: operations.save_wishes(workspace, [NewArticle("https://new.example/")]))
    (hit,) = archive.find("").hits
    workspace.undo.undo()
    qtbot.waitUntil(lambda: archive.article(hit.id).trashed_at is not None)
    workspace.undo.redo()
    qtbot.waitUntil(lambda: archive.article(hit.id).trashed_at is None)


def test_renaming_an_article_is_undone_to_what_the_page_says(
    workspace: Workspace, archive: Archive, qtbot: QtBot
) -> None:
    (added,) = archive.add([NewArticle("https://plain.example/")])
    assert added.id is not None
    article = archive.article(added.id)
    said(workspace, qtbot, lambda: operations.rename_article(workspace, article, "Mine"))
    workspace.undo.undo()
    qtbot.waitUntil(lambda: archive.article(article.id).title == article.url)
    assert archive.set_title(article.id, "") == ""  # nothing was given before


class Ledger:
    """Numbers that are in or out, changed in pieces; it fails when told to."""

    def __init__(self) -> None:
        self.holds: set[int] = set()
        self.fails_at: int | None = None

    def put(self, some: Sequence[int]) -> tuple[int, ...]:
        self._maybe_fail(some)
        new = tuple(one for one in some if one not in self.holds)
        self.holds.update(new)
        return new

    def take(self, some: Sequence[int]) -> None:
        self._maybe_fail(some)
        self.holds.difference_update(some)

    def _maybe_fail(self, some: Sequence[int]) -> None:
        if self.fails_at in some:
            self.fails_at = None
            raise DiskFull


MANY = range(3 * PIECE + 7)


def put_many(workspace: Workspace, ledger: Ledger) -> None:
    change_each(workspace, MANY, ledger.put, ledger.take, lambda done: f"Put {len(done)}")


def test_many_are_changed_in_pieces_as_one_step(workspace: Workspace, qtbot: QtBot) -> None:
    ledger, seen = Ledger(), []
    workspace.activity.changed.connect(lambda: seen.extend((job.done, job.total) for job in workspace.activity.jobs))
    assert said(workspace, qtbot, lambda: put_many(workspace, ledger)) == f"Put {len(MANY)}"
    assert ledger.holds == set(MANY)
    assert seen == [(min(number * PIECE, len(MANY)), len(MANY)) for number in range(5)]
    assert workspace.activity.jobs == ()
    workspace.notices.dismiss()
    assert said(workspace, qtbot, workspace.undo.undo) == f"Undone: Put {len(MANY)}"
    assert ledger.holds == set()
    assert workspace.undo.undo_text == ""
    workspace.undo.redo()
    qtbot.waitUntil(lambda: ledger.holds == set(MANY))


def test_a_change_that_fails_half_way_goes_on_and_is_one_step(workspace: Workspace, qtbot: QtBot) -> None:
    ledger = Ledger()
    ledger.fails_at = 2 * PIECE
    said(workspace, qtbot, lambda: put_many(workspace, ledger))
    notice = workspace.notices.current
    assert notice is not None
    assert notice.action_text == "Retry"
    assert len(ledger.holds) == 2 * PIECE
    assert notice.action is not None
    notice.action()
    qtbot.waitUntil(lambda: ledger.holds == set(MANY))
    qtbot.waitUntil(lambda: workspace.undo.undo_text == f"Put {len(MANY)}")
    workspace.undo.undo()
    qtbot.waitUntil(lambda: ledger.holds == set())
    assert workspace.undo.undo_text == ""


def test_undo_ends_a_change_that_still_runs(workspace: Workspace, qtbot: QtBot) -> None:
    ledger = Ledger()
    workspace.undo.changed.connect(lambda: workspace.undo.undo() if len(ledger.holds) == PIECE else None)
    put_many(workspace, ledger)
    qtbot.waitUntil(lambda: workspace.undo.redo_text != "" and workspace.tasks.is_idle)
    assert ledger.holds == set()
    assert workspace.activity.jobs == ()


def test_a_cancelled_change_is_undone_as_far_as_it_went(workspace: Workspace, qtbot: QtBot) -> None:
    ledger = Ledger()
    workspace.activity.changed.connect(
        lambda: [job.cancel() for job in workspace.activity.jobs if not job.is_cancelled]
    )
    assert said(workspace, qtbot, lambda: put_many(workspace, ledger)) == f"Put {PIECE}"
    workspace.undo.undo()
    qtbot.waitUntil(lambda: ledger.holds == set())


@pytest.mark.parametrize("fails_at", [0, 2 * PIECE])
def test_an_undo_that_fails_stays_to_be_undone(fails_at: int, workspace: Workspace, qtbot: QtBot) -> None:
    ledger = Ledger()
    said(workspace, qtbot, lambda: put_many(workspace, ledger))
    ledger.fails_at = fails_at
    workspace.notices.dismiss()
    said(workspace, qtbot, workspace.undo.undo)
    notice = workspace.notices.current
    assert notice is not None
    assert notice.kind is Kind.PROBLEM
    assert workspace.undo.undo_text != ""
    assert workspace.undo.redo_text == ""
    assert notice.action is not None
    notice.action()
    qtbot.waitUntil(lambda: ledger.holds == set())
    assert workspace.undo.undo_text == ""


def test_a_redo_that_fails_at_once_stays_to_be_redone(workspace: Workspace, qtbot: QtBot) -> None:
    ledger = Ledger()
    remember(workspace, (1, 2), ledger.put, ledger.take, "Put two")
    workspace.undo.undo()
    qtbot.waitUntil(lambda: workspace.tasks.is_idle)
    ledger.fails_at = 1
    workspace.notices.dismiss()
    said(workspace, qtbot, workspace.undo.redo)
    assert (workspace.undo.undo_text, workspace.undo.redo_text) == ("", "Put two")
