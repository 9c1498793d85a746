"""Turn what SQLite and the operating system report into the archive's own errors, in one place."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from pressmark.archive.errors import ArchiveDamaged, DiskFull, StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator

# A limit on the file size, unlike a full disk, reaches SQLite as a failed write; no room for the shared memory of the
# write-ahead log as a failed growth.
_FULL = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE})
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_NO_SPACE = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})

_FORBIDDEN = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


@contextmanager
def storage_errors() -> Iterator[None]:
    """Let only `StorageError`s (and bugs) out of a block that touches the database or files.

    Raises:
        DiskFull: no room for a write.
        ArchiveDamaged: SQLite found the database damaged.
        StorageError: every other failure of the database or a file; `detail` is its symbolic name, and the code
            `no-permission` where the system forbids it, `database-busy` where another program holds the database.
    """
    try:
        yield
    except DBAPIError as error:
        raise _from_database(error.orig) from error
    except sqlite3.Error as error:
        raise _from_database(error) from error
    except PoolTimeout as error:
        raise StorageError("connections") from error
    except OSError as error:
        raise _from_system(error) from error


def is_full(error: OSError | DBAPIError) -> bool:
    """Whether it says that there is no room for a write."""
    if isinstance(error, OSError):
        return error.errno in _NO_SPACE
    return getattr(error.orig, "sqlite_errorcode", 0) in _FULL


def _from_database(error: BaseException | None) -> StorageError:
    code = getattr(error, "sqlite_errorcode", 0)
    name = getattr(error, "sqlite_errorname", type(error).__name__)
    if code in _FULL:
        return DiskFull(name)
    if code & 0xFF in _DAMAGED:
        return ArchiveDamaged(name)
    return StorageError(name, code="database-busy" if code & 0xFF in _BUSY else None)


def _from_system(error: OSError) -> StorageError:
    name = errno.errorcode.get(error.errno or 0, type(error).__name__)
    if is_full(error):
        return DiskFull(name)
    return StorageError(name, code="no-permission" if error.errno in _FORBIDDEN else None)
