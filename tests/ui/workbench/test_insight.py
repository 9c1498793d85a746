from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt

from pressmark.ui.figures import short_month
from pressmark.ui.workbench.bars import Bar, Bars
from pressmark.ui.workbench.insight import InsightWorkbench

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from pressmark.archive.archive import Archive
    from pressmark.ui.workspace import Workspace


def test_every_bar_is_a_query(workspace: Workspace, archive: Archive, articles: list[int], qtbot: QtBot) -> None:
    archive.trash(articles[5:])
    bench = InsightWorkbench(workspace, ())
    qtbot.addWidget(bench)
    bench.show()
    qtbot.waitUntil(lambda: bool(bench.months.bars))
    month = f"{date.today():%Y-%m}"  # noqa: DTZ011 - the person's own month
    assert [(bar.label, bar.value, bar.filled) for bar in bench.months.bars] == [(short_month(month), 5, 1)]
    assert bench.summary.text().startswith("5 articles, 1 read")
    for bars in (bench.months, bench.sites, bench.tags):
        for bar in bars.bars:
            assert archive.find(bar.query).total == bar.value


def test_bars_are_chosen_by_mouse_and_by_key(qtbot: QtBot) -> None:
    bars = Bars("Sites", is_standing=False)
    qtbot.addWidget(bars)
    bars.set_bars([Bar(f"<b>{number}</b>", number, 1, f"site:{number}") for number in (9, 5, 2)])
    bars.resize(400, bars.sizeHint().height())
    bars.show()
    said: list[str] = []
    bars.query_chosen.connect(said.append)
    qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=bars.place_of(1).center().toPoint())
    qtbot.keyClick(bars, Qt.Key.Key_Down)
    qtbot.keyClick(bars, Qt.Key.Key_Return)
    qtbot.keyClick(bars, Qt.Key.Key_Down)
    qtbot.keyClick(bars, Qt.Key.Key_Space)
    qtbot.mouseMove(bars, QPoint(5, 5))
    assert said == ["site:5", "site:2", "site:2"]
    assert bars.accessibleDescription() == "<b>2</b>: 2"


def test_no_label_of_a_column_is_cut_off(qtbot: QtBot) -> None:
    bars = Bars("Saved by month", is_standing=True)
    qtbot.addWidget(bars)
    bars.resize(400, 180)
    bars.set_bars([Bar("September 2026", 1, 1, "") for _ in range(20)])
    places = [bars.label_place(bars.place_of(number), "September 2026") for number in range(20)]
    assert min(place.left() for place in places) == 0
    assert max(place.right() for place in places) == bars.width()
    middle = bars.place_of(10)
    assert abs(places[10].center().x() - middle.center().x()) < 1
