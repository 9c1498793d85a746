"""Tags on articles, and tags themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressmark.archive.values import TagChange
from pressmark.ui.operations.changing import change, change_each, report, tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pressmark.archive.values import TagColour
    from pressmark.ui.workspace import Workspace


def change_tags(workspace: Workspace, ids: Iterable[int], add: Sequence[str] = (), remove: Sequence[str] = ()) -> None:
    """Add tags to articles and take others off."""
    archive, add, remove = workspace.archive, tuple(add), tuple(remove)

    def text(done: Sequence[TagChange]) -> str:
        if not remove and len(add) == 1:
            tagged = tr("Tagged “{tag}”") if len(done) == 1 else tr("Tagged %Ln articles “{tag}”", len(done))
            return tagged.replace("{tag}", add[0])
        if not add and len(remove) == 1:
            return tr("Removed the tag “{tag}”").replace("{tag}", remove[0])
        return tr("Changed tags")

    if add or remove:
        change_each(workspace, ids, lambda some: archive.tag(some, add, remove), archive.untag, text)


def rename_tag(workspace: Workspace, old: str, new: str) -> None:
    """Rename a tag with those below it; where the new name is in use, the two become one."""
    merge_tags(workspace, (old,), new)


def merge_tags(workspace: Workspace, tags: Sequence[str], into: str) -> None:
    """Make one tag of several, with those below them."""
    archive = workspace.archive
    olds = [tag for tag in tags if tag != into]
    is_spelling = [tag.casefold() for tag in olds] == [into.casefold()]  # of which the archive has one only
    is_merger: list[bool] = []

    def merge() -> tuple[TagChange, ...]:
        is_merger[:] = [len(olds) > 1 or (not is_spelling and bool(archive.tags_below(into)))]
        return _combined(change for tag in olds for change in archive.rename_tag(tag, into))

    def text(_done: object) -> str:
        if len(olds) > 1:
            return tr("Merged %Ln tags into “{tag}”", len(olds)).replace("{tag}", into)
        if any(is_merger):
            return tr("Merged the tag “{old}” into “{tag}”").replace("{old}", olds[0]).replace("{tag}", into)
        return tr("Renamed the tag to “{tag}”").replace("{tag}", into)

    if olds and into:
        change(
            workspace, merge, (lambda _some: archive.rename_tag(into, olds[0])) if is_spelling else archive.untag, text
        )


def remove_tags(workspace: Workspace, tags: Sequence[str]) -> None:
    """Take tags, and those below them, off every article."""
    archive = workspace.archive

    def find() -> tuple[list[int], list[str]]:
        ids = {id for tag in tags for id in archive.tagged(tag)}
        return sorted(ids), [name for tag in tags for name in archive.tags_below(tag)]

    def remove(found: tuple[list[int], list[str]]) -> None:
        ids, names = found
        text = tr("Deleted the tag “{tag}”") if len(tags) == 1 else tr("Deleted %Ln tags", len(tags))
        change_each(
            workspace,
            ids,
            lambda some: archive.tag(some, (), names),
            archive.untag,
            lambda _done: text.replace("{tag}", tags[0]),
        )

    workspace.tasks.read(find, remove, lambda error: report(workspace, error, lambda: remove_tags(workspace, tags)))


def colour_tag(workspace: Workspace, tag: str, colour: TagColour | None) -> None:
    """Give a tag a colour, or none."""
    archive = workspace.archive

    def paint() -> tuple[TagColour | None, ...]:
        before = archive.set_tag_colour(tag, colour)
        return () if before == colour else (before,)

    change(
        workspace,
        paint,
        lambda before: archive.set_tag_colour(tag, before[0]),
        lambda _before: tr("Coloured the tag “{tag}”").replace("{tag}", tag),
    )


def _combined(changes: Iterable[TagChange]) -> tuple[TagChange, ...]:
    """Changes made one after the other as one for each article."""
    added: dict[int, dict[str, str]] = {}
    removed: dict[int, dict[str, str]] = {}
    for one in changes:
        plus, minus = added.setdefault(one.id, {}), removed.setdefault(one.id, {})
        for tag in one.removed:
            if plus.pop(tag.casefold(), None) is None:
                minus[tag.casefold()] = tag
        for tag in one.added:
            plus[tag.casefold()] = tag
    return tuple(TagChange(id, tuple(added[id].values()), tuple(removed[id].values())) for id in sorted(added))
