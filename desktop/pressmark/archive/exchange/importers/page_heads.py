"""Says of a text in an export what the export knows beside it, as a page says such things of itself."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from pressmark.archive.exchange.importers.dates import PRINT, when
from pressmark.archive.exchange.importers.limits import MAX_TITLE
from pressmark.archive.urls import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterable


def page_head(title: str, authors: Iterable[str] = (), published: object = None, language: str = "") -> str:
    """The beginning of an HTML page in UTF-8, up to its body.

    Args:
        title: of the article.
        authors: their names.
        published: a date as the export writes it; what is none is left out.
        language: BCP 47, or as systems write it.
    """
    date = when(published, PRINT)
    facts = {
        "author": ", ".join(filter(None, map(_short, authors))),
        "article:published_time": date.isoformat() if date else "",
    }
    metas = "".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in facts.items() if value)
    tag = f'<html lang="{escape(_short(language).replace("_", "-"))}">' if language else "<html>"
    return f'<!DOCTYPE html>{tag}<head><meta charset="utf-8"><title>{escape(_short(title))}</title>{metas}</head><body>'


def _short(text: str) -> str:
    return clean_text(text[: 4 * MAX_TITLE])[:MAX_TITLE]
