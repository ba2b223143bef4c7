"""What it costs to bring a large class into nbgrader's gradebook, and to get it out again as CSV.

Results of a notebook with 45 cells that nbgrader looks after (30 tests, 5 answers graded by hand, 10 other answers) are
written three times: into an empty gradebook; the same once more; and with other scores. Then all is exported with our
plugin. nbgrader's own, whose queries look through all grades for each row, exports two smaller classes: what a row costs it
grows with the class, and that growth is carried on to the large class. It is an estimate, and printed as one.

    python benchmarks/nbgrader_import.py [--results 10000] [--sample 200] [--db-url postgresql+psycopg://…]

A database that is named has to be empty. Graded notebooks, which the command writes as well, are not part of this.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.plugins import CsvExportPlugin, ExportPlugin, LateSubmissionPlugin

from learnnn.nbgrader.export import FastCsv
from learnnn.nbgrader.gradebook import opened
from learnnn.nbgrader.gradebook_writer import GradedNotebook, write

COURSE, WORK = "course", "work"
TESTS, BY_HAND, ANSWERS = 30, 5, 10
POINTS = 2.0
WHEN = datetime(2030, 1, 1)  # noqa: DTZ001  # as nbgrader keeps it: in UTC, without saying so


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--results", type=int, default=10_000)
    parser.add_argument("--sample", type=int, default=200, help="students that nbgrader's own plugin exports")
    parser.add_argument("--db-url", help="an empty database (default: SQLite, in a temporary folder)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = asked.db_url or f"sqlite:///{folder / 'gradebook.db'}"
        _release(url)
        for what, seed in (("first import", 1), ("the same again", 1), ("other scores", 2)):
            seconds = _timed(_write, url, asked.results, seed)
            print(
                f"{what:16} {asked.results:6} results  {seconds:7.1f} s  {seconds / asked.results * 1e3:6.2f} ms each"
            )
        ours = _timed(_export, FastCsv, url, folder)
        print(f"{'our export':16} {asked.results:6} rows     {ours:7.1f} s")
        _compare(folder, asked.sample, asked.results, ours)


def _compare(folder: Path, sample: int, whole: int, ours: float) -> None:
    """Export two small classes with nbgrader's own plugin, and tell what that comes to for the whole one."""
    costs = []
    for size in (sample, 2 * sample):
        url = f"sqlite:///{folder / f'{size}.db'}"
        _release(url)
        _write(url, size, 1)
        seconds = _timed(_export, CsvExportPlugin, url, folder)
        costs.append(seconds / size)
        print(
            f"{'nbgrader export':16} {size:6} rows     {seconds:7.1f} s  {seconds / size * 1e3:6.2f} ms each, measured"
        )
    growth = (costs[1] - costs[0]) / sample
    estimate = whole * (costs[1] + max(0.0, growth) * (whole - 2 * sample))
    at_least = whole * costs[1]
    print(
        f"{'nbgrader export':16} {whole:6} rows     {estimate:7.0f} s  estimated; {at_least:.0f} s if a row cost no more there"
    )
    print(f"our export takes 1/{at_least / ours:.0f} of that at least, 1/{estimate / ours:.0f} by the estimate")


def _release(url: str) -> None:
    with opened(url, COURSE) as book:
        book.add_assignment(WORK)
        book.add_notebook(WORK, WORK)
        for number in range(TESTS):
            book.add_grade_cell(f"test-{number}", WORK, WORK, max_score=POINTS, cell_type="code")
        for number in range(BY_HAND):
            book.add_grade_cell(f"essay-{number}", WORK, WORK, max_score=POINTS, cell_type="markdown")
            book.add_solution_cell(f"essay-{number}", WORK, WORK)
        for number in range(ANSWERS):
            book.add_solution_cell(f"answer-{number}", WORK, WORK)


def _results(size: int, seed: int) -> Iterator[GradedNotebook]:
    dice = random.Random(seed)
    for number in range(size):
        scores = {f"test-{test}": dice.choice([0.0, POINTS / 2, POINTS]) for test in range(TESTS)}
        unanswered = frozenset({"essay-0"} if number % 7 == 0 else ())
        yield GradedNotebook(f"s{number:06}", WORK, WHEN, scores, unanswered)


def _write(url: str, size: int, seed: int) -> None:
    punish = LateSubmissionPlugin().late_submission_penalty
    write(_results(size, seed), WORK, db_url=url, course_id=COURSE, late_penalty=punish)


def _export(plugin: type[ExportPlugin], url: str, folder: Path) -> None:
    with Gradebook(url, COURSE) as book:
        plugin(to=str(folder / "grades.csv")).export(book)


def _timed(do: Callable[..., None], *args: object) -> float:
    start = time.perf_counter()
    do(*args)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
