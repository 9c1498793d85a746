"""The part of the archive's door that keeps order: what articles have in common, tags as a whole, rules, mergers."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from datetime import date
from typing import TYPE_CHECKING

from pressmark.archive import duplicates, ruling, suggesting
from pressmark.archive.errors import ArchiveError
from pressmark.archive.index.query import parse
from pressmark.archive.storage.records import HasTag
from pressmark.archive.values import Changed, Ruled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pressmark.archive.sources import Sources
    from pressmark.archive.storage.storage import Storage
    from pressmark.archive.values import DuplicateGroup, Insight, Merged, Rule, Selection, TagChange, TagColour

log = logging.getLogger(__name__)


class Ordering(ABC):
    """What keeps an `Archive` in order. Thread-safe."""

    _storage: Storage
    _sources: Sources

    @abstractmethod
    def _notify(self, changed: Changed) -> None: ...

    @abstractmethod
    def untag(self, changes: Sequence[TagChange]) -> None:
        """Undo changes of tags."""

    @abstractmethod
    def set_read(self, ids: Iterable[int], value: bool) -> tuple[int, ...]:
        """Mark as read or not."""

    @abstractmethod
    def set_favourite(self, ids: Iterable[int], value: bool) -> tuple[int, ...]:
        """Mark as favourite or not."""

    def selection(self, ids: Iterable[int]) -> Selection:
        """Return what some articles have in common, however many they are."""
        return self._storage.selection(ids)

    def insight(self) -> Insight:
        """Return the archive over time, in numbers."""
        return self._storage.insight()

    # tags

    def tags_below(self, tag: str) -> tuple[str, ...]:
        """Return a tag and those below it, as far as an article has them, trashed ones too."""
        selection = self._storage.selection(self.tagged(tag))
        wanted = tag.casefold()
        return tuple(name for name, _ in selection.tags if f"{name.casefold()}/".startswith(f"{wanted}/"))

    def tagged(self, tag: str) -> tuple[int, ...]:
        """Return the articles that have a tag or one below it, trashed ones too."""
        return tuple(sorted(self._storage.matching(HasTag(tag))))

    def suggest_tags(self, id: int) -> tuple[str, ...]:
        """Return tags that may suit an article, the best first; it has none of them.

        Raises:
            NoSuchArticle: there is none of this id.
            IndexDamaged: only where the archive was opened for reading only.
        """
        return suggesting.suggest(self._sources, id)

    def tag_colours(self) -> dict[str, TagColour]:
        """Return the colours that tags have, by their names in lower case."""
        return self._storage.order.colours()

    def set_tag_colour(self, tag: str, colour: TagColour | None) -> TagColour | None:
        """Give a tag a colour, or none; returns the one before."""
        before = self._storage.order.set_colour(tag, colour)
        self._notify(Changed(counts=True, membership=False))
        return before

    # rules

    def rules(self) -> tuple[Rule, ...]:
        """Return the rules, in the order in which they are applied."""
        return self._storage.order.rules()

    def set_rules(self, rules: Sequence[Rule]) -> tuple[Rule, ...]:
        """Make these the rules; returns those before.

        Raises:
            InvalidQuery: one cannot be understood; nothing was changed.
        """
        for rule in rules:
            parse(rule.query, today=_today())
        return self._storage.order.set_rules(rules)

    def preview_rule(self, rule: Rule) -> tuple[int, ...]:
        """Return the articles that a rule would change, the newest first.

        Raises:
            InvalidQuery: it cannot be understood.
            IndexDamaged: only where the archive was opened for reading only.
        """
        return ruling.preview(self._sources, rule, today=_today())

    def apply_rule(self, rule: Rule, ids: Iterable[int]) -> tuple[Ruled, ...]:
        """Do what a rule says to these articles; returns what really changed, nothing where nothing did."""
        ruled = ruling.apply(self._storage, rule, ids)
        return (ruled,) if self._told_ruled(ruled) else ()

    def unapply_rule(self, ruled: Sequence[Ruled]) -> None:
        """Undo what `apply_rule` did."""
        for one in reversed(ruled):
            self.untag(one.tags)
            self.set_read(one.read, value=False)
            self.set_favourite(one.favourites, value=False)

    def apply_rules_to_new(self) -> None:
        """Apply the rules to new articles that can be found by now, once each. Never fails."""
        try:
            for ruled in ruling.apply_to_new(self._sources, today=_today()):
                self._told_ruled(ruled)
        except ArchiveError:
            log.exception("rules not applied; tried again with the next article")

    # duplicates

    def duplicates(self, progress: Callable[[int, int], bool] | None = None) -> tuple[DuplicateGroup, ...]:
        """Return groups of articles that are the same story twice: variants of an address, or almost the same text.

        Args:
            progress: called with how many candidates were compared, and of how many; False ends the search early.
        """
        return duplicates.find(self._storage, progress)

    def merge(self, keep: int, others: Iterable[int]) -> Merged:
        """Make one of several articles: tags, notes and the earliest date come to one, the others go to the trash.

        Raises:
            NoSuchArticle: there is no such article.
        """
        merged = self._storage.order.merge(keep, others)
        self._notify(Changed(frozenset({keep, *merged.gone})))
        return merged

    def unmerge(self, merged: Merged) -> None:
        """Undo what `merge` did."""
        self._storage.order.unmerge(merged)
        self._notify(Changed(frozenset({merged.kept, *merged.gone})))

    def _told_ruled(self, ruled: Ruled) -> bool:
        ids = {change.id for change in ruled.tags} | set(ruled.read) | set(ruled.favourites)
        if ids:
            self._notify(Changed(frozenset(ids)))
        return bool(ids)


def _today() -> date:
    return date.today()  # noqa: DTZ011  # the person's own day is what "7d" means
