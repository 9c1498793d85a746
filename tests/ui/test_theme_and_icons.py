from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QPushButton

import pressmark.ui
from pressmark.ui import actions, completion_list, icons, theme
from pressmark.ui.sidebar import delegate as sidebar

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


def contrast(first: str, second: str) -> float:
    """The ratio that WCAG 2 defines."""

    def luminance(colour: str) -> float:
        parts = [QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF()]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground", "least"),
    [
        ("text", "surface", 7.0),
        ("text", "sidebar", 7.0),
        ("text", "accent_soft", 7.0),
        ("text", "selected", 7.0),
        ("muted", "surface", 4.5),
        ("muted", "selected", 4.5),
        ("muted", "accent_soft", 4.5),
        ("text", "mark", 4.5),
        ("faint", "surface", 3.0),
        ("accent", "surface", 4.5),
        ("accent_text", "accent", 4.5),
        ("chip_text", "chip", 4.5),
        ("problem", "surface", 4.5),
        ("problem", "problem_soft", 4.5),
        ("caution", "caution_soft", 4.5),
        ("banner_text", "banner", 7.0),
        ("banner_action", "banner", 4.5),
    ],
)
def test_text_stands_out_from_its_ground(colours: theme.Colours, text: str, ground: str, least: float) -> None:
    values = asdict(colours)
    assert contrast(values[text], values[ground]) >= least


def test_a_button_that_does_nothing_now_looks_so(qapp: QApplication, qtbot: QtBot) -> None:
    theme.choose(qapp, theme.Scheme.LIGHT)
    grounds = []
    for is_enabled in (True, False):
        button = QPushButton("Save")
        button.setProperty("kind", "primary")
        button.setEnabled(is_enabled)
        qtbot.addWidget(button)
        button.resize(120, 40)
        grounds.append(button.grab().toImage().pixelColor(10, 20).name())
    assert grounds == [theme.LIGHT.accent, theme.LIGHT.window]


def test_the_choice_decides_the_colours_and_the_palette(qapp: QApplication) -> None:
    theme.choose(qapp, theme.Scheme.DARK)
    assert theme.colours() is theme.DARK
    assert qapp.palette().base().color().name() == theme.DARK.surface
    theme.choose(qapp, theme.Scheme.LIGHT)
    assert theme.colours() is theme.LIGHT
    assert qapp.palette().base().color().name() == theme.LIGHT.surface


def test_an_icon_follows_the_scheme_after_it_was_made(qapp: QApplication) -> None:
    made = icons.icon("star-fill")

    def middle() -> QColor:
        return made.pixmap(QSize(32, 32)).toImage().pixelColor(16, 18)

    theme.choose(qapp, theme.Scheme.LIGHT)
    light = middle().lightness()
    theme.choose(qapp, theme.Scheme.DARK)
    dark = middle().lightness()
    theme.choose(qapp, theme.Scheme.LIGHT)
    assert light < 60 < 180 < dark


def test_every_icon_named_in_the_window_exists(qapp: QApplication) -> None:  # noqa: ARG001 - fonts need one
    source = "".join(path.read_text("utf-8") for path in Path(pressmark.ui.__file__).parent.rglob("*.py"))
    named = set(re.findall(r'\bicon\(\s*"([a-z-]+)"', source))
    named |= {entry.icon_name for entry in actions.all_entries() if entry.icon_name}
    named |= set(re.findall(r'\bicons\.paint\([^"]*"([a-z-]+)"', source)) | set(
        re.findall(r'_button\("([a-z-]+)"', source)
    )
    named |= set(re.findall(r'(?:_set|_tool)\("([a-z-]+)"', source))
    for table in (sidebar.ICONS, sidebar.SHELF_ICONS, completion_list.ICONS):
        named |= set(table.values())
    assert len(named) > 30
    assert sorted(name for name in named if not icons.is_known(name)) == []
