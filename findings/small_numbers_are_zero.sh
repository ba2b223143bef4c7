#!/usr/bin/env bash
# Textual's DataTable shows every float with two decimals: a learning rate of 0.001 is 0.00, and 1e-8 too; integers
# and other numbers are as they are. The value in the table stays what it was.
#
# Version: Textual 8.2.8.
# Met where losses and learning rates are put into a table as they come.
# The guess that was wrong: a cell shows str(value), as it does for all other types.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

needs textual==8.2.8
says "0.001 is shown as 0.00 in a DataTable."
saw "0.001 is shown as 0.00
1e-08 is shown as 0.00
3.0 is shown as 3.00
3 is shown as 3" "$(
    inside - <<'PY'
import asyncio

from textual.app import App
from textual.widgets import DataTable

VALUES = 0.001, 1e-8, 3.0, 3


class Shown(App):
    def compose(self):
        yield DataTable(show_header=False, show_cursor=False)


async def main():
    app = Shown()
    async with app.run_test(size=(20, len(VALUES))):
        table = app.query_one(DataTable)
        table.add_column("value")
        for value in VALUES:
            table.add_row(value)
        for number, value in enumerate(VALUES):
            print(value, "is shown as", table.render_line(number).text.strip())


asyncio.run(main())
PY
)"
