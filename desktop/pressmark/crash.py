"""Bugs end here: whatever nobody expected becomes a report that can be copied, and never a silent end.

The report names the place in the program and the versions; it holds no page text, for messages of exceptions may.
"""

from __future__ import annotations

import faulthandler
import logging
import platform
import sys
import threading
import traceback
from typing import TYPE_CHECKING

from pressmark import __version__
from pressmark.logs import shorten_addresses

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType
    from typing import TextIO

log = logging.getLogger(__name__)

FATAL_FILE = "fatal.log"


def report(error: BaseException) -> str:
    """Return what a developer needs to find the fault, as plain text."""
    frames = "".join(traceback.format_tb(error.__traceback__)) or "  (no traceback)\n"
    causes: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(causes) < 5:
        causes.append(type(cause).__name__)
        cause = cause.__cause__ or cause.__context__
    versions = f"Pressmark {__version__}, Python {platform.python_version()}, {platform.platform()}"
    return shorten_addresses(f"{versions}\n{' from '.join(causes)}\n{frames}")


def install(folder: Path, show: Callable[[str], None]) -> TextIO | None:
    """Send every unexpected exception to the log and to `show`, and fatal faults to a file.

    Args:
        folder: of the logs.
        show: gets the report; called on any thread.

    Returns:
        The open file of fatal faults, to be kept open while the program runs; None where it cannot be written.
    """

    def on_error(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        text = report(error)
        log.critical("unexpected failure\n%s", text)
        show(text)

    def on_thread_error(arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            on_error(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    sys.excepthook = on_error
    threading.excepthook = on_thread_error
    try:
        file = (folder / FATAL_FILE).open("w", encoding="utf-8")
    except OSError:
        return None
    faulthandler.enable(file)
    return file
