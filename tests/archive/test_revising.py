"""Snapshots that get worse, texts made anew, and a person's own wish: what counts, what is said, what comes back."""

from __future__ import annotations

import gzip
import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from page_files import illustrated, mhtml, pdf, photo
from pressmark.archive import extraction, redoing
from pressmark.archive.archive import Archive, open_archive, rebuild_archive
from pressmark.archive.capture.intake import from_files
from pressmark.archive.errors import NotReadable, StorageError
from pressmark.archive.values import Article, Changed, Chosen, Hand, NewArticle, Opinion, Outcome, Status
from site_server import Answer, Site, serve, story

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def site() -> Iterator[Site]:
    with serve({"/a": story("The last ferry of the year")}) as running:
        yield running


def save(archive: Archive, site: Site) -> Article:
    (added,) = archive.add([NewArticle(f"{site.address}/a")])
    assert added.id is not None
    archive.save_pending([added.id])
    return archive.article(added.id)


def again(archive: Archive, site: Site, page: str) -> Article:
    site.pages["/a"] = Answer(page.encode())
    archive.retry([1])
    archive.save_pending([1])
    return archive.article(1)


def test_a_worse_capture_is_kept_told_and_can_be_used(archive: Archive, site: Site) -> None:
    first = save(archive, site)
    told: list[Chosen] = []
    archive.subscribe(lambda changed: told.extend(changed.outdone))
    after = again(archive, site, story("The last ferry of the year", "Please sign in to read on."))
    new, old = after.snapshots
    assert (new.is_current, old.is_current) == (False, True)
    assert (after.words, after.changed_from) == (first.words, "")
    assert told == [Chosen(1, new.folder)]
    before = archive.use(told[0])
    assert before == Chosen(1, old.folder)
    assert "sign in" in archive.text(1)
    assert archive.article(1).changed_from == old.folder
    assert [hit.id for hit in archive.find("sign").hits] == [1]
    archive.use(before)
    assert archive.article(1).changed_from == ""
    assert "paragraph 3" in archive.text(1)
    assert archive.body_html(1, new.folder) != archive.body_html(1)
    assert archive.verify().damages == ()


def test_a_page_that_changed_says_since_when(archive: Archive, site: Site) -> None:
    first = save(archive, site)
    paragraphs = [
        f"The last ferry of the year: paragraph {number} tells more of what happened, and of who said so, than was"
        " known on the day on which the page was saved for the first time."
        for number in range(6)
    ]
    after = again(archive, site, story("The last ferry of the year", *paragraphs))
    assert after.snapshots[0].is_current
    assert after.changed_from == first.snapshots[0].folder
    assert archive.articles([1])[0].changed_from == after.changed_from
    back = again(archive, site, story("The last ferry of the year"))
    assert (back.snapshots[0].is_current, back.changed_from) == (True, "")


def read_by(version: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (redoing, extraction):
        monkeypatch.setattr(module, "VERSION", version)
    monkeypatch.setattr("pressmark.archive.revising.VERSION", version)


def spoil(archive: Archive, change: dict[str, Any]) -> None:
    """Let the snapshot look as if an older version had read it badly."""
    (file,) = archive.root.glob("articles/*/1/*Z/extraction.json")
    given = json.loads(file.read_bytes())
    file.write_text(json.dumps({**given, **change}), "utf-8")
    archive.use(Chosen(1, file.parent.name))


def test_a_newer_extractor_reads_kept_pages_anew(archive: Archive, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    save(archive, site)
    site.pages.clear()
    spoil(archive, {"html": "<p>Menu</p>", "text": "Menu", "quality": 0.3})
    assert archive.outdated() == []
    read_by(extraction.VERSION + 1, monkeypatch)
    assert archive.outdated() == [1]
    changes: list[Changed] = []
    archive.subscribe(changes.append)
    (redone,) = archive.reextract()
    assert (redone.outcome, redone.id, redone.words[0]) == (Outcome.TAKEN, 1, 1)
    assert changes[0].content
    assert "paragraph 3" in archive.text(1)
    assert [hit.id for hit in archive.find("paragraph").hits] == [1]
    assert archive.outdated() == []
    article = archive.article(1)
    assert article.snapshots[0].extraction == f"{article.snapshots[0].folder}.1"
    (page,) = archive.root.glob("articles/*/1/*.1/article.html")
    assert archive.article_file(1) == page
    assert redone.before is not None
    archive.use(redone.before)
    assert archive.text(1) == "Menu"
    assert [one.kind for one in archive.verify().damages] == ["changed"]  # what this test spoilt, and nothing else


def test_what_is_worse_or_the_same_is_not_taken(archive: Archive, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    save(archive, site)
    read_by(extraction.VERSION + 1, monkeypatch)
    assert [one.outcome for one in archive.reextract()] == [Outcome.UNCHANGED]
    assert archive.outdated() == []
    spoil(archive, {"html": "<p>" + "word " * 900, "text": "word " * 900})
    (redone,) = archive.reextract([1])
    assert (redone.outcome, redone.before) == (Outcome.KEPT, None)
    assert archive.text(1).startswith("word word")
    (kept,) = archive.root.glob("articles/*/1/*/page.html.gz")
    kept.write_bytes(gzip.compress(b""))
    (failed,) = archive.reextract([1])
    assert (failed.outcome, failed.failure and failed.failure.code) == (Outcome.FAILED, "no-text")


def bring(archive: Archive, file: Path, data: bytes) -> int:
    file.write_bytes(data)
    (added,) = archive.add(from_files([file]).wishes)
    assert added.id is not None
    archive.save_pending([added.id])
    return added.id


def test_files_with_their_pictures_are_read_anew(archive: Archive, tmp_path: Path) -> None:
    page = illustrated("The tide of June", "cid:one@x")
    one = bring(archive, tmp_path / "a.mhtml", mhtml(page, {"cid:one@x": photo(1)}))
    two = bring(archive, tmp_path / "b.pdf", pdf([(11.0, "Words of a paper that somebody kept for later.")]))
    before = archive.body_html(one)
    assert "images/" in before
    assert [one.outcome for one in archive.reextract([one, two])] == [Outcome.UNCHANGED, Outcome.UNCHANGED]
    (block,) = [name for name, tag in blocks(archive, one) if tag == "figure"]
    archive.shape(one, Hand(removed=frozenset({block})))
    assert "images/" not in archive.body_html(one)
    archive.shape(one, Hand())
    assert archive.body_html(one) == before
    file = archive.article_file(one)
    assert file is not None
    (picture,) = [part.split('"')[0] for part in file.read_text("utf-8").split('src="')[1:]]
    assert (file.parent / picture).resolve().is_file()


def blocks(archive: Archive, id: int) -> list[tuple[str, str]]:
    found = re.findall(r'<(\w+)[^>]* data-block="(\w+)"', archive.blocks_html(id))
    return [(name, tag) for tag, name in found]


def test_a_person_decides_what_the_article_is(archive: Archive, site: Site, tmp_path: Path) -> None:
    site.pages["/a"] = Answer(
        story("The last ferry of the year", extra="<aside><p>Elsewhere: the tram.</p></aside>").encode()
    )
    save(archive, site)
    whole = archive.text(1)
    names = [name for name, _tag in blocks(archive, 1)]
    assert len(names) == 5
    before = archive.shape(1, Hand(removed=frozenset({names[1]}), begins=names[1], ends=names[3]))
    assert [f"paragraph {number}" in archive.text(1) for number in range(1, 6)] == [False, False, True, True, False]
    assert archive.hand(1) == Hand(removed=frozenset({names[1]}), begins=names[1], ends=names[3])
    (redone,) = archive.reextract([1])  # the wish stays
    assert redone.outcome is Outcome.UNCHANGED
    archive.use(before)
    assert archive.text(1) == whole
    archive.shape(1, Hand(Opinion.WHOLE))
    assert "Elsewhere: the tram" in archive.text(1)
    archive.shape(1, Hand(Opinion.READABILITY))
    assert "paragraph 3" in archive.text(1)
    with pytest.raises(NotReadable):
        archive.shape(1, Hand(removed=frozenset(names)))
    archive.set_note(1, "kept")
    archive.close()
    report = rebuild_archive(archive.root)
    assert (report.articles, report.skipped) == (1, ())
    with open_archive(archive.root, cache=tmp_path / "cache") as opened:
        article = opened.article(1)
        assert (article.status, article.note, opened.hand(1).opinion) == (Status.SAVED, "kept", Opinion.READABILITY)
        opened.use(Chosen(1, article.snapshots[0].folder, f"{article.snapshots[0].folder}.2"))
        assert "Elsewhere: the tram" in opened.text(1)
        assert opened.verify().damages == ()
        with pytest.raises(StorageError):
            opened.use(Chosen(1, "20000101T000000Z"))
        opened.trash([1])
        opened._storage.purge([1])  # the trash keeps it for 30 days
        assert list(opened.root.glob("articles/*/*")) == []


def test_all_pages_of_a_split_article_are_read_anew(archive: Archive, site: Site) -> None:
    for number in (1, 2, 3):
        head = f'<link rel="next" href="/a-{number + 1}"><meta property="og:type" content="article">'
        paragraphs = [
            f"Part {number}.{place} of the story says things that no other part does." * 3 for place in range(6)
        ]
        site.pages[f"/a-{number}" if number > 1 else "/a"] = Answer(
            story("The last ferry of the year", *paragraphs, head=head if number < 3 else "").encode()
        )
    save(archive, site)
    site.pages.clear()
    text = archive.text(1)
    (redone,) = archive.reextract([1])
    assert redone.outcome is Outcome.UNCHANGED
    assert archive.text(1) == text
    archive.shape(1, Hand(Opinion.READABILITY))
    assert "Part 3.5" in archive.text(1)


def test_a_text_whose_rows_never_came_is_cleared_away(archive: Archive, site: Site, tmp_path: Path) -> None:
    save(archive, site)
    storage = archive._storage
    folder = archive.article(1).snapshots[0].folder
    draft = storage.begin_extraction(1, folder)
    draft.write("article.html", b"made, and then the power went")
    home = storage.snapshot_folder(1)
    assert home is not None
    draft.folder.rename(home.with_name(draft.name))
    archive.close()
    with open_archive(archive.root, cache=tmp_path / "cache") as opened:
        assert opened.verify().damages == ()
        assert not home.with_name(f"{folder}.1").exists()


def test_a_wish_can_be_kept_for_the_site(archive: Archive, site: Site) -> None:
    box = '<div class="weekly-box"><p>{} Get this paper every week, free of all cost, as so many do.</p></div>'
    for path, start in (("/a", "Here."), ("/b", "There."), ("/c", "Everywhere.")):
        page = story("The last ferry of the year").replace("</article>", f"{box.format(start)}</article>")
        site.pages[path] = Answer(page.encode())
    save(archive, site)
    assert "Get this paper" in archive.text(1)
    (name,) = [name for name, text in said(archive, 1).items() if "Get this paper" in text]
    hand = Hand(removed=frozenset({name}))
    kept = archive.keep_for_site(1, hand)
    assert kept is not None
    assert "strip_id_or_class: weekly-box" in kept.after
    archive.add([NewArticle(f"{site.address}/b")])
    archive.save_pending()
    assert "paragraph 3" in archive.text(2)
    assert "Get this paper" not in archive.text(2)
    again = archive.keep_for_site(1, hand)
    assert again is not None
    assert again.after == kept.after
    archive.restore_rules(kept)
    archive.add([NewArticle(f"{site.address}/c")])
    archive.save_pending()
    assert "Get this paper" in archive.text(3)
    assert archive.keep_for_site(1, Hand()) is None
    assert archive.verify().damages == ()


def said(archive: Archive, id: int) -> dict[str, str]:
    found = re.findall(r'<(\w+)[^>]* data-block="(\w+)"[^>]*>(.*?)</\1>', archive.blocks_html(id), re.DOTALL)
    return {name: text for _tag, name, text in found}
