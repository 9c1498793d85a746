from __future__ import annotations

from urllib.parse import urlsplit

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.archive.errors import InvalidUrl
from pressmark.archive.urls import (
    MAX_URL_LENGTH,
    clean_text,
    display_host,
    host_of,
    identity,
    identity_or_empty,
    is_public_scheme,
    looks_like_url,
    parse_url,
    without_tracking,
)

HOSTS = st.sampled_from(
    ["a.com", "WWW.A.com.", "münchen.example", "例え.テスト", "127.1", "0x7f.1", "[::1]", "[::FFFF:1.2.3.4]", "x_y.org",
     "xn--zckzah", "раураl.com", "1.2.3.4", "localhost", "a..b", "-x.y", "①②.0.0.1", "a.com:80", "u:p@a.com:8080"]
)  # fmt: skip
PIECES = st.lists(
    st.sampled_from([*"/?#&=;%.~+! '\"<>\\@:aé[]|", "%7e", "%2F", "%00", "%zz", "..", "utm_x=1", ";jsessionid=1"]),
    max_size=14,
)
WEB_ADDRESSES = st.builds(
    lambda scheme, host, pieces: f"{scheme}{host}{''.join(pieces)}",
    st.sampled_from(["http://", "HTTPS://", "//", ""]),
    HOSTS | st.text(max_size=12),
    PIECES.map(lambda pieces: ["/", *pieces]) | PIECES,
)


@given(WEB_ADDRESSES | st.text())
def test_what_is_accepted_has_one_host_for_every_parser(text: str) -> None:
    try:
        url = parse_url(text)
    except InvalidUrl:
        return
    assert url.isascii()
    assert url.startswith(("http://", "https://"))
    assert parse_url(url) == url
    split, for_httpx = urlsplit(url), httpx.URL(url)
    assert split.hostname == for_httpx.raw_host.decode() == host_of(url)
    assert split.username is None
    assert not for_httpx.userinfo
    assert split.port == for_httpx.port


@given(WEB_ADDRESSES)
def test_identity_is_idempotent_and_stays_on_its_host(text: str) -> None:
    try:
        host = host_of(text)
    except InvalidUrl:
        return
    normal = identity(text)
    assert identity(normal) == normal
    assert host_of(normal) == host
    assert identity(parse_url(text)) == normal


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        pytest.param("voz.us/x", "https://voz.us/x", id="bare host"),
        pytest.param(" \ufeffvoz.us\n", "https://voz.us/", id="white space around"),
        pytest.param("//voz.us/x", "https://voz.us/x", id="no scheme"),
        pytest.param("localhost:8000/x", "http://localhost:8000/x", id="localhost has no certificate"),
        pytest.param("10.0.0.1:8080", "http://10.0.0.1:8080/", id="nor has an IP address"),
        pytest.param("http://intranet/wiki", "http://intranet/wiki", id="one label with a scheme"),
        pytest.param("HTTP://User:pw@Voz.US:80/A", "http://voz.us/A", id="userinfo, case and default port"),
        pytest.param("http://voz.us:/", "http://voz.us/", id="empty port"),
        pytest.param('https://voz.us/a b?q="é"#<ü>', "https://voz.us/a%20b?q=%22%C3%A9%22#%3C%C3%BC%3E", id="escapes"),
        pytest.param("https://voz.us/100%?a=%zz", "https://voz.us/100%?a=%zz", id="stray percent signs stay"),
        pytest.param("https://例え。テスト/", "https://xn--r8jz45g.xn--zckzah/", id="IDNA"),
        pytest.param("http://0x7f.1/", "http://127.0.0.1/", id="hexadecimal IPv4"),
        pytest.param("http://2130706433/", "http://127.0.0.1/", id="IPv4 as one number"),
        pytest.param("http://0177.0.0.01/", "http://127.0.0.1/", id="octal IPv4"),
        pytest.param("http://①②⑦.0.0.1/", "http://127.0.0.1/", id="circled digits"),
        pytest.param("https://a.org/1/http://b.com/", "https://a.org/1/http://b.com/", id="URL in a path"),
    ],
)  # fmt: skip
def test_parse_url_cleans(typed: str, url: str) -> None:
    assert parse_url(typed) == url


@pytest.mark.parametrize(
    ("typed", "detail"),
    [
        ("", "empty"),
        ("https://a.com/" + "x" * MAX_URL_LENGTH, "too-long"),
        ("https://a.com/" + "é" * (MAX_URL_LENGTH // 2), "too-long"),
        ("http://a.\tcom/", "control-characters"),
        ("http://a.com/\nx", "control-characters"),
        ("http://a.com/\u202egnp.exe", "control-characters"),
        ("http://a.com/%00", "control-characters"),
        ("http://a.com/\ud800", "control-characters"),
        ("file:///etc/hostname", "scheme"),
        ("javascript:alert(1)", "scheme"),
        ("data:text/html,x", "scheme"),
        ("mailto:a@b.com", "scheme"),
        ("ftp://a.com/", "scheme"),
        ("http:///x", "no-host"),
        ("http:a.com", "no-host"),
        ("hello", "no-host"),
        ("3.14", "no-host"),
        ("2130706433", "no-host"),
        ("http://a b.com/", "bad-host"),
        ("http://a..b/", "bad-host"),
        ("http://-a.com/", "bad-host"),
        ("http://a%2eb.com/", "bad-host"),
        ("http://xn--zzzz/", "bad-host"),
        ("http://1.2.3.4.5/", "bad-host"),
        ("http://256.1.1.1/", "bad-host"),
        ("http://[::1%25eth0]/", "bad-host"),
        ("http://[::1/", "bad-host"),
        ("http://" + "a" * 64 + ".com/", "bad-host"),
        ("1." * 2_000 + "1", "bad-host"),
        ("http://a.com:0/", "bad-port"),
        ("http://a.com:99999/", "bad-port"),
        ("http://a.com:8o/", "bad-port"),
        ("http://a.com:٨٠/", "bad-port"),
        ("http://1.1.1.1 &@2.2.2.2#", "userinfo"),
        ("http://a@b@c.com/", "userinfo"),
        ("me@example.com", "userinfo"),
        ("http://a.com\\@b.com/", "backslash"),
        ("http://a.com/x\\y", "backslash"),
    ],
)
def test_parse_url_says_which_rule_is_broken(typed: str, detail: str) -> None:
    with pytest.raises(InvalidUrl) as caught:
        parse_url(typed)
    assert caught.value.detail == detail


@pytest.mark.parametrize(
    "variant",
    [
        "http://voz.us/Story",
        "https://VOZ.us:443/Story",
        "http://voz.us:80/Story/",
        "https://voz.us/Story#part-2",
        "https://voz.us/Story#:~:text=word",
        "https://voz.us/Story?",
        "https://voz.us/Story?utm_source=x&UTM_medium=y&fbclid=1&gclid=2&mc_cid=3",
        "https://voz.us/Story?pk_campaign=x&pk_kwd=y",
        "https://voz.us/a/../%53tory",
        "https://voz.us/./Story;jsessionid=12AB",
        "https://voz.us/Story?&&",
        "voz.us/Story",
    ],
)
def test_variants_of_an_address_are_one_article(variant: str) -> None:
    assert identity(variant) == "https://voz.us/Story"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://voz.us/story", "https://voz.us/Story"),
        ("https://voz.us/story", "https://www.voz.us/story"),
        ("https://voz.us/story", "https://voz.us:8443/story"),
        ("https://voz.us/?p=1", "https://voz.us/?p=2"),
        ("https://voz.us/?t=1&t=2", "https://voz.us/?t=2&t=1"),
        ("https://voz.us/#!/one", "https://voz.us/#!/two"),
        ("https://voz.us/#/one", "https://voz.us/#/two"),
        ("https://voz.us/a%2Fb", "https://voz.us/a/b"),
    ],
)
def test_different_articles_stay_different(one: str, other: str) -> None:
    assert identity(one) != identity(other)


@pytest.mark.parametrize("text", ["", "sha256:5d41402abc4b2a76b9719d911017c592", "mailto:a@b.example", "https://"])
def test_what_is_no_web_address_has_no_identity(text: str) -> None:
    assert identity_or_empty(text) == ""
    assert identity_or_empty("HTTP://www.Example.com/") == identity("http://www.example.com/") != ""


def test_the_order_of_parameters_and_the_case_of_escapes_do_not_matter() -> None:
    assert identity("http://a.com/?b=%e2&a=1") == identity("http://a.com/?a=1&b=%E2") == "https://a.com/?a=1&b=%E2"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.voz.us/x", "voz.us"),
        ("https://www.com/", "www.com"),
        ("http://voz.us:8080/", "voz.us:8080"),
        ("https://xn--mnchen-3ya.example/", "münchen.example"),
        ("https://例え.テスト/", "例え.テスト"),
        ("http://раураl.com/", "xn--l-7sba6dbr.com"),
        ("http://аррӏе.com/", "xn--80ak6aa92e.com"),
        ("https://президент.рф/", "президент.рф"),
        ("http://[::1]:81/", "[::1]:81"),
        ("file:///x", ""),
    ],
)
def test_display_host_shows_the_real_host(url: str, shown: str) -> None:
    assert display_host(url) == shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://voz.us", True), ("voz.us/x", True), ("localhost:80", True), ("http://wiki/x", True),
        ("voz", False), ("3.14", False), ("and/or", False), ("e.g.", False), ("me@voz.us", False),
        ("mailto:x@y.z", False), ("", False), ("end.Next", True), ("1.2.3.4", True), ("two words.com", False),
    ],
)  # fmt: skip
def test_looks_like_url(text: str, expected: bool) -> None:
    assert looks_like_url(text) is expected


def test_only_http_and_https_are_public_schemes() -> None:
    assert is_public_scheme("HTTPS://a.com")
    assert not is_public_scheme("httpx://a.com")
    assert not is_public_scheme("file:///x")


@given(st.text())
def test_clean_text_is_one_line_without_hidden_characters(text: str) -> None:
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    assert cleaned == " ".join(cleaned.split())
    assert not set(cleaned) & set("\0\u200b\u202e\u2066\ufeff\x1b\ud800")


def test_clean_text_keeps_what_shapes_words_and_emoji() -> None:
    assert clean_text("می\u200cخواهم 👨\u200d👩") == "می\u200cخواهم 👨\u200d👩"
    assert clean_text("pay\u200dpal \u202egnp.\n\texe\u200c") == "paypal gnp. exe"


def test_a_number_of_the_page_is_no_tracking() -> None:
    assert identity("https://voz.us/?pk_article=1") != identity("https://voz.us/?pk_article=2")


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://voz.us/a?utm_source=x&id=3&fbclid=4", "https://voz.us/a?id=3"),
        ("https://voz.us/a?utm_source=x#part", "https://voz.us/a#part"),
        ("https://voz.us/A/?b=1&a=2", "https://voz.us/A/?b=1&a=2"),
        ("file:///home/x.html?utm_source=1", "file:///home/x.html?utm_source=1"),
        ("", ""),
    ],
)
def test_an_address_is_shown_without_what_says_how_one_came_there(url: str, shown: str) -> None:
    assert without_tracking(url) == shown
