"""What a drop or a paste holds, taken out of Qt's hands and understood off the GUI thread, for it may be files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QMimeData, QObject

    from pressmark.archive.capture.intake import Intake
    from pressmark.ui.workspace import Workspace

MAX_TITLE = 40  # characters of a name in a sentence


def is_promising(mime: QMimeData) -> bool:
    """Whether there may be something to save; decided without looking at it."""
    return mime.hasUrls() or mime.hasText() or mime.hasHtml()


def understand(
    workspace: Workspace,
    mime: QMimeData,
    done: Callable[[Intake], None],
    *,
    owner: QObject | None = None,
    slot: str = "",
) -> None:
    """Read what the mime data names, and hand over what can be saved.

    Args:
        workspace: of the window.
        mime: is not needed any more when this returns.
        done: gets what was understood.
        owner: who looks; where it is gone, nobody wants to know.
        slot: only to look: a newer look in the same slot overtakes an older one. Without it nothing is ever dropped.
    """
    uri_list = "\n".join(url.toString(url.ComponentFormattingOption.FullyEncoded) for url in mime.urls())
    text, html = mime.text(), mime.html()

    def work() -> Intake:
        from pressmark.archive.capture.intake import from_mime

        return from_mime(uri_list, text, html)

    workspace.tasks.read(work, done, owner=owner, slot=slot)


def summary(intake: Intake) -> str:
    """What would be saved, in a few words."""
    wishes = intake.wishes
    if not wishes:
        return _tr("Nothing here can be saved")
    files = [wish for wish in wishes if wish.page is not None]
    if len(wishes) == 1:
        page = wishes[0].page
        if page is None:
            return _tr("Save this link")
        name = page.name if len(page.name) <= MAX_TITLE else page.name[: MAX_TITLE - 1] + "…"
        return _tr("Save “{name}”").format(name=name) if name else _tr("Save this text")
    if not files:
        return _tr("Save %Ln links", len(wishes))
    if len(files) == len(wishes):
        return _tr("Save %Ln files", len(wishes))
    return _tr("Save %Ln articles", len(wishes))


def reservation(intake: Intake) -> str:
    """What of it would be left out, in a few words; empty for nothing."""
    names = [one.name for one in intake.rejected]
    if not names:
        return ""
    if len(names) == 1:
        return _tr("“{name}” can’t be read as an article").format(name=names[0])
    return _tr("%Ln others can’t be read as articles", len(names))


def _tr(text: str, n: int = -1) -> str:
    return QCoreApplication.translate("intake", text, None, n)
