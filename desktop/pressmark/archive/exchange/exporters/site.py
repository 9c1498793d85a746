"""A folder that opens in any browser without Pressmark and the network: a list, and a folder an article.

Nothing in a page can run or load: the body is as clean as the reader's, and a policy forbids the rest.
"""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import quote

from pressmark import resources
from pressmark.archive.exchange.exporters.illustrations import numbered
from pressmark.archive.exchange.exporters.pages import header, language_tag, passages, told
from pressmark.archive.exchange.names import FileNames
from pressmark.archive.urls import display_host

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pressmark.archive.values import Article, ExportWords, WholeArticle

INDEX, PAGE, PICTURES = "index.html", "article.html", "images"

_POLICY = "default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"


def write_site(folder: Path, articles: Iterable[WholeArticle], words: ExportWords) -> None:
    """Write the pages, and at the end the list of them, the newest first.

    Raises:
        OSError: one could not be written.
    """
    names = FileNames([INDEX])
    rows: list[tuple[datetime, int, str]] = []  # when it was saved, its place, and its line in the list
    for place, one in enumerate(articles):
        name = names.of(one.article.title)
        own = folder / name
        own.mkdir()
        body, pictures = numbered(one.marked_html, one.pictures, PICTURES)
        (own / PAGE).write_bytes(_article(one, body, words).encode("utf-8", "replace"))
        if pictures:
            (own / PICTURES).mkdir()
        for picture, data in pictures.items():
            (own / PICTURES / picture).write_bytes(data)
        rows.append((one.article.saved_at, -place, _row(one.article, f"{name}/{PAGE}", words)))
    rows.sort(reverse=True)
    (folder / INDEX).write_bytes(_index(rows, words).encode("utf-8", "replace"))


def _article(one: WholeArticle, body: str, words: ExportWords) -> str:
    article = one.article
    language = language_tag(article.language)
    spoken = f' lang="{language}"' if language else ""
    direction = "rtl" if article.is_right_to_left else "auto"
    content = (
        f'<nav><a href="../{INDEX}">{told(words.back)}</a></nav>\n<article{spoken} dir="{direction}">\n'
        f'{header(one, words)}\n<div class="body">{body}</div>\n{passages(one, words)}</article>'
    )
    return _page(article.title, content)


def _index(rows: list[tuple[datetime, int, str]], words: ExportWords) -> str:
    count = words.articles.format(n=words.format_number(len(rows)))
    made = words.format_date(datetime.now(UTC).astimezone().date())
    parts = [f'<header>\n<h1>{told(words.title)}</h1>\n<p class="facts">{told(count)} · {told(made)}</p>\n</header>']
    for year, of_year in groupby(rows, key=lambda row: row[0].astimezone().year):
        parts.append(f'<section>\n<h2>{year}</h2>\n<ul class="list">')
        parts += [line for _, _, line in of_year]
        parts.append("</ul>\n</section>")
    content = "\n".join(parts)
    return _page(words.title, f"<main>\n{content}\n</main>")


def _row(article: Article, address: str, words: ExportWords) -> str:
    facts = (article.site or display_host(article.url), words.format_date(article.saved_at.astimezone().date()))
    tags = "".join(f" <i>{told(tag)}</i>" for tag in article.tags)
    return (
        f'<li><a href="{quote(address)}" dir="auto">{told(article.title)}</a>'
        f'<p class="facts">{" · ".join(told(fact) for fact in facts if fact)}{tags}</p></li>'
    )


def _page(title: str, content: str) -> str:
    return (
        f'<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{told(title)}</title>\n<style>\n{resources.text('exchange/site.css')}</style>\n</head>\n"
        f"<body>\n{content}\n</body>\n</html>\n"
    )
