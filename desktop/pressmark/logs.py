"""What is written down for finding faults: never page text, and of an address only its host."""

from __future__ import annotations

import logging
import re
import sys
from logging.handlers import RotatingFileHandler
from traceback import format_tb
from typing import TYPE_CHECKING, Any

from pressmark.archive.errors import ArchiveError

if TYPE_CHECKING:
    from pathlib import Path

FILE = "pressmark.log"
FILE_BYTES = 1_000_000
FILES = 3
LONGEST_CHAIN = 5  # exceptions that led to one another

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
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handlers.append(RotatingFileHandler(folder / FILE, maxBytes=FILE_BYTES, backupCount=FILES, encoding="utf-8"))
    except OSError:
        pass  # a program that cannot log can still save
    for handler in handlers:
        handler.setFormatter(shape)
    logging.basicConfig(level=logging.INFO, handlers=handlers, force=True)
    for noisy in ("httpx", "httpcore", "readability", "hpack"):  # they log addresses and page text
        logging.getLogger(noisy).setLevel(logging.CRITICAL)


class HostsOnly(logging.Formatter):
    """Cuts every address in a record down to its host, and leaves the messages of exceptions out.

    They may quote anything: a page's text, or a statement with its parameters. Ours carry facts that are no page's.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Format the record and shorten the addresses in it."""
        return shorten_addresses(super().format(record))

    def formatException(self, ei: Any) -> str:  # noqa: N802  # the name is logging's
        """The places of an exception and of those that led to it, and their kinds."""
        chain: list[BaseException] = []
        error: BaseException | None = ei[1]
        while error is not None and error not in chain and len(chain) < LONGEST_CHAIN:
            chain.append(error)
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        lines = [line for one in reversed(chain) for line in (*format_tb(one.__traceback__), f"{_name(one)}\n")]
        return "".join(lines).rstrip()


def _name(error: BaseException) -> str:
    if isinstance(error, ArchiveError):
        return f"{type(error).__name__}: {error}"
    return f"{type(error).__name__}: {error.strerror}" if isinstance(error, OSError) else type(error).__name__


def shorten_addresses(text: str) -> str:
    """Return the text with the path, query and user of every web address left out."""
    return _ADDRESS.sub(r"\1\2", text)
