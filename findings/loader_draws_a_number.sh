#!/usr/bin/env bash
# Going once through a DataLoader that neither shuffles nor has workers draws a number from torch's global generator:
# each epoch, also one that only measures, changes what dropout and initial weights get afterwards. With `generator=`
# it does not, but then a shuffled order is still not torch.randperm(n, generator=...) of the same seed.
#
# Version: torch 2.13.0.
# Met where two runs with one seed part as soon as one of them also measures the validation loss.
# The guess that was wrong: without shuffling nothing is random, so nothing is drawn.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

needs torch==2.13.0 numpy==2.4.6
says "A pass over a DataLoader without shuffling moves the global random numbers on by one."
saw "the same number after a pass: False
it is the number after next: True
the same number after a pass with generator=: True
shuffled as randperm of its generator: False" "$(
    inside - <<'PY'
import torch
from torch.utils.data import DataLoader


def after_a_pass(**options):
    torch.manual_seed(0)
    list(DataLoader(range(10), **options))
    return torch.empty((), dtype=torch.int64).random_()


def generator():
    return torch.Generator().manual_seed(0)


torch.manual_seed(0)
first, second = (torch.empty((), dtype=torch.int64).random_() for _ in range(2))
print("the same number after a pass:", bool(after_a_pass() == first))
print("it is the number after next:", bool(after_a_pass() == second))
print("the same number after a pass with generator=:", bool(after_a_pass(generator=generator()) == first))
(batch,) = DataLoader(range(10), batch_size=10, shuffle=True, generator=generator())
print("shuffled as randperm of its generator:", torch.equal(batch, torch.randperm(10, generator=generator())))
PY
)"
