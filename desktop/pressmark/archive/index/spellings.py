"""Finds the pieces of a text, which stand between blanks, that may have one of some words, by their spellings.

To look for a string takes a microsecond in a text of some pages; to cut it into words and look up each takes a hundred.
A spelling is in ASCII and stands at the beginning of a word. What is written with anything else may be folded into
ASCII, and what is joined by hyphens or apostrophes may be one word, so every such piece is among those that are found.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_MOST = 24  # spellings that are looked for one by one; of more, cutting the text into words is faster
_STRANGE_SHARE = 40  # more than one character beyond ASCII in so many: look at all pieces
_ALNUM, _OTHER = ord("a"), ord("?")
_KINDS = bytes(  # of characters: letters and digits; what joins words; beyond ASCII, as `encode` replaces it
    _ALNUM if chr(code).isalnum() and code < 128 else ord("-") if chr(code) in "-'._," else
    _OTHER if code == _OTHER else ord("\n") if chr(code).isspace() else ord(" ")
    for code in range(256)
)  # fmt: skip
_JOINED = b"a-a"
_WORD = re.compile(rb"a*[^a?]*")  # and what stands before the next
_PIECE = re.compile(rb"[^\n]*")


class Spellings:
    """What to look for.

    Args:
        words: the spellings of words.
        sequences: those of the first and of the second word of each sequence of words, if the second are known.
    """

    def __init__(self, words: Iterable[str], sequences: Sequence[tuple[set[str], set[str] | None]]) -> None:
        self._words = _shortest(words)
        self._sequences = [(_shortest(first), _words_in(second or ())) for first, second in sequences]

    @property
    def are_few(self) -> bool:
        """Whether looking for them is faster than looking at every piece."""
        return len(self._words) + sum(len(first) for first, _ in self._sequences) <= _MOST

    def pieces(self, text: str, most: int | None = None) -> dict[int, str] | None:
        """Return where pieces begin that may have one of the words; None where it is better to look at all.

        `most`: of each spelling only so many, the first.
        """
        letters = text.encode("ascii", "replace")
        kinds = letters.translate(_KINDS)
        starts = list(_everywhere(kinds, _JOINED))
        if not text.isascii():
            bearable = len(text) // _STRANGE_SHARE
            starts += islice(_everywhere(kinds, b"?"), bearable)
            if kinds.count(b"?") > bearable:
                return None
        lowered = letters.lower()
        for spelling in self._words:
            starts += islice(_begun(lowered, kinds, spelling), most)
        for first, second in self._sequences:
            for spelling in first:
                begun = _begun(lowered, kinds, spelling)
                likely = (at for at in begun if _goes_on(lowered, kinds, at, second)) if second else begun
                starts += islice(likely, most)
        return dict(_piece_at(text, at) for at in starts)


def _shortest(spellings: Iterable[str]) -> tuple[bytes, ...]:
    """Return the spellings without those that begin as another."""
    found: list[str] = []
    for spelling in sorted(spellings):
        if not (found and spelling.startswith(found[-1])):
            found.append(spelling)
    return tuple(one.encode() for one in found)


def _words_in(spellings: Iterable[str]) -> tuple[bytes, ...]:
    """Return the spellings without the signs before them; none where one has nothing else."""
    words = [one.lstrip("@#.") for one in spellings]
    return _shortest(words) if all(words) else ()


def _everywhere(text: bytes, wanted: bytes) -> Iterator[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


def _begun(lowered: bytes, kinds: bytes, spelling: bytes) -> Iterator[int]:
    return (at for at in _everywhere(lowered, spelling) if not at or kinds[at - 1] != _ALNUM)


def _goes_on(lowered: bytes, kinds: bytes, at: int, second: tuple[bytes, ...]) -> bool:
    """Whether the word after the one at a place is spelt in some way, or may be."""
    start = _end(_WORD, kinds, at)
    return lowered.startswith(second, start) or any(
        strange in kinds[start : _end(_PIECE, kinds, start)] for strange in (b"?", _JOINED)
    )


def _end(pattern: re.Pattern[bytes], text: bytes, at: int) -> int:
    found = pattern.match(text, at)
    return len(text) if found is None else found.end()


def _piece_at(text: str, at: int) -> tuple[int, str]:
    """Return where a piece begins, and the piece, of which one character is at a place."""
    start = at
    while start and not text[start - 1].isspace():
        start -= 1
    end = text.find(" ", at)
    return start, text[start : end if end >= 0 else len(text)].split(maxsplit=1)[0]
