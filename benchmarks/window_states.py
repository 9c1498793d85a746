"""The states of the window that people see, each as what brings the window into it, and the archive that they need."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QApplication

from pressmark import resources
from pressmark.archive.capture.intake import from_files
from pressmark.archive.values import (
    Colour,
    Export,
    Grouping,
    ImportedArticle,
    ImportPlan,
    LocalPage,
    NewArticle,
    Rule,
    Shelf,
    Skipped,
)
from pressmark.ui import operations
from pressmark.ui.dialogs.importing import ImportDialog
from pressmark.ui.operations.importing import Found
from pressmark.ui.reader.web import ArticleView
from pressmark.ui.sidebar.nodes import NodeKind
from pressmark.ui.workbench.frame import Workbench
from sample_pages import SITES, TITLES, samples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pressmark.archive.archive import Archive
    from pressmark.ui.main_window import MainWindow
    from sample_pages import Sample

    State = Callable[[MainWindow], object]

ARTICLES = 200
USUAL, SMALL, LARGE = (1280, 820), (900, 600), (1440, 900)
TROUBLED = (NewArticle("http://127.0.0.1:9/refused"), NewArticle("http://localhost:9/also-refused"))
LONG_TITLE = (
    "A title that goes on and on because nobody at the desk had the heart to cut it, although everybody knew that no "
    "list in the world would ever show all of it, and that the second half said nothing that the first had not"
)
OTHER_SCRIPTS = (
    "مكتبة المدينة تبقي أبوابها مفتوحة",
    "城市图书馆如何保存一切",
    LONG_TITLE,
)


def fill(archive: Archive) -> int:
    """Save the sample articles and some that fail or are not in English; returns the one to show."""
    heads = [f"<title>{title}</title><article><h1>{title}</h1>" for title in OTHER_SCRIPTS]
    pages = [head + f"<p>{title}. " * 40 for head, title in zip(heads, OTHER_SCRIPTS, strict=True)]
    archive.add(
        [
            NewArticle(f"https://other.example/{number}", page=LocalPage(page.encode(), "text/html; charset=utf-8"))
            for number, page in enumerate(pages)
        ]
    )
    chosen = list(samples(ARTICLES))
    added = archive.add([sample.wish for sample in chosen])
    (sample,) = archive.add(from_files([resources.path("sample/sample.html")]).wishes)
    twins = [replace(sample.wish, url=f"https://mirror.example/{number}") for number, sample in enumerate(chosen[:3])]
    archive.add([*twins, *TROUBLED])
    archive.save_pending()
    pairs = [(one.id, sample) for one, sample in zip(added, chosen, strict=True) if one.id is not None]
    archive.set_read([id for id, sample in pairs if sample.is_read], value=True)
    archive.set_favourite([id for id, sample in pairs if sample.is_favourite], value=True)
    archive.import_articles(Export("", "bookmarks", tuple(kept_before(chosen))))
    if sample.id is None:
        raise RuntimeError("the sample was not saved")
    archive.tag([sample.id], add=["long reads", "libraries"])
    archive.set_note(sample.id, "For the talk in spring.")
    for words, colour in (("You remember an article", Colour.YELLOW), ("It was a promise", Colour.GREEN)):
        if (place := archive.find_passage(sample.id, words)) is not None:
            archive.highlight(sample.id, *place, colour, "Quote this" if colour is Colour.GREEN else "")
    archive.trash([pairs[-1][0]])
    archive.save_search("Policy, unread", "tag:policy is:unread")
    archive.save_search("Long this year", "words:>1000 saved:this-year")
    archive.back_up_daily()
    archive.set_rules([Rule("site:northlight.example", ("policy",)), Rule("words:>2000", ("long reads",))])
    return sample.id


def kept_before(chosen: Iterable[Sample]) -> Iterator[ImportedArticle]:
    """The samples as bookmarks of long ago, fewer the longer, which give them the days on which they were saved."""
    now = datetime.now(UTC)
    for number, sample in enumerate(chosen):
        yield ImportedArticle(sample.wish.url, saved_at=now - timedelta(days=int(number**1.2)))


def states(shown: int) -> dict[str, State]:
    """Every state by its name, in an order in which one leads to the next; `shown` is the article in the reader."""
    return {
        "list": lambda window: window.show_article(shown),
        "list-menu": open_list_menu,
        "filters": lambda window: window.tools._open_filters(),  # noqa: SLF001 - only a click opens it
        "tag-menu": open_tag_menu,
        "tag-editor": act("tags"),
        "reader-highlights": lambda window: window.show_passage(shown, 1),
        "reader-highlight-keys": act("next_highlight"),
        "reader-selection": choose_passage,
        "reader-note": act("note"),
        "reader-contents": leave_passage,
        "reader-sources": act("sources"),
        "reader-about-text": act("text"),
        "reader-style": lambda window: window.reader._on_popup_asked("style"),  # noqa: SLF001 - likewise
        "reader-find": find_in_article,
        "reader-sepia": read_on("sepia"),
        "reader-grey": read_on("grey"),
        "reader-original": original,
        "reader-text": original,
        "focus-mode": act("focus_mode"),
        "banner": banner,
        "search": lambda window: window.search("privacy judge"),
        "search-chips": lambda window: window.search('privacy tag:policy -"long reads" after:2024'),
        "search-completion": type_tag,
        "search-nothing": lambda window: window.search("zebrafish site:harbourpost.example"),
        "search-without": lambda window: window.search("privacy juge tag:policy"),
        "search-mistake": lambda window: window.search("is:purple bridge"),
        "small": partial(resized, SMALL),
        "large": partial(resized, LARGE),
        "compact": compact,
        "other-scripts": comfortable,
        "problems": lambda window: window.choose_shelf(Shelf.PROBLEMS),
        "failed-save": lambda window: window.list.view.step(0),
        "trash": lambda window: window.choose_shelf(Shelf.TRASH),
        "trash-article": lambda window: window.list.view.step(0),
        "favourites": lambda window: window.choose_shelf(Shelf.FAVOURITES),
        "activity": act("activity"),
        "highlights": bench("highlights"),
        "tags": bench("tags_workbench"),
        "rules": bench("rules"),
        "duplicates": bench("duplicates"),
        "insight": bench("insight"),
        "palette": act("palette"),
        "add": act("add"),
        "import": ask_about_import,
        "export": act("export"),
        "preferences": act("preferences"),
        "keys": act("keys"),
        "about": act("about"),
        "restore": act("restore_backup"),
        "by-day": grouped_by(Grouping.DAY),
        "by-site": grouped_by(Grouping.SITE),
        "drop-overlay": drag_over,
    }


def act(name: str) -> State:
    """Do one of the window's actions."""
    return lambda window: window.actions_by_name[name].trigger()


def bench(name: str) -> State:
    """Open a workbench, at a place of the window where it is seen."""

    def bring(window: MainWindow) -> None:
        window.actions_by_name[name].trigger()
        for one in QApplication.topLevelWidgets():
            if isinstance(one, Workbench):
                one.move(window.pos() + QPoint(80, 60))

    return bring


def ask_about_import(window: MainWindow) -> None:
    """Somebody has dropped what Pocket gave them."""
    articles = tuple(
        ImportedArticle(f"https://{host}/{number}", title)
        for number, title, (host, _site) in zip(range(3_460), cycle(TITLES), cycle(SITES), strict=False)
    )
    skipped = tuple(Skipped(f"javascript:void({number})", "invalid-url", "scheme") for number in range(22))
    export = Export("Pocket", "pocket", articles, skipped, entries=3_485, merged=3)
    plan = ImportPlan(new=3_120, known=340, from_feeds=0, with_text=140)
    found = Found((Path("pocket.zip"),), export, plan, 214, 96, 31, 44, 1_902, 0, articles[:4])
    counts = window.counts
    ImportDialog(found, counts.tags if counts else (), window).open()


def open_list_menu(window: MainWindow) -> None:
    """Somebody has clicked a row with the right button."""
    window._on_menu_requested(QPoint(120, 80))  # noqa: SLF001 - only a click opens it


def open_tag_menu(window: MainWindow) -> None:
    """Somebody has clicked a tag with the right button."""
    sidebar, model = window.sidebar, window.sidebar.model()
    rows = (model.index(row, 0, model.index(section, 0)) for section in range(model.rowCount()) for row in range(3))
    tag = next(index for index in rows if index.isValid() and index.data(sidebar_kind()) is NodeKind.TAG)
    sidebar._on_menu_requested(sidebar.visualRect(tag).center())  # noqa: SLF001 - likewise


def sidebar_kind() -> int:
    """The role under which a row of the sidebar says what it is."""
    from pressmark.ui.sidebar.model import Role

    return Role.KIND


def choose_passage(window: MainWindow) -> None:
    """Somebody is choosing a sentence by keys."""
    window.activateWindow()
    window.actions_by_name["highlight"].trigger()


def leave_passage(window: MainWindow) -> None:
    """The contents, with no passage chosen any more."""
    next(iter(window.reader.findChildren(ArticleView))).forget_selection()
    window.actions_by_name["contents"].trigger()


def find_in_article(window: MainWindow) -> None:
    """Somebody looks for a word in the open article."""
    window.reader.find_in_page()
    window.reader.find_bar.edit.setText("shelf")


def read_on(paper: str) -> State:
    """Read on another paper."""

    def bring(window: MainWindow) -> None:
        window.reader.find_bar.hide()
        window.workspace.settings.reader_theme = paper

    return bring


def original(window: MainWindow) -> None:
    """Go to the original page, or back."""
    window.workspace.settings.reader_theme = "system"
    window.actions_by_name["original"].trigger()


def banner(window: MainWindow) -> None:
    """Something was done that can be taken back."""
    window.actions_by_name["focus_mode"].trigger()
    ids = [hit.id for hit in window.list.model.listing.hits[3:6]]
    operations.set_read(window.workspace, ids, value=True)


def type_tag(window: MainWindow) -> None:
    """Somebody is typing a tag."""
    box = window.tools.search
    window.activateWindow()
    box.edit.setFocus()
    box.clear()
    box.edit.insert("privacy tag:")
    box.query_edited.emit(box.text)


def resized(size: tuple[int, int], window: MainWindow) -> None:
    """A window of another size."""
    window.search("")
    window.resize(*size)


def compact(window: MainWindow) -> None:
    """The usual window with a compact list."""
    window.resize(*USUAL)
    window.workspace.settings.list_density = "compact"


def comfortable(window: MainWindow) -> None:
    """The usual list, of articles in other scripts."""
    window.workspace.settings.list_density = "comfortable"
    window.search("site:other.example")


def grouped_by(grouping: Grouping) -> State:
    """All articles, in groups."""

    def show(window: MainWindow) -> None:
        window.choose_shelf(Shelf.ALL)
        window.finder.set_grouping(grouping)

    return show


def drag_over(window: MainWindow) -> None:
    """Links are held over the window."""
    mime = QMimeData()
    mime.setUrls([QUrl(f"https://example.org/{number}") for number in range(12)])
    window._mime = mime  # type: ignore[attr-defined]  # noqa: SLF001  # Qt does not keep it alive
    where = QPointF(window.rect().center())
    copy = Qt.DropAction.CopyAction
    event = QDragEnterEvent(where.toPoint(), copy, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, event)
