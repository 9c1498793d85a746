"""Citations against the rules of their formats: what each must escape, begin with and end with."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from pressmark.archive.exchange.citations import CitationStyle, cite
from pressmark.archive.values import Article, Status

STORY = Article(
    id=7,
    uuid="",
    url="https://news.example/2024/ferry?a=1&b=50%25",
    title="Ferries & 100% of the $5_fund {draft} #2",
    status=Status.SAVED,
    saved_at=datetime(2024, 10, 1, 12, tzinfo=UTC),
    updated_at=datetime(2024, 10, 1, 12, tzinfo=UTC),
    site="The News",
    byline="Jane van Doe, Simon and Sons",
    published=date(2024, 9, 4),
    language="en",
    tags=("sea", "policy/ferries"),
)
BARE = replace(
    STORY, id=8, title="古い船", byline="", site="", published=None, language="", tags=(), url="file:///x.html"
)


def test_text_says_what_is_known_and_nothing_else() -> None:
    assert cite([STORY, BARE], CitationStyle.TEXT) == (
        "Jane van Doe, Simon and Sons, “Ferries & 100% of the $5_fund {draft} #2”, The News, 2024-09-04, "
        "https://news.example/2024/ferry?a=1&b=50%25 (saved 2024-10-01)\n“古い船” (saved 2024-10-01)"
    )


def test_markdown_links_the_title_and_takes_no_mark_up_from_it() -> None:
    marked = replace(STORY, title="[x](javascript:1) *bold* <b>", byline="", site="A_B")
    assert cite([marked], CitationStyle.MARKDOWN, "gespeichert") == (
        r"[\[x\](javascript:1) \*bold\* \<b>](<https://news.example/2024/ferry?a=1&b=50%25>), *A\_B*, 2024-09-04"
        " (gespeichert 2024-10-01)"
    )


def test_bibtex_escapes_what_tex_reads_as_a_command() -> None:
    assert cite([STORY], CitationStyle.BIBTEX) == (
        "@misc{doe2024ferries,\n"
        "  author = {Jane van Doe and {Simon and Sons}},\n"
        "  title = {{Ferries \\& 100\\% of the \\$5\\_fund \\{draft\\} \\#2}},\n"
        "  howpublished = {The News},\n"
        "  year = {2024},\n"
        "  month = sep,\n"
        "  url = {https://news.example/2024/ferry?a=1&b=50%25},\n"
        "  urldate = {2024-10-01},\n"
        "  langid = {en},\n"
        "}\n"
    )


@pytest.mark.parametrize("character", list("{}\\~^"))
def test_no_character_of_a_title_or_an_address_unbalances_bibtex(character: str) -> None:
    entry = cite([replace(STORY, title=f"a {character} b", url=f"https://a.example/{character}")], CitationStyle.BIBTEX)
    bare = entry.replace(r"\{", "").replace(r"\}", "")
    assert bare.count("{") == bare.count("}")
    assert f"https://a.example/{character}" not in entry or character in "~^"


def test_keys_are_ascii_and_no_two_are_the_same() -> None:
    keys = [
        entry.partition(",")[0]
        for entry in cite([STORY, replace(STORY, id=9), BARE], CitationStyle.BIBTEX).split("@misc{")[1:]
    ]
    assert keys == ["doe2024ferries", "doe2024ferries-9", "article8"]


def test_csl_has_dates_in_parts_and_no_empty_variables() -> None:
    story, bare = json.loads(cite([STORY, BARE], CitationStyle.CSL_JSON))
    assert story["type"] == "webpage"
    assert story["issued"] == {"date-parts": [[2024, 9, 4]]}
    assert story["accessed"] == {"date-parts": [[2024, 10, 1]]}
    assert story["author"] == [{"literal": "Jane van Doe"}, {"literal": "Simon and Sons"}]
    assert story["container-title"] == "The News"
    assert story["URL"] == STORY.url
    assert set(bare) == {"id", "type", "title", "accessed"}


def test_ris_begins_with_its_type_and_ends_each_record() -> None:
    lines = cite([replace(STORY, standfirst="two\nlines"), BARE], CitationStyle.RIS).split("\r\n")
    assert lines[0] == "TY  - ELEC"
    assert [line for line in lines if line.startswith("AU")] == ["AU  - Jane van Doe", "AU  - Simon and Sons"]
    assert "DA  - 2024/09/04" in lines
    assert "PY  - 2024" in lines
    assert "AB  - two lines" in lines
    assert "KW  - policy/ferries" in lines
    assert lines.count("ER  - ") == 2
    assert lines[-2:] == ["ER  - ", ""]
    assert all(line == "" or (line[:2].isalnum() and line[:2].isupper() and line[2:6] == "  - ") for line in lines)
