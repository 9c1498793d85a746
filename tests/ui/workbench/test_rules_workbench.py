from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from pressmark.archive.errors import DiskFull
from pressmark.archive.values import Rule, Selection
from pressmark.ui import operations
from pressmark.ui.workbench.rule_list import RuleList, in_words
from pressmark.ui.workbench.rules import RulesWorkbench

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from pressmark.archive.archive import Archive
    from pressmark.ui.workspace import Workspace

RULES = (Rule("site:site0.example", ("zero",)), Rule("maps", ("a/b",), marks_read=True, is_on=False))


def test_rules_are_rows_that_move(qtmodeltester: ModelTester) -> None:
    rules = RuleList()
    qtmodeltester.check(rules)
    rules.set_rules(RULES)
    assert rules.append(Rule("third")) == 2
    rules.move(2, 0)
    rules.move(0, 5)
    assert [rule.query for rule in rules.rules] == ["third", "site:site0.example", "maps"]
    rules.move(0, 2)
    rules.remove(0)
    assert [rule.query for rule in rules.rules] == ["maps", "third"]
    index = rules.index(0)
    assert index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    assert rules.setData(index, Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    assert rules.rules[0].is_on


def test_a_rule_reads_as_a_sentence() -> None:
    assert in_words(RULES[1]) == "maps  →  a/b, read"
    assert in_words(Rule("", (), marks_favourite=True)) == "every article  →  favourite"


@pytest.fixture
def bench(workspace: Workspace, archive: Archive, articles: list[int], qtbot: QtBot) -> RulesWorkbench:
    assert articles
    archive.set_rules(RULES)
    made = RulesWorkbench(workspace, ())
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.row == 0)
    return made


def test_the_chosen_rule_is_previewed_and_applied(
    bench: RulesWorkbench, workspace: Workspace, archive: Archive, articles: list[int], qtbot: QtBot
) -> None:
    qtbot.waitUntil(bench.apply.isEnabled)
    assert bench.query.text() == "site:site0.example"
    assert bench.verdict.text() == "Would change 3 articles that are there already:"
    assert bench.preview.count() == 3
    bench.apply.click()
    qtbot.waitUntil(lambda: archive.find("tag:zero").total == 3)
    qtbot.waitUntil(lambda: not bench.apply.isEnabled() and bench.preview.count() == 0)
    workspace.undo.undo()
    qtbot.waitUntil(lambda: "zero" not in dict(archive.selection(articles).tags))


def test_what_is_typed_is_kept_when_the_window_closes(bench: RulesWorkbench, archive: Archive, qtbot: QtBot) -> None:
    bench.tags.clear()
    qtbot.keyClicks(bench.tags, "one, two/ three,")
    bench.favourite.click()
    bench.close()
    assert not bench.isVisible()
    kept = Rule("site:site0.example", ("one", "two/three"), marks_favourite=True)
    qtbot.waitUntil(lambda: archive.rules() == (kept, RULES[1]))


def test_a_mistake_in_a_query_is_said(bench: RulesWorkbench, qtbot: QtBot) -> None:
    qtbot.waitUntil(bench.apply.isEnabled)
    bench.query.clear()
    qtbot.keyClicks(bench.query, "is:purple")
    qtbot.waitUntil(lambda: "is:" in bench.verdict.text())
    assert not bench.apply.isEnabled()


def test_a_rule_is_begun_for_a_query(bench: RulesWorkbench, archive: Archive, qtbot: QtBot) -> None:
    bench.begin("tag:tools")
    assert bench.row == 2
    assert bench.query.text() == "tag:tools"
    qtbot.keyClicks(bench.tags, "x")
    bench.close()
    qtbot.waitUntil(lambda: archive.rules() == (*RULES, Rule("tag:tools", ("x",))))


def test_a_rule_without_anything_is_not_kept(bench: RulesWorkbench, archive: Archive, qtbot: QtBot) -> None:
    bench._add()
    bench.view.setCurrentIndex(bench.list.index(0))
    bench.remove.click()
    bench.close()
    qtbot.waitUntil(lambda: archive.rules() == RULES[1:])


def test_changed_rules_are_undone(workspace: Workspace, archive: Archive, qtbot: QtBot) -> None:
    with qtbot.waitSignal(workspace.notices.shown):
        operations.set_rules(workspace, RULES)
    assert archive.rules() == RULES
    workspace.undo.undo()
    qtbot.waitUntil(lambda: archive.rules() == ())


def test_rules_that_cannot_be_kept_are_offered_again(
    workspace: Workspace, archive: Archive, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_rules: object) -> None:
        raise DiskFull

    with monkeypatch.context() as broken, qtbot.waitSignal(workspace.notices.shown):
        broken.setattr(archive, "set_rules", fail)
        operations.set_rules(workspace, RULES)
    notice = workspace.notices.current
    assert notice is not None
    assert notice.action is not None
    assert workspace.undo.undo_text == ""
    assert archive.rules() == ()


def test_applying_says_how_many(workspace: Workspace, archive: Archive, articles: list[int], qtbot: QtBot) -> None:
    with qtbot.waitSignal(workspace.notices.shown) as shown:
        operations.apply_rule(workspace, Rule("x", ("new",), marks_read=True), articles[:2])
    assert shown.args[0].text == "Applied the rule to 2 articles"
    assert archive.selection(articles[:2]) == Selection(
        2, 2, 0, (("history", 1), ("nature/insects", 1), ("new", 2), ("tools", 1))
    )
