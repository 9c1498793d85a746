"""Rules: set up, and applied to articles that are there already."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pressmark.ui.operations.changing import change, change_each, tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pressmark.archive.values import Rule, Ruled
    from pressmark.ui.workspace import Workspace


def set_rules(workspace: Workspace, rules: Sequence[Rule]) -> None:
    """Make these the rules."""
    archive, rules = workspace.archive, tuple(rules)

    def do() -> tuple[tuple[Rule, ...], ...]:
        before = archive.set_rules(rules)
        return () if before == rules else (before,)

    change(workspace, do, lambda before: archive.set_rules(before[0]), lambda _before: tr("Changed the rules"))


def apply_rule(workspace: Workspace, rule: Rule, ids: Iterable[int]) -> None:
    """Do what a rule says to articles."""
    archive = workspace.archive

    def text(done: Sequence[Ruled]) -> str:
        changed = {id for one in done for id in (*(tag.id for tag in one.tags), *one.read, *one.favourites)}
        return tr("Applied the rule to %Ln articles", len(changed))

    change_each(workspace, ids, partial(archive.apply_rule, rule), archive.unapply_rule, text)
