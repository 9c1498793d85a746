"""What the page says of itself, and where it says so: title, standfirst, byline, site, dates, language, licence ...

Each fact is looked for in an order of sources, the most deliberate first: structured data made for machines (JSON-LD),
tags made for sharing (Open Graph), other meta tags, microdata, then what a reader sees.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pressmark.archive.extraction.bylines import find_byline
from pressmark.archive.extraction.chronology import Dates, find_dates
from pressmark.archive.extraction.parse import join
from pressmark.archive.extraction.structured import articles_in, first_text, names_in
from pressmark.archive.extraction.surroundings import headline_of, texts_around
from pressmark.archive.extraction.titles import find_title, headline_in, letters_of
from pressmark.archive.urls import clean_text
from pressmark.archive.values import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

MAX_STANDFIRST = 1_000  # characters
MAX_SECTION = 80
MAX_ADDRESS = 4_000

_STANDFIRST = re.compile(
    r"(?:^|[\s_-])(?:standfirst|dek|subtitle|sub-?head(?:line)?|deck|lede|lead-text|summary|intro(?:duction)?|strapline"
    r"|teaser)(?:[\s_-]|$)",
    re.IGNORECASE,
)


_SUBDOMAINS = re.compile(r"^(?:www|m|mobile|amp)\.")


@dataclass(frozen=True, slots=True)
class Metadata:
    """The facts of one page; empty where unknown. `sources` says where each that was found comes from."""

    title: str = ""
    headline: str = ""  # what the page shows as its title, to find it again in the body
    standfirst: str = ""
    byline: str = ""
    site: str = ""
    dates: Dates = field(default_factory=Dates)
    language: str = ""
    description: str = ""
    lead_image: str = ""
    canonical_url: str = ""
    keywords: tuple[str, ...] = ()
    section: str = ""
    licence: str = ""
    article_body: str = ""  # of the structured data: an oracle for what the text must be
    sources: dict[str, Source] = field(default_factory=dict)


def read_metadata(root: HtmlElement, url: str, scripts: Iterable[str]) -> Metadata:
    """Collect the facts of a page.

    Args:
        root: the parsed page, before anything was taken away.
        url: its final address.
        scripts: the JSON-LD blocks of the page.
    """
    metas = _metas(root)
    articles = articles_in(scripts)
    site, site_by = _site(metas, articles, url)
    headline = headline_in(root)
    title, title_by = find_title(root, metas, articles, headline, site)
    around = texts_around(root, headline_of(root, title))
    description, description_by = _pick(
        (Source.JSON_LD, first_text(articles, "description")),
        (Source.OPEN_GRAPH, metas.get("og:description")),
        (Source.META, metas.get("description")),
        (Source.META, metas.get("twitter:description")),
        limit=MAX_STANDFIRST,
    )
    image, image_by = _pick(
        (Source.OPEN_GRAPH, metas.get("og:image:secure_url")),
        (Source.OPEN_GRAPH, metas.get("og:image")),
        (Source.META, metas.get("twitter:image")),
        (Source.META, metas.get("twitter:image:src")),
        (Source.JSON_LD, first_text(articles, "image")),
        limit=MAX_ADDRESS,
    )
    standfirst, is_seen = _standfirst(root, description, title)
    byline, byline_by = find_byline(root, metas, articles, site, around.nearest)
    dates = find_dates(root, metas, articles, url, around)
    language, language_by = _language(root, metas, articles)
    keywords, keywords_by = _keywords(metas, articles)
    section, section_by = _pick(
        (Source.OPEN_GRAPH, metas.get("article:section")),
        (Source.JSON_LD, first_text(articles, "articleSection")),
        (Source.META, metas.get("parsely-section") or metas.get("section")),
        limit=MAX_SECTION,
    )
    licence, licence_by = _licence(root, url, metas, articles)
    canonical = _canonical(root, url)
    found = {
        "title": (title, title_by),
        "standfirst": (standfirst, Source.PAGE if is_seen else description_by),
        "byline": (byline, byline_by),
        "site": (site, site_by),
        "published": (dates.published, dates.published_by),
        "modified": (dates.modified, dates.modified_by),
        "language": (language, language_by),
        "excerpt": (description, description_by),
        "lead_image": (image, image_by),
        "canonical_url": (canonical, Source.META),
        "keywords": (keywords, keywords_by),
        "section": (section, section_by),
        "licence": (licence, licence_by),
    }
    return Metadata(
        title=title,
        headline=headline,
        standfirst=standfirst,
        byline=byline,
        site=site,
        dates=dates,
        language=language,
        description=description,
        lead_image=join(url, image) if image else "",
        canonical_url=canonical,
        keywords=keywords,
        section=section,
        licence=licence,
        article_body=first_text(articles, "articleBody"),
        sources={name: source for name, (value, source) in found.items() if value},
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


def _pick(*given: tuple[Source, str | None], limit: int) -> tuple[str, Source]:
    """The first that says something, and who says it."""
    for source, value in given:
        if value and (cleaned := clean_text(value)):
            return (cleaned if len(cleaned) <= limit else cleaned[: limit - 1].rstrip() + "\u2026"), source
    return "", Source.PAGE


def _site(metas: dict[str, str], articles: list[dict[str, Any]], url: str) -> tuple[str, Source]:
    publisher = next((name for one in articles for name in names_in(one.get("publisher"))), "")
    host = urlsplit(url).hostname or "" if "//" in url else ""
    return _pick(
        (Source.OPEN_GRAPH, metas.get("og:site_name")),
        (Source.JSON_LD, publisher),
        (Source.META, metas.get("application-name")),
        (Source.ADDRESS, host.removeprefix("www.")),
        limit=120,
    )


def _standfirst(root: HtmlElement, description: str, title: str) -> tuple[str, bool]:
    """The line under the title, and whether readers see it; what the page gives machines where they see none."""
    for element in root.iter("h2", "p", "div", "h3", "h4"):
        if not _STANDFIRST.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
            continue
        text = clean_text(element.text_content())
        if 25 <= len(text) <= 500 and letters_of(text) != letters_of(title) and not element.findall(".//a"):
            if (
                not description
                or letters_of(text)[:60] in letters_of(description)
                or letters_of(description)[:60] in letters_of(text)
            ):
                return text, True
            if element.tag in ("h2", "p"):
                return text, True
    return (description if letters_of(description) != letters_of(title) else ""), False


def _language(root: HtmlElement, metas: dict[str, str], articles: list[dict[str, Any]]) -> tuple[str, Source]:
    html = root if root.tag == "html" else root.getroottree().getroot()
    declared, source = _pick(
        (Source.PAGE, html.get("lang") or html.get("{http://www.w3.org/XML/1998/namespace}lang")),
        (Source.OPEN_GRAPH, metas.get("og:locale")),
        (Source.META, metas.get("content-language")),
        (Source.JSON_LD, first_text(articles, "inLanguage")),
        limit=80,
    )
    found = re.match(r"\s*([a-zA-Z]{2,3})(?:[-_][a-zA-Z0-9]{2,8})*\s*(?:,|$)", declared)
    return (found[1].lower() if found else ""), source


def _canonical(root: HtmlElement, url: str) -> str:
    """The address that the page gives itself, believed only for its own site."""
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            address = join(url, link.get("href") or "")
            return address if len(address) <= MAX_ADDRESS and _is_same_site(address, url) else ""
    return ""


def _is_same_site(address: str, url: str) -> bool:
    try:
        mine, theirs = (urlsplit(one) for one in (address, url))
        first, second = (_SUBDOMAINS.sub("", (one.hostname or "").lower()) for one in (mine, theirs))
    except ValueError:
        return False
    is_web = mine.scheme in ("http", "https")
    return is_web and bool(first) and (first == second or first.endswith("." + second) or second.endswith("." + first))


def _licence(root: HtmlElement, url: str, metas: dict[str, str], articles: list[dict[str, Any]]) -> tuple[str, Source]:
    linked = next(
        (
            one.get("href") or ""
            for one in root.iter("link", "a")
            if "license" in (one.get("rel") or "").lower().split()
        ),
        "",
    )
    return _pick(
        (Source.JSON_LD, first_text(articles, "license")),
        (Source.META, metas.get("dc.rights") or metas.get("dcterms.license")),
        (Source.PAGE, join(url, linked) if linked else ""),
        limit=300,
    )


def _keywords(metas: dict[str, str], articles: list[dict[str, Any]]) -> tuple[tuple[str, ...], Source]:
    words: list[str] = []
    for one in articles:
        value = one.get("keywords")
        if isinstance(value, str):
            words += value.split(",")
        elif isinstance(value, list):
            words += [word for word in value if isinstance(word, str)]
    source = Source.JSON_LD if any(map(str.strip, words)) else Source.META
    words += (metas.get("news_keywords") or metas.get("keywords") or "").split(",")
    cleaned = (clean_text(word) for word in words[:60])
    return tuple(dict.fromkeys(word for word in cleaned if 1 < len(word) <= 60))[:20], source
