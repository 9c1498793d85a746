"""The Whoosh schema: which texts are searched, how much each counts, and the field type that analyses our way.

Nothing is stored but two numbers, the article's id and its revision.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from whoosh import columns, fields, formats

from pressmark.archive.index.analysis import LANGUAGE, places

if TYPE_CHECKING:
    from collections.abc import Iterator

POSITION_CODE = "I"  # unsigned, four bytes
LONGEST_TEXT = 4_000_000  # characters of one field that are indexed; a long novel has a tenth of it

# How much a word counts by where it stands, against a word in the body.
WEIGHTS = {
    "title": 5.0,
    "standfirst": 2.0,
    "note": 2.0,
    "highlight": 2.0,
    "byline": 1.5,
    "body": 1.0,
    "site": 1.0,
    "url": 0.5,
}
ID, REVISION = "article_id", "revision"


def length_of(field: str) -> str:
    """Name the column with the lengths of a field."""
    return f"length.{field}"


class Text(NamedTuple):
    """A text with the stemmer of its language."""

    text: str
    stemmer: str


class NativePositions(formats.Positions):  # type: ignore[misc]  # Whoosh ships no types
    """Positions of a term in a document as plain integers, instead of Whoosh's packed lists."""

    def decode_positions(self, value: bytes) -> list[int]:
        """Read the positions of one posting."""
        return array(POSITION_CODE, value).tolist()

    def decode_frequency(self, value: bytes) -> int:
        """Read how often the term stands in the document."""
        return len(value) // array(POSITION_CODE).itemsize

    def decode_weight(self, value: bytes) -> float:
        """Read the frequency as Whoosh's scorers want it."""
        return float(self.decode_frequency(value))


class WordsField(fields.FieldType):  # type: ignore[misc]  # Whoosh ships no types
    """A searched text. Takes a `Text` and gives the terms of `analysis` with their positions."""

    indexed = scorable = True
    stored = unique = False
    vector = column_type = analyzer = None

    def __init__(self) -> None:
        self.format = NativePositions()

    def index(self, value: Text, **_options: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield (term, places, weight, positions) for every term of the text.

        Whoosh takes the sum of `places` as the length of the text, so only one term has them.
        """
        found: defaultdict[str, list[int]] = defaultdict(list)
        position = -1
        for position, terms in enumerate(places(value.text[:LONGEST_TEXT], value.stemmer)):
            for term in terms:
                found[term].append(position)
        if found:
            yield (LANGUAGE + value.stemmer).encode(), position + 1, 1.0, array(POSITION_CODE, [0]).tobytes()
        for term, positions in found.items():
            yield term.encode(), 0, float(len(positions)), array(POSITION_CODE, positions).tobytes()


def make_schema() -> fields.Schema:
    """Return the schema of the index; any change to it is a new `folder.FORMAT`."""
    schema = fields.Schema(**{name: WordsField() for name in WEIGHTS})
    for name in (ID, REVISION):
        schema.add(name, fields.COLUMN(columns.NumericColumn("Q")))
    return schema
