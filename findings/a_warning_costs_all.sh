#!/usr/bin/env bash
# A warning costs all points of a test cell in nbgrader: anything on stderr is no credit, though every assertion
# passed. A deprecation in a library, a division by zero that NumPy mentions, or logging.warning() in the student's
# function is enough.
#
# Versions: nbgrader 0.9.6, NumPy 2.4.6.
# Met where a test compares with np.log(0), or a library is updated in the middle of a term.
# The guess that was wrong: a cell that raises nothing has passed; warnings are for people.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

needs nbgrader==0.9.6 numpy==2.4.6
says "A test cell that passes with a warning has 0 points."
saw "assert np.log(1.0) == 0: 2.0 of 2.0
assert np.log(0.0) == -np.inf: 0 of 2.0
with np.errstate(divide='ignore'): assert np.log(0.0) == -np.inf: 2.0 of 2.0
logging.warning('slow'): 0 of 2.0
print('slow'): 2.0 of 2.0" "$(
    inside - 2> "$room/log" <<'PY'
import logging

from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.utils import determine_grade

MARK = {"schema_version": 3, "grade": True, "locked": True, "solution": False, "task": False, "points": 2}
TEXTS = (
    "assert np.log(1.0) == 0",
    "assert np.log(0.0) == -np.inf",
    "with np.errstate(divide='ignore'): assert np.log(0.0) == -np.inf",
    "logging.warning('slow')",
    "print('slow')",
)
cells = [new_code_cell(text, metadata={"nbgrader": {**MARK, "grade_id": f"t{n}"}}) for n, text in enumerate(TEXTS)]
start = new_code_cell("import logging\nimport numpy as np")
NotebookClient(new_notebook(cells=[start, *cells]), kernel_name="python3").execute()
for cell in cells:
    score, points = determine_grade(cell, logging.getLogger())
    print(f"{cell.source}: {score} of {points}")
PY
)"
