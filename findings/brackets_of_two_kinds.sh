#!/usr/bin/env bash
# In one Textual application two languages decide what in brackets is markup and disappears: its labels have
# Textual's, the cells of its DataTable have Rich's. "[None]" disappears from a label and stays in a table; "w[i, j]"
# stays whole in a label and is "w" in a table. Digits stay everywhere.
#
# Versions: Textual 8.2.8, Rich 15.0.0.
# Met where names of tests (test_loss[None]), indices (w[i, j]) or types (dict[str, int]) are shown.
# The guess that was wrong: what a label shows, a table shows too.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

needs textual==8.2.8 rich==15.0.0
says "The same text loses its brackets in a Textual label and keeps them in its table, or the other way round."
saw "x[0]: label 'x[0]', table 'x[0]'
test_loss[None]: label 'test_loss', table 'test_loss[None]'
[ERROR] shape: label ' shape', table '[ERROR] shape'
w[i, j]: label 'w[i, j]', table 'w'
dict[str, int]: label 'dict[str, int]', table 'dict'" "$(
    inside - <<'PY'
import asyncio

from textual.app import App
from textual.widgets import DataTable, Label

TEXTS = "x[0]", "test_loss[None]", "[ERROR] shape", "w[i, j]", "dict[str, int]"


class Shown(App):
    def compose(self):
        yield from (Label(text) for text in TEXTS)
        yield DataTable(show_header=False, show_cursor=False)


async def main():
    app = Shown()
    async with app.run_test():
        table = app.query_one(DataTable)
        table.add_column("text", width=20)
        for number, label in enumerate(app.query(Label)):
            table.add_row(TEXTS[number])
            in_table = table.render_line(number).text.strip()
            print(f"{TEXTS[number]}: label {label.render().plain!r}, table {in_table!r}")


asyncio.run(main())
PY
)"
