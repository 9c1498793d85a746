"""What stands around an article's body on a page of its own, well-formed as XML too; all of it is escaped."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from pressmark.archive.urls import display_host

if TYPE_CHECKING:
    from pressmark.archive.values import ExportWords, WholeArticle

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


def told(text: str) -> str:
    """A text as HTML and XML both take it."""
    return escape(printable(text))


def printable(text: str) -> str:
    """A text without the characters that XML has no way to say."""
    return _NOT_IN_XML.sub("", text)


def language_tag(language: str) -> str:
    """A language where it has the form of one (BCP 47), else nothing."""
    return language if _LANGUAGE.fullmatch(language) else ""


def header(one: WholeArticle, words: ExportWords) -> str:
    """Title, origin, tags and note."""
    article = one.article
    host = display_host(article.url)
    site = told(article.site or host)
    facts = [
        f"<b>{told(article.byline)}</b>" if article.byline else "",
        f'<a href="{told(article.url)}" title="{told(host)}">{site}</a>' if host else site,
        told(words.format_date(article.published)) if article.published else "",
    ]
    tags = "".join(f"<li>{told(tag)}</li>" for tag in article.tags)
    saved = words.saved.format(date=words.format_date(article.saved_at.astimezone().date()))
    lines = (
        f"<h1>{told(article.title)}</h1>",
        f'<p class="standfirst">{told(article.standfirst)}</p>' if article.standfirst else "",
        f'<p class="facts">{" · ".join(filter(None, facts))}</p>' if any(facts) else "",
        f'<p class="facts">{told(saved)}</p>',
        f'<ul class="tags">{tags}</ul>' if tags else "",
        f'<p class="note"><b>{told(words.note)}</b><br/>{_lines(article.note)}</p>' if article.note else "",
    )
    return "\n".join(("<header>", *filter(None, lines), "</header>"))


def passages(one: WholeArticle, words: ExportWords) -> str:
    """What was highlighted, with the notes; nothing where nothing was."""
    if not one.highlights:
        return ""
    quotes = "\n".join(
        f'<blockquote class="{highlight.colour}"><p>{_lines(highlight.quote)}</p></blockquote>'
        + (f'\n<p class="remark">{_lines(highlight.note)}</p>' if highlight.note else "")
        for highlight in one.highlights
    )
    return f'<section class="passages">\n<h2>{told(words.highlights)}</h2>\n{quotes}\n</section>\n'


def _lines(text: str) -> str:
    return told(text.strip()).replace("\n", "<br/>\n")
