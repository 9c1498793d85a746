"""Plain text as an article: paragraphs, with the addresses in them as links."""

from __future__ import annotations

import re
from html import escape

from pressmark.archive.errors import NotReadable
from pressmark.archive.extraction.clean import clean
from pressmark.archive.extraction.language import language_of
from pressmark.archive.extraction.text import text_of
from pressmark.archive.urls import clean_text
from pressmark.archive.values import Extraction

MAX_TITLE = 120  # characters
EXCERPT = 280

_ADDRESS = re.compile(r"https?://[^\s<>\"']{1,2000}[^\s<>\"'.,;:!?)\]]")
_PARAGRAPHS = re.compile(r"\n\s*\n")


def extract_text(text: str, name: str = "") -> Extraction:
    """Return plain text as an extraction. The first line is the title where it is short, else the file's name is.

    Raises:
        NotReadable: `no-text`.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text:
        raise NotReadable(code="no-text")
    first = clean_text(text.partition("\n")[0].lstrip("# "))
    title = first if len(first) <= MAX_TITLE else clean_text(name.rpartition(".")[0] or name)
    title = title or first[: MAX_TITLE - 1].rstrip() + "\u2026"
    html = clean("".join(_paragraph(one) for one in _PARAGRAPHS.split(text) if one.strip()))
    plain = text_of(html)
    excerpt, language = clean_text(plain)[:EXCERPT], language_of("", plain)
    return Extraction(title=title, excerpt=excerpt, language=language, html=html, text=plain, quality=1.0)


def _paragraph(text: str) -> str:
    parts: list[str] = []
    end = 0
    for found in _ADDRESS.finditer(text):
        address = escape(found[0])
        parts += [escape(text[end : found.start()]), f'<a href="{address}">{address}</a>']
        end = found.end()
    parts.append(escape(text[end:]))
    return "<p>" + "".join(parts).replace("\n", "<br>") + "</p>"
