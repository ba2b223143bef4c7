"""What a warm parent does once before it forks leaves nothing behind that a student's code could notice."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

# In a process of its own, with one thread for arithmetic, as fork servers have.
REHEARSED = """
import os, torch, json
from matplotlib import pyplot as plt
from learnnn.worker.rehearsal import rehearse

before = torch.get_rng_state()
rehearse(["torch", "matplotlib.pyplot", "json"])
assert len(os.listdir("/proc/self/task")) == 1, "a thread is left"
assert torch.equal(torch.get_rng_state(), before), "random numbers were drawn"
assert not plt.get_fignums(), "a figure is left"
assert not hasattr(torch, "phantom"), "the phantom was switched on"
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only forked workers have a warm parent")
def test_a_rehearsal_leaves_no_thread_no_figure_and_the_random_numbers_as_they_were() -> None:
    environment = os.environ | {"OMP_NUM_THREADS": "1", "MPLBACKEND": "Agg"}

    done = subprocess.run(
        [sys.executable, "-c", REHEARSED], env=environment, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
