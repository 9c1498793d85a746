"""Tags on articles, and tags themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressmark.ui.operations.changing import change, change_each, tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pressmark.archive.values import TagChange
    from pressmark.ui.workspace import Workspace


def change_tags(workspace: Workspace, ids: Iterable[int], add: Sequence[str] = (), remove: Sequence[str] = ()) -> None:
    """Add tags to articles and take others off."""
    archive, add, remove = workspace.archive, tuple(add), tuple(remove)

    def text(done: tuple[TagChange, ...]) -> str:
        if not remove and len(add) == 1:
            tagged = tr("Tagged “{tag}”") if len(done) == 1 else tr("Tagged %n articles “{tag}”", len(done))
            return tagged.replace("{tag}", add[0])
        if not add and len(remove) == 1:
            return tr("Removed the tag “{tag}”").replace("{tag}", remove[0])
        return tr("Changed tags")

    if add or remove:
        change_each(workspace, ids, lambda some: archive.tag(some, add, remove), archive.untag, text)


def rename_tag(workspace: Workspace, old: str, new: str) -> None:
    """Rename a tag with those below it."""
    archive = workspace.archive
    if old != new:
        change(
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
        return archive.tag(found.hits.ids, (), (tag,))

    change(workspace, remove, archive.untag, lambda _done: tr("Removed the tag “{tag}”").replace("{tag}", tag))
