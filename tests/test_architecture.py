"""The walls of the house: who may import whom. A red line here is a question about the design, not about the test."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pytest_archon import archrule

SOURCES = Path(__file__).resolve().parents[1] / "desktop" / "pressmark"
ARCHIVE = SOURCES / "archive"
PACKAGES = ("storage", "capture", "extraction", "index", "exchange")
SHARED = {"__init__", "values", "errors", "urls", "charset", "whole_files"}  # what all of them may import
FORBIDDEN_NAMES = {"utils", "helpers", "common", "base", "manager", "misc"}
MOST_LINES = 500


def test_the_archive_knows_no_window() -> None:
    (
        archrule("core", comment="the archive is usable from a script")
        .match("pressmark.archive*")
        .should_not_import("PySide6*", "shiboken6*", "pressmark.ui*", "pressmark.tasks*", "pressmark.settings")
        .check("pressmark")
    )


@pytest.mark.parametrize("package", PACKAGES)
def test_the_packages_of_the_archive_do_not_know_each_other(package: str) -> None:
    others = [f"pressmark.archive.{other}{end}" for other in PACKAGES if other != package for end in ("", ".*")]
    above = [f"pressmark.archive.{path.stem}" for path in ARCHIVE.glob("*.py") if path.stem not in SHARED]
    assert "pressmark.archive.saver" in above
    (
        archrule(package)
        .match(f"pressmark.archive.{package}", f"pressmark.archive.{package}.*")
        .should_not_import(*others, *above)
        .check("pressmark", only_direct_imports=True)
    )


@pytest.mark.parametrize(
    ("library", "owner"),
    [
        ("sqlmodel*", "storage"),
        ("sqlalchemy*", "storage"),
        ("sqlite3", "storage"),
        ("whoosh*", "index"),
        ("httpx*", "capture"),
        ("readability*", "extraction"),
        ("nh3", "extraction"),
        ("py3langid*", "extraction"),
        ("Stemmer", "index"),
    ],
)
def test_each_library_has_one_owner(library: str, owner: str) -> None:
    (
        archrule(f"only {owner} knows {library}")
        .match("pressmark*")
        .exclude(f"pressmark.archive.{owner}*")
        .should_not_import(library)
        .check("pressmark", only_direct_imports=True)
    )


def test_tasks_know_qt_only() -> None:
    (
        archrule("tasks")
        .match("pressmark.tasks*")
        .should_not_import("pressmark.archive*", "pressmark.ui*", "pressmark.settings")
        .check("pressmark", only_direct_imports=True)
    )


def test_workers_know_the_standard_library_only() -> None:
    inside = [
        f"pressmark.workers.browser.{name}" for name in ("child", "cookies", "sign_in", "visit", "walls")
    ]  # the browser is Qt's
    (
        archrule("workers")
        .match("pressmark.workers*")
        .exclude(*inside)
        .should_not_import("PySide6*", *inside)
        .check("pressmark", only_direct_imports=True)
    )
    (
        archrule("what workers run is named by those who ask")
        .match("pressmark.workers*")
        .should_not_import("pressmark.archive*", "pressmark.ui*", "pressmark.tasks*")
        .check("pressmark", only_direct_imports=True)
    )


def test_importing_the_archive_loads_no_qt() -> None:
    code = "import sys, pressmark.archive.archive; print([name for name in sys.modules if 'PySide6' in name])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize("path", sorted(SOURCES.rglob("*.py")), ids=lambda path: path.relative_to(SOURCES).as_posix())
def test_modules_are_small_and_well_named(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES
    assert path.stem not in FORBIDDEN_NAMES
