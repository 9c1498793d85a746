"""Writes pictures of the window in the states that people see, into the folder named on the command line.

Every picture is of the real window on a real archive of invented articles. Look at each one after a change to what it
shows. A display is not needed, but the offscreen platform has other fonts than a desktop; judge under a real one.
`--looks` and `--only` choose some of them.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QApplication

from pressmark.app import make_application
from pressmark.archive.archive import open_archive
from pressmark.settings import Settings
from pressmark.tasks.runner import TaskRunner
from pressmark.ui import theme
from pressmark.ui.main_window import MainWindow
from pressmark.ui.notices import Notices
from pressmark.ui.workspace import Workspace
from run import rest
from window_states import USUAL, fill, states

if TYPE_CHECKING:
    from collections.abc import Container

    from pressmark.archive.archive import Archive
    from window_states import State

SETTLE_MILLISECONDS = 900


class Look(NamedTuple):
    """How the window looks in a set of pictures."""

    scheme: theme.Scheme = theme.Scheme.LIGHT
    pixels: int = 1  # of the screen, for one of the window
    language: str = "en"
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight
    text: float = 1.0  # of the usual size
    has_more_contrast: bool = False


LOOKS = {
    "light": Look(),
    "dark": Look(theme.Scheme.DARK),
    "light-2x": Look(pixels=2),
    "dark-2x": Look(theme.Scheme.DARK, pixels=2),
    "german": Look(language="de"),
    "right-to-left": Look(direction=Qt.LayoutDirection.RightToLeft),
    "large-text": Look(text=2.0),
    "contrast-light": Look(has_more_contrast=True),
    "contrast-dark": Look(theme.Scheme.DARK, has_more_contrast=True),
}


def main() -> int:
    """Write the pictures: each look in a process of its own, for the scale of a screen cannot change in one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("build/screenshots"))
    parser.add_argument("--looks", nargs="+", choices=LOOKS, default=list(LOOKS))
    parser.add_argument("--only", nargs="+", metavar="STATE", default=[], help="states to take pictures of")
    parser.add_argument("--archive", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.archive is not None:
        photograph_all(options.looks[0], options.archive, options.folder, options.only)
        return 0
    with tempfile.TemporaryDirectory() as name:
        for look in options.looks:
            command = [sys.executable, __file__, str(options.folder / look), "--looks", look, "--archive", name]
            scale = {"QT_SCALE_FACTOR": str(LOOKS[look].pixels)}
            subprocess.run(
                [*command, *(["--only", *options.only] if options.only else [])], env=os.environ | scale, check=True
            )
    return 0


def photograph_all(name: str, root: Path, folder: Path, only: Container[str]) -> None:
    """Write the pictures of one look."""
    look = LOOKS[name]
    folder.mkdir(parents=True, exist_ok=True)
    application = make_application(spoken=look.language)
    theme.install(application, look.scheme)
    theme.want_more_contrast(application, wanted=look.has_more_contrast)
    application.setLayoutDirection(look.direction)
    font = QFont(application.font())
    font.setPointSizeF(font.pointSizeF() * look.text)
    application.setFont(font)
    with open_archive(root / f"empty-{name}", cache=root / "cache") as archive:
        photograph(application, archive, root, folder, {"first-run": lambda _window: None}, only)
    with open_archive(root / f"archive-{name}", cache=root / "cache") as archive:
        photograph(application, archive, root, folder, states(fill(archive)), only)


def photograph(
    application: QApplication,
    archive: Archive,
    root: Path,
    folder: Path,
    wanted: dict[str, State],
    only: Container[str],
) -> None:
    """Open a window on the archive, bring it into one state after the other, and write a picture of each."""
    settings = Settings(root / f"{archive.root.name}.json")
    settings.theme = str(application.property("pressmark_scheme"))
    settings.last_shelf = "all"
    settings.subscribe(partial(on_setting_changed, application, settings))
    tasks = TaskRunner()
    window = MainWindow(Workspace(archive, tasks, Notices(), settings))
    window.resize(*USUAL)
    window.show()
    rest(2 * SETTLE_MILLISECONDS)
    for name, bring in wanted.items():
        bring(window)
        rest(SETTLE_MILLISECONDS * (3 if name == "list" else 1))  # the reader starts with the first article
        take(window, folder / f"{name}.png" if not only or name in only else None)
    window.close()
    tasks.close()


def take(window: MainWindow, file: Path | None) -> None:
    """Write a picture of the window with what is open over it, and close that."""
    over = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one.isWindow() and one is not window]
    if file is not None:
        picture = window.grab()
        painter = QPainter(picture)
        for one in over:
            corner = one.geometry().topLeft() - window.geometry().topLeft()
            painter.drawPixmap(corner, one.grab())
        painter.end()
        picture.save(str(file))
    for one in over:
        one.close()


def on_setting_changed(application: QApplication, settings: Settings, name: str) -> None:
    """Do what the program does when another scheme is chosen."""
    if name == "theme":
        theme.choose(application, theme.Scheme(settings.theme))


if __name__ == "__main__":
    sys.exit(main())
