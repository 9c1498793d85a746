"""Finds the files that come with the program, in a checkout, a wheel and a frozen bundle alike."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

_PACKAGE = Path(__file__).resolve().parent
ROOT = _PACKAGE / "_resources" if (_PACKAGE / "_resources").is_dir() else _PACKAGE.parents[1] / "resources"


def path(name: str) -> Path:
    """Return where a resource lies.

    Args:
        name: relative, with `/`, for example `icons/pressmark.svg`.

    Raises:
        ValueError: the name leads out of the resources.
    """
    relative = PurePosixPath(name)
    if relative.is_absolute() or ".." in relative.parts:
        raise ValueError(name)
    return ROOT.joinpath(*relative.parts)


def text(name: str) -> str:
    """Return a resource as text."""
    return path(name).read_text(encoding="utf-8")
