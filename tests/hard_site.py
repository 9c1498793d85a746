"""A web site of our own with what makes pages hard to save; each page says in its text what must be kept of it.

`pages()` gives the answers for `site_server.serve`. A paragraph that must be kept has the word KEEP and a number, what
is no part of an article has the word LEAVE.
"""

from __future__ import annotations

import io
import json
import random
from typing import TYPE_CHECKING

from PIL import Image

from site_server import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

LAZY_WAYS = ("attribute", "set", "noscript", "picture", "placeholder", "script")
LARGE = 3_000  # paragraphs of a kilobyte
SESSION = "session=member-7"
GERMAN = "Die Bürger der Stadt hören schöne Lieder über die große Brücke, und für alle gibt es süße Äpfel."
RUSSIAN = "Городской совет решил во вторник построить новый мост через реку, и жители остались довольны."
JAPANESE = "市議会は火曜日に新しい橋を建設することを決めました。住民はとても喜んでいます。"
CHINESE = "市議會星期二決定在河上修建一座新橋，居民們都非常高興。這座橋將在明年春天完工，屆時將舉行慶祝活動。"
ARABIC = "قرر مجلس المدينة يوم الثلاثاء بناء جسر جديد فوق النهر، وكان السكان سعداء بهذا القرار بعد سنوات من الانتظار."
CHARSETS = {  # what the page says it is, what it is, and its text
    "utf-8-is-1252": ("utf-8", "cp1252", GERMAN),
    "latin-is-utf-8": ("iso-8859-1", "utf-8", GERMAN),
    "latin-is-1251": ("iso-8859-1", "cp1251", RUSSIAN),
    "utf-8-is-sjis": ("utf-8", "shift_jis", JAPANESE),
    "gb-is-big5": ("gb2312", "big5", CHINESE),
}


def sentence(number: int, topic: str = "bridge") -> str:
    """A paragraph's text."""
    return (
        f"KEEP {number}: of the {topic} the council said on day {number} what it would cost, who would build it, and"
        " when people could use it, which most of those who had come to listen took as good news."
    )


def paragraphs(first: int, last: int, topic: str = "bridge") -> str:
    """Paragraphs that must be kept."""
    return "".join(f"<p>{sentence(number, topic)}</p>" for number in range(first, last + 1))


def page(title: str, body: str, *, head: str = "", lang: str = "en", around: str = "") -> str:
    """A page as a small newspaper would send it."""
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title} | The Gazette</title>{head}'
        f"</head><body><nav><a href='/'>LEAVE Home</a> <a href='/world'>LEAVE World</a></nav><main><article>"
        f"<h1>{title}</h1>{body}</article></main>{around}<footer>LEAVE All rights reserved</footer></body></html>"
    )


def pages() -> dict[str, Answer]:
    """Every page of the site by its path."""
    found = {**_made_by_scripts(), **_with_walls(), **_elsewhere(), **_in_scripts_of_the_world(), **_large()}
    return {path: one if isinstance(one, Answer) else Answer(one.encode()) for path, one in found.items()}


def for_members(site_pages: dict[str, Answer], headers: Mapping[str, str]) -> None:
    """Let a request with the cookie of `/members/enter` read what others may not; for `Site.on_request`."""
    is_member = SESSION in headers.get("Cookie", "")
    body = paragraphs(1, 8) if is_member else "<form><p>Please sign in to read this.<input type=password></form>"
    site_pages["/members/story"] = Answer(page("For members", body).encode())


def _made_by_scripts() -> dict[str, Answer | str]:
    application = (
        "fetch('/client-side.json').then(answer => answer.json()).then(story => {"
        " document.title = story.title;"
        " document.getElementById('app').innerHTML ="
        " `<article><h1>${story.title}</h1>${story.body}</article>`; })"
    )
    endless = (
        "let part = 1, isLoading = false;"
        "addEventListener('scroll', async () => {"
        " if (isLoading || part > 4 || scrollY + innerHeight < document.body.scrollHeight - 50) return;"
        " isLoading = true; part += 1;"
        " const text = await (await fetch('/endless/' + part)).text();"
        " document.getElementById('end').insertAdjacentHTML('beforebegin', text + '<p style=height:1500px></p>');"
        " isLoading = false; })"
    )
    lazy = (
        "for (const one of document.querySelectorAll('[data-picture]')) new IntersectionObserver(seen => {"
        " if (seen[0].isIntersecting) one.src = '/picture/' + one.dataset.picture + '.jpg'; }).observe(one)"
    )
    dot = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
    pictures = (
        '<img data-src="/picture/attribute.jpg" alt="attribute">',
        '<img data-srcset="/picture/small.jpg 320w, /picture/set.jpg 1280w" alt="set">',
        '<img class="lazy" alt=""><noscript><img src="/picture/noscript.jpg" alt="noscript"></noscript>',
        '<picture><source data-srcset="/picture/picture.jpg 1280w"><img alt="picture"></picture>',
        f'<img src="{dot}" data-original="/picture/placeholder.jpg" alt="placeholder">',
        '<img data-picture="script" width="600" height="400" alt="script">',
    )
    figures = "".join(
        f"<figure>{one}<figcaption>Picture {number}</figcaption></figure>{paragraphs(number, number)}"
        for number, one in enumerate(pictures, 1)
    )
    return {
        "/client-side": f"<!DOCTYPE html><html><body><div id='app'></div><script>{application}</script></body></html>",
        "/client-side.json": Answer(
            json.dumps({"title": "Made by scripts", "body": paragraphs(1, 8)}).encode(), "application/json", delay=0.4
        ),
        "/endless": page(
            "Without an end",
            f"{paragraphs(1, 3)}<div id=end style='height:2000px'></div>",
            around=f"<script>{endless}</script>",
        ),
        **{f"/endless/{part}": paragraphs(part * 3 - 2, part * 3) for part in range(2, 6)},
        "/lazy": page("Pictures that wait", figures, around=f"<script>{lazy}</script>"),
        **{f"/picture/{way}.jpg": _picture(place) for place, way in enumerate(LAZY_WAYS)},
        "/picture/small.jpg": _picture(9, 60),
    }


def _with_walls() -> dict[str, Answer | str]:
    overlay = (
        '<div class="overlay" style="position:fixed;inset:0;background:#fff"><h2>LEAVE We value your privacy</h2>'
        "<p>LEAVE We and our partners use cookies. Accept all cookies to go on.</p><button>Accept all</button></div>"
    )
    whole = "\n\n".join(sentence(number) for number in range(1, 13))
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Behind a wall", "articleBody": whole}
    return {
        "/consent": page("Under an overlay", paragraphs(1, 8), around=overlay),
        "/members/story": page("For members", "<form><p>Please sign in to read this.<input type=password></form>"),
        "/members/enter": Answer(
            b"<title>Welcome</title><p>You are signed in.", headers={"Set-Cookie": f"{SESSION}; Path=/; HttpOnly"}
        ),
        "/soft-404": page("Page not found", "<p>We looked everywhere. Try the search.</p>"),
        "/teaser": page(
            "Behind a wall",
            f"{paragraphs(1, 2)}<p class=prompt>Subscribe to continue reading</p>",
            head=f'<script type="application/ld+json">{json.dumps(data)}</script>',
        ),
    }


def _elsewhere() -> dict[str, Answer | str]:
    amp = page(
        "Quick and slow",
        f'<amp-img src="/picture/attribute.jpg" width=600 height=400></amp-img>{paragraphs(1, 8)}',
        head='<link rel="canonical" href="/quick-and-slow">',
    )
    part = '<link rel="next" href="/split/{}">'
    return {
        "/quick-and-slow": page("Quick and slow", paragraphs(1, 8), head='<link rel="amphtml" href="/quick.amp">'),
        "/quick.amp": amp.replace("<html", "<html amp", 1),
        "/moved/meta": '<meta http-equiv="refresh" content="0; url=/arrived/meta"><p>One moment.',
        "/moved/script": "<title>x</title><script>location.replace('/arrived/script')</script><p>One moment.",
        **{f"/arrived/{way}": page(f"Arrived by {way}", paragraphs(1, 8)) for way in ("meta", "script")},
        "/split": page("In three parts", paragraphs(1, 4), head=part.format(2)),
        "/split/2": page("In three parts", paragraphs(5, 8), head=part.format(3)),
        "/split/3": page("In three parts", paragraphs(9, 12)),
    }


def _in_scripts_of_the_world() -> dict[str, Answer | str]:
    labelled = {
        f"/charset/{name}": Answer(
            page("Text", f"<p>{text * 3}</p>" * 8)
            .encode()
            .replace(b'<meta charset="utf-8">', b"")
            .decode()
            .encode(real),
            f"text/html; charset={said}",
        )
        for name, (said, real, text) in CHARSETS.items()
    }
    ruby = "<ruby>橋<rp>(</rp><rt>はし</rt><rp>)</rp></ruby>を<ruby>渡<rp>(</rp><rt>わた</rt><rp>)</rp></ruby>る人々。"
    return {
        **labelled,
        "/right-to-left": page("جسر جديد", f"<p>{ARABIC}</p>" * 8, lang="ar"),
        "/ruby": page("橋を渡る", f"<p>{ruby}{JAPANESE}</p>" * 8, lang="ja"),
    }


def _large() -> dict[str, Answer | str]:
    choose = random.Random(7).choice  # noqa: S311  # the same page every time
    who = "The mayor|A builder|An old woman|The treasurer|Nobody|A student|The owner of the mill|Our reporter".split(
        "|"
    )
    did = "asked about|counted|had forgotten|spoke of|wanted to see|drew|paid for|wrote down|laughed at".split("|")
    what = "the stones|the river in spring|a second plan|the old road|last year's money|the lamps|the school".split("|")

    def talk() -> str:
        return " ".join(
            f"{choose(who)} {choose(did)} {choose(what)}, and {choose(did)} {choose(what)}." for _ in range(12)
        )

    body = "".join(f"<p>{sentence(number)} {talk()}</p>" for number in range(1, LARGE + 1))
    return {"/large": page("Three megabytes", body)}


def _picture(shade: int, width: int = 600) -> Answer:
    data = io.BytesIO()
    Image.effect_noise((width, width * 2 // 3), 20 + shade * 8).convert("RGB").save(data, "JPEG", quality=40)
    return Answer(data.getvalue(), content_type="image/jpeg")
