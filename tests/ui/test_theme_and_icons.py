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
from pressmark.ui import actions, colour_sets, completion_list, icons, theme
from pressmark.ui.reader.document import PAPERS
from pressmark.ui.reader.marking_bar import DOTS
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


PANES = ("window", "sidebar", "surface", "raised", "hover", "selected", "accent_soft")
GROUNDS = {  # what each text lies on
    "text": (*PANES, "mark"),
    "muted": PANES,
    "faint": PANES,
    "accent": PANES,
    "problem": (*PANES, "problem_soft"),
    "caution": ("surface", "caution_soft"),
    "accent_text": ("accent",),
    "chip_text": ("chip",),
    "banner_text": ("banner",),
    "banner_action": ("banner",),
}
SETS = {
    "light": (colour_sets.LIGHT, colour_sets.LIGHT_TAGS, PAPERS["light"], 4.5),
    "dark": (colour_sets.DARK, colour_sets.DARK_TAGS, PAPERS["dark"], 4.5),
    "more light": (colour_sets.MORE_LIGHT, colour_sets.MORE_LIGHT_TAGS, PAPERS["more-light"], 7.0),
    "more dark": (colour_sets.MORE_DARK, colour_sets.MORE_DARK_TAGS, PAPERS["more-dark"], 7.0),
}


@pytest.mark.parametrize("name", SETS)
def test_text_stands_out_from_its_ground(name: str) -> None:
    colours, tags, _paper, least = SETS[name]
    values = asdict(colours)
    found = {(text, on): contrast(values[text], values[on]) for text, grounds in GROUNDS.items() for on in grounds}
    for ground in ("sidebar", "surface", "chip", "selected", "accent_soft"):
        found |= {(tag, ground): contrast(shade, values[ground]) for tag, shade in tags.items()}
    assert {pair: round(ratio, 2) for pair, ratio in found.items() if ratio < least} == {}
    assert min(contrast(colours.star, values[ground]) for ground in PANES) >= 3  # a picture, not a text


@pytest.mark.parametrize("name", PAPERS)
def test_what_is_read_stands_out_from_its_paper(name: str) -> None:
    paper, least = PAPERS[name], 7.0 if name.startswith("more") else 4.5
    found = {
        (text, on): contrast(getattr(paper, text), getattr(paper, on))
        for text in ("ink", "muted", "link")
        for on in ("paper", "tint")
    }
    found["ink", "mark"] = contrast(paper.ink, paper.mark)
    for tone in DOTS.values():
        found["ink", tone] = contrast(paper.ink, theme.mix(paper.paper, tone, paper.passage / 100).name())
    assert {pair: round(ratio, 2) for pair, ratio in found.items() if ratio < least} == {}


def test_more_contrast_can_be_chosen_and_taken_back(qapp: QApplication) -> None:
    theme.choose(qapp, theme.Scheme.DARK)
    theme.want_more_contrast(qapp, wanted=True)
    assert theme.colours() is colour_sets.MORE_DARK
    assert qapp.palette().windowText().color().name() == "#ffffff"
    theme.want_more_contrast(qapp, wanted=False)
    assert theme.colours() is colour_sets.DARK
    theme.choose(qapp, theme.Scheme.LIGHT)


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
    assert grounds == [colour_sets.LIGHT.accent, colour_sets.LIGHT.window]


def test_the_choice_decides_the_colours_and_the_palette(qapp: QApplication) -> None:
    theme.choose(qapp, theme.Scheme.DARK)
    assert theme.colours() is colour_sets.DARK
    assert qapp.palette().base().color().name() == colour_sets.DARK.surface
    theme.choose(qapp, theme.Scheme.LIGHT)
    assert theme.colours() is colour_sets.LIGHT
    assert qapp.palette().base().color().name() == colour_sets.LIGHT.surface


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
