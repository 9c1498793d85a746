"""A book for e-readers, EPUB 3: a cover, contents, and a chapter an article with its pictures inside."""

from __future__ import annotations

import hashlib
import zipfile
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from pressmark import resources
from pressmark.archive.exchange.exporters.illustrations import renamed
from pressmark.archive.exchange.exporters.pages import header, language_tag, passages, told
from pressmark.archive.exchange.exporters.xhtml import as_xhtml

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

    from pressmark.archive.values import ExportWords, WholeArticle

_MEDIA_TYPES = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}
_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_LANGUAGE = "en"  # of a book whose articles name none: one there must be


def write_epub(stream: BinaryIO, articles: Iterable[WholeArticle], words: ExportWords) -> None:
    """Write the book.

    Raises:
        OSError: the stream's.
    """
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)  # first, as readers look for it there
        archive.writestr("META-INF/container.xml", _CONTAINER)
        book = _Book(archive, words)
        for one in articles:
            book.add(one)
        book.finish()


class _Book:
    """The lists that a book ends with, while its chapters are written."""

    def __init__(self, archive: zipfile.ZipFile, words: ExportWords) -> None:
        self._archive, self._words = archive, words
        self._chapters: list[tuple[str, str]] = []  # the file and the escaped title of each
        self._pictures: dict[str, str] = {}  # the media type of each file
        self._languages: Counter[str] = Counter()

    def add(self, one: WholeArticle) -> None:
        """Write a chapter and those of its pictures that are not there yet."""
        language = language_tag(one.article.language)
        body = as_xhtml(renamed(one.marked_html, lambda address: self._place(one.pictures.get(address), address)))
        direction = ' dir="rtl"' if one.article.is_right_to_left else ""
        content = (
            f"<article{direction}>\n{header(one, self._words)}\n"
            f'<div class="body">{body}</div>\n{passages(one, self._words)}</article>'
        )
        file = f"text/{len(self._chapters) + 1}.xhtml"
        self._write(file, _page(one.article.title, content, language, style="../book.css"))
        self._chapters.append((file, told(one.article.title) or file))
        if language:
            self._languages[language] += 1

    def finish(self) -> None:
        """Write what speaks of all chapters."""
        language = self._languages.most_common(1)[0][0] if self._languages else _LANGUAGE
        words, now = self._words, datetime.now(UTC)
        count = words.articles.format(n=words.format_number(len(self._chapters)))
        made = words.format_date(now.astimezone().date())
        cover = f'<section class="cover">\n<h1>{told(words.title)}</h1>\n<p>{told(count)}</p>\n<p>{told(made)}</p>\n'
        self._write("cover.xhtml", _page(words.title, f"{cover}</section>", language))
        entries = "\n".join(f'<li><a href="{file}">{title}</a></li>' for file, title in self._chapters)
        contents = (
            f'<nav epub:type="toc" id="toc">\n<h1>{told(words.contents)}</h1>\n<ol>\n'
            f'<li><a href="cover.xhtml">{told(words.title)}</a></li>\n{entries}\n</ol>\n</nav>'
        )
        self._write("contents.xhtml", _page(words.contents, contents, language))
        self._write("book.css", resources.text("exchange/book.css"))
        self._write("book.opf", self._package(language, now))

    def _place(self, data: bytes | None, address: str) -> str | None:
        """The address of a picture in the book; none for one that is not there, or of a kind that no reader shows."""
        ending = address.rpartition(".")[2]
        if data is None or ending not in _MEDIA_TYPES:
            return None
        file = f"pictures/{hashlib.sha256(data).hexdigest()[:32]}.{ending}"
        if file not in self._pictures:
            self._pictures[file] = _MEDIA_TYPES[ending]
            self._archive.writestr(f"OEBPS/{file}", data, zipfile.ZIP_STORED)  # is packed as it is
        return f"../{file}"

    def _write(self, file: str, text: str) -> None:
        self._archive.writestr(f"OEBPS/{file}", text.encode("utf-8", "replace"))

    def _package(self, language: str, now: datetime) -> str:
        items = [
            '<item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>',
            '<item id="contents" href="contents.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
            '<item id="style" href="book.css" media-type="text/css"/>',
        ]
        items += [
            f'<item id="c{place}" href="{file}" media-type="application/xhtml+xml"/>'
            for place, (file, _) in enumerate(self._chapters)
        ]
        items += [
            f'<item id="p{place}" href="{file}" media-type="{kind}"/>'
            for place, (file, kind) in enumerate(self._pictures.items())
        ]
        manifest = "\n".join(items)
        spine = "\n".join(f'<itemref idref="c{place}"/>' for place in range(len(self._chapters)))
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="book">\n'
            '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
            f'<dc:identifier id="book">urn:uuid:{uuid4()}</dc:identifier>\n'
            f"<dc:title>{told(self._words.title)}</dc:title>\n<dc:language>{language}</dc:language>\n"
            f'<meta property="dcterms:modified">{now:%Y-%m-%dT%H:%M:%SZ}</meta>\n</metadata>\n'
            f"<manifest>\n{manifest}\n</manifest>\n"
            f'<spine>\n<itemref idref="cover"/>\n<itemref idref="contents"/>\n{spine}\n</spine>\n</package>\n'
        )


def _page(title: str, content: str, language: str, style: str = "book.css") -> str:
    spoken = f' lang="{language}" xml:lang="{language}"' if language else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        f'<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"{spoken}>\n'
        f'<head>\n<meta charset="UTF-8"/>\n<title>{told(title)}</title>\n'
        f'<link rel="stylesheet" type="text/css" href="{style}"/>\n</head>\n<body>\n{content}\n</body>\n</html>\n'
    )
