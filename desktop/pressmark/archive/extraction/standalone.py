"""The extraction as a file that opens by a double click, in any browser, without Pressmark and without the network."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from lxml import html as lxml_html

from pressmark.archive.extraction.clean import clean_local
from pressmark.archive.urls import display_host
from pressmark.archive.values import is_written_right_to_left

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pressmark.archive.values import Extraction

_WRITTEN_IMAGE = re.compile(r'<img((?: [a-z]+="[^"]*")*+)>')  # as `clean_local` writes it
_WRITTEN_SOURCE = re.compile(r' src="images/([^"]*)"')

_POLICY = (
    "default-src 'none'; img-src 'self' file: data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"
)

_STYLE = """
:root { color-scheme: light dark;
  --text: #1c1d1f; --muted: #63666b; --line: #dfe1e4; --paper: #fdfdfc; --link: #1f5fa8; }
@media (prefers-color-scheme: dark) {
  :root { --text: #dcddde; --muted: #9a9da2; --line: #3a3d41; --paper: #1b1c1e; --link: #86b7ee; }
}
html { background: var(--paper); color: var(--text); }
body { max-width: 38rem; margin: 4rem auto; padding: 0 1.25rem; overflow-wrap: break-word;
  font: 1.15rem/1.6 Charter, "Iowan Old Style", "Source Serif 4", "Noto Serif", Georgia, serif; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .75rem; text-wrap: balance; }
h2, h3, h4 { line-height: 1.3; margin: 2.2rem 0 .6rem; }
header { border-bottom: 1px solid var(--line); padding-bottom: 1.5rem; margin-bottom: 2rem; }
.standfirst { font-size: 1.2rem; color: var(--muted); margin: 0 0 1rem; }
.origin { font: .85rem/1.5 system-ui, sans-serif; color: var(--muted); margin: 0; }
a[href] { color: var(--link); text-underline-offset: .15em; }
img { max-width: 100%; height: auto; display: block; margin: 0 auto; }
figure { margin: 2rem 0; }
figcaption { font: .85rem/1.5 system-ui, sans-serif; color: var(--muted); margin-top: .5rem; }
blockquote { margin: 1.5rem 0; padding-inline-start: 1.25rem;
  border-inline-start: 3px solid var(--line); color: var(--muted); }
pre { overflow-x: auto; padding: 1rem; border: 1px solid var(--line); border-radius: 6px;
  font-size: .85rem; line-height: 1.5; }
table { border-collapse: collapse; display: block; overflow-x: auto; font-size: .95rem; }
td, th { border: 1px solid var(--line); padding: .4rem .7rem; text-align: start; vertical-align: top; }
hr { border: 0; border-top: 1px solid var(--line); margin: 2.5rem 0; }
"""


def localise(html: str, files: Mapping[str, str]) -> str:
    """Point the pictures of a clean body to files of the snapshot.

    Args:
        html: the body; pictures have the addresses they were fetched from.
        files: where each address lies now, as `images/<name>`. A picture that is not in it is dropped, and its
            caption stays.
    """
    if not html.strip():
        return ""
    root = lxml_html.fragment_fromstring(html, create_parent="div", parser=lxml_html.HTMLParser(huge_tree=True))
    for image in list(root.iter("img")):
        local = files.get(image.get("src") or "")
        if local is None:
            image.drop_tree()
        else:
            image.set("src", local)
    inner = (root.text and escape(root.text, quote=False)) or ""
    inner += "".join(lxml_html.tostring(child, encoding="unicode") for child in root)
    return clean_local(inner)


def with_pictures_inside(html: str, address_of: Callable[[str], str]) -> str:
    """Put the pictures of a body into it, so that it is one file.

    Args:
        html: as `clean_local` writes it; nothing is parsed here.
        address_of: the `data:` address of `images/<name>` by its name. A picture for which it is empty is dropped, and
            its caption stays.
    """

    def inside(image: re.Match[str]) -> str:
        attributes = image[1]
        source = _WRITTEN_SOURCE.search(attributes)
        address = address_of(source[1]) if source else ""
        if source is None or not address:
            return ""
        return f'<img{attributes[: source.start()]} src="{escape(address)}"{attributes[source.end() :]}>'

    return _WRITTEN_IMAGE.sub(inside, html)


def document(extraction: Extraction, html: str, url: str, saved_at: str) -> str:
    """Return the whole file.

    Args:
        extraction: for the header; everything of it is escaped.
        html: the body as `localise` returned it.
        url: where the article came from.
        saved_at: when, in ISO 8601.
    """
    language = extraction.language or "en"
    direction = "rtl" if is_written_right_to_left(language) else "auto"
    published = extraction.published.isoformat() if extraction.published else ""
    origin = [extraction.byline, extraction.site, published]
    line = " · ".join(escape(part) for part in origin if part)
    host = display_host(url)
    source = f'<a href="{escape(url)}">{escape(host)}</a>' if host else ""
    saved = " · ".join(part for part in (source, f"saved {escape(saved_at[:10])}") if part)
    standfirst = f'<p class="standfirst">{escape(extraction.standfirst)}</p>\n' if extraction.standfirst else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}" dir="{direction}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(extraction.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<article>\n<header>\n"
        f"<h1>{escape(extraction.title)}</h1>\n{standfirst}"
        f'<p class="origin">{line}</p>\n<p class="origin">{saved}</p>\n</header>\n{html}\n</article>\n'
        "</body>\n</html>\n"
    )
