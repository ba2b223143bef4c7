#!/usr/bin/env bash
# An in-place operation of a CPU tensor with one on the `meta` device does nothing, without a word: x += y leaves x as
# it was. x + y of the same two is the error that mixing devices should be; with 0-dimensional tensors it is none
# either.
#
# Version: torch 2.13.0.
# Met where `meta` stands in for an accelerator, to find forgotten transfers on a machine that has none: it finds few.
# The guess that was wrong: mixing devices is checked alike for x + y and for x += y.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

needs torch==2.13.0 numpy==2.4.6
says "On the meta device x + y is refused and x += y is silently skipped."
saw "cpu + meta: RuntimeError
cpu += meta: [1.0, 1.0]
0-dimensional cpu * meta: meta
0-dimensional cpu *= meta: 3.0" "$(
    inside - <<'PY'
import torch

x, y = torch.ones(2), torch.ones(2, device="meta")
try:
    x + y
except RuntimeError as error:
    print("cpu + meta:", type(error).__name__)
x += y
print("cpu += meta:", x.tolist())
x, y = torch.tensor(3.0), torch.tensor(2.0, device="meta")
print("0-dimensional cpu * meta:", (x * y).device)
x *= y
print("0-dimensional cpu *= meta:", x.item())
PY
)"
