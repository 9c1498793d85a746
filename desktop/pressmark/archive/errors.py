"""Every failure the archive can report, so that callers need to know one tree and no third-party exception.

    ArchiveError
    ├── CaptureError      InvalidUrl · Timeout · Unreachable · HttpFailure · TooLarge · NotReadable · Refused
    ├── StorageError      ArchiveInUse · ArchiveTooNew · ArchiveDamaged · ArchiveMissing · DiskFull · NoSuchArticle
    │                     NoSuchSearch · NoSuchHighlight · NoSuchPassage · NotABackup
    ├── SearchError       InvalidQuery (with a position) · IndexDamaged
    ├── ExchangeError
    └── Cancelled

They carry facts, not prose: `code` is a short stable word, `detail` the fact that goes with it (a status number, a
host, a limit). The words for people are made in `pressmark.words`. Anything that is not an ArchiveError is a bug.
"""

from __future__ import annotations


class ArchiveError(Exception):
    """Base of all expected failures.

    Attributes:
        code: stable machine-readable word, for example `http-404`; safe to store and to print in JSON.
        detail: the fact behind it (status, host, limit); may be empty; never page text, never a full URL.
    """

    code = "error"

    def __init__(self, detail: str = "", *, code: str | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        if code is not None:
            self.code = code

    def __str__(self) -> str:
        return f"{self.code}: {self.detail}" if self.detail else self.code


class CaptureError(ArchiveError):
    """A page could not be captured.

    Attributes:
        retry_after: seconds after which it is worth another try, where somebody said so.
    """

    code = "capture"
    retry_after: float | None = None


class InvalidUrl(CaptureError):
    """The address is not one that can be captured; `detail` says which rule it breaks."""

    code = "invalid-url"


class Timeout(CaptureError):
    """The site did not answer, or not fast enough, within a limit."""

    code = "timeout"


class Unreachable(CaptureError):
    """No connection, or a broken one.

    Codes: `unreachable`, `no-such-host`, `connection-refused`, `connection-lost`, `tls`, `protocol`.
    """

    code = "unreachable"

    def __init__(self, detail: str = "", *, code: str | None = None, retry_after: float | None = None) -> None:
        super().__init__(detail, code=code)
        self.retry_after = retry_after


class HttpFailure(CaptureError):
    """The site answered with a status that is not a page; code `http-<status>`.

    Attributes:
        status: the HTTP status.
    """

    code = "http"

    def __init__(self, status: int, retry_after: float | None = None) -> None:
        super().__init__(str(status), code=f"http-{status}")
        self.status = status
        self.retry_after = retry_after


class TooLarge(CaptureError):
    """A size limit was passed; `detail` names the limit."""

    code = "too-large"


class NotReadable(CaptureError):
    """Bytes arrived but hold no article.

    Codes: `empty`, `not-html`, `pdf`, `no-text`, `truncated`, `too-complex`, `worker-timeout`, `worker-memory`,
    `worker-died`, `no-browser`.
    """

    code = "not-readable"


class Refused(CaptureError):
    """Pressmark's own rules forbid the request.

    Codes: `scheme`, `private-address`, `redirect-scheme`, `redirects`, `encoding`.
    """

    code = "refused"


class StorageError(ArchiveError):
    """The archive's files or database could not be read or written."""

    code = "storage"


class ArchiveInUse(StorageError):
    """Another process writes this archive; `detail` is its process id where known."""

    code = "archive-in-use"


class ArchiveTooNew(StorageError):
    """A newer Pressmark made this archive; it is left untouched. `detail` is its schema number."""

    code = "archive-too-new"


class ArchiveDamaged(StorageError):
    """The database fails its check, or is missing beside article folders; `detail` says which."""

    code = "archive-damaged"


class ArchiveMissing(StorageError):
    """There is no archive at this place and none was to be made."""

    code = "archive-missing"


class DiskFull(StorageError):
    """No space left for the write; nothing was half done."""

    code = "disk-full"


class NoSuchArticle(StorageError):
    """No article has this id; `detail` is the id."""

    code = "no-such-article"


class NotABackup(StorageError):
    """A file is no copy of this archive's database.

    `detail` is `missing`, `damaged`, `foreign`, `too-new` or `other-archive`.
    """

    code = "not-a-backup"


class NoSuchHighlight(StorageError):
    """There is no highlight of this id (any more)."""

    code = "no-such-highlight"


class NoSuchPassage(StorageError):
    """What was to be highlighted is not in the article's text."""

    code = "no-such-passage"


class NoSuchSearch(StorageError):
    """No saved search has this id; `detail` is the id."""

    code = "no-such-search"


class SearchError(ArchiveError):
    """A search could not be answered."""

    code = "search"


class InvalidQuery(SearchError):
    """The query cannot be understood.

    Attributes:
        position: offset in characters where the mistake is.
        length: how many characters it spans (at least 1).
    """

    code = "invalid-query"

    def __init__(self, detail: str, position: int, length: int = 1, *, code: str | None = None) -> None:
        super().__init__(detail, code=code)
        self.position = position
        self.length = length


class IndexDamaged(SearchError):
    """The index cannot be read; it is disposable and will be rebuilt."""

    code = "index-damaged"


class ExchangeError(ArchiveError):
    """Something could not be brought in or taken along; `detail` is the file's name.

    Codes: `file-not-written`, `folder-not-empty`, `inside-archive`; `export-damaged`, `export-locked` (asks for a
    password), `export-unreadable`, `export-too-large`.
    """

    code = "exchange"


class Cancelled(ArchiveError):
    """Somebody did not want to wait for the end of long work; it left everything as it was."""

    code = "cancelled"
