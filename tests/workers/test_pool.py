"""Real child processes that answer, fail, hang, eat memory and die."""

from __future__ import annotations

import json
import os
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from pressmark.archive.extraction import extract_to_json
from pressmark.workers.errors import WorkerDied, WorkerFailure, WorkerOutOfMemory, WorkerTimeout
from pressmark.workers.pool import WorkerPool

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    made = WorkerPool(2, 5.0, 2**30)
    yield made
    made.close()


def test_a_result_comes_back_as_json_carries_it(pool: WorkerPool) -> None:
    assert pool.run(json.loads, '{"a": [1, null]}') == {"a": [1, None]}


def test_a_failure_of_ours_keeps_its_code(pool: WorkerPool) -> None:
    with pytest.raises(WorkerFailure) as caught:
        pool.run(extract_to_json, "", "https://example.org/", "text/html", "")
    assert caught.value.code == "no-text"


def test_any_other_failure_is_a_bug_without_page_text(pool: WorkerPool) -> None:
    with pytest.raises(WorkerFailure) as caught:
        pool.run(json.loads, "secret text of a page")
    assert (caught.value.code, caught.value.detail) == ("bug", "JSONDecodeError")


def test_what_takes_too_long_is_killed() -> None:
    pool = WorkerPool(1, 0.4, 2**30)
    with pytest.raises(WorkerTimeout):
        pool.run(time.sleep, 60)
    assert pool.run(json.dumps, 1) == "1"
    pool.close()


def test_what_wants_too_much_memory_is_refused(pool: WorkerPool) -> None:
    with pytest.raises(WorkerOutOfMemory):
        pool.run(bytearray, 2**31)
    assert pool.run(json.dumps, 1) == "1"


def test_a_process_that_dies_is_replaced(pool: WorkerPool) -> None:
    with pytest.raises(WorkerDied):
        pool.run(os._exit, 3)
    assert pool.run(json.dumps, 1) == "1"


def test_many_threads_share_the_children(pool: WorkerPool) -> None:
    with ThreadPoolExecutor(8) as threads:
        numbers = list(threads.map(lambda number: pool.run(json.dumps, number), range(40)))
        pids = set(threads.map(lambda _number: pool.run(os.getpid), range(20)))
    assert numbers == [str(number) for number in range(40)]
    assert len(pids) <= 2


def test_a_closed_pool_runs_nothing(pool: WorkerPool) -> None:
    pool.close()
    with pytest.raises(WorkerDied):
        pool.run(json.dumps, 1)
