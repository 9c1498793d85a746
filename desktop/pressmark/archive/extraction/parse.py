"""From the page's text to a tree that the rest works on, with every address absolute and every picture found.

Sites hide pictures behind `srcset`, lazy attributes, `<picture>` and `<noscript>`; here each `<img>` gets the address
of the best picture there is, and trackers go.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml import html as lxml_html

from pressmark.archive.errors import NotReadable

if TYPE_CHECKING:
    from collections.abc import Iterator

WANTED_WIDTH = 1_600  # pixels; sharp on a wide screen, and not the poster that some sites offer too
MAX_OPEN = 50  # boxes that a listing leaves open
MAX_NOSCRIPT = 20_000  # characters

# lxml.html's own choice of a class for each tag is written in Python and made whenever an element is touched again: up
# to a tenth of the whole time. Nobody here needs the classes of forms.
_ONE_CLASS = etree.ElementDefaultClassLookup(
    element=lxml_html.HtmlElement, comment=lxml_html.HtmlComment, pi=lxml_html.HtmlProcessingInstruction
)
_LAZY = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-full-src",
    "data-hi-res-src",
    "data-original-src",
    "data-url",
    "data-image",
    "data-img-src",
    "data-runner-src",
    "data-native-src",
)
_LAZY_SETS = ("data-srcset", "data-lazy-srcset", "data-original-set", "srcset")
# Control characters written as numbers: lxml reads them and then refuses to write them.
_CONTROL = re.compile(
    r"&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01])|x0*(?:[0-8bcef]|1[0-9a-f]))(?:;|(?![0-9a-f]))", re.IGNORECASE
)
_CANDIDATE = re.compile(r"\s*(\S+?)(?:\s+([0-9.]+)([wx]))?\s*(?:,(?=\s|https?:|/|\S+\s)|$)")
_LISTING, _LISTING_END = re.compile(r"<pre(?=[\s>])", re.IGNORECASE), re.compile(r"</pre(?=[\s>])", re.IGNORECASE)
_BOX, _BOX_END = re.compile(r"<div(?=[\s>])", re.IGNORECASE), re.compile(r"</div(?=[\s>])", re.IGNORECASE)
_TRACKER = re.compile(
    r"(?:^|[./_-])(?:pixel|beacon|spacer|blank|transparent|1x1|clear|tracking|analytics|doubleclick|scorecardresearch)"
    r"(?:[./_?-]|$)",
    re.IGNORECASE,
)


def parse(html: str, url: str) -> lxml_html.HtmlElement:
    """Return the page's tree; links and pictures have absolute web addresses, or none.

    Raises:
        NotReadable: there is no markup at all.
    """
    html = _close_listings(_CONTROL.sub(" ", html))
    parser = lxml_html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    parser.set_element_class_lookup(_ONE_CLASS)
    try:
        root = lxml_html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise NotReadable(code="no-text") from error
    base = _base(root, url)
    _restore_noscript(root)
    for image in list(root.iter("img", "amp-img")):
        image.tag = "img"
        _resolve_picture(image, base)
    for link in root.iter("a"):
        address = (link.get("href") or "").strip()
        if address and not address.startswith("#"):
            absolute = join(base, address)
            if urlsplit_safe(absolute) == urlsplit_safe(url) and "#" in address:
                absolute = "#" + address.partition("#")[2]  # a place on this page
            link.set("href", absolute)
    return root


def _close_listings(html: str) -> str:
    """End the boxes that a listing leaves open, as browsers do: else it would swallow the text after it."""
    parts: list[str] = []
    place = 0
    while (start := _LISTING.search(html, place)) and (end := _LISTING_END.search(html, start.end())):
        inside = html[start.end() : end.start()]
        missing = len(_BOX.findall(inside)) - len(_BOX_END.findall(inside))
        parts.append(html[place : end.start()] + "</div>" * min(max(0, missing), MAX_OPEN))
        place = end.start()
        parts.append(html[place : end.end()])
        place = end.end()
    return "".join([*parts, html[place:]])


def join(base: str, address: str) -> str:
    """Make an address absolute; empty where it cannot be."""
    try:
        return urljoin(base, "".join(address.split()) if "\n" in address else address.strip())
    except ValueError:
        return ""


def urlsplit_safe(url: str) -> str:
    """The address without its fragment, for comparing."""
    return url.partition("#")[0]


def picture_address(image: lxml_html.HtmlElement, base: str) -> str:
    """The absolute address of the best picture an `<img>` offers; empty where there is none."""
    best = _best_of_sets(_sets(image))
    if not best:
        best = next(
            (value for name in _LAZY if (value := (image.get(name) or "").strip()) and _is_plausible(value)), ""
        )
    if not best:
        best = (image.get("src") or "").strip()
    address = join(base, best) if best else ""
    return address if address.lower().startswith(("http:", "https:", "data:image/")) else ""


def _base(root: lxml_html.HtmlElement, url: str) -> str:
    for base in root.iter("base"):
        href = join(url, base.get("href") or "")
        if href.lower().startswith(("http:", "https:")):
            return href
    return url


def _restore_noscript(root: lxml_html.HtmlElement) -> None:
    """Put the picture of a `<noscript>` in its place where the page shows none without scripts."""
    for hidden in list(root.iter("noscript")):
        parent = hidden.getparent()
        if parent is None:
            continue
        content = hidden.text or ""
        image = hidden.find(".//img")
        if image is None and "<img" in content and len(content) < MAX_NOSCRIPT:
            fragment = lxml_html.fragment_fromstring(content, create_parent="div")
            image = fragment.find(".//img")
        if image is not None and not _is_tracker(image, image.get("src") or ""):
            before = hidden.getprevious()
            twin = before if before is not None and before.tag == "img" else None
            if twin is None:
                twin = next(parent.iter("img"), None)
                twin = None if twin is image or (twin is not None and hidden in list(twin.iterancestors())) else twin
            if twin is None:
                image.tail = None
                hidden.addprevious(image)
            elif not _is_lazy(twin):
                twin.set("src", image.get("src") or "")
        hidden.drop_tree()


def _is_lazy(image: lxml_html.HtmlElement) -> bool:
    return any(image.get(name) for name in (*_LAZY, *_LAZY_SETS))


def _resolve_picture(image: lxml_html.HtmlElement, base: str) -> None:
    address = picture_address(image, base)
    if not address or _is_tracker(image, address):
        image.drop_tree()
        return
    keep = {name: image.get(name) for name in ("alt", "class", "id", "width", "height") if image.get(name)}
    for name in list(image.attrib):
        del image.attrib[name]
    image.attrib.update({**keep, "src": address})


def _sets(image: lxml_html.HtmlElement) -> Iterator[str]:
    for name in _LAZY_SETS:
        if value := image.get(name):
            yield value
    parent = image.getparent()
    while parent is not None and parent.tag == "source":  # the parser takes it for a box that is never closed
        parent = parent.getparent()
    if parent is not None and parent.tag == "picture":
        for source in parent.iter("source"):
            if not (source.get("type") or "").endswith(("svg+xml", "avif")):
                yield from (value for name in _LAZY_SETS if (value := source.get(name)))


def _best_of_sets(sets: Iterator[str]) -> str:
    """The candidate nearest to the wanted width, from below if none is as large."""
    best, best_rank = "", (-1.0, 0.0)
    for candidates in sets:
        for found in _CANDIDATE.finditer(candidates[:20_000]):
            address, size, unit = found.groups()
            if not _is_plausible(address):
                continue
            width = float(size) if size and size.replace(".", "", 1).isdigit() else 1.0
            width = width if unit == "w" else width * 800
            rank = (1.0, -width) if width >= WANTED_WIDTH else (0.0, width)
            if rank > best_rank:
                best, best_rank = address, rank
    return best


def _is_plausible(address: str) -> bool:
    return not address.startswith(("data:", "{", "javascript:", "about:")) and len(address) < 4_000


def _is_tracker(image: lxml_html.HtmlElement, address: str) -> bool:
    sizes = [value for name in ("width", "height") if (value := (image.get(name) or "").strip().removesuffix("px"))]
    if any(value in ("0", "1", "2") for value in sizes):
        return True
    if address.startswith("data:"):
        return len(address) < 400  # a dot that keeps a place
    try:
        parts = urlsplit(address)
    except ValueError:  # no address at all; it is not fetched either
        return False
    return bool(_TRACKER.search(parts.path) or _TRACKER.search(parts.netloc)) and not sizes
