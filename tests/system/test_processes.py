"""Processes of our own: side by side, in order, and never left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import BrokenExecutor
from pathlib import Path

import psutil
import pytest

from learnnn.core.errors import LearnnnError, WorkerError
from learnnn.system.processes import Leashed, each

PARENT = """
import os, sys, time
from learnnn.system.processes import Leashed

if __name__ == "__main__":
    executor = Leashed(1)
    print(executor.submit(os.getpid).result(), flush=True)
    executor.submit(time.sleep, 60)
    time.sleep(60)
"""


def _is_running(pid: int) -> bool:
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


def _ends(pid: int, within_s: float = 10) -> bool:
    deadline = time.monotonic() + within_s
    while _is_running(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not _is_running(pid)


def test_a_process_dies_with_its_parent_however_that_ends(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert _is_running(child)

        parent.kill()

        assert _ends(child)


def test_what_is_under_way_is_ended_and_not_waited_for() -> None:
    executor = Leashed(1)
    child = executor.submit(os.getpid).result()
    sleeping = executor.submit(time.sleep, 60)

    while not sleeping.running():
        time.sleep(0.01)

    executor.shutdown(wait=False, cancel_futures=True)

    assert _ends(child)
    assert isinstance(sleeping.exception(timeout=10), BrokenExecutor)


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="interrupts are not sent so there")
def test_an_interrupt_is_the_parents_affair() -> None:
    executor = Leashed(1)
    try:
        child = executor.submit(os.getpid).result()

        os.kill(child, signal.SIGINT)

        assert executor.submit(os.getpid).result() == child
    finally:
        executor.shutdown(cancel_futures=True)


# -- side by side --------------------------------------------------------------------------------------------------------


def _after(seconds: float) -> tuple[float, int]:
    time.sleep(seconds)
    return seconds, os.getpid()


def _raise(what: str) -> None:
    raise LearnnnError(what, path=Path("/course"), line=3, next_step="Mend it.")


def _die(_: int) -> None:
    os._exit(1)


def test_answers_come_in_order_from_several_processes() -> None:
    answers = list(each(_after, [1.0, 0.0, 0.0], 2))

    assert [seconds for seconds, _ in answers] == [1.0, 0.0, 0.0]
    assert len({pid for _, pid in answers} - {os.getpid()}) == 2


def test_what_the_task_raises_is_raised_here_with_all_it_says() -> None:
    with pytest.raises(LearnnnError, match="no such luck") as caught:
        list(each(_raise, ["no such luck"], 2))

    assert (caught.value.where, caught.value.next_step) == ("/course:3", "Mend it.")


def test_a_process_that_dies_is_told() -> None:
    with pytest.raises(WorkerError, match="has died"):
        list(each(_die, [1, 2], 2))


def test_nothing_is_left_running_when_nobody_asks_on() -> None:
    answers = each(_after, [0.0, 60.0], 2)
    next(answers)
    children = [one for one in psutil.Process().children(recursive=True) if "spawn_main" in " ".join(one.cmdline())]
    assert len(children) == 2

    answers.close()

    assert not psutil.wait_procs(children, 10)[1]
