"""An article as Markdown, for notes and for people who quote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markdownify import MarkdownConverter

from pressmark.archive.exchange.footnotes import take_footnotes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressmark.archive.values import Article, Highlight


def article_markdown(article: Article, body_html: str) -> str:
    """Return the article as CommonMark: title, a line on its origin, then the body.

    Args:
        article: the header's facts.
        body_html: the clean body, as `Archive.body_html` gives it.
    """
    origin = [article.byline, article.site, article.published.isoformat() if article.published else ""]
    head = [f"# {escape(article.title)}"]
    if any(origin):
        head.append(" · ".join(escape(part) for part in origin if part))
    if article.url:
        head.append(f"<{article.url}>")
    if article.standfirst:
        head.append(f"*{escape(article.standfirst)}*")
    body, notes = take_footnotes(body_html)
    parts = [*head, _converted(body)]
    parts += [f"[^{number}]: " + _converted(note).replace("\n", "\n    ") for number, note in enumerate(notes, start=1)]
    return "\n\n".join(parts) + "\n"


def highlights_markdown(highlights: Sequence[tuple[Article, Sequence[Highlight]]]) -> str:
    """Return what was highlighted as CommonMark: a section for each article, a block quote for each passage."""
    sections = []
    for article, passages in highlights:
        head = [f"## {escape(article.title)}"]
        if article.url:
            head.append(f"<{article.url}>")
        for one in passages:
            quoted = "\n>\n".join(f"> {escape(line)}" for line in one.quote.splitlines() if line.strip())
            head.append(quoted + (f"\n\n{escape(one.note)}" if one.note else ""))
        sections.append("\n\n".join(head))
    return "\n\n".join(sections) + "\n"


def _converted(html: str) -> str:
    markdown: str = MarkdownConverter(
        heading_style="ATX",
        bullets="-",
        code_language_callback=_code_language,
        sub_symbol="<sub>",  # Markdown has no sign of its own for these
        sup_symbol="<sup>",
        keep_inline_images_in=["td", "th", "h2", "h3", "h4"],
    ).convert(html)
    return markdown.strip()


def escape(text: str) -> str:
    """Return a text with nothing in it that Markdown reads as mark-up."""
    escaped: str = MarkdownConverter().escape(text, set())  # type: ignore[attr-defined]  # its stub leaves it out
    for character in "<[]":  # markdownify leaves raw HTML and links in plain text alone
        escaped = escaped.replace(character, f"\\{character}")
    return escaped


def _code_language(pre: Any) -> str:
    places = [one for one in (pre.code, pre) if one is not None]
    classes = [name for one in places for name in one.get("class") or []]
    return next((name.removeprefix("language-") for name in classes if name.startswith("language-")), "")
