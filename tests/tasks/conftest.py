"""A runner of tasks, for every test of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pressmark.tasks.runner import TaskRunner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[TaskRunner]:
    made = TaskRunner()
    yield made
    qtbot.waitUntil(lambda: made.is_idle)
    made.close()
