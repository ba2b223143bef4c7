"""How many processes and threads a worker has become, and how much memory they hold, seen from outside."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass

ENOUGH = 1024  # threads beyond which nothing more is looked at: counting must not take longer than starting them


@dataclass(frozen=True, slots=True)
class Census:
    """A process and all its descendants, counted; of a crowd of threads, `ENOUGH` of them or more."""

    processes: int
    threads: int
    resident_bytes: int


def take(pid: int) -> Census:
    """Count this process and what it started. One that ends meanwhile is not counted."""
    family = _family if _LISTS_CHILDREN else _family_by_psutil
    counted = list(family(pid))
    return Census(len(counted), sum(threads for threads, _ in counted), sum(size for _, size in counted))


# What the kernel lists of a thread's children: asking psutil means to look at every process of the machine.
_LISTS_CHILDREN = sys.platform == "linux" and os.path.exists(f"/proc/self/task/{os.getpid()}/children")


def _family(pid: int) -> Iterator[tuple[int, int]]:
    """The threads and the resident bytes of each, from /proc."""
    page, waiting, counted = os.sysconf("SC_PAGE_SIZE"), [pid], 0
    while waiting and counted < ENOUGH:
        one = waiting.pop()
        try:
            threads = os.listdir(f"/proc/{one}/task")
            with open(f"/proc/{one}/statm") as file:
                yield len(threads), int(file.read().split()[1]) * page
            counted += len(threads)
            for thread in threads[:ENOUGH]:
                with open(f"/proc/{one}/task/{thread}/children") as file:
                    waiting += map(int, file.read().split())
        except OSError:
            continue


def _family_by_psutil(pid: int) -> Iterator[tuple[int, int]]:
    import psutil

    try:
        family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    except psutil.Error:
        return
    for process in family:
        try:
            yield int(process.num_threads()), int(process.memory_info().rss)
        except psutil.Error:
            continue
