"""The last step for every piece of HTML: only what is on these lists gets through, whatever was done before.

nh3 parses like a browser and rebuilds the markup, so that nothing hides in broken tags. Links lead to the web or to a
place on the same page; everything else about them goes.
"""

from __future__ import annotations

import re
from functools import partial
from html import unescape
from typing import TYPE_CHECKING

import nh3

if TYPE_CHECKING:
    from collections.abc import Callable

TAGS = set(
    (
        "a abbr article b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl "
        "dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp "
        "section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr"
    ).split()
)
ATTRIBUTES = {
    "*": {"dir", "lang", "id", "title"},
    "a": {"href"},
    "blockquote": {"cite"},
    "code": {"class"},
    "col": {"span"},
    "colgroup": {"span"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "pre": {"class"},
    "q": {"cite"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_DROPPED_WITH_CONTENT = {
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "object",
    "svg",
    "math",
    "select",
    "textarea",
}
_LANGUAGE = re.compile(r"(?:^|\s)(language-[A-Za-z0-9+#_.-]{1,30})(?=\s|$)")
_SPAN = re.compile(r"[1-9][0-9]{0,2}")
_NUMBER = re.compile(r"[0-9]{1,5}")
_MOST_PASSES = 4  # two were enough for all that was ever seen
_WITHOUT_END = {"br", "col", "hr", "img", "wbr"}
_MOST_OPEN = 256
# One piece of what nh3 writes: text, or a tag with quoted attributes in which nothing is left unescaped.
_WRITTEN = re.compile(r'[^<]++|<(/?)([a-z][a-z0-9]*)((?: [a-z]+="(?:[^"<>&]|&(?:amp|quot|nbsp|lt|gt);)*+")*+)>')
_WRITTEN_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')
_LOCAL_PICTURE = re.compile(r"images/[A-Za-z0-9]{1,80}\.[a-z0-9]{2,5}")

Filter = "Callable[[str, str, str], str | None]"


def clean(html: str) -> str:
    """Return HTML with nothing active in it; pictures keep web addresses. Cleaning twice changes nothing.

    Args:
        html: a fragment whose links and pictures have absolute addresses, or fragments of the page itself.
    """
    return _clean(html, _web_picture)


def clean_local(html: str) -> str:
    """Return HTML as `clean` does, but only pictures at `images/<name>` keep their address; the others are gone."""
    return _clean(html, _local_picture)


def is_clean_local(html: str) -> bool:
    """Whether HTML is just what `clean_local` writes, so that it need not be cleaned; without parsing, in linear time.

    For what is in an archive: its files may have been written by somebody else, and nobody but a worker parses such.
    """
    open_tags: list[str] = []
    place = 0
    while place < len(html):
        found = _WRITTEN.match(html, place)
        if found is None:
            return False
        place = found.end()
        closing, name, attributes = found.groups()
        if name is None:  # text
            continue
        if closing:
            if attributes or not open_tags or open_tags.pop() != name:
                return False
        elif name not in TAGS or (attributes and not _are_clean(name, attributes)):
            return False
        elif name not in _WITHOUT_END:
            open_tags.append(name)
            if len(open_tags) > _MOST_OPEN:
                return False
    return not open_tags


def _are_clean(tag: str, attributes: str) -> bool:
    own = ATTRIBUTES.get(tag, ())
    for name, value in _WRITTEN_ATTRIBUTE.findall(attributes):
        said = unescape(value)
        if (name not in own and name not in ATTRIBUTES["*"]) or _attribute(_local_picture, tag, name, said) != said:
            return False
    return True


def _attribute(picture: Callable[[str], str | None], tag: str, name: str, value: str) -> str | None:
    """What stays of an attribute that may stand there; one rule a line."""
    if tag == "img" and name == "src":
        return picture(value)
    if name in ("href", "cite"):
        return value if is_safe_link(value) else None
    if name == "class":
        found = _LANGUAGE.search(value)
        return found[1] if found else None
    if name in ("colspan", "rowspan", "span"):
        return value if _SPAN.fullmatch(value) else None
    if name in ("width", "height", "start", "value"):
        return value if _NUMBER.fullmatch(value) else None
    if name == "dir":
        return value.lower() if value.lower() in ("ltr", "rtl", "auto") else None
    return value


def _clean(html: str, picture: Callable[[str], str | None]) -> str:
    def once(html: str) -> str:
        return nh3.clean(
            html,
            tags=TAGS,
            clean_content_tags=_DROPPED_WITH_CONTENT,
            attributes=ATTRIBUTES,
            attribute_filter=partial(_attribute, picture),
            strip_comments=True,
            link_rel=None,
            url_schemes={"http", "https", "mailto", "data"},  # `attribute` decides where each may stand
        )

    cleaned = once(html)
    for _ in range(_MOST_PASSES):  # a tag that went may leave what browsers read in another way, like p within p
        again = once(cleaned)
        if again == cleaned:
            break
        cleaned = again
    return cleaned


def is_safe_link(address: str) -> bool:
    """Whether a link may stay: the web, mail, or a place on the same page."""
    lower = address.strip().lower()
    return lower.startswith(("http://", "https://", "mailto:")) or (lower.startswith("#") and len(lower) > 1)


def _web_picture(address: str) -> str | None:
    lower = address.lower()
    if lower.startswith(("http://", "https://")):
        return address
    is_raster = lower.startswith(("data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp"))
    return address if is_raster else None


def _local_picture(address: str) -> str | None:
    return address if _LOCAL_PICTURE.fullmatch(address) else None
