"""What the user can do, one small function each: run it off the GUI thread, say how it went, and how to undo it.

Outcomes show in the banner; nothing here asks a question, except before a doubtful address is opened. Every function
returns at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication, QMimeData
from PySide6.QtGui import QGuiApplication

from pressmark import words
from pressmark.archive.errors import ArchiveError
from pressmark.archive.values import Failure
from pressmark.ui import links
from pressmark.ui.undo import Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtWidgets import QWidget

    from pressmark.archive.values import Added, Article, NewArticle, SavedSearch, TagChange
    from pressmark.ui.workspace import Workspace

T = TypeVar("T")


def tr(text: str, n: int = -1) -> str:
    """A text of this module in the user's language; `%n` is the number."""
    return QCoreApplication.translate("operations", text, None, n).replace(str(n), f"{n:,}")


def describe(error: ArchiveError | Failure) -> str:
    """A failure in words for people."""
    failure = Failure(error.code, error.detail) if isinstance(error, ArchiveError) else error
    return words.describe(failure, lambda text: QCoreApplication.translate("words", text))


def report(workspace: Workspace, error: Exception, again: Callable[[], None] | None = None) -> None:
    """Say that something failed; what is not an expected failure is a bug and goes where bugs go."""
    if isinstance(error, ArchiveError):
        workspace.notices.show_problem(describe(error), tr("Retry") if again else "", again)
    else:
        workspace.tasks.crashed.emit(error)


def save_wishes(
    workspace: Workspace,
    wishes: Sequence[NewArticle],
    rejected: int = 0,
    done: Callable[[list[Added]], None] | None = None,
) -> None:
    """Add articles to the archive and queue them; what was there already is said, not made twice.

    Args:
        workspace: where to.
        wishes: what to save.
        rejected: how many things beside them could not be understood.
        done: told what became of each wish.
    """
    wishes = tuple(wishes)
    if not wishes:
        workspace.notices.show_problem(tr("Nothing here can be saved"))
        return

    def on_done(added: list[Added]) -> None:
        _tell_added(workspace, added, rejected)
        if done is not None:
            done(added)

    _write(workspace, lambda: workspace.archive.add(wishes), on_done)


def retry(workspace: Workspace, ids: Iterable[int]) -> None:
    """Try again to save what failed; take a new snapshot of what was saved."""
    ids = tuple(ids)
    if ids:
        text = tr("Saving %n article again", len(ids)) if len(ids) == 1 else tr("Saving %n articles again", len(ids))
        _write(workspace, lambda: workspace.archive.retry(ids), lambda _none: workspace.notices.show(text))


def tell_failed(workspace: Workspace, failed: Sequence[tuple[int, Failure]]) -> None:
    """Say that captures have failed behind the person's back, and offer another try."""
    if not failed:
        return
    ids = [id for id, _failure in failed]
    text = describe(failed[0][1]) if len(failed) == 1 else tr("%n articles could not be saved", len(failed))
    workspace.notices.show_problem(text, tr("Retry"), lambda: retry(workspace, ids))


def trash(workspace: Workspace, ids: Iterable[int]) -> None:
    """Move articles to the trash."""
    archive, ids = workspace.archive, tuple(ids)
    _change(
        workspace,
        lambda: archive.trash(ids),
        archive.restore,
        lambda done: tr("Moved to Trash") if len(done) == 1 else tr("Moved %n articles to Trash", len(done)),
    )


def restore(workspace: Workspace, ids: Iterable[int]) -> None:
    """Take articles out of the trash."""
    archive, ids = workspace.archive, tuple(ids)
    _change(
        workspace,
        lambda: archive.restore(ids),
        archive.trash,
        lambda done: tr("Restored") if len(done) == 1 else tr("Restored %n articles", len(done)),
    )


def set_read(workspace: Workspace, ids: Iterable[int], value: bool) -> None:
    """Mark articles as read, or put them back into the inbox."""
    archive, ids = workspace.archive, tuple(ids)

    def text(done: tuple[int, ...]) -> str:
        if value:
            return tr("Marked as read") if len(done) == 1 else tr("Marked %n articles as read", len(done))
        return tr("Moved to Inbox") if len(done) == 1 else tr("Moved %n articles to Inbox", len(done))

    _change(
        workspace,
        lambda: archive.set_read(ids, value),
        lambda done: archive.set_read(done, not value),
        text,
    )


def set_favourite(workspace: Workspace, ids: Iterable[int], value: bool) -> None:
    """Add articles to the favourites, or take them out."""
    archive, ids = workspace.archive, tuple(ids)

    def text(done: tuple[int, ...]) -> str:
        if value:
            return tr("Added to Favourites") if len(done) == 1 else tr("Added %n articles to Favourites", len(done))
        return tr("Removed from Favourites") if len(done) == 1 else tr("Removed %n from Favourites", len(done))

    _change(
        workspace,
        lambda: archive.set_favourite(ids, value),
        lambda done: archive.set_favourite(done, not value),
        text,
    )


def change_tags(workspace: Workspace, ids: Iterable[int], add: Sequence[str] = (), remove: Sequence[str] = ()) -> None:
    """Add tags to articles and take others off."""
    archive, ids, add, remove = workspace.archive, tuple(ids), tuple(add), tuple(remove)

    def text(done: tuple[TagChange, ...]) -> str:
        if not remove and len(add) == 1:
            tagged = tr("Tagged “{tag}”") if len(done) == 1 else tr("Tagged %n articles “{tag}”", len(done))
            return tagged.replace("{tag}", add[0])
        if not add and len(remove) == 1:
            return tr("Removed the tag “{tag}”").replace("{tag}", remove[0])
        return tr("Changed tags")

    if add or remove:
        _change(workspace, lambda: archive.tag(ids, add, remove), archive.untag, text)


def rename_tag(workspace: Workspace, old: str, new: str) -> None:
    """Rename a tag with those below it."""
    archive = workspace.archive
    if old != new:
        _change(
            workspace,
            lambda: archive.rename_tag(old, new),
            archive.untag,
            lambda _done: tr("Renamed the tag to “{tag}”").replace("{tag}", new),
        )


def remove_tag(workspace: Workspace, tag: str) -> None:
    """Take a tag off every article that has it."""
    archive = workspace.archive

    def remove() -> tuple[TagChange, ...]:
        found = archive.find(f'tag:="{tag}"')
        return archive.tag([hit.id for hit in found.hits], (), (tag,))

    _change(workspace, remove, archive.untag, lambda _done: tr("Removed the tag “{tag}”").replace("{tag}", tag))


def save_search(workspace: Workspace, query: str, name: str) -> None:
    """Keep a query in the sidebar under a name."""
    archive = workspace.archive
    kept: list[SavedSearch] = []

    def save() -> tuple[SavedSearch, ...]:
        if kept:
            archive.restore_saved_search(kept[0])
        else:
            kept.append(archive.save_search(name, query))
        return tuple(kept)

    _change(
        workspace,
        save,
        lambda done: archive.delete_saved_search(done[0].id),
        lambda done: tr("Saved the search “{name}”").replace("{name}", done[0].name),
    )


def rename_saved_search(workspace: Workspace, id: int, name: str) -> None:
    """Give a saved search another name."""
    archive = workspace.archive
    _change(
        workspace,
        lambda: (archive.rename_saved_search(id, name),),
        lambda before: archive.rename_saved_search(id, before[0].name),
        lambda _before: tr("Renamed the search to “{name}”").replace("{name}", name),
    )


def delete_saved_search(workspace: Workspace, id: int) -> None:
    """Forget a saved search; its articles stay."""
    archive = workspace.archive
    _change(
        workspace,
        lambda: (archive.delete_saved_search(id),),
        lambda gone: archive.restore_saved_search(gone[0]),
        lambda gone: tr("Deleted the search “{name}”").replace("{name}", gone[0].name),
    )


def arrange_saved_searches(workspace: Workspace, ids: Sequence[int]) -> None:
    """Put the saved searches into another order."""
    archive = workspace.archive
    _change(
        workspace,
        lambda: archive.arrange_saved_searches(ids),
        archive.arrange_saved_searches,
        lambda _before: tr("Moved the search"),
    )


def rename_article(workspace: Workspace, article: Article, title: str) -> None:
    """Give an article another title."""
    archive = workspace.archive
    title = title.strip()
    if title and title != article.title:

        def rename(to: str) -> tuple[int, ...]:
            archive.set_title(article.id, to)
            return (article.id,)

        _change(workspace, lambda: rename(title), lambda _done: rename(article.title), lambda _done: tr("Renamed"))


def open_external(workspace: Workspace, address: str, parent: QWidget | None = None) -> None:
    """Open an address in the browser, if it is one that may be opened."""
    if not links.open_external(address, parent):
        workspace.notices.show_problem(tr("This address can’t be opened"))


def copy_links(workspace: Workspace, articles: Sequence[Article]) -> None:
    """Put the addresses of articles on the clipboard, as links and as text."""
    if articles:
        QGuiApplication.clipboard().setMimeData(links_as_mime(articles))
        workspace.notices.show(tr("Copied the link") if len(articles) == 1 else tr("Copied %n links", len(articles)))


def copy_citation(workspace: Workspace, articles: Sequence[Article]) -> None:
    """Put who, what, where and when of articles on the clipboard, a line each."""
    if articles:
        QGuiApplication.clipboard().setText("\n".join(citation(article) for article in articles))
        workspace.notices.show(tr("Copied the citation"))


def citation(article: Article) -> str:
    """An article in one line, as a footnote would name it."""
    published = article.published.isoformat() if article.published else ""
    parts = (article.byline, f"“{article.title}”", article.site, published, article.url)
    return ", ".join(part for part in parts if part) + f" ({tr('saved')} {article.saved_at:%Y-%m-%d})"


def links_as_mime(articles: Sequence[Article]) -> QMimeData:
    """Articles as other programs take them: a list of links, and text."""
    mime = QMimeData()
    addresses = [article.url for article in articles]
    mime.setUrls([link.url for address in addresses if (link := links.vet(address))])
    mime.setText("\n".join(addresses))
    return mime


def _tell_added(workspace: Workspace, added: Sequence[Added], rejected: int) -> None:
    new = sum(one.is_new for one in added)
    restored = [one.id for one in added if one.id is not None and one.was_in_trash]
    known = [one.id for one in added if one.id is not None and not one.is_new and not one.was_in_trash]
    failures = [one.failure for one in added if one.failure is not None]
    if len(failures) == 1 and not new and not known and not restored:
        workspace.notices.show_problem(describe(failures[0]))
        return
    parts = []
    if new:
        parts.append(tr("Saving %n article", new) if new == 1 else tr("Saving %n articles", new))
    if restored:
        one = tr("taken out of the trash") if new else tr("Taken out of the trash")
        parts.append(one if len(restored) == 1 else tr("%n taken out of the trash", len(restored)))
    if known:
        one = tr("already in your archive") if new else tr("Already in your archive")
        parts.append(one if len(known) == 1 else tr("%n already in your archive", len(known)))
    if lost := rejected + len(failures):
        parts.append(tr("%n could not be understood", lost))
    text = " · ".join(parts)
    if known:
        workspace.notices.show(text, tr("New snapshot"), lambda: retry(workspace, known))
    else:
        workspace.notices.show(text)


def _write(workspace: Workspace, work: Callable[[], T], done: Callable[[T], None]) -> None:
    def failed(error: Exception) -> None:
        report(workspace, error, lambda: _write(workspace, work, done))

    workspace.tasks.write(work, done, failed)


def _change(
    workspace: Workspace,
    do: Callable[[], tuple[T, ...]],
    undo: Callable[[tuple[T, ...]], object],
    text: Callable[[tuple[T, ...]], str],
) -> None:
    """Run a change; `do` returns what `undo` needs, and nothing where nothing changed."""

    def on_done(changed: tuple[T, ...]) -> None:
        if not changed:
            return
        label = text(changed)
        step = Step(
            label,
            undo=lambda: _write(workspace, lambda: undo(changed), lambda _result: None),
            redo=lambda: _write(workspace, do, lambda _result: workspace.notices.show(label)),
        )
        workspace.undo.push(step)
        workspace.notices.show(label, tr("Undo"), lambda: workspace.undo.take_back(step))

    _write(workspace, do, on_done)
