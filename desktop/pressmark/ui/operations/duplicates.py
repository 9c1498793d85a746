"""Duplicates: one article made of several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressmark.ui.operations.changing import change, tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pressmark.archive.values import Merged
    from pressmark.ui.workspace import Workspace


def merge_articles(workspace: Workspace, keep: int, others: Iterable[int]) -> None:
    """Bring tags, notes and the earliest date of articles to one of them; the others go to the trash."""
    archive, others = workspace.archive, tuple(others)

    def undo(done: tuple[Merged, ...]) -> None:
        for merged in done:
            archive.unmerge(merged)

    change(
        workspace,
        lambda: (archive.merge(keep, others),),
        undo,
        lambda _done: tr("Merged %Ln articles", len(others) + 1),
    )
