"""Sites that are signed in to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pressmark.ui.operations.changing import report, tr, write
from pressmark.ui.operations.saving import retry

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pressmark.ui.workspace import Workspace


def sign_in(workspace: Workspace, url: str, ids: Sequence[int] = (), done: Callable[[], None] | None = None) -> None:
    """Open a window in which the person signs in to a site; pages of it are saved as theirs from then on.

    Args:
        workspace: where to.
        url: where to sign in.
        ids: what the person may want to save again then.
        done: told when they are signed in.
    """
    labels = {
        "title": tr("Sign in to a site"),
        "hint": tr(
            "Sign in as you do in your browser, then press Done. Pressmark keeps the site’s cookies on this computer,"
            " beside its settings, and sends them to this site only."
        ),
        "done": tr("Done"),
        "cancel": tr("Cancel"),
        "back": tr("Back"),
    }

    def on_done(is_signed_in: bool) -> None:
        if is_signed_in:
            again = partial(retry, workspace, ids) if ids else None
            workspace.notices.show(tr("Signed in"), tr("Save the page again") if ids else "", again)
            if done is not None:
                done()

    def failed(error: Exception) -> None:
        report(workspace, error, lambda: sign_in(workspace, url, ids, done))

    workspace.tasks.read(partial(workspace.archive.sign_in, url, labels), on_done, failed, slot="sign in")


def sign_out(workspace: Workspace, site: str, done: Callable[[], None]) -> None:
    """Forget the cookies of a site."""
    write(workspace, lambda: workspace.archive.sign_out(site), lambda _none: done())
