"""Some 300 ways to smuggle something active past the cleaner: none gets through, alone, wrapped or joined.

What is left is read by two parsers of other makes than the cleaner's; `ui/reader/test_payloads` asks Chromium.
"""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from lxml import html as lxml_html

from payloads import FAMILIES, PAYLOADS
from pressmark.archive.errors import NotReadable
from pressmark.archive.extraction import extract_html
from pressmark.archive.extraction.clean import ATTRIBUTES, TAGS, clean, clean_local, is_clean_local, is_safe_link

WRAPPED = (
    "{}",
    "<p>before</p>{}<p>after</p>",
    "<table><tr><td>{}</td></tr></table>",
    "<ul><li>{}</ul>",
    "<p><a href='https://a.example'>{}",
    "<svg>{}</svg>",
    "<math><mtext>{}",
    "<select>{}</select>",
    "<style>{}",
    "<!--{}",
    '<p title="{}">',
)


class Reader(HTMLParser):
    """The parser of Python's library, which reads tags one after another and builds no tree."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.wrong.append(tag)
        for name, value in attrs:
            self.wrong += faults(tag, name, value or "")

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"<!--{data}")

    def handle_pi(self, data: str) -> None:
        self.wrong.append(f"<?{data}")

    def unknown_decl(self, data: str) -> None:
        self.wrong.append(f"<![{data}")


def faults(tag: str, name: str, value: str) -> list[str]:
    if name not in ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set()):
        return [f"{tag} {name}"]
    if name in ("href", "cite") and not is_safe_link(value):
        return [f"{tag} {name}={value}"]
    is_picture = value.startswith(("https://", "http://", "images/", "data:image/"))
    if name == "src" and (not is_picture or value.startswith("data:image/svg") or ".." in value):
        return [f"{tag} {name}={value}"]
    return []


def look_at(cleaned: str) -> None:
    reader = Reader()
    reader.feed(cleaned)
    reader.close()
    assert reader.wrong == []
    root = lxml_html.fragment_fromstring(cleaned, create_parent="div")
    for element in root.iterdescendants():
        assert element.tag in TAGS
        found = [
            one for name, value in element.attrib.items() for one in faults(str(element.tag), str(name), str(value))
        ]
        assert found == []


def test_there_are_enough_and_none_twice() -> None:
    assert len({line for _, line in PAYLOADS}) == len(PAYLOADS) >= 150
    assert all(len(payloads) >= 10 for payloads in FAMILIES.values())


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("wrap", WRAPPED)
def test_nothing_active_gets_through(family: str, wrap: str) -> None:
    for payload in (line for name, line in PAYLOADS if name == family):
        for cleaner in (clean, clean_local):
            cleaned = cleaner(wrap.replace("{}", payload))
            look_at(cleaned)
            assert cleaner(cleaned) == cleaned, payload
        assert is_clean_local(clean_local(wrap.replace("{}", payload))), payload
        if is_clean_local(wrap.replace("{}", payload)):
            look_at(wrap.replace("{}", payload))


def test_nothing_gets_through_where_one_follows_the_other() -> None:
    for first, second in zip(PAYLOADS, PAYLOADS[7:] + PAYLOADS[:7], strict=True):
        look_at(clean(first[1] + second[1]))
        look_at(clean(first[1][: len(first[1]) // 2] + second[1]))


@pytest.mark.parametrize("family", FAMILIES)
def test_nothing_gets_through_a_whole_page(family: str) -> None:
    parts = "".join(
        f"<p>Paragraph {number} of the story says what the council decided about the harbour.</p>{line}"
        for number, (name, line) in enumerate(PAYLOADS)
        if name == family
    )
    try:
        found = extract_html(f"<body><article>{parts}</article></body>".encode(), "https://a.example/story")
    except NotReadable:
        return  # refusing it is safe as well
    look_at(found.html)
