"""Opens the workbenches of a window, each of them once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction

    from pressmark.ui.main_window import MainWindow
    from pressmark.ui.workbench.frame import Workbench


class Benches:
    """The workbenches that are open."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._open: dict[str, Workbench] = {}

    def show_tags(self) -> None:
        """Show all tags."""
        from pressmark.ui.workbench.tags import TagsWorkbench

        def make() -> Workbench:
            bench = TagsWorkbench(self._window.workspace, self._window.live, self._shared(), self._window)
            bench.query_chosen.connect(self._window.search)
            return bench

        self._show("tags", make)

    def show_highlights(self) -> None:
        """Show all highlights."""
        from pressmark.ui.workbench.highlights import HighlightsWorkbench

        def make() -> Workbench:
            bench = HighlightsWorkbench(self._window.workspace, self._window.live, self._shared(), self._window)
            bench.passage_chosen.connect(self._window.show_passage)
            return bench

        self._show("highlights", make)

    def show_rules(self, query: str | None = None) -> None:
        """Show the rules, with a new one for a query if there is one."""
        from pressmark.ui.workbench.rules import RulesWorkbench

        bench = self._show("rules", lambda: RulesWorkbench(self._window.workspace, self._shared(), self._window))
        if query is not None and isinstance(bench, RulesWorkbench):
            bench.begin(query)

    def show_insight(self) -> None:
        """Show the archive over time."""
        from pressmark.ui.workbench.insight import InsightWorkbench

        def make() -> Workbench:
            bench = InsightWorkbench(self._window.workspace, self._shared(), self._window)
            bench.query_chosen.connect(self._window.search)
            return bench

        self._show("insight", make)

    def show_duplicates(self) -> None:
        """Look for duplicates and show them."""
        from pressmark.ui.workbench.duplicates import DuplicatesWorkbench

        def make() -> Workbench:
            bench = DuplicatesWorkbench(self._window.workspace, self._shared(), self._window)
            bench.article_chosen.connect(self._window.show_article)
            return bench

        self._show("duplicates", make)

    def _shared(self) -> tuple[QAction, QAction]:
        return self._window.actions_by_name["undo"], self._window.actions_by_name["redo"]

    def _show(self, name: str, make: Callable[[], Workbench]) -> Workbench:
        bench = self._open.get(name)
        if bench is None:
            bench = self._open[name] = make()
            bench.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            bench.destroyed.connect(lambda: self._open.pop(name, None))
        bench.show()
        bench.raise_()
        bench.activateWindow()
        return bench
