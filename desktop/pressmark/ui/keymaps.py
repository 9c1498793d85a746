"""Which keys do what for people who come from another program: what differs from the table of actions, by preset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from pressmark.ui import actions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QAction

PRESETS: dict[str, dict[str, tuple[str, ...]]] = {
    "pressmark": {},
    "gmail": {
        "read": ("E", "Shift+I"),
        "tags": ("L",),
        "favourite": ("S",),
        "undo": ("Ctrl+Z", "Z"),
        "picture": ("Shift+Z",),
        "sources": ("Shift+L",),
        "next": ("J", "N"),
        "previous": ("K", "P"),
        "note": ("Ctrl+Shift+N",),
        "open": ("O",),
    },
    "netnewswire": {
        "read": ("R", "M"),
        "save_again": ("Ctrl+R",),
        "favourite": ("S",),
        "browser": ("B", "Ctrl+Shift+O"),
        "next": ("J", "N"),
        "note": ("Ctrl+Shift+N",),
        "sidebar": ("Ctrl+B", "Ctrl+Shift+S"),
        "save_copy": ("Ctrl+Alt+S",),
    },
}


def names() -> dict[str, str]:
    """What the presets are called."""
    translate = QCoreApplication.translate
    return {
        "pressmark": translate("keymaps", "Pressmark"),
        "gmail": translate("keymaps", "Like Gmail"),
        "netnewswire": translate("keymaps", "Like NetNewsWire"),
    }


def keys_of(preset: str) -> dict[str, tuple[str, ...]]:
    """The keys of every action under a preset."""
    own = PRESETS.get(preset, {})
    return {entry.name: own.get(entry.name, entry.keys) for entry in actions.all_entries()}


def apply(preset: str, actions_by_name: Mapping[str, QAction]) -> None:
    """Give the actions their keys."""
    for name, keys in keys_of(preset).items():
        actions_by_name[name].setShortcuts([QKeySequence(key) for key in keys])
