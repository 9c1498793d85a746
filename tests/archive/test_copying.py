"""Articles as files of their own: whole, harmless, and under a name that every system takes."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

import pytest

from page_files import illustrated, mhtml, photo
from pressmark.archive.capture.intake import from_files
from pressmark.archive.errors import ExchangeError
from pressmark.archive.extraction.clean import clean_local
from pressmark.archive.extraction.standalone import with_pictures_inside
from pressmark.archive.values import NewArticle

if TYPE_CHECKING:
    from pathlib import Path

    from pressmark.archive.archive import Archive


@pytest.fixture
def id(archive: Archive, tmp_path: Path) -> int:
    """An article with two pictures."""
    file = tmp_path / "tide.mhtml"
    page = illustrated("The tide of June", "cid:one@x", "cid:two@x")
    file.write_bytes(mhtml(page, {"cid:one@x": photo(1), "cid:two@x": photo(2)}))
    (added,) = archive.add(from_files([file]).wishes)
    assert added.id is not None
    archive.save_pending()
    return added.id


def pictures_in(page: str) -> list[bytes]:
    return [base64.b64decode(one) for one in re.findall(r'<img[^>]* src="data:image/png;base64,([^"]*)"', page)]


def test_a_copy_is_one_file_with_its_pictures(archive: Archive, id: int) -> None:
    article, folder = archive.article(id), archive.article_file(id)
    assert folder is not None
    names = re.findall(r'src="images/([^"]+)"', archive.body_html(id))
    assert len(names) == 2
    page = archive.as_one_file(id)
    assert pictures_in(page) == [archive.picture(id, name) for name in names]
    assert "images/" not in page
    assert "And so it ended for all of them." in page
    assert "default-src 'none'" in page
    assert f"<title>{article.title}</title>" in page


def test_a_copy_has_the_title_that_a_person_gave(archive: Archive, id: int, tmp_path: Path) -> None:
    archive.set_title(id, "My <tide>: June/July")
    file = archive.save_copy(id, tmp_path, is_folder=True)
    assert file == tmp_path / "My tide June July.html"
    assert "<h1>My &lt;tide&gt;: June/July</h1>" in file.read_text("utf-8")


def test_a_picture_that_is_gone_costs_only_itself(archive: Archive, id: int) -> None:
    (first, *_) = archive.root.glob("articles/*/*/*/images/*")
    first.unlink()
    assert len(pictures_in(archive.as_one_file(id))) == 1


def test_what_has_no_text_makes_no_file(archive: Archive, tmp_path: Path) -> None:
    (added,) = archive.add([NewArticle("https://example.org/")])
    assert added.id is not None
    assert archive.as_one_file(added.id) == ""
    assert archive.save_copy(added.id, tmp_path / "a.html") is None
    assert not (tmp_path / "a.html").exists()


def test_copies_in_a_folder_replace_nothing(archive: Archive, id: int, tmp_path: Path) -> None:
    archive.set_title(id, "Tide")
    for name in ("Tide.html", "Tide 2.html", "Tide 3.html"):
        assert archive.save_copy(id, tmp_path, is_folder=True) == tmp_path / name
    with pytest.raises(ExchangeError):
        archive.save_copy(id, tmp_path / "nowhere", is_folder=True)


def test_only_pictures_are_put_inside() -> None:
    html = clean_local(
        '<p title="<img src=images/a.png>">code: &lt;img src="images/a.png"&gt;</p>'
        '<img alt="a &gt; b" src="images/a.png" width="3"><img src="images/b.png" alt="gone">'
    )
    asked: list[str] = []

    def address_of(name: str) -> str:
        asked.append(name)
        return 'data:x"y' if name == "a.png" else ""

    made = with_pictures_inside(html, address_of)
    assert asked == ["a.png", "b.png"]
    assert made.count("data:x&quot;y") == 1
    assert 'alt="a &gt; b" src="data:x&quot;y" width="3">' in made
    assert "gone" not in made
    assert made.startswith(html[: html.index("</p>")])
