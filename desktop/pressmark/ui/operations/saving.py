"""Articles come into the archive, and failed ones get another try."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pressmark.archive.urls import host_of
from pressmark.archive.values import UNDER_WAY, Failure, NewArticle
from pressmark.ui.notices import Kind, Notice
from pressmark.ui.operations.changing import describe, remember, report, tr, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pressmark.archive.capture.intake import Rejected
    from pressmark.archive.values import Added, Article
    from pressmark.ui.workspace import Workspace

FAILED = "failed"  # the topic of the notice about captures that failed
MOST_WATCHED = 50  # articles that are looked at whether they are saved by now; more take longer than the banner shows


def save_wishes(
    workspace: Workspace,
    wishes: Sequence[NewArticle],
    rejected: Sequence[Rejected] = (),
    done: Callable[[list[Added]], None] | None = None,
) -> None:
    """Add articles to the archive and queue them; what was there already is said, not made twice.

    Undo moves what is new to the trash.

    Args:
        workspace: where to.
        wishes: what to save.
        rejected: what beside them cannot be saved.
        done: told what became of each wish.
    """
    wishes = tuple(wishes)
    if not wishes:
        reasons = {describe(Failure(one.code, one.detail)) for one in rejected}
        workspace.notices.show_problem(reasons.pop() if len(reasons) == 1 else tr("Nothing here can be saved"))
        return

    def on_done(added: list[Added]) -> None:
        _tell_added(workspace, added, rejected)
        if done is not None:
            done(added)

    write(workspace, lambda: workspace.archive.add(wishes), on_done)


def retry(workspace: Workspace, ids: Iterable[int], *, by_browser: bool = False) -> None:
    """Try again to save what failed; take a new snapshot of what was saved, as a browser shows it if that is asked."""
    ids = tuple(ids)
    if ids:
        write(
            workspace,
            lambda: workspace.archive.retry(ids, by_browser=by_browser),
            lambda _none: _tell_begun(workspace, ids),
        )


def awaits_word(article: Article) -> bool:
    """Whether an article waits for the person to say that its address, on a private network, is meant."""
    if article.failure is None or article.failure.code != "private-address":
        return False
    return article.failure.detail == host_of(article.url)  # else the page led there, and nobody's word helps


def try_again(workspace: Workspace, article: Article) -> None:
    """Save one article again of which the person sees the whole address: to ask for it there is to name it oneself."""
    if not awaits_word(article):
        retry(workspace, [article.id])
        return
    archive = workspace.archive

    def work() -> None:
        archive.add([NewArticle(article.url)])
        archive.retry([article.id])

    write(workspace, work, lambda _none: _tell_begun(workspace, (article.id,)))


def tell_failed(workspace: Workspace, failed: Sequence[tuple[int, Failure]]) -> None:
    """Say that captures have failed behind the person's back, and offer another try.

    Those that fail while the notice is still there are added to it: many at once are one notice, not a parade.
    """
    if not failed:
        return

    def notice(before: tuple[tuple[int, Failure], ...]) -> Notice:
        all_failed = dict([*before, *failed])
        (reason, *others) = all_failed.values()
        text = tr("%Ln articles could not be saved", len(all_failed)) if others else describe(reason)
        again = tuple(id for id, failure in all_failed.items() if failure.may_pass)
        action = partial(retry, workspace, again) if again else None
        return Notice(text, Kind.PROBLEM, tr("Retry") if again else "", action, FAILED, tuple(all_failed.items()))

    workspace.notices.amend(FAILED, notice)


def tell_saved(workspace: Workspace, changed: frozenset[int]) -> None:
    """Say of what the banner says is being saved that it is, as soon as it is; that some failed is told elsewhere.

    Args:
        workspace: where to.
        changed: the articles that something just happened to.
    """
    notice = workspace.notices.current
    if notice is None or not notice.later or changed.isdisjoint(notice.facts) or len(notice.facts) > MOST_WATCHED:
        return

    def look(articles: Sequence[Article]) -> None:
        if not any(one.status in UNDER_WAY for one in articles):
            workspace.notices.end(notice, is_well=not any(one.failure for one in articles))

    workspace.tasks.read(
        partial(workspace.archive.articles, notice.facts), look, partial(report, workspace), slot="saved"
    )


def _tell_begun(workspace: Workspace, ids: tuple[int, ...]) -> None:
    workspace.notices.show(tr("Saving %Ln articles again", len(ids)), facts=ids, later=_saved(len(ids)))


def _tell_added(workspace: Workspace, added: Sequence[Added], rejected: Sequence[Rejected]) -> None:
    new = sum(one.is_new for one in added)
    restored = [one.id for one in added if one.id is not None and one.was_in_trash]
    known = [one.id for one in added if one.id is not None and not one.is_new and not one.was_in_trash]
    failures = [one.failure for one in added if one.failure is not None]
    if len(failures) == 1 and not new and not known and not restored:
        workspace.notices.show_problem(describe(failures[0]))
        return
    parts = []
    if new:
        parts.append(tr("Saving %Ln articles", new))
    if restored:
        one = tr("taken out of the trash") if new else tr("Taken out of the trash")
        parts.append(one if len(restored) == 1 else tr("%Ln taken out of the trash", len(restored)))
    if known:
        one = tr("already in your archive") if new else tr("Already in your archive")
        parts.append(one if len(known) == 1 else tr("%Ln already in your archive", len(known)))
    if len(rejected) == 1 and not failures:
        parts.append(f"{rejected[0].name}: {describe(Failure(rejected[0].code, rejected[0].detail))}")
    elif lost := len(rejected) + len(failures):
        parts.append(tr("%Ln could not be understood", lost))
    text = " · ".join(parts)
    if came := [one.id for one in added if one.id is not None and (one.is_new or one.was_in_trash)]:
        archive = workspace.archive
        later = " · ".join([_saved(new), *parts[1:]]) if new else ""
        remember(workspace, tuple(came), archive.restore, archive.trash, text, later)
    elif known:
        workspace.notices.show(text, tr("New snapshot"), lambda: retry(workspace, known))
    else:
        workspace.notices.show(text)


def _saved(number: int) -> str:
    return tr("Saved") if number == 1 else tr("Saved %Ln articles", number)
