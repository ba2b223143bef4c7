#!/usr/bin/env bash
# Whether a NumPy array may stand on the left of a tensor depends on the operator: `/` and `==` compute, `*` and `-`
# raise a TypeError, and `+` raises one that speaks of concatenation. On the right of a tensor, or in np.multiply, an
# array is welcome.
#
# Versions: NumPy 2.4.6, torch 2.13.0.
# Met where data are arrays and parameters are tensors: `X * w` fails where `w * X` and `X / w` compute.
# The guess that was wrong: NumPy gives way to the tensor (whose __array_priority__ is 1000), so any order gives a
# tensor.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

needs torch==2.13.0 numpy==2.4.6
says "An array on the left of a tensor can be divided by it and compared with it, but not multiplied, added or subtracted."
saw "tensor * array: Tensor
array / tensor: Tensor
array == tensor: Tensor
np.multiply(array, tensor): Tensor
np.float64(2) * tensor: Tensor
array * tensor: TypeError: unsupported operand type(s) for *: 'numpy.ndarray' and 'Tensor'
array - tensor: TypeError: unsupported operand type(s) for -: 'numpy.ndarray' and 'Tensor'
array + tensor: TypeError: Concatenation operation is not implemented for NumPy arrays, use np.concatenate() instead." "$(
    inside -W ignore - <<'PY'
import numpy as np
import torch

array, tensor = np.ones(3), torch.ones(3)
computing = "tensor * array", "array / tensor", "array == tensor", "np.multiply(array, tensor)"
refused = "array * tensor", "array - tensor", "array + tensor"
for text in (*computing, "np.float64(2) * tensor", *refused):
    try:
        print(f"{text}: {type(eval(text)).__name__}")
    except TypeError as error:
        print(f"{text}: TypeError: {str(error).partition(' Please')[0]}")
PY
)"
