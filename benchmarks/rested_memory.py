"""Says what a rest costs on this machine, so that the machine's slowness is not taken for the program's.

Some hosts take memory away from a virtual machine that has not touched it for a second, and give it back page by page:
whatever a program does first after a rest then computes many times as long as a moment later, without a page fault
that the machine itself could see.
"""

from __future__ import annotations

import time

PAGE_BYTES = 4096
PAGES = 50_000
REST_SECONDS = 2.0
TIMES = 3


def rest_factor() -> float:
    """Return how many times as long it takes to touch memory after a rest as at once; 1 on an ordinary machine."""
    memory = memoryview(bytearray(b"x") * (PAGES * PAGE_BYTES))[::PAGE_BYTES]
    _touch(memory)
    at_once = min(_touch(memory) for _ in range(TIMES))
    after = []
    for _ in range(TIMES):
        time.sleep(REST_SECONDS)
        after.append(_touch(memory))
    return min(after) / at_once


def _touch(memory: memoryview) -> float:
    began = time.thread_time()
    sum(memory)
    return time.thread_time() - began


if __name__ == "__main__":
    print(f"the first touch of memory after a rest takes {rest_factor():.0f} times as long as at once")
