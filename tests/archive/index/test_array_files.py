from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from pressmark.archive.index.arrays import Malformed, map_arrays, narrow, write_arrays

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "numbers"
    with path.open("wb") as opened:
        write_arrays(
            opened, {"few": narrow(np.arange(3)), "none": narrow(np.arange(0)), "large": narrow(np.array([1 << 40]))}
        )
    return path


def test_arrays_come_back_as_they_were(file: Path) -> None:
    arrays = map_arrays(file)
    assert {name: values.tolist() for name, values in arrays.items()} == {
        "few": [0, 1, 2],
        "none": [],
        "large": [1 << 40],
    }
    assert arrays["few"].dtype == np.uint8


def test_a_file_cut_off_anywhere_is_malformed(file: Path) -> None:
    whole = file.read_bytes()
    for size in range(len(whole)):
        file.write_bytes(whole[:size])
        with pytest.raises(Malformed):
            map_arrays(file)


FORGED = {
    "objects": b'{"few":["O8",0,1]}',
    "too many": b'{"few":["u8",0,99]}',
    "before the start": b'{"few":["u8",-8,1]}',
    "no list": b'{"few":3}',
    "deep": b"[" * 90_000,
    "no text": b"\xff",
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED)
def test_a_forged_directory_is_malformed(tmp_path: Path, forged: bytes) -> None:
    path = tmp_path / "forged"
    forged += b" " * (-len(forged) % 8)
    path.write_bytes(b"PMARRAY1" + len(forged).to_bytes(8, "little") + forged + bytes(64))
    with pytest.raises(Malformed):
        map_arrays(path)
