"""What a drop or a paste holds, taken out of Qt's hands and understood off the GUI thread, for it may be files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from pressmark.archive.capture.intake import Intake
from pressmark.archive.urls import clean_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from PySide6.QtCore import QMimeData, QObject

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
    addresses = [url.toString(url.ComponentFormattingOption.FullyEncoded) for url in mime.urls()]
    text, html = mime.text(), mime.html()

    def work() -> Intake:
        from pressmark.archive.capture.intake import from_mime

        exports, others = apart(addresses)
        if not exports:
            return from_mime("\n".join(addresses), text, html)
        return replace(from_mime("\n".join(others)), exports=exports)  # the text only says the same again

    workspace.tasks.read(work, done, owner=owner, slot=slot)


def read_text(text: str) -> Intake:
    """What a typed or pasted text names; may take a while, for it may be files."""
    from pressmark.archive.capture.intake import from_text

    lines = [line.strip() for line in text.splitlines() if line.strip()]
    are_files = bool(lines) and all(line[:5].lower() == "file:" for line in lines)
    exports, others = apart(lines) if are_files else ((), lines)
    if not exports:
        return from_text(text)
    return replace(from_text("\n".join(others)) if others else Intake(), exports=exports)


def apart(addresses: Iterable[str]) -> tuple[tuple[Path, ...], list[str]]:
    """Part files that may be exports of other programs from everything else; reads a little of each."""
    from pressmark.archive.capture.intake import path_of
    from pressmark.archive.exchange.importers import may_be_export

    exports, others = [], []
    for address in addresses:
        path = path_of(address) if address[:5].lower() == "file:" else None
        if path is not None and may_be_export(path):
            exports.append(path)
        else:
            others.append(address)
    return tuple(exports), others


def summary(intake: Intake) -> str:
    """What would be saved, in a few words."""
    wishes = intake.wishes
    if intake.exports:
        name = _short(intake.exports[0].name)
        many = _tr("Import from %Ln files", len(intake.exports))
        text = _tr("Import from “{name}”").format(name=name) if len(intake.exports) == 1 else many
        return f"{text} · {summary(replace(intake, exports=()))}" if wishes else text
    if not wishes:
        return _tr("Nothing here can be saved")
    files = [wish for wish in wishes if wish.page is not None]
    if len(wishes) == 1:
        page = wishes[0].page
        if page is None:
            return _tr("Save this link")
        name = _short(page.name)
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


def _short(name: str) -> str:
    name = clean_text(name)
    return name if len(name) <= MAX_TITLE else name[: MAX_TITLE - 1] + "…"


def _tr(text: str, n: int = -1) -> str:
    return QCoreApplication.translate("intake", text, None, n)
