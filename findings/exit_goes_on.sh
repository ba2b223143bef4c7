#!/usr/bin/env bash
# exit() does not end anything in a notebook's cell: it only asks the kernel to stop some time later, and returns.
# What comes after it in the cell runs, and a function with exit() in it goes on to its return value. `raise
# SystemExit` ends the cell.
#
# Versions: ipykernel 7.4.0, IPython 9.18.1, nbclient 0.11.0.
# Met where a student's script says exit() on a bad argument, and a test in the notebook calls it.
# The guess that was wrong: exit() raises SystemExit, as in a script and in Python's own prompt.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

needs ipykernel==7.4.0 ipython==9.18.1 nbclient==0.11.0
says "After exit() a notebook's cell goes on; the same text in a script is over."
cat > "$room/text.py" <<'PY'
def largest(numbers):
    if not numbers:
        exit()
    return "returned"


print(largest([]))
PY
saw "as a script: nothing
as a cell: returned" "$(
    printf 'as a script: %s\n' "$(inside text.py | grep . || echo nothing)"
    inside -W ignore - 2> "$room/log" <<'PY'
from pathlib import Path

import nbformat
from nbclient import NotebookClient

cell = nbformat.v4.new_code_cell(Path("text.py").read_text())
NotebookClient(nbformat.v4.new_notebook(cells=[cell]), kernel_name="python3").execute()
print("as a cell:", "".join(output.text for output in cell.outputs).strip())
PY
)"
