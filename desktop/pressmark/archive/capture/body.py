"""Reading an answer's body without trusting a word of it: sizes, speed and compression are measured, not believed."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from pressmark.archive.errors import NotReadable, Refused, Timeout, TooLarge, Unreachable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    import httpx

    from pressmark.archive.capture.limits import Limits

_GZIP_MAGIC = b"\x1f\x8b"
_STEP = 256 * 1_024  # bytes that one call of zlib may give


class Inflater:
    """Decompresses gzip piece by piece within the limits; remembers whether the stream came to its end."""

    def __init__(self, limits: Limits, max_decoded: int) -> None:
        self._limits = limits
        self._max_decoded = max_decoded
        self._member = zlib.decompressobj(wbits=31)
        self._wire = 0
        self._decoded = bytearray()

    def feed(self, data: bytes) -> None:
        """Take bytes from the wire.

        Raises:
            TooLarge: the decoded size or its ratio passes a limit.
            Unreachable: `protocol`, the bytes are not gzip.
        """
        self._wire += len(data)
        while data:
            if self._member.eof:
                if not data.startswith(_GZIP_MAGIC):
                    return  # zeros or junk after the end, which browsers ignore too
                self._member = zlib.decompressobj(wbits=31)
            try:
                self._decoded += self._member.decompress(data, _STEP)
            except zlib.error as error:
                raise Unreachable("gzip", code="protocol") from error
            self._check()
            data = self._member.unused_data if self._member.eof else self._member.unconsumed_tail

    def finish(self) -> bytes:
        """All that was decoded.

        Raises:
            NotReadable: `truncated`, the end of the stream is missing.
        """
        if not self._member.eof and self._wire:
            raise NotReadable("gzip", code="truncated")
        return bytes(self._decoded)

    def _check(self) -> None:
        size = len(self._decoded)
        if size > self._max_decoded:
            raise TooLarge(f"{self._max_decoded} bytes decoded")
        if size > self._limits.ratio_floor and size > self._wire * self._limits.ratio:
            raise TooLarge(f"compressed {self._limits.ratio}:1")


async def read_body(
    response: httpx.Response, limits: Limits, now: Callable[[], float], max_wire: int, max_decoded: int
) -> bytes:
    """Read a body to its promised end.

    Args:
        response: an answer whose body was not read yet.
        limits: the rate and the ratio that count.
        now: a clock in seconds.
        max_wire: most bytes as sent.
        max_decoded: most bytes after decompression.

    Raises:
        Refused: `encoding`, a compression that was not asked for.
        TooLarge: a limit was passed; `detail` says which.
        NotReadable: `truncated`.
        Timeout: fewer bytes than the minimum rate.
        Unreachable: `protocol`.
    """
    is_gzip = _is_gzip(response)
    promised = _promised_length(response)
    if promised is not None and promised > max_wire:
        raise TooLarge(f"{max_wire} bytes")
    inflater = Inflater(limits, max_decoded)
    plain = bytearray()
    received = 0
    async for piece in _fast_enough(response.aiter_raw(), limits, now):
        received += len(piece)
        if received > max_wire:
            raise TooLarge(f"{max_wire} bytes")
        if is_gzip:
            inflater.feed(piece)
        else:
            plain += piece
            if received > max_decoded:
                raise TooLarge(f"{max_decoded} bytes decoded")
    if promised is not None and received != promised:
        raise NotReadable(f"{received} of {promised} bytes", code="truncated")
    return inflater.finish() if is_gzip else bytes(plain)


async def _fast_enough(pieces: AsyncIterator[bytes], limits: Limits, now: Callable[[], float]) -> AsyncIterator[bytes]:
    since, received = now(), 0
    async for piece in pieces:
        received += len(piece)
        elapsed = now() - since
        if elapsed >= limits.rate_window:
            if received < limits.minimum_rate * elapsed:
                raise Timeout(f"{limits.minimum_rate} bytes a second")
            since, received = now(), 0
        yield piece


def _is_gzip(response: httpx.Response) -> bool:
    encodings = [one.strip().lower() for one in response.headers.get("content-encoding", "").split(",")]
    encodings = [one for one in encodings if one not in ("", "identity")]
    if encodings and encodings not in (["gzip"], ["x-gzip"]):
        raise Refused(", ".join(encodings)[:80], code="encoding")
    return bool(encodings)


def _promised_length(response: httpx.Response) -> int | None:
    length = response.headers.get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() and len(length) < 20 else None
