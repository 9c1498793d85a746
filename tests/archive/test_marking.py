"""Highlights through the archive's door: made where a quote stands, found by their words, taken along as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pressmark.archive.archive import Archive, open_archive
from pressmark.archive.errors import DiskFull, ExchangeError
from pressmark.archive.values import Changed, Colour, LocalPage, NewArticle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = "<html><title>Ferries</title><article><h1>Ferries</h1>" + "".join(
    f"<p>On day {day} the ferry left at dawn and was home at dusk.</p>" for day in range(30)
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "archive", cache=tmp_path / "cache") as opened:
        opened.add([NewArticle("https://example.org/ferries", page=LocalPage(PAGE.encode(), "text/html"))])
        opened.save_pending()
        yield opened


def mark(archive: Archive, words: str, note: str = "") -> int:
    place = archive.find_passage(1, words)
    assert place is not None
    return archive.highlight(1, *place, Colour.BLUE, note).id


def test_of_equal_passages_the_nearest_is_found(archive: Archive) -> None:
    text = archive.text(1)
    wanted = text.index("the ferry left", text.index("day 20"))
    letters = len("".join(text[:wanted].split()))
    assert archive.find_passage(1, "the\nferry left", letters) == (wanted, wanted + 14)
    assert archive.find_passage(1, "a bank that failed") is None


def test_they_are_found_by_what_they_say(archive: Archive) -> None:
    id = mark(archive, "left at dawn", "compare with the timetable")
    assert archive.find("timetable").total == 1
    assert archive.find("highlight:timetables").total == 1
    assert archive.find("highlight:dawn").total == 1
    assert archive.find("highlight:dusk").total == 0
    assert archive.find("has:highlight").total == 1
    archive.change_highlight(id, note="")
    assert archive.find("timetable").total == 0
    archive.remove_highlights([id])
    assert archive.find("highlight:dawn").total == 0


def test_every_change_is_told(archive: Archive) -> None:
    told: list[Changed] = []
    archive.subscribe(told.append)
    id = mark(archive, "left at dawn")
    archive.change_highlight(id, colour=Colour.PINK)
    archive.restore_highlights(archive.remove_highlights([id]))
    assert [(one.ids, one.content) for one in told] == [(frozenset({1}), True)] * 4
    archive.remove_highlights([99])
    assert len(told) == 4


def test_the_body_carries_them(archive: Archive) -> None:
    id = mark(archive, "day 3 the ferry")
    body, hits = archive.body_with_hits(1, archive.find("dusk").words)
    assert f'<mark class="passage blue" data-highlight="{id}">day 3 the ferry</mark>' in body
    assert hits == 30


def test_they_are_taken_along_in_the_order_of_the_text(archive: Archive, tmp_path: Path) -> None:
    ids = [mark(archive, "day 20 the ferry"), mark(archive, "day 3 the ferry", "early")]
    archive.export_highlights(ids, tmp_path / "out.md")
    assert (tmp_path / "out.md").read_text(encoding="utf-8") == (
        "## Ferries\n\n<https://example.org/ferries>\n\n> day 3 the ferry\n\nearly\n\n> day 20 the ferry\n"
    )
    with pytest.raises(ExchangeError):
        archive.export_highlights(ids, tmp_path)


def test_a_full_disk_leaves_what_was_there(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out.md"
    target.write_text("before", encoding="utf-8")

    def no_space(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", no_space)
        with pytest.raises(DiskFull):
            archive.export_highlights([], target)
    assert [path.read_text(encoding="utf-8") for path in tmp_path.glob("out*")] == ["before"]
