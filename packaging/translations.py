"""Brings the `.ts` files in step with the code: new texts come in unfinished, those that are gone go.

`make translations` runs it. A text is found where the code hands a literal to `tr` (its context is the class, or what
the module's own `tr` names) or to `translate`, and in the few tables that are translated as a whole. pyside6-lupdate
knows neither tables nor functions of ours.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "desktop"
FOLDER = ROOT / "resources" / "translations"
TABLES = {"actions", "filter_menu", "words"}  # contexts whose texts `in_tables` names
COUNT = "%Ln"  # stands for a number that decides between one and several


class Text(NamedTuple):
    """One text to translate."""

    context: str
    source: str


def texts() -> dict[Text, str]:
    """Every text of the program, with the place where it was found first."""
    found: dict[Text, str] = {}
    for file in sorted((SOURCES / "pressmark").rglob("*.py")):
        for text, line in in_module(file):
            found.setdefault(text, f"{file.relative_to(SOURCES).as_posix()}:{line}")
    for text in in_tables():
        found.setdefault(text, "a table")
    return found


def in_module(file: Path) -> list[tuple[Text, int]]:
    """The texts of a module's own code, with their lines.

    Raises:
        ValueError: something that is no literal is to be translated, and no function of ours passes it on.
    """
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found: list[tuple[Text, int]] = []
    contexts = _wrappers(file, tree)

    def visit(node: ast.AST, owner: str, function: str) -> None:
        if isinstance(node, ast.ClassDef):
            owner = node.name
        elif isinstance(node, ast.FunctionDef):
            function = node.name
        elif isinstance(node, ast.Call) and (asked := _asked(node, owner, contexts)) is not None:
            context, literal = asked
            choices = _literals(literal)
            if not choices and function not in contexts and context not in TABLES:
                raise ValueError(f"{file.name}:{node.lineno}: {ast.unparse(node)} is no literal")
            found.extend((Text(context, one), node.lineno) for one in choices)
        for child in ast.iter_child_nodes(node):
            visit(child, owner, function)

    visit(tree, "", "")
    return found


def in_tables() -> set[Text]:
    """The texts of the tables that are translated line by line."""
    from pressmark import words
    from pressmark.ui import actions, filter_menu

    menus = {title for title, _entries in actions.MENUS}
    entries = actions.all_entries()
    filters = {title for title, _icon, _offers in filter_menu.GROUPS if title}
    offers = {offer.words for _title, _icon, group in filter_menu.GROUPS for offer in group}
    return {
        *(Text("actions", one) for one in menus | {entry.text for entry in entries}),
        *(Text("actions", entry.submenu) for entry in entries if entry.submenu),
        *(Text("filter_menu", one) for one in filters | offers),
        *(Text("words", one) for one in words.SENTENCES.values()),
    }


def _wrappers(file: Path, tree: ast.Module) -> dict[str, str]:
    """The functions by which a module translates, with their contexts: its own, and those it imports."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            for call in ast.walk(node):
                if isinstance(call, ast.Call) and _name(call.func) == "translate" and len(call.args) >= 2:
                    context, text = call.args[:2]
                    if isinstance(context, ast.Constant) and ast.unparse(text) in {one.arg for one in node.args.args}:
                        found[node.name] = str(context.value)
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("pressmark.ui"):
            names = {one.name for one in node.names} & {"tr", "translated", "plain"}
            home = SOURCES / Path(*node.module.split("."))
            home = home.with_suffix(".py") if home.with_suffix(".py").is_file() else home / "__init__.py"
            if names and home != file:
                theirs = _wrappers(home, ast.parse(home.read_text(encoding="utf-8")))
                found |= {name: theirs[name] for name in names & theirs.keys()}
    return found


def _asked(call: ast.Call, owner: str, contexts: dict[str, str]) -> tuple[str, ast.expr] | None:
    """The context and the text of a call, if it is one that translates."""
    name = _name(call.func)
    if name == "translate" and len(call.args) >= 2 and isinstance(call.args[0], ast.Constant):
        return str(call.args[0].value), call.args[1]
    if not call.args:
        return None
    if isinstance(call.func, ast.Name) and name in contexts:
        return contexts[name], call.args[0]
    if isinstance(call.func, ast.Attribute) and name in {"tr", "translated"}:
        whose = ast.unparse(call.func.value)
        if name == "translated" and whose != "actions":  # rectangles are translated, too
            return None
        return {"self": owner}.get(whose, whose), call.args[0]
    return None


def _literals(node: ast.expr) -> list[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return [*_literals(node.body), *_literals(node.orelse)]
    return []


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def read(code: str) -> dict[Text, tuple[str, ...]]:
    """What a file says; unfinished texts are left out."""
    from pressmark.ui import language

    if not (FOLDER / f"pressmark_{code}.ts").is_file():
        return {}
    return {Text(*key): forms for key, forms in language.read(code).items()}


def write(code: str, said: dict[Text, tuple[str, ...]]) -> None:
    """Write a file, sorted, so that a change shows as what it is."""
    root = ET.Element("TS", version="2.1", language=code, sourcelanguage="en")
    for name in sorted({text.context for text in said}):
        context = ET.SubElement(root, "context")
        ET.SubElement(context, "name").text = name
        for text in sorted(one for one in said if one.context == name):
            is_counted = COUNT in text.source
            message = ET.SubElement(context, "message", {"numerus": "yes"} if is_counted else {})
            ET.SubElement(message, "source").text = text.source
            answer = ET.SubElement(message, "translation", {} if all(said[text]) else {"type": "unfinished"})
            if is_counted:
                for form in said[text]:
                    ET.SubElement(answer, "numerusform").text = form
            else:
                answer.text = said[text][0]
    ET.indent(root, " ")
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    file = FOLDER / f"pressmark_{code}.ts"
    file.write_text(head + ET.tostring(root, encoding="unicode") + "\n", encoding="utf-8")


def main() -> int:
    """Bring every file in step; returns 1 while something waits for its translation."""
    wanted = texts()
    waiting = 0
    for code in ("de", "en"):
        old = read(code)
        new = {text: old.get(text, ("", "") if COUNT in text.source else ("",)) for text in wanted}
        if code == "en":  # only what differs where there is one thing
            new = {text: forms for text, forms in new.items() if COUNT in text.source}
        write(code, new)
        empty = [text for text, forms in new.items() if not all(forms)]
        waiting += len(empty)
        for text in empty:
            print(f"{code}: {text.context}: {text.source!r} ({wanted[text]})")
    return min(waiting, 1)


if __name__ == "__main__":
    sys.exit(main())
