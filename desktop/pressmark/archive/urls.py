"""What an address is: one place that cleans, compares and shows URLs, so that no two parts can disagree about a host.

Everything else (HTTP client, reader, lists) receives addresses that went through `parse_url`. Its result is plain
ASCII with an explicit scheme, a host that every parser reads the same way, and no user name or password.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

import idna

from pressmark.archive.errors import InvalidUrl

MAX_URL_LENGTH = 8_192  # characters; the longest address that servers commonly take

_MAX_HOST_LENGTH = 253  # the most that DNS can carry

_SCHEMES = ("http", "https")
_DEFAULT_PORTS = {"http": 80, "https": 443}

# Parameters that say how a reader came to a page, never which page it is.
_TRACKING = re.compile(
    r"(?:utm_|mtm_|piwik_|hsa_|at_medium|at_campaign|ns_mchannel|ns_campaign).*|fbclid|[dg]clid|gbraid|wbraid|"
    r"gclsrc|msclkid|yclid|twclid|ttclid|li_fat_id|igshid|igsh|mc_[ce]id|mkt_tok|_ga|_gl|_hsenc|_hsmi|hsctatracking|"
    r"vero_id|oly_(?:anon|enc)_id|wickedid|fb_action_(?:ids|types)|fb_source|ref_src|ref_url|__twitter_impression|"
    r"guccounter|guce_referrer(?:_sig)?|cmpid|s_cid|pk_(?:campaign|cid|content|cpn|keyword|kwd|medium|source|vid)|phpsessid|jsessionid",
    re.IGNORECASE,
)

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_FORBIDDEN = re.compile(f"[\x00-\x1f\x7f-\x9f{_BIDI}\ud800-\udfff]")
_EDGES = " \t\r\n\x0b\x0c\u00a0\u200b\u2060\ufeff\u3000"
_HAS_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?!\d{1,5}(?:[/?#]|$))(//)?")
_HOST_AS_TYPED = re.compile(r"\[.*\]|(?:\d+\.){3}\d+|.*[.\u3002\uff0e\uff61].*[^\d.].*")
_END_WORDS = 6  # of either end of a passage that a link names
_USERINFO = re.compile(r"[A-Za-z0-9._~!$&'()*+,;=:%-]*")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")
_SAFE = "%/:@!$&'()*+,;=~-._[]|^{}?\\"
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_SESSION = re.compile(r";(?:jsessionid|phpsessid)=[^/;]*", re.IGNORECASE)

_SPACES = re.compile(r"\s+")
_INVISIBLE = re.compile(f"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u180e\u200b\u2060-\u2064\ufeff{_BIDI}]")
# joiners shape Persian, Indic and emoji text; beside Latin letters, or at an edge, they only hide something
_STRAY_JOINER = re.compile("(?<![^\x00-\u024f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\u024f])")
_SURROGATE = re.compile("[\ud800-\udfff]")

# Cyrillic letters that pass for Latin ones: a label made of these alone is shown in its ASCII form.
_CYRILLIC_LOOKALIKES = frozenset("аеорсухіјѕһԁԛԝӏьвкмнтг")
_MIXES_WELL = (
    {"LATIN", "CJK", "HIRAGANA", "KATAKANA"},
    {"LATIN", "CJK", "BOPOMOFO"},
    {"LATIN", "CJK", "HANGUL"},
)


class _Parts(NamedTuple):
    scheme: str
    host: str  # lower-case ASCII; IPv6 without brackets
    port: int | None  # None for the scheme's own
    path: str  # starts with "/"
    query: str | None
    fragment: str | None

    @property
    def authority(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port is None else f"{host}:{self.port}"

    def __str__(self) -> str:
        query = "" if self.query is None else f"?{self.query}"
        fragment = "" if self.fragment is None else f"#{self.fragment}"
        return f"{self.scheme}://{self.authority}{self.path}{query}{fragment}"


def parse_url(text: str) -> str:
    """Clean an http(s) address as a person types or pastes it.

    A bare host gets `https://`, or `http://` when it is `localhost` or an IP address. User name and password are
    dropped. Spaces, quotes, angle brackets and non-ASCII characters of path, query and fragment are
    percent-encoded; the host becomes lower-case ASCII (IDNA), numeric hosts become plain IPv4.

    Raises:
        InvalidUrl: with the detail `empty`, `too-long`, `control-characters`, `scheme`, `no-host`, `bad-host`,
            `bad-port`, `userinfo` or `backslash`.
    """
    return str(_parse(text))


def identity(url: str) -> str:
    """The normalised URL by which articles are told apart; idempotent, and always on the same host.

    One article: http and https; a default port; upper or lower case of scheme, host and percent-escapes; escapes of
    unreserved characters; dot segments; a slash at the end; tracking parameters and session ids; the order of
    parameters with different names; a fragment. Two articles: `www.` or not, other ports, another case of the path,
    another order of parameters of one name, and fragments that are routes (`#!…`, `#/…`).

    Raises:
        InvalidUrl: as `parse_url` does.
    """
    parts = _parse(url)
    path = _without_dots(_SESSION.sub("", _plain_escapes(parts.path))).rstrip("/") or "/"
    kept = [pair for pair in _plain_escapes(parts.query or "").split("&") if pair and not _is_tracking(pair)]
    query = "&".join(sorted(kept, key=_parameter_name)) or None
    is_route = parts.fragment is not None and parts.fragment.startswith(("!", "/")) and len(parts.fragment) > 1
    return str(
        parts._replace(
            scheme="https",
            port=None if parts.port in _DEFAULT_PORTS.values() else parts.port,
            path=path,
            query=query,
            fragment=_plain_escapes(parts.fragment or "") if is_route else None,
        )
    )


def identity_or_empty(url: str) -> str:
    """The `identity` of an address; empty for what is none, like a file that was brought or pasted text."""
    try:
        return identity(url)
    except InvalidUrl:
        return ""


def without_tracking(url: str) -> str:
    """The address as people may be shown it in place of a title: without what says how somebody came to the page."""
    try:
        parts = _parse(url)
    except InvalidUrl:
        return url
    kept = [pair for pair in (parts.query or "").split("&") if not _is_tracking(_plain_escapes(pair))]
    return str(parts._replace(query="&".join(kept) or None)) if parts.query else url


def host_of(url: str) -> str:
    """The host in lower-case ASCII, IPv6 without brackets.

    Raises:
        InvalidUrl: as `parse_url` does.
    """
    return _parse(url).host


def display_host(url: str) -> str:
    """The host as people may be shown it: without `www.`, in its own script unless that could deceive.

    Labels that mix scripts, or that look Latin without being so, stay in punycode. Empty for what is no http(s) URL.
    """
    try:
        parts = _parse(url)
    except InvalidUrl:
        return ""
    labels = parts.host.split(".")
    if labels[0] == "www" and len(labels) > 2:
        labels = labels[1:]
    shown = ".".join(_display_label(label) for label in labels)
    shown = f"[{shown}]" if ":" in shown else shown
    return shown if parts.port is None else f"{shown}:{parts.port}"


def is_public_scheme(url: str) -> bool:
    """Whether the address says http or https, the only schemes Pressmark fetches."""
    return url.lstrip(_EDGES).lower().startswith(("http://", "https://"))


def looks_like_url(text: str) -> bool:
    """Whether a lone word is meant as an http(s) address: it says so, or is a host with a plausible top level."""
    word = text.strip(_EDGES)
    if not word or any(character.isspace() for character in word):
        return False
    try:
        host = _parse(word).host
    except InvalidUrl:
        return False
    if is_public_scheme(word) or host == "localhost" or _is_address(host):
        return True
    top = host.rpartition(".")[2]
    return "." in host and (top.startswith("xn--") or (len(top) >= 2 and top.isalpha()))


def link_to_passage(url: str, passage: str) -> str:
    """Return an address that browsers open at a passage, by a text fragment (WICG scroll-to-text-fragment).

    Args:
        url: of the page.
        passage: its words; of a long one only the first and the last are named.
    """
    words = passage.split()
    ends = [words] if len(words) <= 2 * _END_WORDS else [words[:_END_WORDS], words[-_END_WORDS:]]
    named = ",".join(quote(" ".join(part), safe="").replace("-", "%2D") for part in ends)
    return f"{url}{'' if '#' in url else '#'}:~:text={named}"


def clean_text(text: str) -> str:
    """One line that is what it seems: for titles, names and tags that came from a page or a file.

    White space collapses; controls, direction overrides and zero-width characters go; lone surrogates become U+FFFD.
    """
    text = _STRAY_JOINER.sub("", _INVISIBLE.sub("", without_surrogates(text)))
    return _SPACES.sub(" ", text).strip()


def without_surrogates(text: str) -> str:
    """Replace lone surrogates, which have no UTF-8 form, with U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


@lru_cache(maxsize=1_024)  # lists show the same hosts again and again
def _parse(text: str) -> _Parts:
    if len(text) > MAX_URL_LENGTH:
        raise InvalidUrl("too-long")
    text = text.strip(_EDGES)
    if not text:
        raise InvalidUrl("empty")
    if _FORBIDDEN.search(text):
        raise InvalidUrl("control-characters")
    scheme, rest = _split_scheme(text)
    end = min((at for at in map(rest.find, "/?#") if at >= 0), default=len(rest))
    authority, rest = rest[:end], rest[end:]
    rest, has_fragment, fragment = rest.partition("#")
    path, has_query, query = rest.partition("?")
    if "\\" in authority or "\\" in path:  # browsers read it as "/", other programs do not
        raise InvalidUrl("backslash")
    if "%00" in rest:
        raise InvalidUrl("control-characters")
    host, port = _split_authority(authority, is_bare=not scheme)
    if not scheme:
        scheme = "http" if host == "localhost" or _is_address(host) else "https"
    parts = _Parts(
        scheme,
        host,
        None if port == _DEFAULT_PORTS[scheme] else port,
        quote(path or "/", safe=_SAFE),
        quote(query, safe=_SAFE) if has_query else None,
        quote(fragment, safe=_SAFE + "#") if has_fragment else None,
    )
    if len(str(parts)) > MAX_URL_LENGTH:
        raise InvalidUrl("too-long")
    return parts


def _split_scheme(text: str) -> tuple[str, str]:
    if text.startswith("//"):
        return "https", text[2:]
    found = _HAS_SCHEME.match(text)
    if found is None:
        return "", text
    scheme = found[1].lower()
    if scheme not in _SCHEMES:
        raise InvalidUrl("scheme")
    if not found[2]:
        raise InvalidUrl("no-host")
    return scheme, text[found.end() :]


def _split_authority(authority: str, *, is_bare: bool) -> tuple[str, int | None]:
    userinfo, at, address = authority.rpartition("@")
    if at and (is_bare or not _USERINFO.fullmatch(userinfo)):  # without a scheme it is an e-mail address
        raise InvalidUrl("userinfo")
    host, colon, port = address.rpartition(":")
    if not colon or address.endswith("]"):
        host, port = address, ""
    if not host:
        raise InvalidUrl("no-host")
    if port and not (port.isascii() and port.isdigit() and len(port) <= 5 and 0 < int(port) <= 65_535):
        raise InvalidUrl("bad-port")
    if len(host) > _MAX_HOST_LENGTH:
        raise InvalidUrl("bad-host")
    if is_bare and host.lower() != "localhost" and not _HOST_AS_TYPED.fullmatch(host):
        raise InvalidUrl("no-host")  # a lone word is a word, and 3.14 a number
    host = _clean_host(host)
    return host, int(port) if port else None


def _clean_host(host: str) -> str:
    if host.startswith("["):
        try:
            return ipaddress.IPv6Address(host[1:-1] if host.endswith("]") and "%" not in host else "").compressed
        except ValueError as error:
            raise InvalidUrl("bad-host") from error
    try:
        if not host.isascii():
            host = idna.encode(host, uts46=True, std3_rules=False).decode("ascii")
        host = host.lower().removesuffix(".")
        if "xn--" in host:
            idna.decode(host)  # what clients cannot decode, they read in different ways
    except (idna.IDNAError, UnicodeError) as error:
        raise InvalidUrl("bad-host") from error
    labels = host.split(".")
    if len(host) > _MAX_HOST_LENGTH or not all(_LABEL.fullmatch(label) for label in labels):
        raise InvalidUrl("bad-host")
    return _ipv4(labels) if _NUMBER.fullmatch(labels[-1]) else host


def _ipv4(labels: list[str]) -> str:
    """Read 127.1, 0x7f.1 and 2130706433 as browsers and the C library do, so that nobody is surprised later."""
    try:
        numbers = [_number(label) for label in labels]
        if len(numbers) > 4 or any(number > 255 for number in numbers[:-1]):
            raise InvalidUrl("bad-host")
        if numbers[-1] >= 256 ** (5 - len(numbers)):
            raise InvalidUrl("bad-host")
    except ValueError as error:
        raise InvalidUrl("bad-host") from error
    value = numbers[-1] + sum(number << (24 - 8 * place) for place, number in enumerate(numbers[:-1]))
    return str(ipaddress.IPv4Address(value))


def _number(label: str) -> int:
    if not _NUMBER.fullmatch(label):
        raise ValueError(label)
    if label.startswith("0x"):
        return int(label[2:] or "0", 16)
    return int(label, 8 if label.startswith("0") else 10)


def _is_address(host: str) -> bool:
    return ":" in host or host.rpartition(".")[2].isdigit()


def _plain_escapes(text: str) -> str:
    def plain(found: re.Match[str]) -> str:
        character = chr(int(found[1], 16))
        return character if character in _UNRESERVED else found[0].upper()

    return _ESCAPE.sub(plain, text)


def _without_dots(path: str) -> str:
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    return "/" + "/".join(kept)


def _parameter_name(pair: str) -> str:
    return pair.partition("=")[0]


def _is_tracking(pair: str) -> bool:
    return _TRACKING.fullmatch(_parameter_name(pair)) is not None


def _display_label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        shown = idna.decode(label)
    except idna.IDNAError:
        return label
    scripts = {_script(character) for character in shown if character.isalpha()}
    deceives = len(scripts) > 1 and not any(scripts <= mix for mix in _MIXES_WELL)
    if deceives or _CYRILLIC_LOOKALIKES.issuperset(character for character in shown if character.isalpha()):
        return label
    return clean_text(shown)


def _script(character: str) -> str:
    return unicodedata.name(character, "UNKNOWN").split(" ")[0].split("-")[0]
