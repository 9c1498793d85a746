"""What a drop, a paste, an opened file or a command line holds, turned into wishes to save.

People hand over links in many forms: alone, in prose, in Markdown, in shortcuts, in pages they saved. The rules:
addresses win over text; one dragged link is one wish however many forms the browser offers it in; the same article
twice is one wish; and what cannot be used is reported by name, never dropped in silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from pressmark.archive.capture.file_formats import (
    address_in_html,
    address_in_mhtml,
    html_tree,
    url_in_ini,
    url_in_webloc,
)
from pressmark.archive.capture.limits import MAX_FILE_BYTES, MAX_LINK_FILE_BYTES, MAX_TEXT_BYTES, MAX_WISHES
from pressmark.archive.capture.page_folder import with_its_folder
from pressmark.archive.capture.sniff import HTML, MHTML, PDF, WEBARCHIVE, container_type
from pressmark.archive.charset import decode
from pressmark.archive.errors import InvalidUrl
from pressmark.archive.urls import MAX_URL_LENGTH, clean_text, identity, is_public_scheme, looks_like_url, parse_url
from pressmark.archive.values import LocalPage, NewArticle

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Sequence

MIN_TEXT_WORDS = 12  # fewer are a slip of the mouse, not an article
MAX_WORDS_PER_LINK = 30  # a text file with more words for each address is something to read, not a list of addresses

_IN_PROSE = re.compile(r"(?:https?://|\bwww\.)[^\s<>\"“”„«»`\x00-\x1f、。，；！？）】》」』]+", re.IGNORECASE)
_LONG_TAG = re.compile(r"<[^<>]{4000,}>")  # a picture in its own address; or attributes enough to stall the parser
_NEXT_LINK = re.compile(r"\]\(|[,;|](?=https?://)", re.IGNORECASE)
_TRAILING = ".,;:!?'’‘*_~…"
_BRACKETS = {")": "(", "]": "[", "}": "{"}
_NAME_LENGTH = 80

_PAGES = frozenset({".html", ".htm", ".xhtml", ".xht"})
_TEXTS = frozenset({".txt", ".md", ".markdown", ".text"})
_HOLDERS = {".pdf": PDF, ".mhtml": MHTML, ".mht": MHTML, ".webarchive": WEBARCHIVE}
_INI_SECTIONS = {".url": "InternetShortcut", ".desktop": "Desktop Entry"}
_NO_TOP_LEVELS = frozenset({*_PAGES, *_HOLDERS, *_INI_SECTIONS, ".webloc", ".txt"})  # .md is one: Moldova's


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something that cannot be saved.

    Codes: `invalid-url`, `no-link`, `missing`, `unreadable`, `folder`, `unknown-type`, `file-damaged`,
    `too-large`, `empty`, `too-many`.
    """

    name: str  # a file's name, or the start of a text
    code: str
    detail: str = ""  # the fact that goes with it: the rule an address breaks, how many were too many


@dataclass(frozen=True, slots=True)
class Intake:
    """What was understood, in the order it was given."""

    wishes: tuple[NewArticle, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    exports: tuple[Path, ...] = ()  # files that may be other programs' exports; nothing here looks for them


def from_text(text: str) -> Intake:
    """Wishes in a text: its addresses where it has any, else the text itself as an article.

    Bare hosts (`voz.us/x`) and `file:` addresses count where every line is an address; inside prose an address must
    begin with `http://`, `https://` or `www.`.
    """
    if len(text) > MAX_TEXT_BYTES:
        return _rejected(text, "too-large")
    lines = _lines(text)
    if not lines:
        return _rejected(text, "empty", "given")
    if all(_is_address(line) for line in lines):
        return _merged(_from_address(link) for line in lines for link in list(links_in(line)) or [_trimmed(line)])
    links = list(links_in(text))
    if links:
        return _merged(map(_from_address, links))
    if len(lines) == 1 and re.match(r"[a-z][a-z0-9+.-]*:\S+$", lines[0], re.IGNORECASE):
        return _rejected(lines[0], "invalid-url", "scheme")
    return from_pasted_text(text)


def from_pasted_text(text: str, name: str = "") -> Intake:
    """The text itself as an article, whatever addresses it holds; too short a text is rejected as `no-link`."""
    if len(text.split()) < MIN_TEXT_WORDS:
        return _rejected(name or text, "no-link")
    data = text.encode("utf-8", "replace")
    return Intake((NewArticle("", page=LocalPage(data, "text/plain", name)),))


def from_mime(uri_list: str = "", text: str = "", html: str = "") -> Intake:
    """Wishes in what a browser, a mail program or a file manager drops or copies, offered in up to three forms.

    `text/uri-list` says exactly what was dragged, so it decides wherever it names something usable; then addresses
    that can be read in the text; then the links of the HTML, if the selection is mostly links; then the text.
    """
    uris = [line.strip() for line in uri_list.splitlines() if line.strip() and not line.startswith("#")]
    named = _merged(_from_address(uri) for uri in uris)
    if named.wishes or any(_is_file(uri) for uri in uris):
        return named
    if any(links_in(text)) or (text.strip() and all(_is_address(line) for line in _lines(text))):
        return from_text(text)
    addresses, link_share = _html_links(html)
    if addresses and (link_share >= 0.5 or len(text.split()) < MIN_TEXT_WORDS):
        return _merged(map(_from_address, addresses))
    if text.strip():
        return from_text(text)
    return named


def from_files(paths: Sequence[str | os.PathLike[str]]) -> Intake:
    """Wishes in files: saved pages, shortcuts to pages, and texts."""
    return _merged(_from_file(Path(path)) for path in paths)


def is_file_name(word: str) -> bool:
    """Whether a word can only be a file's name, for no host ends like this."""
    path = Path(word)
    return path.name == word and path.suffix.lower() in _NO_TOP_LEVELS


def links_in(text: str) -> Iterator[str]:
    """The addresses in prose or Markdown, without the punctuation that belongs to the sentence."""
    for found in _IN_PROSE.finditer(text):
        for piece in _NEXT_LINK.split(found[0]):
            link = _trimmed(piece[: MAX_URL_LENGTH + 1])  # a longer one is rejected for its length
            if is_public_scheme(link) or looks_like_url(link):
                yield link


def _lines(text: str) -> list[str]:
    return [line.strip().strip("<>") for line in text.splitlines() if line.strip()]


def _trimmed(link: str) -> str:
    while link:
        last = link[-1]
        opening = _BRACKETS.get(last)
        if last not in _TRAILING and (opening is None or link.count(last) <= link.count(opening)):
            return link
        link = link[:-1]
    return link


def _is_file(address: str) -> bool:
    return address[:5].lower() == "file:"


def _is_address(word: str) -> bool:
    return looks_like_url(word) or (_is_file(word) and " " not in word)


def _from_address(address: str) -> Intake:
    if _is_file(address):
        path = path_of(address)
        return _rejected(address, "invalid-url") if path is None else _from_file(path)
    try:
        return Intake((NewArticle(parse_url(address)),))
    except InvalidUrl as error:
        return _rejected(address, error.code, error.detail)


def path_of(address: str) -> Path | None:
    """Where a `file:` address leads on this computer; None for one that leads elsewhere."""
    try:
        parts = urlsplit(address)
        is_here = parts.netloc in ("", "localhost")  # another host would be a network share that nobody chose
        is_here = is_here and not unquote(parts.path).replace("\\", "/").startswith("//")  # and so would this
        return Path(url2pathname(parts.path)) if is_here and "%00" not in parts.path else None
    except ValueError:
        return None


def _html_links(html: str) -> tuple[list[str], float]:
    """The addresses of the links, and which part of the visible text they are."""
    tree = html_tree(_LONG_TAG.sub("", html[:MAX_TEXT_BYTES]))
    if tree is None:
        return [], 0.0
    links = [link for link in tree.iter("a") if is_public_scheme(link.get("href") or "")]
    in_links = sum(len("".join(link.text_content().split())) for link in links)
    everything = len("".join(tree.text_content().split()))
    return [link.get("href").strip() for link in links], in_links / everything if everything else 1.0


def _from_file(path: Path) -> Intake:
    kind = path.suffix.lower()
    is_link = kind in _INI_SECTIONS or kind == ".webloc"
    limit = MAX_LINK_FILE_BYTES if is_link else MAX_TEXT_BYTES if kind in _TEXTS else MAX_FILE_BYTES
    try:
        if path.is_dir():
            return _rejected(path.name, "folder")
        if not path.is_file():  # devices and pipes may never end
            return _rejected(path.name, "missing" if not path.exists() else "unreadable")
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except (OSError, ValueError):
        return _rejected(path.name, "unreadable")
    if len(data) > limit:
        return _rejected(path.name, "too-large")
    if not data.strip():
        return _rejected(path.name, "empty", "given")
    return _from_bytes(path, kind, data)


def _from_bytes(path: Path, kind: str, data: bytes) -> Intake:
    if kind in _INI_SECTIONS:
        return _from_link(path.name, url_in_ini(data, _INI_SECTIONS[kind]))
    if kind == ".webloc":
        return _from_link(path.name, url_in_webloc(data))
    if kind in _TEXTS:
        return _from_text_file(path.name, decode(data, "text/plain"))
    media_type = container_type(data) if kind in _HOLDERS or kind in _PAGES else ""
    if kind in _HOLDERS and media_type not in _HOLDERS.values():
        return _rejected(path.name, "file-damaged")
    if media_type in ("", HTML) and kind not in _PAGES:
        return _rejected(path.name, "unknown-type")
    url = address_in_mhtml(data) if media_type == MHTML else address_in_html(data) if not media_type else ""
    if not media_type:
        data, media_type = with_its_folder(path, data, url)
    page = LocalPage(data, media_type, clean_text(path.name))
    return Intake((NewArticle(url or path.absolute().as_uri(), page=page),))


def _from_link(name: str, url: str) -> Intake:
    """A shortcut counts only where it leads to the web: one to a program or a file is refused."""
    if not url:
        return _rejected(name, "no-link")
    return _from_address(url) if is_public_scheme(url) else _rejected(name, "invalid-url", "scheme")


def _from_text_file(name: str, text: str) -> Intake:
    links = list(links_in(text))
    if links and len(text.split()) <= MAX_WORDS_PER_LINK * len(links):
        return _merged(map(_from_address, links))
    if all(_is_address(line) and not _is_file(line) for line in _lines(text)):
        return from_text(text)
    return from_pasted_text(text, clean_text(name))


def _merged(intakes: Iterable[Intake]) -> Intake:
    wishes: dict[object, NewArticle] = {}
    rejected: list[Rejected] = []
    left_out = 0
    for intake in intakes:
        rejected.extend(intake.rejected)
        for wish in intake.wishes:
            key = wish if wish.page is not None else identity(wish.url)
            if key not in wishes and len(wishes) >= MAX_WISHES:
                left_out += 1
                continue
            wishes.setdefault(key, wish)
    if left_out:
        rejected.append(Rejected(str(left_out), "too-many", str(left_out)))
    return Intake(tuple(wishes.values()), tuple(rejected))


def _rejected(name: str, code: str, detail: str = "") -> Intake:
    return Intake(rejected=(Rejected(clean_text(name[: 4 * _NAME_LENGTH])[:_NAME_LENGTH], code, detail),))
