"""What can be counted of each passage of a page, as numbers: the form in which the trained judge knows it.

Nothing here knows a site, and little depends on a language: what counts is where a passage stands, how it looks, what
its neighbours and its likes are, what sites commonly call such boxes, and what readability makes of it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pressmark.archive.extraction.boxes import box_traits, like_traits
from pressmark.archive.extraction.sight import sight_of, small, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from pressmark.archive.extraction.passages import Passage
    from pressmark.archive.extraction.sight import Numbers, Sight

ABSENT = -99.0  # a distance to what the page has not
_SENTENCE = re.compile(r"[.!?\u3002\uff01\uff1f](?:\s|$|[\"'\u201d])")
_ENDS = ".!?\u2026\u3002\u201d\"')\uff01\uff1f"
_SAMPLE = 300  # characters in which capitals and digits are counted
_SAYING = 400  # characters in which words are looked for
LEAST_ORACLE = 60  # words of structured data that can be an article
_KINDS = (
    "p",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "table",
    "td",
    "blockquote",
    "pre",
    "figcaption",
    "div",
    "span",
)
_SAYS = {
    "by": r"^(?:by|von|par|por|di|door|written by|words by|text(?: by)?|author|posted by|story by)\b",
    "date": r"\b(?:19|20)\d\d\b.{0,40}$|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b",
    "updated": r"\b(?:updated|published|posted|last modified|min(?:ute)?s? read|ago)\b",
    "more": r"^(?:read|see|more|also|related|you (?:may|might)|recommended|next|previous|continue|watch|listen|view"
    r"|click|tap|learn more|find out|check out|don.t miss|in this|photos?|gallery|trending|popular|latest)\b",
    "asking": r"\b(?:subscribe|newsletter|sign up|signup|log in|sign in|your (?:e-?mail|inbox)|donate|support us"
    r"|follow us|join|cookies?|privacy policy|terms of|contact us|download|get (?:the|our))\b",
    "share": r"\b(?:share|tweet|facebook|twitter|linkedin|whatsapp|pinterest|e-?mail|print|copy link|instagram)\b",
    "rights": r"©|\(c\)|all rights reserved|copyright|reprinted|syndicat|affiliate|commission|advertis|sponsored",
    "credit": r"^(?:photo|image|picture|credit|source|courtesy|illustration|graphic|getty|reuters|ap photo)\b"
    r"|(?:getty images|shutterstock|reuters|ap photo|unsplash|/ ?afp|courtesy of)",
    "comment": r"\b(?:comments?|repl(?:y|ies)|leave a|responses?|upvote|report abuse)\b",
    "company": r"^about (?!the\b)\w+|\b(?:headquartered in|(?:is|are) an? (?:\w+ ){0,3}(?:provider|supplier"
    r"|manufacturer|leader|company) (?:of|in|for)|founded in (?:18|19|20)\d\d|for more information|contact:"
    r"|media contact)",
    "disclaimer": r"\b(?:disclaimer|disclosure|not (?:intended|a substitute)|informational purposes|forward.looking"
    r"|does not constitute|views expressed|endorse|no responsibility|liab(?:le|ility)|consult (?:a|your|with))\b",
    "ticker": r"^(?:breaking|exclusive|live|developing|just in|advert(?:isement)?|anzeige|werbung|sponsored|pr)\b",
    "end": r"^(?:the end|ends?|#{2,}|\*{2,}|-{2,}|-30-|\W{1,5})$",
    "post": r"\bpic\.twitter\.com|^(?:\u2014|-) .{2,60}\(@\w+\)",
    "question": r"\?[\s\W]*$",
    "call": r"^(?:check|see|read|learn|discover|find|visit|browse|explore|try|start|book|shop|buy|click|call|contact"
    r"|register|apply|request|schedule|stay|let us|tell us|don.t forget|please|want|looking for|ready|need"
    r"|interested)\b",
    "you": r"\b(?:you|your|you.re|sie|ihre?n?|vous|votre|tu|usted|su)\b",
    "we": r"\b(?:we|our|us|wir|unsere?n?|nous|notre|nos|nosotros|nuestr[oa]s?)\b",
    "about": r"\b(?:is an? (?:\w+ ){0,4}(?:writer|author|journalist|editor|reporter|professor|freelance\w*"
    r"|correspondent|founder|columnist)|about the author|has (?:written|worked) )",
}
_SAID = {name: re.compile(words) for name, words in _SAYS.items()}  # of `small`
_AT_START = frozenset(["by", "more", "ticker", "end", "call"])  # elsewhere they need not be looked for


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of a page besides its passages.

    Attributes:
        opinions: what readability keeps, as marks of elements: of the page as it is, and of the page without what is
            named like boilerplate.
        title: of the article; empty where unknown.
        description: what the page says it is about.
        article_body: the text in its structured data.
    """

    opinions: tuple[Collection[str], ...]
    title: str = ""
    description: str = ""
    article_body: str = ""


def traits_of(passages: Sequence[Passage], setting: Setting) -> tuple[Numbers, list[str]]:
    """Describe each passage of a page.

    Returns:
        A row for each passage, and the names of the columns, which never depend on the page.
    """
    sight = sight_of(passages, setting.opinions)
    columns = {
        **_text_traits(sight),
        **_place_traits(sight, setting),
        **box_traits(sight),
        **_neighbour_traits(sight),
        **like_traits(sight),
        **_agreement_traits(sight, setting),
    }
    return np.stack(list(columns.values()), axis=1).astype(np.float32), list(columns)


def _text_traits(sight: Sight) -> dict[str, Numbers]:
    texts = [one.text for one in sight.passages]
    tags = [one.element.tag for one in sight.passages]
    length = np.array([len(text) for text in texts], np.float32)
    counts = Counter(texts)
    bold = [
        sum(len("".join(inner.itertext())) for inner in one.element.iter("strong", "b", "em", "i"))
        for one in sight.passages
    ]
    columns = {
        "words": np.log1p(sight.size),
        "links": sight.links,
        "link count": np.log1p(_numbers(one.links for one in sight.passages)),
        "pictures": _numbers(one.pictures for one in sight.passages),
        "common words": sight.common,
        "word length": length / np.maximum(1, sight.size),
        "sentences": _numbers(len(_SENTENCE.findall(text)) for text in texts),
        "commas": _numbers(sum(map(text.count, ",\u3001\uff0c")) for text in texts) / np.maximum(1, sight.size),
        "digits": _share(texts, str.isdigit),
        "capitals": _share(texts, str.isupper),
        "begins small": _numbers(text[0].islower() for text in texts),
        "ends sentence": _numbers(text[-1] in _ENDS for text in texts),
        "ends colon": _numbers(text[-1] in ":\uff1a" for text in texts),
        "repeats": _numbers(min(9, counts[text]) for text in texts),
        "emphasis": np.minimum(2, _numbers(bold) / length),
    }
    folded = [small(text[:_SAYING]) for text in texts]
    for name, pattern in _SAID.items():
        is_said = pattern.match if name in _AT_START else pattern.search
        columns[f"says {name}"] = np.array([is_said(text) is not None for text in folded], np.float32)
    for kind in _KINDS:
        columns[f"is {kind}"] = _numbers(tag == kind for tag in tags)
    return columns


def _numbers(values: Iterable[float]) -> Numbers:
    return np.array(list(values), np.float32)


def _share(texts: Sequence[str], is_counted: Callable[[str], bool]) -> Numbers:
    return _numbers(sum(map(is_counted, text[:_SAMPLE])) / min(_SAMPLE, len(text)) for text in texts)


def _place_traits(sight: Sight, setting: Setting) -> dict[str, Numbers]:
    size, prose, kept = sight.size, sight.prose, sight.kept
    count = len(size)
    index = np.arange(count, dtype=np.float32)
    before = np.cumsum(size) - size

    def every(value: float) -> Numbers:
        return np.full(count, value, np.float32)

    head = _headline_place(sight, words_of(setting.title))
    columns = {
        "place": index / count,
        "text before": before / sight.whole,
        "passages": every(np.log1p(count)),
        "all words": every(np.log1p(sight.whole)),
        "all prose": every(np.log1p(float(prose.sum()))),
        "prose before": (np.cumsum(prose) - prose) / sight.all_prose,
        "after headline": np.clip(index - head, -30, 60) if head >= 0 else every(ABSENT),
        "words after headline": np.sign(index - head) * np.log1p(np.abs(before - before[head]))
        if head >= 0
        else every(ABSENT),
    }
    for number, one in enumerate(kept):
        places = np.flatnonzero(one * (size > 0))
        columns[f"kept {number}"] = one
        columns[f"from first {number}"] = np.clip(index - places[0], -60, 60) if len(places) else every(ABSENT)
        columns[f"to last {number}"] = np.clip(places[-1] - index, -60, 60) if len(places) else every(ABSENT)
        columns[f"kept share {number}"] = every(float((one * size).sum()) / sight.whole)
        columns[f"kept prose {number}"] = every(float((one * prose).sum()) / sight.all_prose)
    both = float((kept[0] * kept[1] * size).sum())
    either = float((np.maximum(kept[0], kept[1]) * size).sum())
    columns["agreement"] = every(both / either if either else -1.0)
    return columns


def _headline_place(sight: Sight, title: Sequence[str]) -> int:
    """The passage that is the title, or the first heading of the first level; -1 where there is none."""
    best, best_rank = -1, 0.0
    wanted = set(title)
    for place, (one, own) in enumerate(zip(sight.passages, sight.words, strict=True)):
        tag = one.element.tag
        if tag not in ("h1", "h2") or not own:
            continue
        same = len(wanted & set(own)) / len(wanted | set(own)) if wanted else 0.0
        rank = same * (2 if same > 0.7 else 0) + (1.0 if tag == "h1" else 0.0)
        if rank > best_rank:
            best, best_rank = place, rank
    return best


def _neighbour_traits(sight: Sight) -> dict[str, Numbers]:
    size, links, prose, kept = sight.size, sight.links, sight.prose, sight.kept
    columns: dict[str, Numbers] = {}
    for by in (1, 2, -1, -2):
        columns[f"words at {-by}"] = _moved(np.log1p(size), by)
        columns[f"links at {-by}"] = _moved(links, by)
        columns[f"kept at {-by}"] = _moved(kept[0] + kept[1], by)
    for reach in (2, 5, 12):
        held = np.maximum(1, _window(size, reach))
        columns[f"prose near {reach}"] = np.log1p(_window(prose, reach))
        columns[f"links near {reach}"] = _window(links * size, reach) / held
        columns[f"kept near {reach}"] = _window(kept[0] * size, reach) / held
        columns[f"kept 1 near {reach}"] = _window(kept[1] * size, reach) / held
    columns["prose behind"] = _faded(prose)
    columns["prose ahead"] = _faded(prose[::-1])[::-1]
    return columns


def _moved(values: Numbers, by: int) -> Numbers:
    """The values of the passage that many places before; -1 where there is none."""
    padded = np.concatenate([np.full(abs(by), -1, np.float32), values, np.full(abs(by), -1, np.float32)])
    moved: Numbers = padded[abs(by) - by : abs(by) - by + len(values)]
    return moved


def _window(values: Numbers, reach: int) -> Numbers:
    """The sum over each passage and that many on either side."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    index = np.arange(len(values))
    upper, lower = np.minimum(len(values), index + reach + 1), np.maximum(0, index - reach)
    found: Numbers = (sums[upper] - sums[lower]).astype(np.float32)
    return found


def _faded(values: Numbers) -> Numbers:
    """What lies before each passage, the nearer the more of it."""
    found, running = [], 0.0
    for value in values:
        found.append(running)
        running = running * 0.8 + float(value)
    faded: Numbers = np.log1p(_numbers(found))
    return faded


def _agreement_traits(sight: Sight, setting: Setting) -> dict[str, Numbers]:
    columns: dict[str, Numbers] = {}
    unknown = np.full(len(sight.words), -1, np.float32)
    sets = [set(own) for own in sight.words]
    for name, text in (("title", setting.title), ("description", setting.description)):
        wanted = set(words_of(text))
        same = _numbers(len(wanted & own) / max(1, len(wanted | own)) for own in sets)
        within = _numbers(len(wanted & own) / max(1, len(own)) for own in sets)
        columns[f"same as {name}"] = same if wanted else unknown
        columns[f"within {name}"] = within if wanted else unknown
    oracle = words_of(setting.article_body)
    if len(oracle) < LEAST_ORACLE:
        return {**columns, "in structured": unknown, "structured share": unknown}
    grams = set(zip(oracle, oracle[1:], oracle[2:], strict=False))
    single = set(oracle)
    columns["in structured"] = _numbers(_share_in(own, grams, single) for own in sight.words)
    columns["structured share"] = np.full(len(sets), len(oracle) / max(1, int(sight.size.sum())), np.float32)
    return columns


def _share_in(own: Sequence[str], grams: Collection[tuple[str, ...]], single: Collection[str]) -> float:
    found = [gram in grams for gram in zip(own, own[1:], own[2:], strict=False)]
    return sum(found) / len(found) if found else 0.5 * all(word in single for word in own)
