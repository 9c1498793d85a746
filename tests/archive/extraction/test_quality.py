"""What the score of an extraction says, and why."""

from __future__ import annotations

import pytest
from lxml import html as lxml_html

from pressmark.archive.extraction.quality import quality
from pressmark.archive.values import Doubt

STORY = "The council has decided that the harbour of the town is to be sold. " * 30


def judged(text: str, body: str = "", expected: float = 0.97, oracle: str = "") -> tuple[float, tuple[Doubt, ...]]:
    return quality(text, lxml_html.fromstring(f"<div>{body or text}</div>"), expected, oracle)


def test_a_long_sure_text_is_not_doubted() -> None:
    assert judged(STORY) == (0.97, ())


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("The harbour is to be sold.", Doubt.TOO_SHORT),
        (STORY + "Continue reading\u2026", Doubt.CUT),
        ("Please sign in to read this story about the harbour.", Doubt.WALL),
    ],
)
def test_what_the_text_admits_lowers_the_score(text: str, doubt: Doubt) -> None:
    score, doubts = judged(text)
    assert doubt in doubts
    assert score < 0.7


def test_a_long_text_may_speak_of_cookies() -> None:
    assert judged(STORY + "Accept all cookies, the banner said. " + STORY)[1] == ()


def test_an_unsure_judge_says_so() -> None:
    score, doubts = judged(STORY, expected=0.6)
    assert (score, doubts) == (0.6, (Doubt.UNSURE,))


def test_text_that_the_structured_data_has_is_missed() -> None:
    oracle = STORY + " ".join(f"word{number}" for number in range(200))
    assert Doubt.INCOMPLETE in judged(STORY, oracle=oracle)[1]
    assert Doubt.INCOMPLETE not in judged(oracle, oracle=oracle)[1]


def test_a_caption_without_its_picture_is_told() -> None:
    lost = "<figure><figcaption>The harbour at noon</figcaption></figure>"
    kept = '<figure><img src="https://a.example/b.jpg"><figcaption>The harbour at noon</figcaption></figure>'
    assert Doubt.PICTURES_MISSING in judged(STORY, STORY + lost)[1]
    assert Doubt.PICTURES_MISSING not in judged(STORY, STORY + kept)[1]
