"""Articles on their way out, as hostile and as whole as they come."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

from PIL import Image

from pressmark.archive.values import (
    Article,
    Colour,
    Doubt,
    Extraction,
    Failure,
    Highlight,
    Snapshot,
    Source,
    Status,
    Way,
    WholeArticle,
)

SAVED = datetime(2024, 10, 1, 12, 30, 15, tzinfo=UTC)
HOSTILE = (
    "=cmd|'/c calc'!A1 </title><script>alert(1)</script> \"' & ]]> {x} {0} %s \u2028 ---\n"
    "# [a](javascript:b) `c` <img src=x onerror=y>"
)
HOSTILE_TITLE = " ".join(HOSTILE.split())


def picture() -> bytes:
    """A small one."""
    stream = BytesIO()
    Image.new("RGB", (40, 20), "teal").save(stream, "PNG")
    return stream.getvalue()


def plain(id: int = 1, title: str = "Ferries", saved: int = 0, **facts: object) -> WholeArticle:
    """An article with nothing but facts; `saved` are hours after the first."""
    article = Article(
        id=id,
        uuid=f"0192{id:04}-0000-7000-8000-000000000000",
        url=f"https://news.example/{id}?a=1&b=2",
        title=title,
        status=Status.SAVED,
        saved_at=SAVED + timedelta(hours=saved),
        updated_at=SAVED + timedelta(hours=saved),
    )
    return WholeArticle(replace(article, **facts))  # type: ignore[arg-type]  # any of its facts


BODY = (
    '<p id="n1">One &amp; two<br>three <a href="#n1">up</a> <a href="#gone">gone</a>'
    ' <a href="https://a.example/?x=1&amp;y=2">link</a></p><p id="n1">twice &nbsp; <code>&lt;b&gt;</code></p>'
    '<figure><img src="images/aa.png" alt="a &lt;b&gt;"><figcaption>Teal</figcaption></figure>'
    '<img src="images/gone.png"><img><ol reversed="" start="3"><li value="3">x</li></ol><p lang="de">Süß \U0001f6a2</p>'
)


def whole(id: int = 1, title: str = HOSTILE_TITLE) -> WholeArticle:
    """An article with everything."""
    snapshot = Snapshot(
        3, "20241001T123015Z", SAVED, Way.HTTP, "https://news.example/final", 200, 9, 0.75, is_current=True, version=4
    )
    article = replace(
        plain(id, title).article,
        site="News <i>",
        byline=HOSTILE_TITLE,
        standfirst="What & why",
        excerpt="One & two",
        language="en-GB",
        published=date(2024, 9, 24),
        words=9,
        quality=0.75,
        is_read=True,
        is_favourite=True,
        progress=0.5,
        failure=Failure("pictures-missing", "1"),
        tags=("policy/telegram", "süß", "a: b"),
        note=f"First line\nsecond {HOSTILE}",
        snapshots=(snapshot,),
        way=Way.HTTP,
    )
    extraction = Extraction(
        title="Ferries",
        html=BODY,
        lead_image="images/aa.png",
        keywords=("sea",),
        published_at=SAVED,
        sources={"title": Source.JSON_LD},
        doubts=(Doubt.CUT,),
    )
    highlights = (
        Highlight(5, id, "two\nthree", "One & ", " up", 6, 15, Colour.BLUE, f"see {HOSTILE}", SAVED, SAVED),
        Highlight(6, id, "lost </b>", "", "", 0, 4, Colour.PINK, "", SAVED, SAVED, is_attached=False),
    )
    marked = BODY.replace("three", '<mark class="passage blue noted">three</mark>')
    return WholeArticle(article, extraction, "One & two\nthree", marked, highlights, {"images/aa.png": picture()})
