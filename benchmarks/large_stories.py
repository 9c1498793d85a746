"""Invented articles in seven languages, as many as wanted and the same on every run.

Titles and first paragraphs read like those of a newspaper, so that a window full of them can be judged by eye. The rest
of a text is drawn from the vocabulary of `search/corpus.py`, so that words are as common and as rare as in real ones.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from search import corpus

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 20_261_126
TODAY = date(2026, 11, 1)
YEARS = 12
SITES = 900
PLAIN = "en"  # the language of most
SHARES = {"de": 0.07, "fr": 0.04, "ru": 0.03, "zh": 0.03, "ja": 0.02, "ar": 0.02}

_PLACES = (
    "Lisbon Trieste Bergen Tartu Cork Ghent Graz Malmö Porto Leeds Turin Bilbao Kraków Tbilisi Oulu Dunedin Hobart"
    " Halifax Osaka Busan Medina Aleppo Tunis Dakar Accra Kigali Lima Quito Montevideo Rosario"
).split()
_TOPICS = (
    "privacy rules; night trains; the tram line; public libraries; school meals; the old harbour; data requests; rent"
    " control; encrypted messengers; the city archive; solar roofs; flood walls; the weekly market; ferry timetables;"
    " sleep research; local newspapers; bird counts; the court of appeal; repair cafés; wooden bridges; street names;"
    " surveillance cameras; the water board; seed banks; free software; the housing office; lighthouse keepers; bicycle"
    " lanes; the museum of maps; glaciers; tax forms; choir practice"
).split("; ")
_VERBS = (
    "counts; forgets; rebuilds; pays for; argues about; opens; closes; measures; photographs; votes on; saves; loses;"
    " teaches; rents out; renames; repairs"
).split("; ")
_WHO = (
    "A judge; The council; A small town; An engineer; The ministry; A choir; Two teachers; A retired surveyor; The new"
    " mayor; A newspaper; The port; A neighbourhood; A hospital; The parliament; An archivist; A union"
).split("; ")
_FRAMES = (
    "{who} {verb} {topic} in {place}",
    "What {topic} did to {place}",
    "Why {place} {verb} {topic}, and what comes next",
    "The quiet return of {topic} to {place}",
    "{topic}: a year of decisions in {place}",
    "Inside {place}: how {who_} {verb} {topic}",
    "{n} questions about {topic} in {place}",
    "The price of {topic}",
    "Letters from {place} about {topic}",
    "How {place} learned to live with {topic}",
)
_LEADS = (
    "{who} in {place} {verb} {topic}, and nobody can say when that began.",
    "By the time the ferry left {place}, the question of {topic} had been answered by doing.",
    "The report on {topic} runs to {n} pages, of which the fourth is the one that matters.",
    "It took {n} weeks in {place} to agree on what everyone had known about {topic}.",
    "People who live there describe a change in {topic} that the statistics do not show.",
)
_OTHER = {
    "de": (
        (
            "Warum {place} über {topic} streitet; {topic} in {place}: eine Bilanz; Wie {place} {topic} neu erfindet;"
            " {n} Fragen zu {topic}; Was {topic} für {place} bedeutet"
        ),
        (
            "den Datenschutz; die Überwachung der Straßen; öffentliche Bibliotheken; das Wetter am Fluss; den"
            " Nachtzug; die Pressefreiheit; die Wohnungspolitik; das Datenschutzgesetz; Fahrradwege; den Straßenlärm;"
            " das Stadtarchiv; den Hafen"
        ),
        (
            "Der Rat von {place} hat am Dienstag über {topic} gesprochen und nichts entschieden. Wer dort wohnt, kennt"
            " {topic} seit {n} Jahren. Ein Bericht nennt Zahlen, die niemand bestreitet."
        ),
    ),
    "fr": (
        (
            "Pourquoi {place} discute {topic}; {topic} à {place}, un an après; Comment {place} redécouvre {topic};"
            " {n} questions sur {topic}"
        ),
        (
            "la vie privée; les bibliothèques; le marché du samedi; la surveillance; les trains de nuit;"
            " la liberté de la presse; les écoles; le port; le loyer"
        ),
        (
            "Le conseil de {place} a parlé mardi de {topic} sans rien décider. Ceux qui y habitent connaissent"
            " {topic} depuis {n} ans. Un rapport donne des chiffres que personne ne conteste."
        ),
    ),
    "ru": (
        "Почему {place} обсуждает {topic}; {topic}: год решений; Как устроены {topic}; {n} вопросов про {topic}",
        (
            "слежка в городе; городские библиотеки; ночные поезда; цены на жильё; свобода печати; камеры на улицах;"
            " речной порт; школьные обеды; закон о слежке; протест против слежки; старые карты"
        ),
        (
            "Городской совет обсудил вопрос и ничего не решил. Жители помнят об этом уже {n} лет. В отчёте есть цифры,"
            " с которыми никто не спорит: {topic}."
        ),
    ),
    "zh": (
        "{topic}的新规则：小型编辑部需要知道什么; {topic}与城市的{n}年; 为什么人们谈论{topic}; 关于{topic}的{n}个问题",
        "隐私政策; 公共图书馆; 夜班火车; 城市档案馆; 新闻自由; 学校午餐; 河边的房租; 街道监控; 老港口; 自行车道",
        "市议会上周两次开会讨论{topic}，没有作出决定。住在那里的人说，{topic}已经改变了{n}年。报告一共有九十页，第四页最重要。",
    ),
    "ja": (
        "{topic}の静かな約束; {topic}をめぐる{n}年; なぜ町は{topic}を語るのか; {topic}についての{n}の質問",
        "プライバシー; 図書館; 夜行列車; 町の公文書館; 報道の自由; 学校給食; 川沿いの家賃; 監視カメラ; 古い港",
        "町議会は先週、{topic}について二度話し合い、何も決めなかった。そこに住む人々は{n}年前から{topic}を知っている。報告書は九十ページある。",
    ),
    "ar": (
        "لماذا تناقش المدينة {topic}; {topic} بعد {n} أعوام; كيف غيّرت المدينة {topic}; {n} أسئلة عن {topic}",
        (
            "الخصوصية; المكتبات العامة; قطار الليل; أرشيف المدينة; حرية الصحافة; وجبات المدارس; خصوصية البيانات; "
            " الميناء القديم; كاميرات المراقبة; أسعار الإيجار"
        ),
        ("ناقش مجلس المدينة {topic} مرتين هذا الأسبوع ولم يقرر شيئا. يعرف السكان {topic} منذ {n} أعوام."),
    ),
}
_AUTHORS = (
    "Mara Lindqvist; Tomas Okafor; Ines Calder; Yusuf Brandt; Hana Petrov; Leo Marchetti; Aoife Byrne; Jun Takeda; Rosa"
    " Nieminen; Karim Haddad; Olga Sirotina; Pål Evensen; Wei Lan; Noor de Wit; Sam Whitlock"
).split("; ")
_TAGS = (
    "policy; policy/privacy; policy/telegram; policy/press; climate; climate/water; climate/energy; cities;"
    " cities/transport; cities/transport/trains; cities/housing; libraries; health; health/sleep; long reads; france;"
    " science; science/maps; work; law; law/courts; recipes; music; to quote; archive"
).split("; ")
_HOSTS = "post times herald review courier blick echo journal notes weekly gazette monitor quarterly standard".split()


@dataclass(frozen=True, slots=True)
class LargeStory:
    """One invented article and what a person did with it. `number` counts from 1."""

    number: int
    url: str
    site: str
    title: str
    byline: str
    language: str
    published: date | None
    saved_at: datetime
    paragraphs: tuple[str, ...]
    tags: tuple[str, ...]
    is_read: bool
    is_favourite: bool
    is_trashed: bool


def stories(count: int, now: datetime) -> Iterator[LargeStory]:
    """Yield so many articles, the oldest first; the last was saved at `now`."""
    rng = random.Random(SEED)
    sites = [_site(number) for number in range(SITES)]
    for drawn in corpus.stories(count):
        language = rng.choices([PLAIN, *SHARES], [1 - sum(SHARES.values()), *SHARES.values()])[0]
        host, site = sites[min(int(rng.expovariate(1 / 60)), SITES - 1)]
        age = timedelta(days=365 * YEARS * (count - drawn.id) / max(count, 2))
        saved_at = now - age
        published = saved_at.date() - timedelta(days=int(rng.expovariate(1 / 20)))
        title, lead = _text(rng, language)
        body = (
            drawn.body.split("\n\n") if language in {PLAIN, "de", "fr"} else [_text(rng, language)[1] for _ in range(8)]
        )
        yield LargeStory(
            number=drawn.id,
            url=f"https://{host}/{published.year}/{drawn.id}",
            site=site,
            title=title,
            byline=rng.choice(_AUTHORS) if rng.random() < 0.8 else "",
            language=language,
            published=published if rng.random() < 0.9 else None,
            saved_at=saved_at,
            paragraphs=(lead, *body),
            tags=tuple(rng.sample(_TAGS, rng.choice((0, 0, 1, 1, 1, 2, 3)))),
            is_read=rng.random() < 0.6,
            is_favourite=rng.random() < 0.05,
            is_trashed=rng.random() < 0.005,
        )


def _text(rng: random.Random, language: str) -> tuple[str, str]:
    """A title and a paragraph on the same thing."""
    words = {"place": rng.choice(_PLACES), "n": str(rng.randrange(3, 90))}
    if language == PLAIN:
        who = rng.choice(_WHO)
        words |= {
            "who": who,
            "who_": who[0].lower() + who[1:],
            "verb": rng.choice(_VERBS),
            "topic": rng.choice(_TOPICS),
        }
        title, text = rng.choice(_FRAMES), " ".join(rng.sample(_LEADS, 3))
    else:
        titles, topics, text = _OTHER[language]
        words["topic"] = rng.choice(topics.split("; "))
        title = rng.choice(titles.split("; "))
    title = title.format(**words)
    return title[0].upper() + title[1:], text.format(**words)


def _site(number: int) -> tuple[str, str]:
    place = _PLACES[number % len(_PLACES)]
    kind = _HOSTS[number // len(_PLACES) % len(_HOSTS)]
    ascii_place = place.lower().translate(str.maketrans("öó", "oo"))
    section = number // (len(_PLACES) * len(_HOSTS))
    prefix = ("www.", "blog.", "en.")[section % 3]
    return f"{prefix}{ascii_place}{kind}.example", f"{place} {kind.capitalize()}"
