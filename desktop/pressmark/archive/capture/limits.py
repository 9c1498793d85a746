"""Every limit of capturing in one place, so that each can be read, tested and set smaller in a test."""

from __future__ import annotations

from dataclasses import dataclass

KIB = 1_024
MIB = 1_024 * KIB


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much a site may take. Times in seconds, sizes in bytes."""

    connect_time: float = 10.0
    total_time: float = 60.0  # one request with all its redirects, from the name to the last byte
    rate_window: float = 15.0  # a silence this long, or ...
    minimum_rate: int = 1 * KIB  # ... fewer bytes a second over such a window end the request
    redirects: int = 10
    headers: int = 2_000  # lines
    header_bytes: int = 64 * KIB
    wire_bytes: int = 25 * MIB
    decoded_bytes: int = 50 * MIB
    ratio: int = 200  # decoded bytes for one on the wire, counted once `ratio_floor` is passed
    ratio_floor: int = 1 * MIB

    pictures: int = 200  # a page
    picture_bytes: int = 10 * MIB
    pictures_bytes: int = 100 * MIB  # all of a page
    pictures_time: float = 60.0  # all of a page
    pictures_at_once: int = 6  # a page

    connections_per_host: int = 2
    failures_before_rest: int = 5  # in a row, of one host
    rest_time: float = 300.0  # how long such a host is left alone


LIMITS = Limits()

LONGEST_RETRY_AFTER = 3_600.0  # seconds; a site that asks for more is asked again after this

MAX_PICTURE_PIXELS = 40_000_000
MAX_PICTURE_SIDE = 4_096  # larger ones are scaled down
MAX_FRAMES = 300
MAX_ANIMATION_PIXELS = 200_000_000  # all frames together
MIN_PICTURE_SIDE = 3  # anything smaller counts visits
MIN_PICTURE_BOX = 8  # at least one side must have this

MAX_FILE_BYTES = 64 * MIB  # a page that the user brings, with all its pictures in it
MAX_LINK_FILE_BYTES = 64 * KIB  # .url, .webloc, .desktop
MAX_TEXT_BYTES = 2 * MIB
MAX_WISHES = 5_000  # of one drop or file
MAX_FOLDER_FILES = 500  # pictures beside a saved page
