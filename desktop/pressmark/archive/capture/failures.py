"""One translation of what can go wrong on the wire, so that no exception of an HTTP library leaves this package."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

import httpx

from pressmark.archive.errors import CaptureError, NotReadable, Timeout, Unreachable

if TYPE_CHECKING:
    from collections.abc import Iterator

# h11 and httpcore have one exception type for all of these, so their words must tell; the tests hold them to it
_BODY_CUT = ("peer closed connection without sending complete message body",)
_NO_ANSWER = ("server disconnected", "<connectionterminated", "<streamreset")

WIRE_ERRORS = (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError)


def as_capture_error(error: Exception, host: str) -> CaptureError:
    """The failure that one of `WIRE_ERRORS` means; the host is its detail where that helps."""
    causes = list(_causes(error))
    tls = next((cause for cause in causes if isinstance(cause, ssl.SSLError)), None)
    words = str(error).lower()
    if isinstance(error, httpx.TimeoutException | TimeoutError):
        return Timeout(host)
    if tls is not None:
        return Unreachable(getattr(tls, "verify_message", "") or tls.reason or host, code="tls")
    if isinstance(error, httpx.RemoteProtocolError):
        if words.startswith(_BODY_CUT):
            return NotReadable("connection closed", code="truncated")
        return Unreachable(host, code="connection-lost" if words.startswith(_NO_ANSWER) else "protocol")
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return Unreachable(host, code="connection-refused")
    if isinstance(error, httpx.ConnectError):
        return Unreachable(host)
    if isinstance(error, httpx.NetworkError | OSError):
        return Unreachable(host, code="connection-lost")
    return Unreachable(host, code="protocol")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
