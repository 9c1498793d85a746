"""Bytes to text, done by ourselves: a page's own word about its encoding must not choose a Python codec.

`bytes.decode(label)` accepts labels such as `punycode` or `unicode_escape` that hang or rewrite the text. Here only
the labels of the WHATWG Encoding Standard count. The order is the standard's: byte order mark, HTTP header, `<meta>`
in the first 1,024 bytes, then a detector.
"""

from __future__ import annotations

import codecs
import re

import webencodings
from charset_normalizer import from_bytes

PRESCAN_BYTES = 1_024
DETECT_BYTES = 64 * 1_024

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16le"), (codecs.BOM_UTF16_BE, "utf-16be"))
_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([^\s\"';,]+)", re.IGNORECASE)
_IN_XML = re.compile(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"'>]+)[\"']")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_META = re.compile(rb"<meta[\s/][^>]*>", re.IGNORECASE)
_IN_META = re.compile(rb"charset\s*=\s*[\"']?\s*([^\s\"'/>;]+)", re.IGNORECASE)
_TAG = re.compile(rb"<[^<>]*>")
_UNWANTED = re.compile("[\x00-\x08\x0b\x0e-\x1f]")
_SURROGATE = re.compile("[\ud800-\udfff]")

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
CLOSE_CALL = 0.1  # the detector's "chaos" that may speak against windows-1252, by far the most used, in a tie


def decode(data: bytes, content_type: str = "") -> str:
    """Decode a page or a plain text; total, and linear in its size.

    Args:
        data: the bytes as received.
        content_type: the Content-Type header; `<meta>` is looked at unless it says `text/plain`.

    Returns:
        Text without NUL and other C0 controls (tab and line ends stay) and without lone surrogates. What cannot be
        decoded is U+FFFD.
    """
    for bom, label in _BOMS:
        if data.startswith(bom):
            return _decoded(data[len(bom) :], label)
    label = _from_header(content_type, data)
    if not label and not content_type.lower().lstrip().startswith("text/plain"):
        label = _from_meta(data[:PRESCAN_BYTES])
    return _decoded(data, label or _detected(data[:DETECT_BYTES]))


def _decoded(data: bytes, name: str) -> str:
    encoding = webencodings.lookup(name) or webencodings.UTF8
    text, _length = encoding.codec_info.decode(data, "replace")
    return _SURROGATE.sub("\ufffd", _UNWANTED.sub("", text.replace("\x0c", " ")))


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
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)  # a character cut at the end is no error
    except UnicodeDecodeError:
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
