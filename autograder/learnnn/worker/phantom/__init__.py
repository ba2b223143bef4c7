"""A phantom accelerator: CPU memory that behaves as a device, so that device bugs show on machines without one.

Runs in the student's process only. After `enable()`, `torch.device("phantom")` is a device: tensors and models move to it,
operators run on it (with the CPU's kernels, so results equal the CPU's bit for bit), and code that forgets a transfer,
mixes devices or calls `.numpy()` on a device tensor gets the errors that CUDA would raise, naming `phantom:0`.

`report()` is plain data:

    steps        how often an optimizer has stepped
    total        {"h2d", "d2h", "sync"}: copies from host to device, from device to host, and reads that make the host wait
                 for the device (`.item()`, `if tensor`, `nonzero`, `synchronize`; a print counts once)
    per_step     the same, on average from one step to the next; {} with fewer than two steps, where nothing was measured
    every_step   [[kind, "file.py:12"], …]: lines that make the host wait ("sync" or "d2h") in nine of ten steps or more
    events       the first few hundred: [{step: steps before it, kind, operation, where}, …]

What it does not do: work is never asynchronous and memory never runs out; random numbers come from the CPU's generator;
`autocast` casts nothing; sparse and quantized tensors are not supported; nothing answers to the name `cuda`.
"""

from __future__ import annotations

import functools
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from learnnn.worker.phantom.ledger import Ledger

__all__ = ["Phantom", "enable", "supported"]

TRIAL_TIMEOUT_S = 120


class Phantom:
    """The phantom of this process."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def report(self) -> dict[str, Any]:
        """Steps, transfers and waits since the last `enable()`, as the module describes them."""
        return self._ledger.report()


def enable() -> Phantom:
    """Make `phantom` a device of this process, for good; its report starts from zero. A second call only does the latter.

    Call it after the fork and before the student's code is loaded; a process forked from here cannot use the device, which
    is how CUDA behaves. Raises whatever torch raises where it cannot be done: ask `supported()` first.
    """
    ledger = _install()
    ledger.restart()
    return Phantom(ledger)


@functools.cache
def _install() -> Ledger:
    from learnnn.worker.phantom.installation import install  # imports torch

    return install()


@functools.cache
def supported() -> bool:
    """Whether this torch on this machine carries the phantom: tried in another process, where a crash harms nobody."""
    root = str(Path(__file__).parents[3])
    command = [sys.executable, "-P", "-B", "-m", "learnnn.worker.phantom"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([root, *sys.path])}
    try:
        trial = subprocess.run(  # our own module in our own interpreter
            command, env=environment, capture_output=True, timeout=TRIAL_TIMEOUT_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return trial.returncode == 0
