"""The open article on paper, or as a PDF; how it looks there is said by the print part of `reader.css`."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QLocale, QMarginsF, QObject, Qt
from PySide6.QtGui import QColor, QPageLayout, QPageSize
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from pressmark.archive.exchange.names import file_name
from pressmark.ui import operations

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from pressmark.ui.reader.web import ArticleView
    from pressmark.ui.workspace import Workspace

DOTS = 600  # an inch; the engine prints pictures of pages, and is slow at more
MARGIN = 18.0  # millimetres


class Printing(QObject):
    """Prints for one reader; outcomes show in the banner."""

    def __init__(self, workspace: Workspace, pane: QWidget) -> None:
        super().__init__(pane)
        self._workspace, self._pane = workspace, pane
        self._printer: QPrinter | None = None  # the engine uses it until it has finished

    def print_article(self, web: ArticleView) -> None:
        """Ask for a printer, and print."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(DOTS)
        printer.setPageLayout(page_layout())
        printer.setDocName(web.title())
        dialog = QPrintDialog(printer, self._pane)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(partial(self._print, web, printer))
        QDialog.open(dialog)  # its own wants a slot

    def save_pdf(self, web: ArticleView) -> None:
        """Ask for a file, and write the article to it."""
        dialog = QFileDialog(self._pane, self.tr("Save as PDF"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.setNameFilter(self.tr("PDF documents (*.pdf)"))
        dialog.selectFile(file_name(web.title(), ".pdf"))
        dialog.fileSelected.connect(lambda name: self.write_pdf(web, Path(name)))
        dialog.open()

    def write_pdf(self, web: ArticleView, file: Path) -> None:
        """Write the article to a file, as a PDF."""
        screen = _put_on_paper(web)

        def write(data: QByteArray) -> None:
            web.page().setBackgroundColor(screen)
            if data.isEmpty():
                self._workspace.notices.show_problem(self.tr("This article could not be made into a PDF"))
            else:
                operations.write_pdf(self._workspace, bytes(data.data()), file)

        web.page().printToPdf(write, page_layout())

    def _print(self, web: ArticleView, printer: QPrinter) -> None:
        finished = partial(self._on_printed, web, _put_on_paper(web))
        web.printFinished.connect(finished, Qt.ConnectionType.SingleShotConnection)
        web.print(printer)

    def _on_printed(self, web: ArticleView, screen: QColor, is_good: object) -> None:
        self._printer = None
        web.page().setBackgroundColor(screen)
        if not is_good:
            self._workspace.notices.show_problem(self.tr("This article could not be printed"))


def _put_on_paper(web: ArticleView) -> QColor:
    """Take the colour from behind the page, for the engine paints the margins with it; returns which it was."""
    screen = web.page().backgroundColor()
    web.page().setBackgroundColor(QColor(Qt.GlobalColor.white))
    return screen


def page_layout() -> QPageLayout:
    """The paper that is usual where the person lives, with margins to hold it by."""
    is_american = QLocale().measurementSystem() is QLocale.MeasurementSystem.ImperialUSSystem
    size = QPageSize(QPageSize.PageSizeId.Letter if is_american else QPageSize.PageSizeId.A4)
    margins = QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)
