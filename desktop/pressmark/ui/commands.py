"""What the actions of the window do: find out what is meant, then hand it to an operation or a dialog."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QMessageBox

from pressmark import resources
from pressmark.archive import urls
from pressmark.archive.exchange.citations import CitationStyle
from pressmark.archive.values import Shelf
from pressmark.ui import operations, theme
from pressmark.ui.article_list.delegate import Density
from pressmark.ui.exporting import ExportCommands
from pressmark.ui.importing import ImportCommands
from pressmark.ui.intake import is_promising, understand
from pressmark.ui.reading import ReadingCommands
from pressmark.ui.sidebar.nodes import NodeKind
from pressmark.ui.sidebar.view import query_for
from pressmark.ui.tag_editor import TagEdit, TagEditor
from pressmark.ui.workbench.benches import Benches

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pressmark.archive.capture.intake import Intake
    from pressmark.archive.values import Article, Redone, Selection
    from pressmark.ui.actions import Handler
    from pressmark.ui.main_window import MainWindow

SAMPLE = "sample/sample.html"
SAVED_UNASKED = 20  # articles that are saved again without a question


class Commands:
    """The handlers of `actions`, for one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._workspace = window.workspace
        self.benches = Benches(window)
        self.reading = ReadingCommands(window)
        self.imports = ImportCommands(window)
        self.exports = ExportCommands(window)

    def handlers(self) -> dict[str, Handler]:
        """Each action's name with what it does."""
        window, workspace, view = self._window, self._workspace, self._window.list.view
        return self.reading.handlers() | {
            "add": self.add,
            "paste": self.paste,
            "import": self.imports.ask,
            "export": self.exports.ask,
            "sign_in": self.sign_in,
            "pause": self.pause,
            "preferences": self.show_preferences,
            "quit": window.close,
            "undo": workspace.undo.undo,
            "redo": workspace.undo.redo,
            "copy_link": lambda: self._with_chosen(partial(operations.copy_links, workspace)),
            **{f"cite_{style.name.lower()}": partial(self.copy_citation, style) for style in CitationStyle},
            "search": self.focus_search,
            "save_search": self.save_search,
            "find_related": self.find_related,
            "next": partial(view.step, 1),
            "previous": partial(view.step, -1),
            "page_down": self.page_down,
            "page_up": self.page_up,
            "compact": self.toggle_density,
            "sidebar": window.toggle_sidebar,
            "scheme": self.toggle_scheme,
            "open": self.open,
            "browser": lambda: self._with_chosen(self._open_in_browser),
            "read": lambda: self._with_selection(self._toggle_read),
            "favourite": lambda: self._with_selection(self._toggle_favourite),
            "tags": lambda: self._with_selection(self._edit_tags),
            "rename": lambda: self._with_chosen(self._rename),
            "select": view.toggle_current,
            "reextract": lambda: self.reextract(self.chosen_ids()),
            "reextract_old": self.reextract_old,
            "save_copy": self.save_copy,
            "save_again": self.save_again,
            "save_by_browser": lambda: self.save_again(by_browser=True),
            "restore": lambda: operations.restore(workspace, self.chosen_ids()),
            "trash": lambda: operations.trash(workspace, self.chosen_ids()),
            "palette": self.show_palette,
            "highlights": self.benches.show_highlights,
            "tags_workbench": self.benches.show_tags,
            "rules": self.benches.show_rules,
            "rule_for_site": lambda: self._with_chosen(self._make_rule),
            "duplicates": self.benches.show_duplicates,
            "insight": self.benches.show_insight,
            "activity": self.show_activity,
            "retry_all": self.retry_all,
            "purge": lambda: self.ask_to_purge(self.chosen_ids()),
            "empty_trash": self.empty_trash,
            "keys": self.show_keys,
            "check": partial(operations.check, workspace),
            "back_up": self.back_up,
            "restore_backup": self.restore_backup,
            "about": self.show_about,
        }

    def chosen_ids(self) -> list[int]:
        """The selected articles, or else the one in the reader."""
        selected = self._window.list.view.selected_ids()
        shown = self._window.shown_id
        return selected or ([shown] if shown is not None else [])

    def paste(self) -> None:
        """Save what the clipboard holds."""
        mime = QGuiApplication.clipboard().mimeData()
        if mime is not None and is_promising(mime):
            understand(self._workspace, mime, self._window.save)
        else:
            self._workspace.notices.show_problem(operations.tr("The clipboard holds nothing that can be saved"))

    def pause(self) -> None:
        """Begin no further capture, or go on."""
        is_paused = self._window.actions_by_name["pause"].isChecked()
        archive = self._workspace.archive
        (archive.pause_saving if is_paused else archive.resume_saving)()
        self._window.status.set_paused(is_paused)

    def save_sample(self) -> None:
        """Save the article that comes with Pressmark."""

        def work() -> Intake:
            from pressmark.archive.capture.intake import from_files

            return from_files([resources.path(SAMPLE)])

        self._workspace.tasks.read(work, self._window.save)

    def focus_search(self) -> None:
        """Go to the search field, ready to type over what is there."""
        edit = self._window.tools.search.edit
        edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        edit.selectAll()

    def copy_citation(self, style: CitationStyle) -> None:
        """Copy the citations of the chosen articles."""
        workspace = self._workspace
        self._with_chosen(lambda articles: operations.copy_citation(workspace, articles, style))

    def save_search(self) -> None:
        """Ask under which name to keep the query."""
        query = self._window.finder.scope.query.strip()
        if query:
            self._ask(
                operations.tr("Save this search"),
                operations.tr("Name in the sidebar"),
                query,
                partial(operations.save_search, self._workspace, query),
            )

    def find_related(self) -> None:
        """Search for the stories most like the current article."""
        for id in self.chosen_ids()[:1]:
            self._window.search(f"near:{id}")

    def open(self) -> None:
        """Read the current article."""
        if ids := self.chosen_ids():
            self._window.open(ids[0])
            self._window.reader.setFocus()

    def sign_in(self, done: Callable[[], None] | None = None) -> None:
        """Ask where to sign in, by default to the site of the open article."""
        shown = self._window.reader.article
        self._ask(
            operations.tr("Sign in to a site"),
            operations.tr("Address of the site, or of its page to sign in"),
            urljoin(shown.url, "/") if shown is not None else "https://",
            lambda url: operations.sign_in(self._workspace, url, [shown.id] if shown is not None else [], done),
        )

    def page_down(self) -> None:
        """Read on: the next page, or the next article after the last."""
        if not self._window.reader.page_down():
            self._window.list.view.step(1)

    def page_up(self) -> None:
        """Read back."""
        self._window.reader.page_up()

    def reextract(self, ids: Sequence[int]) -> None:
        """Read kept pages again with this version of Pressmark, and say what changed."""
        operations.reextract(self._workspace, ids, self._show_redone)

    def reextract_old(self) -> None:
        """Do that for every text that an older version made."""
        workspace = self._workspace
        workspace.tasks.read(workspace.archive.outdated, self.reextract, partial(operations.report, workspace))

    def _show_redone(self, results: list[Redone]) -> None:
        if len(results) > 1:
            from pressmark.ui.dialogs.redone import RedoneDialog

            dialog = RedoneDialog(results, self._window)
            dialog.article_chosen.connect(self._window.show_article)
            _open(dialog)

    def toggle_density(self) -> None:
        """Show more or fewer lines of each article."""
        settings = self._workspace.settings
        is_compact = settings.list_density == Density.COMPACT
        settings.list_density = Density.COMFORTABLE.value if is_compact else Density.COMPACT.value

    def toggle_scheme(self) -> None:
        """Go from dark to light or back."""
        self._workspace.settings.theme = theme.Scheme.LIGHT.value if theme.is_dark() else theme.Scheme.DARK.value

    def add(self) -> None:
        """Ask for links to save."""
        from pressmark.ui.dialogs.add import AddDialog

        counts = self._window.counts
        dialog = AddDialog(self._workspace, counts.tags if counts else (), self._window)
        dialog.understood.connect(self._save_tagged)
        _open(dialog)

    def show_preferences(self) -> None:
        """Show what can be chosen."""
        from pressmark.ui.dialogs.preferences import PreferencesDialog

        dialog = PreferencesDialog(self._workspace, self._window)
        dialog.sign_in_asked.connect(lambda: self.sign_in(dialog.sites.reload))
        _open(dialog)

    def show_keys(self) -> None:
        """Show all keys."""
        from pressmark.ui.dialogs.keys import KeysDialog

        _open(KeysDialog(self._workspace.settings, self._window.actions_by_name, self._window))

    def back_up(self) -> None:
        """Ask for a folder and copy the database into it."""
        folder = QFileDialog.getExistingDirectory(self._window, operations.tr("Folder for the copy of the database"))
        if folder:
            operations.back_up(self._workspace, Path(folder))

    def restore_backup(self) -> None:
        """Ask for a copy of the database to go back to."""
        from pressmark.ui.dialogs.restore import RestoreDialog

        dialog = RestoreDialog(self._workspace.archive.root, self._workspace.tasks, self._window)
        dialog.chosen.connect(self._window.restore_asked)
        _open(dialog)

    def show_about(self) -> None:
        """Show what this is."""
        from pressmark.ui.dialogs.about import AboutDialog

        _open(AboutDialog(self._workspace, self._window))

    def show_palette(self) -> None:
        """Show everything that can be done or gone to, by name."""
        from pressmark.ui import offers
        from pressmark.ui.palette import Palette

        window = self._window
        Palette(offers.of_window(window), partial(offers.find_articles, window), window).open_over(window)

    def show_activity(self) -> None:
        """Show what Pressmark is busy with."""
        from pressmark.ui.activity_view import ActivityView

        window = self._window
        view = ActivityView(self._workspace, is_paused=window.actions_by_name["pause"].isChecked(), parent=window)
        view.pause_asked.connect(window.actions_by_name["pause"].trigger)
        view.problems_asked.connect(partial(window.choose_shelf, Shelf.PROBLEMS))
        window.live.counted.connect(view.set_counts)
        if window.counts is not None:
            view.set_counts(window.counts)
        view.open_above(window.status.mapToGlobal(QPoint(3 * theme.UNIT, -theme.UNIT)))

    def save_copy(self) -> None:
        """Ask where copies of the chosen articles are to go, and write them."""
        from pressmark.ui.dialogs.copies import ask_for_copies

        workspace, ids, window = self._workspace, self.chosen_ids(), self._window

        def ask(found: list[Article]) -> None:
            if found:
                ask_for_copies(workspace, ids, found[0].title, window)

        failed = partial(operations.report, workspace)
        workspace.tasks.read(partial(workspace.archive.articles, ids[:1]), ask, failed)

    def save_again(self, *, by_browser: bool = False) -> None:
        """Take new snapshots of the chosen articles; of more than one would choose by hand only after a question."""
        ids = self.chosen_ids()
        go_on = partial(operations.retry, self._workspace, ids, by_browser=by_browser)
        if len(ids) <= SAVED_UNASKED:
            go_on()
            return
        question = QMessageBox(self._window)
        question.setIcon(QMessageBox.Icon.Question)
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setText(operations.tr("Save %Ln articles again?", len(ids)))
        question.setInformativeText(operations.tr("Every page is loaded from its site once more. That may take long."))
        go = question.addButton(operations.tr("Save Again"), QMessageBox.ButtonRole.AcceptRole)
        question.setDefaultButton(question.addButton(QMessageBox.StandardButton.Cancel))
        go.clicked.connect(go_on)
        _open(question)

    def retry_all(self) -> None:
        """Try to save everything again that was not saved whole."""
        workspace = self._workspace
        workspace.tasks.read(
            lambda: [hit.id for hit in workspace.archive.find("", Shelf.PROBLEMS).hits],
            partial(operations.retry, workspace),
            partial(operations.report, workspace),
        )

    def empty_trash(self) -> None:
        """Ask whether what lies in the trash may go for good, and let it go."""
        workspace = self._workspace
        workspace.tasks.read(
            lambda: [hit.id for hit in workspace.archive.find("", Shelf.TRASH).hits],
            self.ask_to_purge,
            partial(operations.report, workspace),
        )

    def ask_to_purge(self, ids: list[int]) -> None:
        """Ask whether articles of the trash may go for good, and let them go."""
        if not ids:
            self._workspace.notices.show(operations.tr("The trash is empty"))
            return
        question = QMessageBox(self._window)
        question.setIcon(QMessageBox.Icon.Warning)
        question.setTextFormat(Qt.TextFormat.PlainText)
        several = operations.tr("Delete what lies in the trash for good?")
        question.setText(operations.tr("Delete this article for good?") if len(ids) == 1 else several)
        text = operations.tr("%Ln articles go with all their files. This cannot be undone.", len(ids))
        question.setInformativeText(text)
        go = question.addButton(operations.tr("Delete for Good"), QMessageBox.ButtonRole.DestructiveRole)
        question.setDefaultButton(question.addButton(QMessageBox.StandardButton.Cancel))
        go.clicked.connect(lambda: operations.purge(self._workspace, ids))
        _open(question)

    def _save_tagged(self, intake: Intake, tags: tuple[str, ...]) -> None:
        wishes = [replace(wish, tags=(*wish.tags, *tags)) for wish in intake.wishes]
        self._window.save(replace(intake, wishes=tuple(wishes)))

    def _with_chosen(self, then: Callable[[list[Article]], None]) -> None:
        """Fetch the chosen articles, many of which the list may never have needed, and go on with them."""
        ids, workspace = self.chosen_ids(), self._workspace
        if ids:
            workspace.tasks.read(
                partial(workspace.archive.articles, ids), then, lambda error: operations.report(workspace, error)
            )

    def _with_selection(self, then: Callable[[list[int], Selection], None]) -> None:
        """Find out what the chosen articles have in common, however many they are, and go on with that."""
        ids, workspace = self.chosen_ids(), self._workspace
        if ids:
            workspace.tasks.read(
                partial(workspace.archive.selection, ids),
                partial(then, ids),
                lambda error: operations.report(workspace, error),
            )

    def _toggle_read(self, ids: list[int], selection: Selection) -> None:
        operations.set_read(self._workspace, ids, selection.read < selection.total)

    def _toggle_favourite(self, ids: list[int], selection: Selection) -> None:
        operations.set_favourite(self._workspace, ids, selection.favourites < selection.total)

    def _make_rule(self, articles: list[Article]) -> None:
        site = urls.display_host(articles[0].url)
        self.benches.show_rules(query_for(NodeKind.SITE, site) if site else "")

    def _open_in_browser(self, articles: list[Article]) -> None:
        operations.open_external(self._workspace, articles[0].url, self._window)

    def _rename(self, articles: list[Article]) -> None:
        article = articles[0]
        self._ask(
            operations.tr("Rename"),
            operations.tr("Title of the article"),
            article.title,
            partial(operations.rename_article, self._workspace, article),
        )

    def _ask(self, title: str, label: str, text: str, then: Callable[[str], object]) -> None:
        """Ask for one line of text."""
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(title)
        dialog.setLabelText(label)
        dialog.setTextValue(text)
        dialog.resize(120 * theme.UNIT, dialog.sizeHint().height())
        dialog.textValueSelected.connect(then)
        _open(dialog)

    def _edit_tags(self, ids: list[int], selection: Selection) -> None:
        workspace, view = self._workspace, self._window.list.view
        counts = self._window.counts
        editor = TagEditor(ids, selection, counts.tags if counts else (), self._window)
        editor.committed.connect(self._on_tags_committed)
        if len(ids) == 1:
            suggest = partial(workspace.archive.suggest_tags, ids[0])
            failed = partial(operations.report, workspace)
            workspace.tasks.read(suggest, editor.set_suggested, failed, owner=editor, slot="tag suggestions")
        row = view.visualRect(view.currentIndex())
        offset = QPoint(5 * theme.UNIT, min(row.bottom(), view.viewport().height()) if row.isValid() else 0)
        editor.open_at(view.viewport().mapToGlobal(offset))

    def _on_tags_committed(self, edit: TagEdit) -> None:
        operations.change_tags(self._workspace, edit.ids, edit.added, edit.removed)


def _open(dialog: QDialog) -> None:
    """Open a dialog that goes away for good when it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
