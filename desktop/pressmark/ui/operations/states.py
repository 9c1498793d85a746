"""What an article is to the person: unread or read, a favourite, in the trash, called something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressmark.ui.operations.changing import PIECE, change, change_each, report, tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pressmark.archive.values import Article
    from pressmark.ui.workspace import Workspace


def trash(workspace: Workspace, ids: Iterable[int]) -> None:
    """Move articles to the trash."""
    archive = workspace.archive
    change_each(
        workspace,
        ids,
        archive.trash,
        archive.restore,
        lambda done: tr("Moved to Trash") if len(done) == 1 else tr("Moved %Ln articles to Trash", len(done)),
    )


def restore(workspace: Workspace, ids: Iterable[int]) -> None:
    """Take articles out of the trash."""
    archive = workspace.archive
    change_each(
        workspace,
        ids,
        archive.restore,
        archive.trash,
        lambda done: tr("Restored") if len(done) == 1 else tr("Restored %Ln articles", len(done)),
    )


def purge(workspace: Workspace, ids: Iterable[int]) -> None:
    """Delete articles that lie in the trash for good; the one change that cannot be undone, so ask before."""
    ids = tuple(ids)
    pieces = [ids[start : start + PIECE] for start in range(0, len(ids), PIECE)]
    job = workspace.activity.begin(tr("Emptying the trash"), len(ids), is_counted=True)
    gone = 0

    def go_on(number: int) -> None:
        if number == len(pieces) or job.is_cancelled:
            job.end()
            workspace.notices.show(tr("Deleted for good") if gone == 1 else tr("Deleted %Ln articles for good", gone))
            return

        def done(purged: tuple[int, ...]) -> None:
            nonlocal gone
            gone += len(purged)
            job.advance(job.done + len(pieces[number]))
            go_on(number + 1)

        def failed(error: Exception) -> None:
            job.end()
            report(workspace, error, lambda: purge(workspace, ids))

        workspace.tasks.write(lambda: workspace.archive.purge(pieces[number]), done, failed)

    if pieces:
        go_on(0)
    else:
        job.end()


def set_read(workspace: Workspace, ids: Iterable[int], value: bool) -> None:
    """Mark articles as read, or put them back into the inbox."""
    archive = workspace.archive

    def text(done: Sequence[int]) -> str:
        if value:
            return tr("Marked as read") if len(done) == 1 else tr("Marked %Ln articles as read", len(done))
        return tr("Moved to Inbox") if len(done) == 1 else tr("Moved %Ln articles to Inbox", len(done))

    change_each(
        workspace,
        ids,
        lambda some: archive.set_read(some, value),
        lambda done: archive.set_read(done, not value),
        text,
    )


def set_favourite(workspace: Workspace, ids: Iterable[int], value: bool) -> None:
    """Add articles to the favourites, or take them out."""
    archive = workspace.archive

    def text(done: Sequence[int]) -> str:
        if value:
            return tr("Added to Favourites") if len(done) == 1 else tr("Added %Ln articles to Favourites", len(done))
        return tr("Removed from Favourites") if len(done) == 1 else tr("Removed %Ln from Favourites", len(done))

    change_each(
        workspace,
        ids,
        lambda some: archive.set_favourite(some, value),
        lambda done: archive.set_favourite(done, not value),
        text,
    )


def rename_article(workspace: Workspace, article: Article, title: str) -> None:
    """Give an article another title; an empty one brings the page's back."""
    archive, title = workspace.archive, title.strip()
    if title != article.title:
        change(
            workspace,
            lambda: (archive.set_title(article.id, title),),
            lambda before: archive.set_title(article.id, before[0]),
            lambda _before: tr("Renamed"),
        )
