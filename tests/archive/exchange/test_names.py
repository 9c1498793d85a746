"""Names of files that are made of titles: every system takes them, and no two of a folder are the same on any."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.archive.exchange.names import LONGEST, FileNames, file_name

TITLES = st.text(max_size=200) | st.sampled_from(
    ["con", "Nul.txt", "a", "A", "ä", "a\u0308", "ß", "ss", "ı", "I", "x 2"]
)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("A/B: what?", "A B what.pdf"),
        ("...", "article.pdf"),
        ("x" * 200, "x" * (LONGEST - 4) + ".pdf"),
        ("مكتبة", "مكتبة.pdf"),
        ("CON", "CON_.pdf"),
        ("com¹.what", "com¹_.what.pdf"),
        ("nul .txt", "nul_ .txt.pdf"),
        ("CONTENTS", "CONTENTS.pdf"),
        ("𠜎" * 80, "𠜎" * ((LONGEST - 4) // 4) + ".pdf"),  # four bytes each
        ("../../etc/passwd\0.exe", "etc passwd.exe.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe.pdf"),
        ("a\u0308", "\u00e4.pdf"),
        ("one\ntwo ", "one two.pdf"),
    ],
)
def test_every_title_makes_a_name_of_a_file(title: str, name: str) -> None:
    assert file_name(title, ".pdf") == name


@given(st.lists(TITLES, max_size=30), st.sampled_from(["", ".md"]))
def test_a_folder_takes_any_titles(titles: list[str], ending: str) -> None:
    names = FileNames(["index.html"])
    given_names = [names.of(title, ending) for title in titles]
    for fold in (str.casefold, str.upper, str.lower):
        for form in ("NFC", "NFD", "NFKC"):
            assert len({fold(unicodedata.normalize(form, name)) for name in given_names}) == len(titles)
    for name in given_names:
        assert 0 < len(name.encode()) <= LONGEST
        assert name.endswith(ending)
        assert name == name.strip(" .")
        assert not set(name) & set('<>:"/\\|?*\x7f')
        assert min(name) >= " "
        assert name.casefold() != "index.html"
        assert name.partition(".")[0].strip().lower() not in ("con", "nul", "aux", "prn", "com1", "lpt9")
        assert name.removesuffix(ending) == name.removesuffix(ending).strip(" .")


def test_equal_titles_are_numbered() -> None:
    names = FileNames()
    assert [names.of(title, ".md") for title in ("News", "news", "News 2", "NEWS")] == [
        "News.md",
        "news 2.md",
        "News 2 2.md",
        "NEWS 3.md",
    ]


def test_a_letter_does_not_lose_its_mark() -> None:
    assert file_name("x" * (LONGEST - 1) + "q\u0323") == "x" * (LONGEST - 1)
    assert file_name("x" * (LONGEST - 2) + "q\u0323") == "x" * (LONGEST - 2)
