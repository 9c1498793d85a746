"""Where things lie on this computer: the archive, settings, caches, logs.

Environment variables override the platform's places, for tests, portable use and the command line.
"""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

NAME = "pressmark"


def archive_path(given: Path | None = None, chosen: str = "") -> Path:
    """The archive's folder: `given` on the command line, else PRESSMARK_ARCHIVE, else chosen in the settings.

    Without any of them it is Pressmark in the platform's documents folder.
    """
    if given is not None:
        return given.expanduser().absolute()
    if from_environment := os.environ.get("PRESSMARK_ARCHIVE") or chosen:
        return Path(from_environment).expanduser().absolute()
    return platformdirs.user_documents_path() / "Pressmark"


def config_path() -> Path:
    """The folder of the settings file."""
    return _place("PRESSMARK_CONFIG", platformdirs.user_config_path(NAME, appauthor=False))


def sign_ins_path() -> Path:
    """The file of what says to sites who the person is."""
    return config_path() / "sign-ins.json"


def known_archives_path() -> Path:
    """The file that remembers which archives were opened on this computer."""
    return config_path() / "known-archives.json"


def cache_path() -> Path:
    """The folder of what can be made again: indexes and thumbnails."""
    return _place("PRESSMARK_CACHE", platformdirs.user_cache_path(NAME, appauthor=False))


def log_path() -> Path:
    """The folder of the log files."""
    return _place("PRESSMARK_LOGS", platformdirs.user_log_path(NAME, appauthor=False))


def _place(variable: str, default: Path) -> Path:
    value = os.environ.get(variable)
    return Path(value).expanduser().absolute() if value else default
