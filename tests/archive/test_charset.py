from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.archive.charset import PRESCAN_BYTES, decode

WORDS = {
    "windows-1251": "Привет, это статья о политике конфиденциальности. Она длинная и понятная. ",
    "koi8-r": "Привет, это статья о политике конфиденциальности. Она длинная и понятная. ",
    "shift_jis": "これは日本語の記事です。プライバシーについて書かれています。",
    "euc-jp": "これは日本語の記事です。プライバシーについて書かれています。",
    "gb18030": "这是一篇关于隐私政策的中文文章，内容很长。",
    "big5": "這是一篇關於隱私政策的中文文章，內容很長。",
    "euc-kr": "이것은 개인 정보 보호 정책에 관한 기사입니다. ",
    "windows-1252": "Café déjà vu, naïve “quotes” and so on, in an English article. ",
    "windows-1250": "Zażółć gęślą jaźń. To jest polski artykuł o prywatności w sieci. ",
}


def page(text: str, meta: str = "") -> str:
    return f"<html><head>{meta}<title>x</title></head><body><p>{text}</p></body></html>"


@given(st.binary(max_size=300), st.text(max_size=40) | st.sampled_from(["text/html; charset=utf-16", "text/plain"]))
def test_decode_is_total_and_storable(data: bytes, content_type: str) -> None:
    text = decode(data, content_type)
    text.encode()  # no lone surrogates
    assert not set(text) & set(map(chr, [*range(9), 11, 12, *range(14, 32), *range(127, 133), *range(134, 160)]))


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"])))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode(), "text/html; charset=utf-8") == text.removeprefix("\ufeff")


@pytest.mark.parametrize("encoding", WORDS)
@pytest.mark.parametrize("told_by", ["header", "meta", "http-equiv", "nobody"])
def test_every_way_to_say_the_encoding(encoding: str, told_by: str) -> None:
    text = WORDS[encoding] * 8
    meta = {
        "meta": f"<meta charset={encoding}>",
        "http-equiv": f'<META http-equiv="Content-Type" content="text/html; charset={encoding}">',
    }.get(told_by, "")
    header = f'text/html; charset="{encoding}"' if told_by == "header" else "text/html"
    assert text in decode(page(text, meta).encode(encoding), header)


def test_byte_order_mark_beats_header_beats_meta() -> None:
    text = "пример"
    meta = '<meta charset="koi8-r">'
    assert decode(b"\xef\xbb\xbf" + page(text, meta).encode(), "text/html; charset=windows-1251") == page(text, meta)
    assert text in decode(page(text, meta).encode("cp1251"), "text/html; charset=windows-1251")
    assert text in decode(page(text, meta).encode("koi8-r"), "text/html")
    for codec, bom in (("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")):
        assert decode(bom + text.encode(codec), "text/html; charset=utf-8") == text


@pytest.mark.parametrize(
    "label", ["punycode", "unicode_escape", "utf-7", "zip", "hex", "mbcs", "rot13", "é", "iso-2022-kr"]
)
@pytest.mark.parametrize("where", ["header", "meta"])
def test_labels_that_are_not_of_the_web_are_ignored(label: str, where: str) -> None:
    source = page("naïve \\u0041 +AGE-", f"<meta charset='{label}'>" if where == "meta" else "")
    assert decode(source.encode(), f"text/html; charset={label}" if where == "header" else "") == source


@pytest.mark.parametrize("where", ["header", "meta"])
def test_utf16_declared_but_utf8_sent(where: str) -> None:
    source = page("naïve", "<meta charset=utf-16>" if where == "meta" else "")
    assert decode(source.encode(), "text/html; charset=utf-16" if where == "header" else "text/html") == source


def test_meta_counts_only_at_the_start_and_outside_comments() -> None:
    text = WORDS["windows-1251"] * 8
    late = page(" " * PRESCAN_BYTES + "<meta charset=koi8-r>" + text)
    assert text in decode(late.encode("cp1251"))
    commented = page(text, "<!-- <meta charset=koi8-r> --><meta charset=windows-1251>")
    assert text in decode(commented.encode("cp1251"))


def test_meta_is_words_in_a_plain_text() -> None:
    text = "<meta charset=koi8-r> naïve"
    assert decode(text.encode(), "text/plain") == text


def test_xml_declaration_is_read() -> None:
    source = '<?xml version="1.0" encoding="windows-1251"?>' + page("пример")
    assert decode(source.encode("cp1251"), "application/xhtml+xml") == source


def test_controls_go_and_bad_bytes_show() -> None:
    assert decode(b"a\0b\x07c\td\r\ne\x0cf", "text/html; charset=utf-8") == "abc\td\r\ne f"
    assert decode(b"ok \xff\xfe ok", "text/html; charset=utf-8") == "ok \ufffd\ufffd ok"


def test_a_cut_character_at_the_end_of_the_sample_is_no_error() -> None:
    text = "é" * 40_000
    assert decode(text.encode()) == text


GERMAN = "<p>Die Bürger der Stadt hören schöne Lieder über die große Brücke, und für alle gibt es süße Äpfel.</p>" * 3
RUSSIAN = "<p>Городской совет решил во вторник построить новый мост через реку, и жители остались довольны.</p>" * 3
JAPANESE = "<p>市議会は火曜日に新しい橋を建設することを決めました。住民はとても喜んでいます。</p>" * 3
CHINESE = (
    "<p>市議會星期二決定在河上修建一座新橋，居民們都非常高興。這座橋將在明年春天完工，屆時將舉行慶祝活動。</p>" * 5
)


@pytest.mark.parametrize(
    ("text", "encoding", "label"),
    [
        (GERMAN, "cp1252", "utf-8"),
        (GERMAN, "utf-8", "iso-8859-1"),
        (RUSSIAN, "cp1251", "iso-8859-1"),
        (RUSSIAN, "utf-8", "windows-1251"),
        (JAPANESE, "shift_jis", "utf-8"),
        (CHINESE, "big5", "gb2312"),
        (GERMAN, "cp1252", "iso-8859-1"),  # right enough
        (RUSSIAN, "koi8_r", "koi8-r"),
        (JAPANESE, "euc_jp", "euc-jp"),
    ],
)
def test_a_label_that_the_bytes_contradict_does_not_count(text: str, encoding: str, label: str) -> None:
    data = text.encode(encoding)
    assert decode(data, f"text/html; charset={label}") == text
    assert decode(f'<meta charset="{label}">'.encode() + data).endswith(text)


def test_a_few_mistakes_do_not_change_the_encoding() -> None:
    assert decode(GERMAN.encode() + b"\xfc", "text/html; charset=utf-8") == GERMAN + "\ufffd"
    assert decode(b"caf\xc3\xa9", "text/html; charset=windows-1252") == "caf\u00c3\u00a9"


@pytest.mark.parametrize("wrong", ["latin-1", "cp1252"])
def test_a_page_that_was_encoded_twice_is_mended(wrong: str) -> None:
    page = "<p>" + "It’s the harbour’s “mole” – 3\u00a0m high – and Ørsted’s café. " * 2 + "</p>"
    # what windows-1252 leaves undefined goes through as it is
    twice = "".join(bytes([byte]).decode(wrong, "ignore") or chr(byte) for byte in page.encode())
    assert decode(twice.encode()) == page


def test_a_page_that_only_shows_what_was_encoded_twice_is_left_alone() -> None:
    page = "<p>" + "The café’s sign said “cafÃ©”, and the menu “crÃ¨me brÃ»lÃ©e”. " * 3 + "</p>"
    assert decode(page.encode()) == page
