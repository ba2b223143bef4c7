"""A worker's processes are counted with all they started, and by what they hold."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from learnnn.worker import census

TREE = """
import subprocess, sys, threading
depth = int(sys.argv[1])
held = bytearray(64 << 20) if depth == 0 else None
if held is not None:
    held[::4096] = b"x" * len(held[::4096])
child = None
def start():
    global child
    child = subprocess.Popen([sys.executable, "-c", sys.argv[2], str(depth - 1), sys.argv[2]], stdout=subprocess.PIPE)
    child.stdout.read(1)
if depth:
    thread = threading.Thread(target=start); thread.start(); thread.join()
print("r", end="", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def family() -> Iterator[int]:
    """A process, its child and its grandchild; the last holds 64 MB."""
    command = [sys.executable, "-c", TREE, "2", TREE]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.read(1)
        yield child.pid


@pytest.fixture(params=[True, False], ids=["kernel", "psutil"])
def way(request, monkeypatch) -> None:
    if request.param and not census._LISTS_CHILDREN:
        pytest.skip("this kernel does not list children")
    monkeypatch.setattr(census, "_LISTS_CHILDREN", request.param)


def test_descendants_are_counted_with_what_they_hold(way, family):
    counted = census.take(family)

    assert counted.processes == 3
    assert 64 << 20 < counted.resident_bytes < 512 << 20


def test_a_process_that_is_gone_is_not_counted(way):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()

    assert census.take(gone.pid) == census.Census(0, 0, 0)


def test_processes_beside_it_are_not_its_own(way, family):
    assert census.take(os.getpid()).processes >= 4
    assert census.take(family).processes == 3
