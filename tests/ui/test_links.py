from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.ui import links


@pytest.mark.parametrize(
    ("address", "host"),
    [
        pytest.param("https://example.org/a?b=c#d", "example.org", id="https"),
        pytest.param("http://www.example.org", "example.org", id="without www"),
        pytest.param("https://example.org:8443/x", "example.org:8443", id="a port shows"),
        pytest.param("https://bücher.example/", "bücher.example", id="another script that deceives nobody"),
        pytest.param("mailto:someone@example.org", "", id="mail"),
    ],
)
def test_opens_what_the_web_is_made_of(address: str, host: str) -> None:
    link = links.vet(address)
    assert link is not None
    assert (link.host, link.is_doubtful) == (host, False)
    assert link.url.scheme() in links.SCHEMES


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("", id="nothing"),
        pytest.param("example.org", id="no scheme"),
        pytest.param("//evil.example/share", id="a network share"),
        pytest.param("file:///etc/passwd", id="a file"),
        pytest.param("javascript:alert(1)", id="a script"),
        pytest.param("data:text/html,hello", id="data"),
        pytest.param("ms-msdt:/id", id="a scheme that starts programs"),
        pytest.param("ftp://example.org/", id="ftp"),
        pytest.param("https:///path", id="no host"),
        pytest.param("https://exa mple.org/", id="a space"),
        pytest.param("https://example.org/\n", id="a line break"),
        pytest.param("https://example.org/\u202egpj.exe", id="turned direction"),
        pytest.param("https://exam\u200bple.org/", id="an invisible character"),
        pytest.param("https://example.org\\@evil.example/", id="a backslash"),
        pytest.param("https://example.org/%zz", id="a broken escape"),
        pytest.param("https://example.org/" + "a" * links.MAX_LENGTH, id="endless"),
        pytest.param("mailto:", id="mail to nobody"),
    ],
)
def test_refuses_everything_else(address: str) -> None:
    assert links.vet(address) is None
    assert links.open_external(address) is False


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        pytest.param("https://раураl.com/login", "xn--", id="mixed scripts"),
        pytest.param("https://аррӏе.com/", "xn--", id="all Cyrillic but Latin to the eye"),
        pytest.param("https://bank.example@evil.example/", "evil.example", id="a name before the host"),
    ],
)
def test_asks_before_a_host_that_deceives(address: str, shown: str) -> None:
    link = links.vet(address)
    assert link is not None
    assert link.is_doubtful
    assert shown in link.host


@given(st.text(max_size=80))
def test_never_raises_and_never_opens_another_scheme(address: str) -> None:
    link = links.vet(address)
    assert link is None or link.url.scheme() in links.SCHEMES
