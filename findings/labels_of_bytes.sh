#!/usr/bin/env bash
# Which integers may be labels differs from one function of torch to the next. Bytes, as MNIST's files hold them: the
# loss takes them and not int32, gather() takes int32 and not them, one_hot() neither; as an index bytes are a mask,
# so torch.eye(3)[labels] has the rows where a label is not 0 (and warns that such masks are deprecated). NumPy's
# eye(3)[labels] has one row for each label.
#
# Versions: torch 2.13.0, NumPy 2.4.6.
# Met where labels come from IDX or CIFAR files as uint8 and go into a loss, an accuracy and a one-hot matrix.
# The guess that was wrong: a loss that refuses int32 refuses uint8 even more.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

needs torch==2.13.0 numpy==2.4.6
says "Labels of type uint8 suit the loss, int32 suits gather, and eye(3)[labels] reads uint8 as a mask."
saw "uint8 cross_entropy: taken
uint8 gather: refused
uint8 one_hot: refused
uint8 torch.eye(3)[labels]: shape (2, 3)
uint8 np.eye(3)[labels]: shape (3, 3)
int32 cross_entropy: refused
int32 gather: taken
int32 one_hot: refused
int32 torch.eye(3)[labels]: shape (3, 3)
int32 np.eye(3)[labels]: shape (3, 3)" "$(
    inside -W ignore - <<'PY'
import numpy as np
import torch
from torch.nn import functional as F


def taken(function):
    try:
        function()
    except RuntimeError:
        return "refused"
    return "taken"


scores = torch.zeros(3, 3)
for dtype in ("uint8", "int32"):
    labels = torch.tensor([1, 0, 1], dtype=getattr(torch, dtype))
    print(dtype, "cross_entropy:", taken(lambda: F.cross_entropy(scores, labels)))
    print(dtype, "gather:", taken(lambda: scores.gather(1, labels[:, None])))
    print(dtype, "one_hot:", taken(lambda: F.one_hot(labels)))
    print(dtype, "torch.eye(3)[labels]: shape", tuple(torch.eye(3)[labels].shape))
    print(dtype, "np.eye(3)[labels]: shape", np.eye(3)[labels.numpy()].shape)
PY
)"
