"""Bytes to text, done by ourselves: a page's own word about its encoding must not choose a Python codec.

`bytes.decode(label)` accepts labels such as `punycode` or `unicode_escape` that hang or rewrite the text. Here only
the labels of the WHATWG Encoding Standard count. The order is the standard's: byte order mark, HTTP header, `<meta>`
in the first 1,024 bytes, then a detector. A label that the bytes plainly contradict does not count; a browser would
show such a page broken, and its readers have had to guess.
"""

from __future__ import annotations

import codecs
import re

import webencodings
from charset_normalizer import from_bytes

from pressmark.archive.urls import without_surrogates

PRESCAN_BYTES = 1_024
DETECT_BYTES = 64 * 1_024

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16le"), (codecs.BOM_UTF16_BE, "utf-16be"))
_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([^\s\"';,]+)", re.IGNORECASE)
_IN_XML = re.compile(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"'>]+)[\"']")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_META = re.compile(rb"<meta[\s/][^>]*>", re.IGNORECASE)
_IN_META = re.compile(rb"charset\s*=\s*[\"']?\s*([^\s\"'/>;]+)", re.IGNORECASE)
_TAG = re.compile(rb"<[^<>]*>")
_UNWANTED = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")

# What the detector may answer: what the web really uses beside UTF-8, as Python's name and the standard's.
_CANDIDATES = {
    "cp1252": "windows-1252",
    "cp1251": "windows-1251",
    "cp1250": "windows-1250",
    "cp1253": "windows-1253",
    "cp1254": "windows-1254",
    "cp1255": "windows-1255",
    "cp1256": "windows-1256",
    "cp1257": "windows-1257",
    "koi8_r": "koi8-r",
    "koi8_u": "koi8-u",
    "cp932": "shift_jis",
    "euc_jp": "euc-jp",
    "gb18030": "gb18030",
    "big5": "big5",
    "cp949": "euc-kr",
    "utf_16_le": "utf-16le",
    "utf_16_be": "utf-16be",
}
_LATIN = frozenset(
    "windows-1252 windows-1250 windows-1254 windows-1257 windows-1258 iso-8859-2 iso-8859-3 iso-8859-4 iso-8859-10"
    " iso-8859-13 iso-8859-14 iso-8859-15 iso-8859-16 macintosh".split()
)
_SEVERAL_BYTES = frozenset("shift_jis euc-jp gbk gb18030 big5 euc-kr".split())
MOST_ERRORS = 0.1  # replaced characters for each byte that is not ASCII; a few are mistakes of the page
MOST_ACCENTS = 0.5  # of the letters, in the Latin script: no language has so many
LEAST_BYTES = 6  # that are not ASCII, or nothing can be told

LEAST_TWICE = 5  # pieces of a page that must have been encoded twice,
MOST_TWICE = 0.95  # and the share of all that is not ASCII
_HIGH = re.compile("[\x80-\U0010ffff]+")
_TWICE = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u2122]")
_AS_BYTE = {bytes([byte]).decode("cp1252", "ignore"): byte for byte in range(0x80, 0xA0)}

CLOSE_CALL = 0.1  # the detector's "chaos" that may speak against windows-1252, by far the most used, in a tie


def decode(data: bytes, content_type: str = "") -> str:
    """Decode a page or a plain text; total, and linear in its size.

    Args:
        data: the bytes as received.
        content_type: the Content-Type header; `<meta>` is looked at unless it says `text/plain`.

    Returns:
        Text without NUL and other controls (tab and line ends stay) and without lone surrogates. What cannot be
        decoded is U+FFFD.
    """
    for bom, label in _BOMS:
        if data.startswith(bom):
            return _decoded(data[len(bom) :], label)
    label = _from_header(content_type, data)
    if not label and not content_type.lower().lstrip().startswith("text/plain"):
        label = _from_meta(data[:PRESCAN_BYTES])
    sample = data[:DETECT_BYTES]
    if label and _is_contradicted(label, sample):
        label = ""
    return _decoded(data, label or _detected(sample))


def _undone(text: str) -> str:
    """Mend a page that was read as Latin-1 or windows-1252 before it was written as UTF-8.

    It is believed only of a whole page: nearly all that is not ASCII must make sense the other way, which by chance it
    hardly ever does.
    """
    if not _TWICE.search(text):
        return text
    runs = _HIGH.findall(text)
    mended = {run: _once(run) for run in set(runs)}
    twice = sum(mended[run] != run for run in runs)
    if twice < LEAST_TWICE or twice < MOST_TWICE * len(runs):
        return text
    return _HIGH.sub(lambda found: mended[found[0]], text)


def _once(run: str) -> str:
    try:
        return bytes(_AS_BYTE.get(one, ord(one)) for one in run).decode()
    except ValueError:  # beyond the two encodings, or no UTF-8
        return run


def _is_contradicted(label: str, sample: bytes) -> bool:
    """Whether these bytes cannot well be what their label says."""
    high = sum(byte >= 0x80 for byte in sample)
    if high < LEAST_BYTES or label.startswith("utf-16"):
        return False
    if label != "utf-8" and _is_utf8(sample):
        return True  # text in any other encoding is, by chance, hardly ever this
    text = _decoded(sample, label)
    if label == "utf-8" or label in _SEVERAL_BYTES:
        return text.count("\ufffd") > high * MOST_ERRORS
    letters = sum(character.isalpha() for character in text)
    return label in _LATIN and sum(one > "\x7f" and one.isalpha() for one in text) > letters * MOST_ACCENTS


def _is_utf8(sample: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)  # a character cut at the end is no error
    except UnicodeDecodeError:
        return False
    return True


def _decoded(data: bytes, name: str) -> str:
    encoding = webencodings.lookup(name) or webencodings.UTF8
    text, _length = encoding.codec_info.decode(data, "replace")
    return without_surrogates(_UNWANTED.sub("", _undone(text).replace("\x0c", " ")))  # controls may be halves


def _standard_name(label: str) -> str:
    encoding = webencodings.lookup(label) if label.isascii() else None
    name = "" if encoding is None else str(encoding.name)
    return "" if name == "replacement" else name  # the standard's name for encodings that are too dangerous to decode


def _from_header(content_type: str, data: bytes) -> str:
    found = _IN_HEADER.search(content_type)
    name = _standard_name(found[1]) if found else ""
    if name.startswith("utf-16") and b"\0" not in data[:PRESCAN_BYTES]:
        return ""  # markup in UTF-16 is full of zero bytes: the label is wrong
    return name


def _from_meta(head: bytes) -> str:
    head = _COMMENT.sub(b"", head)
    labels = [found[1] for tag in _META.findall(head) if (found := _IN_META.search(tag))]
    if in_xml := _IN_XML.match(head):
        labels.append(in_xml[1])
    for label in labels:
        name = _standard_name(label.decode("latin-1"))
        if name.startswith("utf-16"):  # what could be read as ASCII is not UTF-16
            return "utf-8"
        if name:
            return "windows-1252" if name == "x-user-defined" else name
    return ""


def _detected(sample: bytes) -> str:
    if not _is_utf8(sample):
        words = _TAG.sub(b" ", sample) if b"\0" not in sample else sample
        matches = from_bytes(words, cp_isolation=list(_CANDIDATES), enable_fallback=False)
        best = matches.best()
        if best is None:
            return "utf-8"
        western = any(
            "cp1252" in match.could_be_from_charset
            and match.coherence >= best.coherence
            and match.chaos <= best.chaos + CLOSE_CALL
            for match in matches
        )
        return "windows-1252" if western else _CANDIDATES[best.encoding]
    return "utf-8"
