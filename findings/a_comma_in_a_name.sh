#!/usr/bin/env bash
# nbgrader's export writes its CSV file without quotes: a comma in a family name ("Roe, Jr.") makes a row of 12 columns
# under a header of 11, so for this student alone every number stands under its neighbour's name.
#
# Version: nbgrader 0.9.6.
# Met where grades go from nbgrader to a spreadsheet or a learning platform.
# The guess that was wrong: CSV files are written by Python's csv module, which quotes what needs it.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

needs nbgrader==0.9.6
says "A name with a comma shifts the exported row by one column."
saw "header: 11 columns, row: 12 columns
read as CSV, max_score is 8.0 (it is 10)
read as CSV, first_name is ' Jr.' (it is 'Ada')" "$(
    inside -W ignore - 2> "$room/log" <<'PY'
import csv
import os
import subprocess
import sys
from pathlib import Path

from nbgrader.api import Gradebook

scripts = Path(sys.executable).parent
os.environ["PATH"] = os.pathsep.join([str(scripts), os.environ["PATH"]])  # where nbgrader looks for alembic

with Gradebook("sqlite:///grades.db") as gradebook:
    gradebook.add_assignment("mlp")
    gradebook.add_notebook("mlp", "mlp")
    gradebook.add_grade_cell("test", "mlp", "mlp", max_score=10, cell_type="code")
    gradebook.add_student("ada", first_name="Ada", last_name="Roe, Jr.")
    gradebook.add_submission("mlp", "ada")
    gradebook.find_grade("test", "mlp", "mlp", "ada").auto_score = 8
    gradebook.db.commit()
subprocess.run(
    [scripts / "nbgrader", "export", "--db", "sqlite:///grades.db", "--to", "grades.csv"], check=True, stdout=sys.stderr
)
with open("grades.csv", newline="") as file:
    header, row = csv.reader(file)
print(f"header: {len(header)} columns, row: {len(row)} columns")
read = dict(zip(header, row))
print(f"read as CSV, max_score is {read['max_score']} (it is 10)")
print(f"read as CSV, first_name is {read['first_name']!r} (it is 'Ada')")
PY
)"
