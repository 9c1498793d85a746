"""The pool of arrays gives what the field type says, text by text."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from pressmark.archive.index.analysis import FIRST_PLAIN, IN, LANGUAGE
from pressmark.archive.index.pool import ArrayPool, Lexicon
from pressmark.archive.index.postings import FieldTerms
from pressmark.archive.index.schema import POSITION_CODE, Text, WordsField
from pressmark.archive.index.stems import code_of

if TYPE_CHECKING:
    from pressmark.archive.index.arrays import Array

TEXTS = st.lists(
    st.tuples(st.text(alphabet="ab é-隐私@.'слежки \n", max_size=30), st.sampled_from(["", "english", "german"])),
    max_size=6,
)


def read(arrays: dict[str, Array]) -> dict[bytes, dict[int, list[int]]]:
    """Term to document to places, or for derived forms how many, from the arrays of a field."""
    terms = FieldTerms({f"x.{name}": values for name, values in arrays.items()}, "x")
    found: dict[bytes, dict[int, list[int]]] = {}
    for index in range(terms.count):
        documents, frequencies = terms.postings(index, index + 1)
        is_derived = index < terms.first_plain
        places = iter([] if is_derived else terms.positions(index, index + 1).tolist())
        found[terms.key(index)] = {
            number: [frequency] if is_derived else [next(places) for _ in range(frequency)]
            for number, frequency in zip(documents.tolist(), frequencies.tolist(), strict=True)
        }
        assert list(places) == []
    assert list(found) == sorted(found)
    stems: defaultdict[bytes, Counter[int]] = defaultdict(Counter)
    for stem, form in terms.stems().tolist():
        key, _, code = terms.key(stem).partition(IN.encode())
        (stemmer,) = (one for one in ("", "english", "german") if code_of(one) == code.decode())
        in_language = found[(LANGUAGE + stemmer).encode()]
        stems[key].update({n: len(at) for n, at in found[terms.key(form)].items() if n in in_language})
        found.pop(terms.key(stem), None)
    return found | {key: {n: [count] for n, count in counts.items()} for key, counts in stems.items()}


@given(first=TEXTS, second=TEXTS)
def test_the_same_postings_as_one_by_one(first: list[tuple[str, str]], second: list[tuple[str, str]]) -> None:
    lexicon = Lexicon()
    for texts in (first, second):  # what was learnt in one commit serves the next
        pool = ArrayPool(lexicon)
        expected: defaultdict[bytes, dict[int, list[int]]] = defaultdict(dict)
        for number, (text, stemmer) in enumerate(texts):
            length = pool.add_text("body", number, text, stemmer)
            postings = list(WordsField().index(Text(text, stemmer)))
            assert length == sum(places for _key, places, _weight, _data in postings)
            for key, _places, _weight, data in postings:
                positions = array(POSITION_CODE, data).tolist()
                expected[key][number] = positions if key >= FIRST_PLAIN else [len(positions)]
        fields = pool.iter_postings()
        assert (read(fields["body"]) if fields else {}) == expected


def test_a_full_lexicon_says_so() -> None:
    lexicon = Lexicon()
    pieces = lexicon.pieces("")
    assert not lexicon.is_full
    lexicon.widths.extend([1] * 300_000)
    assert lexicon.is_full
    assert pieces["a"] == 300_000
