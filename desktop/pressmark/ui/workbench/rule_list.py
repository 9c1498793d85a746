"""Rules as rows of a list, each with a box that switches it on and off."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressmark.archive.values import Rule

Index = QModelIndex | QPersistentModelIndex


class RuleList(QAbstractListModel):
    """The rules while they are worked on.

    Signals:
        edited: the user switched a rule on or off.
    """

    edited = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rules: list[Rule] = []

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All of them, in order."""
        return tuple(self._rules)

    def set_rules(self, rules: Sequence[Rule]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rules = list(rules)
        self.endResetModel()

    def change(self, row: int, rule: Rule) -> None:
        """Put another rule in the place of one."""
        self._rules[row] = rule
        self.dataChanged.emit(self.index(row), self.index(row))

    def append(self, rule: Rule) -> int:
        """Put a rule at the end; returns its row."""
        row = len(self._rules)
        self.beginInsertRows(QModelIndex(), row, row)
        self._rules.append(rule)
        self.endInsertRows()
        return row

    def remove(self, row: int) -> None:
        """Take a rule out."""
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._rules[row]
        self.endRemoveRows()

    def move(self, row: int, to: int) -> None:
        """Put a rule before another, for they are applied in order."""
        if 0 <= to < len(self._rules) and row != to:
            self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), to + 1 if to > row else to)
            self._rules.insert(to, self._rules.pop(row))
            self.endMoveRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rules)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        rule = self._rules[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return in_words(rule)
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if rule.is_on else Qt.CheckState.Unchecked
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        is_on = Qt.CheckState(value) == Qt.CheckState.Checked
        self.change(index.row(), replace(self._rules[index.row()], is_on=is_on))
        self.edited.emit()
        return True


def in_words(rule: Rule) -> str:
    """A rule in one line: what it finds, and what it does."""
    translate = QCoreApplication.translate
    does = [
        *rule.tags,
        *([translate("rules", "read")] if rule.marks_read else []),
        *([translate("rules", "favourite")] if rule.marks_favourite else []),
    ]
    query = rule.query or translate("rules", "every article")
    return f"{query}  →  {', '.join(does) or '…'}"
