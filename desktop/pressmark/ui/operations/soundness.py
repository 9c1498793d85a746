"""The archive is checked and mended; what the place of an archive endangers is said."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pressmark.archive.errors import ArchiveDamaged, Cancelled
from pressmark.ui.operations.changing import report, tr
from pressmark.ui.operations.lasting import labour

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from pressmark.archive.values import Damage, Repair, VerifyReport
    from pressmark.ui.workspace import Workspace


def check(workspace: Workspace) -> None:
    """Compare every file with the database and say what is wrong, or that nothing is."""

    def done(found: VerifyReport) -> None:
        if found.damages:
            tell_damages(workspace, found.damages)
        else:
            workspace.notices.show(tr("All %Ln files are as they should be", found.files))

    labour(workspace, tr("Checking every file"), workspace.archive.verify, done, is_counted=True)


def check_database(workspace: Workspace, on_damaged: Callable[[ArchiveDamaged], None]) -> None:
    """Look at the database that was just opened; every change waits for it, and is made where the look is put off."""

    def failed(error: Exception) -> None:
        if isinstance(error, ArchiveDamaged):
            on_damaged(error)
        elif not isinstance(error, Cancelled):
            report(workspace, error, lambda: check_database(workspace, on_damaged))

    title = tr("Checking the archive")
    labour(workspace, title, workspace.archive.check, lambda _none: None, failed, is_asked_for=False)


def copy_daily(workspace: Workspace) -> None:
    """Make the day's copy of the database, if it is due."""
    title = tr("Copying the database")
    labour(workspace, title, workspace.archive.back_up_daily, lambda _file: None, is_asked_for=False)


def back_up(workspace: Workspace, folder: Path) -> None:
    """Copy the database into a folder of the person's, check the copy, and say what is not in it."""

    def done(file: Path) -> None:
        text = tr("Copied the database to {file}; pages and pictures are not in it")
        workspace.notices.show(text.replace("{file}", file.name))

    labour(workspace, tr("Copying the database"), partial(workspace.archive.back_up, folder), done)


def tell_damages(workspace: Workspace, damages: Sequence[Damage]) -> None:
    """Say that files are missing, damaged or foreign, and offer to mend what can be mended."""
    if not damages:
        return
    n = len(damages)
    one, many = (
        tr("A file of the archive is damaged: {path}"),
        tr("%Ln files of the archive are damaged, like {path}", n),
    )
    text = (one if n == 1 else many).format(path=damages[0].path)
    workspace.notices.show_problem(text, tr("Repair"), lambda: repair(workspace))


def repair(workspace: Workspace) -> None:
    """Mend what can be mended, and say what is left for the person to look at."""

    def done(made: tuple[Repair, ...]) -> None:
        left = [one.damage.path for one in made if one.remedy == "left"]
        if left:
            text = tr("%Ln repaired; look at this by hand: {path}", len(made) - len(left))
            workspace.notices.show_problem(text.format(path=left[0]))
        else:
            workspace.notices.show(tr("%Ln repaired", len(made)))

    labour(workspace, tr("Repairing the archive"), workspace.archive.repair, done)


def tell_hazard(workspace: Workspace, hazard: str) -> None:
    """Say why the archive's place is a bad one."""
    texts = {
        "network": tr("This archive is on another computer. A broken connection can damage it; keep it on this one."),
        "synced": tr("This folder is synced by another program, which can damage the archive. Keep it elsewhere."),
        "read-only": tr("This archive can only be read: Pressmark may not write to its folder, or the disk is full."),
    }
    if hazard in texts:
        workspace.notices.show_problem(texts[hazard])
