"""What a reader should know of where a text comes from: which way it was saved, and what is doubtful about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from pressmark.archive.values import Status, Way
from pressmark.ui import operations

if TYPE_CHECKING:
    from pressmark.archive.values import Article, Snapshot


def tr(text: str) -> str:
    """A text of this module in the user's language."""
    return QCoreApplication.translate("provenance", text)


def saved_line(article: Article) -> str:
    """How the article was saved, with `{date}` in it."""
    snapshot = _current(article)
    if snapshot is not None and snapshot.way is Way.BROWSER:
        return tr("Saved {date} with the browser")
    if snapshot is not None and snapshot.way is Way.FILE:
        return tr("Saved {date} from a file")
    if snapshot is not None and snapshot.way is Way.IMPORT:
        return tr("Saved {date} from an export")
    return tr("Saved {date}")


def notice(article: Article) -> str:
    """What one should know of the text before one trusts it; empty for nothing."""
    parts = []
    if article.failure and article.status is Status.PARTIAL:
        parts.append(operations.describe(article.failure))
    if is_downgraded(article):
        parts.append(tr("The site sent this page without encryption: on its way it could be read and changed."))
    return " ".join(parts)


def is_downgraded(article: Article) -> bool:
    """Whether an address that promises encryption led to one that has none."""
    snapshot = _current(article)
    return article.url.startswith("https:") and snapshot is not None and snapshot.final_url.startswith("http:")


def _current(article: Article) -> Snapshot | None:
    return next((one for one in article.snapshots if one.is_current), None)
