#!/usr/bin/env bash
# nbconvert writes raw cells into a Python script as they are, between the code: a remark in one becomes code. Text
# cells become comments, magics calls.
#
# Versions: nbconvert 7.17.2, nbformat 5.11.1.
# Met where a submission is turned into a script to be graded, and somebody left a note in a raw cell, or turned a
# cell that they did not want to run into one.
# The guess that was wrong: raw cells are for the output format they name, so a script leaves them out or comments
# them.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

needs nbconvert==7.17.2 nbformat==5.11.1
says "A raw cell is a line of code in the script that nbconvert makes."
saw "x = 1
# a text cell
print('from a raw cell')
it prints: from a raw cell" "$(
    inside - <<'PY'
import contextlib
import io

from nbconvert import PythonExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell

cells = [new_code_cell("x = 1"), new_markdown_cell("a text cell"), new_raw_cell("print('from a raw cell')")]
script, _ = PythonExporter().from_notebook_node(new_notebook(cells=cells))
print(*(line for line in script.splitlines() if line and not line.startswith(("#!", "# coding", "# In["))), sep="\n")
output = io.StringIO()
with contextlib.redirect_stdout(output):
    exec(script)
print("it prints:", output.getvalue().strip())
PY
)"
