"""Failures have words, and neither logs nor reports say what a person reads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pressmark import printed, resources
from pressmark.archive.values import Failure, Snippet
from pressmark.crash import report
from pressmark.logs import shorten_addresses
from pressmark.words import SENTENCES, describe

SOURCES = Path(__file__).resolve().parents[1] / "desktop" / "pressmark"


def codes() -> set[str]:
    found = set()
    for path in (SOURCES / "archive").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        found |= set(re.findall(r'code="([a-z0-9-]+)"', text))
        found |= set(re.findall(r'^    code = "([a-z-]+)"', text, re.MULTILINE))
    return found


@pytest.mark.parametrize("code", sorted(codes()))
def test_every_code_in_the_sources_has_words(code: str) -> None:
    assert code in SENTENCES


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_words_are_one_sentence_without_gaps(code: str) -> None:
    name, _, detail = code.partition(":")
    for sentence in (describe(Failure(name, detail)), describe(Failure(name, "42"))):
        assert "{" not in sentence
        assert "()" not in sentence
        assert "\n" not in sentence
        assert sentence.endswith(".")


def test_an_unknown_status_is_named() -> None:
    assert "418" in describe(Failure("http-418", "418"))


def test_addresses_are_cut_to_their_host() -> None:
    line = shorten_addresses("GET https://me:secret@example.org/private?token=1#x failed")
    assert line == "GET https://example.org failed"


def fail_with(message: str) -> None:
    raise ValueError(message)


def test_a_report_holds_no_message_of_an_exception() -> None:
    try:
        fail_with("what an article " + "says")
    except ValueError as error:
        text = report(error)
    assert "ValueError" in text
    assert "fail_with" in text
    assert "article says" not in text


@pytest.mark.parametrize("name", ["../pyproject.toml", "/etc/hostname"])
def test_a_resource_lies_inside(name: str) -> None:
    with pytest.raises(ValueError, match=re.escape(name)):
        resources.path(name)


def test_a_terminal_obeys_no_page() -> None:
    assert printed.for_terminal("a\x1b[2J\x9b31m\x07b\tc\nd\x7f") == "a[2J31mb\tc\nd"
    snippet = Snippet("the \x9bharbour", ((5, 12),))
    assert printed.sourced(snippet, "<", ">") == "the <harbour>"
