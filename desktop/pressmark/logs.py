"""What is written down for finding faults: never page text, and of an address only its host."""

from __future__ import annotations

import logging
import re
import sys
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FILE = "pressmark.log"
FILE_BYTES = 1_000_000
FILES = 3

_ADDRESS = re.compile(r"(https?://)(?:[^\s/?#\"'<>@]*@)?([^\s/?#\"'<>]+)[^\s\"'<>]*", re.IGNORECASE)


def start_logging(folder: Path, *, has_console: bool = True) -> None:
    """Write warnings to standard error and everything from INFO on to a rotating file in `folder`.

    Args:
        folder: of the log files; made where it is missing.
        has_console: False for a command, whose standard error is for the person and says all in one line.
    """
    shape = HostsOnly("%(asctime)s %(levelname)s %(name)s: %(message)s")
    handlers: list[logging.Handler] = []
    if has_console and sys.stderr is not None:  # None in a windowed program
        console = logging.StreamHandler()
        console.setLevel(logging.WARNING)
        handlers.append(console)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handlers.append(RotatingFileHandler(folder / FILE, maxBytes=FILE_BYTES, backupCount=FILES, encoding="utf-8"))
    except OSError:
        pass  # a program that cannot log can still save
    for handler in handlers:
        handler.setFormatter(shape)
    logging.basicConfig(level=logging.INFO, handlers=handlers, force=True)
    for noisy in ("httpx", "httpcore", "readability", "hpack"):  # they log addresses and page text
        logging.getLogger(noisy).setLevel(logging.CRITICAL)


class HostsOnly(logging.Formatter):
    """Cuts every address in a record, tracebacks included, down to its host."""

    def format(self, record: logging.LogRecord) -> str:
        """Format the record and shorten the addresses in it."""
        return shorten_addresses(super().format(record))


def shorten_addresses(text: str) -> str:
    """Return the text with the path, query and user of every web address left out."""
    return _ADDRESS.sub(r"\1\2", text)
