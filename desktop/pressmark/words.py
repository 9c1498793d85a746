"""Failures in plain English: what happened, and what to do. The one place where codes become words.

The window translates the sentences; the command line prints them as they are.
"""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressmark.archive.values import Failure

_BYTES = re.compile(r"(\d{6,}) bytes\b")

# `{detail}` is the failure's fact. A code may be followed by a colon and the detail that has words of its own.
SENTENCES = {
    # the page
    "timeout": "The site took too long to answer. Try again later.",
    "unreachable": "The site cannot be reached. Check the connection and try again.",
    "no-such-host": "There is no site of this name. Check the address and the connection.",
    "connection-refused": "The site refused the connection. Try again later.",
    "connection-lost": "The connection broke off. Try again.",
    "tls": "The site's certificate cannot be trusted, so nothing was loaded. Open the page in a browser to look.",
    "protocol": "The site sent something that is not a proper answer. Open the page in a browser to look.",
    "http": "The site answered with status {detail}.",
    "http-401": "The page is only for people who are signed in (401). Sign in to the site, then save it again.",
    "http-403": "The site does not let Pressmark in (403). Sign in to it, or save the page from a browser as a file.",
    "http-404": "The page is not there (404). Check the address.",
    "http-410": "The page was taken down (410).",
    "http-429": "The site asks to come back later (429). Try again later.",
    "http-451": "The page is blocked for legal reasons (451).",
    "http-500": "The site has a fault of its own (500). Try again later.",
    "http-503": "The site is not available now (503). Try again later.",
    "too-large": "This is larger than Pressmark takes ({detail}).",
    "empty": "The site sent an empty page. Try again later.",
    "empty:given": "There is nothing in this.",
    "pdf-locked": "This PDF asks for a password; it is kept as it came.",
    "pdf-no-text": "This PDF holds pictures of its pages only ({detail}). The original page shows them.",
    "not-html": "This is not a page with text.",
    "truncated": "The page arrived only in part. Try again.",
    "not-readable": "The page could not be read.",
    "no-text": "No article was found on the page, which is kept as it came. It may need a browser to show.",
    "needs-scripts": "The page shows its text only in a browser, and not all of it was found.",
    "wall": "The page asks to sign in, to agree to something or to pass a check; what is behind that is not here.",
    "cut": "The site gave only the beginning of the article. Sign in to the site, then save it again.",
    "soft-404": "The site says that there is no such page. Check the address.",
    "pages-missing": "The article has more pages; only the first ({detail}) could be saved. Try again.",
    "sign-in-open": "A window to sign in is open already.",
    "no-original": "This was saved without the page as it was.",
    "no-browser": "This was saved without the browser, which cannot be started here.",
    "too-complex": "The page is too tangled to be read; it is kept as it came.",
    "worker-timeout": "Reading the page took too long and was stopped; the page is kept as it came.",
    "worker-memory": "Reading the page took too much memory and was stopped; the page is kept as it came.",
    "worker-died": "Reading the page failed; it is kept as it came. Try again.",
    "pictures-missing": "Some pictures could not be saved ({detail}). Try again to get them.",
    "pictures-not-in-file": "The file holds no copy of some pictures ({detail}). Save again to get them from the web.",
    "no-address": "This came from a file that names no address, so there is nothing to fetch.",
    "file-cut": "The file ends too early; what it holds is kept.",
    "nothing-captured": "Nothing was captured. Try again.",
    "refused": "Pressmark does not fetch this.",
    "private-address": "Only you may lead into a private network, so this was not fetched. Type its address to get it.",
    "redirect-scheme": "The page leads to something that is not on the web ({detail}:), so it was not fetched.",
    "redirects": "The page leads from one address to the next without an end.",
    "encoding": "The site sent a kind of compression that nobody asked for.",
    "capture": "The page could not be captured.",
    # what was given
    "invalid-url": "This is not an address that can be saved. It needs to be like https://example.org/page.",
    "invalid-url:scheme": "Only addresses that begin with http or https can be saved.",
    "invalid-url:too-long": "This address is too long to be one.",
    "scheme": "Only addresses that begin with http or https can be saved.",
    "missing": "There is no such file.",
    "unreadable": "The file cannot be read. Check that you may open it.",
    "folder": "This is a folder; give the files in it.",
    "unknown-type": "Files of this kind cannot be saved. Pages, PDFs, texts and link files can.",
    "no-link": "There is no link in this.",
    "too-many": "These are too many at once; {detail} were left out.",
    "file-damaged": "The file is damaged.",
    # the archive
    "storage": "The archive could not be read or written ({detail}).",
    "archive-in-use": "Another program has this archive open. Close it there first.",
    "place-gone": "The archive's folder is gone. Bring its disk or network folder back, then try again; all is kept.",
    "database-busy": "Another program holds the archive's database. End it, and try again; nothing was lost.",
    "cancelled": "This was stopped; everything is as it was.",
    "archive-too-new": "A newer Pressmark made this archive. Install the newest version to open it.",
    "archive-damaged": "The archive's database is damaged ({detail}). Rebuild it from the files: pressmark rebuild.",
    "archive-missing": "There is no archive in this folder. Check the folder, or save something to make one.",
    "not-a-folder": "The archive's place is not a folder. Choose another one.",
    "schema-too-old": "An older Pressmark made this archive. Open it once in the window to bring it up to date.",
    "archive-damaged:cut-off": "The archive is between two databases. Open it in the window to go on.",
    "not-a-backup": "This file is not a backup of this archive ({detail}).",
    "not-a-backup:missing": "There is no such file.",
    "not-a-backup:damaged": "This backup is damaged. Choose another one.",
    "not-a-backup:foreign": "This file is not a backup of a Pressmark archive.",
    "not-a-backup:too-new": "A newer Pressmark made this backup. Install the newest version to use it.",
    "not-a-backup:other-archive": "This is a backup of another archive.",
    "read-only": "The archive is open for reading only, so it cannot be changed.",
    "closed": "The archive was closed.",
    "disk-full": "The disk is full. Free some space and try again; nothing was lost.",
    "no-permission": "Pressmark may not write there ({detail}). Check the folder, or choose another place.",
    "sidecars-behind": "The folder of article {detail} cannot be written, so its last changes would be lost.",
    "no-such-article": "There is no article {detail}.",
    "file-not-written": "{detail} could not be written. Choose another place for it.",
    "folder-not-empty": "There are files in {detail} already. Choose another place.",
    "inside-archive": "This is inside the archive's own folder. Choose another place.",
    "no-such-highlight": "This highlight is gone.",
    "no-such-passage": "This passage is not in the article's text.",
    "no-such-search": "There is no saved search {detail}.",
    "no-rules": "This is no page of a site, so there are no other pages it could count for.",
    "no-such-snapshot": "There is no such snapshot.",
    "no-such-picture": "This picture is not in the archive.",
    "not-a-file": "Something in the archive's folder is not a file ({detail}). Look at it by hand.",
    "file-name": "A file cannot have this name.",
    "deleted": "This was deleted in the program that it comes from.",
    "entry-damaged": "This entry of the file is damaged.",
    # finding
    "search": "The search failed.",
    "index-damaged": "The search index is damaged and will be built anew.",
    "index-in-use": "Another program is building the search index. Try again in a moment.",
    "index-closed": "The search index was closed.",
    "unresolved-filter": "The search failed.",
    "invalid-query": "This cannot be searched for.",
    "invalid-query:nothing-asked": "This asks for nothing yet. Type a word, or what should follow the colon.",
    "invalid-query:leading-wildcard": "A * can only stand at the end of a word.",
    "invalid-query:too-deep": "These are too many brackets in brackets.",
    "invalid-query:too-long": "This is too long to search for.",
    "invalid-query:too-many-words": "These are too many words to search for at once.",
    "invalid-query:too-common": "These words are too common for so many phrases at once.",
    "invalid-query:bad-date": "This is not a date. Write 2024, 2024-09, 2024-09-24, 7d or 2023..2024.",
    "invalid-query:bad-number": "This is not a number. Write words:>2000 or words:500..900.",
    "invalid-query:bad-article": "This is not the number of an article. Write near:12.",
    "invalid-query:unknown-value": "This operator does not know that word. Examples: is:unread, is:fav, has:note.",
    # anything else
    "export-unknown": "{detail} is no export that Pressmark can read.",
    "export-damaged": "{detail} is damaged. Export it once more from the program it comes from.",
    "export-locked": "{detail} asks for a password. Unpack it first, then import the folder.",
    "export-unreadable": "{detail} cannot be read. Check that it is still there and that you may open it.",
    "export-too-large": "{detail} holds more than Pressmark takes at once. Export it in parts, if the program can.",
    "exchange": "The file could not be read or written.",
    "bug": "Pressmark has a fault here ({detail}). Please report it.",
    "error": "Something failed.",
}


def describe(failure: Failure, translate: Callable[[str], str] = str) -> str:
    """Return one line that says what happened and what to do.

    Args:
        failure: a code and its fact.
        translate: turns an English sentence into the user's language.
    """
    sentence = SENTENCES.get(f"{failure.code}:{failure.detail}") or SENTENCES.get(failure.code)
    if sentence is None and failure.code.startswith("http-"):
        return translate(SENTENCES["http"]).format(detail=_status(failure.detail))
    if sentence is None:
        return f"{translate(SENTENCES['error'])} ({failure.code})"
    words = translate(sentence) if failure.detail else translate(sentence).replace(" ({detail})", "")
    return words.format(detail=_fact(failure.detail))


def _fact(detail: str) -> str:
    """A detail without English: a limit in bytes as people know it."""
    limit = _BYTES.match(detail)
    return f"{int(limit[1]) // 1_000_000} MB" if limit else detail


def _status(number: str) -> str:
    try:
        return f"{number} {HTTPStatus(int(number)).phrase}"
    except ValueError:
        return number
