"""How the points of an exercise are spread over the test cells of its notebook, and what a report gives to each cell.

Everything is a multiple of GRAIN, so that sums are exact: a notebook in which all is right has 10 points, not
10.000000000000002.

A cell is worth what its check is worth in `learnnn.judge.scoring`, on a machine without a CUDA device. In a report, what is
excused counts on neither side; a cell cannot be excused, so it gets the same share of its points as the rest of its task
earned. That is the same arithmetic: over a task the cells always add up to what the report says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from learnnn.core.errors import CourseError
from learnnn.core.model import CheckResult, Device, Exercise, NotRunPolicy, Report, Status, TaskResult
from learnnn.judge.scoring import weights
from learnnn.nbgrader.cells import Cell

GRAIN = Fraction(1, 1 << 30)

Place = tuple[str, str]  # a task, and a check function of which all or some variants belong to it


def place(check: CheckResult) -> Place:
    """What a test cell is for."""
    return check.task, check.function


def shares(exercise: Exercise, checks: Iterable[CheckResult]) -> dict[Place, float]:
    """The points of each check function in each task, over all devices but CUDA; in the order of the checks."""
    here = [check for check in checks if not _is_on_cuda(check)]
    points: dict[Place, Fraction] = {}
    for name in dict.fromkeys(check.task for check in here):
        task = exercise.task(name)
        assert task is not None
        points |= _spread(Fraction(task.points), [check for check in here if check.task == name])
    return {where: float(worth) for where, worth in points.items()}


def _spread(points: Fraction, checks: Sequence[CheckResult]) -> dict[Place, Fraction]:
    """The points of a task over its check functions, by weight. What is left by rounding goes to the last."""
    whole = sum(Fraction(check.weight) for check in checks)
    spread: dict[Place, Fraction] = {}
    for check in checks:
        spread[place(check)] = spread.get(place(check), Fraction()) + points * Fraction(check.weight) / whole
    rounded = {where: worth // GRAIN * GRAIN for where, worth in spread.items()}
    rounded[place(checks[-1])] += points - sum(rounded.values())
    return rounded


def scores(report: Report, cells: Sequence[Cell], policy: NotRunPolicy) -> dict[str, float]:
    """What each of these test cells earns, by its id. Raises CourseError if the report knows nothing of one of them."""
    tasks = {place(check): task for task in report.tasks for check in task.checks}
    unknown = [cell.check for cell in cells if (cell.task, cell.check) not in tasks]
    if unknown:
        raise CourseError(
            f"the notebook asks for checks that were not run: {', '.join(unknown)}",
            next_step="Build the notebook again and release it, or grade with the course as it was released.",
        )
    return {cell.grade_id: _score(cell, tasks[cell.task, cell.check], policy) for cell in cells}


def _score(cell: Cell, task: TaskResult, policy: NotRunPolicy) -> float:
    checks = [
        check
        for check in task.checks
        if check.function == cell.check and not (_is_on_cuda(check) and check.status is Status.NOT_RUN)
    ]
    earned, counted = weights(checks, policy)
    whole = sum(check.weight for check in checks)
    of_task, possible = weights(task.checks, policy)
    excused = (whole - counted) * (of_task / possible if possible else 1.0)
    if earned + excused == whole:
        return cell.points
    return float(Fraction(cell.points * (earned + excused) / whole) // GRAIN * GRAIN)


def _is_on_cuda(check: CheckResult) -> bool:
    return Device.CUDA.value in check.name.partition("[")[2].rstrip("]").split("-")
