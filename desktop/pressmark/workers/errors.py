"""How a function in a worker can fail."""

from __future__ import annotations


class WorkerError(Exception):
    """Base of all failures of a worker."""


class WorkerTimeout(WorkerError):
    """The function ran longer than allowed and was killed."""


class WorkerOutOfMemory(WorkerError):
    """The function wanted more memory than allowed."""


class WorkerDied(WorkerError):
    """The process ended without an answer: a crash in a library, or killed from outside."""


class WorkerFailure(WorkerError):
    """The function raised.

    Attributes:
        code: the exception's `code` where it has one, else `bug`.
        detail: the exception's `detail` where it has one, else its type.
    """

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code, self.detail = code, detail
