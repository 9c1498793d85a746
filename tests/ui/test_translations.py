"""Nothing that people read is left out of a language, and what stands in for something stands in all of them."""

from __future__ import annotations

import ast
import importlib.util
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QLocale

from pressmark.ui import actions, language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "desktop" / "pressmark"

SAME_IN_GERMAN = {
    " px": "a unit",
    "Filter": "the German word",
    "Format": "the German word",
    "Hyperlegible": "the name of a font",
    "Mono": "short for the same word",
    "Orange": "the German word",
    "Pressmark": "our name",
    "Sepia": "the German word",
    "Version {version}": "the German word",
    "example.org, example.com": "examples of addresses",
    "{old} → {new}": "no words",
}
SHOWING = {
    *("setText setToolTip setWindowTitle setPlaceholderText setAccessibleName setAccessibleDescription").split(),
    *(
        "setStatusTip setWhatsThis setInformativeText setDetailedText setTitle setSuffix setPrefix setHeaderLabels"
    ).split(),
    *("addAction addMenu addItem addItems addTab addButton addRow setLabelText insertAction setItemText").split(),
    *("QLabel QPushButton QToolButton QCheckBox QRadioButton QAction QGroupBox QMenu QListWidgetItem").split(),
    *("show show_problem begin information warning question critical getText getItem getExistingDirectory").split(),
    *("getSaveFileName getOpenFileName add_button plain _plain _label _heading showMessage drawText").split(),
}
NO_WORDS = {"Pressmark"}


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """The tool that keeps the files in step; it lies in a folder that is no package."""
    spec = importlib.util.spec_from_file_location("translations", ROOT / "packaging" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def german(qapp: QCoreApplication) -> Iterator[None]:
    before, translator = QLocale(), language.Translator(language.read("de"), qapp)
    QLocale.setDefault(QLocale("de_DE"))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)
    QLocale.setDefault(before)


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"\{\w*\}|%Ln", text))


def test_every_text_has_german_and_nothing_else_has(tool: ModuleType) -> None:
    wanted, german = set(tool.texts()), {tool.Text(*key) for key in language.read("de")}
    assert wanted - german == set(), "run `make translations` and fill in what it names"
    assert german - wanted == set(), "run `make translations`: these are gone from the code"


def test_every_text_with_a_number_has_both_forms(tool: ModuleType) -> None:
    for code in ("de", "en"):
        said = language.read(code)
        for text in tool.texts():
            if tool.COUNT in text.source:
                assert len(said[text]) == 2, (code, text)
            elif code == "de":
                assert len(said[text]) == 1, text


def test_german_is_not_english_by_oversight() -> None:
    same = {source for (_context, source), forms in language.read("de").items() if source in forms}
    assert same == set(SAME_IN_GERMAN)


@pytest.mark.parametrize("code", ["de", "en"])
def test_what_stands_for_something_stands_in_every_language(code: str) -> None:
    for (context, source), forms in language.read(code).items():
        for number, form in enumerate(forms):
            said, meant = placeholders(form), placeholders(source)
            if len(forms) == 2 and number == 0:  # one thing may be named without its number
                said, meant = [one for one in said if one != "%Ln"], [one for one in meant if one != "%Ln"]
            assert said == meant, (context, source)
            assert form.endswith("…") == source.endswith("…"), (context, source)
            assert form.strip() != "", (context, source)
            assert (form[:1] == " ", form[-1:] == " ") == (source[:1] == " ", source[-1:] == " "), (context, source)


def test_the_files_are_as_the_tool_writes_them(tool: ModuleType, tmp_path: Path) -> None:
    kept = {code: (tool.FOLDER / f"pressmark_{code}.ts").read_text(encoding="utf-8") for code in ("de", "en")}
    for code, text in kept.items():
        said = tool.read(code)
        tool.FOLDER = tmp_path
        tool.write(code, said)
        tool.FOLDER = ROOT / "resources" / "translations"
        assert (tmp_path / f"pressmark_{code}.ts").read_text(encoding="utf-8") == text


@pytest.mark.parametrize("path", sorted((SOURCES / "ui").rglob("*.py")), ids=lambda path: path.stem)
def test_no_words_are_shown_that_cannot_be_translated(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    shown = [
        f"{node.lineno}: {ast.unparse(part)}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _name(node) in SHOWING and ast.unparse(node.func) != "actions.plain"
        for argument in (node.args[:1] if _name(node) == "addItem" else node.args)  # what follows is data
        for part in _untranslated(argument)
    ]
    assert shown == []


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _untranslated(node: ast.expr) -> Iterator[ast.expr]:
    """Literals with words in an expression, where no function stands between them and what shows them."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str) and node.value not in NO_WORDS and re.search(r"[^\W\d_]{2}", node.value):
            yield node
    elif isinstance(node, ast.JoinedStr | ast.IfExp | ast.BinOp | ast.BoolOp | ast.List | ast.Tuple | ast.Starred):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr) and not (isinstance(node, ast.IfExp) and child is node.test):
                yield from _untranslated(child)


@pytest.mark.parametrize("code", ["en", "de"])
def test_no_menu_underlines_a_letter_twice(code: str) -> None:
    said = language.read(code)

    def letter(text: str) -> str:
        text = said.get(("actions", text), (text,))[0]
        return text[text.index("&") + 1].casefold() if "&" in text else text

    assert len({letter(title) for title, _entries in actions.MENUS}) == len(actions.MENUS)
    for title, entries in actions.MENUS:
        known = {(entry.submenu, letter(entry.text)) for entry in entries if entry is not None}
        known |= {("", letter(entry.submenu)) for entry in entries if entry is not None and entry.submenu}
        submenus = {entry.submenu for entry in entries if entry is not None and entry.submenu}
        assert len(known) == len([entry for entry in entries if entry is not None]) + len(submenus), title


@pytest.mark.parametrize(
    ("choice", "system", "code"),
    [
        ("system", ["de-AT", "en"], "de"),
        ("system", ["fr_FR", "de", "en"], "de"),
        ("system", ["C"], "en"),
        ("system", [], "en"),
        ("en", ["de-DE"], "en"),
        ("de", ["en-GB"], "de"),
        ("tlh", ["de-DE"], "de"),
    ],
)
def test_the_language_is_the_chosen_one_or_the_first_of_the_systems(choice: str, system: list[str], code: str) -> None:
    assert language.chosen(choice, system) == code


@pytest.mark.usefixtures("german")
def test_numbers_decide_between_one_and_several() -> None:
    translate = QCoreApplication.translate
    assert translate("operations", "Deleted %Ln tags", None, 1) == "1 Schlagwort gelöscht"
    assert translate("operations", "Deleted %Ln tags", None, 0) == "0 Schlagwörter gelöscht"
    assert translate("operations", "Deleted %Ln tags", None, 12_408) == "12.408 Schlagwörter gelöscht"


def test_english_knows_one_and_several(qapp: QCoreApplication) -> None:  # noqa: ARG001 - it has the texts
    translate = QCoreApplication.translate
    assert translate("StatusBar", "%Ln problems", None, 1) == "1 problem"
    assert translate("StatusBar", "%Ln problems", None, 12_408) == "12,408 problems"
    assert translate("StatusBar", "no text of ours") == "no text of ours"
