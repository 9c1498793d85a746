"""Formulas and embedded players are still there as text and links."""

from __future__ import annotations

import pytest

from pressmark.archive.extraction import extract_html

URL = "https://notes.example/waves"
BEFORE = "<p>" + "The height of a wave in a narrow harbour depends on the wind and on its depth. " * 4 + "</p>"
AFTER = "<p>" + "Whoever has measured it on many days knows how far the reckoning can be off. " * 4 + "</p>"


def page(middle: str) -> bytes:
    return f"<body><article><h1>Waves</h1>{BEFORE}{middle}{AFTER}</article></body>".encode()


TEX = "x^2 + \\frac{1}{2}"
NOTE = f'<math><mi>x</mi><annotation encoding="application/x-tex">{TEX}</annotation></math>'


@pytest.mark.parametrize(
    "formula",
    [
        NOTE,
        f'<math alttext="{TEX}"><mi>x</mi></math>',
        f'<span class="MathJax">x2</span><script type="math/tex">{TEX}</script>',
        f'<span><span class="katex-mathml">{NOTE}</span><span class="katex-html">x2</span></span>',
        f'<mjx-container class="MathJax"><svg></svg>{NOTE}</mjx-container>',
    ],
    ids=["annotation", "alternative text", "MathJax 2", "KaTeX", "MathJax 3"],
)
def test_a_formula_is_told_once_as_tex(formula: str) -> None:
    sentence = f"<p>It is said that the height is {formula} of what the wind would make it in the open sea.</p>"
    text = extract_html(page(sentence), URL).text
    assert "the height is x^2 + \\frac{1}{2} of what" in text


def test_a_player_becomes_a_link() -> None:
    frame = '<iframe src="https://www.youtube-nocookie.com/embed/abcdefghijk" title="Waves in June"></iframe>'
    found = extract_html(page(f"<p>See for yourself how it looks in June, when the wind turns.</p>{frame}"), URL)
    assert '<a href="https://www.youtube.com/watch?v=abcdefghijk">Waves in June</a>' in found.html


def test_other_frames_go() -> None:
    frame = '<iframe src="https://ads.example/embed/1" title="Buy now"></iframe>'
    assert "Buy now" not in extract_html(page(frame), URL).text


@pytest.mark.parametrize(
    "drawn",
    [f'<span class="math" data-math="{TEX}">x2</span>', f'<span class="hurmet-tex" data-entry="{TEX}">x2</span>'],
)
def test_the_source_that_a_renderer_left_is_taken(drawn: str) -> None:
    assert f"So {TEX} it is" in extract_html(page(f"<p>So {drawn} it is.</p>"), URL).text


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ("<mfrac><mi>a</mi><mi>b</mi></mfrac>", "a/b"),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><mi>b</mi></mfrac>", "(a + 1)/b"),
        ("<msup><mi>x</mi><mn>2</mn></msup>", "x^2"),
        ("<msqrt><mi>x</mi></msqrt>", "\u221a(x)"),
        ("<msubsup><mo>S</mo><mn>0</mn><mi>n</mi></msubsup>", "S_0^n"),
    ],
)
def test_a_formula_without_source_can_be_read(formula: str, text: str) -> None:
    assert f"So {text} it is" in extract_html(page(f"<p>So <math>{formula}</math> it is.</p>"), URL).text


def test_the_lines_of_a_formula_are_apart_and_its_number_is_last() -> None:
    rows = "<mtr><mtd><mi>x</mi></mtd></mtr><mtr><mtd><mi>y</mi></mtd></mtr>"
    numbered = "<mlabeledtr><mtd><mtext>(7)</mtext></mtd><mtd><mi>z</mi></mtd></mlabeledtr>"
    formulas = f"<math><mtable>{rows}</mtable></math> then <math><mtable>{numbered}</mtable></math>"
    assert "x, y then z (7)" in extract_html(page(f"<p>It is said that they are {formulas} here.</p>"), URL).text
