from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from pressmark.archive.values import Article, Failure, Shelf, Status, Way
from pressmark.ui.article_list.empty import texts_for
from pressmark.ui.article_list.finder import Scope
from pressmark.ui.article_list.wording import (
    day_text,
    heading_text,
    reading_minutes,
    reasons_text,
    small_print,
    spoken,
    state_text,
    way_text,
)

pytestmark = pytest.mark.usefixtures("qapp")  # whose translations the texts ask

TODAY = date(2026, 11, 24)


def article(**values: object) -> Article:
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    given: dict[str, object] = {
        "id": 1, "uuid": "u", "url": "https://www.example.org/a", "title": "A", "status": Status.SAVED,
        "saved_at": now, "updated_at": now, **values,
    }  # fmt: skip
    return Article(**given)  # type: ignore[arg-type] # keyword by keyword


@pytest.mark.parametrize(("words", "minutes"), [(0, 0), (1, 1), (230, 1), (1150, 5), (12_000, 52)])
def test_reading_time_is_at_least_a_minute(words: int, minutes: int) -> None:
    assert reading_minutes(words) == minutes


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 11, 24), "Today"),
        (date(2026, 11, 23), "Yesterday"),
        (date(2026, 3, 1), "1 Mar"),
        (date(2024, 9, 24), "24 Sept 2024"),
        (date(2026, 11, 25), "25 Nov"),
    ],
)
def test_days_are_short(day: date, text: str) -> None:
    assert day_text(day, TODAY) == text


def test_the_small_print_shows_the_real_host_not_what_the_page_calls_itself() -> None:
    shown = small_print(article(site="Your Bank", words=920, published=date(2026, 11, 23)), TODAY)
    assert shown == "example.org · Yesterday · 4 min"


def test_a_file_without_an_address_has_its_site_or_is_a_file() -> None:
    assert small_print(article(url="file:///x.html"), TODAY).startswith("File · ")
    assert small_print(article(url="file:///x.html", site="Voz"), TODAY).startswith("Voz · ")


@pytest.mark.parametrize(
    ("days", "text"), [(0, "Goes in 30 days"), (29, "Goes in 1 day"), (30, "Goes today"), (40, "Goes today")]
)
def test_what_lies_in_the_trash_says_how_long(days: int, text: str) -> None:
    trashed = datetime(2026, 11, 24, 12, tzinfo=UTC) - timedelta(days=days)
    assert small_print(article(trashed_at=trashed), TODAY) == f"{text} · example.org"


@pytest.mark.parametrize(
    ("way", "text"),
    [
        (Way.BROWSER, "Saved with the browser"),
        (Way.FILE, "Saved from a file"),
        (Way.IMPORT, "Saved from an export"),
        (Way.HTTP, ""),
        (None, ""),
    ],
)
def test_an_unusual_way_of_saving_is_said(way: Way | None, text: str) -> None:
    assert way_text(article(way=way)) == text


def test_reasons_are_counted_in_words() -> None:
    assert reasons_text([("timeout", 1_200), ("http-404", 3), ("", 1)]).splitlines() == [
        "1,200 × The site took too long to answer",
        "3 × The page is not there (404)",
        "1 × No reason is known",
    ]


@pytest.mark.parametrize(
    ("status", "failure", "words", "expected"),
    [
        pytest.param(Status.SAVED, None, 10, "", id="saved"),
        pytest.param(Status.QUEUED, None, 0, "Waiting to be saved", id="queued"),
        pytest.param(
            Status.QUEUED, Failure("timeout"), 0, "Will be tried again: The site took", id="waits for another try"
        ),
        pytest.param(Status.CAPTURING, None, 0, "Saving…", id="capturing"),
        pytest.param(Status.FAILED, Failure("http-404", "404"), 0, "The page is not there (404)", id="failed"),
        pytest.param(Status.PARTIAL, Failure("no-text"), 0, "No article was found", id="without text"),
        pytest.param(Status.PARTIAL, Failure("pictures-missing", "2"), 500, "", id="without some pictures"),
    ],
)
def test_the_state_stands_where_the_text_would(
    status: Status, failure: Failure | None, words: int, expected: str
) -> None:
    assert state_text(article(status=status, failure=failure, words=words)).startswith(expected)
    assert bool(expected) == bool(state_text(article(status=status, failure=failure, words=words)))


@pytest.mark.parametrize("shelf", list(Shelf))
def test_every_empty_shelf_says_what_to_do(shelf: Shelf) -> None:
    _icon, heading, advice = texts_for(Scope(shelf))
    assert heading
    assert advice.endswith(".")
    assert texts_for(Scope(shelf, "nonesuch"))[1] == "Nothing found"


def test_a_row_is_told_with_all_that_it_shows() -> None:
    one = article(title="Ferries", words=920, published=date(2026, 11, 23), tags=("sea", "policy/ports"), way=Way.FILE)
    assert spoken(one, TODAY) == "Ferries, unread, example.org, Yesterday, 4 min, Saved from a file, sea, policy/ports"
    seen = article(title="Ferries", is_read=True, is_favourite=True, status=Status.CAPTURING)
    assert spoken(seen, TODAY) == "Ferries, favourite, Saving…, example.org, 20 Nov"


def test_a_heading_says_the_day_with_its_name_or_the_site() -> None:
    assert heading_text("2026-11-24", TODAY) == "Today"
    assert heading_text("2026-11-23", TODAY) == "Yesterday"
    assert heading_text("2026-11-20", TODAY) == "Friday, 20 November"
    assert heading_text("2025-01-02", TODAY) == "Thursday, 2 January 2025"
    assert heading_text("2026-11-25", TODAY) == "Wednesday, 25 November"  # a clock was wrong once
    assert heading_text("voz.us", TODAY) == "voz.us"
    assert heading_text("xn--bcher-kva.example", TODAY) == "bücher.example"
    assert heading_text("", TODAY) == "No site"
