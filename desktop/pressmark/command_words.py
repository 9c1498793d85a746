"""How the words of a command line are understood: what argparse would do in another way."""

from __future__ import annotations

import argparse
from typing import Any, NoReturn

MAX_DIGITS = 18  # of a number on the command line

_OPTIONS_WITH_VALUE = {"--archive", "--limit", "--sort"}


class UsageError(Exception):
    """The command line cannot be understood; the message says what to change."""


class OneLineParser(argparse.ArgumentParser):
    """Says what is wrong in one line, and takes no option that is not written out.

    Raises:
        UsageError: instead of ending the process.
    """

    def __init__(self, **how: Any) -> None:
        super().__init__(allow_abbrev=False, **how)

    def error(self, message: str) -> NoReturn:  # noqa: D102  # argparse's
        raise UsageError(f"{message}; see {self.prog} --help")


def shield_positionals(arguments: list[str]) -> list[str]:
    """Let `search -tag:x` and `tag 5 -old` pass through argparse, which takes a leading dash for an option."""
    if not arguments or arguments[0] not in ("search", "tag"):
        return arguments
    options: list[str] = []
    words: list[str] = []
    rest = iter(arguments[1:])
    for argument in rest:
        if argument == "--":
            words.extend(rest)
        elif argument.startswith("--") or argument == "-h":
            options.append(argument)
            if argument in _OPTIONS_WITH_VALUE:
                options.extend([next(rest, "")])
        else:
            words.append(argument)
    return [arguments[0], *options, "--", *words]


def positive(text: str) -> int:
    """A number of an option.

    Raises:
        ArgumentTypeError: it is none, or not above 0.
    """
    if len(text) > MAX_DIGITS or not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text[:MAX_DIGITS]} is not a positive number")
    return int(text)
