"""Turns text into the terms of the index, the same way for articles, queries and the marks in snippets.

One regular expression cuts a text into runs of what was written without a break. A run is looked at closely once and
remembered, so that indexing costs a look into a dictionary a word. Every place in a text has several kinds of terms,
kept apart by a first character that no word has:

- the plain form (see `folding`): what phrases, prefixes and similar spellings look at;
- the exact form (`EXACT`), only where it differs: accents kept, so that they count for a query that writes them;
- the stem (`STEM`), only where it differs from the plain form; several in Hebrew. The index has no postings of it, but
  knows which plain forms have it in texts of a language;
- the stem of a long word backwards (`TAIL`) in languages that join nouns, so that the last of them can be looked up as
  a beginning: `schutz` in Datenschutz;
- the language of the text (`LANGUAGE`), at the first place of each;
- extra plain terms at the same place: `endtoend` of end-to-end, `@durov`, `#tag`, `c++`, and pairs of characters for
  the scripts that put no spaces between words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from sys import intern
from typing import TYPE_CHECKING, NamedTuple

from pressmark.archive.index.folding import CACHED_WORDS, plain, surface_of
from pressmark.archive.index.stems import HEBREW, LATIN, fitting, has_compounds, stem, unprefixed

if TYPE_CHECKING:
    from collections.abc import Iterator

STEM, EXACT, TAIL, LANGUAGE = "\x01", "\x02", "\x03", "\x04"
IN = "\x1f"  # between a stem and the code of the stemmer of the texts it is of
FIRST_PLAIN = b"\x05"  # comes after every term with one of these marks and before every other
SHORTEST_TAIL, SHORTEST_HEAD = 5, 3  # letters of the last noun of a compound, and of what stands before it
LONGEST_PIECE = 60  # characters that are looked up at once
LONGEST_JOINED = 5  # parts of a hyphenated word that are also indexed written together
_LONGEST_REMEMBERED = 100  # characters of a run
_REMEMBERED_RUNS = 100_000  # in all languages: 60 MB


class Token(NamedTuple):
    """One place in a text.

    `surface` is the casefolded word with its accents. `extras` are further plain terms at the same position, which end
    at `extras_end`; where `is_special` is set they are what a query that writes the sign means (`@durov`, not `durov`).
    `is_gram` marks characters of scripts without spaces, whose only extra is the pair with the next character. `run`
    numbers what was written without a break in one kind of script.
    """

    position: int
    start: int
    end: int
    surface: str
    extras: tuple[str, ...] = ()
    is_special: bool = False
    is_gram: bool = False
    run: int = 0
    extras_end: int = 0


def _marks() -> str:
    """Build a character class of what belongs to a word without being a letter: accents, vowel signs, joiners."""
    codes = [code for code in range(0x300, 0x10000) if unicodedata.category(chr(code)) in {"Mn", "Mc"}]
    ranges: list[list[int]] = []
    for code in codes:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return (
        "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)
        + "\u00ad\u200b\u200c\u200d\u2060\ufeff\U000e0100-\U000e01ef"
    )


_GRAMS = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3005\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u3105-\u312f\u3131-\u318e\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\ua9e0-\ua9fe\uaa60-\uaa7f"
    "\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\U0001b000-\U0001b16f\U00020000-\U0003134f"
)
_MARKS = _marks()
_ANY = rf"[\w{_MARKS}]"
_LETTER = rf"[^\W_{_GRAMS}]"
_WORD = rf"{_LETTER}(?:{_LETTER}|[{_MARKS}])*"
_AFTER_ONE = "(?:" + "|".join(rf"(?<=(?<!{_ANY})[^\W\d_]{f'[{_MARKS}]' * count}.)" for count in range(4)) + ")"
_JOINER = (
    r"(?:[-\u2010\u2011'\u2019\u02bc\uff07\u00b7\u2044_\u05be\u05f3\u05f4]"  # hyphens and apostrophes, Hebrew ones too
    rf"|[.,](?:(?<=\d.)(?=\d)|{_AFTER_ONE}(?=[^\W\d_][{_MARKS}]*(?!{_ANY})))"  # 3.14, 1,000; U.S.
    r'|"(?<=[\u05d0-\u05ea]")(?=[\u05d0-\u05ea]))'  # an acronym in Hebrew
)
_SIGN = r"[\u2600-\u27bf\U0001f300-\U0001faff]"
_RUN = re.compile(
    rf"(?:[@\#](?<![\w@\#{_MARKS}].))?{_ANY}+(?:{_JOINER}{_ANY}+)*(?:\+\+|\#(?!\w))?"
    rf"|\.(?<![\w.{_MARKS}].)(?:NET|Net|net)(?!{_ANY})|{_SIGN}"
)
_PIECE = re.compile(
    rf"(?P<special>[@\#]{_LETTER}(?:{_LETTER}|[{_MARKS}_])*|[A-Za-z]+\+\+\Z|(?<!\w)[A-Za-z]\#\Z|\A\.{_LETTER}+)"
    rf"|(?P<grams>[{_GRAMS}][{_GRAMS}{_MARKS}]*)"
    rf"|(?P<word>{_WORD}(?:{_JOINER}{_WORD})*)"
    rf"|(?P<sign>{_SIGN})"
)
_PART = re.compile(_WORD)
_ARABIC = re.compile("[\u0600-\u06ff]")
_ARABIC_PART = re.compile(_WORD.replace("\u200c", ""))  # Persian joins with it what others write apart or together
_GRAM = re.compile(rf"[{_GRAMS}]")
_CLUSTER = re.compile(
    rf"[\u1100-\u115f\ua960-\ua97f][\u1160-\u11a7\ud7b0-\ud7c6]?[\u11a8-\u11ff\ud7cb-\ud7fb]?[{_MARKS}]*"
    rf"|.[{_MARKS}\uff9e\uff9f]*"
    rf"(?:(?:[\u0e33\u0eb3]|(?:(?<=[\u0e4d\u0ecd])|(?<=[\u0e4d\u0ecd].))[\u0e32\u0eb2])[{_MARKS}]*)?",
    re.DOTALL,
)  # one written character: a base with its marks, or a syllable spelt in pieces
_NORMAL = re.compile("[\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]+")  # as they are
_POSSESSIVE = re.compile(r"['\u2019\u02bc\uff07][sS]$")


def runs(text: str, start: int = 0) -> Iterator[re.Match[str]]:
    """Yield what `tokenise` takes tokens from: equal runs have equal tokens, which callers may remember.

    None of them has white space, so a text may be split at it and its pieces looked at one by one.
    """
    return _RUN.finditer(text, start)


def tokenise(text: str) -> Iterator[Token]:
    """Yield the tokens of a text in order, with offsets into it. Linear in the length of the text."""
    position = number = 0
    for run in _RUN.finditer(text):
        for piece in _PIECE.finditer(run.group()):
            for token in _tokens(piece, run.start() + piece.start(), position, number):
                yield token
                position += 1
            number += 1


def places(text: str, stemmer: str) -> Iterator[tuple[str, ...]]:
    """Yield the terms of every place of a text, in order: what `tokenise` and `terms_of` say, but fast."""
    remembered = _remembered(stemmer)
    for raw in _RUN.findall(text):
        yield from remembered[raw]


def places_of(run: str, stemmer: str) -> tuple[tuple[str, ...], ...]:
    """Return the terms of every place of one run of a text; see `runs_in`."""
    return _remembered(stemmer)[run]


def runs_in(text: str) -> list[str]:
    """Return the runs of a text, whose places, one after the other, are those of the text."""
    return _RUN.findall(text)


def pieces_of(text: str) -> list[str]:
    """Return pieces of a text whose runs, one after the other, are those of the text, and which come again.

    That is what stands between blanks, or where that is a sentence without any, its runs.
    """
    pieces = text.split()
    if pieces and max(map(len, pieces)) > LONGEST_PIECE:
        return [one for raw in pieces for one in (runs_in(raw) if len(raw) > LONGEST_PIECE else (raw,))]
    return pieces


def terms_of(token: Token, stemmer: str) -> tuple[str, ...]:
    """Return every term that a token puts into the index, each once."""
    if token.is_gram:
        return (token.surface, *token.extras)
    forms = _forms(token.surface, stemmer)
    return forms + tuple(term for term in token.extras if term not in forms) if token.extras else forms


def stem_of(surface: str, stemmer: str) -> str:
    """Return the folded stem of a surface form in a text of the named stemmer's language."""
    if not surface:
        return ""
    own = fitting(surface, stemmer)
    return stem(plain(surface), own) if own == LATIN else plain(stem(surface, own))  # English has no accents


def roots_of(surface: str, stemmer: str) -> tuple[str, ...]:
    """Return the folded stem, and in Hebrew what is left without the small words before it."""
    root = stem_of(surface, stemmer)
    is_hebrew = surface and fitting(surface, stemmer) == HEBREW
    return (root, *unprefixed(root)) if is_hebrew else (root,)


def tail_of(root: str) -> str:
    """Return the term, or the beginning of terms, for a stem that ends a compound."""
    return TAIL + root[::-1]


def is_compound(root: str, stemmer: str) -> bool:
    """Whether a stem is long enough to be of a compound, in a language that has them."""
    return len(root) >= SHORTEST_TAIL + SHORTEST_HEAD and has_compounds(fitting(root, stemmer)) and root.isalpha()


@lru_cache(maxsize=CACHED_WORDS)
def _forms(surface: str, stemmer: str) -> tuple[str, ...]:
    bare = plain(surface)
    forms = [bare] if bare else []
    if surface != bare:
        forms.append(EXACT + surface)
    roots = roots_of(surface, stemmer)
    forms.extend(STEM + root for root in roots if root != bare)
    if is_compound(roots[0], stemmer):
        forms.append(tail_of(roots[0]))
    return tuple(forms)


class _Remembered(dict[str, tuple[tuple[str, ...], ...]]):
    """The places of runs in texts of one language. A miss costs what `tokenise` costs, a hit nothing."""

    def __init__(self, stemmer: str) -> None:
        self._stemmer = stemmer

    def __missing__(self, run: str) -> tuple[tuple[str, ...], ...]:
        if _GRAM.search(run) and len(run) <= _LONGEST_REMEMBERED:
            return _read_once(run, self._stemmer)
        if len(run) > _LONGEST_REMEMBERED:
            return tuple(_read(run, self._stemmer))
        tables = list(_tables.values())
        if sum(map(len, tables)) >= _REMEMBERED_RUNS:
            for table in tables:
                table.clear()
        found = self[run] = tuple(_read(run, self._stemmer))
        return found


@lru_cache(maxsize=4_000)  # what has no spaces hardly ever comes again, but for the articles that are in sight
def _read_once(run: str, stemmer: str) -> tuple[tuple[str, ...], ...]:
    return tuple(_read(run, stemmer))


def _read(run: str, stemmer: str) -> Iterator[tuple[str, ...]]:
    for piece in _PIECE.finditer(run):
        if piece.lastgroup == "grams":
            raw = piece.group()
            is_plain = _NORMAL.fullmatch(raw)
            characters = list(raw) if is_plain else [intern(surface_of(one)) for one in _CLUSTER.findall(raw)]
            for first, second in pairwise(characters):
                yield first, intern(first + second)
            yield (characters[-1],)
        else:
            for token in _tokens(piece, 0, 0, 0):
                yield terms_of(token, stemmer)


_tables: dict[str, _Remembered] = {}


def _remembered(stemmer: str) -> _Remembered:
    return _tables.get(stemmer) or _tables.setdefault(stemmer, _Remembered(stemmer))


def _tokens(piece: re.Match[str], start: int, position: int, run: int) -> Iterator[Token]:
    raw, group = piece.group(), piece.lastgroup
    if group == "word":
        return _word(raw, start, position, run)
    if group == "grams":
        return _grams(raw, start, position, run)
    whole, end = surface_of(raw), start + len(raw)
    if group == "sign":
        return iter((Token(position, start, end, whole, run=run),))
    return iter(
        (Token(position, start, end, whole.strip("@#+."), (plain(whole),), is_special=True, run=run, extras_end=end),)
    )


def _word(raw: str, start: int, position: int, run: int) -> Iterator[Token]:
    trimmed = _POSSESSIVE.sub("", raw)
    parts = list((_ARABIC_PART if _ARABIC.match(raw) else _PART).finditer(trimmed))
    end = start + len(trimmed)
    if len(parts) == 1:
        yield Token(position, start, end, surface_of(trimmed), run=run)
        return
    for place, part in enumerate(parts):
        extras: tuple[str, ...] = ()
        if place == 0 and len(parts) <= LONGEST_JOINED:
            extras = (plain(surface_of("".join(one.group() for one in parts))),)
        first, last = part.span()
        surface = surface_of(part.group())
        yield Token(position + place, start + first, start + last, surface, extras, run=run, extras_end=end)


def _grams(raw: str, start: int, position: int, run: int) -> Iterator[Token]:
    clusters = [(match.start(), match.end(), surface_of(match.group())) for match in _CLUSTER.finditer(raw)]
    for place, (first, last, character) in enumerate(clusters):
        own = Token(position + place, start + first, start + last, character, is_gram=True, run=run)
        if place + 1 < len(clusters):
            _, end, following = clusters[place + 1]
            own = own._replace(extras=(intern(character + following),), extras_end=start + end)
        yield own
