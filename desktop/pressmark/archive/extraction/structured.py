"""Structured data of a page (JSON-LD, schema.org): read with care, for pages write it with mistakes."""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_BLOCK = 1_000_000  # characters of one block
MAX_NODES = 2_000  # of all blocks together

_ARTICLES = (
    "article",
    "posting",
    "report",
    "blogpost",
    "newsarticle",
    "recipe",
    "review",
    "howto",
    "story",
    "medicalwebpage",
)
_PAGES = ("webpage", "itempage", "aboutpage")


def articles_in(blocks: Iterable[str]) -> list[dict[str, Any]]:
    """Return the nodes that describe an article, in the order of the page; after them those that describe a page."""
    nodes = list(_nodes(blocks))
    return [one for one in nodes if _is_a(one, _ARTICLES)] + [one for one in nodes if _is_a(one, _PAGES)]


def pages_among(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return those that describe a page, and with it what the page is for."""
    return [one for one in nodes if _is_a(one, _PAGES)]


def first_text(nodes: list[dict[str, Any]], key: str) -> str:
    """Return the first text that a node has under a key; empty where there is none."""
    for node in nodes:
        value: Any = node.get(key)
        while isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, dict):
            value = value.get("url") or value.get("@value") or value.get("name")
        if isinstance(value, str) and value.strip():
            return html.unescape(value.strip())
    return ""


def names_in(value: Any) -> list[str]:
    """Return the names in an author or publisher, however it is written."""
    if isinstance(value, str):
        return [html.unescape(value)]
    if isinstance(value, dict):
        name = value.get("name")
        return names_in(name) if isinstance(name, (str, list)) else []
    if isinstance(value, list):
        return [name for one in value[:20] if not isinstance(one, list) for name in names_in(one)]
    return []


def _nodes(blocks: Iterable[str]) -> Iterator[dict[str, Any]]:
    count = 0
    for block in blocks:
        stack = [_load(block)]
        while stack and count < MAX_NODES:
            value = stack.pop(0)
            if isinstance(value, list):
                stack[:0] = value[:200]
            elif isinstance(value, dict):
                count += 1
                yield value
                stack += [value[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in value]


def _load(block: str) -> Any:
    text = block.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    if not text or len(text) > MAX_BLOCK:
        return None
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _is_a(node: dict[str, Any], endings: tuple[str, ...]) -> bool:
    kinds = node.get("@type")
    names = [str(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds])]
    return any(name.endswith(endings) for name in names)
