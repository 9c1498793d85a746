"""An article as Markdown, for notes and for people who quote.

Markdown may hold HTML, and many programs that show it run what they are given. A page's text that only looks like tags
must stay text, so everything of it is escaped where the library leaves it alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from markdownify import MarkdownConverter

from pressmark.archive.exchange.footnotes import take_footnotes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressmark.archive.values import Article, Highlight

_BACKSLASHES = re.compile(r"\\+(?=[<\[\]`*_]|$)")  # others stay single: formulas are full of them
_SPECIAL = re.compile(r"(\[\^\d+\])|([<\[\]`])")  # the mark of a footnote is ours and stays
_NOT_IN_ADDRESS = re.compile(r"[<>\s\\]")
_BACKTICKS = re.compile(r"`{3,}")
_CODE = frozenset({"code", "kbd", "samp"})
_FENCE = "```"


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
        sections.append("\n\n".join([*head, *map(passage_markdown, passages)]))
    return "\n\n".join(sections) + "\n"


def passage_markdown(passage: Highlight) -> str:
    """A highlight as a block quote, with its note below."""
    quoted = "\n>\n".join(f"> {escape(line)}" for line in passage.quote.splitlines() if line.strip())
    return quoted + (f"\n\n{escape(passage.note)}" if passage.note else "")


_Base: Any = MarkdownConverter  # its stub leaves out the methods that are there to be overridden


class _Converter(_Base):  # type: ignore[misc]  # so it is of no type
    """Writes nothing that a reader of Markdown takes for HTML, or for a link that the page does not have."""

    def escape(self, text: str, parent_tags: set[str]) -> str:
        escaped: str = super().escape(_BACKSLASHES.sub(lambda found: 2 * found[0], text), parent_tags)
        return _SPECIAL.sub(lambda found: found[1] or f"\\{found[2]}", escaped)

    def convert_a(self, el: Any, text: str, parent_tags: set[str]) -> str:
        self._tame(el, "href")
        written: str = super().convert_a(el, text, parent_tags)
        return written

    def convert_img(self, el: Any, text: str, parent_tags: set[str]) -> str:
        self._tame(el, "src")
        el["alt"] = self.escape(_one_line(el.get("alt") or ""), parent_tags)
        written: str = super().convert_img(el, text, parent_tags)
        return written

    def convert_code(self, el: Any, text: str, parent_tags: set[str]) -> str:
        if "pre" not in parent_tags:
            text = text.replace("\n", " ")  # a line that begins with a tag ends the paragraph, and the code with it
        written: str = super().convert_code(el, text, parent_tags)
        is_after_code = getattr(el.previous_sibling, "name", None) in _CODE
        return f" {written}" if is_after_code and "pre" not in parent_tags else written  # or their marks become one

    convert_kbd = convert_samp = convert_code

    def convert_pre(self, el: Any, text: str, parent_tags: set[str]) -> str:
        written: str = super().convert_pre(el, text, parent_tags)
        longest = max(map(len, _BACKTICKS.findall(text)), default=0)
        if longest and written:  # a fence within would end the code
            before, inside = written.split(_FENCE, 1)
            inside, after = inside.rsplit(_FENCE, 1)
            written = (longest + 1) * "`" + inside + (longest + 1) * "`"
            written = f"{before}{written}{after}"
        return written

    def _tame(self, el: Any, address: str) -> None:
        """Change an element so that its address and title stay what they are in the brackets of a link."""
        if el.get("title"):
            el["title"] = self.escape(_one_line(el["title"]).replace("\\", ""), set())
        if el.get(address):
            plain = _NOT_IN_ADDRESS.sub(lambda found: quote(found[0]), el[address])
            el[address] = plain if _is_balanced(plain) else plain.replace("(", "%28").replace(")", "%29")


def _is_balanced(address: str) -> bool:
    """Whether each bracket in an address has its other one."""
    depth = 0
    for character in address:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return False
    return depth == 0


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _converted(html: str) -> str:
    markdown: str = _converter().convert(html)
    return markdown.strip()


def _converter() -> _Converter:
    return _Converter(
        heading_style="ATX",
        bullets="-",
        code_language_callback=_code_language,
        sub_symbol="<sub>",  # Markdown has no sign of its own for these
        sup_symbol="<sup>",
        autolinks=False,
        keep_inline_images_in=["td", "th", "h2", "h3", "h4"],
    )


def escape(text: str) -> str:
    """Return a text with nothing in it that Markdown reads as mark-up."""
    escaped = _Converter().escape(text, set())
    return re.sub(r"(?<!\\)([\[\]])", r"\\\1", escaped)  # marks of footnotes, too: here they are none


def _code_language(pre: Any) -> str:
    places = [one for one in (pre.code, pre) if one is not None]
    classes = [name for one in places for name in one.get("class") or []]
    return next((name.removeprefix("language-") for name in classes if name.startswith("language-")), "")
