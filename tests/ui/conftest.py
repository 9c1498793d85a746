"""A real archive and the services of a window, for every test of the window."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication

from pressmark.archive.values import NewArticle
from pressmark.settings import Settings
from pressmark.tasks.runner import TaskRunner
from pressmark.ui import theme
from pressmark.ui.notices import Notices
from pressmark.ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from pressmark.archive.archive import Archive


@pytest.fixture(scope="session")
def frozen() -> None:
    """What the imports made is never garbage; looking through it after every test would take most of the time."""
    gc.disable()
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def collect_here(frozen: None) -> Iterator[None]:  # noqa: ARG001 - it happens once
    """Free Qt objects on this thread only, as the program does, and a page of the engine before its profile."""
    yield
    for _ in range(2):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()


@pytest.fixture
def workspace(archive: Archive, tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Workspace]:
    """Tasks that run as in the program; an unexpected failure of one fails the test."""
    theme.choose(qapp, theme.Scheme.LIGHT)
    tasks = TaskRunner()
    crashes: list[Exception] = []
    tasks.crashed.connect(crashes.append)
    notices = Notices()
    yield Workspace(archive, tasks, notices, Settings(tmp_path / "settings.json"))
    qtbot.waitUntil(lambda: tasks.is_idle)
    tasks.close()
    assert crashes == []


@pytest.fixture
def plain_dialogs() -> Iterator[None]:
    """Qt's own dialogs, which a test can look into."""
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    yield
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs, on=False)


@pytest.fixture
def articles(archive: Archive) -> list[int]:
    """Six articles that wait to be saved: three of them tagged, one read, one a favourite; ids, oldest first."""
    titles = ("Bees of Jutland", "A history of the index card", "Paper maps", "Tide tables", "Lighthouses", "مكتبة")
    tags = (("nature/insects",), ("history", "tools"), ("tools",), (), (), ())
    added = archive.add(
        [
            NewArticle(f"https://site{number % 2}.example/{number}", title, tags[number])
            for number, title in enumerate(titles)
        ]
    )
    ids = [one.id for one in added if one.id is not None]
    archive.set_read(ids[4:5], value=True)
    archive.set_favourite(ids[3:4], value=True)
    return ids
