from __future__ import annotations

import asyncio
import base64
import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from pressmark.archive.capture.gateway import Gateway
from pressmark.archive.capture.pictures import StagedPictures, decode_data_url, stage_pictures
from pressmark.archive.errors import CaptureError, StorageError
from raw_site import SMALL, Site, answer, running

if TYPE_CHECKING:
    from pathlib import Path

    from pressmark.archive.capture.limits import Limits


def png(colour: str = "red") -> bytes:
    result = io.BytesIO()
    Image.new("RGB", (20, 20), colour).save(result, "PNG")
    return result.getvalue()


def stage(
    staging: Path, urls: list[str], limits: Limits = SMALL, *, is_private: bool = True, **routes: object
) -> tuple[StagedPictures, Site]:
    async def scenario() -> tuple[StagedPictures, Site]:
        pages = {f"/{name}": route for name, route in routes.items()}
        async with running(pages) as site, Gateway(limits) as gateway:
            full = [url if ":" in url else site.url + url for url in urls]
            return await stage_pictures(gateway, site.url + "/page", full, staging, is_private=is_private), site

    return asyncio.run(scenario())


def skipped(staged: StagedPictures) -> list[tuple[str, str]]:
    return [(url.rpartition("/")[2], failure.code) for url, failure in staged.skipped]


def test_pictures_are_staged_in_the_order_of_the_page(tmp_path: Path) -> None:
    data_url = "data:image/png;base64," + base64.b64encode(png("blue")).decode()
    staged, site = stage(
        tmp_path, ["/a", "/gone", data_url, "/a", "/empty"], a=answer(png(), Content_Type=""), empty=answer(b"")
    )
    assert [(kept.url, kept.name) for kept in staged.kept] == [(site.url + "/a", "0000"), (data_url, "0002")]
    assert (tmp_path / "0000").read_bytes() == png()
    assert (tmp_path / "0002").read_bytes() == png("blue")
    assert skipped(staged) == [("gone", "http-404"), ("empty", "empty")]
    assert sum("GET /a " in request for request in site.requests) == 1
    assert not any("referer" in request.lower() for request in site.requests)


def test_a_public_page_has_no_pictures_on_this_machine(tmp_path: Path) -> None:
    staged, site = stage(tmp_path, ["/a"], is_private=False, a=answer(png()))
    assert skipped(staged) == [("a", "private-address")]
    assert not site.requests


def test_a_private_page_has_pictures_on_its_own_host_only(tmp_path: Path) -> None:
    staged, _site = stage(tmp_path, ["http://localhost:1/b", "https://voz.us/c", "/a"], a=answer(png()))
    assert skipped(staged) == [("b", "private-address"), ("c", "private-address")]
    assert len(staged.kept) == 1


def test_budgets_of_number_and_size(tmp_path: Path) -> None:
    one = answer(b"x" * 1_000)
    staged, _site = stage(tmp_path, ["/a", "/b", "/c"], replace(SMALL, pictures=2), a=one, b=one)
    assert skipped(staged) == [("c", "too-large")]
    staged, _site = stage(tmp_path, ["/a", "/b"], replace(SMALL, picture_bytes=999), a=one, b=answer(b"y"))
    assert skipped(staged) == [("a", "too-large")]
    limits = replace(SMALL, pictures_bytes=2_500, pictures_at_once=1)
    staged, site = stage(tmp_path, ["/a", "/b", "/c", "/d"], limits, a=one, b=one, c=one, d=one)
    assert skipped(staged) == [("c", "too-large"), ("d", "too-large")]
    assert len(site.requests) == 3


def test_a_page_of_slow_pictures_ends_in_time(tmp_path: Path) -> None:
    async def hang(*_streams: object) -> None:
        await asyncio.sleep(3_600)

    limits = replace(SMALL, pictures_time=0.2, pictures_at_once=3)
    staged, _site = stage(
        tmp_path, ["/a", *(f"/{n}?" for n in range(20))], limits, a=answer(png()), **{str(n): hang for n in range(20)}
    )
    assert [kept.name for kept in staged.kept] == ["0000"]
    assert {code for _url, code in skipped(staged)} == {"timeout"}
    assert len(staged.skipped) == 20


def test_a_staging_folder_that_fails_is_said_once(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        stage(tmp_path / "gone", ["/a", "/b"], a=answer(png()), b=answer(png()))


@pytest.mark.parametrize(
    ("url", "data"),
    [
        ("data:image/gif;base64,R0lG", b"GIF"),
        ("DATA:image/png;charset=x;BASE64, R0 lG ", b"GIF"),
        ("data:image/png;base64,R0lGOA", b"GIF8"),
        ("data:image/webp,%52IFF", b"RIFF"),
    ],
)
def test_data_pictures(url: str, data: bytes) -> None:
    assert decode_data_url(url, 100) == data


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("data:text/html,<script>", "not-html"),
        ("data:image/svg+xml,<svg/>", "not-html"),
        ("data:,x", "not-html"),
        ("data:image/png;base64,A", "truncated"),
        ("data:image/png," + "x" * 101, "too-large"),
        ("data:image/png;base64," + "A" * 999, "too-large"),
    ],
)
def test_data_that_is_no_picture(url: str, code: str) -> None:
    with pytest.raises(CaptureError) as caught:
        decode_data_url(url, 100)
    assert caught.value.code == code
