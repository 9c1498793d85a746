"""A page that a browser saved "complete" lies in two places: the file, and a folder with its pictures beside it.

Both become one MHTML file, so that one thing is kept, in a format that browsers open and `containers` reads. The page's
own bytes are in it as they were.
"""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urljoin

from pressmark.archive.capture.limits import MAX_FILE_BYTES, MAX_FOLDER_FILES
from pressmark.archive.capture.sniff import HTML, MHTML, magic_type

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOWHERE = "https://embedded.invalid/"  # the base of what has no address; a name that can never be looked up
_JOINTS = "_-."  # "Story_files", "Story-Dateien", "Story.files"


def with_its_folder(path: Path, data: bytes, url: str) -> tuple[bytes, str]:
    """Return a page with the pictures of the folder beside it, and what type that is; the page itself without one.

    Args:
        path: the file of the page.
        data: its bytes.
        url: where it was saved from; empty where it does not tell.
    """
    pictures = list(_pictures(path, data))
    if not pictures:
        return data, HTML
    base = url or NOWHERE
    parts = [_part(HTML, base, data)]
    parts += [_part(kind, urljoin(base, quote(name)), picture) for name, kind, picture in pictures]
    boundary = f"----{hashlib.sha256(data).hexdigest()[:32]}"
    head = (
        f"From: <Saved by a browser>\r\nSnapshot-Content-Location: {base}\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: multipart/related; type="text/html"; boundary="{boundary}"\r\n\r\n'
    )
    line = f"--{boundary}"
    body = b"".join(f"{line}\r\n".encode() + part for part in parts)
    return head.encode() + body + f"{line}--\r\n".encode(), MHTML


def _pictures(path: Path, data: bytes) -> Iterator[tuple[str, str, bytes]]:
    """Relative name, type and bytes of each picture that the page may show."""
    left = MAX_FILE_BYTES - len(data)
    count = 0
    text = unquote(data.decode("utf-8", "replace"))
    try:
        beside = sorted(one for one in path.parent.iterdir() if one.name.startswith(path.stem))
        for folder in beside:
            is_folder = folder.is_dir() and not folder.is_symlink() and folder.name[len(path.stem) :][:1] in _JOINTS
            if not is_folder or f"{folder.name}/" not in text:
                continue
            for file in sorted(folder.iterdir()):
                if count >= MAX_FOLDER_FILES or not file.is_file() or file.is_symlink():
                    continue
                size = file.stat().st_size
                with file.open("rb") as opened:
                    kind = magic_type(opened.read(16))
                    if not kind.startswith("image/") or size > left:
                        continue
                    opened.seek(0)
                    picture = opened.read(left)
                count, left = count + 1, left - len(picture)
                yield f"{folder.name}/{file.name}", kind, picture
    except OSError:
        return  # what could be read is what there is


def _part(kind: str, address: str, data: bytes) -> bytes:
    head = f"Content-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\nContent-Location: {address}\r\n\r\n"
    return head.encode() + base64.encodebytes(data).replace(b"\n", b"\r\n") + b"\r\n"
