"""The look of Pressmark in one place: colours, spacing, radius, and the thin style sheet over Fusion.

Delegates and widgets ask `colours()` while they paint, so that a change of scheme needs no bookkeeping: the palette
changes, every widget gets a `PaletteChange`, and repaints. Only the platform decides the scheme, unless the user does.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from pressmark.ui.colour_sets import (
    DARK,
    DARK_TAGS,
    LIGHT,
    LIGHT_TAGS,
    MORE_DARK,
    MORE_DARK_TAGS,
    MORE_LIGHT,
    MORE_LIGHT_TAGS,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QAccessibilityHints, QFont, QStyleHints
    from PySide6.QtWidgets import QWidget

    from pressmark.archive.values import TagColour
    from pressmark.ui.colour_sets import Colours

UNIT = 4  # logical pixels; every distance is a multiple
RADIUS = 8
USUAL_LINE = 18.0  # logical pixels: a line of the usual system fonts, 9 to 11 points, is no higher


class Scheme(StrEnum):
    """Which colours the user wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


_PROPERTY = "pressmark_scheme"
_CONTRAST = "pressmark_contrast"
_STILL = "pressmark_still"


def install(application: QApplication, scheme: Scheme = Scheme.SYSTEM) -> None:
    """Give the application our style and colours, and keep them in step with the system."""
    application.setStyle("Fusion")
    hints, wishes = _hints()
    hints.colorSchemeChanged.connect(lambda _scheme: _apply(application))
    wishes.contrastPreferenceChanged.connect(lambda _preference: _apply(application))
    choose(application, scheme)


def choose(application: QApplication, scheme: Scheme) -> None:
    """Follow the system, or stay light or dark whatever the system says."""
    wanted = {Scheme.LIGHT: Qt.ColorScheme.Light, Scheme.DARK: Qt.ColorScheme.Dark}
    application.setProperty(_PROPERTY, scheme.value)
    QGuiApplication.styleHints().setColorScheme(wanted.get(scheme, Qt.ColorScheme.Unknown))
    _apply(application)


def want_more_contrast(application: QApplication, *, wanted: bool) -> None:
    """Take the colours with more contrast, even if the system does not ask for them."""
    application.setProperty(_CONTRAST, wanted)
    _apply(application)


def want_less_motion(application: QApplication, *, wanted: bool) -> None:
    """Let nothing move by itself: neither what Qt's style animates nor bars of which nobody knows how far they are."""
    if wants_less_motion() != wanted:
        application.setProperty(_STILL, wanted)
        _apply(application)


def wants_less_motion() -> bool:
    """Whether nothing is to move by itself."""
    application = QApplication.instance()
    return application is not None and bool(application.property(_STILL))


def has_more_contrast() -> bool:
    """Whether the colours have more contrast just now, because the person or the system wants it."""
    application = QApplication.instance()
    if application is not None and application.property(_CONTRAST):
        return True
    return _hints()[1].contrastPreference() == Qt.ContrastPreference.HighContrast


@cache
def _hints() -> tuple[QStyleHints, QAccessibilityHints]:
    """What the system says; the second is gone for Python as soon as nobody holds the first."""
    hints = QGuiApplication.styleHints()
    return hints, hints.accessibility()


def is_dark() -> bool:
    """Whether the window is dark just now."""
    application = QApplication.instance()
    chosen = application.property(_PROPERTY) if application else None
    if chosen in {Scheme.LIGHT.value, Scheme.DARK.value}:
        return bool(chosen == Scheme.DARK.value)
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def colours() -> Colours:
    """The colours to paint with just now."""
    if has_more_contrast():
        return MORE_DARK if is_dark() else MORE_LIGHT
    return DARK if is_dark() else LIGHT


def tag_shade(colour: TagColour) -> str:
    """What a tag's colour looks like just now, for text and icons."""
    if has_more_contrast():
        return (MORE_DARK_TAGS if is_dark() else MORE_LIGHT_TAGS)[colour]
    return (DARK_TAGS if is_dark() else LIGHT_TAGS)[colour]


def is_other_look(event: QEvent) -> bool:
    """Whether an event may mean other colours; which of these comes, and when, differs between versions of Qt."""
    return event.type() in {QEvent.Type.ApplicationPaletteChange, QEvent.Type.PaletteChange, QEvent.Type.StyleChange}


def restyle(widget: QWidget, sheet: str) -> None:
    """Give a widget a style sheet of its own, if it has not got it: setting one is a change of look itself."""
    if sheet != widget.styleSheet():
        widget.setStyleSheet(sheet)


def smaller(font: QFont, by: float = 1.0) -> QFont:
    """A copy of a font that is some points (or about as many pixels) smaller, yet readable."""
    copy = type(font)(font)
    if font.pointSizeF() > 0:
        copy.setPointSizeF(max(font.pointSizeF() - by, 6.0))
    else:
        copy.setPixelSize(max(round(font.pixelSize() - by * 4 / 3), 8))
    return copy


def scaled(width: int) -> int:
    """A width for text, in logical pixels, where the system's text is larger than usual; never less than given."""
    return round(width * max(1.0, QFontMetricsF(QApplication.font()).height() / USUAL_LINE))


def mix(first: str, second: str, share: float) -> QColor:
    """The colour that lies `share` (0 to 1) of the way from the first to the second."""
    a, b = QColor(first), QColor(second)
    parts = (round(x + (y - x) * share) for x, y in ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue())))
    return QColor(*parts)


def _apply(application: QObject) -> None:
    application = cast("QApplication", application)
    now = colours()
    application.setPalette(_palette(now))
    application.setStyleSheet(_style_sheet(now))


def _palette(now: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for which, colour in {
        role.Window: now.window,
        role.WindowText: now.text,
        role.Base: now.surface,
        role.AlternateBase: now.hover,
        role.Text: now.text,
        role.PlaceholderText: now.faint,
        role.Button: now.raised,
        role.ButtonText: now.text,
        role.BrightText: now.problem,
        role.ToolTipBase: now.banner,
        role.ToolTipText: now.banner_text,
        role.Highlight: now.accent,
        role.HighlightedText: now.accent_text,
        role.Accent: now.accent,
        role.Link: now.accent,
        role.LinkVisited: now.accent,
        role.Light: now.raised,
        role.Midlight: now.line,
        role.Mid: now.outline,
        role.Dark: now.outline,
        role.Shadow: now.outline,
    }.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(now.disabled))
    return palette


def _style_sheet(now: Colours) -> str:
    small, half = RADIUS - 2, UNIT // 2
    shade = "dark" if is_dark() else "light"
    still = "* { widget-animation-duration: 0; }" if wants_less_motion() else ""
    return f"""{still}
QToolTip {{ background: {now.banner}; color: {now.banner_text}; border: 0; padding: {UNIT}px {UNIT * 2}px; }}
QMenu {{ background: {now.raised}; border: 1px solid {now.outline}; border-radius: {RADIUS}px; padding: {UNIT}px; }}
QMenu::item {{ padding: {UNIT + 1}px {UNIT * 5}px {UNIT + 1}px {UNIT * 3}px; border-radius: {small}px; }}
QMenu::item:selected {{ background: {now.accent}; color: {now.accent_text}; }}
QMenu::item:disabled {{ color: {now.disabled}; background: transparent; }}
QMenu::separator {{ height: 1px; background: {now.line}; margin: {UNIT}px {UNIT * 2}px; }}
QMenu::icon {{ padding-left: {UNIT * 2}px; }}
QMenuBar {{ background: {now.window}; }}
QMenuBar::item {{ padding: {UNIT}px {UNIT * 2}px; border-radius: {small}px; background: transparent; }}
QMenuBar::item:selected {{ background: {now.selected}; }}
QPushButton {{ background: {now.raised}; border: 1px solid {now.outline}; border-radius: {RADIUS}px;
    padding: {UNIT + half}px {UNIT * 4}px; }}
QPushButton:hover {{ border-color: {now.faint}; }}
QPushButton:pressed {{ background: {now.selected}; }}
QPushButton:focus {{ border: 2px solid {now.accent}; padding: {UNIT + half - 1}px {UNIT * 4 - 1}px; }}
QPushButton[kind="primary"], QPushButton:default {{ background: {now.accent}; color: {now.accent_text};
    border-color: {now.accent}; }}
QPushButton[kind="primary"] {{ font-weight: 600; }}
QPushButton[kind="primary"]:hover {{ background: {mix(now.accent, now.text, 0.14).name()}; }}
QPushButton[kind="primary"]:focus {{ border-color: {mix(now.accent, now.text, 0.5).name()}; }}
QPushButton[kind="quiet"] {{ background: transparent; border-color: transparent; color: {now.accent}; }}
QPushButton[kind="quiet"]:hover {{ background: {mix(now.window, now.text, 0.08).name()}; }}
QPushButton[kind="quiet"]:focus {{ border-color: {now.accent}; }}
QPushButton:disabled, QPushButton[kind="primary"]:disabled {{ color: {now.disabled}; background: {now.window};
    border-color: {now.line}; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QToolButton {{ border: 0; border-radius: {RADIUS}px; padding: {UNIT + half}px; background: transparent; }}
QToolButton:hover, QToolButton:open {{ background: {mix(now.window, now.text, 0.08).name()}; }}
QToolButton:pressed, QToolButton:checked {{ background: {mix(now.window, now.text, 0.13).name()}; }}
QToolButton:focus {{ border: 2px solid {now.accent}; padding: {UNIT + half - 2}px; }}
QToolButton::menu-indicator {{ image: none; }}
QLabel[kind="muted"] {{ color: {now.muted}; }}
QFrame[kind="card"] {{ background: {now.surface}; border: 1px solid {now.line}; border-radius: {RADIUS}px; }}
QFrame[kind="popup"] {{ background: {now.raised}; border: 1px solid {now.outline}; border-radius: {RADIUS}px; }}
QFrame[kind="popup"] QListWidget {{ background: transparent; border: 0; outline: 0; }}
QFrame[kind="popup"] QListWidget::item {{ padding: {UNIT}px {UNIT}px; border-radius: {small}px; color: {now.text}; }}
QFrame[kind="popup"] QListWidget::item:selected {{ background: {now.accent_soft}; color: {now.text}; }}
QDialog QPlainTextEdit {{ background: {now.surface}; border: 1px solid {now.outline}; border-radius: {small}px;
    padding: {UNIT}px; }}
QDialog QPlainTextEdit:focus {{ border: 2px solid {now.accent}; padding: {UNIT - 1}px; }}
QDialog QLineEdit, QDialog QComboBox, QFontComboBox, QDialog QAbstractSpinBox {{ min-height: {UNIT * 5}px;
    background: {now.surface};
    border: 1px solid {now.outline}; border-radius: {small}px; padding: {UNIT}px {UNIT * 2}px; }}
QDialog QLineEdit:focus, QDialog QComboBox:focus, QFontComboBox:focus, QDialog QAbstractSpinBox:focus {{
    border: 2px solid {now.accent};
    padding: {UNIT - 1}px {UNIT * 2 - 1}px; }}
QDialog QComboBox::drop-down, QFontComboBox::drop-down {{ border: 0; width: {UNIT * 5}px; }}
QDialog QComboBox::down-arrow, QFontComboBox::down-arrow {{ image: url(icons:caret-down-{shade}.svg);
    width: 12px; height: 12px; }}
QDialog QAbstractSpinBox QLineEdit, QDialog QAbstractSpinBox QLineEdit:focus {{ border: 0;
    padding: 0 {UNIT + half}px; }}
QDialog QAbstractSpinBox::up-button, QDialog QAbstractSpinBox::down-button {{ border: 0; width: {UNIT * 5}px; }}
QDialog QAbstractSpinBox::up-arrow {{ image: url(icons:caret-up-{shade}.svg); width: 12px; height: 12px; }}
QDialog QAbstractSpinBox::down-arrow {{ image: url(icons:caret-down-{shade}.svg); width: 12px; height: 12px; }}
QDialog QListView, QDialog QTableView {{ background: {now.surface}; border: 1px solid {now.line};
    border-radius: {RADIUS}px; padding: {UNIT}px; outline: 0; alternate-background-color: {now.surface}; }}
QDialog QListView:focus, QDialog QTableView:focus {{ border-color: {now.accent}; }}
QDialog QListView::item, QDialog QTableView::item {{ padding: {UNIT + half}px {UNIT * 2}px; border: 0;
    color: {now.text}; }}
QDialog QListView::item {{ border-radius: {small}px; }}
QDialog QListView::item:hover, QDialog QTableView::item:hover {{ background: {now.hover}; }}
QDialog QListView::item:selected, QDialog QTableView::item:selected {{ background: {now.selected}; color: {now.text}; }}
QDialog QListView::item:selected:active, QDialog QTableView::item:selected:active {{ background: {now.accent_soft}; }}
QDialog QHeaderView {{ background: {now.surface}; }}
QDialog QHeaderView::section {{ background: {now.surface}; color: {now.muted}; border: 0;
    border-bottom: 1px solid {now.line}; padding: {UNIT}px {UNIT * 2}px; font-weight: 600; }}
QCheckBox, QRadioButton {{ spacing: {UNIT * 2}px; }}
QCheckBox::indicator, QRadioButton::indicator, QDialog QListView::indicator {{ width: {UNIT * 4 - 2}px;
    height: {UNIT * 4 - 2}px; border: 1px solid {mix(now.outline, now.text, 0.25).name()};
    border-radius: {UNIT}px; background: {now.surface}; }}
QRadioButton::indicator {{ border-radius: {UNIT * 2}px; }}
QCheckBox::indicator:checked, QDialog QListView::indicator:checked {{ background: {now.accent};
    border-color: {now.accent}; image: url(icons:check-{shade}.svg); }}
QRadioButton::indicator:checked {{ border: {UNIT}px solid {now.accent}; width: {UNIT * 2}px; height: {UNIT * 2}px; }}
QCheckBox::indicator:focus, QRadioButton::indicator:focus {{ border-color: {now.accent}; }}
QSplitter::handle {{ background: {now.line}; }}
QScrollBar:vertical {{ background: transparent; width: {UNIT * 3}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {UNIT * 3}px; margin: 0; }}
QScrollBar::handle {{ background: {mix(now.surface, now.text, 0.22).name()}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:hover {{ background: {mix(now.surface, now.text, 0.4).name()}; }}
QScrollBar::handle:vertical {{ min-height: {UNIT * 9}px; }}
QScrollBar::handle:horizontal {{ min-width: {UNIT * 9}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
