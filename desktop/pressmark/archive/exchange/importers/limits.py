"""Every limit of reading exports in one place, so that each can be read, tested and set smaller in a test."""

from __future__ import annotations

KIB = 1_024
MIB = 1_024 * KIB

MAX_DOCUMENT_BYTES = 200 * MIB  # one csv, json or html file; the texts of some thousand articles fit into a json one
MAX_DOCUMENTS_BYTES = 500 * MIB  # all of them in one export
MAX_PAGE_BYTES = 64 * MIB  # one page inside an export, as much as one that comes as a file
MAX_HEAD_BYTES = 64 * KIB  # of a file that is only looked at
MAX_SIDE_BYTES = 4 * MIB  # a small file beside an article: its highlights, its facts

MAX_ENTRIES = 250_000  # of one export, whatever becomes of them
MAX_CELL = 1_000_000  # characters of one field of a table; more is a quote that was never closed
MAX_COLUMNS = 200
MAX_MENDS = 100  # quotes of a table that were never closed and are passed over,
MAX_READ_AGAIN = 20_000_000  # as long as not more characters than this have to be read again for them

MAX_MEMBERS = 50_000  # files in a zip or a folder
MAX_DIRECTORY_BYTES = 10 * MIB  # the list of them in a zip
MAX_UNPACKED_BYTES = 2_048 * MIB  # all files of a zip together, as it says and as counted
MAX_RATIO = 200  # unpacked bytes for one packed, counted once `RATIO_FLOOR` is passed
RATIO_FLOOR = 1 * MIB
MAX_DEPTH = 4  # folders in folders of an unpacked export

MAX_NAME = 200  # characters of what names an entry that was skipped
MAX_TITLE = 1_000
MAX_TAG = 100
MAX_TAGS = 200  # of one article
MAX_PROSE = 100_000  # characters of a note or a quote
MAX_HIGHLIGHTS = 5_000  # of one article
