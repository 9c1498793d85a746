"""What an article's shape becomes in Markdown."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pressmark.archive.exchange.markdown import article_markdown
from pressmark.archive.values import Article, Status

SAVED = datetime(2024, 10, 1, 12, tzinfo=UTC)
STORY = Article(
    id=7, uuid="", url="https://news.example/a", title="Waves", status=Status.SAVED, saved_at=SAVED, updated_at=SAVED
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<pre class="language-sh">print</pre>', "```sh\nprint\n```"),
        ('<pre><code class="language-sh">print</code></pre>', "```sh\nprint\n```"),
        ("<p>x<sup>2</sup> of H<sub>2</sub>O</p>", "x<sup>2</sup> of H<sub>2</sub>O"),
        (
            '<table><tr><th>A</th></tr><tr><td><img src="https://a.example/b.png" alt="c"></td></tr></table>',
            "| ![c](https://a.example/b.png) |",
        ),
    ],
    ids=["code", "code in its frame", "raised and lowered", "picture in a table"],
)
def test_the_body_keeps_its_shape(body: str, expected: str) -> None:
    assert expected in article_markdown(STORY, body)


NOTES = '<ol><li id="n1">By hand. <a href="#r1">\u21a9</a></li><li id="n2"><p>In June.</p><p>Twice.</p></li></ol>'


@pytest.mark.parametrize(
    "notes",
    [NOTES, '<p><a id="n1" href="#r1">[1]</a> By hand.</p><p id="n2"><a href="#r2">2</a> In June.</p>'],
    ids=["list", "paragraphs"],
)
def test_footnotes_are_markdowns_own(notes: str) -> None:
    text = '<p>One<sup><a href="#n1" id="r1">1</a></sup> and two<a href="#n2" id="r2">[2]</a>, <a href="#n1">1</a>.</p>'
    written = article_markdown(STORY, text + notes)
    assert "One[^1] and two[^2], [^1]." in written
    assert "\n[^1]: By hand.\n" in written
    assert "\n[^2]: In June.\n" in written
    assert written.count("By hand") == 1


def test_a_long_note_stays_in_one() -> None:
    assert "[^2]: In June.\n    \n    Twice.\n" in article_markdown(
        STORY, f'<p>One<a href="#n1">1</a>, two<a href="#n2">2</a></p>{NOTES}'
    )


def test_a_link_to_a_part_of_the_text_is_no_footnote() -> None:
    part = '<p>See <a href="#depth">part 2</a> or <a href="#depth">2</a>.</p><h2 id="depth">Depth</h2>'
    assert "[^" not in article_markdown(STORY, part)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>&lt;script>x&lt;/script></p>", "\\<script>x\\</script>"),
        ("<p>\\&lt;script></p>", "\\\\\\<script>"),
        ("<p>`&lt;script></p>", "\\`\\<script>"),
        ("<p>[a](javascript:x)</p>", "\\[a\\](javascript:x)"),
        ("<p>[^1]: \\frac{a}{b}</p>", "\\frac{a}{b}"),
        ('<p><a href="https://a.example/)&lt;img src=x>">b</a></p>', "[b](https://a.example/%29%3Cimg%20src=x%3E)"),
        ('<p><a href="https://a.example/b_(c)">b</a></p>', "[b](https://a.example/b_(c))"),
        ('<p><a href="https://a.example/">b](javascript:x)</a></p>', "[b\\](javascript:x)](https://a.example/)"),
        (
            '<p><a href="https://a.example/" title="\\&quot;&lt;script>">b</a></p>',
            '[b](https://a.example/ "\\"\\<script>")',
        ),
        ('<img src="images/a.png" alt="](javascript:x) &lt;script>">', "![\\](javascript:x) \\<script>](images/a.png)"),
        ("<pre>```\n&lt;script>\n```</pre>", "````\n```\n<script>\n```\n````"),
        ("<p>a <code>b\n&lt;script></code></p>", "a `b <script>`"),
        ("<p><kbd>a</kbd><code>b</code></p>", "`a` `b`"),
    ],
)
def test_what_looks_like_markup_in_a_page_is_none_in_markdown(body: str, expected: str) -> None:
    assert expected in article_markdown(STORY, body)
