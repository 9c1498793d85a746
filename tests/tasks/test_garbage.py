from __future__ import annotations

import gc
import threading
import weakref
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer

from pressmark.tasks.garbage import GuiThreadCollector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


class Loop:
    """Refers to itself, so that only the collector frees it."""

    def __init__(self) -> None:
        self.me = self
        self.timer = QTimer()


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[GuiThreadCollector]:  # noqa: ARG001 - it needs the application
    was_enabled = gc.isenabled()
    made = GuiThreadCollector()
    yield made
    made.stop()
    if not was_enabled:
        gc.disable()


def fill_with_garbage() -> None:
    for _ in range(gc.get_threshold()[0] + 200):
        loop: list[object] = []
        loop.append(loop)


def test_another_thread_frees_nothing(collector: GuiThreadCollector) -> None:
    gc.collect()
    freed_on: list[threading.Thread] = []
    lost = Loop()
    weakref.finalize(lost, lambda: freed_on.append(threading.current_thread()))
    del lost
    worker = threading.Thread(target=fill_with_garbage)
    worker.start()
    worker.join()
    assert freed_on == []
    assert collector.collect_due() > 0
    assert freed_on == [threading.main_thread()]


def test_what_was_there_before_is_not_looked_through(qtbot: QtBot) -> None:
    was_enabled = gc.isenabled()
    gc.enable()
    before = Loop()
    made = GuiThreadCollector()
    try:
        assert all(one is not before for one in gc.get_objects())
        after = Loop()
        assert any(one is after for one in gc.get_objects())
        made._settling.start(0)
        qtbot.waitUntil(lambda: all(one is not after for one in gc.get_objects()))
    finally:
        made.stop()
        if not was_enabled:
            gc.disable()


def test_what_a_full_look_leaves_over_is_set_aside_where_it_is_much(
    collector: GuiThreadCollector, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = [[number] for number in range(1_000)]
    monkeypatch.setattr("pressmark.tasks.garbage.gc.get_count", lambda: (1_000, 20, 20))
    frozen = gc.get_freeze_count()
    collector.collect_due()
    assert gc.get_freeze_count() <= frozen  # some of it may have gone since
    assert any(one is kept for one in gc.get_objects())
    monkeypatch.setattr("pressmark.tasks.garbage.MANY", 900)
    frozen = gc.get_freeze_count()
    collector.collect_due()
    assert gc.get_freeze_count() >= frozen + len(kept)
    assert all(one is not kept for one in gc.get_objects())


def test_stopping_gives_the_work_back(collector: GuiThreadCollector) -> None:
    assert not gc.isenabled()
    collector.stop()
    assert gc.isenabled()
