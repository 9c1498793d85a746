"""Every page, menu and dialog: no word is cut when texts are longer, larger or from right to left; none is English in
German; and whoever hears the window instead of seeing it is told what everything is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QAccessible, QFont
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFontComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QSpinBox,
    QToolButton,
    QWidget,
)

import window_tour as tour
from long_language import LongLanguage
from pressmark.ui import language
from pressmark.ui.elided_label import ElidedLabel
from pressmark.ui.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from pressmark.ui.workspace import Workspace

pytestmark = [pytest.mark.engine, pytest.mark.slow]

USUAL_SIZE = (900, 600)  # of a window that shares a small screen


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Callable[[str], None]]:
    """Gives the application another look: "long", "german", "right to left", "large", any of them together."""
    font, locale, direction = qapp.font(), QLocale(), qapp.layoutDirection()
    translators: list[QTranslator] = []

    def choose(wanted: str) -> None:
        if "long" in wanted:
            translators.append(LongLanguage(qapp))
        if "german" in wanted:
            theirs = QTranslator(qapp)
            assert theirs.load("qtbase_de", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
            translators.extend((theirs, language.Translator(language.read("de"), qapp)))
            QLocale.setDefault(QLocale("de_DE"))
        if "large" in wanted:
            double = QFont(font)
            double.setPointSizeF(font.pointSizeF() * 2)
            qapp.setFont(double)
        if "right to left" in wanted:
            qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        for one in translators:
            qapp.installTranslator(one)

    yield choose
    for one in translators:
        qapp.removeTranslator(one)
    qapp.setFont(font)
    qapp.setLayoutDirection(direction)
    QLocale.setDefault(locale)


def go_round(workspace: Workspace, qtbot: QtBot) -> Iterator[tuple[str, MainWindow]]:
    """Open the window on an archive with something of everything, and go to every place in it."""
    article = tour.fill(workspace)
    window = tour.open_window(workspace, qtbot)
    for stop in tour.go_everywhere(window, workspace, article, qtbot):
        yield stop.name, window


@pytest.mark.parametrize("wanted", ["long", "long, right to left", "large", "large, german"])
def test_no_text_is_cut(workspace: Workspace, qtbot: QtBot, look: Callable[[str], None], wanted: str) -> None:
    look(wanted)
    cut = set()
    for stop, window in go_round(workspace, qtbot):
        widgets = tour.shown_widgets()
        cut |= {f"{stop}: {text}" for widget in widgets for text in (*cut_texts(widget), *covered_texts(widget))}
        for one in QApplication.topLevelWidgets():
            if one is not window and one.isVisible() and not isinstance(one, QMenu):
                assert one.width() <= tour.SMALL_LAPTOP[0], (stop, one)
                assert one.height() <= tour.SMALL_LAPTOP[1], (stop, one)
        least, room = window.minimumSizeHint(), tour.SMALL_LAPTOP if "large" in wanted else USUAL_SIZE
        assert least.width() <= room[0], stop
        assert least.height() <= room[1], stop
    assert cut == set()


@pytest.mark.parametrize("wanted", ["long", "long, right to left", "large", "german"])
def test_no_text_of_the_first_run_is_cut(
    workspace: Workspace, qtbot: QtBot, look: Callable[[str], None], wanted: str
) -> None:
    look(wanted)
    window = MainWindow(workspace)
    qtbot.addWidget(window)
    window.resize(*tour.SMALL_LAPTOP)
    window.show()
    qtbot.waitUntil(lambda: window.first_run.isVisible() and workspace.tasks.is_idle)
    tour.settle()
    widgets = tour.shown_widgets()
    assert [text for widget in widgets for text in (*cut_texts(widget), *covered_texts(widget))] == []
    window.close()


def test_the_window_is_german_to_eye_and_ear(workspace: Workspace, qtbot: QtBot, look: Callable[[str], None]) -> None:
    look("german")
    english = english_only()
    left, nameless = set(), set()
    for stop, _window in go_round(workspace, qtbot):
        for widget in tour.shown_widgets():
            left |= {f"{stop}: {text}" for text in texts_of(widget) if english.fullmatch(plain(text))}
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isEnabled() and not has_name(widget):
                nameless.add(
                    f"{stop}: {type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}"
                )
    assert left == set()
    assert nameless == set()


def english_only() -> re.Pattern[str]:
    """Matches every text of ours that German says otherwise."""
    patterns = set()
    for (context, source), forms in language.read("de").items():
        parts = re.split(r"\{\w*\}|%Ln", plain(source))
        if context != "figures" and source not in forms and any(re.search(r"\w{3}", part) for part in parts):
            patterns.add(".+".join(re.escape(part) for part in parts))
    return re.compile("|".join(sorted(patterns)))


def plain(text: str) -> str:
    return text.replace("&", "").removesuffix("…").strip()


def has_name(widget: QWidget) -> bool:
    """Whether a widget, or the one that has the focus for it or gives it the focus, says what it is."""
    parent = widget.parentWidget()
    if tour.is_of_the_engine(widget):
        return True
    speakers = [widget, widget.focusProxy(), parent if parent is not None and parent.focusProxy() is widget else None]
    faces = [QAccessible.queryAccessibleInterface(one) for one in speakers if one is not None]
    return any(face is not None and face.text(QAccessible.Text.Name).strip() for face in faces)


def texts_of(widget: QWidget) -> Iterator[str]:
    """All that a widget says of itself."""
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
    if widget.isWindow():
        yield widget.windowTitle()
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QLineEdit | QPlainTextEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QSpinBox):
        yield widget.suffix()
    elif isinstance(widget, QComboBox) and not isinstance(widget, QFontComboBox):
        yield from (widget.itemText(row) for row in range(widget.count()))
    elif isinstance(widget, QHeaderView):
        heads = (widget.model().headerData(one, Qt.Orientation.Horizontal) for one in range(widget.count()))
        yield from (str(head) for head in heads if head)
    elif isinstance(widget, QMenu | QMenuBar):
        yield from _texts_of_menu(widget)


def _texts_of_menu(menu: QMenu | QMenuBar) -> Iterator[str]:
    for action in menu.actions():
        yield action.text()
        below = action.menu()
        if isinstance(below, QMenu):
            yield from _texts_of_menu(below)


def covered_texts(widget: QWidget) -> Iterator[str]:
    """Texts of labels and buttons that another widget of the same layout lies on."""
    parent = widget.parentWidget()
    if isinstance(widget, QLabel | QAbstractButton) and widget.text() and parent is not None and parent.layout():
        others = parent.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        beside = [one for one in others if one.isVisible() and not one.isWindow() and one is not widget]
        if any(one.geometry().intersects(widget.geometry()) for one in beside):
            yield f"{widget.text()} (covered)"


def cut_texts(widget: QWidget) -> Iterator[str]:
    """Texts of a widget that it has no room for."""
    if isinstance(widget, ElidedLabel) or widget.width() == 0:
        return
    if isinstance(widget, QLabel) and widget.text() and widget.wordWrap():
        if widget.heightForWidth(widget.width()) > widget.height() + 1:
            yield widget.text()
    elif isinstance(widget, QToolButton) and widget.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly:
        return
    elif isinstance(widget, QLabel | QAbstractButton) and widget.text():
        if widget.sizeHint().width() > widget.width() + 1:
            yield widget.text()
    elif isinstance(widget, QComboBox | QAbstractSpinBox) and widget.sizeHint().width() > widget.width() + 1:
        yield widget.currentText() if isinstance(widget, QComboBox) else widget.text()
