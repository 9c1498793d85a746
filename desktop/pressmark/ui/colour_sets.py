"""The colours of the window, as values: light and dark, each also with more contrast, and what tags may have.

Every text has a contrast of at least 4.5 to 1 with what it may lie on, in the sets with more contrast 7 to 1, which are
the limits of the Web Content Accessibility Guidelines (1.4.3 and 1.4.6).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pressmark.archive.values import TagColour


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour the window uses, as `#rrggbb`."""

    window: str  # tool row, status bar
    sidebar: str
    surface: str  # list and reader
    raised: str  # menus, pop-ups, fields
    line: str  # hairlines between panes and rows
    outline: str  # borders of fields and buttons
    text: str
    muted: str
    faint: str
    disabled: str  # what cannot be used just now; the one colour that may be pale
    accent: str
    accent_text: str  # on the accent
    accent_soft: str  # selected rows while the list has the focus
    selected: str  # selected rows otherwise
    hover: str
    mark: str  # matched words
    chip: str
    chip_text: str
    problem: str
    problem_soft: str
    caution: str
    caution_soft: str
    star: str
    banner: str
    banner_text: str
    banner_action: str


LIGHT = Colours(
    window="#f6f5f3",
    sidebar="#f0efec",
    surface="#ffffff",
    raised="#ffffff",
    line="#e6e4e0",
    outline="#d3d0ca",
    text="#1f1e1c",
    muted="#55524c",
    faint="#6a6761",
    disabled="#96928b",
    accent="#2f5fc4",
    accent_text="#ffffff",
    accent_soft="#e2eafa",
    selected="#eeedea",
    hover="#f7f6f4",
    mark="#ffe69a",
    chip="#efeeea",
    chip_text="#55524c",
    problem="#b3362b",
    problem_soft="#fbeae8",
    caution="#8a5a00",
    caution_soft="#fbf1dc",
    star="#b27600",
    banner="#2b2a28",
    banner_text="#f7f6f4",
    banner_action="#9dbcff",
)

DARK = Colours(
    window="#222224",
    sidebar="#1d1d1f",
    surface="#18181a",
    raised="#2a2a2d",
    line="#2e2e31",
    outline="#424247",
    text="#eceae6",
    muted="#bdbab4",
    faint="#a3a19c",
    disabled="#787672",
    accent="#7ea3f7",
    accent_text="#10182a",
    accent_soft="#263556",
    selected="#2a2a2d",
    hover="#202023",
    mark="#6a5410",
    chip="#2b2b2e",
    chip_text="#bdbab4",
    problem="#f28b80",
    problem_soft="#3b2422",
    caution="#e5b567",
    caution_soft="#382d1a",
    star="#f0bd4f",
    banner="#3a3a3f",
    banner_text="#f3f1ee",
    banner_action="#a9c4ff",
)


MORE_LIGHT = replace(
    LIGHT,
    window="#ffffff",
    sidebar="#ffffff",
    line="#8a8780",
    outline="#3d3b38",
    text="#000000",
    muted="#33312e",
    faint="#403e3a",
    disabled="#6a6761",
    accent="#123f9c",
    selected="#e4e2dd",
    accent_soft="#d5e1fa",
    hover="#f0efec",
    chip_text="#262522",
    problem="#8a1c13",
    caution="#5f3e00",
    star="#8a5a00",
    banner="#000000",
    banner_text="#ffffff",
)

MORE_DARK = replace(
    DARK,
    window="#000000",
    sidebar="#000000",
    surface="#000000",
    raised="#101012",
    line="#77756f",
    outline="#c9c6c0",
    text="#ffffff",
    muted="#dedbd5",
    faint="#cbc8c2",
    disabled="#96948f",
    accent="#a9c4ff",
    accent_text="#000000",
    accent_soft="#16264a",
    selected="#262629",
    hover="#1a1a1c",
    mark="#5a4600",
    chip="#232326",
    chip_text="#f3f1ee",
    problem="#ffb3ab",
    problem_soft="#2c1513",
    caution="#f3cf8f",
    caution_soft="#2a2010",
    star="#ffd27a",
    banner="#2b2b2e",
    banner_text="#ffffff",
    banner_action="#c6d8ff",
)

LIGHT_TAGS = {
    TagColour.RED: "#b8322a",
    TagColour.ORANGE: "#a84c06",
    TagColour.YELLOW: "#806200",
    TagColour.GREEN: "#2a7436",
    TagColour.TEAL: "#0b7480",
    TagColour.BLUE: "#2a62c9",
    TagColour.PURPLE: "#7744c0",
    TagColour.PINK: "#b23579",
}
DARK_TAGS = {
    TagColour.RED: "#f28b80",
    TagColour.ORANGE: "#f0a35e",
    TagColour.YELLOW: "#e3c04b",
    TagColour.GREEN: "#7cc98a",
    TagColour.TEAL: "#5fc5cf",
    TagColour.BLUE: "#8db2fa",
    TagColour.PURPLE: "#bb9bf2",
    TagColour.PINK: "#ef8fc0",
}
MORE_LIGHT_TAGS = {
    TagColour.RED: "#8a1c15",
    TagColour.ORANGE: "#733404",
    TagColour.YELLOW: "#574300",
    TagColour.GREEN: "#17501f",
    TagColour.TEAL: "#064a52",
    TagColour.BLUE: "#17418f",
    TagColour.PURPLE: "#522a8c",
    TagColour.PINK: "#7d1f52",
}
MORE_DARK_TAGS = {
    TagColour.RED: "#ffb3ab",
    TagColour.ORANGE: "#ffc48f",
    TagColour.YELLOW: "#f2d675",
    TagColour.GREEN: "#a4e0af",
    TagColour.TEAL: "#8fe0e8",
    TagColour.BLUE: "#b9d1ff",
    TagColour.PURPLE: "#d9c4ff",
    TagColour.PINK: "#ffbadb",
}
