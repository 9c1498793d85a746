"""Code as its author wrote it: without the line numbers that a page sets beside it, each line on its own."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NUMBER_NAME = re.compile(
    r"(?:^|[\s_-])(?:line-?no|line-?nos|line-?num|line-?numbers?|ln|lnt|lnos|gutter|blob-num|hljs-ln-numbers"
    r"|linenodiv|rouge-gutter)(?=[\s_-]|$)",
    re.IGNORECASE,
)
_UNSELECTABLE = re.compile(r"user-select\s*:\s*none", re.IGNORECASE)
_UNSELECTABLE_NAME = re.compile(r"(?:^|\s)select-none(?=\s|$)")
_NUMBERS = re.compile(r"[\s\d]*")
_LINES = ("div", "p", "li", "tr")
_LANGUAGE = re.compile(
    r"(?:^|\s)(?:language|lang|brush|highlight(?:-source)?)[-:\s]+"
    r"(?!(?:wrap(?:per)?|container|block|box|none|plain|text|plaintext|default|light|dark|code|source)(?:[\s;-]|$))"
    r"([A-Za-z0-9+#_-]{1,20})(?=\s|;|$)"
)
_NAMES_LANGUAGE = ("data-lang", "data-language", "language")
_IS_LANGUAGE = re.compile(r"[A-Za-z][A-Za-z0-9+#_.-]{0,19}")
_CODE_NAME = re.compile(r"(?:^|[\s_-])(?:code|highlight|listing)(?=[\s_-]|$)", re.IGNORECASE)
_STANDING = frozenset("article body div li main section".split())
_PLAIN_TEXT = frozenset(["text", "plaintext", "plain", "none", "txt"])
LANGUAGE = "data-language"  # of a listing, for the end of the extraction
MAX_NUMBERS = 200_000  # characters of a column of numbers
MAX_HEADER = 30  # characters of what stands above a listing, as its language
MAX_BUTTONS = 5  # of a listing
MAX_HEIGHT = 8  # boxes around a button in its header
MAX_NODES = 2_000  # that are looked through for a header's words
MAX_FRAMES = 6  # boxes around a listing that can name its language


def settle_listings(root: HtmlElement) -> None:
    """Take line numbers away, make line breaks of what only looks like them, note the language. Changes the tree."""
    _settle_frames(root)
    for cell in list(root.iter("td", "th")):
        if cell.find(".//pre") is not None and _is_numbering(cell):
            cell.drop_tree()
    for pre in list(root.iter("pre")):
        if pre.getparent() is None:
            continue
        header = _drop_header(pre)
        language = _language_of(pre) or header
        if language:
            pre.set(LANGUAGE, language)
        for element in list(pre.iter("span", "div", "a", "td", "code", "em", "i", "b")):
            if element.getparent() is not None and _is_numbering(element):
                element.drop_tree()
        _drop_counted(pre)
        _break_lines(pre)
        _free_of_table(pre)


def mark_language(body: HtmlElement) -> None:
    """Put the language of each listing where readers of HTML look for it. Changes the tree."""
    for box in list(body.iter("div")):
        is_named = any(box.get(name) for name in _NAMES_LANGUAGE) and _CODE_NAME.search(box.get("class") or "")
        if is_named and not len(box) and "\n" in (box.text or "").strip():
            box.tag = "pre"
            box.set(LANGUAGE, _language_of(box))
    for pre in body.iter("pre"):
        code = pre.find("code")
        language = pre.get(LANGUAGE) or ""
        for element in [pre, *pre.iter("code")]:
            element.attrib.pop("class", None)
        if language:
            (code if code is not None else pre).set("class", f"language-{language}")


def _settle_frames(root: HtmlElement) -> None:
    """A listing is a `pre`, with `code` in it and not around it."""
    for code in list(root.iter("code")):
        if code.find(".//pre") is not None:
            code.tag = "div"
        elif "block" in (code.get("class") or "").split() and _stands_alone(code):
            code.tag = "pre"
            _strip(code)


def _stands_alone(code: HtmlElement) -> bool:
    parent = code.getparent()
    if parent is None or parent.tag not in _STANDING:
        return False
    before = code.getprevious()
    text_before = parent.text if before is None else before.tail
    return not (text_before or "").strip() and not (code.tail or "").strip()


def _strip(pre: HtmlElement) -> None:
    pre.text = (pre.text or "").lstrip()
    if len(pre):
        pre[-1].tail = (pre[-1].tail or "").rstrip()
    else:
        pre.text = pre.text.rstrip()


def _language_of(pre: HtmlElement) -> str:
    """The language that the listing or a box around it alone is named by; empty where none is."""
    around = [box for box, _ in zip(pre.iterancestors(), range(MAX_FRAMES), strict=False)]
    frames = []
    for box in around:
        if (
            box.tag in ("body", "html") or next(islice(box.iter("pre"), 2, None), None) is not None
        ):  # 2: its numbers are one as well
            break
        if box.tag != "td" and box.tag in ("article", "main", "section", "li"):
            break
        frames.append(box)
    for one in [*pre.iter("code"), pre, *frames]:
        for name in _NAMES_LANGUAGE:
            given = (one.get(name) or "").strip()
            if _IS_LANGUAGE.fullmatch(given):
                return _named(given)
        if found := _LANGUAGE.search(one.get("class") or ""):
            return _named(found[1])
    return ""


def _named(language: str) -> str:
    return "" if language.lower() in _PLAIN_TEXT else language.lower()


def _drop_header(pre: HtmlElement) -> str:
    """Take away the line with a button above a listing; returns the language that it names."""
    language = ""
    whole = ""
    for button in list(islice(pre.iter("button"), MAX_BUTTONS)):
        whole = whole or _words_of(pre)
        header = button
        for box, _ in zip(button.iterancestors(), range(MAX_HEIGHT), strict=False):
            words = _words_of(box)
            if box.tag in ("pre", "code") or "\n" in words or len(words) > MAX_HEADER or words == whole:
                break  # it holds the code as well
            header = box
        text = _words_of(header)
        if header.getparent() is not None:
            header.drop_tree()
        if _IS_LANGUAGE.fullmatch(text):
            language = _named(text)
    return language


def _words_of(box: HtmlElement) -> str:
    """The text of a box without that of its buttons, as far as it matters here."""
    parts: list[str] = []
    stack: list[HtmlElement | str] = [box]
    nodes = 0
    while stack and nodes < MAX_NODES and sum(map(len, parts)) <= MAX_HEADER:
        one = stack.pop()
        nodes += 1
        if isinstance(one, str):
            if one.strip():
                parts.append(one.strip())
            continue
        if one is not box and one.tail:
            stack.append(one.tail)
        if one.tag in ("button", "style", "svg", "script"):
            continue
        stack.extend(reversed(one))
        if one.text:
            stack.append(one.text)
    return " ".join(parts)


def _drop_counted(pre: HtmlElement) -> None:
    """Where every line begins with an element that counts it, the numbers go."""
    lines = [one for one in pre.iter(*_LINES) if len(one) > 1 and not (one.text or "").strip()]
    counts = [line[0] for line in lines]
    texts = ["".join(one.itertext()).strip() for one in counts]
    if len(lines) > 1 and texts[0] in ("0", "1"):
        first = int(texts[0])
        if texts == [str(number) for number in range(first, first + len(texts))]:
            for one in counts:
                one.drop_tree()


def _free_of_table(pre: HtmlElement) -> None:
    """A table in which nothing but one listing is left was there for its line numbers."""
    table = next(pre.iterancestors("table"), None)
    parent = table.getparent() if table is not None else None
    if table is None or parent is None or next(islice(table.iter("pre"), 1, None), None) is not None:
        return
    own = sum(len(piece.strip()) for piece in pre.itertext())
    if own == sum(len(piece.strip()) for piece in table.itertext()):
        pre.tail, table.tail = table.tail, None
        parent.replace(table, pre)


def _is_numbering(element: HtmlElement) -> bool:
    """Whether it is named or made as line numbers are, and holds nothing else."""
    label = element.get("class") or ""
    is_named = _NUMBER_NAME.search(label) or _UNSELECTABLE_NAME.search(label)
    if not is_named and not _UNSELECTABLE.search(element.get("style") or ""):
        return False
    text = "".join(element.itertext())
    return len(text) < MAX_NUMBERS and any(map(str.isdigit, text)) and bool(_NUMBERS.fullmatch(text))


def _break_lines(pre: HtmlElement) -> None:
    for line in list(pre.iter("br")):
        line.tail = "\n" + (line.tail or "")
        line.drop_tag()
    lines = [one for one in pre.iter(*_LINES) if next(one.iterdescendants(*_LINES), None) is None]
    for line in lines:
        is_ended = "".join(line.itertext()).endswith("\n") or (line.tail or "").startswith("\n")
        if not is_ended and line is not lines[-1]:
            line.tail = "\n" + (line.tail or "")
    for box in list(pre.iterdescendants(*_LINES, "ul", "ol", "table", "tbody", "td")):
        box.drop_tag()
