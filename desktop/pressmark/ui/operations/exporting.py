"""Articles are taken along in open formats, as many as there are."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pressmark.archive.exchange.exporters import ENDINGS
from pressmark.archive.exchange.names import free_path
from pressmark.archive.values import Exported, ExportWords, Order
from pressmark.ui.figures import grouped, short_day
from pressmark.ui.operations.changing import tr
from pressmark.ui.operations.lasting import labour
from pressmark.ui.operations.sharing import open_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pressmark.archive.values import ExportKind, Progress
    from pressmark.ui.workspace import Workspace


def export_articles(workspace: Workspace, ids: Sequence[int] | None, place: Path, kind: ExportKind, title: str) -> None:
    """Write articles to a file, or to a new folder within a folder, and say how many.

    Args:
        workspace: of the window.
        ids: the articles, in order; None for all, the newest first.
        place: the file, which is replaced where there is one; for formats that are a folder, where that is to be made.
        kind: the format.
        title: what the export is called, the new folder too.
    """
    archive = workspace.archive
    words = ExportWords(
        title=title,
        articles=tr("Articles: {n}"),
        saved=tr("Saved {date}"),
        note=tr("Note"),
        highlights=tr("Highlights"),
        contents=tr("Contents"),
        back=tr("All articles"),
        format_date=short_day,
        format_number=grouped,
    )

    def work(progress: Progress) -> tuple[Path, Exported]:
        wanted = archive.find("", order=Order.SAVED).hits.ids if ids is None else ids
        target = place if kind in ENDINGS else free_path(place, title)
        return target, archive.export(wanted, target, kind, progress, words)

    def done(result: tuple[Path, Exported]) -> None:
        target, exported = result
        parts = [tr("Exported %Ln articles", exported.articles)]
        if exported.failed:
            parts.append(tr("%Ln not whole", len(exported.failed)))
        folder = target.parent if kind in ENDINGS else target
        workspace.notices.show(" · ".join(parts), tr("Show in Folder"), partial(open_folder, workspace, folder))

    labour(workspace, tr("Exporting articles"), work, done, is_counted=True)
