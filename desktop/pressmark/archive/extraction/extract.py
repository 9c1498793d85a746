"""The steps of an extraction in their order: guard, parse, facts, prepare, body, clean, text, quality."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lxml import html as lxml_html

from pressmark.archive.charset import decode
from pressmark.archive.errors import NotReadable
from pressmark.archive.extraction import guard
from pressmark.archive.extraction.body import find_body
from pressmark.archive.extraction.clean import clean
from pressmark.archive.extraction.inlays import write_out
from pressmark.archive.extraction.language import language_of
from pressmark.archive.extraction.metadata import Metadata, read_metadata
from pressmark.archive.extraction.parse import parse
from pressmark.archive.extraction.plain import extract_text
from pressmark.archive.extraction.prepare import MARK, prepare
from pressmark.archive.extraction.quality import quality
from pressmark.archive.extraction.site_rules import SiteRules, bodies, corrected, joined, parse_rules, strip
from pressmark.archive.extraction.standalone import document, localise
from pressmark.archive.extraction.teasers import completed
from pressmark.archive.extraction.text import text_of
from pressmark.archive.extraction.tidy import settle_standfirst, tidy
from pressmark.archive.urls import clean_text
from pressmark.archive.values import Extraction, Page, Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

    from pressmark.archive.extraction.judge import Judge

VERSION = 6  # of all that makes an extraction: raise it where pages may come out differently
EXCERPT = 280  # characters
_JSON_LD = "application/ld+json"


def extract(page: Page, judge: Judge | None = None, rules: SiteRules | None = None) -> Extraction:
    """Return the readable form of a page.

    Args:
        page: decoded, with its final address.
        judge: another than the one that comes with the program.
        rules: what a person wrote for the page's site.

    Raises:
        TooLarge, NotReadable: the page holds no text (`no-text`) or is refused (`too-complex`).
    """
    if page.content_type.startswith("text/plain"):
        return extract_text(page.html)
    guard.check(page.html)
    rules = rules or SiteRules()
    root, prepared, facts, named = read_page(page.html, page.url, rules)
    ruled = joined([one for one in named if prepared in (one, *one.iterancestors())])
    found = (ruled, 1.0) if ruled is not None else find_body(root, prepared, facts, judge)
    if found is None:
        raise NotReadable(code="no-text")
    body, expected = found
    if ruled is None:
        completed(body, facts.article_body)
    standfirst = settle_standfirst(body, facts.standfirst)
    tidy(body)
    for element in body.iter():
        if isinstance(element.tag, str):
            element.attrib.pop(MARK, None)
    html = clean(lxml_html.tostring(body, encoding="unicode"))
    html = re.sub(r"^\s*<div>(.*)</div>\s*$", r"\1", html, flags=re.DOTALL)
    text = text_of(html)
    if not text:
        raise NotReadable(code="no-text")
    pictures = picture_addresses(html)
    score, doubts = quality(text, body, expected, facts.article_body)
    published, modified = facts.dates.published, facts.dates.modified
    language = language_of(facts.language, text)
    sources = {**facts.sources, **({"language": Source.TEXT} if language and language != facts.language else {})}
    if not facts.description:
        sources["excerpt"] = Source.TEXT
    return Extraction(
        title=facts.title or clean_text(text.partition("\n")[0])[:80],
        standfirst=standfirst,
        byline=facts.byline,
        site=facts.site,
        published=published.day if published else None,
        published_at=published.moment if published else None,
        modified=modified.day if modified else None,
        modified_at=modified.moment if modified else None,
        language=language,
        excerpt=_excerpt(facts, text),
        html=html,
        text=text,
        lead_image=_lead_image(facts, pictures),
        pictures=pictures,
        quality=score,
        doubts=doubts,
        canonical_url=facts.canonical_url,
        keywords=facts.keywords,
        section=facts.section,
        licence=facts.licence,
        sources=sources,
    )


def read_page(
    html: str, url: str, rules: SiteRules | None = None
) -> tuple[HtmlElement, HtmlElement, Metadata, list[HtmlElement]]:
    """Parse and prepare a page: its tree, its body in the tree, what it says of itself, what rules call the text."""
    root = parse(html, url)
    blocks = [one.text_content() for one in root.iter("script") if (one.get("type") or "").strip().lower() == _JSON_LD]
    facts = read_metadata(root, url, blocks)
    named: list[HtmlElement] = []
    if rules is not None and rules.rules:
        facts = corrected(facts, root, rules)
        strip(root, rules)
        named = bodies(root, rules)
    write_out(root, url)
    return root, prepare(root), facts, named


def extract_html(html: bytes, url: str, content_type: str = "") -> Extraction:
    """Return the readable form of a page's bytes, decoded as a browser would.

    Raises:
        TooLarge, NotReadable: as `extract` does.
    """
    kind = "text/plain" if content_type.lower().startswith("text/plain") else "text/html"
    return extract(Page(url, decode(html, content_type), kind))


def extract_to_json(html: str, url: str, content_type: str, name: str, rules: str = "") -> dict[str, Any]:
    """Do what `extract` does, with a result that JSON can carry.

    Args:
        html: the decoded page.
        url: its final address.
        content_type: `text/plain`, or anything else for HTML.
        name: the file's name where there is one, for a title of last resort.
        rules: what a person wrote for the page's site; see `site_rules`.
    """
    is_plain = content_type.startswith("text/plain")
    extraction = (
        extract_text(html, name)
        if is_plain
        else extract(Page(url, html, content_type or "text/html"), rules=parse_rules(rules))
    )
    return extraction.to_plain()


def extraction_from_json(values: Mapping[str, Any]) -> Extraction:
    """Return the extraction that `extract_to_json` described."""
    return Extraction.from_plain(values)


def write_standalone(values: dict[str, Any], files: dict[str, str], url: str, saved_at: str) -> dict[str, str]:
    """Point an extraction's pictures to files; returns `html`, the body, and `page`, the file that stands alone."""
    extraction = extraction_from_json(values)
    html = localise(extraction.html, files)
    return {"html": html, "page": document(extraction, html, url, saved_at)}


def picture_addresses(html: str) -> tuple[str, ...]:
    """The addresses of the pictures in a clean body, each once."""
    if "<img" not in html:
        return ()
    root: HtmlElement = lxml_html.fragment_fromstring(html, create_parent="div")
    return tuple(dict.fromkeys(address for image in root.iter("img") if (address := image.get("src"))))


def _lead_image(facts: Metadata, pictures: tuple[str, ...]) -> str:
    if facts.lead_image in pictures:
        return facts.lead_image
    return pictures[0] if pictures else ""


def _excerpt(facts: Metadata, text: str) -> str:
    source = facts.description or facts.standfirst or clean_text(text[: EXCERPT * 3])
    return source if len(source) <= EXCERPT else source[: EXCERPT - 1].rsplit(" ", 1)[0].rstrip(" ,;") + "\u2026"
