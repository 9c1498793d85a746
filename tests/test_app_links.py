from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.app_links import AppLink, ArticleLink, SaveLink, SearchLink, is_link, parse


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("pressmark:search?q=tag%3Apolicy%20durov", SearchLink("tag:policy durov")),
        ("PRESSMARK://article/12", ArticleLink(12)),
        ("pressmark:article/12/", ArticleLink(12)),
        (
            "pressmark:save?url=https%3A%2F%2Fexample.org%2Fa&title=A%20story&tags=x,,%20y",
            SaveLink("https://example.org/a", "A story", ("x", "y")),
        ),
        ("pressmark://save/?url=example.org", SaveLink("https://example.org/")),
        ("pressmark:save?url=javascript:alert(1)", None),
        ("pressmark:save?url=file:///etc/passwd", None),
        ("pressmark:save", None),
        ("pressmark:search?q=%20", None),
        ("pressmark:article/" + "9" * 40, None),
        ("pressmark:article/-1", None),
        ("pressmark:purge?all=1", None),
        ("https://example.org", None),
    ],
)
def test_a_link_says_what_is_meant(text: str, link: AppLink | None) -> None:
    assert parse(text) == link


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    parse("pressmark:" + text)
    assert is_link("pressmark:" + text)
