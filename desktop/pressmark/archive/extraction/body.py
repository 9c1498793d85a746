"""Finds the article in the page and cuts it out, with its structure.

readability-lxml gives its opinions, a judge that learnt from many pages weighs them against all else that is to be seen
of each passage, and the body is cut from the prepared page itself: the passages chosen, what leads to them, and the
pictures that stand among them.
"""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING

import numpy as np

from pressmark.archive.extraction.callouts import is_callout, title_of
from pressmark.archive.extraction.galleries import captions_among
from pressmark.archive.extraction.judge import likelihoods, trained
from pressmark.archive.extraction.notes import notes_to
from pressmark.archive.extraction.opinions import opinions_on
from pressmark.archive.extraction.passages import is_post, passages_of
from pressmark.archive.extraction.pictures import HEADINGS, pictures_of
from pressmark.archive.extraction.prepare import MARK
from pressmark.archive.extraction.traits import Setting, traits_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from lxml.html import HtmlElement
    from numpy.typing import NDArray

    from pressmark.archive.extraction.judge import Judge
    from pressmark.archive.extraction.metadata import Metadata
    from pressmark.archive.extraction.passages import Passage

KEPT = "kept 0"  # the trait that says what readability keeps of the page as it is
FIRM = ("is pre", "is table")  # traits of what is hardly ever put around an article: code and tables
UNLIKELY = 0.03  # below this nothing comes back
ANNOUNCED = 0.25  # of a list or table right below a heading that is chosen
LEAST_LIKELY = 0.4  # of a passage that is chosen, unless none is likelier
SURE = 0.92  # expected F1 of a page from which on what is doubted goes
DOUBTED = 0.7  # likelihood below which readability's word for a passage is not enough there
UNSURE = 0.7  # expected F1 below which readability is believed, if what it keeps promises nearly as much
NEARLY = 0.75
NO_ARTICLE = 0.55  # expected F1 below which, if readability is of no help, there is not one article on the page
MAX_LINKS = 0.3  # share of links in what comes back
MIN_CELLS = 4
MOST_CELL = 200  # characters of a cell of a table that holds data, not the page's layout
_STRUCTURE = frozenset("ul ol dl table pre blockquote h2 h3 h4 h5 h6".split())
_NO_BOX = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol dl table tbody tr td th li dd dt a span em strong b i pre blockquote figure".split()
)


def find_body(
    root: HtmlElement, page: HtmlElement, facts: Metadata, judge: Judge | None = None
) -> tuple[HtmlElement, float] | None:
    """Cut the article out of a prepared page.

    Args:
        root: the page's tree.
        page: its body, numbered by `prepare`; is not changed.
        facts: what the page says of itself.
        judge: another than the one that comes with the program.

    Returns:
        A new `div`, and how good it is likely to be, 0 to 1; None where there is no text.
    """
    passages, rows, names = described(root, page, facts)
    if not passages:
        return None
    likely = likelihoods(judge or trained(), rows, names)
    lengths = np.array([len(one.text) for one in passages], np.float64)
    is_chosen, is_doubted, expected = decide(likely, lengths, *looked_up(rows, names))
    is_chosen |= _between(passages, is_chosen, likely) & ~is_doubted
    chosen = _with_whole_tables([one for one, is_ours in zip(passages, is_chosen, strict=True) if is_ours], passages)
    wanted = {one.element for one in chosen} - captions_among(chosen)
    pictures = pictures_of(page, passages, wanted)
    wanted |= notes_to(wanted, passages, page)
    wanted |= _titles_of_callouts(wanted, passages)
    container = _common_box([one.element for one in passages if one.element in wanted])
    wanted |= pictures
    body = _cut(container, wanted)
    _drop_headline(body, facts.headline or facts.title)
    return body, expected


def looked_up(rows: NDArray[np.float32], names: list[str]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return of each passage's traits what `decide` asks for: whether readability keeps it, and whether it is firm."""
    kept, code, table = (rows[:, names.index(one)] > 0 for one in (KEPT, *FIRM))
    return kept, code | table


def decide(
    likely: NDArray[np.float32], lengths: NDArray[np.float64], kept: NDArray[np.bool_], is_firm: NDArray[np.bool_]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_], float]:
    """Choose the passages, minding how sure the judge is of the page as a whole.

    Where it is sure, passages that it doubts go, if readability keeps them: of such no more than half are right. Of
    code and tables more are, and of what readability does not keep most, for something else must speak for it. Where
    it is unsure, readability is believed, and where that helps as little, too much is better than one teaser of many.

    Args:
        likely: how likely each passage belongs to the article.
        lengths: their characters.
        kept: what readability keeps of the page as it is.
        is_firm: what is code or a table.

    Returns:
        Whether each is chosen; whether it went because it was doubted; and the F1 that the judge expected.
    """
    is_chosen, expected = choose(likely, lengths)
    is_doubted = np.zeros(len(likely), bool)
    if expected >= SURE and (is_chosen & (likely >= DOUBTED)).any():
        is_doubted = is_chosen & kept & ~is_firm & (likely < DOUBTED)
    elif expected < UNSURE and kept.any() and _expected_f1(kept, likely, lengths) >= NEARLY * expected:
        is_chosen = kept
    elif expected < NO_ARTICLE:
        is_chosen |= likely >= UNLIKELY
    return is_chosen & ~is_doubted, is_doubted, expected


def _expected_f1(is_chosen: NDArray[np.bool_], likely: NDArray[np.float32], lengths: NDArray[np.float64]) -> float:
    right = likely * lengths
    return float(2 * right[is_chosen].sum() / (lengths[is_chosen].sum() + right.sum() + 1e-9))


def choose(likely: NDArray[np.float32], lengths: NDArray[np.float64]) -> tuple[NDArray[np.bool_], float]:
    """Choose the passages for which the expected F1 is the highest: more of them where the judge is unsure of all.

    Args:
        likely: how likely each passage belongs to the article.
        lengths: their characters.

    Returns:
        Whether each is chosen, at least one; and the expected F1.
    """
    order = np.argsort(-likely, kind="stable")
    right = np.cumsum((likely * lengths)[order])
    scores = 2 * right / (np.cumsum(lengths[order]) + right[-1] + 1e-9)
    best = int(scores.argmax())
    is_chosen = np.zeros(len(likely), bool)
    is_chosen[order[: best + 1]] = True
    is_chosen &= likely >= min(LEAST_LIKELY, float(likely.max(initial=0.0)))
    return is_chosen, float(scores[best])


def described(
    root: HtmlElement, page: HtmlElement, facts: Metadata
) -> tuple[list[Passage], NDArray[np.float32], list[str]]:
    """Return the passages of a prepared page, the traits of each, and the traits' names."""
    passages = passages_of(page)
    if not passages:
        return [], np.zeros((0, 0), np.float32), []
    setting = Setting(opinions_on(root), facts.headline or facts.title, facts.description, facts.article_body)
    return passages, *traits_of(passages, setting)


def _between(
    passages: Sequence[Passage], is_chosen: NDArray[np.bool_], likely: NDArray[np.float32]
) -> NDArray[np.bool_]:
    """The headings, lists, tables, quotations and code, mostly short, that stand between chosen passages of a box."""
    count: dict[HtmlElement, int] = {}
    spans: dict[tuple[HtmlElement, bool], tuple[int, int]] = {}  # first and last chosen: in a box; right in it
    for place, one in enumerate(passages):
        for height, box in enumerate(one.element.iterancestors()):
            count[box] = count.get(box, 0) + 1
            for is_near in (False, True)[: 1 + (height == 0)] if is_chosen[place] else ():
                spans[box, is_near] = (spans.get((box, is_near), (place, place))[0], place)
    found = np.zeros(len(passages), bool)
    for place, one in enumerate(passages):
        if is_chosen[place] or likely[place] < UNLIKELY:
            continue
        frames = [one.element]
        while (box := frames[-1].getparent()) is not None and count[box] == 1:
            frames.append(box)  # all that is in it is this passage; so its neighbours have frames as well
        is_wanted = any(frame.tag in _STRUCTURE for frame in frames)
        is_text = one.link_characters <= MAX_LINKS * len(one.text) or _may_be_links(one.element) or _leads_here(frames)
        is_near = len(frames) == 1
        start, end = spans.get((box, is_near), (place, place)) if box is not None else (place, place)
        while start > place and not is_near and (box := box.getparent()) is not None:
            start = spans[box, False][0]  # it stands above the text of its box: is there text before that?
        is_between = start < place < end
        found[place] = is_wanted and is_text and (is_between or _is_announced(place, passages, is_chosen, likely))
    return found


def _is_announced(
    place: int, passages: Sequence[Passage], is_chosen: NDArray[np.bool_], likely: NDArray[np.float32]
) -> bool:
    """Whether a chosen heading stands right above it."""
    before, own = passages[place - 1].element, passages[place].element
    is_headed = place > 0 and is_chosen[place - 1] and before.tag in HEADINGS and own.tag not in HEADINGS
    return bool(is_headed and before.getparent() is own.getparent() and likely[place] >= ANNOUNCED)


def _leads_here(frames: Sequence[HtmlElement]) -> bool:
    """Whether it is a heading whose links are to itself."""
    links = [*frames[0].iter("a"), *(frame for frame in frames[1:] if frame.tag == "a")]
    is_heading = any(frame.tag in HEADINGS for frame in (*frames, *frames[0].iter(*HEADINGS)))
    return is_heading and all((link.get("href") or "#").startswith("#") for link in links)


def _may_be_links(element: HtmlElement) -> bool:
    """Whether it is an embedded post, or a table with headings over columns: there links are data."""
    if is_post(element):
        return True
    return element.tag == "table" and len(element.findall(".//th")) > 1 and element.find(".//table") is None


def _with_whole_tables(chosen: list[Passage], passages: Sequence[Passage]) -> list[Passage]:
    """A table that holds data stays or goes as one, whatever each of its cells looks like."""
    inside: dict[HtmlElement, list[Passage]] = {}
    for one in passages:
        table = next(one.element.iterancestors("table"), None)
        if table is not None:
            inside.setdefault(table, []).append(one)
    ours = set(chosen)
    for table, cells in inside.items():
        if table.find(".//th") is None or table.find(".//table") is not None or len(cells) < MIN_CELLS:
            continue
        held = sum(len(one.text) for one in cells if one in ours)
        whole = sum(len(one.text) for one in cells)
        if whole <= MOST_CELL * len(cells):
            ours = ours.union(cells) if held * 2 > whole else ours.difference(cells)
    return [one for one in passages if one in ours] or chosen


def _common_box(elements: Sequence[HtmlElement]) -> HtmlElement:
    """The smallest box that holds them all."""
    path = [*reversed(list(elements[0].iterancestors())), elements[0]]
    for element in elements[1:]:
        own = {element, *element.iterancestors()}
        while path and path[-1] not in own:
            path.pop()
    while len(path) > 1 and path[-1].tag in _NO_BOX:
        path.pop()
    return path[-1]


def _titles_of_callouts(chosen: Collection[HtmlElement], passages: Sequence[Passage]) -> set[HtmlElement]:
    known: dict[HtmlElement, HtmlElement | None] = {}
    for element in chosen:
        for box in element.iterancestors():
            if box in known:
                break
            known[box] = title_of(box) if is_callout(box) else None
    titles = {one for one in known.values() if one is not None}
    return {one.element for one in passages if titles and _is_in(one.element, titles)}


def _is_in(element: HtmlElement, boxes: Collection[HtmlElement]) -> bool:
    return any(box in boxes for box in (element, *element.iterancestors())) or any(
        inner in boxes for inner in element.iterdescendants()
    )


def _cut(container: HtmlElement, wanted: Collection[HtmlElement]) -> HtmlElement:
    """Copy the container with only the wanted elements, what is in them, and what leads to them."""
    marks = {element.get(MARK) for element in wanted}
    body = copy.deepcopy(container)
    body.tag, body.tail = "div", None
    if container.get(MARK) in marks:
        return body  # one passage is all of it
    leading: set[HtmlElement] = set()
    for element in body.iter():
        if isinstance(element.tag, str) and element.get(MARK) in marks:
            leading.update(element.iterancestors())
    stack = list(body)
    while stack:
        element = stack.pop()
        if isinstance(element.tag, str) and element.get(MARK) in marks:
            continue
        if element in leading:
            stack.extend(element)
        else:
            element.drop_tree()
    return body


def _drop_headline(body: HtmlElement, headline: str) -> None:
    key = re.sub(r"\W+", "", headline).casefold()
    if not key:
        return
    for element in list(body.iter("h1", "h2", "h3"))[:3]:
        text = re.sub(r"\W+", "", element.text_content()).casefold()
        if text and (text == key or (len(text) > 15 and text in key)):
            element.drop_tree()
            return
