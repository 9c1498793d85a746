"""Code keeps its lines and loses the numbers that a page sets beside them."""

from __future__ import annotations

import pytest

from pressmark.archive.extraction import extract_html

URL = "https://notes.example/boats"
BEFORE = "<p>" + "The height of a wave in a narrow harbour depends on the wind and on its depth. " * 4 + "</p>"
AFTER = "<p>" + "Whoever has measured it on many days knows how far the reckoning can be off. " * 4 + "</p>"
NUMBERS, OFF = "user-select: none", "select-none"
CODE = "for boat in 3:\n    sell(boat)"


@pytest.mark.parametrize(
    "listing",
    [
        f"<pre><code>{CODE}</code></pre>",
        "<pre><span class=lineno>1</span>for boat in 3:\n<span class=lineno>2</span>    sell(boat)</pre>",
        f"<pre><span style='{NUMBERS}'>1</span>for boat in 3:\n<span style='{NUMBERS}'>2</span>    sell(boat)</pre>",
        "<pre><code><div>for boat in 3:</div><div>    sell(boat)</div></code></pre>",
        f"<pre><div><i class={OFF}>1</i>for boat in 3:</div><div><i class={OFF}>2</i>    sell(boat)</div></pre>",
        "<pre>for boat in 3:<br>    sell(boat)</pre>",
        f"<table><tr><td class=gutter><pre>1\n2</pre></td><td><pre>{CODE}</pre></td></tr></table>",
    ],
    ids=["plain", "pygments", "unselectable", "boxes", "both", "breaks", "table"],
)
def test_code_is_what_its_author_wrote(listing: str) -> None:
    page = f"<body><article><h1>Boats</h1>{BEFORE}{listing}{AFTER}</article></body>"
    found = extract_html(page.encode(), URL)
    assert f"\n\n{CODE}\n\nWhoever" in found.text
