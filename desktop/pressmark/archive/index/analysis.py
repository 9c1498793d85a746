"""Turns text into the terms of the index, the same way for articles, queries and the marks in snippets.

One regular expression finds the words of all scripts; what is costly per word (normalising, folding, stemming) is done
once and cached. Every token has up to four kinds of terms, kept apart by a first character that no word has:

- the plain form: compatibility forms replaced, casefolded, accents and soft hyphens gone; what phrases, prefixes and
  similar spellings look at;
- the exact form (`EXACT`), only where it differs: accents kept, so that they count for a query that writes them;
- the stem (`STEM`), only where it differs from the plain form;
- extra plain terms at the same place: `endtoend` of end-to-end, `@durov`, `#tag`, `c++`, and pairs of characters for
  the scripts that put no spaces between words.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pressmark.archive.index.stems import CACHED_WORDS, fitting, stem

if TYPE_CHECKING:
    from collections.abc import Iterator

STEM = "\x01"
EXACT = "\x02"
LONGEST_TERM = 64  # characters; what is longer is no word, and is cut the same way everywhere
LONGEST_JOINED = 5  # parts of a hyphenated word that are also indexed written together


class Token(NamedTuple):
    """One place in a text.

    `surface` is the casefolded word with its accents. `extras` are further plain terms at the same position; where
    `is_special` is set they are what a query that writes the sign means (`@durov`, not `durov`). `is_gram` marks
    characters of scripts without spaces, whose only extra is the pair with the next character. `run` numbers what was
    written without a break.
    """

    position: int
    start: int
    end: int
    surface: str
    extras: tuple[str, ...] = ()
    is_special: bool = False
    is_gram: bool = False
    run: int = 0


def _marks() -> str:
    """Build a character class of what belongs to a word without being a letter: accents, vowel signs, joiners."""
    codes = [code for code in range(0x300, 0x10000) if unicodedata.category(chr(code)) in {"Mn", "Mc"}]
    ranges: list[list[int]] = []
    for code in codes:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges) + "\u00ad\u200c\u200d\u2060\ufeff"


_GRAMS = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3005\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u3105-\u312f\u3131-\u318e\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003134f"
)
_MARKS = _marks()
_LETTER = rf"[^\W_{_GRAMS}]"
_WORD = rf"{_LETTER}(?:{_LETTER}|[{_MARKS}])*"
_JOINER = r"[-\u2010\u2011'\u2019\u02bc\uff07_]|(?<=\d)[.,](?=\d)"
_TOKEN = re.compile(
    rf"(?P<special>(?<![\w@#])[@#]{_LETTER}(?:{_LETTER}|[{_MARKS}_])*|(?<!\w)[A-Za-z](?:\+\+|\#(?!\w)))"
    rf"|(?P<grams>[{_GRAMS}][{_GRAMS}{_MARKS}]*)"
    rf"|(?P<word>{_WORD}(?:(?:{_JOINER}){_WORD})*)"
    r"|(?P<sign>[\u2600-\u27bf\U0001f300-\U0001faff])"
)
_PART = re.compile(_WORD)
_CLUSTER = re.compile(
    rf"[\u1100-\u115f][\u1160-\u11a7]?[\u11a8-\u11ff]?|.[{_MARKS}\uff9e\uff9f]*", re.DOTALL
)  # one written character: a base with its marks, or a syllable spelt in pieces
_POSSESSIVE = re.compile(r"['\u2019\u02bc\uff07][sS]$")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0640]")
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "ى": "ي",
     "ة": "ه"}
)  # fmt: skip  # letters that Unicode does not take apart


def tokenise(text: str) -> Iterator[Token]:
    """Yield the tokens of a text in order, with offsets into it. Linear in the length of the text."""
    position = 0
    for run, match in enumerate(_TOKEN.finditer(text)):
        start, end = match.span()
        group = match.lastgroup
        if group == "word":
            for token in _word(match.group(), start, position, run):
                yield token
                position += 1
        elif group == "grams":
            for token in _grams(match.group(), start, position, run):
                yield token
                position += 1
        else:
            whole = surface_of(match.group())
            is_special = group == "special"
            yield Token(
                position, start, end, whole.strip("@#+") if is_special else whole,
                (plain(whole),) if is_special else (), is_special=is_special, run=run,
            )  # fmt: skip
            position += 1


def runs(text: str) -> Iterator[re.Match[str]]:
    """Yield what `tokenise` takes tokens from: equal runs have equal tokens, which callers may remember."""
    return _TOKEN.finditer(text)


def surface_of(raw: str) -> str:
    """Normalise a word as written: compatibility forms and invisible characters gone, casefolded, accents kept."""
    if raw.isascii():
        return raw.lower()[:LONGEST_TERM]
    folded = unicodedata.normalize("NFKC", raw).casefold().translate(_UNSEEN)
    return unicodedata.normalize("NFKC", folded)[:LONGEST_TERM]


@lru_cache(maxsize=CACHED_WORDS)
def plain(surface: str) -> str:
    """Fold the accents of a surface form. Signs that spell (Japanese, Thai, Indic vowels) stay."""
    if surface.isascii():
        return surface
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", surface))
    return unicodedata.normalize("NFC", bare).translate(_LETTERS)[:LONGEST_TERM]


@lru_cache(maxsize=CACHED_WORDS)
def stem_of(surface: str, stemmer: str) -> str:
    """Return the folded stem of a surface form in a text of the named stemmer's language."""
    return plain(stem(surface, fitting(surface, stemmer))) if surface else ""


@lru_cache(maxsize=CACHED_WORDS)
def _forms(surface: str, stemmer: str) -> tuple[str, ...]:
    bare = plain(surface)
    forms = [bare] if bare else []
    if surface != bare:
        forms.append(EXACT + surface)
    root = stem_of(surface, stemmer)
    if root != bare:
        forms.append(STEM + root)
    return tuple(forms)


def terms_of(token: Token, stemmer: str) -> tuple[str, ...]:
    """Return every term that a token puts into the index, each once."""
    if token.is_gram:
        return (token.surface, *token.extras)
    forms = _forms(token.surface, stemmer)
    return forms + tuple(term for term in token.extras if term not in forms) if token.extras else forms


def _word(raw: str, start: int, position: int, run: int) -> Iterator[Token]:
    trimmed = _POSSESSIVE.sub("", raw)
    parts = list(_PART.finditer(trimmed))
    if len(parts) == 1:
        yield Token(position, start, start + len(trimmed), surface_of(trimmed), run=run)
        return
    for place, part in enumerate(parts):
        extras: tuple[str, ...] = ()
        if place == 0 and len(parts) <= LONGEST_JOINED:
            extras = (plain(surface_of("".join(one.group() for one in parts))),)
        yield Token(
            position + place, start + part.start(), start + part.end(), surface_of(part.group()), extras, run=run
        )


def _grams(raw: str, start: int, position: int, run: int) -> Iterator[Token]:
    clusters = [(match.start(), match.end(), surface_of(match.group())) for match in _CLUSTER.finditer(raw)]
    for place, (first, last, character) in enumerate(clusters):
        pair = (sys.intern(character + clusters[place + 1][2]),) if place + 1 < len(clusters) else ()
        yield Token(position + place, start + first, start + last, character, pair, is_gram=True, run=run)
