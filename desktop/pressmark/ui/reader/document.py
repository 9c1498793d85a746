"""The reader's page as text: header, body and style in one document, everything from the article escaped.

The body was cleaned when it was saved; this adds what a reader wants around it. Pure: no Qt, no disk.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from pressmark import resources
from pressmark.archive.urls import display_host

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from pressmark.archive.values import Article

WORDS_A_MINUTE = 230

_FONTS = {
    "serif": 'Charter, "Iowan Old Style", "Source Serif 4", "Source Serif Pro", "Noto Serif", Georgia, serif',
    "sans": 'system-ui, "Inter", "Noto Sans", "Segoe UI", "Helvetica Neue", sans-serif',
    "mono": 'ui-monospace, "JetBrains Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace',
}
_UNSAFE_IN_FONT = re.compile(r"[^\w .-]")


@dataclass(frozen=True, slots=True)
class Paper:
    """The colours of a reader theme, as CSS."""

    paper: str
    ink: str
    muted: str
    line: str
    link: str
    tint: str  # behind code and tables
    mark: str
    passage: int = 46  # how much of a highlight's colour stands on the paper, in percent


PAPERS = {
    "light": Paper("#ffffff", "#1f1e1c", "#6a6761", "#e6e4e0", "#2f5fc4", "#f7f6f4", "#ffe69a"),
    "sepia": Paper("#f7f0e1", "#3b2f20", "#69593f", "#e3d7bf", "#8a4b14", "#f0e6d2", "#f3d27a"),
    "grey": Paper("#4a4a4d", "#e9e8e6", "#c6c4c0", "#626266", "#a9c4ff", "#424245", "#7a6420", 24),
    "dark": Paper("#18181a", "#d9d7d2", "#96948f", "#2e2e31", "#8fb1fb", "#212124", "#6a5410", 34),
    "more-light": Paper("#ffffff", "#000000", "#33312e", "#8a8780", "#123f9c", "#f0efec", "#ffe69a"),
    "more-dark": Paper("#000000", "#ffffff", "#dedbd5", "#77756f", "#b9d1ff", "#1a1a1c", "#5a4600", 34),
}


@dataclass(frozen=True, slots=True)
class ReaderStyle:
    """How the person likes to read; sizes in CSS pixels, width in characters."""

    theme: str = "light"  # one of `PAPERS`
    font: str = "serif"  # serif, sans, mono or a family
    size: int = 19
    line_height: float = 1.6
    width: int = 68


@dataclass(frozen=True, slots=True)
class Labels:
    """The few words of the page that are not the article's; `minutes` has `{n}`, `saved` and `published` `{date}`."""

    minutes: str = "{n} min"
    saved: str = "Saved {date}"


def reader_document(
    article: Article,
    body_html: str,
    style: ReaderStyle,
    labels: Labels = Labels(),  # frozen
    *,
    notice: str = "",
    format_date: Callable[[date], str] = str,
) -> str:
    """Return the whole page.

    Args:
        article: for the header.
        body_html: clean, with pictures at images/<name>.
        style: type and colours.
        labels: in the person's language.
        notice: a line above the body that says what is not whole; empty for none.
        format_date: writes a date as the person does.
    """
    return plain_document(
        article,
        f'{_header(article, labels, format_date)}\n{_notice(notice)}<div class="body">{body_html}</div>',
        style,
    )


def plain_document(article: Article, content: str, style: ReaderStyle) -> str:
    """Return a page that looks like the article's, with anything in it.

    Args:
        article: for its title, language and direction.
        content: HTML that needs no cleaning.
        style: type and colours.
    """
    language = re.sub(r"[^A-Za-z0-9-]", "", article.language) or "und"
    direction = "rtl" if article.is_right_to_left else "ltr"
    return (
        f'<!DOCTYPE html>\n<html lang="{language}" dir="{direction}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(article.title)}</title>\n<style>\n{_variables(style)}\n{_style_sheet()}\n</style>\n</head>\n"
        f"<body>\n<article>\n{content}\n</article>\n</body>\n</html>\n"
    )


def reading_minutes(words: int) -> int:
    """How long a text of so many words takes, at least a minute."""
    return max(1, round(words / WORDS_A_MINUTE))


def _variables(style: ReaderStyle) -> str:
    paper = PAPERS.get(style.theme, PAPERS["light"])
    font = _FONTS.get(style.font) or f'"{_UNSAFE_IN_FONT.sub("", style.font)}", {_FONTS["serif"]}'
    scheme = "dark" if style.theme in ("dark", "grey", "more-dark") else "light"
    return (
        f":root {{ color-scheme: {scheme}; --paper: {paper.paper}; --ink: {paper.ink}; --muted: {paper.muted};"
        f" --line: {paper.line}; --link: {paper.link}; --tint: {paper.tint}; --mark: {paper.mark};"
        f" --passage: {paper.passage}%; --font: {font};"
        f" --sans: {_FONTS['sans']}; --mono: {_FONTS['mono']}; --size: {style.size}px;"
        f" --leading: {style.line_height}; --measure: {style.width}ch; }}"
    )


@cache
def _style_sheet() -> str:
    return resources.text("reader/reader.css")


def _header(article: Article, labels: Labels, format_date: Callable[[date], str]) -> str:
    host = display_host(article.url)
    site = escape(article.site or host)
    if host:
        site = f'<a href="{escape(article.url)}" title="{escape(host)}">{site}</a>'
    facts = [
        f'<span class="byline">{escape(article.byline)}</span>' if article.byline else "",
        site,
        escape(format_date(article.published)) if article.published else "",
        escape(labels.minutes.format(n=reading_minutes(article.words))) if article.words else "",
    ]
    saved = labels.saved.format(date=format_date(article.saved_at.astimezone().date()))
    tags = "".join(f"<li>{escape(tag)}</li>" for tag in article.tags)
    return "\n".join(
        part
        for part in (
            "<header>",
            f'<h1 dir="auto">{escape(article.title)}</h1>',
            f'<p class="standfirst" dir="auto">{escape(article.standfirst)}</p>' if article.standfirst else "",
            f'<p class="facts">{"&nbsp;<i>·</i> ".join(fact for fact in facts if fact)}</p>',
            f'<p class="saved">{escape(saved)}</p>',
            f'<ul class="tags">{tags}</ul>' if tags else "",
            f'<p class="note" dir="auto">{escape(article.note)}</p>' if article.note else "",
            "</header>",
        )
        if part
    )


def _notice(text: str) -> str:
    return f'<p class="notice">{escape(text)}</p>\n' if text else ""
