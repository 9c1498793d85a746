"""The formats that are a folder: notes and pages, each with its pictures, whatever the titles are."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from outgoing import HOSTILE_TITLE, picture, plain, whole
from pressmark.archive.exchange.exporters import write_folder
from pressmark.archive.exchange.exporters.notes import front_matter
from pressmark.archive.values import ExportKind, ExportWords, WholeArticle

SAME = ("Ferries", "ferries", "Ferries.md", "pictures", "index.html", "CON", "../../up", "Ferries 2")


def written(folder: Path, kind: ExportKind, *articles: WholeArticle) -> list[str]:
    write_folder(kind, folder, iter(articles), ExportWords(title=HOSTILE_TITLE))
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


# --- notes -----------------------------------------------------------------------------------------------------------


def test_a_note_has_its_facts_its_text_its_highlights_and_its_pictures(tmp_path: Path) -> None:
    names = written(tmp_path, ExportKind.MARKDOWN, whole(1, "Ferries"))
    assert names == ["Ferries.md", "pictures/Ferries/1.png"]
    note = (tmp_path / "Ferries.md").read_text("utf-8")
    assert '\ntitle: "Ferries"\nurl: "https://news.example/1?a=1&b=2"\n' in note
    assert "\n# Ferries\n" in note
    assert "](pictures/Ferries/1.png)" in note
    assert "gone.png" not in note
    assert "\n## Highlights\n\n> two\n>\n> three\n\nsee " in note
    assert "<script" not in note.split("\n---\n", 1)[1].replace("\\<script", "")
    assert (tmp_path / "pictures" / "Ferries" / "1.png").read_bytes() == picture()


def test_titles_never_get_in_each_others_way(tmp_path: Path) -> None:
    for kind, per_article in ((ExportKind.MARKDOWN, 2), (ExportKind.HTML, 2)):
        folder = tmp_path / kind
        folder.mkdir()
        names = written(folder, kind, *(whole(id, title) for id, title in enumerate(SAME, start=1)))
        assert len(names) == per_article * len(SAME) + (kind is ExportKind.HTML)
        assert sorted(path.name for path in tmp_path.iterdir()) == sorted({path.name for path in tmp_path.iterdir()})
    assert not (tmp_path.parent / "up").exists()


def parsed(front: str) -> dict[str, object]:
    """What YAML 1.2 reads in the little of it that is written: JSON's texts and lists, and plain words."""
    first, *lines, last, nothing = front.split("\n")
    assert (first, last, nothing) == ("---", "---", "")
    found: dict[str, object] = {}
    for line in lines:
        name, value = line.split(": ", 1)
        found[name] = json.loads(value) if value[0] in '"[' else value
    return found


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), st.lists(st.text(min_size=1, max_size=9)))
def test_facts_in_front_read_back(text: str, tags: list[str]) -> None:
    front = front_matter(plain(1, text, byline=text, note=text, tags=tuple(tags)).article)
    found = parsed(front)
    assert found.get("title", "") == found.get("author", "") == found.get("note", "") == text
    assert found.get("tags", []) == tags
    assert (found["read"], found["favourite"], found["saved"]) == ("false", "false", "2024-10-01T12:30:15+00:00")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]", front)


# --- pages -----------------------------------------------------------------------------------------------------------


def test_pages_lead_to_each_other_and_to_their_pictures(tmp_path: Path) -> None:
    articles = [whole(id, title) for id, title in enumerate((*SAME, "100% of 5 #1?"), start=1)]
    written(tmp_path, ExportKind.HTML, *articles)
    index = lxml_html.parse(str(tmp_path / "index.html"))
    index.getroot().make_links_absolute((tmp_path / "index.html").as_uri())
    pages = [_path(link.get("href")) for link in index.iter("a")]
    assert len(pages) == len(set(pages)) == len(articles)
    for page in pages:
        document = lxml_html.parse(page).getroot()
        document.make_links_absolute(Path(page).as_uri())
        (image,) = document.iter("img")
        assert Path(_path(image.get("src"))).read_bytes() == picture()
        back = next(document.iter("a"))
        assert _path(back.get("href")) == str(tmp_path / "index.html")


def _path(address: str) -> str:
    parts = urlsplit(address)
    assert (parts.scheme, parts.query, parts.fragment) == ("file", "", "")
    return unquote(parts.path)


def test_the_list_is_by_date_the_newest_first(tmp_path: Path) -> None:
    written(tmp_path, ExportKind.HTML, plain(1, "B"), plain(2, "A", saved=24), plain(3, "Old", saved=-24 * 400))
    index = lxml_html.parse(str(tmp_path / "index.html"))
    assert [one.text for one in index.iter("h2")] == ["2024", "2023"]
    assert [one.text for one in index.iter("a")] == ["A", "B", "Old"]


def test_a_page_has_all_of_the_article(tmp_path: Path) -> None:
    written(tmp_path, ExportKind.HTML, whole(1, HOSTILE_TITLE))
    (page,) = tmp_path.glob("*/article.html")
    document = lxml_html.parse(str(page)).getroot()
    assert document.findtext(".//h1") == document.findtext(".//title") == HOSTILE_TITLE
    text = " ".join(document.text_content().split())
    for part in ("What & why", "2024-09-24", "Saved 2024-10-01", "policy/telegram", "First line", "lost </b>", "Süß"):
        assert part in text, part
    assert document.find(".//mark").text == "three"


@pytest.mark.parametrize("page", ["index.html", "*/article.html"])
def test_nothing_in_a_page_can_run_or_load(tmp_path: Path, page: str) -> None:
    hostile = whole(1, HOSTILE_TITLE)
    article = replace(hostile.article, site=HOSTILE_TITLE, tags=(HOSTILE_TITLE,), language='en"><script>')
    written(tmp_path, ExportKind.HTML, replace(hostile, article=article))
    (file,) = tmp_path.glob(page)
    document = lxml_html.parse(str(file)).getroot()
    policies = [one.get("content") for one in document.iter("meta") if one.get("http-equiv")]
    assert [policy.split(";")[0] for policy in policies] == ["default-src 'none'"]
    assert not list(document.iter("script", "iframe", "link", "object"))
    for one in document.iter():
        assert not any(name.startswith("on") for name in one.attrib)
        assert not one.get("href", "").startswith(("javascript", "//", "data"))
        assert not one.get("src", "").startswith(("http", "//", "data"))
