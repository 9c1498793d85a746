"""The language of the window: which one, and its texts, read at the start from `resources/translations`.

The files are Qt's own `.ts`, which every tool of translators opens. They are read as they are: a compiled copy would
have to be made in each way to run the program, and reading one takes a few milliseconds. `make translations` brings
them in step with the code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from pressmark import resources

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6.QtCore import QObject

NAMES = {"en": "English", "de": "Deutsch"}  # by code, each in itself
SYSTEM = "system"
_SOURCE = "en"  # what the texts in the code are in
_USUAL = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)  # where a system names no place

Texts = dict[tuple[str, str], tuple[str, ...]]


class Translator(QTranslator):
    """Answers Qt from a table.

    Args:
        texts: by context and English text; two where one thing is called otherwise than several.
        parent: keeps it alive.
    """

    def __init__(self, texts: Mapping[tuple[str, str], tuple[str, ...]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts

    def isEmpty(self) -> bool:
        return not self._texts

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:  # noqa: ARG002, N803 - Qt's signature
        forms = self._texts.get((context, sourceText))
        if forms is None:
            return None  # type: ignore[return-value] # a null string, which is how Qt hears "not mine"
        return forms[0] if n == 1 else forms[-1]


def chosen(choice: str, system: Iterable[str] | None = None) -> str:
    """The code of the language to use.

    Args:
        choice: a code, or "system".
        system: what the system asks for, best first; by default Qt says.
    """
    if choice in NAMES:
        return choice
    wanted = QLocale.system().uiLanguages() if system is None else system
    return next((code for tag in wanted if (code := tag.replace("_", "-").split("-")[0]) in NAMES), _SOURCE)


def install(application: QCoreApplication, choice: str = SYSTEM) -> None:
    """Give the application its language, before anything of it is made; it stays until the program ends."""
    code = chosen(choice)
    QLocale.setDefault(_locale(code))
    theirs = QTranslator(application)
    if theirs.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(theirs)
    application.installTranslator(Translator(read(code), application))


def read(code: str) -> Texts:
    """The texts of a language; English has only those that differ where there is one thing."""
    root = ET.parse(resources.path(f"translations/pressmark_{code}.ts")).getroot()  # noqa: S314 - ours
    texts: Texts = {}
    for context in root.iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            answer = message.find("translation")
            if answer is not None and answer.get("type") is None:
                forms = tuple(form.text or "" for form in answer.iter("numerusform")) or (answer.text or "",)
                texts[name, message.findtext("source", "")] = forms
    return texts


def _locale(code: str) -> QLocale:
    """How numbers and days are written: as the system does, if it speaks the language, else as the language does."""
    system = QLocale.system()
    if QLocale.languageToCode(system.language()) == code:
        return system
    if system.language() == QLocale.Language.C:
        return _USUAL if code == _SOURCE else QLocale(code)
    return QLocale(QLocale(code).language(), system.territory())
