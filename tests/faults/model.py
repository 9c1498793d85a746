"""What an archive must say after steps of which some were acknowledged and one perhaps cut off.

Of every article there is a set of states that it may be in: one after an acknowledged step, more after a step whose end
nobody heard of.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pressmark.archive.values import Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressmark.archive.storage.storage import Storage
    from pressmark.archive.values import Article


@dataclass(frozen=True)
class State:
    """All that steps can change of an article."""

    exists: bool = False
    tags: frozenset[str] = frozenset()
    note: str = ""
    is_read: bool = False
    is_favourite: bool = False
    is_trashed: bool = False
    text: str = ""
    title: str = ""


NOWHERE = frozenset({State()})


def url_of(name: str) -> str:
    """The address of the article that steps call by this name."""
    return f"https://www.example.org/{name}"


class Model:
    """Follows steps, and compares."""

    def __init__(self) -> None:
        self.articles: dict[str, frozenset[State]] = {}
        self.searches: set[str] = set()

    def begin(self, step: list[Any]) -> None:
        """A step may be done from now on."""
        for name, after in self._after(step):
            self.articles[name] = self.articles.get(name, NOWHERE) | after

    def acknowledge(self, step: list[Any]) -> None:
        """A step was done."""
        for name, after in self._after(step):
            self.articles[name] = after
        if step[0] == "keep-search":
            self.searches.add(step[1])

    def settle(self, storage: Storage) -> list[str]:
        """Say what an archive must not say, and take for sure what it does say."""
        wrong: list[str] = []
        here = {article.url: article for article in storage.articles(storage.all_ids())}
        for name, known in self.articles.items():
            article = here.pop(url_of(name), None)
            now = State() if article is None else _state(article, storage.text(article.id))
            if now not in known:
                wrong.append(f"{name} is {now}, not one of {sorted(map(str, known))}")
            if article is not None and now.text and article.status not in (Status.SAVED, Status.PARTIAL, Status.QUEUED):
                wrong.append(f"{name} has a text and is {article.status}")
            self.articles[name] = frozenset({now})
        lost = self.searches - {search.name for search in storage.searches.all()}
        wrong += [f"the search {name} is lost" for name in lost]
        wrong += [f"{url} is from nowhere" for url in here]
        return wrong

    def _after(self, step: list[Any]) -> list[tuple[str, frozenset[State]]]:
        kind, *rest = step
        change = _CHANGES.get(kind)
        if change is None:  # nothing that an article could tell
            return []
        names = rest[0] if isinstance(rest[0], list) else [rest[0]]
        return [
            (
                name,
                frozenset(
                    change(state, *_for(name, rest[1:])) if state.exists or kind in _MAKERS else state
                    for state in self.articles.get(name, NOWHERE)
                ),
            )
            for name in names
        ]


def _state(article: Article, text: str) -> State:
    return State(
        exists=True,
        tags=frozenset(article.tags),
        note=article.note,
        is_read=article.is_read,
        is_favourite=article.is_favourite,
        is_trashed=article.trashed_at is not None,
        text=text,
        title=article.title if article.title.startswith("My ") else "",
    )


def _for(name: str, arguments: list[Any]) -> list[Any]:
    """What a step says of one article, where it says something else of each."""
    return [one.get(name, {}) if isinstance(one, dict) else one for one in arguments]


def _imported(old: State, tags: list[str], note: str, *_: Any) -> State:
    joined = old.note if note in old.note else "\n\n".join(filter(None, (old.note, note)))
    return replace(old, exists=True, tags=old.tags | set(tags), note=joined, is_favourite=True, is_trashed=False)


def _set(old: State, fields: dict[str, Any]) -> State:
    return replace(old, **{key: frozenset(one) if key == "tags" else one for key, one in fields.items()})


_MAKERS = ("add", "import")
_CHANGES: dict[str, Callable[..., State]] = {
    "add": lambda old, tags, *_: replace(old, exists=True, tags=old.tags | set(tags), is_trashed=False),
    "import": _imported,
    "undo-import": _set,
    "redo-import": _set,
    "capture": lambda old, text: replace(old, text=text),
    "tag": lambda old, add, remove: replace(old, tags=(old.tags | set(add)) - set(remove)),
    "trash": lambda old: replace(old, is_trashed=True),
    "restore": lambda old: replace(old, is_trashed=False),
    "purge": lambda old: State() if old.is_trashed else old,
    "note": lambda old, note: replace(old, note=note),
    "title": lambda old, title: replace(old, title=title),
    "read": lambda old, value: replace(old, is_read=value),
    "favourite": lambda old, value: replace(old, is_favourite=value),
}
