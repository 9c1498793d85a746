"""Which snapshot of an article counts, and what its text is to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressmark.archive.values import Hand, Outcome
from pressmark.ui.operations.changing import change, change_one_by_one, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pressmark.archive.values import Chosen, Redone, RulesChange
    from pressmark.ui.workspace import Workspace


def use(workspace: Workspace, chosen: Chosen) -> None:
    """Let another snapshot, or another text of it, be the current one."""
    archive = workspace.archive
    change(
        workspace,
        lambda: (archive.use(chosen),),
        lambda before: archive.use(before[0]),
        lambda _before: tr("Chose another snapshot"),
    )


def shape(workspace: Workspace, id: int, hand: Hand, *, is_for_site: bool = False) -> None:
    """Make the text of an article as the person wants it, and that of later ones of its site if that is asked."""
    archive = workspace.archive

    def do() -> tuple[tuple[Chosen, RulesChange | None], ...]:
        rules = archive.keep_for_site(id, hand) if is_for_site else None
        try:
            return ((archive.shape(id, hand), rules),)
        except Exception:
            if rules is not None:  # or a second try would take them for what was there before
                archive.restore_rules(rules)
            raise

    def undo(before: tuple[tuple[Chosen, RulesChange | None], ...]) -> None:
        for chosen, rules in before:
            archive.use(chosen)
            if rules is not None:
                archive.restore_rules(rules)

    def text(before: Sequence[tuple[Chosen, RulesChange | None]]) -> str:
        if hand == Hand():
            return tr("Made the text Pressmark’s own again")
        if not is_for_site:
            return tr("Changed the text")
        if before[0][1] is None:
            return tr("Changed the text; nothing of it can be told by a name, so not for the site")
        return tr("Changed the text, and kept that for the site")

    change(workspace, do, undo, text)


def tell_outdone(workspace: Workspace, outdone: Sequence[Chosen]) -> None:
    """Say that a capture brought less than what was there, and offer to use it all the same."""
    for one in outdone:
        workspace.notices.show(
            tr("The new snapshot is not better, so the one before stays"),
            tr("Use the new one"),
            lambda one=one: use(workspace, one),  # type: ignore[misc]  # of this turn, not the last one's
        )


def reextract(workspace: Workspace, ids: Iterable[int], done: Callable[[list[Redone]], None]) -> None:
    """Read kept pages again with this version of Pressmark, one after the other.

    Args:
        workspace: of the window.
        ids: the articles.
        done: told what became of each, when all are through.
    """
    archive, ids = workspace.archive, tuple(ids)
    results: list[Redone] = []
    if not ids:
        workspace.notices.show(tr("Every text is from this version already"))
        return

    def do(some: Sequence[int]) -> tuple[Chosen, ...]:
        found = list(archive.reextract(some))
        results.extend(found)
        if len(results) == len(ids):
            workspace.tasks.post(lambda: tell(list(results)))
        return tuple(one.before for one in found if one.before is not None)

    def tell(found: list[Redone]) -> None:
        if not any(one.outcome is Outcome.TAKEN for one in found):
            workspace.notices.show(tr("Nothing is different"))
        done(found)

    def undo(before: tuple[Chosen, ...]) -> None:
        for one in before:
            archive.use(one)

    def text(changed: Sequence[Chosen]) -> str:
        return tr("Read %Ln texts anew", len(changed))

    change_one_by_one(workspace, ids, do, undo, text)
