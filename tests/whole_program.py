"""Runs the program as it starts, with all that the window of a test lacks, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

BEGINNING = """
import sys
from pathlib import Path
from pressmark import app, paths
from pressmark.settings import Settings
from pressmark.ui import theme

application = app.make_application()
settings = Settings(paths.config_path() / "settings.json")
theme.install(application, theme.Scheme.LIGHT)
program = app.Program(application, settings)
folder = Path(sys.argv[1])
"""
END = """
code = application.exec()
program.take_down()
sys.exit(code)
"""


def run_program(person: str, folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Let a person use the program.

    Args:
        person: Python that opens a window and sets in motion what ends it, with `application`, `program` and `folder`.
        folder: the archive's; settings, cache and logs lie beside it.
        more: what `person` finds in `sys.argv` from 2 on.
    """
    places = {f"PRESSMARK_{name.upper()}": str(folder.parent / name) for name in ("cache", "config", "logs")}
    return subprocess.run(
        [sys.executable, "-c", BEGINNING + person + END, str(folder), *more],
        env={**os.environ, **places, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
