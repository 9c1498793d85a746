from __future__ import annotations

from typing import TYPE_CHECKING

from pressmark.archive.values import Counts, Failure
from pressmark.ui.failures import MANY, FailureTeller

if TYPE_CHECKING:
    from pressmark.ui.workspace import Workspace

GONE = Failure("http-404", "404")


def text_of(workspace: Workspace) -> str:
    return workspace.notices.current.text if workspace.notices.current else ""


def test_a_failure_among_few_is_said_at_once(workspace: Workspace) -> None:
    teller = FailureTeller(workspace)
    teller.tell([(1, GONE)])
    assert "404" in text_of(workspace)
    workspace.notices.dismiss()
    teller.set_counts(Counts(queued=MANY - 2, capturing=1))
    teller.tell([(2, GONE)])
    assert "404" in text_of(workspace)


def test_those_of_an_import_are_said_together_when_it_is_over(workspace: Workspace) -> None:
    teller = FailureTeller(workspace)
    teller.set_counts(Counts(queued=3_000, capturing=4))
    for id in range(1, 8):
        teller.tell([(id, GONE)])
    teller.set_counts(Counts(queued=MANY, capturing=0))
    assert text_of(workspace) == ""
    teller.set_counts(Counts(queued=MANY - 1, capturing=0))
    assert text_of(workspace) == "7 articles could not be saved"
    workspace.notices.dismiss()
    teller.set_counts(Counts())
    assert text_of(workspace) == ""
