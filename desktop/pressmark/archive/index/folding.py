"""Makes spellings of one word equal: widths, ligatures, upper and lower case, accents, signs that may be left out.

Two steps, because the second loses something. The surface form still has every sign that its writer chose; the plain
form is what anyone would type who looks for it on another keyboard or in a hurry.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import chain

LONGEST_TERM = 64  # characters; what is longer is no word, and is cut the same way everywhere
CACHED_WORDS = 50_000

_VARIANTS = (range(0x180B, 0x180E), range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))  # which glyph to show
_UNSEEN = dict.fromkeys(
    [*map(ord, "\u2044\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"), *chain.from_iterable(_VARIANTS)]
)
# Accents of European scripts (but not the one that makes и into й, another letter), the points of Hebrew and Arabic and
# the stroke that only makes a word longer, the dots below Indian letters.
_ACCENTS = re.compile(
    "[\u0300-\u0305\u0307-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff"
    "\u093c\u09bc\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]|(?<!и)\u0306"
)
_LETTERS = str.maketrans(  # letters that Unicode does not take apart, and Arabic letters that are written in two ways
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "ґ": "г",
     "ى": "ي", "ی": "ي", "ة": "ه", "ہ": "ه", "ھ": "ه", "ک": "ك", "ٱ": "ا"}
)  # fmt: skip
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_LATE_TONE = re.compile("([\u0e4d\u0ecd])([\u0e48-\u0e4b\u0ec8-\u0ecb])")  # typed after the ring, shown before it


def surface_of(raw: str) -> str:
    """Normalise a word as written: compatibility forms and invisible characters gone, casefolded, accents kept."""
    if raw.isascii():
        return raw.lower()[:LONGEST_TERM]
    folded = unicodedata.normalize("NFKC", raw).casefold().translate(_UNSEEN).replace("i\u0307", "i")
    return _LATE_TONE.sub(r"\2\1", unicodedata.normalize("NFKC", folded))[:LONGEST_TERM]


@lru_cache(maxsize=CACHED_WORDS)
def plain(surface: str) -> str:
    """Fold the accents of a surface form. Signs that spell (Japanese, Thai, Indic vowels) stay."""
    if surface.isascii():
        return surface
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", surface))
    folded = unicodedata.normalize("NFC", bare).translate(_LETTERS)
    return _OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0], digit[0])), folded)[:LONGEST_TERM]
