"""Reading aloud: in the text's language where there is a voice, and not offered where there is none."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject

from pressmark.ui.reader.speech import Speech

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


class State(Enum):
    Ready = auto()
    Speaking = auto()


class Voice:
    """Speaks German and English, silently."""

    def __init__(self, _parent: QObject) -> None:
        self.said: list[tuple[str, str]] = []
        self._locale, self._state = QLocale("en_GB"), State.Ready

    def availableVoices(self) -> list[str]:
        return ["Anna"]

    def availableLocales(self) -> list[QLocale]:
        return [QLocale("en_GB"), QLocale("de_DE")]

    def setLocale(self, locale: QLocale) -> None:
        self._locale = locale

    def state(self) -> State:
        return self._state

    def say(self, text: str) -> None:
        self.said.append((self._locale.name(), text))
        self._state = State.Speaking

    def stop(self) -> None:
        self._state = State.Ready


def test_a_text_is_read_in_its_language_or_else_in_the_voice_s_own(qapp: QApplication) -> None:
    voices: list[Voice] = []
    speech = Speech(qapp, lambda parent: voices.append(Voice(parent)) or voices[0])  # type: ignore[func-returns-value]
    assert voices == []
    assert speech.has_voice
    speech.say("Die Fähre", "de")
    assert speech.is_speaking
    speech.stop()
    assert not speech.is_speaking
    speech.say("船", "ja")
    assert voices[0].said == [("de_DE", "Die Fähre"), ("de_DE", "船")]


def test_without_a_voice_nothing_is_said(qapp: QApplication) -> None:
    speech = Speech(qapp, lambda _parent: None)
    assert not speech.has_voice
    speech.say("The ferry", "en")
    assert not speech.is_speaking
