"""Says why a query found nothing: which of its parts is to blame, and what may be meant instead."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from pressmark.archive import searching
from pressmark.archive.index.analysis import tokenise
from pressmark.archive.index.query import FIELDS, Field, spans, tag_text, value_text, without
from pressmark.archive.index.similar import edits_between
from pressmark.archive.values import Cause, Explanation, Order, Shelf, SpanKind

if TYPE_CHECKING:
    from datetime import date

    from pressmark.archive.completing import KnownNames
    from pressmark.archive.index.documents import Found
    from pressmark.archive.index.index import Vocabulary
    from pressmark.archive.sources import Sources
    from pressmark.archive.values import Span

MOST_PARTS = 12  # of a query that are tried one by one
TRIED = 3  # corrections of one word
TRIED_TOGETHER = 9  # corrected queries
CHANGED_AT_ONCE = 4  # words of one query
NEAR_NAME = 2  # slips in the name of a tag, a site or an author


class Part(NamedTuple):
    """A part of a query that asks for something."""

    span: Span
    is_negated: bool
    start: int  # of the span, or of a minus before it


class _Change(NamedTuple):
    start: int
    end: int
    texts: list[str]  # the likeliest first


def explain(sources: Sources, text: str, shelf: Shelf, *, today: date) -> Explanation:
    """Explain what a query does not find. Runs several searches, so it is asked for only where nothing was found.

    A query that finds all it asks for needs no explanation and gets an empty one.

    Raises:
        InvalidQuery: with the place of the mistake.
        IndexDamaged: only where the archive was opened for reading only.
    """
    listing = searching.find(sources, text, shelf, Order.RELEVANCE, typing=False, limit=0, today=today)
    if listing.total and not listing.dropped:
        return Explanation()

    def counted(texts: list[str]) -> list[Found | None]:
        return searching.count(sources, texts, shelf, today=today)

    parts = parts_of(text)[:MOST_PARTS]
    by_itself = counted([_asked(text, part.span) for part in parts])
    parts = [part for part, one in zip(parts, by_itself, strict=True) if one]  # others are signs, which ask for nothing
    alone = [one.total for one in by_itself if one]
    rest = [one.total if one else 0 for one in counted([_without(text, part) for part in parts])]
    nowhere = [not number and not part.is_negated for part, number in zip(parts, alone, strict=True)]
    is_only_one = len(parts) == 1
    causes = [
        Cause(part.start, part.span.end, text[part.start : part.span.end], found, others, part.is_negated)
        for part, found, others, is_nowhere in zip(parts, alone, rest, nowhere, strict=True)
        if is_nowhere or (not any(nowhere) and (others > listing.total or is_only_one))
    ]
    wrong = [part.span for part, is_nowhere in zip(parts, nowhere, strict=True) if is_nowhere]
    changes = [
        *sources.indexer.ask(lambda words: [change for span in wrong for change in _word_changes(words, text, span)]),
        *(change for span in wrong if (change := _name_change(sources.names, span)) is not None),
    ]
    queries = _changed(text, changes)
    answers = [
        (query, one)
        for query, one in zip(queries, counted(queries), strict=True)
        if one is not None and one.total and (not listing.total or len(one.without) < len(listing.dropped))
    ]
    answers.sort(key=lambda answer: len(answer[1].without))  # stable: the likeliest of the best
    elsewhere = 0
    if not listing.total and shelf is not Shelf.ALL:
        elsewhere = sum(one.total for one in searching.count(sources, [text], Shelf.ALL, today=today) if one)
    suggestion, number = (answers[0][0], answers[0][1].total) if answers else ("", 0)
    return Explanation(tuple(causes), suggestion, number, elsewhere)


def parts_of(text: str) -> list[Part]:
    """Return the parts of a query that ask for something, with whether a minus, or two, stand before them."""
    found: list[Part] = []
    negated = [False]
    is_next, start = False, None
    for span in spans(text):
        if span.kind is SpanKind.NOT:
            is_next = not is_next
            start = span.start if start is None else start
            continue
        if span.kind is SpanKind.PARENTHESIS and text[span.start] == "(":
            negated.append(negated[-1] ^ is_next)
        elif span.kind is SpanKind.PARENTHESIS and len(negated) > 1:
            negated.pop()
        elif span.kind in {SpanKind.WORD, SpanKind.PHRASE, SpanKind.FILTER} and span.value and span.name != "sort":
            found.append(Part(span, negated[-1] ^ is_next, span.start if start is None else start))
        is_next, start = False, None
    return found


def _asked(text: str, span: Span) -> str:
    """Return a part as it reads by itself: with the operator, where that stands before a parenthesis around it."""
    own = text[span.start : span.end]
    return own if not span.name or own.lower().startswith(f"{span.name}:") else f"{span.name}:{own}"


def _without(text: str, part: Part) -> str:
    """Return what is left of a query without a part; nothing, which asks for everything, where only signs are left."""
    left, _ = without(text, part.span.start)
    return left if parts_of(left) else ""


def _word_changes(words: Vocabulary, text: str, span: Span) -> list[_Change]:
    """Return what to write for the words of a part that the archive does not have."""
    if span.name and span.name not in FIELDS:
        return []
    field = FIELDS.get(span.name, Field.ANY)
    start = span.end - len(_asked(text, span)) + (len(span.name) + 1 if span.name else 0)
    found = []
    for token in tokenise(text[start : span.end]):
        raw = text[start + token.start : start + token.end]
        if token.is_gram or token.is_special or words.frequency(raw, field):
            continue
        corrections = words.instead_of(raw, TRIED)
        halves = "" if span.name or span.kind is SpanKind.PHRASE else words.in_two(raw)
        if halves:
            corrections.insert(1, halves)
        if corrections:
            found.append(_Change(start + token.start, start + token.end, corrections))
    return found


def _name_change(names: KnownNames, span: Span) -> _Change | None:
    """Return which names of the archive a filter may mean."""
    match span.name:
        case "tag" | "site" | "by":
            known = names.beginning(span.name, "")
        case _:
            return None
    meant = span.value.casefold()
    own = [name for name, _ in known]
    slips = edits_between(meant, [name.casefold() for name in own]).tolist()
    ends = edits_between(meant, [name.casefold().rpartition("/")[2] for name in own]).tolist()
    ranked = sorted(
        (min(pair), place) for place, pair in enumerate(zip(slips, ends, strict=True)) if min(pair) <= NEAR_NAME
    )
    texts = [own[place] for distance, place in ranked[:TRIED] if distance < len(meant) - 1]
    written = [tag_text(name) if span.name == "tag" else f"{span.name}:{value_text(name)}" for name in texts]
    return _Change(span.start, span.end, written) if written else None


def _changed(text: str, changes: list[_Change]) -> list[str]:
    """Return the text with all changes made, in several ways, the likeliest first."""
    if not changes:
        return []
    changes = sorted(changes)
    choices = product(*(range(len(change.texts)) for change in changes[:CHANGED_AT_ONCE]))
    queries = []
    for choice in sorted(choices, key=sum)[:TRIED_TOGETHER]:
        query, end = "", 0
        for change, index in zip(changes, choice, strict=False):
            query += text[end : change.start] + change.texts[index]
            end = change.end
        queries.append(query + text[end:])
    return queries
