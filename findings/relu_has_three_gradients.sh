#!/usr/bin/env bash
# The same function, three gradients at its kink: relu(x) has 0 at x = 0, clamp(x, min=0) has 1, maximum(x, 0) has one
# half. And hardtanh(x, 0, 1) has 0 at both its edges, where clamp(x, 0, 1), which is the same function, has 1.
#
# Version: torch 2.13.0.
# Met where activations are compared by their gradients at round numbers, such as zeros from a ReLU before, or pixels
# that are exactly 0 or 1.
# The guess that was wrong: what agrees everywhere in value takes the same side at a kink; relu and clamp both have 0.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

needs torch==2.13.0 numpy==2.4.6
says "relu, clamp and maximum have the gradients 0, 1 and 1/2 at zero; hardtanh and clamp differ at both edges."
saw "relu at 0: 0.0
clamp(min=0) at 0: 1.0
maximum(x, 0) at 0: 0.5
hardtanh(0, 1) at 0 and 1: 0.0 0.0
clamp(0, 1) at 0 and 1: 1.0 1.0" "$(
    inside - <<'PY'
import torch
from torch.nn import functional as F


def gradients(function, *places):
    x = torch.tensor(places, requires_grad=True)
    function(x).sum().backward()
    return x.grad.tolist()


print("relu at 0:", *gradients(torch.relu, 0.0))
print("clamp(min=0) at 0:", *gradients(lambda x: x.clamp(min=0), 0.0))
print("maximum(x, 0) at 0:", *gradients(lambda x: torch.maximum(x, torch.zeros(1)), 0.0))
print("hardtanh(0, 1) at 0 and 1:", *gradients(lambda x: F.hardtanh(x, 0, 1), 0.0, 1.0))
print("clamp(0, 1) at 0 and 1:", *gradients(lambda x: x.clamp(0, 1), 0.0, 1.0))
PY
)"
