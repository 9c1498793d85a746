"""The sites in the preferences: sign-ins come, and go with a click; copies are chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from pressmark.archive.capture.cookies import Cookie
from pressmark.ui.dialogs.sites import SitesForm

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from pressmark.archive.archive import Archive
    from pressmark.ui.workspace import Workspace

pytestmark = pytest.mark.gui


def texts(form: SitesForm) -> list[str]:
    return [label.text() for label in form.findChildren(QLabel)]


def test_a_sign_in_is_listed_and_ends_with_a_click(workspace: Workspace, archive: Archive, qtbot: QtBot) -> None:
    archive._sign_ins.keep("example.org", [Cookie("a", "1", "example.org")])
    form = SitesForm(workspace)
    qtbot.addWidget(form)
    form.show()
    qtbot.waitUntil(lambda: any(text.startswith("example.org, since") for text in texts(form)))
    qtbot.mouseClick(form.findChild(QPushButton, "example.org"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "No site" in texts(form))
    assert archive.signed_in() == []


def test_copies_are_chosen_for_all_or_for_some(workspace: Workspace, qtbot: QtBot) -> None:
    form = SitesForm(workspace)
    qtbot.addWidget(form)
    form.copies.setCurrentIndex(1)
    form.sites.setText("example.org")
    form.sites.editingFinished.emit()
    assert (workspace.settings.full_copies, workspace.settings.full_copy_sites) == ("all", "example.org")
    qtbot.waitUntil(lambda: workspace.tasks.is_idle)
