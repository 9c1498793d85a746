"""Pages are cut into passages so that nothing is lost, and chosen among as the trees say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from pressmark.archive.extraction.body import SURE, choose, decide
from pressmark.archive.extraction.judge import from_values, likelihoods, trained
from pressmark.archive.extraction.passages import fold, passages_of, wrap_loose
from pressmark.archive.extraction.traits import Setting, traits_of


def passages(markup: str) -> list[tuple[str, str]]:
    body = lxml_html.fragment_fromstring(markup, create_parent="body")
    wrap_loose(body)
    return [(one.element.tag, one.text) for one in passages_of(body)]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<div>one <b>and</b> two<p>three</p>four</div>", [("p", "one and two"), ("p", "three"), ("p", "four")]),
        ("<div>one<br><br>two<br>three</div>", [("p", "one"), ("p", "two three")]),
        ("<ul><li>one</li><li>two</li></ul>", [("ul", "one two")]),
        ("<ul><li><h3>one</h3>two</li></ul>", [("h3", "one"), ("p", "two")]),
        ("<table><tr><td>1</td><td>2</td></tr></table>", [("table", "1 2")]),
        ("<table><tr><td><p>one</p><p>two</p></td></tr></table>", [("p", "one"), ("p", "two")]),
        ("<a href='/x'><div>one</div><div>two</div></a>", [("div", "one"), ("div", "two")]),
        ("<div><img src='a.png'></div>", []),
        ("<blockquote class='twitter-tweet'><p>one</p>two</blockquote>", [("blockquote", "one two")]),
    ],
    ids=["loose text", "breaks", "list", "list of parts", "table", "layout", "link around", "picture", "post"],
)
def test_text_is_cut_where_a_reader_would(markup: str, expected: list[tuple[str, str]]) -> None:
    assert passages(markup) == expected


TREES = st.recursive(
    st.sampled_from(["one ", "two. ", "<br>", "<br><br>", "<img src='a.png'>"]),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from("div p span ul li table tr td a b section figure h2 blockquote".split()),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)


@given(st.lists(TREES, max_size=5))
def test_no_word_is_lost_or_doubled(parts: list[str]) -> None:
    body = lxml_html.fragment_fromstring("".join(parts), create_parent="body")
    before = "".join(fold(body).split())
    wrap_loose(body)
    assert "".join(fold(body).split()) == before
    assert "".join("".join(one.text.split()) for one in passages_of(body)) == before


def test_traits_have_the_names_the_judge_asks_for() -> None:
    body = lxml_html.fragment_fromstring("<p>One passage.</p><p>Another.</p>", create_parent="body")
    rows, names = traits_of(passages_of(body), Setting((frozenset(), frozenset())))
    assert rows.shape == (2, len(names))
    assert np.isfinite(rows).all()
    assert set(trained().traits) <= set(names)
    assert len(set(names)) == len(names)


def test_trees_are_followed_to_their_leaves() -> None:
    judge = from_values(
        {
            "traits": ["words"],
            "roots": [0],
            "trait": [0, 0, 0],
            "limit": [2.5, 0, 0],
            "left": [1, 1, 2],
            "right": [2, 1, 2],
            "value": [0, -2.0, 2.0],
            "bias": 0.0,
            "depth": 1,
        }
    )
    found = likelihoods(judge, np.array([[9, 2], [9, 3]], np.float32), ["other", "words"])
    assert found.tolist() == pytest.approx([0.1192, 0.8808], abs=1e-4)


def test_where_the_judge_is_unsure_of_all_the_best_are_chosen() -> None:
    lengths = np.array([100.0, 100.0, 100.0])
    sure, good = choose(np.array([0.95, 0.9, 0.1], np.float32), lengths)
    unsure, poor = choose(np.array([0.6, 0.42, 0.01], np.float32), lengths)
    assert sure.tolist() == unsure.tolist() == [True, True, False]
    assert good > 0.9 > 0.7 > poor


def test_what_is_unlikely_is_chosen_only_where_nothing_is_likelier() -> None:
    lengths = np.array([100.0, 100.0, 100.0])
    assert choose(np.array([0.6, 0.39, 0.39], np.float32), lengths)[0].tolist() == [True, False, False]
    assert choose(np.array([0.2, 0.1, 0.1], np.float32), lengths)[0].tolist() == [True, False, False]


def test_where_the_judge_is_sure_what_it_doubts_goes_though_readability_keeps_it() -> None:
    likely, lengths = np.array([0.99, 0.99, 0.6, 0.6, 0.6], np.float32), np.array([2000.0, 2000.0, 100.0, 100.0, 100.0])
    is_firm = np.array([False, False, False, False, True])
    chosen, doubted, expected = decide(likely, lengths, np.array([True, True, True, False, True]), is_firm)
    assert expected > SURE
    assert chosen.tolist() == [True, True, False, True, True]
    assert doubted.tolist() == [False, False, True, False, False]


def test_where_the_judge_is_unsure_what_it_doubts_stays() -> None:
    likely, lengths = np.array([0.9, 0.6], np.float32), np.array([100.0, 100.0])
    chosen, _, expected = decide(likely, lengths, np.array([True, True]), np.zeros(2, bool))
    assert expected < SURE
    assert chosen.tolist() == [True, True]


def test_where_the_judge_expects_little_readability_is_believed_if_it_may_be_as_good() -> None:
    likely, lengths = np.array([0.55, 0.5, 0.3], np.float32), np.array([100.0, 100.0, 50.0])
    kept = np.array([True, False, True])
    chosen, _, expected = decide(likely, lengths, kept, np.zeros(3, bool))
    assert 0.55 < expected < 0.7
    assert chosen.tolist() == [True, False, True]
    assert decide(likely, lengths, np.array([False, False, True]), np.zeros(3, bool))[0].tolist() == [True, True, False]
    assert decide(likely, lengths, np.zeros(3, bool), np.zeros(3, bool))[0].tolist() == [True, True, False]


def test_a_page_of_teasers_comes_whole() -> None:
    likely = np.array([0.45, *([0.2] * 20), 0.01], np.float32)
    kept = np.array([True] + [False] * 21)
    chosen, _, expected = decide(likely, np.full(22, 100.0), kept, np.zeros(22, bool))
    assert expected < 0.55
    assert chosen.tolist() == [True] * 21 + [False]
