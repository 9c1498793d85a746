"""Nothing active gets through, whatever is tried."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from pressmark.archive.extraction.clean import TAGS, clean, clean_local, is_clean_local, is_safe_link
from pressmark.archive.extraction.text import text_of

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href=' JaVaScRiPt:alert(1)'>x</a>",
    "<a href='vbscript:x'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='file:///etc/passwd'>x</a>",
    "<a href='//evil.example/'>x</a>",
    "<a href='\\\\evil.example\\share'>x</a>",
    "<img src='file:///etc/passwd'>",
    "<img src='javascript:alert(1)'>",
    "<img src='data:image/svg+xml,<svg onload=alert(1)>'>",
    "<iframe src='https://evil.example'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='x'></object>",
    "<embed src='x'>",
    "<form action='https://evil.example'><input autofocus onfocus=alert(1)></form>",
    "<base href='https://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<link rel=stylesheet href='https://evil.example/x.css'>",
    "<style>@import 'https://evil.example/x.css'</style>",
    "<p style='background:url(https://evil.example/x)'>x</p>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<template><script>alert(1)</script></template>",
    "<video src=x onerror=alert(1)><source src=x></video>",
    "<details open ontoggle=alert(1)>x</details>",
    "<a ping='https://evil.example' href='https://a.example'>x</a>",
    "<p onclick=alert(1) onmouseover=alert(1)>x</p>",
    "<button formaction='javascript:alert(1)'>x</button>",
    "<isindex type=image src=1 onerror=alert(1)>",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
]
ATTRIBUTES = {"href", "src", "cite", "alt", "title", "id", "dir", "lang", "class", "colspan", "rowspan", "scope",
              "span", "datetime", "start", "value", "reversed", "type", "width", "height"}  # fmt: skip


def check(html: str) -> None:
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    for element in root.iterdescendants():
        assert element.tag in TAGS
        assert set(element.attrib) <= ATTRIBUTES
        for name in ("href", "cite"):
            assert element.get(name) is None or is_safe_link(element.get(name))
        source = element.get("src")
        assert source is None or source.startswith(("https://", "http://", "data:image/", "images/"))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_survives(payload: str) -> None:
    for cleaned in (clean(f"<p>before</p>{payload}<p>after</p>"), clean_local(payload)):
        check(cleaned)
        assert "alert" not in cleaned or "<" not in cleaned.partition("alert")[0][-1:]
        assert "javascript:" not in cleaned.lower().replace("\t", "")


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([*PAYLOADS, "<p>", "</p>", "<table>", "<td>", "text", "<b><i>", "</b>", "&lt;", '"'])))
def test_cleaning_twice_changes_nothing(parts: list[str]) -> None:
    once = clean("".join(parts))
    check(once)
    assert clean(once) == once


PARTS = [*PAYLOADS, "<p>", "</p>", "<table>", "<td>", "text", "<b>", "</b>", "<br>", "<img src='images/ab12.png'>",
         '<p title="&quot;">', "<p title='>'>", '<p title="a" onclick="b">', "<b/>", "<!--", "-->", "&lt;", "&", '"',
         '<a href="#n">', '<a href="javascript&colon;x">', "</a>", '<p title="a&#60;">', "<P>"]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=8))
def test_what_looks_clean_is_clean_and_what_was_cleaned_looks_so(parts: list[str]) -> None:
    html = "".join(parts)
    assert is_clean_local(clean_local(html))
    if is_clean_local(html):
        check(html)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_looks_clean(payload: str) -> None:
    assert not is_clean_local(payload)
    assert not is_clean_local(f"<p>before</p>{payload}<p>after</p>")


@pytest.mark.parametrize(
    "html",
    [
        "<b>" * 300 + "</b>" * 300,
        "<b>",
        "</b>",
        "<b></i>",
        '<b></b title="x">',
        '<img src="https://a.example/x.png">',
        "<p>" * 100_000,
        "<" * 1_000_000,
        '<p title="' * 100_000,
        "<a" + ' a=""' * 200_000,
    ],
    ids=range(10),
)
def test_what_is_only_nearly_clean_is_not_taken_for_it(html: str) -> None:
    assert not is_clean_local(html)


@given(st.text())
def test_text_of_takes_any_string(html: str) -> None:
    assert text_of(html) == text_of(html).strip("\n ")


def test_only_our_own_pictures_stay_in_a_local_page() -> None:
    html = '<img src="images/ab12.png"><img src="https://a.example/x.png"><img src="images/../x.png">'
    assert clean_local(html).count("src=") == 1
