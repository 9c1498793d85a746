"""A saved page laid out as files, so that it can be shown as it was: the page, and what it came with.

A full copy (MHTML) brings its style sheets and pictures, a page as it was received only itself. Runs in a worker, for
such files are hostile; what is shown of them still has to stand behind walls.
"""

from __future__ import annotations

import email
import email.policy
import gzip
import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from pressmark.archive.capture.containers import page_and_resources
from pressmark.archive.charset import decode
from pressmark.archive.errors import NotReadable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from email.message import Message

PAGE, COPY, RECEIVED, ARCHIVE = "page.html", "page.mhtml", "page.html.gz", "page.webarchive"
MOST_PARTS = 1_000
MOST_BYTES = 200 * 1024 * 1024  # of a page that was compressed

_KINDS = re.compile(r"(?:image/[\w.+-]+|font/[\w.+-]+|application/(?:x-)?font[\w.+-]*|text/css)$")
_CSS_ADDRESS = re.compile(r"url\(\s*([\"']?)([^\"')]{1,2000})\1\s*\)|@import\s+([\"'])([^\"']{1,2000})\3")


def lay_out(snapshot: str, content_type: str, target: str) -> dict[str, Any]:
    """Write a snapshot's page to `page.html` and its parts to numbered files beside it.

    Args:
        snapshot: its folder.
        content_type: of the page as received.
        target: an existing folder.

    Returns:
        `parts`, the media type of each part by its file's name; `is_copy`, whether it is a full copy.

    Raises:
        NotReadable: `no-original` where there is no page in the snapshot; `file-damaged`.
    """
    folder, place = Path(snapshot), Path(target)
    try:
        if (folder / COPY).is_file():
            return {"parts": _lay_out_copy((folder / COPY).read_bytes(), place), "is_copy": True}
        if (folder / ARCHIVE).is_file():
            return {"parts": _lay_out_archive((folder / ARCHIVE).read_bytes(), place), "is_copy": True}
        if not (folder / RECEIVED).is_file():
            raise NotReadable(code="no-original")
        with gzip.open(folder / RECEIVED) as file:
            html = decode(file.read(MOST_BYTES), content_type)
    except (OSError, EOFError, ValueError, LookupError, TypeError, RecursionError) as error:
        raise NotReadable(code="file-damaged") from error
    (place / PAGE).write_text(html, encoding="utf-8", errors="replace")
    return {"parts": {}, "is_copy": False}


def _lay_out_copy(data: bytes, place: Path) -> dict[str, str]:
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    leaves = [part for part in message.walk() if not part.is_multipart()]
    page = next((part for part in leaves if part.get_content_type() in ("text/html", "application/xhtml+xml")), None)
    if page is None:
        raise NotReadable(code="file-damaged")
    names: dict[str, str] = {}
    chosen: dict[str, Message] = {}
    for part in leaves[:MOST_PARTS]:
        if _KINDS.match(part.get_content_type()):
            name = f"{len(chosen):04d}"
            chosen[name] = part
            names.update(dict.fromkeys(_addresses(part), name))
    for name, part in chosen.items():
        body = _payload(part)
        if part.get_content_type() == "text/css":
            location = str(part.get("Content-Location") or "")
            body = _localised_css(_text(body, part), location, names).encode("utf-8", "replace")
        (place / name).write_bytes(body)
    html = _localised(_text(_payload(page), page), names)
    (place / PAGE).write_text(html, encoding="utf-8", errors="replace")
    return {name: part.get_content_type() for name, part in chosen.items()}


def _lay_out_archive(data: bytes, place: Path) -> dict[str, str]:
    """The same for Safari's format."""
    html, resources = page_and_resources(data)
    chosen = [one for one in resources[:MOST_PARTS] if _KINDS.match(one[1])]
    names = {address: f"{number:04d}" for number, (address, _kind, _body) in enumerate(chosen)}
    for address, kind, body in chosen:
        css = _localised_css(decode(body, kind), address, names) if kind == "text/css" else ""
        (place / names[address]).write_bytes(css.encode("utf-8", "replace") or body)
    (place / PAGE).write_text(_localised(html, names), encoding="utf-8", errors="replace")
    return {names[address]: kind for address, kind, _body in chosen}


def _addresses(part: Message) -> Iterable[str]:
    if location := str(part.get("Content-Location") or "").strip():
        yield location
    if name := str(part.get("Content-ID") or "").strip().strip("<>"):
        yield f"cid:{name}"


def _localised(html: str, names: dict[str, str]) -> str:
    """The page with the addresses of its parts made to name their files; one pass, however many there are."""
    written = {form: name for address, name in names.items() for form in (address, escape(address))}
    if not written:
        return html
    longest_first = sorted(written, key=len, reverse=True)
    known = re.compile(f"(?:{'|'.join(map(re.escape, longest_first))})(?=[\"'\\s,)>]|$)")
    return known.sub(lambda found: written[found[0]], html)


def _localised_css(css: str, location: str, names: dict[str, str]) -> str:
    def local(found: re.Match[str]) -> str:
        address = found[2] or found[4]
        try:
            name = names.get(address) or names.get(urljoin(location, address))
        except ValueError:
            name = None
        return found[0] if name is None else found[0].replace(address, name)

    return _CSS_ADDRESS.sub(local, css)


def _payload(part: Message) -> bytes:
    body = part.get_payload(decode=True)
    return body if isinstance(body, bytes) else b""


def _text(body: bytes, part: Message) -> str:
    return decode(body, str(part.get("Content-Type") or "text/html; charset=utf-8"))
