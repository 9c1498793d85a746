"""Reads an article aloud, with whatever voice the computer has; many have none, and then it is said why."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QObject

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)


class Speech(QObject):
    """Speaks one text at a time.

    Args:
        parent: the Qt parent.
        make_engine: makes what speaks, a `QTextToSpeech`; None where there is none.
    """

    def __init__(self, parent: QObject, make_engine: Callable[[QObject], Any] | None = None) -> None:
        super().__init__(parent)
        self._make_engine = make_engine or _system_engine
        self._engine: Any = None
        self._was_asked = False

    @property
    def has_voice(self) -> bool:
        """Whether anything can be said; the first call starts the system's speech, which may take a moment."""
        if not self._was_asked:
            self._was_asked = True
            self._engine = self._make_engine(self)
        return self._engine is not None and bool(self._engine.availableVoices())

    @property
    def is_speaking(self) -> bool:
        """Whether a voice is heard."""
        return self._engine is not None and self._engine.state().name in ("Speaking", "Synthesizing")

    def say(self, text: str, language: str) -> None:
        """Read a text aloud, in its language where the computer has a voice for it."""
        if self.has_voice:
            locale = QLocale(language)
            if language and any(one.language() == locale.language() for one in self._engine.availableLocales()):
                self._engine.setLocale(locale)
            self._engine.say(text)

    def stop(self) -> None:
        """Be silent."""
        if self._engine is not None:
            self._engine.stop()


def _system_engine(parent: QObject) -> Any:
    try:
        from PySide6.QtTextToSpeech import QTextToSpeech
    except ImportError as error:  # a library of the system's that it needs is not there
        log.info("no speech: %s", error)
        return None
    if not [name for name in QTextToSpeech.availableEngines() if name != "mock"]:
        return None
    engine = QTextToSpeech(parent)
    return None if engine.state() is QTextToSpeech.State.Error else engine
