from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt

from pressmark.archive.values import Article, Selection, Status
from pressmark.ui.suggestions import LONGEST_OF_WORDS, suggest, tag_of
from pressmark.ui.tag_editor import MOST_CHIPS, TagEdit, TagEditor

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

TAGS = (("policy/telegram", 9), ("policy/privacy", 3), ("telephone", 1), ("history", 5), ("long reads", 2))
KEY = Qt.Key


def article(id: int, *tags: str) -> Article:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    return Article(id, "u", "https://example.org", "Title", Status.SAVED, now, now, tags=tags)


class Opened:
    """An editor with what it said."""

    def __init__(self, qtbot: QtBot, *articles: Article) -> None:
        self.qtbot = qtbot
        self.said: list[TagEdit] = []
        numbers = Counter(tag for article in articles for tag in article.tags)
        selection = Selection(len(articles), tags=tuple(sorted(numbers.items())))
        self.editor = TagEditor([article.id for article in articles], selection, TAGS)
        self.editor.committed.connect(self.said.append)
        self.editor.open_at(QPoint(0, 0))

    def type(self, text: str) -> None:
        self.qtbot.keyClicks(self.editor.edit, text)

    def press(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(self.editor.edit, key)


def test_enter_and_comma_commit_a_tag_and_enter_again_is_done(qtbot: QtBot) -> None:
    opened = Opened(qtbot, article(1, "history"))
    opened.type("bees,  nature / insects ")
    opened.press(KEY.Key_Return)
    assert opened.editor.tags == ("history", "bees", "nature/insects")
    opened.press(KEY.Key_Return)
    assert opened.said == [TagEdit((1,), ("bees", "nature/insects"), ())]


def test_backspace_takes_the_last_tag(qtbot: QtBot) -> None:
    opened = Opened(qtbot, article(1, "a", "b"))
    opened.press(KEY.Key_Backspace)
    assert opened.editor.tags == ("a",)
    opened.editor.close()
    assert opened.said == [TagEdit((1,), (), ("b",))]


def test_escape_keeps_the_chips_and_drops_what_was_being_typed(qtbot: QtBot) -> None:
    opened = Opened(qtbot, article(1, "a"))
    opened.type("b,half")
    opened.press(KEY.Key_Escape)
    assert opened.said == [TagEdit((1,), ("b",), ())]


def test_a_click_elsewhere_keeps_what_was_typed(qtbot: QtBot) -> None:
    opened = Opened(qtbot, article(1))
    opened.type("half")
    opened.editor.close()
    assert opened.said == [TagEdit((1,), ("half",), ())]


def test_nothing_changed_says_nothing(qtbot: QtBot) -> None:
    opened = Opened(qtbot, article(1, "a"))
    opened.editor.close()
    assert opened.said == []


def test_several_articles_tags_of_some_stay_as_they_are_unless_typed(qtbot: QtBot) -> None:
    opened = Opened(qtbot, article(1, "both", "some", "other"), article(2, "both"))
    assert opened.editor.tags == ("both", "other", "some")
    opened.type("some,")
    opened.editor.close()
    assert opened.said == [TagEdit((1, 2), ("some",), ())]


def test_the_arrow_keys_choose_from_what_is_offered(qtbot: QtBot) -> None:
    opened = Opened(qtbot, article(1))
    opened.type("tele")
    assert opened.editor.suggestions == ["telephone", "policy/telegram"]
    opened.press(KEY.Key_Down)
    opened.press(KEY.Key_Down)
    opened.press(KEY.Key_Return)
    assert opened.editor.tags == ("policy/telegram",)
    opened.editor.close()


def test_tab_completes(qtbot: QtBot) -> None:
    opened = Opened(qtbot, article(1))
    opened.type("hist")
    opened.press(KEY.Key_Tab)
    assert opened.editor.tags == ("history",)
    opened.editor.close()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("", ["policy/telegram", "history", "policy/privacy"], id="the most used"),
        pytest.param("pol", ["policy/telegram", "policy/privacy", "policy"], id="prefix, with the level above"),
        pytest.param("READS", ["long reads"], id="a later word"),
        pytest.param("vacy", ["policy/privacy"], id="anywhere"),
        pytest.param("nonesuch", [], id="nothing"),
    ],
)
def test_suggestions(typed: str, expected: list[str]) -> None:
    assert suggest(typed, TAGS, (), limit=3) == expected


def test_what_is_taken_is_not_offered() -> None:
    assert "history" not in suggest("hist", TAGS, ("history",))


def test_what_suits_the_article_is_offered_first_while_nothing_is_typed(qtbot: QtBot) -> None:
    opened = Opened(qtbot, article(1, "history"))
    opened.editor.set_suggested(["long reads", "history", "brand new"])
    assert opened.editor.suggestions[:2] == ["long reads", "brand new"]
    assert "policy/telegram" in opened.editor.suggestions
    assert len(opened.editor.suggestions) == len(set(opened.editor.suggestions))
    opened.type("priv")
    assert opened.editor.suggestions == ["policy/privacy"]


def test_of_thousands_of_tags_only_the_most_frequent_are_chips(qtbot: QtBot) -> None:
    numbers = (("common", 9), *((f"rare{number:04}", 1) for number in range(3000)))
    editor = TagEditor(range(9), Selection(9, tags=numbers), TAGS)
    qtbot.addWidget(editor)
    said: list[TagEdit] = []
    editor.committed.connect(said.append)
    editor.open_at(QPoint(0, 0))
    assert len(editor.tags) == MOST_CHIPS
    assert "common" in editor.tags
    qtbot.keyClicks(editor.edit, "new")
    qtbot.keyClick(editor.edit, KEY.Key_Return)
    editor.close()
    assert said == [TagEdit(tuple(range(9)), ("new",), ())]  # the others stay


@pytest.mark.parametrize(
    ("passage", "tag"),
    [
        ("ferry ", "ferry"),
        ("“the old\n  ferry”,", "the old ferry"),
        ("(Washington, D.C.)", "Washington D.C"),
        ("AC/DC", "AC DC"),
        (".NET and C#", ".NET and C#"),
        ("城市图书馆", "城市图书馆"),
        ("fer\u202ery\u200b", "ferry"),
        (" ,.! ", ""),
        ("w" * LONGEST_OF_WORDS, "w" * LONGEST_OF_WORDS),
        ("w" * (LONGEST_OF_WORDS + 1), ""),
    ],
)
def test_a_passage_makes_one_tag_or_none(passage: str, tag: str) -> None:
    assert tag_of(passage) == tag
