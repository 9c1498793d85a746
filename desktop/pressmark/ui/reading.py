"""What the actions of the window do in the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pressmark.ui.actions import Handler
    from pressmark.ui.main_window import MainWindow


class ReadingCommands:
    """The handlers of those actions; the reader is only made when one is wanted."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def handlers(self) -> dict[str, Handler]:
        """Each action's name with what it does."""
        return {
            "next_hit": lambda: self._window.reader.step_hit(1),
            "previous_hit": lambda: self._window.reader.step_hit(-1),
            "larger": lambda: self._window.reader.resize_text(1),
            "smaller": lambda: self._window.reader.resize_text(-1),
            "usual_size": lambda: self._window.reader.resize_text(0),
            "print": self.print_article,
            "save_pdf": self.save_pdf,
            "contents": self.show_contents,
            "sources": self.show_sources,
            "picture": self.toggle_picture,
            "original": self.toggle_original,
            "highlight": self.highlight,
            "note": self.write_note,
            "text": self.tell_text,
        }

    def print_article(self) -> None:
        """Print the article that shows."""
        self._window.reader.print_article()

    def save_pdf(self) -> None:
        """Write the article that shows to a PDF."""
        self._window.reader.save_pdf()

    def show_contents(self) -> None:
        """List the headings of the article."""
        self._window.reader.show_contents()

    def show_sources(self) -> None:
        """List what the article cites, and what cites it."""
        self._window.reader.show_sources()

    def toggle_picture(self) -> None:
        """Show the picture in sight large, or small again."""
        self._window.reader.toggle_picture()

    def toggle_original(self) -> None:
        """Show the page as it was, or its text again."""
        self._window.reader.toggle_original()

    def highlight(self) -> None:
        """Mark what is selected in the reader."""
        self._window.reader.marker.highlight_selection()

    def write_note(self) -> None:
        """Write on the passage that is selected, or else on the article."""
        self._window.reader.marker.write_note()

    def tell_text(self) -> None:
        """Say how the text in the reader came about, and what can be made of it."""
        self._window.reader.open_text_popup()
