"""Writes exports of other programs, by hand, and reads them back."""

from __future__ import annotations

import json
import warnings
import zipfile
from typing import TYPE_CHECKING

from pressmark.archive.exchange.importers import may_be_export, read_export

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from pressmark.archive.values import Export, ImportedArticle


def written(folder: Path, name: str, content: object) -> Path:
    """Put bytes, a text or what JSON can say into a file."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(as_bytes(content))
    return file


def as_bytes(content: object) -> bytes:
    if isinstance(content, bytes):
        return content
    return content.encode() if isinstance(content, str) else json.dumps(content).encode()


def zipped(file: Path, content: Mapping[str, object] | Iterable[tuple[str, object]]) -> Path:
    """Make a zip; a name may come twice."""
    pairs = content.items() if hasattr(content, "items") else content
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        warnings.simplefilter("ignore")  # zipfile warns of a name that comes twice
        for name, inside in pairs:
            made.writestr(name, as_bytes(inside))
    return file


def taken(*files: Path) -> Export:
    """What an export holds; the sums must be right, and it must have been known for one."""
    assert any(map(may_be_export, files))
    export = read_export(files)
    assert export is not None
    assert export.entries == len(export.articles) + export.merged + len(export.skipped)
    return export


def one(*files: Path) -> ImportedArticle:
    """The only article of an export."""
    (article,) = taken(*files).articles
    return article
