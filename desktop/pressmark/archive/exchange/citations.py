"""Who, what, where and when of articles, in the forms that papers and their programs take.

Names stand as the page says them: which word of a name is the family's, and which author is a company, is not known.
"""

from __future__ import annotations

import json
import re
import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from pressmark.archive.exchange.markdown import escape
from pressmark.archive.urls import is_public_scheme

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from pressmark.archive.values import Article


class CitationStyle(StrEnum):
    """A form of citation."""

    TEXT = "text"
    MARKDOWN = "markdown"
    BIBTEX = "bibtex"
    CSL_JSON = "csl-json"
    RIS = "ris"


_BETWEEN_NAMES = re.compile(r"\s*[,;]\s*")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_IN_BIBTEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "{}$&%#_"},
}
_FILLERS = frozenset("a an the der die das ein eine le la les un une el los las il lo".split())


def cite(articles: Sequence[Article], style: CitationStyle, saved: str = "saved") -> str:
    """Return the citations of articles, in one text.

    Args:
        articles: in the order wanted.
        style: the form.
        saved: that word in the person's language, for the forms that people read.
    """
    match style:
        case CitationStyle.BIBTEX:
            keys = _keys(articles)
            return "\n".join(_bibtex(article, key) for article, key in zip(articles, keys, strict=True))
        case CitationStyle.CSL_JSON:
            keys = _keys(articles)
            items = [_csl(article, key) for article, key in zip(articles, keys, strict=True)]
            return json.dumps(items, ensure_ascii=False, indent=2) + "\n"
        case CitationStyle.RIS:
            return "".join(map(_ris, articles))
        case CitationStyle.MARKDOWN:
            return "\n".join(_markdown(article, saved) for article in articles)
        case CitationStyle.TEXT:
            return "\n".join(_text(article, saved) for article in articles)


def authors(byline: str) -> list[str]:
    """The names in a byline, which joins them by commas."""
    return [name for name in _BETWEEN_NAMES.split(byline.strip()) if name]


def _text(article: Article, saved: str) -> str:
    parts = (article.byline, f"“{article.title}”", article.site, _iso(article.published), _address(article))
    return f"{', '.join(part for part in parts if part)} ({saved} {_saved_on(article).isoformat()})"


def _markdown(article: Article, saved: str) -> str:
    address = _address(article)
    title = f"[{escape(article.title)}](<{address}>)" if address else f"“{escape(article.title)}”"
    site = f"*{escape(article.site)}*" if article.site else ""
    parts = (escape(article.byline), title, site, _iso(article.published))
    return f"{', '.join(part for part in parts if part)} ({saved} {_saved_on(article).isoformat()})"


def _bibtex(article: Article, key: str) -> str:
    """One entry that both BibTeX and biblatex read; either passes over the fields of the other."""
    address = "".join({"{": "%7B", "}": "%7D", "\\": "%5C"}.get(one, one) for one in _address(article))
    fields = [
        ("author", " and ".join(_bibtex_name(name) for name in authors(article.byline))),
        ("title", f"{{{_in_bibtex(article.title)}}}"),  # in braces again, or styles make its capitals small
        ("howpublished", _in_bibtex(article.site)),
        ("year", str(article.published.year) if article.published else ""),
        ("month", _MONTHS[article.published.month - 1] if article.published else ""),
        ("url", address),
        ("urldate", _saved_on(article).isoformat()),
        ("langid", _in_bibtex(article.language)),
    ]
    lines = [
        f"  {name} = {value if name == 'month' else f'{{{value}}}'}," for name, value in fields if value
    ]  # months are macros
    return "\n".join((f"@misc{{{key},", *lines, "}", ""))


def _bibtex_name(name: str) -> str:
    escaped = _in_bibtex(name)
    return f"{{{escaped}}}" if re.search(r"(?i)\band\b", name) else escaped


def _in_bibtex(text: str) -> str:
    return "".join(_IN_BIBTEX.get(character, character) for character in text)


def _csl(article: Article, key: str) -> dict[str, Any]:
    item = {
        "id": key,
        "type": "webpage",
        "title": article.title,
        "author": [{"literal": name} for name in authors(article.byline)],
        "container-title": article.site,
        "issued": _csl_date(article.published) if article.published else None,
        "accessed": _csl_date(_saved_on(article)),
        "URL": _address(article),
        "language": article.language,
        "abstract": article.standfirst,
    }
    return {name: value for name, value in item.items() if value}


def _csl_date(day: date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}


def _ris(article: Article) -> str:
    """One record: its type comes first, `ER` last, a line each, two spaces and a hyphen after the tag."""
    published, saved = article.published, _saved_on(article)
    fields = [
        ("TY", "ELEC"),
        *(("AU", name) for name in authors(article.byline)),
        ("TI", article.title),
        ("T2", article.site),
        ("PY", f"{published:%Y}" if published else ""),
        ("DA", f"{published:%Y/%m/%d}" if published else ""),
        ("Y2", f"{saved:%Y/%m/%d}"),
        ("LA", article.language),
        ("AB", article.standfirst),
        *(("KW", tag) for tag in article.tags),
        ("UR", _address(article)),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in fields if value]
    return "\r\n".join((*lines, "ER  - ", ""))


def _keys(articles: Iterable[Article]) -> list[str]:
    """A name for each, made of the first author, the year and the title; letters tell apart those that would be one."""
    keys: list[str] = []
    for article in articles:
        names = authors(article.byline)
        last = names[0].split()[-1] if names else article.site
        words = [word for word in _ascii(article.title, " ").split() if word not in _FILLERS]
        year = str(article.published.year) if article.published else ""
        key = f"{_ascii(last)}{year}{words[0] if words else ''}" or f"article{article.id}"
        keys.append(key if key not in keys else f"{key}-{article.id}")
    return keys


def _ascii(text: str, between: str = "") -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", between, plain)


def _address(article: Article) -> str:
    return article.url if is_public_scheme(article.url) else ""


def _saved_on(article: Article) -> date:
    return article.saved_at.astimezone().date()


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
