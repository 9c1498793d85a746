"""The small print of a row: where from, from when, how long, and how far its saving is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from pressmark.archive.guarding import TRASH_AGE
from pressmark.archive.urls import display_host
from pressmark.archive.values import Failure, SnippetSource, Status, Way
from pressmark.ui.figures import grouped, short_day, weekday
from pressmark.ui.operations import describe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pressmark.archive.values import Article

WORDS_A_MINUTE = 230


def tr(text: str, n: int = -1) -> str:
    """A text of the list in the user's language; `%Ln` is the number."""
    return QCoreApplication.translate("article_list", text, None, n)


def reading_minutes(words: int) -> int:
    """How long reading takes, in whole minutes; 0 where there is nothing to read."""
    return max(1, round(words / WORDS_A_MINUTE)) if words > 0 else 0


def day_text(day: date, today: date) -> str:
    """A day as short as it is clear: the year is left out of this year's."""
    days = (today - day).days
    if days == 0:
        return tr("Today")
    if days == 1:
        return tr("Yesterday")
    return short_day(day, has_year=day.year != today.year)


def heading_text(name: str, today: date) -> str:
    """What stands over a group: its day in words, or its site."""
    try:
        day = date.fromisoformat(name)
    except ValueError:
        return display_host(f"https://{name}") or name or tr("No site")
    return day_text(day, today) if (today - day).days in {0, 1} else weekday(day, has_year=day.year != today.year)


def small_print(article: Article, today: date) -> str:
    """Site, date and reading time. The site is always the address's real host, whatever the page calls itself."""
    if article.trashed_at is not None:
        left = TRASH_AGE.days - (today - article.trashed_at.astimezone().date()).days
        return " · ".join([days_left(left), display_host(article.url) or article.site or tr("File")])
    place = display_host(article.url) or article.site or tr("File")
    day = article.published or article.saved_at.astimezone().date()
    minutes = reading_minutes(article.words)
    parts = [place, day_text(day, today)]
    if minutes:
        parts.append(tr("{minutes} min").format(minutes=grouped(minutes)))
    return " · ".join(parts)


def spoken(article: Article, today: date) -> str:
    """All that a row shows of an article, for whoever hears the list: how it stands first, then where it is from."""
    signs = (
        "" if article.is_read else tr("unread"),
        tr("favourite") if article.is_favourite else "",
        state_text(article),
        small_print(article, today).replace(" · ", ", "),
        way_text(article),
        ", ".join(article.tags),
    )
    return ", ".join([article.title, *filter(None, signs)])


def days_left(days: int) -> str:
    """How long something still lies in the trash."""
    if days < 1:
        return tr("Goes today")
    return tr("Goes in %Ln days", days)


def way_text(article: Article) -> str:
    """How an article was captured, where that was not by a plain request."""
    ways = {
        Way.BROWSER: tr("Saved with the browser"),
        Way.FILE: tr("Saved from a file"),
        Way.IMPORT: tr("Saved from an export"),
    }
    return ways.get(article.way, "") if article.way is not None else ""


def reasons_text(problems: Iterable[tuple[str, int]]) -> str:
    """Why articles could not be saved whole, each reason in a line with how many they are."""
    lines = []
    for code, number in problems:
        reason = describe(Failure(code)).partition(". ")[0].rstrip(".") if code else tr("No reason is known")
        lines.append(f"{grouped(number)} × {reason}")
    return "\n".join(lines)


def state_text(article: Article) -> str:
    """What stands in the place of the snippet while there is no text; empty for what is saved."""
    if article.status is Status.QUEUED:
        if article.failure is not None:
            return tr("Will be tried again: {reason}").format(reason=describe(article.failure))
        return tr("Waiting to be saved")
    if article.status is Status.CAPTURING:
        return tr("Saving…")
    if article.status is Status.FAILED:
        return describe(article.failure) if article.failure else tr("Could not be saved")
    if article.status is Status.PARTIAL and not article.words:
        return describe(article.failure) if article.failure else tr("Text not extracted")
    return ""


def source_text(source: SnippetSource) -> str:
    """What stands before a snippet that is not of the article's text, with a blank after it."""
    return {SnippetSource.NOTE: tr("Note: "), SnippetSource.HIGHLIGHT: tr("Highlight: ")}.get(source, "")
