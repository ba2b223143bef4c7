#!/usr/bin/env bash
# A test cell of nbgrader that ends in np.mean(correct) gives full marks, however few are right: since NumPy 2 the
# number is displayed as np.float64(0.25), which nbgrader cannot read as a number, and what is no number is full
# marks. float(...) around it gives the quarter. So do True, a negative number and nan: all of them are full marks.
#
# Versions: nbgrader 0.9.6, NumPy 2.4.6.
# Met where partial credit is the share of checks that pass.
# The guess that was wrong: what cannot be read is an error, or no points.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

needs nbgrader==0.9.6 numpy==2.4.6
says "Of 2 points: a quarter as NumPy's number is 2, as Python's it is 0.5; False, -1 and nan are 2."
saw "np.mean([1, 0, 0, 0]) * 2 shows np.float64(0.5): 2.0 of 2.0
float(np.mean([1, 0, 0, 0]) * 2) shows 0.5: 0.5 of 2.0
False shows False: 2.0 of 2.0
-1 shows -1: 2.0 of 2.0
float('nan') shows nan: 2.0 of 2.0
0 shows 0: 0.0 of 2.0" "$(
    inside -W ignore - 2> "$room/log" <<'PY'
import logging

from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.utils import determine_grade

MARK = {"schema_version": 3, "grade": True, "locked": True, "solution": False, "task": False, "points": 2}
TEXTS = "np.mean([1, 0, 0, 0]) * 2", "float(np.mean([1, 0, 0, 0]) * 2)", "False", "-1", "float('nan')", "0"
cells = [new_code_cell(text, metadata={"nbgrader": {**MARK, "grade_id": f"t{n}"}}) for n, text in enumerate(TEXTS)]
NotebookClient(new_notebook(cells=[new_code_cell("import numpy as np"), *cells]), kernel_name="python3").execute()
for cell in cells:
    score, points = determine_grade(cell, logging.getLogger())
    print(f"{cell.source} shows {cell.outputs[0].data['text/plain']}: {score} of {points}")
PY
)"
