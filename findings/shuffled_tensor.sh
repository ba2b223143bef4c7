#!/usr/bin/env bash
# random.shuffle() loses values of a tensor and has others twice: an entry of a tensor is a view of it, so when two
# entries change places, the second is overwritten before it is read. With the same seed a list and a 1-D array are
# shuffled well.
#
# Versions: torch 2.13.0, NumPy 2.4.6.
# Met where the indices of an epoch are shuffled: torch.arange(n) in place of np.arange(n), and examples vanish
# silently.
# The guess that was wrong: only rows of 2-D arrays are views that shuffle() harms; single numbers change places.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

needs torch==2.13.0 numpy==2.4.6
says "random.shuffle() of a 1-D tensor is no permutation; of a 1-D array it is."
saw "list: [4, 2, 1, 0, 5, 3]
array: [4, 2, 1, 0, 5, 3]
tensor: [0, 1, 1, 0, 3, 3]
swapped by hand: [2, 1, 2]" "$(
    inside - <<'PY'
import random

import numpy as np
import torch

for name, numbers in {"list": list(range(6)), "array": np.arange(6), "tensor": torch.arange(6)}.items():
    random.seed(0)
    random.shuffle(numbers)
    print(f"{name}: {[int(number) for number in numbers]}")
t = torch.arange(3)
t[0], t[2] = t[2], t[0]
print("swapped by hand:", t.tolist())
PY
)"
