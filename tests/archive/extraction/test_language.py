from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressmark.archive.extraction import language as module
from pressmark.archive.extraction.extract import extract
from pressmark.archive.extraction.language import language_of
from pressmark.archive.extraction.plain import extract_text
from pressmark.archive.values import Page

if TYPE_CHECKING:
    from collections.abc import Callable

TEXTS = {
    "ar": "تريد الحكومة تغيير قانون حماية البيانات في العام المقبل، وقال الوزير إن المراقبة يجب أن تكون محدودة.",
    "de": "Die Regierung will das Gesetz im kommenden Jahr ändern. Der Minister sagte am Montag, die Überwachung müsse "
    "begrenzt werden, und die Bürger hätten ein Recht auf Auskunft über das, was gespeichert wird.",
    "en": "The government wants to change the law next year. The minister said on Monday that surveillance must "
    "be limited, and that citizens have a right to know what is stored about them.",
    "es": "El gobierno quiere cambiar la ley el próximo año. El ministro dijo el lunes que la vigilancia debe "
    "limitarse y que los ciudadanos tienen derecho a saber lo que se guarda.",
    "he": "הממשלה רוצה לשנות את החוק בשנה הבאה. השר אמר ביום שני כי המעקב חייב להיות מוגבל וכי לאזרחים יש זכות לדעת.",
    "hi": "सरकार अगले साल कानून बदलना चाहती है। मंत्री ने सोमवार को कहा कि निगरानी सीमित होनी चाहिए "
    "और नागरिकों को यह जानने का अधिकार है कि उनके बारे में क्या रखा जाता है।",
    "hr": "Vlada želi sljedeće godine promijeniti zakon o zaštiti podataka. Ministar je u ponedjeljak u Zagrebu rekao "
    "da nadzor mora biti ograničen i da građani imaju pravo znati što se pohranjuje.",
    "ja": "政府は来年、個人情報保護法を改正する方針だ。大臣は月曜日、監視は制限されなければならないと述べた。",
    "pt": "O governo quer mudar a lei no próximo ano. O ministro disse na segunda-feira em Lisboa que a vigilância "
    "deve ser limitada e que os cidadãos têm direito de saber o que é guardado.",
    "ru": "Правительство хочет изменить закон в следующем году. Министр сказал, что слежка должна быть ограничена.",
    "uk": "Уряд хоче змінити закон наступного року. Міністр сказав у понеділок, що стеження має бути обмежене.",
    "zh": "政府希望明年修改数据保护法。部长周一在北京表示，监控必须受到限制，公民有权知道存储了什么内容。"
    "这项法律将在议会讨论。",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_page_that_names_no_language_gets_its_own(language: str) -> None:
    assert language_of("", TEXTS[language]) == language
    assert language_of("und", TEXTS[language]) == language


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("declared", ["en", "de-AT", "es", "ja"])
def test_a_template_in_another_language_is_not_believed(declared: str, language: str) -> None:
    own = declared.partition("-")[0]
    assert language_of(declared, TEXTS[language]) == (declared if own == language else language)


@pytest.mark.parametrize(
    ("declared", "text"),
    [
        ("sr", TEXTS["hr"]),  # written alike
        ("zh-Hant", TEXTS["zh"]),
        ("pt-BR", TEXTS["pt"]),
        ("iw", TEXTS["he"]),
        ("fr", "Der Minister sagte"),  # too short to contradict
        ("fr", "1 2 3 ..."),
        ("", "1 2 3 ..."),
        ("", ""),
    ],
)
def test_the_page_is_believed_where_nothing_speaks_against_it(declared: str, text: str) -> None:
    assert language_of(declared, text) == declared


def test_what_cannot_be_is_not_believed_even_of_a_short_text() -> None:
    assert language_of("en", "プライバシー") == "ja"


def test_an_article_stores_the_language_of_its_text() -> None:
    body = "".join(f"<p>{TEXTS['de']} {number}</p>" for number in range(4))
    page = f'<html lang="en"><title>Gesetz</title><body><article><h1>Gesetz</h1>{body}</article></body></html>'
    assert extract(Page("https://example.com/a", page)).language == "de"
    assert extract_text(TEXTS["ru"]).language == "ru"


def test_common_words_of_a_common_language_need_no_model() -> None:
    code = (
        "import sys; from pressmark.archive.extraction.language import language_of;"
        "print([language_of(declared, text) for declared, text in zip(sys.argv[1::2], sys.argv[2::2])],"
        " 'py3langid.langid' in sys.modules)"
    )
    asked = ["en-GB", TEXTS["en"], "", TEXTS["en"], "de", TEXTS["de"], "es", TEXTS["es"]]
    run = subprocess.run([sys.executable, "-c", code, *asked], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "['en-GB', 'en', 'de', 'es'] False"


def test_without_the_model_the_page_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    load: Callable[..., object] = module._model
    monkeypatch.setitem(sys.modules, "py3langid.langid", None)
    load.cache_clear()  # type: ignore[attr-defined]  # of functools.cache
    try:
        assert language_of("en", TEXTS["ru"]) == ""
        assert language_of("fr", TEXTS["de"]) == "fr"
    finally:
        load.cache_clear()  # type: ignore[attr-defined]  # of functools.cache


@settings(deadline=None)  # the first call loads the model
@given(st.text(max_size=200), st.sampled_from(["", "en", "und", "x", "zh-Hant"]))
def test_any_text_has_an_answer(text: str, declared: str) -> None:
    found = language_of(declared, text)
    assert found == declared or found.isascii()
