"""Opens files that hold a page together with its pictures: MHTML, webarchive, and HTML with pictures written into it.

Runs in a worker, for such files come from anywhere: the parsers meet hostile bytes there, and not beside the archive.
The pictures go to numbered files of a staging folder; the page comes back with addresses that name them.
"""

from __future__ import annotations

import email
import email.policy
import plistlib
import re
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pressmark.archive.capture.embedded import Embedded
from pressmark.archive.capture.file_formats import web_address
from pressmark.archive.capture.page_folder import NOWHERE
from pressmark.archive.capture.sniff import MHTML, WEBARCHIVE
from pressmark.archive.charset import decode
from pressmark.archive.errors import NotReadable

if TYPE_CHECKING:
    from email.message import Message

_HTML_TYPES = ("text/html", "application/xhtml+xml")
_SAVED = re.compile(  # as JavaScript writes a date
    r"saved date:\s{0,9}\w{3} (\w{3}) (\d{1,2}) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-]\d{4})", re.IGNORECASE
)
_COMMENT_WITHIN = 20_000  # characters


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A page taken out of its file; `pictures` has the staged file of each address that the page shows."""

    html: str
    url: str = ""
    saved_at: str = ""  # ISO 8601 with a zone; empty where the file does not tell
    pictures: dict[str, str] = field(default_factory=dict)
    is_cut: bool = False  # the file ends before its end


def unpack(file: str, content_type: str, url: str, staging: str) -> dict[str, Any]:
    """Take the page out of a file, with the pictures that it brings.

    Args:
        file: its path.
        content_type: `multipart/related`, `application/x-webarchive`, or HTML with its charset where that is known.
        url: the page's address as far as known.
        staging: an existing folder for the pictures.

    Raises:
        NotReadable: `file-damaged`.
    """
    data = Path(file).read_bytes()
    embedded = Embedded(Path(staging))
    if content_type.startswith(MHTML):
        return asdict(_mhtml(data, url, embedded))
    if content_type.startswith(WEBARCHIVE):
        return asdict(_webarchive(data, url, embedded))
    html = decode(data, content_type)
    return asdict(Unpacked(embedded.take_out(html, url), url, _saved_at(html), embedded.pictures))


def address_in_webarchive(data: bytes) -> str:
    """The address of the page in a `.webarchive`; empty where it does not tell. For a worker, too.

    Raises:
        NotReadable: `file-damaged`.
    """
    address = _main_resource(data)[0].get("WebResourceURL")
    return web_address(address) if isinstance(address, str) else ""


def _mhtml(data: bytes, url: str, embedded: Embedded) -> Unpacked:
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        parts = [part for part in message.walk() if not part.is_multipart()]
        page = next(one for one in parts if one.get_content_type() in _HTML_TYPES)
        body = _payload(page)
        address = web_address(str(page.get("Content-Location") or message.get("Snapshot-Content-Location") or ""))
        for part in parts:
            if part.get_content_maintype() == "image":
                _bring(embedded, part, address or url)
    except (ValueError, LookupError, TypeError, RecursionError, StopIteration) as error:
        raise NotReadable(code="file-damaged") from error  # the parser is lenient, but hostile headers make it stumble
    html = _decoded(body, str(page.get("Content-Type") or ""))
    boundary = message.get_boundary()
    is_cut = boundary is not None and f"--{boundary}--".encode() not in data[-4_096:]
    base = address or url or NOWHERE
    return Unpacked(embedded.take_out(html, base), base, _mail_date(message), embedded.pictures, is_cut)


def _payload(part: Message) -> bytes:
    body = part.get_payload(decode=True)
    return body if isinstance(body, bytes) else b""


def _bring(embedded: Embedded, part: Message, base: str) -> None:
    data = _payload(part)
    if location := str(part.get("Content-Location") or "").strip():
        embedded.bring(location, base, data)
    if name := str(part.get("Content-ID") or "").strip().strip("<>"):
        embedded.bring(f"cid:{name}", base, data)


def _mail_date(message: Message) -> str:
    try:
        return _iso(parsedate_to_datetime(str(message.get("Date") or "")))
    except ValueError:
        return ""


def page_and_resources(data: bytes) -> tuple[str, list[tuple[str, str, bytes]]]:
    """The page of a `.webarchive`, and the address, media type and bytes of all that it came with.

    Raises:
        NotReadable: `file-damaged`.
    """
    main, content = _main_resource(data)
    page = main.get("WebResourceData")
    kind, charset = str(main.get("WebResourceMIMEType")), str(main.get("WebResourceTextEncodingName") or "")
    if not isinstance(page, bytes) or kind not in _HTML_TYPES:
        raise NotReadable(kind, code="file-damaged")
    found = []
    resources = content.get("WebSubresources")
    for one in resources if isinstance(resources, list) else []:
        if isinstance(one, dict):
            body, location = one.get("WebResourceData"), one.get("WebResourceURL")
            if isinstance(body, bytes) and isinstance(location, str):
                found.append((location, str(one.get("WebResourceMIMEType")), body))
    return _decoded(page, f"text/html; charset={charset}" if charset else "text/html"), found


def _webarchive(data: bytes, url: str, embedded: Embedded) -> Unpacked:
    html, resources = page_and_resources(data)
    base = address_in_webarchive(data) or url or NOWHERE
    for location, kind, picture in resources:
        if kind.startswith("image/"):
            embedded.bring(location, base, picture)
    return Unpacked(embedded.take_out(html, base), base, "", embedded.pictures)


def _main_resource(data: bytes) -> tuple[dict[str, Any], dict[str, Any]]:
    try:
        content = plistlib.loads(data)
        main = content["WebMainResource"]
        main.get("WebResourceData")
    except Exception as error:  # plistlib meets broken files with exceptions of many types, its XML parser with more
        raise NotReadable(code="file-damaged") from error
    return main, content


def _decoded(body: bytes, content_type: str) -> str:
    """The page as text. Programs that wrote it anew often got its charset wrong; what reads as UTF-8 is UTF-8."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return decode(body, content_type)
    return decode(body, "text/html; charset=utf-8")


def _saved_at(html: str) -> str:
    found = _SAVED.search(html[:_COMMENT_WITHIN])
    if found is None:
        return ""
    month, day, year, time, zone = found.groups()
    try:
        return _iso(parsedate_to_datetime(f"{day} {month} {year} {time} {zone}"))
    except ValueError:
        return ""


def _iso(time: datetime) -> str:
    """In UTC; nothing for a time without a zone."""
    return time.astimezone(UTC).isoformat() if time.tzinfo is not None else ""
