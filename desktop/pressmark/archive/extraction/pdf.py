"""A PDF as an article, and its pages as pictures: both made by PDFium in a worker, never beside the archive.

PDFium reads hostile files for a living, yet most of what was ever wrong with it was found by such files. In a process
with limits that hands back only text and pixels a fault in it costs one article its text. A PDF has no paragraphs: they
are guessed from where lines end, and what stands at the edge of page after page is left out.
"""

from __future__ import annotations

import contextlib
import re
import time
from collections import Counter
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pressmark.archive.errors import NotReadable
from pressmark.archive.extraction.clean import clean
from pressmark.archive.extraction.language import language_of
from pressmark.archive.extraction.text import text_of
from pressmark.archive.urls import clean_text
from pressmark.archive.values import Extraction

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pypdfium2 import PdfDocument

MAX_PAGES = 2_000
MAX_CHARACTERS = 5_000_000
MAX_TITLE = 200
MAX_SIDE = 4_000  # pixels of a page's picture
PAGE_WIDTH = 1_400  # pixels; sharp on a wide screen
PICTURE_SECONDS = 12.0  # for all pictures of pages; a long book is shown in part
EXCERPT = 280
FULL_LINE = 0.8  # of the usual length: a shorter line ends its paragraph
MANY_PAGES = 3  # a line at the edge of so many pages is not the article's
EDGE = 2  # lines at the head and at the foot that are looked at
_PAGES = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><style>
body {{ margin: 0; padding: 16px; background: #808084; }}
img {{ display: block; width: 100%; max-width: 1000px; margin: 0 auto 16px; background: #fff;
  box-shadow: 0 1px 6px #0006; }}
</style></head><body>
{pages}
</body></html>
"""
_ENDS = re.compile(r"[.!?:;\u2026\u3002\uff01\uff1f][\"'\u201d\u2019)\]]*$")
_HYPHEN = re.compile(r"[^\W\d_][-\u00ad\u2010\ufffe]$")  # PDFium marks a soft line break with U+FFFE
_ITEM = re.compile(r"(?:[\u2022\u25aa\u25cf\u2013*-]|\(?\d{1,2}[.)])\s")
_WORDS = re.compile(r"\S+")
_PAGE_NUMBER = re.compile(r"[\s\u2013-]*(?:\d{1,4}|[ivxlc]{1,7})[\s\u2013-]*")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s")
_LEADERS = re.compile(r"(?:\s?\.){4,}")  # dots from an entry to its page
_NUMBERS = re.compile(r"\d+")
_NAMELESS = re.compile(
    r"^(?:untitled|microsoft (?:word|powerpoint)\b.*|.*\.(?:docx?|pdf|indd|tex|dvi|qxd|pptx?))$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    size: float  # of its first letter, in points


def pdf_to_json(file: str, url: str, name: str) -> dict[str, Any]:
    """Read a PDF's text with its title and author; the shape is that of `extract_to_json`.

    Args:
        file: its path.
        url: where it came from.
        name: the file's name, for a title of last resort.

    Raises:
        NotReadable: `file-damaged`, `pdf-locked` where it asks for a password, `pdf-no-text` where it has pictures of
            text only.
    """
    with _opened(file) as document:
        facts = document.get_metadata_dict(skip_empty=True)
        count = len(document)
        pages = []
        room = MAX_CHARACTERS
        for number in range(min(count, MAX_PAGES)):
            lines = _lines(document, number)
            room -= sum(len(line.text) for line in lines)
            pages.append(lines)
            if room < 0:
                break
    pages = _without_edges(pages)
    title = _title(facts, pages, name or url)
    pages = _without_title(pages, title)
    html = clean("".join(_page_html(lines, number, _body_size(pages)) for number, lines in enumerate(pages, 1)))
    text = text_of(html)
    if not text:
        raise NotReadable(str(count), code="pdf-no-text")
    is_whole = len(pages) == count and room >= 0
    extraction = Extraction(
        title=title,
        byline=clean_text(facts.get("Author", "")),
        excerpt=clean_text(text[: 3 * EXCERPT])[:EXCERPT],
        language=language_of("", text),
        html=html,
        text=text,
        quality=1.0 if is_whole else 0.5,
        keywords=tuple(filter(None, map(clean_text, re.split("[,;]", facts.get("Keywords", "")[:1_000])))),
    )
    return extraction.to_plain()


def lay_out_pdf(file: str, target: str) -> dict[str, Any]:
    """Write the pages of a PDF as numbered pictures, and `page.html` that shows them; as many as the time allows.

    Args:
        file: its path.
        target: an existing folder.

    Returns:
        `parts`, the media type of each picture by its file's name; `pages`, how many the PDF has.

    Raises:
        NotReadable: `file-damaged` or `pdf-locked`.
    """
    place = Path(target)
    until = time.monotonic() + PICTURE_SECONDS
    shown: list[str] = []
    with _opened(file) as document:
        count = len(document)
        while len(shown) < count and (not shown or time.monotonic() < until):
            page = document[len(shown)]
            across, down = page.get_size()
            scale = min(PAGE_WIDTH / max(across, 1.0), MAX_SIDE / max(across, down, 1.0))
            name = f"{len(shown):04d}"
            picture = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
            picture.save(place / name, "JPEG", quality=88)
            page.close()
            shown.append(f'<img src="{name}" style="aspect-ratio: {max(across, 1):.0f} / {max(down, 1):.0f}" alt="">')
    (place / "page.html").write_text(_PAGES.format(pages="\n".join(shown)), encoding="utf-8")
    return {"parts": {f"{number:04d}": "image/jpeg" for number in range(len(shown))}, "pages": count}


@contextlib.contextmanager
def _opened(file: str) -> Iterator[PdfDocument]:
    from pypdfium2 import PdfDocument, PdfiumError  # in the worker only: it has no business beside the archive

    try:
        document = PdfDocument(file)
    except PdfiumError as error:
        code = "pdf-locked" if "password" in str(error).lower() else "file-damaged"
        raise NotReadable(code=code) from error
    try:
        yield document
    except (PdfiumError, ValueError) as error:
        raise NotReadable(code="file-damaged") from error
    finally:
        document.close()


def _lines(document: PdfDocument, number: int) -> list[_Line]:
    """The lines of a page in its own order; a page that cannot be read has none."""
    from pypdfium2 import PdfiumError
    from pypdfium2.raw import FPDFText_GetFontSize

    try:
        page = document[number]
        letters = page.get_textpage()
        text = letters.get_text_range(errors="replace")
        words = [(found.start(), found[0]) for found in _WORDS.finditer(text)]
        sizes = [FPDFText_GetFontSize(letters.raw, place) for place, _word in words]
        letters.close()
        page.close()
    except PdfiumError:
        return []
    lines: list[_Line] = []
    end = 0
    for (place, word), size in zip(words, sizes, strict=True):
        is_new = "\n" in text[end:place] or not lines or not _is_near(size, lines[-1].size)
        if is_new:
            lines.append(_Line(word, size))
        else:
            lines[-1] = _Line(f"{lines[-1].text} {word}", max(size, lines[-1].size))
        end = place + len(word)
    return [_Line(said, line.size) for line in lines if (said := clean_text(_LEADERS.sub(" \u2026", line.text)))]


def _is_near(one: float, other: float) -> bool:
    """Whether two sizes can be of one line: a note's number is smaller, a heading is much larger."""
    return max(one, other) <= 1.5 * min(one, other)


def _without_edges(pages: Sequence[Sequence[_Line]]) -> list[list[_Line]]:
    """Leave out running heads and feet: lines at the edge that come back, but for their numbers, page after page."""
    seen: Counter[str] = Counter()
    for lines in pages:
        seen.update({_edge_key(line) for line in (*lines[:EDGE], *lines[-EDGE:])})
    running = {key for key, count in seen.items() if count >= max(MANY_PAGES, len(pages) // 3)}
    result = []
    for lines in pages:
        kept = list(lines)
        for _ in range(EDGE):
            if kept and (_edge_key(kept[0]) in running or _PAGE_NUMBER.fullmatch(kept[0].text)):
                kept.pop(0)
            if kept and (_edge_key(kept[-1]) in running or _PAGE_NUMBER.fullmatch(kept[-1].text)):
                kept.pop()
        result.append(kept)
    return result


def _edge_key(line: _Line) -> str:
    return _NUMBERS.sub("#", line.text.casefold())


def _body_size(pages: Sequence[Sequence[_Line]]) -> float:
    sizes: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _page_html(lines: Sequence[_Line], number: int, body_size: float) -> str:
    usual = sorted(len(line.text) for line in lines)[int(len(lines) * 0.75)] if lines else 0
    parts: list[str] = []
    paragraph = ""
    last: _Line | None = None
    for line in lines:
        is_head = body_size > 0 and line.size > body_size * 1.15 and len(line.text) < MAX_TITLE
        is_new = last is not None and (
            _ITEM.match(line.text) is not None
            or abs(line.size - last.size) > 0.1 * max(line.size, last.size)
            or (len(last.text) < usual * FULL_LINE and (_ENDS.search(last.text) is not None or is_head))
        )
        if is_new and last is not None:
            parts.append(_block(paragraph, last, body_size))
            paragraph = ""
        paragraph = _joined(paragraph, line.text)
        last = line
    if last is not None:
        parts.append(_block(paragraph, last, body_size))
    return f'<section id="page-{number}">{"".join(parts)}</section>' if parts else ""


def _joined(before: str, line: str) -> str:
    if not before:
        return line
    if _HYPHEN.search(before) and line[:1].islower():
        return before[:-1] + line
    return f"{before} {line}"


def _block(text: str, line: _Line, body_size: float) -> str:
    is_head = body_size > 0 and line.size > body_size * 1.15 and len(text) < MAX_TITLE
    tag = ("h2" if line.size > body_size * 1.4 else "h3") if is_head else "p"
    return f"<{tag}>{escape(text.replace(chr(0xFFFE), ''), quote=False)}</{tag}>"


def _without_title(pages: Sequence[list[_Line]], title: str) -> list[list[_Line]]:
    """Leave out the title at the head of the first page, which stands over the text anyway."""
    first = next((lines for lines in pages if lines), [])
    words = ""
    for place, line in enumerate(first[:4], 1):
        words = clean_text(f"{words} {line.text}")
        if words.casefold() == title.casefold():
            del first[:place]
            break
    return list(pages)


def _title(facts: dict[str, str], pages: Sequence[Sequence[_Line]], name: str) -> str:
    """What the file says, unless that is only its source's name; else what is written largest on its first page."""
    told = clean_text(facts.get("Title", ""))
    if told and not _NAMELESS.match(told):
        return told[:MAX_TITLE]
    first = next((lines for lines in pages if lines), [])
    largest = max((line.size for line in first), default=0.0)
    if largest > _body_size(pages) * 1.15:
        start = next(place for place, line in enumerate(first) if line.size >= largest * 0.98)
        lines = [line for line in first[start : start + 4] if line.size >= largest * 0.98]
        words = [line.text for number, line in enumerate(lines) if number == 0 or not _NUMBERED.match(line.text)]
        return clean_text(" ".join(words))[:MAX_TITLE]
    return clean_text(name.rpartition("/")[2].rpartition(".")[0] or name)[:MAX_TITLE] or "PDF"
