"""A folder of Markdown: a file an article with its facts in front, as programs for notes read them, and pictures."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from pressmark.archive.exchange.exporters.illustrations import numbered
from pressmark.archive.exchange.markdown import article_markdown, escape, passage_markdown
from pressmark.archive.exchange.names import FileNames

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pressmark.archive.values import Article, ExportWords, WholeArticle

PICTURES = "pictures"  # all pictures are in folders in this one: so no title can make a folder that is in the way
_ENDING = ".md"
# what JSON leaves as it is in a text, and YAML takes for the end of a line or for nothing that may stand there
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def write_notes(folder: Path, articles: Iterable[WholeArticle], words: ExportWords) -> None:
    """Write a file for each article.

    Raises:
        OSError: one could not be written.
    """
    names = FileNames()
    for one in articles:
        name = names.of(one.article.title, _ENDING)
        beside = f"{PICTURES}/{name.removesuffix(_ENDING)}"
        body, pictures = numbered(one.html, one.pictures, beside)
        (folder / name).write_bytes(_note(one, body, words).encode("utf-8", "replace"))
        if pictures:
            (folder / beside).mkdir(parents=True)
        for picture, data in pictures.items():
            (folder / beside / picture).write_bytes(data)


def _note(one: WholeArticle, body: str, words: ExportWords) -> str:
    text = f"{front_matter(one.article)}\n{article_markdown(one.article, body)}"
    if one.highlights:
        text += "\n\n".join([f"\n## {escape(words.highlights)}", *map(passage_markdown, one.highlights)]) + "\n"
    return text


def front_matter(article: Article) -> str:
    """What is known of an article, in YAML between two lines; what is not known is left out."""
    facts = {
        "title": _quoted(article.title),
        "url": _quoted(article.url),
        "site": _quoted(article.site),
        "author": _quoted(article.byline),
        "published": article.published.isoformat() if article.published else "",
        "saved": article.saved_at.isoformat(),
        "tags": f"[{', '.join(map(_quoted, article.tags))}]" if article.tags else "",
        "read": "true" if article.is_read else "false",
        "favourite": "true" if article.is_favourite else "false",
        "note": _quoted(article.note),
    }
    return "\n".join(["---", *(f"{name}: {value}" for name, value in facts.items() if value), "---", ""])


def _quoted(text: str) -> str:
    """A text in double quotes, which YAML reads as JSON does; nothing for nothing."""
    written = json.dumps(text, ensure_ascii=False) if text else ""
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", written)
