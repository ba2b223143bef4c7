#!/usr/bin/env bash
# What a certain and wrong prediction costs depends on the dtype: sklearn's log_loss cuts probabilities at the machine
# epsilon of the array's own dtype, so 0 for the right class costs 36.0 in float64 and 15.9 in float32.
#
# Version: scikit-learn 1.9.1.
# Met where the loss of a network (float32) is compared with a reference (float64) on predictions that saturate.
# The guess that was wrong: infinity; or, if it is cut off, the same number for the same probabilities.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

needs scikit-learn==1.9.1 numpy==2.4.6
says "log_loss of the probability 0 is -log(eps) of the array's dtype."
saw "float64: 36.04
float32: 15.94
-log(eps): 36.04 15.94" "$(
    inside - <<'PY'
import numpy as np
from sklearn.metrics import log_loss

kinds = np.float64, np.float32
for kind in kinds:
    print(f"{kind.__name__}: {log_loss([1], np.array([[1, 0]], dtype=kind), labels=[0, 1]):.2f}")
print("-log(eps):", *(f"{-np.log(np.finfo(kind).eps):.2f}" for kind in kinds))
PY
)"
