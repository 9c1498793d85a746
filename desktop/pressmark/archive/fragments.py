"""The text of an article as another program's export has it: a piece of HTML, of which a page is made to be captured.

That program has found the article in its page already, so all of it is the article.
"""

from __future__ import annotations

import html
import re

from pressmark.archive.capture.sniff import HTML
from pressmark.archive.charset import decode
from pressmark.archive.values import LocalPage

_MADE = "<!DOCTYPE html><!-- an exported text --><html><head>"
_PAGE = re.compile(rb"<(?:!doctype|html|head|body)[\s>]", re.IGNORECASE)
_BEGINNING = 4096  # bytes in which a page says that it is one


def whole_page(page: LocalPage, title: str) -> LocalPage:
    """A page that is one: made of a piece of HTML, with a title, or just what was given.

    Args:
        page: from an export.
        title: of the article, as the export has it; may be empty.
    """
    if page.content_type.partition(";")[0].strip().lower() != HTML or _PAGE.search(page.data[:_BEGINNING]):
        return page
    body = decode(page.data, page.content_type)
    named = f"<title>{html.escape(title)}</title>" if title else ""
    made = f'{_MADE}<meta charset="utf-8">{named}</head><body>\n{body}\n</body></html>\n'
    return LocalPage(made.encode("utf-8", "replace"), f"{HTML}; charset=utf-8", page.name)


def is_made(data: bytes) -> bool:
    """Whether a page was made by `whole_page`. Any page can look like it; only one from an export is to be asked."""
    return data.startswith(_MADE.encode())
