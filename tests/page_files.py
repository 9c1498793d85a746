"""Files as browsers write them, made small: MHTML, webarchive, SingleFile, and PDF."""

from __future__ import annotations

import base64
import io
import plistlib
import zlib
from types import MappingProxyType
from typing import TYPE_CHECKING

from PIL import Image

from site_server import story

if TYPE_CHECKING:
    from collections.abc import Mapping

ADDRESS = "https://gazette.example/story"


def photo(seed: int = 0, width: int = 160) -> bytes:
    """A small picture; another seed is another picture."""
    data = io.BytesIO()
    Image.radial_gradient("L").resize((width, 120 + seed)).convert("RGB").save(data, "PNG")
    return data.getvalue()


def illustrated(title: str, *sources: str, head: str = "") -> str:
    """A story with a figure for each of these `src` (or whole tags)."""
    tags = [one if one.startswith("<") else f'<img src="{one}" width="160" height="120">' for one in sources]
    figures = "".join(f"<figure>{tag}<figcaption>What {title} shows</figcaption></figure>" for tag in tags)
    return story(title, head=head).replace("</article>", f"{figures}<p>And so it ended for all of them.</p></article>")


def mhtml(html: str, pictures: dict[str, bytes], *, charset: str = "utf-8", date: str = "") -> bytes:
    """What Chromium's "Save as single file" writes."""
    parts = [_part(f"text/html; charset={charset}", ADDRESS, html.encode(charset, "xmlcharrefreplace"))]
    parts += [_part("image/png", address, data) for address, data in pictures.items()]
    head = (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {ADDRESS}\r\nSubject: A story\r\n"
        + (f"Date: {date}\r\n" if date else "")
        + 'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--B--0"\r\n\r\n'
    )
    return head.encode() + b"".join(b"----B--0\r\n" + part for part in parts) + b"----B--0--\r\n"


def _part(kind: str, address: str, data: bytes) -> bytes:
    name = f"Content-ID: <{address[4:]}>" if address.startswith("cid:") else f"Content-Location: {address}"
    head = f"Content-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\n{name}\r\n\r\n"
    return head.encode() + base64.encodebytes(data) + b"\r\n"


def webarchive(html: str, pictures: dict[str, bytes], kinds: Mapping[str, str] = MappingProxyType({})) -> bytes:
    """What Safari's "Save as Web Archive" writes."""
    main = {
        "WebResourceData": html.encode("utf-16"),
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "UTF-16",
        "WebResourceURL": ADDRESS,
    }
    others = [
        {"WebResourceData": data, "WebResourceMIMEType": kinds.get(address, "image/png"), "WebResourceURL": address}
        for address, data in pictures.items()
    ]
    return plistlib.dumps({"WebMainResource": main, "WebSubresources": others}, fmt=plistlib.FMT_BINARY)


def data_url(picture: bytes) -> str:
    """A picture written into a page."""
    return f"data:image/png;base64,{base64.b64encode(picture).decode()}"


def single_file(html: str) -> str:
    """What the SingleFile extension writes around a page."""
    comment = (
        f"<!--\n Page saved with SingleFile \n url: {ADDRESS} \n"
        " saved date: Thu Aug 04 2022 10:22:10 GMT+0200 (Central European Summer Time)\n-->"
    )
    return html.replace('<html lang="en">', f'<html lang="en">{comment}', 1)


def pdf(*pages: list[tuple[float, str]], title: str = "", author: str = "") -> bytes:
    """A PDF: for each page its lines, each with its size in points."""
    count = len(pages)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [{' '.join(f'{5 + 2 * n} 0 R' for n in range(count))}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< /Title ({title}) /Author ({author}) >>".encode(),
    ]
    for number, lines in enumerate(pages):
        place, drawn = 740.0, []
        for size, line in lines:
            text = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            drawn.append(f"BT /F1 {size} Tf 72 {place:g} Td ({text}) Tj ET")
            place -= size * 1.4
        content = zlib.compress("\n".join(drawn).encode("cp1252"))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {6 + 2 * number} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        head = f"<< /Length {len(content)} /Filter /FlateDecode >>\nstream\n".encode()
        objects.append(head + content + b"\nendstream")
    result, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(result))
        result += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(result)
    result += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    result += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    result += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(result)
