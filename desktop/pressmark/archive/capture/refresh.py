"""Pages that send their reader on with a `<meta http-equiv="refresh">` instead of a redirect.

Only a page with nothing to read is passed over: one with an article is the article, wherever it leads, and is not given
up for a target that may be gone.
"""

from __future__ import annotations

import re
from html import unescape

LONGEST_WAIT = 5.0  # seconds; a page that waits longer is meant to be read
MOST_BYTES = 16 * 1024  # a larger page is more than a signpost
MOST_WORDS = 150  # likewise

_UNSEEN = re.compile(r"<!--.*?-->|<(noscript|script|style|template)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_META = re.compile(r"<meta\s[^>]*>", re.IGNORECASE)
_REFRESH = re.compile(r"http-equiv\s*=\s*[\"']?\s*refresh\b", re.IGNORECASE)
_CONTENT = re.compile(r"\bcontent\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_TARGET = re.compile(r"\s*([0-9.]*)\s*[;,\s]\s*(?:url\s*=\s*)?[\"']?([^\"']+)", re.IGNORECASE)


def refresh_target(body: bytes) -> str:
    """Where a page sends its reader at once, as written there; empty where it does not."""
    if len(body) > MOST_BYTES:
        return ""
    page = _UNSEEN.sub(" ", body.decode("latin-1"))
    if len(_TAG.sub(" ", page).split()) > MOST_WORDS:
        return ""
    for meta in _META.findall(page):
        content = _CONTENT.search(meta) if _REFRESH.search(meta) else None
        found = _TARGET.match(unescape(content[1] or content[2] or content[3] or "")) if content else None
        if found and _seconds(found[1]) <= LONGEST_WAIT:
            return found[2].strip()
    return ""


def _seconds(text: str) -> float:
    try:
        return float(text or "0")
    except ValueError:
        return 0.0
