"""The icon in the tray: Pressmark goes on saving there while its window is closed, if the user wants that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from pressmark.ui import actions
from pressmark.ui.figures import grouped

if TYPE_CHECKING:
    from pressmark.archive.values import Counts
    from pressmark.ui.main_window import MainWindow

IN_MENU = ("add", "paste", "pause", "quit")


class Tray(QObject):
    """Shows the icon as long as the setting says so and the system has a tray."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._is_quitting = False
        self.icon = QSystemTrayIcon(window.windowIcon(), self)
        self._menu = QMenu()
        self._menu.addAction(self.tr("Show Pressmark")).triggered.connect(self._show_window)
        self._menu.addSeparator()
        for name in IN_MENU:
            if name == "quit":
                self._menu.addSeparator()
                self._menu.addAction(actions.plain("&Quit")).triggered.connect(self._quit)
            else:
                self._menu.addAction(window.actions_by_name[name])
        self.icon.setContextMenu(self._menu)
        self.icon.activated.connect(self._on_activated)
        window.actions_by_name["quit"].triggered.connect(self._quit)
        window.installEventFilter(self)
        window.live.counted.connect(self._on_counted)
        window.workspace.settings.subscribe(self._on_setting_changed)
        self._follow_setting()

    @property
    def is_kept(self) -> bool:
        """Whether closing the window leaves Pressmark running here."""
        return self._window.workspace.settings.keep_in_tray and QSystemTrayIcon.isSystemTrayAvailable()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close and watched is self._window and self.is_kept and not self._is_quitting:
            event.ignore()
            self._window.hide()
            return True
        return super().eventFilter(watched, event)

    def _quit(self) -> None:
        if self.is_kept:
            self._is_quitting = True  # closing the window is now what it says
            QApplication.quit()

    def give_way(self) -> None:
        """Let the window close in earnest, for another takes its place."""
        self._is_quitting = True
        self.icon.hide()

    def decide_when_to_end(self) -> None:
        """Have the program end with its last window, unless it goes on here."""
        QApplication.setQuitOnLastWindowClosed(not self.is_kept)

    def _follow_setting(self) -> None:
        self.icon.setVisible(self.is_kept)
        self.decide_when_to_end()

    def _show_window(self) -> None:
        self._window.showNormal() if self._window.isMinimized() else self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason != QSystemTrayIcon.ActivationReason.Trigger:
            return
        if self._window.isVisible() and self._window.isActiveWindow():
            self._window.hide()
        else:
            self._show_window()

    def _on_counted(self, counts: Counts) -> None:
        left = counts.queued + counts.capturing
        self.icon.setToolTip("Pressmark" if not left else self.tr("Pressmark · saving {n}").format(n=grouped(left)))

    def _on_setting_changed(self, name: str) -> None:
        if name == "keep_in_tray":
            self._follow_setting()
