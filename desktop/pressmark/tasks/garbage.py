"""Python's garbage collector, kept on the GUI thread.

A cycle that holds a Qt object must be freed on the thread the object lives on. Freed by a worker, whose allocations
happened to start the collector, its timers go on without it and the program crashes. So the automatic collector is
off while there are windows, and a timer does its work.

What the program is made of is never garbage, but to look through it takes 0.2 s, while the window stands still.
So it is set aside at the start and a while after it, and only what came later is looked through.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_MILLISECONDS = 150
MANY = 100_000  # objects that a full collection left over: they are set aside as well
OLDEST = 2  # generation
SETTLED_MILLISECONDS = 8_000  # after the start: by then everything is imported that the window needs


class GuiThreadCollector(QObject):
    """Collects garbage now and then, on the thread it was made on, until `stop`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MILLISECONDS)
        self._timer.timeout.connect(self.collect_due)
        self._timer.start()
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.timeout.connect(gc.freeze)
        self._settling.start(SETTLED_MILLISECONDS)

    def collect_due(self) -> int:
        """Collect the oldest generation that is due by Python's own thresholds; returns what became free."""
        due = [
            generation
            for generation, (count, threshold) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if threshold and count > threshold
        ]
        freed = gc.collect(due[-1]) if due else 0
        if due and due[-1] == OLDEST and len(gc.get_objects(OLDEST)) > MANY:
            gc.freeze()
        return freed

    def stop(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        self._settling.stop()
        gc.enable()
