"""The composition root: the one place that builds Pressmark's objects and opens the window."""

from __future__ import annotations

import logging
import os
import signal
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QCoreApplication, QDir, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QIcon, QImageReader
from PySide6.QtWidgets import QApplication

from pressmark import __version__, adding, app_links, crash, logs, paths, printed, resources
from pressmark.archive.capture.full_copies import FullCopies, sites_in
from pressmark.archive.errors import ArchiveDamaged, ArchiveError, Cancelled, StorageError
from pressmark.archive.values import Failure, NewArticle
from pressmark.cli import DONE, NO_ARCHIVE, WRONG_USAGE, complain
from pressmark.command_words import OneLineParser, UsageError
from pressmark.settings import Settings
from pressmark.tasks.garbage import GuiThreadCollector
from pressmark.tasks.runner import TaskRunner
from pressmark.ui import language, theme, ways_in
from pressmark.ui.application import Application
from pressmark.ui.notices import Notices
from pressmark.ui.reader.environment import prepare_environment
from pressmark.ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtGui import QImage

    from pressmark.archive.archive import Archive
    from pressmark.archive.capture.intake import Intake
    from pressmark.archive.values import Damage, Export, Imported, Progress, Shelf
    from pressmark.instance import ExportRequest, InstanceServer, Reply
    from pressmark.ui.main_window import MainWindow

log = logging.getLogger(__name__)

PICTURE_MEMORY = 64  # megabytes that one picture may take when Qt decodes it
BACKGROUND_MILLISECONDS = 1_500  # after the window is up: upkeep that nobody waits for
UPKEEP_MILLISECONDS = 3_600_000  # and every hour, for windows that stay open for days
SCRUB_MILLISECONDS, SCRUB_SECONDS = 240_000, 2.0  # some 15,000 files an hour


def make_application(arguments: Sequence[str] = (), spoken: str = "en") -> QApplication:
    """Return the one QApplication, made with everything that must be settled before it exists.

    Args:
        arguments: for Qt.
        spoken: the language, by its code, or "system".
    """
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    prepare_environment()
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)  # or the web engine cannot come later
    application = Application([sys.argv[0], *arguments])
    application.setApplicationName("Pressmark")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("org.pressmark.Pressmark")
    application.setWindowIcon(QIcon(str(resources.path("icons/pressmark.svg"))))
    QDir.addSearchPath("icons", str(resources.path("icons")))
    QImageReader.setAllocationLimit(PICTURE_MEMORY)
    language.install(application, spoken)
    return application


def run_window(arguments: Sequence[str]) -> int:
    """Open the window, or hand everything to the one that is open already; returns the exit code."""
    parser = OneLineParser(prog="pressmark", description="Open the window.")
    parser.add_argument("--archive", type=Path, metavar="DIR", help="the archive's folder")
    parser.add_argument("targets", nargs="*", metavar="URL|FILE", help="what to save at once")
    try:
        options = parser.parse_args(list(arguments))
    except UsageError as error:
        return complain(str(error), WRONG_USAGE)
    links = [target for target in options.targets if app_links.is_link(target)]
    intake = _understand([target for target in options.targets if target not in links])
    codes = {one.code for one in intake.rejected} if intake is not None else set()
    if intake is not None and not intake.wishes and not intake.exports and codes == {"invalid-url"}:
        return complain(f"{options.targets[0]} is no command, address or file; see pressmark --help", WRONG_USAGE)
    if not _has_display():
        return complain("There is no display. The commands work without one; see pressmark --help", WRONG_USAGE)
    logs.start_logging(paths.log_path())
    settings = Settings(paths.config_path() / "settings.json")
    folder = paths.archive_path(options.archive, settings.archive_path)
    application = make_application(spoken=settings.language)
    theme.install(application, theme.Scheme(settings.theme))
    theme.want_more_contrast(application, wanted=settings.more_contrast)
    theme.want_less_motion(application, wanted=settings.reduce_motion)
    wishes = ways_in.for_open_window(intake, links)
    if _is_taken_over(folder, wishes):
        return DONE
    program = Program(application, settings)
    application.setQuitOnLastWindowClosed(False)  # a little window before the window is not the last one
    ended = program.open(folder, wishes)
    if ended is not None:
        return ended
    program.end_with_window()
    if intake is not None:
        program.window.save(intake)
    program.follow(links)
    for wish_to_end in (signal.SIGINT, signal.SIGTERM):
        signal.signal(wish_to_end, lambda *_about: application.quit())
    code = application.exec()
    program.take_down()
    return code


class Program:
    """Holds what lives as long as the window does.

    Args:
        application: the QApplication.
        settings: what the person chose.
    """

    window: MainWindow
    _workspace: Workspace

    def __init__(self, application: QApplication, settings: Settings) -> None:
        self._application, self._settings = application, settings
        self._collector = GuiThreadCollector(application)
        self._tasks = self._make_tasks()
        self._fatal_file = crash.install(paths.log_path(), self._show_report)
        self._archive: Archive | None = None
        self._server: InstanceServer | None = None
        self._timers: list[QTimer] = []
        self._early: list[str] = []  # handed over by the system before there is a window
        application.aboutToQuit.connect(self._close)
        if isinstance(application, Application):
            application.opened.connect(self._on_opened)

    def open(self, folder: Path, wishes: Sequence[NewArticle]) -> int | None:
        """Open the archive and show its window.

        Args:
            folder: the archive's.
            wishes: for the window that has it open already.

        Returns:
            None where the window shows, else the exit code: another window took over, or the person knows why not.
        """
        from pressmark.instance import InstanceServer, open_or_hand_over
        from pressmark.ui import operations
        from pressmark.ui.main_window import MainWindow
        from pressmark.ui.recovery import offer_recovery
        from pressmark.ui.tray import Tray
        from pressmark.ui.waiting import wait_for
        from pressmark.ui.ways_in import ClipboardOffer

        title = QCoreApplication.translate("app", "Opening the archive")
        while self._archive is None:
            open_it = partial(wait_for, self._tasks, title, partial(_open_as_possible, folder))
            try:
                found = open_or_hand_over(folder, open_it, wishes, show_window=True)
            except Cancelled:
                return NO_ARCHIVE
            except ArchiveError as error:
                choice = offer_recovery(folder, error, self._tasks)
                if choice is None:
                    return NO_ARCHIVE
                folder = choice
            else:
                if isinstance(found, list):
                    return DONE
                self._archive = found
        self._server = InstanceServer(folder, self._application)
        self._server.show_asked.connect(self._raise)
        self._server.wishes_arrived.connect(self._on_wishes_arrived)
        self._server.export_arrived.connect(self._on_export_arrived)
        if not self._server.listen():
            log.warning("later starts cannot reach this window")
        self._settings.subscribe(self._on_setting_changed)
        workspace = self._workspace = Workspace(self._archive, self._tasks, Notices(), self._settings)
        self.window = MainWindow(workspace)
        self.window.restore_asked.connect(lambda file: QTimer.singleShot(0, partial(self._on_restore_asked, file)))
        self.window.show()
        self._tray = Tray(self.window)
        self._clipboard = ClipboardOffer(self.window)
        while self._early:
            self._on_opened(self._early.pop(0))
        self._choose_full_copies()
        operations.check_database(workspace, self._on_damaged)
        if not self._archive.is_read_only:
            self._archive.start_saving()
        self._tell_hazard(workspace, self._archive)
        QTimer.singleShot(BACKGROUND_MILLISECONDS, self.window, self._keep_up)
        self._every(UPKEEP_MILLISECONDS, self._keep_up)
        self._every(SCRUB_MILLISECONDS, self._scrub)
        return None

    def end_with_window(self) -> None:
        """From now on end when the last window closes, or go on in the tray if that is wanted."""
        self._tray.decide_when_to_end()

    def take_down(self) -> None:
        """Delete the window, if it is still there, while Qt is whole."""
        if shiboken6.isValid(self.window):
            _delete(self.window)

    def _make_tasks(self) -> TaskRunner:
        tasks = TaskRunner(self._application)
        tasks.crashed.connect(lambda error: sys.excepthook(type(error), error, error.__traceback__))
        return tasks

    def _on_damaged(self, error: ArchiveDamaged) -> None:
        """The look at the database found something: put the window away and do as if it had not opened."""
        from pressmark.ui.recovery import offer_recovery

        if self._archive is not None:
            folder = self._put_away(self._archive)
            choice: Path | None = folder
            try:
                choice = offer_recovery(folder, error, self._tasks)
            finally:  # also after a bug: without a window, nobody could end the program
                self._come_back(choice)

    def _on_restore_asked(self, file: Path) -> None:
        """Go back to a copy of the database: the window makes room, and comes back whatever becomes of it."""
        from pressmark.ui.operations import describe
        from pressmark.ui.recovery import restore_backup

        if self._archive is None:
            return
        folder, failure, is_done = self._put_away(self._archive), "", False
        try:
            is_done = restore_backup(folder, file, self._tasks)
        except ArchiveError as error:
            failure = describe(error)
        finally:  # also after a bug: without a window, nobody could end the program
            self._come_back(folder)
        if failure and self._archive is not None:
            self._workspace.notices.show_problem(failure)
        elif is_done and self._archive is not None:
            self._workspace.notices.show(
                QCoreApplication.translate("app", "Restored; what was there before is among the backups now")
            )

    def _put_away(self, archive: Archive) -> Path:
        """Close window and archive, and make ready for others; returns the archive's folder."""
        folder = archive.root
        self._application.setQuitOnLastWindowClosed(False)
        self._tray.give_way()
        self.window.close()
        self._close()
        self.take_down()
        self._tasks = self._make_tasks()
        self._settings = Settings(paths.config_path() / "settings.json")  # the former tells windows that are gone
        return folder

    def _come_back(self, folder: Path | None) -> None:
        """Open a window after `_put_away`, or end where there is none to be opened."""
        if folder is None or self.open(folder, ()) is not None:
            self._application.exit(NO_ARCHIVE)
        else:
            self.end_with_window()

    def _tell_hazard(self, workspace: Workspace, archive: Archive) -> None:
        """Warn of a place that endangers the archive, once."""
        from pressmark.ui import operations

        place = str(archive.root)
        if archive.is_read_only:
            operations.tell_hazard(workspace, "read-only")
        elif self._settings.warned_of_place != place and (hazard := archive.hazard()):
            self._settings.warned_of_place = place
            operations.tell_hazard(workspace, hazard)

    def _every(self, milliseconds: int, work: Callable[[], None]) -> None:
        timer = QTimer(self._application)
        timer.timeout.connect(work)
        timer.start(milliseconds)
        self._timers.append(timer)

    def follow(self, links: Iterable[str]) -> None:
        """Go where `pressmark:` links point."""
        for link in links:
            ways_in.follow(self.window, link)

    def _on_opened(self, target: str) -> None:
        """Take a file or a link that the system hands over."""
        if self._archive is None:
            self._early.append(target)
        else:
            ways_in.open_target(self.window, _understand, target)

    def _keep_up(self) -> None:
        """Upkeep that nobody waits for: the daily copy, and emptying what the trash kept long enough."""
        from pressmark.ui import operations

        if self._archive is not None and not self._archive.is_read_only:
            self._tasks.write(self._archive.keep_up, None, self._on_upkeep_failed)
            operations.copy_daily(self._workspace)

    def _scrub(self) -> None:
        """Look at a few files again, in case the disk has forgotten something."""
        archive = self._archive
        if archive is None:
            return

        def tell(damages: tuple[Damage, ...]) -> None:
            from pressmark.ui import operations

            operations.tell_damages(self.window.workspace, damages)

        self._tasks.read(lambda: archive.scrub(SCRUB_SECONDS), tell, self._on_upkeep_failed, slot="scrub")

    def _on_upkeep_failed(self, error: Exception) -> None:
        from pressmark.ui import operations

        operations.report(self.window.workspace, error)

    def _close(self) -> None:
        while self._timers:
            self._timers.pop().stop()
        if self._server is not None:
            self._server.close()
        archive, self._archive = self._archive, None
        if archive is None:
            return
        self._workspace.activity.cancel_all()
        archive.stop_signing_in()
        archive.put_off_check()  # what waits for it is written now
        self._tasks.close()
        archive.close()

    def _raise(self) -> None:
        self.window.showNormal() if self.window.isMinimized() else self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def _on_wishes_arrived(self, wishes: list[NewArticle], answer: object) -> None:
        archive = self._archive
        if archive is None or not callable(answer):
            return
        wishes = ways_in.take_from_later_start(self.window, wishes)

        def work() -> Reply:
            added = archive.add(wishes)
            articles = {one.id: one for one in archive.articles([one.id for one in added if one.id is not None])}
            return [printed.added_json(one.url, articles.get(one.id) if one.id else None, one.failure) for one in added]

        def failed(error: Exception) -> None:
            from pressmark.ui import operations

            known = error if isinstance(error, ArchiveError) else ArchiveError(type(error).__name__, code="bug")
            failure = Failure(known.code, known.detail)
            answer([printed.added_json(wish.url, None, failure) for wish in wishes])
            operations.report(self.window.workspace, error)

        self._tasks.write(work, answer, failed)

    def _on_export_arrived(self, asked: ExportRequest, answer: Callable[[Reply], None]) -> None:
        from pressmark import exports
        from pressmark.ui import operations

        def done(export: Export | None, result: Imported | Exception) -> None:
            answer(exports.answer(export, result))

        workspace = self.window.workspace
        operations.import_files(workspace, asked.files, asked.tags, done, with_feeds=asked.with_feeds)

    def _on_setting_changed(self, name: str) -> None:
        if name in ("full_copies", "full_copy_sites"):
            self._choose_full_copies()
        if name == "theme":
            theme.choose(self._application, theme.Scheme(self._settings.theme))
        if name == "more_contrast":
            theme.want_more_contrast(self._application, wanted=self._settings.more_contrast)
        if name == "reduce_motion":
            theme.want_less_motion(self._application, wanted=self._settings.reduce_motion)

    def _choose_full_copies(self) -> None:
        if self._archive is not None:
            sites = sites_in(self._settings.full_copy_sites)
            self._archive.copy_in_full(FullCopies(self._settings.full_copies == "all", sites))

    def _show_report(self, report: str) -> None:
        """Show a bug, from whatever thread it came."""

        def show() -> None:
            from pressmark.ui.dialogs.crash import CrashDialog

            CrashDialog(report).exec()

        self._tasks.post(show)


def _open_as_possible(folder: Path, progress: Progress | None = None) -> Archive:
    """Open the archive, unchecked; for reading only where the place allows no more."""
    from pressmark.archive.archive import open_archive

    try:
        return open_archive(
            folder,
            cache=paths.cache_path(),
            checks_later=True,
            has_browser=True,
            sign_ins=paths.sign_ins_path(),
            known=paths.known_archives_path(),
            progress=progress,
        )
    except StorageError as error:
        if error.code not in ("disk-full", "no-permission"):
            raise
        try:
            known = paths.known_archives_path()
            return open_archive(folder, cache=paths.cache_path(), known=known, read_only=True, checks_later=True)
        except StorageError:
            raise error from None  # why it could not be written says more


def picture_of_window(
    archive: Archive, shelf: Shelf, article_id: int, size: tuple[int, int], milliseconds: int
) -> QImage | None:
    """Show an archive in a window until an article is in its reader, and return what that looks like.

    Args:
        archive: an open one.
        shelf: what the list shows.
        article_id: what the reader shows.
        size: width and height in pixels.
        milliseconds: how long to wait at most.

    Returns:
        The picture; None where the article did not appear in time.
    """
    import tempfile

    from pressmark.ui.main_window import MainWindow

    application = make_application()
    with tempfile.TemporaryDirectory(prefix="pressmark-picture-") as folder:
        settings = Settings(Path(folder) / "settings.json")
        theme.install(application, theme.Scheme.LIGHT)
        tasks = TaskRunner()
        window = MainWindow(Workspace(archive, tasks, Notices(), settings))
        window.resize(*size)
        loop = QEventLoop()
        shown: list[int] = []
        window.reader.article_shown.connect(shown.append)
        window.reader.article_shown.connect(lambda _id: QTimer.singleShot(700, loop.quit))  # until it is painted
        QTimer.singleShot(milliseconds, loop.quit)
        window.show()
        window.choose_shelf(shelf)
        window.show_article(article_id)
        loop.exec()
        image = window.grab().toImage() if shown else None
        window.close()
        _delete(window)
        tasks.close()
        return image


def _delete(window: MainWindow) -> None:
    """Take a window down now, the web engine's page before its profile; left to the end of Python, Qt crashes."""
    window.deleteLater()
    for _ in range(2):  # the profile goes after the view that used it
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _has_display() -> bool:
    """Whether Qt will find a screen; where it finds none, it ends the process."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in names)


def _understand(targets: Sequence[str]) -> Intake | None:
    return adding.understand(targets, with_exports=True) if targets else None


def _is_taken_over(folder: Path, wishes: Sequence[NewArticle]) -> bool:
    """Whether a window that is open took over: asked first, for opening an archive takes longer."""
    from pressmark.instance import hand_over

    return hand_over(folder, wishes, show_window=True) is not None
