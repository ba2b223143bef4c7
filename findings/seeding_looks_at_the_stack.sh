#!/usr/bin/env bash
# `torch.manual_seed` of a torch that was built for the CPU alone formats the whole Python stack three times: for CUDA, XPU and
# MTIA it keeps a note of who asked for the seed, should such a device be initialised one day. So what seeding costs grows with
# the calls around it, and with their source files; `torch.default_generator.manual_seed`, which gives the same numbers, does not.
#
# Version: torch 2.13.0 (CPU).
# Met where every test, trial or batch is seeded anew, deep inside a runner: there it is most of what seeding takes.
# The guess that was wrong: where there is no device but the CPU, seeding all of them is seeding its one generator.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

needs torch==2.13.0 numpy==2.4.6
says "On a CPU-only build, torch.manual_seed formats the stack three times; the CPU's generator alone does not."
saw "default_generator.manual_seed: {}
manual_seed: {'torch.cuda': 1, 'torch.xpu': 1, 'torch.mtia': 1}
the numbers are the same: True" "$(
    inside -W ignore - 2> "$room/log" <<'PY'
import sys
import traceback
from collections import Counter

import torch

assert torch.version.cuda is None and torch.version.hip is None and torch.version.xpu is None
asked_by = Counter()
format_stack = traceback.format_stack


def counting(*args, **kwargs):
    asked_by[sys._getframe(1).f_globals["__name__"]] += 1
    return format_stack(*args, **kwargs)


traceback.format_stack = counting
torch.default_generator.manual_seed(0)
alone = torch.rand(3)
print("default_generator.manual_seed:", dict(asked_by))
torch.manual_seed(0)
print("manual_seed:", dict(asked_by))
print("the numbers are the same:", bool((torch.rand(3) == alone).all()))
PY
)"
