"""Saved searches: kept, renamed, arranged, forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressmark.archive.index.query import QUOTES, known_values
from pressmark.ui.operations.changing import change, describe, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressmark.archive.errors import InvalidQuery
    from pressmark.archive.values import SavedSearch
    from pressmark.ui.workspace import Workspace

LONGEST_PART = 40  # characters of a query that are repeated


def describe_mistake(query: str, error: InvalidQuery) -> str:
    """What is wrong with a query, in words for people."""
    part = query[error.position : error.position + error.length]
    known = known_values(query, error.position) if error.detail == "unknown-value" else ()
    if known:
        return tr("{part} is none of {known}.").replace("{known}", ", ".join(known)).replace("{part}", quoted(part))
    sentence = describe(error)
    return sentence if error.detail in {"too-long", "too-common"} else f"{quoted(part)}: {sentence}"


def quoted(part: str, most: int = LONGEST_PART) -> str:
    """A part of a query as it is repeated in a sentence: in quotes, unless it has some itself."""
    return shortened(part, most) if any(sign in part for sign in QUOTES) else f"“{shortened(part, most)}”"


def shortened(part: str, most: int = LONGEST_PART) -> str:
    """A part of a query, short enough to be repeated."""
    return part if len(part) <= most else part[: most - 1] + "…"


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

    change(
        workspace,
        save,
        lambda done: archive.delete_saved_search(done[0].id),
        lambda done: tr("Saved the search “{name}”").replace("{name}", done[0].name),
    )


def rename_saved_search(workspace: Workspace, id: int, name: str) -> None:
    """Give a saved search another name."""
    archive = workspace.archive
    change(
        workspace,
        lambda: (archive.rename_saved_search(id, name),),
        lambda before: archive.rename_saved_search(id, before[0].name),
        lambda _before: tr("Renamed the search to “{name}”").replace("{name}", name),
    )


def delete_saved_search(workspace: Workspace, id: int) -> None:
    """Forget a saved search; its articles stay."""
    archive = workspace.archive
    change(
        workspace,
        lambda: (archive.delete_saved_search(id),),
        lambda gone: archive.restore_saved_search(gone[0]),
        lambda gone: tr("Deleted the search “{name}”").replace("{name}", gone[0].name),
    )


def arrange_saved_searches(workspace: Workspace, ids: Sequence[int]) -> None:
    """Put the saved searches into another order."""
    archive = workspace.archive
    change(
        workspace,
        lambda: archive.arrange_saved_searches(ids),
        archive.arrange_saved_searches,
        lambda _before: tr("Moved the search"),
    )
