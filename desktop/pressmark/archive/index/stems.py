"""Word stems by language, so that "policies" finds "policy" in every language that Snowball knows.

A text is rarely in one language only, so the script of a word overrules the language of its article where the two
cannot go together: an English name in a Russian article is stemmed as English, and the other way round.

Where a language writes several words as one, a stem is not all: Hebrew puts "and", "the" or "from" before a word
without a blank (`unprefixed`), German and its like join nouns (`has_compounds`).
"""

from __future__ import annotations

import re
import threading

import Stemmer

LATIN = "english"  # for words in Latin letters whose language is unknown
HEBREW = "hebrew"  # Snowball has none
NONE = "none"  # a known language whose words are left as they are
SHORTEST = 3  # characters of a word that is worth stemming

_BY_LANGUAGE = {
    "ar": "arabic", "hy": "armenian", "eu": "basque", "ca": "catalan", "cs": "czech", "da": "danish", "nl": "dutch",
    "en": "english", "eo": "esperanto", "et": "estonian", "fa": "persian", "fi": "finnish", "fr": "french",
    "de": "german", "el": "greek", "he": HEBREW, "iw": HEBREW, "hi": "hindi", "hu": "hungarian", "id": "indonesian",
    "ga": "irish", "it": "italian", "lt": "lithuanian", "ne": "nepali", "no": "norwegian", "nb": "norwegian",
    "nn": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "es": "spanish", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
_CODES = {name: code for code, name in reversed(_BY_LANGUAGE.items())}
_SCRIPTS = (
    (0x0370, 0x03FF, "greek"),
    (0x0400, 0x052F, "russian"),
    (0x0530, 0x058F, "armenian"),
    (0x0590, 0x05FF, HEBREW),
    (0x0600, 0x06FF, "arabic"),
    (0x0900, 0x097F, "hindi"),
    (0x0B80, 0x0BFF, "tamil"),
    (0x1F00, 0x1FFF, "greek"),
)
_SAME_SCRIPT = {"serbian": "russian", "nepali": "hindi", "persian": "arabic", "yiddish": HEBREW}
_ONLY_OTHER = frozenset(name for *_, name in _SCRIPTS) | {"nepali", "persian", "yiddish"}  # Serbian may be in Latin
_COMPOUNDS = frozenset(["danish", "dutch", "estonian", "finnish", "german", "hungarian", "norwegian", "swedish"])
_HEBREW_PREFIXES = frozenset("הובלמשכ")
_MOST_PREFIXES = 3  # letters: "and that from the" is the longest that is common
_ARABIC_AND = re.compile("^[وفبك](?=ال..)")  # "and", "so", "in", "like" before the article, which Snowball takes off

_known = frozenset(Stemmer.algorithms())
_stemmers: dict[str, Stemmer.Stemmer] = {}
_lock = threading.Lock()  # a Snowball stemmer holds state while it works


def stemmer_for(language: str) -> str:
    """Name the stemmer of a BCP 47 language tag; empty where the language is unknown."""
    primary = language.replace("_", "-").partition("-")[0].lower()
    name = _BY_LANGUAGE.get(primary, NONE) if primary and primary != "und" else ""
    return name if name in _known or name in {"", HEBREW} else NONE


def fitting(word: str, stemmer: str) -> str:
    """Name the stemmer for a word in a text of `stemmer`'s language: that one, or the usual one of its script."""
    code = ord(word[0])
    if code > 0x36F:  # the last of the accents: everything below is Latin
        for first, last, name in _SCRIPTS:
            if first <= code <= last:
                return stemmer if _SAME_SCRIPT.get(stemmer, stemmer) == name else name
    return stemmer if stemmer and stemmer not in _ONLY_OTHER else LATIN


def code_of(stemmer: str) -> str:
    """Return a short name of a stemmer for where it stands beside every stem."""
    return _CODES.get(stemmer, stemmer[:1])


def has_compounds(stemmer: str) -> bool:
    """Whether the stemmer's language writes joined nouns as one word."""
    return stemmer in _COMPOUNDS


def stem(word: str, stemmer: str) -> str:
    """Return the stem of a casefolded word by the named stemmer, or the word itself where there is nothing to do."""
    if len(word) < SHORTEST or stemmer not in _known or any(map(str.isdigit, word)):
        return word
    if stemmer == "arabic":
        word = _ARABIC_AND.sub("", word)
    with _lock:
        algorithm = _stemmers.get(stemmer)
        if algorithm is None:
            algorithm = _stemmers[stemmer] = Stemmer.Stemmer(stemmer)
        return str(algorithm.stemWord(word)) or word


def unprefixed(word: str) -> tuple[str, ...]:
    """Return what an unpointed Hebrew word may be without the small words written before it, the longest first."""
    found = []
    for taken in range(1, _MOST_PREFIXES + 1):
        if len(word) - taken < SHORTEST or word[taken - 1] not in _HEBREW_PREFIXES:
            break
        found.append(word[taken:])
    return tuple(found)
