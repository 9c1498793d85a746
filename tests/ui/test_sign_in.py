"""From the menu to a signed-in site, and what is offered then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pressmark.archive.archive import Archive
from pressmark.archive.errors import NotReadable
from pressmark.archive.values import Way
from pressmark.ui import operations

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pytestqt.qtbot import QtBot

    from pressmark.ui.workspace import Workspace

pytestmark = pytest.mark.gui


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses for which a window would have opened."""
    addresses: list[str] = []

    def sign_in(_archive: Archive, url: str, labels: Mapping[str, str]) -> bool:
        assert all(labels[name] for name in ("title", "hint", "done", "cancel", "back"))
        addresses.append(url)
        if "closed" in url:
            return False
        if "broken" in url:
            raise NotReadable(code="no-browser")
        return True

    monkeypatch.setattr(Archive, "sign_in", sign_in)
    return addresses


def shown(workspace: Workspace) -> str:
    notice = workspace.notices.current
    return notice.text if notice is not None else ""


def test_a_page_can_be_saved_again_after_signing_in(
    workspace: Workspace, articles: list[int], asked: list[str], qtbot: QtBot
) -> None:
    told: list[bool] = []
    operations.sign_in(workspace, "https://example.org/", articles[:1], lambda: told.append(True))
    qtbot.waitUntil(lambda: bool(told))
    assert asked == ["https://example.org/"]
    assert shown(workspace) == "Signed in"


@pytest.mark.parametrize(("url", "text"), [("https://closed/", ""), ("https://broken/", "browser")])
def test_what_came_to_nothing_is_said_where_it_is_news(
    workspace: Workspace, asked: list[str], qtbot: QtBot, url: str, text: str
) -> None:
    operations.sign_in(workspace, url)
    qtbot.waitUntil(lambda: bool(asked) and workspace.tasks.is_idle)
    assert text in shown(workspace)
    assert bool(shown(workspace)) is bool(text)


def test_an_article_is_saved_again_with_the_browser(workspace: Workspace, articles: list[int], qtbot: QtBot) -> None:
    operations.retry(workspace, articles[:1], by_browser=True)
    qtbot.waitUntil(lambda: "again" in shown(workspace))
    job = workspace.archive._storage.claim(articles[:1])
    assert job is not None
    assert job.way is Way.BROWSER
