#!/usr/bin/env bash
# Where matplotlib keeps `label=` differs between two drawings made of the same bars: bar() gives it to the container
# and leaves the bars nameless, hist() gives it to the first bar and leaves the container nameless. errorbar() does as
# bar() does.
#
# Version: matplotlib 3.11.2.
# Met where a program looks at a figure for what a legend would say.
# The guess that was wrong: a BarContainer has the label, whoever made it.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

needs matplotlib==3.11.2 numpy==2.4.6
says "bar() labels the container, hist() its first bar; both answer with a BarContainer, and errorbar() does as bar() does."
saw "bar: container 'loss', first part '_nolegend_'
hist: container '_container1', first part 'loss'
errorbar: container 'loss', first part '_nolegend_'" "$(
    inside - <<'PY'
from matplotlib import pyplot as plt

_, axes = plt.subplots()
for name, drawn in {
    "bar": axes.bar([1, 2], [1, 1], label="loss"),
    "hist": axes.hist([1, 2], bins=2, label="loss")[2],
    "errorbar": axes.errorbar([1, 2], [1, 1], yerr=1, label="loss"),
}.items():
    print(f"{name}: container {drawn.get_label()!r}, first part {drawn[0].get_label()!r}")
PY
)"
