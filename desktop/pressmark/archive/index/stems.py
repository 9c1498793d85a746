"""Word stems by language, so that "policies" finds "policy" in every language that Snowball knows.

A text is rarely in one language only, so the script of a word overrules the language of its article where the two
cannot go together: an English name in a Russian article is stemmed as English, and the other way round.
"""

from __future__ import annotations

import threading
from functools import lru_cache

import Stemmer

LATIN = "english"  # for words in Latin letters whose language is unknown
SHORTEST = 3  # characters of a word that is worth stemming
CACHED_WORDS = 200_000

_BY_LANGUAGE = {
    "ar": "arabic", "hy": "armenian", "eu": "basque", "ca": "catalan", "cs": "czech", "da": "danish", "nl": "dutch",
    "en": "english",
    "eo": "esperanto", "et": "estonian", "fa": "persian", "fi": "finnish", "fr": "french", "de": "german",
    "el": "greek", "hi": "hindi",
    "hu": "hungarian", "id": "indonesian", "ga": "irish", "it": "italian", "lt": "lithuanian", "ne": "nepali",
    "no": "norwegian", "nb": "norwegian", "nn": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sr": "serbian", "es": "spanish", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
_SCRIPTS = (
    (0x0370, 0x03FF, "greek"),
    (0x0400, 0x052F, "russian"),
    (0x0530, 0x058F, "armenian"),
    (0x0590, 0x05FF, "yiddish"),
    (0x0600, 0x06FF, "arabic"),
    (0x0900, 0x097F, "hindi"),
    (0x0B80, 0x0BFF, "tamil"),
)
_SAME_SCRIPT = {"serbian": "russian", "nepali": "hindi", "persian": "arabic"}
_ONLY_OTHER = frozenset(name for *_, name in _SCRIPTS) | {
    "nepali",
    "persian",
}  # Serbian is written in Latin letters too

_known = frozenset(Stemmer.algorithms())
_stemmers: dict[str, Stemmer.Stemmer] = {}
_lock = threading.Lock()  # a Snowball stemmer holds state while it works


def stemmer_for(language: str) -> str:
    """Name the stemmer of a BCP 47 language tag; empty where the language is unknown or has none."""
    name = _BY_LANGUAGE.get(language.replace("_", "-").partition("-")[0].lower(), "")
    return name if name in _known else ""


def fitting(word: str, stemmer: str) -> str:
    """Name the stemmer for a word in a text of `stemmer`'s language: that one, or the usual one of its script."""
    code = ord(word[0])
    for first, last, name in _SCRIPTS:
        if first <= code <= last:
            return stemmer if _SAME_SCRIPT.get(stemmer, stemmer) == name else name
    return stemmer if stemmer and stemmer not in _ONLY_OTHER else LATIN


@lru_cache(maxsize=CACHED_WORDS)
def stem(word: str, stemmer: str) -> str:
    """Return the stem of a casefolded word by the named stemmer, or the word itself where there is nothing to do."""
    if len(word) < SHORTEST or not word.isalpha() or stemmer not in _known:
        return word
    with _lock:
        algorithm = _stemmers.get(stemmer)
        if algorithm is None:
            algorithm = _stemmers[stemmer] = Stemmer.Stemmer(stemmer)
        return str(algorithm.stemWord(word)) or word
