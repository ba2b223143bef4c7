#!/usr/bin/env bash
# dask gives equal arrays one key, and equal tensors a key each: where a tensor lies in memory goes into its key. So
# client.submit(f, x) with an equal tensor computes again, where with an array it is known to be the same task.
#
# Versions: dask 2026.8.0, torch 2.13.0, NumPy 2.4.6.
# Met where a class is graded on a cluster and equal inputs are to be computed once.
# The guess that was wrong: a key comes from type, dtype, shape and values, of tensors as of arrays.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

needs dask==2026.8.0 torch==2.13.0 numpy==2.4.6
says "Equal arrays have one key in dask, equal tensors have two."
saw "an array and its copy: True
a tensor and itself: True
a tensor and its clone: False
a module and its copy: False" "$(
    inside - <<'PY'
import copy

import numpy as np
import torch
from dask.base import tokenize

array, tensor, module = np.ones(3), torch.ones(3), torch.nn.Linear(2, 1)
print("an array and its copy:", tokenize(array) == tokenize(array.copy()))
print("a tensor and itself:", tokenize(tensor) == tokenize(tensor))
print("a tensor and its clone:", tokenize(tensor) == tokenize(tensor.clone()))
print("a module and its copy:", tokenize(module) == tokenize(copy.deepcopy(module)))
PY
)"
