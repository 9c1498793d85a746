"""The part of the archive's door that marks passages: highlights with their colours and notes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from pressmark.archive.exchange.files import write_text
from pressmark.archive.exchange.markdown import highlights_markdown
from pressmark.archive.storage import anchoring
from pressmark.archive.values import Changed, Colour

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pressmark.archive.storage.storage import Storage
    from pressmark.archive.values import Highlight


class Marking(ABC):
    """What an `Archive` knows of highlights. Thread-safe."""

    _storage: Storage

    @abstractmethod
    def _notify(self, changed: Changed) -> None: ...

    @abstractmethod
    def _to_index(self) -> None: ...

    def highlights(self, id: int) -> tuple[Highlight, ...]:
        """Return an article's highlights in the order of its text, those that lost their place last."""
        return self._storage.highlights.of(id)

    def all_highlights(self, articles: Iterable[int] | None = None) -> tuple[Highlight, ...]:
        """Return the highlights of these articles, or of all, the newest first."""
        return self._storage.highlights.all(articles)

    def highlight(self, id: int, start: int, end: int, colour: Colour = Colour.YELLOW, note: str = "") -> Highlight:
        """Mark the passage of `text(id)` from `start` up to `end`, in characters; blanks at its ends are left out.

        Raises:
            NoSuchArticle: there is no such article.
            NoSuchPassage: the places are not in its text, or hold nothing but blanks.
        """
        made = self._storage.highlights.add(id, start, end, colour, note)
        self._marked({id})
        return made

    def find_passage(self, id: int, quote: str, letters: int = 0) -> tuple[int, int] | None:
        """Return where a quote stands in `text(id)`, blanks apart.

        Args:
            id: the article.
            quote: the words.
            letters: how many of the text's characters, blanks apart, stood before it; of several places the nearest
                is taken.

        Raises:
            NoSuchArticle: there is no such article.
        """
        text = self._storage.text(id)
        return anchoring.find(text, anchoring.Quote(quote, start=anchoring.place_of_letter(text, letters)))

    def change_highlight(self, id: int, *, colour: Colour | None = None, note: str | None = None) -> Highlight:
        """Give a highlight another colour or note; returns what it was.

        Raises:
            NoSuchHighlight: there is none of this id.
        """
        before = self._storage.highlights.change(id, colour, note)
        self._marked({before.article_id})
        return before

    def remove_highlights(self, ids: Iterable[int]) -> tuple[Highlight, ...]:
        """Take highlights away; returns them for `restore_highlights`."""
        gone = self._storage.highlights.remove(ids)
        self._marked({one.article_id for one in gone})
        return gone

    def restore_highlights(self, highlights: Iterable[Highlight]) -> tuple[Highlight, ...]:
        """Put removed highlights back; returns those whose articles are still there."""
        back = self._storage.highlights.restore(highlights)
        self._marked({one.article_id for one in back})
        return back

    def highlights_markdown(self, ids: Iterable[int]) -> str:
        """Return these highlights as CommonMark, a section for each article, in the order of its text."""
        wanted = set(ids)
        articles = dict.fromkeys(one.article_id for one in self.all_highlights() if one.id in wanted)
        return highlights_markdown(
            [
                (article, [one for one in self.highlights(article.id) if one.id in wanted])
                for article in self._storage.articles(list(articles))
            ]
        )

    def export_highlights(self, ids: Iterable[int], file: Path) -> None:
        """Write these highlights to a Markdown file.

        Raises:
            DiskFull, ExchangeError: it could not be written; one that was there before is as it was.
        """
        write_text(file, self.highlights_markdown(ids))

    def _marked(self, articles: set[int]) -> None:
        if articles:
            self._to_index()
            self._notify(Changed(frozenset(articles), membership=False, content=True))
