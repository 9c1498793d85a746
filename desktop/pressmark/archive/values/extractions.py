"""What extraction takes and gives."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Page:
    """A decoded web page, the input of extraction. `url` is the final address, used to resolve links."""

    url: str
    html: str
    content_type: str = "text/html"


class Doubt(StrEnum):
    """A reason why an extraction may not be the whole article and nothing else."""

    TOO_SHORT = "too-short"  # so few words that they may be only the beginning
    CUT = "cut"  # it breaks off, or ends with a call to read on
    WALL = "wall"  # what is there asks to sign in, to pay, to agree or to switch scripts on
    PICTURES_MISSING = "pictures-missing"  # the page showed pictures with the text that are not here
    INCOMPLETE = "incomplete"  # the page's structured data, or its other pages, hold text that is not here
    UNSURE = "unsure"  # the judge could not tell the article from what is around it


class Source(StrEnum):
    """Where a fact about a page comes from."""

    JSON_LD = "json-ld"
    OPEN_GRAPH = "open-graph"
    META = "meta"
    MICRODATA = "microdata"
    PAGE = "page"  # what readers see
    ADDRESS = "address"
    TEXT = "text"  # found out from the article's text
    RULE = "rule"  # a rule that the person gave for the site


@dataclass(frozen=True, slots=True)
class Extraction:
    """The readable form of a page. `html` and `text` say the same thing.

    In `html`, pictures carry the absolute address they are to be fetched from; `pictures` lists those addresses in
    order, the lead picture first. A later step points them to local files or drops them.

    `published` and `modified` are days in the page's own zone; `published_at` and `modified_at` are the same with hour
    and zone, where the page states both. `canonical_url` is empty unless it lies on the page's own site. `sources`
    says of each field that was found where it comes from. `doubts` are the reasons for a low `quality`.
    """

    title: str
    standfirst: str = ""
    byline: str = ""
    site: str = ""
    published: date | None = None
    language: str = ""
    excerpt: str = ""
    html: str = ""
    text: str = ""
    lead_image: str = ""
    pictures: tuple[str, ...] = ()
    quality: float = 0.0
    canonical_url: str = ""
    keywords: tuple[str, ...] = ()
    published_at: datetime | None = None
    modified: date | None = None
    modified_at: datetime | None = None
    section: str = ""
    licence: str = ""  # the address or the name of the terms
    sources: dict[str, Source] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()

    def to_plain(self) -> dict[str, Any]:
        """All fields as JSON can carry them."""
        given = asdict(self)
        for name in ("published", "modified", "published_at", "modified_at"):
            given[name] = given[name].isoformat() if given[name] else None
        return given

    @classmethod
    def from_plain(cls, given: Mapping[str, Any]) -> Self:
        """Make what `to_plain` described; names of another version are passed over.

        Raises:
            ValueError, TypeError: it describes no extraction.
        """
        known: dict[str, Any] = {one.name: given[one.name] for one in fields(cls) if one.name in given}
        for name, kind in (
            ("published", date),
            ("modified", date),
            ("published_at", datetime),
            ("modified_at", datetime),
        ):
            known[name] = kind.fromisoformat(known[name]) if known.get(name) else None
        for name in ("pictures", "keywords"):
            known[name] = tuple(map(str, known.get(name, ())))
        known["doubts"] = tuple(Doubt(one) for one in known.get("doubts", ()))
        known["sources"] = {str(name): Source(one) for name, one in dict(known.get("sources", {})).items()}
        return cls(**known)
