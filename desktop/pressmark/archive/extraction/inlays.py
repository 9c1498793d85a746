"""Turns what cannot be kept as it is into text that says the same: formulas into TeX, players and posts into links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lxml import html as lxml_html

from pressmark.archive.extraction.callouts import unfold
from pressmark.archive.extraction.listings import settle_listings
from pressmark.archive.extraction.parse import join

if TYPE_CHECKING:
    from lxml.html import HtmlElement

PLAYER, TEX = "embedded-player", "formula-tex"  # classes of what is put in place
MAX_FORMULA = 5_000  # characters
MAX_NESTING = 30  # levels of a formula that are read apart
_DRAWN = frozenset({"katex-html", "MathJax_Preview", "MathJax", "MathJax_Display"})  # the formula a second time
_PLAYER = re.compile(
    r"(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|ted\.com)$|^player\."
)
_PLAYERS_PATH = re.compile(
    r"^/(?:embed/(?:episode|track|album|playlist|show)|player/?$|EmbeddedPlayer|plugins/(?:post|video))"
)
_POST = re.compile(r"^https?://[^/]+/(?:@[^/]+|users/[^/]+/statuses)/\d{5,25}/embed$")  # of the Fediverse
_TWEET = re.compile(r"^https?://platform\.(?:twitter|x)\.com/embed/.*[?&]id=(\d{5,25})")
_WATCH = re.compile(r"^https?://(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]{6,20})")


def write_out(root: HtmlElement, url: str) -> None:
    """Replace formulas and embedded players of a parsed page. Changes the tree.

    Args:
        root: before scripts are taken away, for some formulas are in scripts.
        url: the page's address.
    """
    settle_listings(root)
    unfold(root)
    for element in list(root.iter("span", "div")):
        if tex := _given_tex(element):
            _replace(element, tex)
    for formula in list(root.iter("math")):
        _replace(formula, _tex_of(formula))
    for script in list(root.iter("script")):
        if (script.get("type") or "").startswith("math/tex"):
            _replace(script, (script.text or "")[:MAX_FORMULA])
    for drawn in list(root.iter("span", "div", "mjx-container")):
        if not _DRAWN.isdisjoint((drawn.get("class") or "").split()):
            _drop_drawn(drawn)
    for frame in list(root.iter("iframe")):
        _link_player(frame, url)
    for player in list(root.iter("video", "audio")):
        _link_recording(player, url)


def _given_tex(element: HtmlElement) -> str:
    """The source that some renderers leave on the formula they have drawn."""
    names = ["data-math", "data-tex", "data-latex"]
    if "tex" in (element.get("class") or ""):
        names.append("data-entry")
    return next((value for name in names if (value := str(element.get(name) or "")[:MAX_FORMULA])), "")


def _tex_of(formula: HtmlElement) -> str:
    for note in formula.iter("annotation"):
        if "tex" in (note.get("encoding") or "").lower():
            return "".join(note.itertext())[:MAX_FORMULA]
    return (formula.get("alttext") or _read_aloud(formula, MAX_NESTING))[:MAX_FORMULA]


def _read_aloud(element: HtmlElement, depth: int) -> str:
    """A formula without its source as one would type it: a/b, x^2, \u221a(x)."""
    parts = [_read_aloud(one, depth - 1) for one in element if isinstance(one.tag, str)] if depth else []
    parts = parts or [" ".join("".join(element.itertext()).split())]
    match element.tag, parts:
        case "mfrac", [above, below]:
            return f"{_grouped(above)}/{_grouped(below)}"
        case "msup" | "mover", [base, raised]:
            return f"{base}^{_grouped(raised)}"
        case "msub" | "munder", [base, lowered]:
            return f"{base}_{_grouped(lowered)}"
        case "msubsup" | "munderover", [base, lowered, raised]:
            return f"{base}_{_grouped(lowered)}^{_grouped(raised)}"
        case "msqrt", _:
            return f"\u221a({' '.join(parts)})"
        case "mlabeledtr", [label, *cells]:
            return " ".join([*cells, label])  # it stands at the end of the line
        case "mtable", [_, _, *_]:
            return ", ".join(part for part in parts if part)  # its lines
        case "annotation" | "annotation-xml", _:
            return ""
        case _:
            return " ".join(part for part in parts if part)


def _grouped(text: str) -> str:
    return f"({text})" if " " in text else text


def _drop_drawn(drawn: HtmlElement) -> None:
    """Let the TeX stand alone, where there is TeX."""
    parent = drawn.getparent()
    inner = next((one for one in drawn.iter("span") if one.get("class") == TEX), None)
    if parent is None:
        return
    if inner is not None:
        inner.tail = drawn.tail
        parent.replace(drawn, inner)
    elif any(one.get("class") == TEX for one in parent.iter("span")):
        drawn.drop_tree()


def _replace(element: HtmlElement, text: str) -> None:
    twin = lxml_html.Element("span", {"class": TEX})
    twin.text, twin.tail = " ".join(text.split()), element.tail
    parent = element.getparent()
    if parent is not None:
        parent.replace(element, twin)


def _link_player(frame: HtmlElement, url: str) -> None:
    address = join(url, frame.get("src") or frame.get("data-src") or "")
    if not address.startswith(("http://", "https://")):
        return
    try:
        parts = urlsplit(address)
    except ValueError:
        return
    host = parts.hostname or ""
    if found := _WATCH.match(address):
        target = f"https://www.youtube.com/watch?v={found[1]}"
    elif found := _TWEET.match(address):
        target = f"https://twitter.com/i/status/{found[1]}"
    elif _POST.match(address):
        target = address.removesuffix("/embed")
    elif _PLAYER.search(host) or _PLAYERS_PATH.search(parts.path):
        target = address
    else:
        return
    _put_link(frame, target, frame.get("title") or frame.get("aria-label") or host.removeprefix("www."))


def _link_recording(player: HtmlElement, url: str) -> None:
    """A film or a recording in the page itself: it is named, or its file is."""
    sources = [player, *player.iter("source")]
    given = next((value for one in sources if (value := (one.get("src") or one.get("data-src") or "").strip())), "")
    address = join(url, given) if given else ""
    title = player.get("title") or player.get("aria-label") or ""
    is_decoration = player.tag == "video" and not title and "controls" not in player.attrib
    if not address.startswith(("http://", "https://")) or is_decoration:
        return
    name = title or address.partition("?")[0].rstrip("/").rpartition("/")[2]
    _put_link(player, address, name)


def _put_link(element: HtmlElement, address: str, name: str) -> None:
    parent = element.getparent()
    text = " ".join(name.split())
    if parent is None or not text:
        return
    figure, link = lxml_html.Element("figure", {"class": PLAYER}), lxml_html.Element("a")
    link.set("href", address)
    link.text = text
    figure.append(link)
    figure.tail = element.tail
    parent.replace(element, figure)
