"""The language of a text, for the stems that search looks for: the page's own word, unless the text clearly differs.

Pages are often made from a template whose language nobody changed, and many name none. The model that tells languages
apart takes 80 MB and half a second to load, so the commonest words of a common language are looked for first: with
enough of them the page is believed, and in most worker processes the model is never loaded.
"""

from __future__ import annotations

import re
from functools import cache
from lzma import LZMAError
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

LOOK = 3_000  # characters of the text that are looked at
ENOUGH = 150  # bytes that say something against the page's word: two lines in Latin letters, one in Chinese
SURE = 0.95  # how sure the model must be to contradict the page
LIKELY = 0.8  # and how sure where the page says nothing

_WORD = re.compile(r"[^\W\d_]+")
_COMMON = {  # words that the other languages here do not have
    "de": "und nicht ist ein eine mit auf dem den von für",
    "en": "the and of to that with are from this have",
    "es": "el los las por una con del y como más",
    "fr": "les des est dans une pour qui par sur pas du",
    "it": "di che il della per sono non gli alla nel",
    "nl": "het een van en niet dat zijn voor met op",
    "pt": "não uma os da do em um para com é",
}
_COMMON_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_SHARE = 0.08  # of all words; English, German and the others have twice as many
_FEW = 30  # words that are too few to count
_ONE_OF = {  # what is written alike: the page's word tells better which it is
    **dict.fromkeys(["nb", "nn"], "no"),
    **dict.fromkeys(["bs", "hr", "sh"], "sr"),
    **dict.fromkeys(["yue", "wuu"], "zh"),
    **dict.fromkeys(["arz", "ary"], "ar"),
    "iw": "he", "hbo": "he", "grc": "el", "in": "id", "ms": "id", "fil": "tl", "uzs": "uz", "sdh": "ku",
}  # fmt: skip
_SHORT = 2  # letters in the name of a language that has a share of the web; finer ones are put with it
_NO_LANGUAGE = frozenset({"zxx", "und"})
_OTHER_SCRIPTS = frozenset(
    "ab am ar as az ba be bg bn bo bs chr ckb cv dv dz el fa grc gu he hi hy ii iu iw ja ka kk km kn ko kok ks ku ky "
    "lo mai mk ml mn mni mr my ne os or pa ps ru sa sat sd sh si sr ta te tg th ti tk tt ug uk ur uz yi "
    "yue za zh".split()
)  # that are not, or not always, written in Latin letters
_LAST_LATIN = "\u024f"


def language_of(declared: str, text: str) -> str:
    """Return the language of an article.

    Args:
        declared: what the page says, as a BCP 47 tag; empty where it says nothing.
        text: the article's text.
    """
    sample = text[:LOOK]
    own = _primary(declared)
    words = _WORD.findall(sample.lower())
    if not words or _has_common(words, own or "en"):
        return declared if own or not words else "en"
    letters = "".join(words)
    if own not in _OTHER_SCRIPTS and 2 * sum(letter > _LAST_LATIN for letter in letters) > len(letters):
        declared = own = ""  # cannot be
    found, sureness = _recognised(sample)
    if not found or _ONE_OF.get(found, found) == _ONE_OF.get(own, own):
        return declared
    is_sure = sureness >= SURE and len(sample.encode(errors="replace")) >= ENOUGH
    return found if is_sure or (not own and sureness >= LIKELY) else declared


def _primary(tag: str) -> str:
    primary = tag.replace("_", "-").partition("-")[0].lower()
    return "" if primary == "und" else primary


def _has_common(words: list[str], language: str) -> bool:
    common = _COMMON_WORDS.get(language, frozenset())
    return len(words) >= _FEW and sum(word in common for word in words) >= _SHARE * len(words)


def _recognised(sample: str) -> tuple[str, float]:
    """Return the likeliest language and how sure that is, from 0 to 1; what is written alike counts together."""
    model = _model()
    if model is None:
        return "", 0.0
    ranking = model.rank(sample)
    shares: dict[str, float] = {}
    for language, share in ranking:
        shares[_ONE_OF.get(language, language)] = shares.get(_ONE_OF.get(language, language), 0.0) + share
    best = max(shares, key=lambda language: shares[language])
    if best in _NO_LANGUAGE:
        return "", 0.0
    first = next(language for language, _ in ranking if _ONE_OF.get(language, language) == best)
    return (first if len(first) == _SHORT else best), shares[best]


@cache
def _model() -> LanguageIdentifier | None:
    """Load the model; None where its file is absent or broken, for no article is lost for that."""
    try:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier

        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    except (ImportError, OSError, ValueError, LZMAError):
        return None
