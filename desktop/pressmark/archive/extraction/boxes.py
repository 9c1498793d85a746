"""What can be counted of the boxes around each passage, and of the passages that are made like it."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from pressmark.archive.extraction.sight import small

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from lxml.html import HtmlElement

    from pressmark.archive.extraction.passages import Passage
    from pressmark.archive.extraction.sight import Numbers, Sight

MAX_CLIMB = 40  # boxes around a passage
MAX_LABEL = 500  # characters of class and id that are looked at
HEIGHTS = 4  # boxes around a passage that are described

_HINTS = {  # words in class and id, by what they say
    "article": r"article-?_?body|articlebody|post-?_?content|entry-?_?content|article__?(?:body|content)|story-?_?body"
    r"|article-?text|post-?_?body|body-?copy|rich-?text|prose|wysiwyg|markdown|content__body|article-?content",
    "content": r"content|article|post|entry|story|body|main|text|copy",
    "related": r"related|recommend\w*|read-?more|more-?(?:from|stories|on|news)|popular|trending|most-?read|also-?like"
    r"|suggested|latest|recirc\w*|next-?(?:post|article|up)|prev|teaser|card|promo\w*|carousel|feed|grid|listing",
    "social": r"share\w*|sharing|social\w*|addthis|addtoany|follow|twitter|facebook|sharedaddy",
    "comments": r"comments?|comment-?\w+|disqus|respond|reply|replies|discussion|thread",
    "author": r"author\w*|byline|bio|contributor|writer|about-?author|profile|avatar",
    "facts": r"meta|date|time|timestamp|published|posted|dateline|reading-?time|info|details|category|kicker|eyebrow",
    "tags": r"tags?|tag-?list|topics?|categories|keywords|labels?|breadcrumbs?|crumbs?",
    "asking": r"newsletter|subscri\w+|sign-?up|signup|cta|call-?to-?action|donate|paywall|banner|popup|modal|cookie\w*"
    r"|consent|gdpr|login|register|mailing",
    "advert": r"ad|ads|advert\w*|ad-?\w+|sponsor\w*|dfp|outbrain|taboola|adsbygoogle|affiliate",
    "caption": r"caption\w*|credit\w*|wp-caption-text|figcaption|image-?\w+|photo\w*|gallery|slideshow|media",
    "page": r"nav\w*|menu\w*|footer\w*|masthead|toolbar|pagination|pager|site-?\w+|copyright|legal|skip\w*|search",
    "side": r"sidebar\w*|side-?bar|widget\w*|aside|rail|secondary|complementary|right-?col\w*",
    "lead": r"standfirst|dek|deck|subtitle|sub-?title|sub-?head\w*|summary|excerpt|intro\w*|lede?|lead|abstract"
    r"|description",
    "notes": r"foot-?notes?|references?|reflist|citations?|sources?|bibliography|endnotes?|toc|table-of-contents",
    "extra": r"infobox|box|callout|pull-?quote|quote|note|tip|faq|question|answer|accordion|tab|product\w*|price|form",
}
_HINT = {name: re.compile(rf"(?:^|[\s_-])(?:{words})(?=$|[\s_-])") for name, words in _HINTS.items()}  # of `small`
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LABELS = ("class", "id", "itemprop", "data-testid", "data-component", "data-type", "aria-label", "role")
_INSIDE = ("article", "main", "aside", "header", "footer", "nav", "form", "section", "figure", "table", "blockquote")
_INSIDE_TOO = ("ul", "ol", "li", "a", "button", "details")
_BITS = {name: 1 << bit for bit, name in enumerate((*_INSIDE, *_INSIDE_TOO))}


def box_traits(sight: Sight) -> dict[str, Numbers]:
    """Describe where passages stand: what the boxes around them are called, and what else is in them."""
    columns = _names_around(sight.passages)
    size, prose, kept = sight.size, sight.prose, sight.kept
    values = np.stack([size, prose, sight.links * size, kept[0] * size, kept[1] * size, np.ones_like(size)], axis=1)
    totals: dict[HtmlElement, Numbers] = {}
    for one, row in zip(sight.passages, values, strict=True):
        for box, _ in zip(one.element.iterancestors(), range(MAX_CLIMB), strict=False):
            if box in totals:
                totals[box] += row
            else:
                totals[box] = row.copy()
    level = [one.element for one in sight.passages]
    for height in range(1, HEIGHTS + 1):
        level = [parent if (parent := box.getparent()) in totals else box for box in level]
        table = np.array([totals.get(box, row) for box, row in zip(level, values, strict=True)])
        held = np.maximum(1, table[:, 0])
        columns[f"box {height} words"] = table[:, 0] / sight.whole
        columns[f"box {height} prose"] = table[:, 1] / sight.all_prose
        columns[f"box {height} links"] = table[:, 2] / held
        columns[f"box {height} kept 0"] = table[:, 3] / held
        columns[f"box {height} kept 1"] = table[:, 4] / held
        columns[f"box {height} count"] = np.log1p(table[:, 5])
    return columns


def like_traits(sight: Sight) -> dict[str, Numbers]:
    """Describe the passages that have the same class, or stand in the same order of tags."""
    columns: dict[str, Numbers] = {}
    keys: tuple[tuple[str, Callable[[HtmlElement], Hashable]], ...] = (("class", _class_key), ("path", _path_key))
    for name, key in keys:
        groups: defaultdict[Hashable, list[int]] = defaultdict(list)
        for place, one in enumerate(sight.passages):
            groups[key(one.element)].append(place)
        table = np.zeros((len(sight.passages), 5), np.float32)
        for places in groups.values():
            size = sight.size[places]
            total = max(1.0, float(size.sum()))
            table[places] = (
                np.log1p(len(places)),
                total / sight.whole,
                float(sight.prose[places].sum()) / sight.all_prose,
                float((sight.links[places] * size).sum()) / total,
                float((sight.kept[0][places] * size).sum()) / total,
            )
        for column, trait in enumerate(("count", "words", "prose", "links", "kept")):
            columns[f"like {name} {trait}"] = table[:, column]
    return columns


def _names_around(passages: Sequence[Passage]) -> dict[str, Numbers]:
    known: dict[HtmlElement, tuple[int, int, int]] = {}  # bits: its own name, names around it, tags around it
    labels: dict[str, int] = {}
    rows = []
    for one in passages:
        chain: list[HtmlElement] = []
        node: HtmlElement | None = one.element
        while node is not None and node not in known:
            chain.append(node)
            node = node.getparent()
        for inner in reversed(chain):
            parent = inner.getparent()
            _, names, tags = known[parent] if parent is not None else (0, 0, 0)
            own = _hints_of(inner, labels)
            is_page = inner.tag in ("body", "html")
            known[inner] = (own, 0 if is_page else names | own, tags | _BITS.get(inner.tag, 0))
        above = [known[box][0] for box, _ in zip(one.element.iterancestors(), range(2), strict=False)]
        depth = sum(1 for _ in one.element.iterancestors())
        own, names, tags = known[one.element]
        rows.append((own, sum(above[:1]) | sum(above[1:]), names, tags, depth))
    own_bits, near, around, inside, depths = (np.array(column, np.int64) for column in zip(*rows, strict=True))
    columns: dict[str, Numbers] = {"depth": depths.astype(np.float32)}
    for bit, name in enumerate(_HINT):
        columns[f"own {name}"] = ((own_bits >> bit) & 1).astype(np.float32)
        columns[f"near {name}"] = ((near >> bit) & 1).astype(np.float32)
        columns[f"around {name}"] = ((around >> bit) & 1).astype(np.float32)
    for bit, name in enumerate(_BITS):
        columns[f"in {name}"] = ((inside >> bit) & 1).astype(np.float32)
    return columns


def _hints_of(element: HtmlElement, labels: dict[str, int]) -> int:
    label = " ".join(filter(None, map(element.get, _LABELS)))[:MAX_LABEL]
    if label not in labels:
        split = small(_CAMEL.sub("-", label))
        labels[label] = sum(1 << bit for bit, pattern in enumerate(_HINT.values()) if pattern.search(split))
    return labels[label]


def _class_key(element: HtmlElement) -> Hashable:
    parent = element.getparent()
    above = (parent.tag, parent.get("class") or "") if parent is not None else ()
    return (element.tag, element.get("class") or "", above)


def _path_key(element: HtmlElement) -> Hashable:
    return (element.tag, *(one.tag for _, one in zip(range(6), element.iterancestors(), strict=False)))
