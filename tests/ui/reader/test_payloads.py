"""What the cleaner leaves of hostile markup, judged by Chromium with scripts on: nothing runs, nothing is strange."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile

from payloads import PAYLOADS
from pressmark.archive.extraction.clean import ATTRIBUTES, TAGS, clean

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.engine

HEAD = "<!DOCTYPE html><script>window.ran = []; window.alert = () => ran.push(1)</script><body>"
PRESS = """
for (const one of document.body.querySelectorAll('*')) {
  for (const name of ['click', 'focus', 'mouseover', 'toggle', 'error', 'load', 'animationstart', 'begin'])
    one.dispatchEvent(new Event(name));
}
JSON.stringify({ran: ran.length, found: [...document.body.querySelectorAll('*')].map(
  one => [one.localName, one.namespaceURI, ...one.getAttributeNames()])})
"""


@pytest.fixture
def page() -> Iterator[QWebEnginePage]:
    profile = QWebEngineProfile()
    made = QWebEnginePage(profile)
    yield made
    made.deleteLater()
    profile.deleteLater()


def seen_by_chromium(page: QWebEnginePage, qtbot: QtBot, body: str) -> Any:
    answers: list[Any] = []
    with qtbot.waitSignal(page.loadFinished, timeout=30_000):
        page.setHtml(HEAD + body)
    page.runJavaScript(PRESS, answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=30_000)
    return json.loads(answers[0])


def test_this_page_would_notice(page: QWebEnginePage, qtbot: QtBot) -> None:
    assert seen_by_chromium(page, qtbot, "<p onclick=alert(1)>x</p>")["ran"] == 1


def test_nothing_runs_and_nothing_strange_is_left(page: QWebEnginePage, qtbot: QtBot) -> None:
    body = "".join(f"<section>{clean(payload)}</section>" for _, payload in PAYLOADS)
    seen = seen_by_chromium(page, qtbot, body)
    assert seen["ran"] == 0
    assert len(seen["found"]) > len(PAYLOADS)
    for name, namespace, *attributes in seen["found"]:
        assert namespace == "http://www.w3.org/1999/xhtml"
        assert name in TAGS
        assert set(attributes) <= ATTRIBUTES["*"] | ATTRIBUTES.get(name, set())
