"""From a page to its readable form, as pure functions that run in a worker process.

`extract` and `extract_html` are for scripts; `extract_to_json` and `write_standalone` are what the saver calls in a
worker, for results cross the border of a process as JSON and never as a pickle.
"""

from __future__ import annotations

from pressmark.archive.extraction.by_hand import extract_by_opinion, shaped, with_blocks
from pressmark.archive.extraction.extract import (
    VERSION,
    extract,
    extract_html,
    extract_to_json,
    extraction_from_json,
    write_standalone,
)
from pressmark.archive.extraction.pages import join_pages, may_have_next, next_page
from pressmark.archive.extraction.wholeness import lack_of

__all__ = [
    "VERSION",
    "extract",
    "extract_by_opinion",
    "extract_html",
    "extract_to_json",
    "extraction_from_json",
    "join_pages",
    "lack_of",
    "may_have_next",
    "next_page",
    "shaped",
    "with_blocks",
    "write_standalone",
]
