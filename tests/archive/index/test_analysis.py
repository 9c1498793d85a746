from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.archive.index.analysis import (
    EXACT,
    STEM,
    TAIL,
    places,
    places_of,
    runs_in,
    terms_of,
    tokenise,
)
from pressmark.archive.index.folding import plain, surface_of
from pressmark.archive.index.stems import NONE, fitting, stem, stemmer_for, unprefixed


def plains(text: str) -> list[tuple[str, ...]]:
    """Return what a query without forms looks for: the words and the extras of every place."""
    return [(plain(token.surface) if not token.is_gram else token.surface, *token.extras) for token in tokenise(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Durov's", [("durov",)]),
        ("don't", [("don", "dont"), ("t",)]),
        ("l’homme", [("l", "lhomme"), ("homme",)]),
        ("end-to-end", [("end", "endtoend"), ("to",), ("end",)]),
        ("1,000.50", [("1", "100050"), ("000",), ("50",)]),
        ("v2.7.5", [("v2", "v275"), ("7",), ("5",)]),
        ("the U.S. and", [("the",), ("u", "us"), ("s",), ("and",)]),
        ("End. A new", [("end",), ("a",), ("new",)]),
        ("@pavel_durov's", [("pavel_durov", "@pavel_durov"), ("s",)]),
        ("#crypto", [("crypto", "#crypto")]),
        ("ann@example.com", [("ann",), ("example",), ("com",)]),
        ("C++ C# Notepad++ .NET", [("c", "c++"), ("c", "c#"), ("notepad", "notepad++"), ("net", ".net")]),
        ("example.net", [("example",), ("net",)]),
        ("snake_case __init__", [("snake", "snakecase"), ("case",), ("init",)]),
        ("٢٠٢٤ १२", [("2024",), ("12",)]),
        ('צה"ל', [("צה", "צהל"), ("ל",)]),
        ("col·lecció", [("col", "colleccio"), ("leccio",)]),
        ("كتاب\u200cها", [("كتاب", "كتابها"), ("ها",)]),
        ("隐私 x", [("隐", "隐私"), ("私",), ("x",)]),
        ("abc隐私", [("abc",), ("隐", "隐私"), ("私",)]),
        ("🎉", [("🎉",)]),
        ("_ ' . ,", []),
    ],
)
def test_cuts_words(text: str, expected: list[tuple[str, ...]]) -> None:
    assert plains(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("プライバシー", "ﾌﾟﾗｲﾊﾞｼｰ"),
        ("プライバシー", unicodedata.normalize("NFD", "プライバシー")),
        ("한국어", unicodedata.normalize("NFD", "한국어")),
        ("ＡＢＣ１", "abc1"),
        ("น้ำ", "น\u0e4d\u0e49า"),
        ("葛城 1 ❤", "葛\U000e0100城 1\ufe0f\u20e3 ❤\ufe0f"),
        ("क्षमा", "क्\u200dषमा"),
        ("ឯកជនភាព", "ឯកជន\u200bភាព"),
        ("น้ำ", unicodedata.normalize("NFKC", "น้ำ")),
        ("ພາສາລາວ", unicodedata.normalize("NFKC", "ພາສາລາວ")),
        ("Tiếng Việt", unicodedata.normalize("NFD", "tieng viet")),
        ("Überwachung", unicodedata.normalize("NFD", "überwachung")),
        ("STRASSE", "straße"),
        ("İstanbul ISPARTA", "istanbul ısparta"),
        ("ΝΌΜΟΣ", "νόμος"),
        ("ΝΌΜΟΣ", "νομοσ"),
        ("Ёлка", "елка"),
        ("مُحَمَّـــد", "محمد"),
        ("إسلام أمة آداب", "اسلام امه اداب"),
        ("علی کتاب", "علي كتاب"),
        ("שָׁלוֹם", "שלום"),
        ("ज़मीन", "जमीन"),
    ],
)
def test_spellings_are_one_word(one: str, other: str) -> None:
    assert plains(one) == plains(other)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("ＦＵＬＬ", "full"),
        ("Œuvre", "oeuvre"),
        ("soft\u00adhyphen", "softhyphen"),
        ("Ёлка", "елка"),
        ("が", "が"),
        ("हिन्दी", "हिन्दी"),
        ("مُحَمَّد", "محمد"),
    ],
)
def test_folds_accents_but_not_signs_that_spell(word: str, expected: str) -> None:
    assert plain(surface_of(word)) == expected


@pytest.mark.parametrize(("one", "other"), [("край", "краи"), ("か", "が"), ("हिन्दी", "हनद"), ("隐私", "私隐")])
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert plains(one) != plains(other)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Policies", "en", {"policies", STEM + "polici"}),
        ("résumé", "en", {"resume", EXACT + "résumé", STEM + "resum"}),
        ("Überwachungen", "de", {"uberwachungen", EXACT + "überwachungen", STEM + "uberwach", TAIL + "hcawrebu"}),
        ("Datenschutz", "de", {"datenschutz", TAIL + "ztuhcsnetad"}),
        ("Datenschutz", "en", {"datenschutz"}),
        ("Häuser", "de", {"hauser", EXACT + "häuser", STEM + "haus"}),
        ("слежку", "en", {"слежку", STEM + "слежк"}),
        ("policies", "ru", {"policies", STEM + "polici"}),
        ("policies", "vi", {"policies"}),
        ("policies", "", {"policies", STEM + "polici"}),
        ("והבית", "he", {"והבית", STEM + "הבית", STEM + "בית"}),
        ("והבית", "en", {"והבית", STEM + "הבית", STEM + "בית"}),
        ("والخصوصية", "ar", {"والخصوصيه", EXACT + "والخصوصية", STEM + "خصوص"}),
        ("भाषाओं", "hi", {"भाषाओं", STEM + "भाष"}),
        ("policies2024", "en", {"policies2024"}),
    ],
)
def test_forms_of_a_word(text: str, language: str, expected: set[str]) -> None:
    assert {term for terms in places(text, stemmer_for(language)) for term in terms} == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en-US", "english"), ("DE_at", "german"), ("iw", "hebrew"), ("vi", NONE), ("", ""), ("und", ""), ("xx", NONE)],
)
def test_a_language_has_a_stemmer_or_none(language: str, expected: str) -> None:
    assert stemmer_for(language) == expected


@pytest.mark.parametrize("language", ["en", "de", "ru", "vi", "he", "fa", ""])
@pytest.mark.parametrize(
    ("word", "expected"), [("слежка", "russian"), ("νόμος", "greek"), ("ἀρχή", "greek"), ("שלום", "hebrew")]
)
def test_the_script_overrules_the_language(language: str, word: str, expected: str) -> None:
    assert fitting(word, stemmer_for(language)) == expected


def test_every_form_of_a_word_has_the_stem_of_its_language() -> None:
    assert {stem(word, "russian") for word in ("слежка", "слежки", "слежку", "слежкой")} == {"слежк"}
    assert {stem(word, "arabic") for word in ("خصوصية", "الخصوصية", "والخصوصية", "للخصوصية", "بالخصوصية")} == {"خصوص"}
    assert stem("überwachung", "german") == stem("ueberwachung", "german")


def test_hebrew_prefixes_leave_a_word() -> None:
    assert unprefixed("שלום") == ("לום",)
    assert unprefixed("בית") == ()
    assert unprefixed("ומהבית") == ("מהבית", "הבית", "בית")


WORDS = [
    "プライバシー한국어",
    "a-b's",
    "@x_y",
    "C++",
    "隐私",
    "3.14",
    "é",
    "U.S.",
    ".NET",
    "ﾌﾟﾗ",
    "น้ำ",
    "Überwachungen",
    "להבית",
    "x" * 80,
]
TEXTS = st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=8).map(" ".join) | st.lists(
    st.sampled_from([*WORDS, *"-'’.@#_+ 1a私\u0301"]), max_size=12
).map("".join)


@given(TEXTS, st.sampled_from(["english", "german", "turkish", "hebrew", "none", ""]))
def test_fast_and_careful_reading_agree(text: str, stemmer: str) -> None:
    careful = [terms_of(token, stemmer) for token in tokenise(text)]
    assert list(places(text, stemmer)) == careful
    assert [terms for run in runs_in(text) for terms in places_of(run, stemmer)] == careful


@given(TEXTS)
def test_runs_read_alone_say_what_they_say_in_the_text(text: str) -> None:
    whole = [(one.surface, one.extras, one.is_gram, one.is_special) for one in tokenise(text)]
    apart = [(one.surface, one.extras, one.is_gram, one.is_special) for run in runs_in(text) for one in tokenise(run)]
    assert whole == apart


@given(TEXTS | st.text(max_size=80))
def test_tokens_are_in_order_and_where_they_say(text: str) -> None:
    place = -1
    for token in tokenise(text):
        assert token.position == place + 1
        place = token.position
        assert 0 <= token.start < token.end <= len(text)
        if token.extras:
            assert token.end <= token.extras_end <= len(text)
        if not token.is_special:
            assert surface_of(text[token.start : token.end]) == token.surface
        for extra in token.extras:  # the text there says so when it is read alone
            alone = {one for each in plains(text[token.start : token.extras_end]) for one in each}
            assert extra in alone


@given(st.text(max_size=80))
def test_a_text_has_the_same_words_however_it_is_composed(text: str) -> None:
    composed, apart = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert plains(composed) == plains(apart)
