"""Invented articles, the same on every run, for screenshots and measurements.

Nothing here is taken from a real site: names, places and sites are made up.
"""

from __future__ import annotations

import base64
import io
import random
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFilter

from pressmark.archive.values import LocalPage, NewArticle

if TYPE_CHECKING:
    from collections.abc import Iterator

SITES = [
    ("northlight.example", "Northlight"),
    ("thegazette.example", "The Gazette"),
    ("harbourpost.example", "Harbour Post"),
    ("quarterly.example", "Policy Quarterly"),
    ("fieldnotes.example", "Field Notes"),
    ("abendblick.example", "Abendblick"),
]
AUTHORS = ["Mara Lindqvist", "Tomas Okafor", "Ines Calder", "Yusuf Brandt", "Hana Petrov", "Leo Marchetti", ""]
TAGS = [
    "policy",
    "policy/privacy",
    "policy/telegram",
    "france",
    "climate",
    "long reads",
    "cities",
    "libraries",
    "health",
]
TITLES = [
    "What the new privacy rules mean for small newsrooms",
    "The quiet return of the night train",
    "A town that kept its library open by teaching itself to repair books",
    "Encrypted messengers and the courts: a year of decisions, and what comes after them",
    "Why the river is warmer than the sea this spring",
    "How a port city counts its own air",
    "Inside the archive where nothing is thrown away",
    "The last typesetter of Harbour Street",
    "Twelve graphs about sleep, and one about coffee",
    "When the map is wrong: surveyors on walking a border again",
    "The price of a quiet street",
    "A short history of the footnote",
    "Data requests doubled, and nobody can say why",
    "Bees on the roof of the ministry",
    "What we learned from rebuilding a bridge in forty days",
    "Slow news: the case for reading it tomorrow",
    "The committee that names storms",
    "Letters from a lighthouse with fibre",
    "Who owns a photograph of a public square?",
    "The arithmetic of rent",
    "Überwachung im Park: was der Datenschutz noch erlaubt",
    "Warum Bibliotheken wieder Werkzeuge verleihen",
    "隐私政策的新规则：小型编辑部需要知道什么",
    "プライバシーと図書館の静かな約束",
    "الخصوصية في المدن الصغيرة: ما الذي تغيّر هذا العام",
    "Слежка и право: год решений",
]
SENTENCES = [
    "The council met twice in the same week, which had not happened since the flood.",
    "Nobody could say when the practice began, but everyone agreed that it should be written down.",
    "A spokesperson said that the figures were being checked and would be published in the spring.",
    "The new rules ask for less data, kept for a shorter time, and for a reason that can be read in one sentence.",
    "People who live on the street describe a change that the statistics do not show.",
    "Two engineers walked the line from end to end and marked every place where the drawing was wrong.",
    "The library stayed open, first for a month, then for a year, and now without a date.",
    "It is cheaper to repair than to replace, if the hours are counted honestly.",
    "Privacy, the judge wrote, is not a luxury that a court may weigh against convenience.",
    "What was once a corridor is now the most used room in the building.",
    "The report runs to ninety pages, of which the fourth is the one that matters.",
    "By the time the ferry left, the question had been answered by doing.",
]


@dataclass(frozen=True)
class Sample:
    """One invented article and what a person did with it."""

    wish: NewArticle
    is_read: bool
    is_favourite: bool


def samples(count: int, *, pictures: bool = True, seed: int = 7) -> Iterator[Sample]:
    """Yield `count` articles, the same for the same seed; two in three have a lead picture."""
    rng = random.Random(seed)
    for number in range(count):
        title = TITLES[number % len(TITLES)]
        if number >= len(TITLES):
            title = f"{title} ({number // len(TITLES) + 1})"
        host, site = rng.choice(SITES)
        url = f"https://{host}/{2020 + number % 6}/{number}"
        html = _page(title, site, rng.choice(AUTHORS), _day(rng), _body(rng), picture=pictures and rng.random() < 0.67)
        tags = tuple(rng.sample(TAGS, rng.choice([0, 1, 1, 2, 3])))
        page = LocalPage(html.encode(), "text/html", f"{number}.html")
        yield Sample(NewArticle(url, tags=tags, page=page), rng.random() < 0.4, rng.random() < 0.12)


def _day(rng: random.Random) -> date:
    return date(2026, 11, 1) - timedelta(days=rng.randrange(900))


def _body(rng: random.Random) -> list[str]:
    return [" ".join(rng.sample(SENTENCES, rng.randrange(3, 7))) for _ in range(rng.randrange(5, 22))]


def _page(title: str, site: str, author: str, day: date, body: list[str], *, picture: bool) -> str:
    figure = ""
    if picture:
        data = base64.b64encode(landscape(title)).decode("ascii")
        figure = (
            f'<figure><img src="data:image/jpeg;base64,{data}" alt=""><figcaption>Near {site}</figcaption></figure>'
        )
    byline = f'<meta name="author" content="{escape(author)}">' if author else ""
    language = "de" if "ü" in title.lower() or title.startswith("Warum") else "en"
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)}</title>{byline}'
        f'<meta property="og:site_name" content="{escape(site)}">'
        f'<meta property="og:description" content="{escape(body[0][:150])}">'
        f'<meta property="article:published_time" content="{day.isoformat()}"></head>'
        f"<body><article><h1>{escape(title)}</h1>{figure}{''.join(f'<p>{escape(one)}</p>' for one in body)}"
        "</article></body></html>"
    )


def landscape(name: str) -> bytes:
    """A small painted landscape as JPEG, its colours decided by the name."""
    rng = random.Random(name)
    width, height = 960, 600
    sky = [rng.randrange(140, 245) for _ in range(3)]
    image = Image.new("RGB", (width, height), tuple(sky))
    draw = ImageDraw.Draw(image)
    radius = rng.randrange(40, 90)
    x, y = rng.randrange(150, 800), rng.randrange(90, 260)
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=tuple(min(255, part + 35) for part in sky))
    for layer in range(4):
        shade = tuple(max(0, int(part * (0.78 - layer * 0.17)) + rng.randrange(-8, 8)) for part in sky)
        base = 260 + layer * 80
        points = [(step, base + rng.randrange(-55, 55)) for step in range(0, width + 161, 160)]
        draw.polygon([(0, height), *points, (width, height)], fill=shade)
    stream = io.BytesIO()
    image.filter(ImageFilter.GaussianBlur(1.2)).save(stream, "JPEG", quality=82)
    return stream.getvalue()
