"""Two snapshots of an article as one page: what was added, what went, and little of what stayed."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from pressmark.archive.values import PassageKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pressmark.archive.values import Comparison, Passage

AROUND = 1  # paragraphs that stayed, shown beside those that changed

_TAGS = {PassageKind.SAME: ("", ""), PassageKind.ADDED: ("<ins>", "</ins>"), PassageKind.REMOVED: ("<del>", "</del>")}


def comparison_html(title: str, dates: str, comparison: Comparison) -> str:
    """Return what to put into the page; everything of the article is escaped.

    Args:
        title: of the article.
        dates: says which two of its snapshots are compared.
        comparison: what is different. Its new pictures are at images/<name>, those that went at images/old-<name>.
    """
    head = f'<h1 dir="auto">{escape(title)}</h1><p class="facts">{escape(dates)}</p>'
    parts = [f"<header>{head}</header>", f'<p class="summary">{_summary(comparison)}</p>']
    names = {"title": _tr("Title"), "standfirst": _tr("Standfirst"), "byline": _tr("By"), "published": _tr("Published")}
    parts += [
        f'<p class="fact">{escape(names[name])}: <del>{escape(old)}</del> <ins>{escape(new)}</ins></p>'
        for name, old, new in comparison.facts
    ]
    pictures = [f'<img class="gone" src="images/old-{escape(name)}">' for name in comparison.pictures_removed]
    pictures += [f'<img class="new" src="images/{escape(name)}">' for name in comparison.pictures_added]
    if pictures:
        parts.append(f'<div class="pictures">{"".join(pictures)}</div>')
    if comparison.words_added or comparison.words_removed:
        parts += _paragraphs(comparison.paragraphs)
    return "\n".join(parts)


def _summary(comparison: Comparison) -> str:
    if comparison.is_same:
        return escape(_tr("Nothing is different."))
    pictures = len(comparison.pictures_added) + len(comparison.pictures_removed)
    words = comparison.words_added + comparison.words_removed
    if not words and pictures and not comparison.facts:
        return f"<b>{escape(_tr('Only pictures changed.'))}</b>"
    said = []
    if comparison.words_added:
        said.append(_tr("%Ln words added", comparison.words_added))
    if comparison.words_removed:
        said.append(_tr("%Ln words removed", comparison.words_removed))
    if pictures:
        said.append(_tr("%Ln pictures changed", pictures))
    return f"<b>{escape(' · '.join(said) or _tr('The text is the same.'))}</b>"


def _paragraphs(paragraphs: Sequence[Sequence[Passage]]) -> Iterator[str]:
    is_changed = [any(one.kind is not PassageKind.SAME for one in paragraph) for paragraph in paragraphs]
    skipped = 0
    for place, paragraph in enumerate(paragraphs):
        if not any(is_changed[max(0, place - AROUND) : place + AROUND + 1]):
            skipped += 1
            continue
        if skipped:
            yield _gap(skipped)
            skipped = 0
        pieces = (f"{_TAGS[one.kind][0]}{escape(one.text)}{_TAGS[one.kind][1]}" for one in paragraph)
        yield f'<p dir="auto">{"".join(pieces)}</p>'
    if skipped:
        yield _gap(skipped)


def _gap(number: int) -> str:
    text = _tr("%Ln paragraphs are the same", number)
    return f'<p class="skipped">⋯ {escape(text)} ⋯</p>'


def _tr(text: str, n: int = -1) -> str:
    return QCoreApplication.translate("comparison", text, None, n)
