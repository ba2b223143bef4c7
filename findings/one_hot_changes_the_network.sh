#!/usr/bin/env bash
# Labels written as one-hot rows make another network of sklearn's MLPClassifier: independent sigmoids in place of a
# softmax. Its probabilities do not add up to 1, and a prediction may be no class at all, or two.
#
# Version: scikit-learn 1.9.1.
# Met where labels are one-hot because the rest of the course has them so.
# The guess that was wrong: one-hot rows are recognised as classes, and both ways give the same network.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

needs scikit-learn==1.9.1 numpy==2.4.6
says "MLPClassifier has a softmax for labels 0, 1, 2 and sigmoids for the same labels as one-hot rows."
saw "numbers: softmax, rows add up to 1: True, classes in a prediction: [1]
one-hot: logistic, rows add up to 1: False, classes in a prediction: [0, 1, 2]" "$(
    inside -W ignore - <<'PY'
import numpy as np
from sklearn.neural_network import MLPClassifier

X = np.random.default_rng(0).normal(size=(200, 2))
labels = (X[:, 0] > 0.3).astype(int) + (X[:, 1] > 0)
for name, y in {"numbers": labels, "one-hot": np.eye(3, dtype=int)[labels]}.items():
    network = MLPClassifier((8,), max_iter=5, random_state=0).fit(X, y)
    sums = bool(np.allclose(network.predict_proba(X).sum(axis=1), 1))
    predictions = network.predict(X)
    chosen = np.unique(predictions.sum(axis=1)) if name == "one-hot" else [1]
    counts = [int(count) for count in chosen]
    print(f"{name}: {network.out_activation_}, rows add up to 1: {sums}, classes in a prediction: {counts}")
PY
)"
