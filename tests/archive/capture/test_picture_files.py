from __future__ import annotations

import hashlib
import io
import json
import struct
import zlib
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from pressmark.archive.capture import picture_files
from pressmark.archive.capture.picture_files import normalise_pictures

if TYPE_CHECKING:
    from pathlib import Path


def picture(kind: str, size: tuple[int, int] = (40, 30), mode: str = "RGB", **how: Any) -> bytes:
    result = io.BytesIO()
    noise = Image.effect_noise(size, 60)
    drawn = noise.convert(mode)
    if mode == "RGBA":
        drawn.putalpha(noise)
    drawn.save(result, kind, **how)
    return result.getvalue()


def animation(frames: int, size: tuple[int, int] = (10, 10)) -> bytes:
    result = io.BytesIO()
    stills = [Image.new("L", size, number % 256) for number in range(frames)]
    stills[0].save(result, "GIF", save_all=True, append_images=stills[1:])
    return result.getvalue()


def huge_png(side: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    squeeze = zlib.compressobj(9)
    row = bytes(1 + side // 8)
    pixels = b"".join(squeeze.compress(row) for _ in range(side)) + squeeze.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@pytest.fixture
def judge(tmp_path: Path) -> Any:
    staging, target = tmp_path / "staging", tmp_path / "target"
    staging.mkdir()
    target.mkdir()

    def run(*pictures: bytes) -> list[dict[str, Any]]:
        names = [str(number) for number in range(len(pictures))]
        for name, data in zip(names, pictures, strict=True):
            (staging / name).write_bytes(data)
        return normalise_pictures(str(staging), str(target), names)

    run.target = target
    return run


@pytest.mark.parametrize(
    ("kind", "extension"), [("PNG", "png"), ("JPEG", "jpg"), ("GIF", "gif"), ("WEBP", "webp")], ids=str.lower
)
def test_clean_pictures_are_kept_byte_for_byte(judge: Any, kind: str, extension: str) -> None:
    data = picture(kind)
    name = f"{hashlib.sha256(data).hexdigest()}.{extension}"
    assert judge(data) == [{"index": 0, "name": name, "width": 40, "height": 30, "reason": ""}]
    assert (judge.target / name).read_bytes() == data


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_what_hides_behind_a_picture_is_left_out(judge: Any, kind: str) -> None:
    (result,) = judge(picture(kind) + b"PK\x03\x04 hidden")
    kept = (judge.target / result["name"]).read_bytes()
    assert b"hidden" not in kept
    with Image.open(io.BytesIO(kept)) as again:
        assert again.size == (40, 30)


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_avif_becomes_what_every_program_shows(judge: Any, mode: str) -> None:
    (result,) = judge(picture("AVIF", mode=mode))
    assert result["name"].endswith(".png" if mode == "RGBA" else ".jpg")


def test_large_pictures_are_scaled_down(judge: Any) -> None:
    (result,) = judge(picture("JPEG", (4_500, 90)))
    assert (result["width"], result["height"]) == (4_096, 82)


def test_a_picture_is_turned_upright_when_it_is_encoded_again(judge: Any) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "a camera with a long name"
    (result,) = judge(picture("JPEG", exif=exif) + b"junk")
    assert (result["width"], result["height"]) == (30, 40)
    assert b"camera" not in (judge.target / result["name"]).read_bytes()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(picture("GIF", (1, 1)), "tiny", id="1x1"),
        pytest.param(picture("PNG", (600, 2)), "tiny", id="two pixels high"),
        pytest.param(picture("PNG", (7, 7)), "tiny", id="7x7"),
        pytest.param(huge_png(6_400), "too-many-pixels", id="41 million pixels in a small file"),
        pytest.param(huge_png(12_000), "too-many-pixels", id="144 million pixels in a small file"),
        pytest.param(picture("JPEG")[:-300], "damaged", id="truncated JPEG"),
        pytest.param(picture("PNG")[:-300], "damaged", id="truncated PNG"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not-a-picture", id="SVG"),
        pytest.param(b"<html>", "not-a-picture", id="HTML"),
        pytest.param(picture("TIFF"), "not-a-picture", id="TIFF"),
        pytest.param(picture("BMP"), "not-a-picture", id="BMP"),
        pytest.param(b"", "not-a-picture", id="nothing"),
    ],
)
def test_what_is_dropped_says_why(judge: Any, data: bytes, reason: str) -> None:
    assert judge(data) == [{"index": 0, "name": "", "width": 0, "height": 0, "reason": reason}]
    assert not list(judge.target.iterdir())


def test_animations_stay_unless_they_are_endless(judge: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    short, long = animation(3), animation(40)
    monkeypatch.setattr(picture_files, "MAX_FRAMES", 20)
    kept, stilled = judge(short, long)
    assert (judge.target / kept["name"]).read_bytes() == short
    assert stilled["name"].endswith(".png")
    monkeypatch.setattr(picture_files, "MAX_ANIMATION_PIXELS", 299)
    (stilled,) = judge(short)
    assert stilled["name"].endswith(".png")


def test_equal_pictures_are_one_file_and_missing_ones_are_reported(judge: Any, tmp_path: Path) -> None:
    first, second = judge(picture("PNG", mode="L"), b"x")[0], judge(*[animation(2)] * 2)
    assert first["name"]
    assert second[0]["name"] == second[1]["name"]
    assert normalise_pictures(str(tmp_path), str(tmp_path), ["gone"])[0]["reason"] == "missing"


def test_it_runs_in_a_child_process_and_answers_in_json(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(animation(1))
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        results = pool.submit(normalise_pictures, str(tmp_path), str(tmp_path), ["a"]).result()
    assert json.loads(json.dumps(results)) == results
    assert results[0]["reason"] == ""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.sampled_from([picture(kind, (12, 12)) for kind in ("PNG", "JPEG", "GIF", "WEBP", "AVIF")]),
    st.lists(st.tuples(st.integers(0, 2_000), st.integers(0, 255)), max_size=8),
)
def test_broken_bytes_never_raise(judge: Any, data: bytes, changes: list[tuple[int, int]]) -> None:
    broken = bytearray(data)
    for at, value in changes:
        broken[at % len(broken)] = value
    (result,) = judge(bytes(broken))
    assert bool(result["name"]) is not bool(result["reason"])
