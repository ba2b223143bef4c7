#!/usr/bin/env bash
# Among equal scores sklearn's top_k_accuracy_score takes the classes with the highest numbers. With k=1 it is not the
# accuracy of the prediction that argmax makes of the same scores, which takes the lowest.
#
# Version: scikit-learn 1.9.1.
# Met where an untrained network, or one whose activations died, scores all classes alike.
# The guess that was wrong: top-1 accuracy is the accuracy of argmax.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

needs scikit-learn==1.9.1 numpy==2.4.6
says "With equal scores, top-1 accuracy counts the last class as predicted, argmax the first."
saw "class 0: top-1 accuracy 0, accuracy of argmax 1
class 1: top-1 accuracy 0, accuracy of argmax 0
class 2: top-1 accuracy 1, accuracy of argmax 0" "$(
    inside - <<'PY'
import numpy as np
from sklearn.metrics import accuracy_score, top_k_accuracy_score

scores = np.full((1, 3), 0.2)
for true in range(3):
    top = top_k_accuracy_score([true], scores, k=1, labels=[0, 1, 2])
    print(f"class {true}: top-1 accuracy {top:.0f}, accuracy of argmax {accuracy_score([true], scores.argmax(1)):.0f}")
PY
)"
