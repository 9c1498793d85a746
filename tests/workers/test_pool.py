"""Real child processes that answer, fail, hang, eat memory and die."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import pickle
import signal
import struct
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from pressmark.archive.extraction import extract_to_json
from pressmark.workers import pool as pool_module
from pressmark.workers.child import message
from pressmark.workers.errors import WorkerDied, WorkerFailure, WorkerOutOfMemory, WorkerTimeout
from pressmark.workers.pool import WorkerPool

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


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


def test_nothing_is_imported_from_where_one_happens_to_stand(
    pool: WorkerPool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("pickle", "html", "queue", "pressmark"):
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')")
    monkeypatch.chdir(tmp_path)
    assert pool.run(json.dumps, 1) == "1"
    assert not (tmp_path / "ran").exists()


def test_a_child_that_was_killed_between_two_functions_is_replaced(pool: WorkerPool) -> None:
    pid = pool.run(os.getpid)
    os.kill(pid, signal.SIGKILL)
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    assert pool.run(json.dumps, 1) == "1"


def test_an_answer_of_no_possible_length_ends_the_child_not_the_pool(pool: WorkerPool) -> None:
    with pytest.raises(WorkerDied):
        pool.run(answer_with, struct.pack(">Q", 2**63).hex())
    assert pool.run(json.dumps, 1) == "1"


def answer_with(data: str) -> None:
    """Write over the answer to come: the child's pipe is the first one above the standard streams."""
    for descriptor in range(3, 16):
        with contextlib.suppress(OSError):
            os.write(descriptor, bytes.fromhex(data))


def test_what_runs_can_be_stopped_and_the_pool_goes_on(pool: WorkerPool) -> None:
    with ThreadPoolExecutor(1) as threads:
        running = threads.submit(pool.run, time.sleep, 4)
        while not pool._running:
            threading.Event().wait(0.01)
        pool.stop_running()
        assert isinstance(running.exception(timeout=3), WorkerDied)
    assert pool.run(json.dumps, 1) == "1"


def test_a_child_is_replaced_after_many_functions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool_module, "RUNS_PER_CHILD", 3)
    pool = WorkerPool(1, 5.0, 2**30)
    pids = [pool.run(os.getpid) for _ in range(6)]
    pool.close()
    assert pids[0] == pids[2] != pids[3] == pids[5]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no alarms")
def test_a_child_without_its_parent_ends_by_itself() -> None:
    command = [sys.executable, "-P", "-m", "pressmark.workers.child", str(2**30), "1"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdin is not None
        child.stdin.write(message(pickle.dumps(("time", "sleep", (60,)))))
        child.stdin.flush()
        assert child.wait(timeout=20) == -signal.SIGALRM


def test_what_libraries_say_of_a_page_goes_nowhere(pool: WorkerPool) -> None:
    assert pool.run(logs_at_all) is False


def logs_at_all() -> bool:
    return logging.getLogger("lxml").isEnabledFor(logging.CRITICAL)
