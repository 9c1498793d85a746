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
