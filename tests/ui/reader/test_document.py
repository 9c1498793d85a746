"""The reader's page: nothing of an article can break out of its place."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from pressmark.archive.values import Article, Status
from pressmark.ui.reader.document import ReaderStyle, reader_document, reading_minutes

NOW = datetime(2026, 3, 4, tzinfo=UTC)


def article(title: str = "A title", standfirst: str = "", tags: tuple[str, ...] = (), language: str = "en") -> Article:
    return Article(
        1, "u", "https://example.org/x", title, Status.SAVED, NOW, NOW,
        standfirst=standfirst, tags=tags, language=language, words=460, published=date(2026, 3, 4),
    )  # fmt: skip


@given(st.text(), st.text(), st.text(min_size=1), st.text())
def test_no_fact_brings_markup_along(title: str, standfirst: str, tag: str, font: str) -> None:
    page = reader_document(article(title, standfirst, (tag,)), "<p>body</p>", ReaderStyle(font=font))
    plain = reader_document(article("t", "s" if standfirst else "", ("g",)), "<p>body</p>", ReaderStyle())
    assert page.count("<") == plain.count("<")


def test_a_right_to_left_language_turns_the_page() -> None:
    assert 'dir="rtl"' in reader_document(article(language="ar"), "", ReaderStyle())
    assert 'dir="ltr"' in reader_document(article(language="de"), "", ReaderStyle())


def test_the_style_is_the_one_chosen() -> None:
    page = reader_document(article(), "", ReaderStyle("sepia", "mono", 22, 1.8, 60))
    assert "--size: 22px" in page
    assert "--measure: 60ch" in page
    assert "#f7f0e1" in page


def test_minutes_are_whole() -> None:
    assert [reading_minutes(words) for words in (1, 230, 690)] == [1, 1, 3]
