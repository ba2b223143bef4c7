#!/usr/bin/env bash
# Many of NumPy's functions, given a tensor, call the tensor's method of the same name, whatever that means there:
# np.nonzero answers with one (N, D) tensor where NumPy has D arrays, np.size with a bound method, np.sum with an
# error that blames `axis`, which torch's own sum() takes (it is `out=None` that it does not know). np.median and
# np.where convert first.
#
# Versions: NumPy 2.4.6, torch 2.13.0.
# Met where metrics written for arrays are given tensors: np.mean(correct) fails, np.median(losses) does not.
# The guess that was wrong: np.sum and np.mean work, because torch knows `axis` too; np.nonzero(t) is np.where(t).
set -euo pipefail
source "$(dirname "$0")/lib.sh"

needs torch==2.13.0 numpy==2.4.6
says "np.nonzero, np.size, np.sum and np.mean of a tensor are not what they are of an array."
saw "np.nonzero(t): tensor of shape (3, 2)
np.where(t): 2 arrays
np.size(t) is a number: False
t.sum(axis=0): tensor of shape (2,)
np.sum(t, axis=0): TypeError: sum() got an unexpected keyword argument 'axis'
np.mean(t): TypeError: mean() got an unexpected keyword argument 'axis'
np.cumsum(t, axis=0): tensor of shape (2, 2)
np.median(t): 2.5" "$(
    inside -W ignore - <<'PY'
import numpy as np
import torch

t = torch.tensor([[0.0, 2.0], [3.0, 4.0]])
print("np.nonzero(t): tensor of shape", tuple(np.nonzero(t).shape))
print("np.where(t):", len(np.where(t)), "arrays")
print("np.size(t) is a number:", isinstance(np.size(t), int))
for text in ("t.sum(axis=0)", "np.sum(t, axis=0)", "np.mean(t)", "np.cumsum(t, axis=0)"):
    try:
        print(f"{text}: tensor of shape {tuple(eval(text).shape)}")
    except TypeError as error:
        print(f"{text}: TypeError: {error}")
print("np.median(t):", np.median(t))
PY
)"
