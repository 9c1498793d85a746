"""Pages that send their reader on with a `<meta http-equiv="refresh">` instead of a redirect."""

from __future__ import annotations

import re
from html import unescape

LONGEST_WAIT = 5.0  # seconds; a page that waits longer is meant to be read
HEAD_BYTES = 16 * 1024

_UNSEEN = re.compile(r"<!--.*?-->|<(noscript|script|style|template)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_META = re.compile(r"<meta\s[^>]*>", re.IGNORECASE)
_REFRESH = re.compile(r"http-equiv\s*=\s*[\"']?\s*refresh\b", re.IGNORECASE)
_CONTENT = re.compile(r"\bcontent\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_TARGET = re.compile(r"\s*([0-9.]*)\s*[;,\s]\s*(?:url\s*=\s*)?[\"']?([^\"']+)", re.IGNORECASE)


def refresh_target(body: bytes) -> str:
    """Where a page sends its reader at once, as written there; empty where it does not."""
    head = _UNSEEN.sub(" ", body[:HEAD_BYTES].decode("latin-1"))
    for meta in _META.findall(head):
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
