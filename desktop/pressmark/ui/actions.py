"""Every action of the window in one table: its words, keys, icon and menu.

No other place defines a key, except Ctrl+F, which means something else in each pane.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from pressmark.ui.icons import icon

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6.QtWidgets import QMenuBar, QWidget

    from pressmark.ui.undo import UndoStack


Handler = Callable[[], object]
CITATIONS = "Copy C&itation As"
MOST_OF_STEP = 40  # characters of a change in a menu


@dataclass(frozen=True, slots=True)
class Entry:
    """One action.

    Attributes:
        name: in code, and the key of its handler.
        text: in English, with `&` before the letter for the keyboard.
        keys: the first shows in the menu.
        icon_name: in the Phosphor font; empty for none.
        needs_article: only makes sense with an article selected.
        is_checkable: it is on or off.
        is_for_list: its keys work in the list only, for elsewhere they have a meaning of their own.
        submenu: the title of the menu in the menu that it stands in; empty for none.
    """

    name: str
    text: str
    keys: tuple[str, ...] = ()
    icon_name: str = ""
    needs_article: bool = False
    is_checkable: bool = False
    is_for_list: bool = False
    submenu: str = ""


MENUS: tuple[tuple[str, tuple[Entry | None, ...]], ...] = (
    (
        "&File",
        (
            Entry("add", "&Add…", ("Ctrl+N",), "plus"),
            Entry("paste", "Add from &Clipboard", ("Ctrl+V",), "clipboard-text"),
            Entry("import", "&Import…", ("Ctrl+Shift+I",), "archive-tray"),
            Entry("export", "&Export…", ("Ctrl+Shift+E",), "export"),
            Entry("sign_in", "&Sign In to a Site…", (), "sign-in"),
            Entry("pause", "Pa&use Saving", (), "pause", is_checkable=True),
            None,
            Entry("save_pdf", "Save as P&DF…", ("Ctrl+Shift+P",), "file-pdf", needs_article=True),
            Entry("print", "P&rint…", ("Ctrl+P",), "printer", needs_article=True),
            None,
            Entry("preferences", "&Preferences…", ("Ctrl+,",), "gear-six"),
            None,
            Entry("quit", "&Quit", ("Ctrl+Q",)),
        ),
    ),
    (
        "&Edit",
        (
            Entry("undo", "&Undo", ("Ctrl+Z",), "arrow-counter-clockwise"),
            Entry("redo", "&Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "arrow-clockwise"),
            None,
            Entry("copy_link", "Copy &Link", ("Ctrl+Shift+C",), "link", needs_article=True),
            Entry("cite_text", "Citation as &Text", ("Ctrl+Alt+C",), "quotes", needs_article=True, submenu=CITATIONS),
            Entry("cite_markdown", "Citation as &Markdown", needs_article=True, submenu=CITATIONS),
            Entry("cite_bibtex", "Citation as &BibTeX", needs_article=True, submenu=CITATIONS),
            Entry("cite_csl_json", "Citation as &CSL-JSON", needs_article=True, submenu=CITATIONS),
            Entry("cite_ris", "Citation as &RIS", needs_article=True, submenu=CITATIONS),
            None,
            Entry("search", "&Search", ("/",), "magnifying-glass"),
            Entry("find_related", "Find R&elated", (), "intersect", needs_article=True),
            Entry("save_search", "Sa&ve This Search…", ("Ctrl+S",), "bookmark-simple"),
        ),
    ),
    (
        "&View",
        (
            Entry("next", "&Next Article", ("J",), "arrow-down"),
            Entry("previous", "&Previous Article", ("K",), "arrow-up"),
            Entry("page_down", "Page &Down, Then Next", ("Space",), is_for_list=True),
            Entry("page_up", "Page &Up", ("Shift+Space",), is_for_list=True),
            None,
            Entry("next_hit", "Next &Hit", ("F3",), "caret-down"),
            Entry("previous_hit", "Pre&vious Hit", ("Shift+F3",), "caret-up"),
            Entry("next_highlight", "Next Highligh&t", ("G",), "highlighter-circle", needs_article=True),
            Entry("previous_highlight", "Previou&s Highlight", ("Shift+G",), needs_article=True),
            None,
            Entry("contents", "C&ontents…", ("C",), "list-bullets", needs_article=True),
            Entry("sources", "Sou&rces…", ("L",), "link", needs_article=True),
            Entry("picture", "Picture in Si&ght, Large", ("Z",), "magnifying-glass-plus", needs_article=True),
            Entry("speak", "R&ead Aloud", ("A",), "speaker-high"),
            None,
            Entry("larger", "&Larger Text", ("+", "=", "Ctrl++", "Ctrl+="), "text-aa"),
            Entry("smaller", "S&maller Text", ("-", "Ctrl+-")),
            Entry("usual_size", "Usual Text Si&ze", ("0", "Ctrl+0")),
            None,
            Entry("compact", "&Compact List", (), is_checkable=True),
            Entry("sidebar", "Side&bar", ("Ctrl+B",), is_checkable=True),
            Entry("focus_mode", "&Focus Mode", ("F11",), is_checkable=True),
            Entry("scheme", "Dar&k or Light", ("D",), "moon"),
        ),
    ),
    (
        "&Article",
        (
            Entry("open", "&Open", ("O",), "book-open", needs_article=True),
            Entry("original", "Original &Page", ("V",), "browser", needs_article=True),
            Entry("text", "How the Text &Came About…", ("I",), "gauge", needs_article=True),
            Entry("browser", "Open in &Browser", ("B",), "arrow-square-out", needs_article=True),
            None,
            Entry("read", "Mark as &Read", ("E",), "check-circle", needs_article=True),
            Entry("favourite", "&Favourite", ("S", "F"), "star", needs_article=True),
            Entry("tags", "Ta&gs…", ("T",), "tag", needs_article=True),
            Entry("highlight", "&Highlight a Passage", ("H",), "highlighter-circle", needs_article=True),
            Entry("note", "No&te…", ("N",), "note-pencil", needs_article=True),
            Entry("rename", "Re&name…", ("F2",), "pencil-simple", needs_article=True),
            Entry("select", "&Select", ("X",), "check-square", needs_article=True),
            None,
            Entry("save_copy", "Save a Cop&y…", ("Ctrl+Shift+S",), "file-arrow-down", needs_article=True),
            Entry("save_again", "Save &Again", ("R",), "arrow-clockwise", needs_article=True),
            Entry("save_by_browser", "Save Again &With the Browser", (), "browsers", needs_article=True),
            Entry("reextract", "Rea&d the Page Anew", (), "arrows-clockwise", needs_article=True),
            Entry("restore", "R&estore from Trash", (), "tray", needs_article=True),
            Entry("trash", "&Move to Trash", ("Del", "#"), "trash", needs_article=True),
            Entry("purge", "De&lete for Good…", ("Shift+Del",), "trash", needs_article=True),
        ),
    ),
    (
        "&Tools",
        (
            Entry("palette", "&Command Palette…", ("Ctrl+K",), "command"),
            None,
            Entry("highlights", "&Highlights…", ("Ctrl+Shift+H",), "highlighter-circle"),
            Entry("tags_workbench", "&Tags…", ("Ctrl+Shift+T",), "tag"),
            Entry("rules", "&Rules…", (), "funnel"),
            Entry("rule_for_site", "New Rule for This &Site…", (), "funnel", needs_article=True),
            Entry("duplicates", "&Duplicates…", (), "copy"),
            Entry("reextract_old", "Read Old Texts A&new", (), "arrows-clockwise"),
            None,
            Entry("insight", "&Insight…", (), "chart-bar"),
            Entry("activity", "&Activity…", ("Ctrl+Shift+A",), "gauge"),
            Entry("retry_all", "Try All &Problems Again", (), "arrow-clockwise"),
            Entry("empty_trash", "&Empty Trash…", (), "trash"),
            Entry("check", "Check the Archi&ve", (), "check-circle"),
            Entry("back_up", "&Back Up the Database…", (), "floppy-disk"),
            Entry("restore_backup", "Restore From a Bac&kup…", (), "clock-counter-clockwise"),
        ),
    ),
    (
        "&Help",
        (
            Entry("keys", "&Keyboard Keys", ("?",), "keyboard"),
            Entry("about", "&About Pressmark", (), "info"),
        ),
    ),
)

ROLES = {  # where a platform has places of its own for them
    "preferences": QAction.MenuRole.PreferencesRole,
    "quit": QAction.MenuRole.QuitRole,
    "about": QAction.MenuRole.AboutRole,
}

CONTEXT_MENU = (
    "open",
    "browser",
    None,
    "read",
    "favourite",
    "tags",
    "rename",
    None,
    "copy_link",
    "cite_text",
    "cite_markdown",
    "cite_bibtex",
    "cite_csl_json",
    "cite_ris",
    "save_copy",
    None,
    "find_related",
    "rule_for_site",
    "save_again",
    "save_by_browser",
    "restore",
    "trash",
    "purge",
)


def context_menu(window: QWidget, actions: Mapping[str, QAction], chosen: int) -> QMenu:
    """The menu over articles in the list, which says over how many where they are more than one; it deletes itself."""
    menu = QMenu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if chosen > 1:
        head = menu.addAction(QCoreApplication.translate("article menu", "%Ln articles", None, chosen))
        head.setEnabled(False)
        menu.addSeparator()
    put(menu, context_entries(), actions)
    return menu


def all_entries() -> tuple[Entry, ...]:
    """Every entry of every menu."""
    return tuple(entry for _title, entries in MENUS for entry in entries if entry is not None)


def translated(text: str) -> str:
    """A text of the table in the user's language."""
    return QCoreApplication.translate("actions", text)


def plain(text: str) -> str:
    """A text of the table as it reads without a menu: no letter underlined, no dots."""
    return translated(text).replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")


def build(window: QWidget, handlers: Mapping[str, Handler]) -> dict[str, QAction]:
    """Make the actions and add them to the window, so that their keys work in all of it.

    Raises:
        KeyError: an entry has no handler; there are no dead menu entries.
    """
    actions = {}
    for entry in all_entries():
        action = QAction(translated(entry.text), window)
        handler = handlers[entry.name]
        action.triggered.connect(lambda _checked=False, handler=handler: handler())
        action.setShortcuts([QKeySequence(key) for key in entry.keys])
        action.setCheckable(entry.is_checkable)
        action.setMenuRole(ROLES.get(entry.name, QAction.MenuRole.NoRole))
        if entry.icon_name:
            action.setIcon(icon(entry.icon_name))
        window.addAction(action)
        actions[entry.name] = action
    return actions


def fill(bar: QMenuBar, actions: Mapping[str, QAction]) -> None:
    """Put the actions into the menus."""
    for title, entries in MENUS:
        put(bar.addMenu(translated(title)), entries, actions)


def put(menu: QMenu, entries: Iterable[Entry | None], actions: Mapping[str, QAction]) -> None:
    """Put some actions into a menu."""
    submenus: dict[str, QMenu] = {}
    for entry in entries:
        if entry is None:
            menu.addSeparator()
        elif entry.submenu:
            if entry.submenu not in submenus:
                submenus[entry.submenu] = menu.addMenu(translated(entry.submenu))
            submenus[entry.submenu].addAction(actions[entry.name])
        else:
            menu.addAction(actions[entry.name])


def context_entries() -> tuple[Entry | None, ...]:
    """The entries of the menu over an article in the list."""
    known = {entry.name: entry for entry in all_entries()}
    return tuple(known[name] if name is not None else None for name in CONTEXT_MENU)


def show_undo(actions: Mapping[str, QAction], undo: UndoStack) -> None:
    """Say in the menu what Undo and Redo would do."""
    for name, what in (("undo", undo.undo_text), ("redo", undo.redo_text)):
        text = translated(next(entry.text for entry in all_entries() if entry.name == name))
        short = what if len(what) <= MOST_OF_STEP else what[: MOST_OF_STEP - 1] + "…"
        actions[name].setText(f"{text}: {short.replace('&', '&&')}" if what else text)
        actions[name].setEnabled(bool(what))
