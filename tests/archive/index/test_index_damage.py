from __future__ import annotations

import errno
import os
import pickle
import stat
import sys
from typing import TYPE_CHECKING

import pytest

from pressmark.archive.errors import DiskFull, IndexDamaged
from pressmark.archive.index import index as index_module
from pressmark.archive.index.folder import MANIFEST, WORKSHOP, Manifest, SegmentEntry, describe, write_manifest
from pressmark.archive.index.index import Index, IndexChange, IndexDocument, quarantine
from pressmark.archive.index.query import parse

from .conftest import TODAY

if TYPE_CHECKING:
    from pathlib import Path

QUERIES = ["number7", "story", '"story number7"', "numb*", "numbr7~", "-story", "title:head"]


@pytest.fixture
def filled(index: Index, folder: Path) -> Path:
    index.apply(
        [IndexChange(id, 1, IndexDocument(title="Head", body=f"story number{id} of many")) for id in range(1, 40)]
    )
    index.apply([IndexChange(3, 1, None), IndexChange(50, 1, IndexDocument(body="another story"))])
    index.close()
    return folder


def use(folder: Path) -> None:
    """Open, search in every way, and close."""
    index = Index.open(folder, "archive-1")
    try:
        for text in QUERIES:
            index.search(parse(text, today=TODAY))
        index.revisions()
    finally:
        index.close()


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file() and path.stat().st_size)


def test_a_sound_index_is_sound(filled: Path) -> None:
    use(filled)
    index = Index.open(filled, "archive-1")
    index.check()
    index.close()


@pytest.mark.parametrize("share", [0.0, 0.5, 0.99])
def test_a_file_cut_off_is_damage_at_once(filled: Path, share: float) -> None:
    for path in files(filled):
        whole = path.read_bytes()
        path.write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(IndexDamaged):
            use(filled)
        path.write_bytes(whole)
    use(filled)


def test_a_missing_file_is_damage(filled: Path) -> None:
    for path in files(filled):
        whole = path.read_bytes()
        path.unlink()
        with pytest.raises(IndexDamaged):
            use(filled)
        path.write_bytes(whole)


def test_flipped_bits_are_noticed_by_the_check_and_never_break_a_search(filled: Path) -> None:
    for path in files(filled):
        whole = path.read_bytes()
        for place in range(0, len(whole), max(1, len(whole) // 60)):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x41]) + whole[place + 1 :])
            try:
                use(filled)
            except IndexDamaged:
                continue
            index = Index.open(filled, "archive-1")
            with pytest.raises(IndexDamaged):
                index.check()
            index.close()
        path.write_bytes(whole)


@pytest.mark.parametrize("archive_id", ["archive-2", ""])
def test_the_index_of_another_archive_is_damage(filled: Path, archive_id: str) -> None:
    with pytest.raises(IndexDamaged) as error:
        Index.open(filled, archive_id)
    assert error.value.detail == "archive"


def test_another_format_is_damage(filled: Path) -> None:
    write_manifest(filled, Manifest("archive-1", format=0))
    with pytest.raises(IndexDamaged) as error:
        Index.open(filled, "archive-1")
    assert error.value.detail == "format"


def test_a_manifest_cannot_point_out_of_the_folder(filled: Path) -> None:
    (filled.parent / "secret").write_bytes(b"x")
    outside = {"../secret": (1, "")}
    write_manifest(filled, Manifest("archive-1", segments=(SegmentEntry("abc", 1, (), outside),)))
    with pytest.raises(IndexDamaged) as error:
        Index.open(filled, "archive-1")
    assert error.value.detail == "manifest"


class Canary:
    """Leaves a file behind when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> object:
        return os.mkdir, (str(self.path),)


def test_pickles_in_foreign_files_run_no_code(filled: Path, tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    poison = pickle.dumps(Canary(canary))
    pickle.loads(poison)  # noqa: S301  # shows that the poison works
    canary.rmdir()
    (filled / "_MAIN_99.toc").write_bytes(poison)
    use(filled)  # a table of contents of Whoosh is not even looked at
    manifest = (filled / MANIFEST).read_bytes()
    names = [path.name for path in files(filled) if path.name.endswith((".doc", ".trm"))]
    (filled / MANIFEST).write_bytes(poison)
    with pytest.raises(IndexDamaged):
        use(filled)
    (filled / MANIFEST).write_bytes(manifest)
    for name in names:  # a forger can make digests too
        (filled / name).write_bytes(poison + bytes(200))
    segid = names[0].partition("_")[2].partition(".")[0]
    own = [name for name in names if segid in name]
    write_manifest(filled, Manifest("archive-1", 9, (), (SegmentEntry(segid, 1, (), describe(filled, own)),)))
    with pytest.raises(IndexDamaged):
        use(filled)
    assert not canary.exists()


def test_no_module_of_the_index_can_unpickle() -> None:
    use_of_pickle = {
        name for name, module in sys.modules.items()
        if name.startswith("pressmark.archive.index") and {"pickle", "marshal", "shelve"} & set(vars(module))
    }  # fmt: skip
    assert use_of_pickle == set()


def test_quarantine_makes_room_and_keeps_one(filled: Path) -> None:
    (filled / "first").touch()
    assert quarantine(filled) == filled.with_name("index.damaged")
    Index.open(filled, "archive-1").close()
    (filled / "second").touch()
    aside = quarantine(filled)
    assert aside is not None
    assert (aside / "second").exists()
    assert not (aside / "first").exists()
    assert not filled.exists()
    assert quarantine(filled) is None
    use(filled)


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_the_folder_is_its_users_alone(filled: Path) -> None:
    assert stat.S_IMODE(filled.stat().st_mode) == 0o700


@pytest.mark.parametrize(("number", "expected"), [(errno.ENOSPC, DiskFull), (errno.EIO, IndexDamaged)])
def test_a_failed_commit_leaves_the_index_as_it_was(
    index: Index, folder: Path, monkeypatch: pytest.MonkeyPatch, number: int, expected: type[Exception]
) -> None:
    index.apply([IndexChange(1, 1, IndexDocument(body="before"))])

    def fail(*_: object) -> None:
        raise OSError(number, "made up")

    with monkeypatch.context() as patched:
        patched.setattr(index_module, "write_manifest", fail)
        with pytest.raises(expected):
            index.apply([IndexChange(1, 2, IndexDocument(body="after"))])
    assert index.revisions() == {1: 1}
    assert not list((folder / WORKSHOP).iterdir())
    index.apply([IndexChange(1, 2, IndexDocument(body="after"))])
    assert index.search(parse("after", today=TODAY)).total == 1
    index.check()
