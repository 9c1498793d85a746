"""The row at the top: add, search, order, and how many pages are still being saved."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from pressmark.archive.values import Grouping, Order
from pressmark.ui import theme
from pressmark.ui.filter_menu import FilterMenu
from pressmark.ui.icons import icon
from pressmark.ui.saving_indicator import SavingIndicator
from pressmark.ui.search_box import SearchBox

U = theme.UNIT
NARROW = 220 * U  # below this the order shows as an icon only


class ToolRow(QWidget):
    """Holds the search box and what stands beside it.

    Signals:
        add_asked: the user wants to add something.
        order_chosen: (Order) the user wants the list in another order.
        grouping_chosen: (Grouping) the user wants other rows to stand together.
        query_made: (query text) the user added a filter to the query, or took one out.
    """

    add_asked = Signal()
    order_chosen = Signal(Order)
    grouping_chosen = Signal(Grouping)
    query_made = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchBox()
        self.saving = SavingIndicator()
        add = QPushButton(self.tr("Add"))
        add.setProperty("kind", "primary")
        add.setIcon(icon("plus", "accent_text"))
        add.setMinimumHeight(9 * U)
        add.setToolTip(self.tr("Save an article (Ctrl+N)"))
        add.clicked.connect(self.add_asked)
        self._sort = QToolButton()
        self._sort.setIcon(icon("sort-ascending", "muted"))
        self._sort.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._sort.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._sort.setMinimumHeight(9 * U)
        self._sort.setAccessibleName(self.tr("Order of the list"))
        self._sort.setMenu(self._order_menu())
        self._filter = QToolButton()
        self._filter.setIcon(icon("funnel-simple", "muted"))
        self._filter.setText(self.tr("Filter"))
        self._filter.setToolTip(self.tr("Search by what is known of an article"))
        self._filter.setMinimumHeight(9 * U)
        self._filter.clicked.connect(self._open_filters)
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * U, 2 * U, 3 * U, 2 * U)
        row.setSpacing(2 * U)
        row.addWidget(add)
        row.addSpacing(U)
        row.addWidget(self.search, 1)
        row.addWidget(self._filter)
        row.addWidget(self._sort)
        row.addWidget(self.saving)

    def set_order(self, order: Order, grouping: Grouping, *, is_search: bool) -> None:
        """Show which order the list has. Without a search there is nothing to be relevant for."""
        if order is Order.RELEVANCE and not is_search:
            order = Order.SAVED
        self._orders[Order.RELEVANCE].setEnabled(is_search)
        self._groupings[grouping].setChecked(True)
        action = self._orders[order]
        action.setChecked(True)
        self._sort.setText(action.text())
        self._sort.setToolTip(self.tr("Order: {order}").format(order=action.text()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        style = Qt.ToolButtonStyle
        is_narrow = self.width() < NARROW
        for button in (self._filter, self._sort):
            button.setToolButtonStyle(style.ToolButtonIconOnly if is_narrow else style.ToolButtonTextBesideIcon)

    def _open_filters(self) -> None:
        menu = FilterMenu(self.search.text, self)
        menu.query_made.connect(self.query_made)
        menu.value_wanted.connect(self.search.start)
        menu.popup(self._filter.mapToGlobal(self._filter.rect().bottomLeft()))

    def _order_menu(self) -> QMenu:
        menu = QMenu(self)
        orders = (
            (Order.RELEVANCE, self.tr("Relevance")),
            (Order.SAVED, self.tr("Newest saved")),
            (Order.PUBLISHED, self.tr("Newest published")),
            (Order.TITLE, self.tr("Title")),
            (Order.LENGTH, self.tr("Longest")),
        )
        self._orders = {order: self._choice(menu, text, self.order_chosen, order) for order, text in orders}
        menu.addSeparator()
        groupings = (
            (Grouping.NONE, self.tr("Not grouped")),
            (Grouping.DAY, self.tr("Group by day saved")),
            (Grouping.SITE, self.tr("Group by site")),
        )
        self._groupings = {one: self._choice(menu, text, self.grouping_chosen, one) for one, text in groupings}
        for actions in (self._orders, self._groupings):
            group = QActionGroup(menu)
            for action in actions.values():
                group.addAction(action)
        return menu

    def _choice(self, menu: QMenu, text: str, chosen: SignalInstance, value: Order | Grouping) -> QAction:
        action = menu.addAction(text)
        action.setCheckable(True)
        action.triggered.connect(lambda _checked=False: chosen.emit(value))
        return action
