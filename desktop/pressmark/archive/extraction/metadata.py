"""What the page says of itself: title, standfirst, byline, site, dates, language, lead picture, keywords.

Each fact is looked for in an order of sources, the most deliberate first: structured data made for machines (JSON-LD),
tags made for sharing (Open Graph), other meta tags, microdata, then what a reader sees.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pressmark.archive.extraction.bylines import find_byline
from pressmark.archive.extraction.dates import find_date
from pressmark.archive.extraction.parse import join
from pressmark.archive.extraction.structured import articles_in, first_text, names_in
from pressmark.archive.extraction.surroundings import headline_of, texts_around
from pressmark.archive.urls import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from lxml.html import HtmlElement

MAX_TITLE = 500  # characters; what is longer is no title
MAX_HEADINGS = 20
ALIKE = 0.3  # share of words that a heading has in common with the title it stands for
LEAST_WORDS = 4  # of a heading that is surely more than a name
MAX_STANDFIRST = 1_000

_SEPARATORS = re.compile(r"\s+[|\u2013\u2014\u00b7\u2022\u00bb:-]\s+|\s+::\s+|\s*\|\s*")
STANDFIRST_CLASS = re.compile(
    r"(?:^|[\s_-])(?:standfirst|dek|subtitle|sub-?head(?:line)?|deck|lede|lead-text|summary|intro(?:duction)?|strapline"
    r"|teaser)(?:[\s_-]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """The facts of one page; empty where unknown."""

    title: str = ""
    headline: str = ""  # what the page shows as its title, to find it again in the body
    standfirst: str = ""
    byline: str = ""
    site: str = ""
    published: date | None = None
    language: str = ""
    description: str = ""
    lead_image: str = ""
    canonical_url: str = ""
    keywords: tuple[str, ...] = ()
    article_body: str = ""  # of the structured data: an oracle for what the text must be


def read_metadata(root: HtmlElement, url: str, scripts: Iterable[str]) -> Metadata:
    """Collect the facts of a page.

    Args:
        root: the parsed page, before anything was taken away.
        url: its final address.
        scripts: the JSON-LD blocks of the page.
    """
    metas = _metas(root)
    articles = articles_in(scripts)
    site = _site(metas, articles, url)
    headline = _headline(root)
    title = _title(root, metas, articles, headline, site)
    around = texts_around(root, headline_of(root, title))
    description = _pick(
        first_text(articles, "description"),
        metas.get("og:description"),
        metas.get("description"),
        metas.get("twitter:description"),
        limit=MAX_STANDFIRST,
    )
    canonical = next((link.get("href") or "" for link in root.iter("link") if _rel(link) == "canonical"), "")
    image = _pick(
        metas.get("og:image:secure_url"),
        metas.get("og:image"),
        metas.get("twitter:image"),
        metas.get("twitter:image:src"),
        first_text(articles, "image"),
        limit=4_000,
    )
    return Metadata(
        title=title,
        headline=headline,
        standfirst=_standfirst(root, description, title),
        byline=find_byline(root, metas, articles, site, around),
        site=site,
        published=find_date(root, metas, articles, url, around),
        language=_language(root, metas, articles),
        description=description,
        lead_image=join(url, image) if image else "",
        canonical_url=join(url, canonical) if canonical else "",
        keywords=_keywords(metas, articles),
        article_body=first_text(articles, "articleBody"),
    )


def _metas(root: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        content = (meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content[:20_000])
    return found


def _rel(link: HtmlElement) -> str:
    return (link.get("rel") or "").strip().lower()


def _pick(*values: str | None, limit: int) -> str:
    for value in values:
        if value and (cleaned := clean_text(value)):
            return cleaned if len(cleaned) <= limit else cleaned[: limit - 1].rstrip() + "\u2026"
    return ""


def _headline(root: HtmlElement) -> str:
    """The page's first-level heading, if there is just one that says something."""
    texts = [clean_text(one.text_content()) for one in root.iter("h1")]
    texts = [text for text in texts if 3 <= len(text) <= MAX_TITLE]
    for element in root.iter("h1", "h2"):
        if "headline" in (element.get("itemprop") or "").split():
            return clean_text(element.text_content())
    return texts[0] if len(set(texts)) == 1 else ""


def _title(root: HtmlElement, metas: dict[str, str], articles: list[dict[str, Any]], headline: str, site: str) -> str:
    """The heading that says most nearly what the page tells machines; else that, without the site's name."""
    element = root.find(".//head/title")
    shown = clean_text(element.text_content()) if element is not None else ""
    offered = [metas.get("og:title", ""), first_text(articles, "headline"), metas.get("twitter:title", ""), shown]
    offered = [strip_site(text, site) for one in offered if one and (text := clean_text(unescape(one)))]
    headings = [headline, *(clean_text(one.text_content()) for one in root.iter("h1"))]
    headings = [strip_site(one, site) for one in headings if 3 <= len(one) <= MAX_TITLE]
    headings = [one for one in headings[:MAX_HEADINGS] if _key(one) != _key(site)]
    best = max(headings, key=lambda one: _likeness(one, offered), default="")
    is_named = any(_key(best) != _key(one) and _key(best) in _key(one) for one in offered if _key(best))
    if is_named and len(best.split()) < LEAST_WORDS and len(best) * 2 < min(map(len, offered)):
        return offered[0][:MAX_TITLE]  # it is the name of a series or of the site
    if best and (not offered or _likeness(best, offered) >= ALIKE):
        return best[:MAX_TITLE]
    return (offered[0] if offered else best)[:MAX_TITLE]


def _likeness(heading: str, offered: Sequence[str]) -> float:
    own = set(re.findall(r"\w+", heading.casefold()))
    others = [set(re.findall(r"\w+", one.casefold())) for one in offered]
    return max((len(own & other) / max(1, min(len(own), len(other))) for other in others), default=0.0)


def strip_site(title: str, site: str) -> str:
    """The title without the site's name at its end or beginning."""
    parts = [part for part in _SEPARATORS.split(title) if part.strip()]
    if len(parts) < 2:
        return title
    name = _key(site)
    if name and _key(parts[-1]) and (_key(parts[-1]) in name or name in _key(parts[-1])):
        return title[: title.rindex(parts[-1])].rstrip(" |\u2013\u2014\u00b7\u2022\u00bb:-")
    if name and _key(parts[0]) == name:
        return title[title.index(parts[0]) + len(parts[0]) :].lstrip(" |\u2013\u2014\u00b7\u2022\u00bb:-")
    if "|" in title and len(parts[0].split()) >= 3 and len(parts[-1].split()) <= 4:
        return parts[0].strip()
    return title


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _site(metas: dict[str, str], articles: list[dict[str, Any]], url: str) -> str:
    publisher = next((name for one in articles for name in names_in(one.get("publisher"))), "")
    host = urlsplit(url).hostname or "" if "//" in url else ""
    name = _pick(metas.get("og:site_name"), publisher, metas.get("application-name"), limit=120)
    return name or host.removeprefix("www.")


def _standfirst(root: HtmlElement, description: str, title: str) -> str:
    """The line under the title, as shown; what the page gives machines only where that says the same."""
    for element in root.iter("h2", "p", "div", "h3", "h4"):
        if not STANDFIRST_CLASS.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
            continue
        text = clean_text(element.text_content())
        if 25 <= len(text) <= 500 and _key(text) != _key(title) and not element.findall(".//a"):
            if not description or _key(text)[:60] in _key(description) or _key(description)[:60] in _key(text):
                return text
            if element.tag in ("h2", "p"):
                return text
    return description if _key(description) != _key(title) else ""


def _language(root: HtmlElement, metas: dict[str, str], articles: list[dict[str, Any]]) -> str:
    html = root if root.tag == "html" else root.getroottree().getroot()
    declared = html.get("lang") or html.get("{http://www.w3.org/XML/1998/namespace}lang") or metas.get("og:locale")
    declared = declared or metas.get("content-language") or first_text(articles, "inLanguage") or ""
    found = re.match(r"\s*([a-zA-Z]{2,3})(?:[-_][a-zA-Z0-9]{2,8})*\s*(?:,|$)", declared)
    return found[1].lower() if found else ""


def _keywords(metas: dict[str, str], articles: list[dict[str, Any]]) -> tuple[str, ...]:
    words: list[str] = []
    for one in articles:
        value = one.get("keywords")
        words += (
            value.split(",")
            if isinstance(value, str)
            else [word for word in value if isinstance(word, str)]
            if isinstance(value, list)
            else []
        )
    words += (metas.get("news_keywords") or metas.get("keywords") or "").split(",")
    cleaned = (clean_text(word) for word in words[:60])
    return tuple(dict.fromkeys(word for word in cleaned if 1 < len(word) <= 60))[:20]
