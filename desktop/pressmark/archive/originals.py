"""Lays out the page of a snapshot as it was, for the reader to show."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

from pressmark.archive.capture.original import lay_out
from pressmark.archive.capture.sniff import PDF
from pressmark.archive.contents import FILES
from pressmark.archive.errors import NotReadable, StorageError
from pressmark.archive.extraction.pdf import lay_out_pdf
from pressmark.archive.redoing import run_in_worker
from pressmark.archive.values import Original

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pressmark.archive.storage.storage import Storage
    from pressmark.workers.pool import WorkerPool


def lay_out_original(storage: Storage, workers: WorkerPool, id: int, target: Path) -> Original:
    """Write the page of an article's current snapshot to a folder, so that it can be shown as it was.

    Raises:
        NotReadable: there is none (`no-original`), or it cannot be read.
        NoSuchArticle, StorageError: likewise.
    """

    def made_by(function: Callable[..., dict[str, Any]], *arguments: str) -> dict[str, Any]:
        with storage.scratch() as staging:
            made: dict[str, Any] = run_in_worker(workers, function, *arguments, str(staging))
            try:
                for file in staging.iterdir():
                    shutil.move(file, target / file.name)
            except OSError as error:  # as where the reader went on meanwhile, and its folder with it
                raise StorageError(str(error.strerror)) from error
        return made

    folder = storage.snapshot_folder(id)
    if folder is None:
        raise NotReadable(code="no-original")
    pdf = folder / FILES[PDF]
    if pdf.is_file():
        made = made_by(lay_out_pdf, str(pdf))
        return Original(target, made["parts"], is_copy=True, pages=made["pages"])
    response = storage.response(id)
    content_type = response.get("content_type") or dict(response.get("headers", ())).get("content-type", "")
    made = made_by(lay_out, str(folder), str(content_type))
    return Original(target, made["parts"], bool(made["is_copy"]))
