"""One archive with hundreds of articles in many languages: each query finds its own, and nothing that looks alike."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from pressmark.archive.index.index import Index, IndexChange, IndexDocument
from pressmark.archive.index.query import parse

from .conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator

FILLERS = {  # words that must never be found below
    "en": "the court said mark stat her off bet cam wat government minister law city state of affairs policewoman",
    "de": "das Gericht sagte gestern Stadt Minister Gesetz Schutzhaft Wache Regierung Haft Kunst und nicht",
    "fr": "le tribunal ville ministre gouvernement nouvelle loi mar stat politique maison pour les dans",
    "es": "el tribunal ciudad ministro gobierno ley nueva mar casa para los con política",
    "ru": "суд сказал вчера город министр закон правительство слеза следы дом край это не",
    "uk": "суд сказав учора місто міністр закон уряд сльоза дім це не",
    "tr": "mahkeme şehir bakan hükümet yasa ev ve bir için değil kırım",
    "el": "το δικαστήριο πόλη υπουργός κυβέρνηση σπίτι και δεν",
    "ar": "قالت المحكمة أمس المدينة وزير الحكومة بيت خاص شخص",
    "fa": "دادگاه دیروز شهر وزیر دولت خانه و نیست",
    "he": "בית המשפט אמר אתמול עיר שר ממשלה כלום לא",
    "hi": "अदालत ने कहा कल शहर मंत्री सरकार घर और नहीं",
    "zh": "法院 昨天 表示 城市 部长 政府 私人 政治 隐藏 策略",
    "ja": "裁判所 昨日 都市 大臣 政府 プライド バイク 家",
    "ko": "법원은 어제 도시 장관 정부 집 그리고",
    "th": "ศาล กล่าว เมื่อวาน เมือง รัฐมนตรี รัฐบาล บ้าน",
    "vi": "tòa án hôm qua thành phố bộ trưởng chính phủ nhà",
    "": "a tribunal of old words mark stat bet",
}
TARGETS = {  # by id: (language, text)
    1: ("de", "Der Datenschutz ist wichtig"),
    2: ("de", "Die Überwachungen und Häuser an der Straße"),
    3: ("zh", "我们更新了隐私政策。"),
    4: ("ja", "プライバシーポリシーの変更"),
    5: ("ru", "За слежкой следили все"),
    6: ("ar", "سياسة الخصوصية الجديدة"),
    7: ("en", "Markets and policies of surveillance; the café has Wi-Fi 6.1"),
    8: ("he", "הפרטיות והביטחון"),
    9: ("tr", "IŞIK ve İstanbul'da gözetim"),
    10: ("el", "Η παρακολούθηση των πολιτών, ο νόμος"),
    11: ("vi", "quyền riêng tư"),
    12: ("th", "นโยบายความเป็นส่วนตัว"),
    13: ("ko", "개인정보 보호법이 바뀐다"),
    14: ("fa", "حریم خصوصی کاربران"),
    15: ("hi", "गोपनीयता नीति की भाषाओं में"),
    16: ("uk", "Стеження за їжею"),
    17: ("", "Unknown tongues have policies too, ann@example.org"),
    18: ("fr", "L'été des libertés, l’intéressée"),
    19: ("km", "គោលការណ៍ឯកជនភាព"),
    20: ("my", "ကိုယ်ရေးကိုယ်တာ"),
    21: ("lo", "ນະໂຍບາຍຄວາມເປັນສ່ວນຕົວ"),
}


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    chance = random.Random(1)  # noqa: S311  # the same articles every time
    documents = {id: IndexDocument(body=text, language=language) for id, (language, text) in TARGETS.items()}
    for number in range(20 * len(FILLERS)):
        language = list(FILLERS)[number % len(FILLERS)]
        words = [chance.choice(FILLERS[language].split()) for _ in range(60)]
        documents[100 + number] = IndexDocument(title=" ".join(words[:6]), body=" ".join(words), language=language)
    index = Index.open(tmp_path_factory.mktemp("mixed") / "index", "archive-1")
    ids = sorted(documents)
    for part in (ids[0::2], ids[1::2]):  # every language in two segments
        index.apply([IndexChange(id, 1, documents[id]) for id in part])
    yield index
    index.close()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Datenschutz", {1}),
        ("datenschutzes", {1}),
        ("schutz", {1}),
        ("uberwachung", {2}),
        ("ueberwachung", {2}),
        ("Überwachung", {2}),
        ("haus", {2}),
        ("STRASSE", {2}),
        ("隐私政策", {3}),
        ("隐私", {3}),
        ("プライバシー", {4}),
        ("ﾌﾟﾗｲﾊﾞｼｰ", {4}),
        ("слежка", {5}),
        ("слежки", {5}),
        ("слежку", {5}),
        ("خصوصية", {6}),
        ("الخصوصيه", {6}),
        ("market", {7}),
        ("policy", {7, 17}),
        ("cafe", {7}),
        ("6.1", {7}),
        ("wifi", {7}),
        ("פרטיות", {8}),
        ("ביטחון", {8}),
        ("הביטחון", {8}),
        ("שלום", set()),
        ("ışık", {9}),
        ("isik", {9}),
        ("istanbul", {9}),
        ("παρακολουθηση", {10}),
        ("ΝΌΜΟΣ", {10}),
        ("νόμου", {10}),
        ("quyen rieng tu", {11}),
        ("ส่วนตัว", {12}),
        ("개인정보", {13}),
        ("보호", {13}),
        ("خصوصي", {6, 14}),
        ("भाषा", {15}),
        ("стеження", {16}),
        ("ann@example.org", {17}),
        ("été", {18}),
        ("liberté", {18}),
        ("ឯកជន", {19}),
        ("ရေး", {20}),
        ("ສ່ວນຕົວ", {21}),
    ],
)
def test_finds_its_own_and_nothing_else(mixed: Index, query: str, expected: set[int]) -> None:
    found = mixed.search(parse(query, today=TODAY))
    assert {hit.id for hit in found.hits} == expected
    assert found.without == ()
