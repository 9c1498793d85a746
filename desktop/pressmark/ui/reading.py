"""What the actions of the window do in the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from pressmark.ui import actions

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
            "speak": self.toggle_speech,
            "focus_mode": self.arrange,
            "contents": self.show_contents,
            "sources": self.show_sources,
            "picture": self.toggle_picture,
            "original": self.toggle_original,
            "highlight": self.highlight,
            "next_highlight": lambda: self._window.reader.marker.step_highlight(1),
            "previous_highlight": lambda: self._window.reader.marker.step_highlight(-1),
            "note": self.write_note,
            "text": self.tell_text,
        }

    def watch(self) -> None:
        """Find out about voices when the menu is opened that offers one, for asking takes a moment."""
        for place in self._window.actions_by_name["speak"].associatedObjects():
            if isinstance(place, QMenu):
                place.aboutToShow.connect(self.show_voice)

    def print_article(self) -> None:
        """Print the article that shows."""
        self._window.reader.print_article()

    def save_pdf(self) -> None:
        """Write the article that shows to a PDF."""
        self._window.reader.save_pdf()

    def toggle_speech(self) -> None:
        """Read the article aloud, or be silent; where there is no voice, say so."""
        self.show_voice()
        if self._window.actions_by_name["speak"].isEnabled():
            self._window.reader.toggle_speech()

    def show_voice(self) -> None:
        """Show in the menu whether anything can be read aloud."""
        action, speech = self._window.actions_by_name["speak"], self._window.reader.speech
        text = actions.translated("Stop R&eading") if speech.is_speaking else actions.translated("R&ead Aloud")
        if not speech.has_voice:
            text = actions.translated("R&ead Aloud (This Computer Has No Voice)")
        action.setText(text)
        action.setEnabled(speech.has_voice and self._window.shown_id is not None)

    def arrange(self) -> None:
        """Show the reader alone, or all panes again; the keys go where the eyes are."""
        self._window.arrange()
        if self._window.actions_by_name["focus_mode"].isChecked():
            self._window.reader.setFocus()
        else:
            self._window.focus_list()

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
