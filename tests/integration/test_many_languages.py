"""Pages that name no language or that of their template, saved and searched as a person would."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pressmark.archive.archive import Archive, open_archive
from pressmark.archive.values import LocalPage, NewArticle

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = {  # by language: what the page declares, and its text
    "de": (
        "en",
        "Der Minister sagte, die Überwachungen müssten begrenzt werden, und Datenschutz sei ein Recht der Bürger.",
    ),
    "en": ("", "The market for surveillance grew, and the ministers asked what the policies of the companies are."),
    "ru": ("", "За слежкой следили все. Правительство хочет изменить закон, сказал министр в понедельник в Москве."),
    "ar": ("en", "نشرت الشركة سياسة الخصوصية الجديدة، وقال الوزير يوم الاثنين إن المراقبة يجب أن تكون محدودة."),
    "zh": ("", "我们更新了隐私政策。部长周一在北京表示，监控必须受到限制，公民有权知道存储了什么内容。"),
    "ja": ("en", "プライバシーポリシーを変更しました。大臣は月曜日、監視は制限されなければならないと述べた。"),
}


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Archive, dict[str, int]]]:
    folder = tmp_path_factory.mktemp("languages")
    wishes = []
    for language, (declared, text) in PAGES.items():
        declaration = f' lang="{declared}"' if declared else ""
        body = "".join(f"<p>{text}</p>" for _ in range(3))
        head = f'<html{declaration}><meta charset="utf-8"><title>{language}</title>'
        page = f"{head}<body><article><h1>{language}</h1>{body}</article></body></html>"
        wishes.append(NewArticle("", page=LocalPage(page.encode(), "text/html", f"{language}.html")))
    with open_archive(folder / "archive", cache=folder / "cache") as archive:
        added = archive.add(wishes)
        archive.save_pending()
        yield archive, {language: one.id for language, one in zip(PAGES, added, strict=True) if one.id is not None}


def test_an_article_has_the_language_of_its_text(saved: tuple[Archive, dict[str, int]]) -> None:
    archive, ids = saved
    assert {language: archive.article(id).language for language, id in ids.items()} == {one: one for one in PAGES}


@pytest.mark.parametrize(
    ("query", "language", "marked"),
    [
        ("schutz", "de", "Datenschutz"),
        ("uberwachung", "de", "Überwachungen"),
        ("policy", "en", "policies"),
        ("слежку", "ru", "слежкой"),
        ("خصوصية", "ar", "الخصوصية"),
        ("隐私政策", "zh", "隐私政策"),
        ("ﾌﾟﾗｲﾊﾞｼｰ", "ja", "プライバシー"),
    ],
)
def test_finds_and_marks_the_word(
    saved: tuple[Archive, dict[str, int]], query: str, language: str, marked: str
) -> None:
    archive, ids = saved
    listing = archive.find(query)
    assert [hit.id for hit in listing.hits] == [ids[language]]
    snippet = archive.snippets(listing, [ids[language]])[ids[language]]
    assert {snippet.text[start:end] for start, end in snippet.marks} == {marked}
