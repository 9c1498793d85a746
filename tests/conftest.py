"""What all tests share: no screen, no home of the user's, and the folder of real pages where it is there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressmark.archive.archive import Archive

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")  # Chromium refuses to run as root with its sandbox

# What must hold before a change lands tries the same examples each time; chance is for those who can look into it.
settings.register_profile("repeatable", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("repeatable")

REPOSITORY = Path(__file__).resolve().parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--onscreen", action="store_true", help="show the windows of GUI tests")
    parser.addoption("--full-size", action="store_true", help="run the tests that can be large at their full size")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--onscreen"):
        os.environ.pop("QT_QPA_PLATFORM", None)


@pytest.fixture(scope="session")
def is_full_size(request: pytest.FixtureRequest) -> bool:
    """Whether a test that can be large is to be so."""
    return bool(request.config.getoption("--full-size"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real pages beside the checkout."""
    folder = REPOSITORY.parent / "shared"
    if not (folder / "seed-article").is_dir():
        pytest.skip("../shared is absent")
    return folder


@pytest.fixture(autouse=True)
def own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep settings, caches and logs of a test in its own folder."""
    for name in ("CONFIG", "CACHE", "LOGS"):
        monkeypatch.setenv(f"PRESSMARK_{name}", str(tmp_path / name.lower()))
    monkeypatch.delenv("PRESSMARK_ARCHIVE", raising=False)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive."""
    from pressmark.archive.archive import open_archive

    with open_archive(tmp_path / "archive", cache=tmp_path / "cache") as opened:
        yield opened


@pytest.fixture(scope="session")
def qapp() -> object:
    """The application as the program makes it: the web engine wants some things settled before it exists."""
    from pressmark.app import make_application

    return make_application()
