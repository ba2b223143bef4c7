"""From check results to points."""

from __future__ import annotations

from collections.abc import Sequence

from learnnn.core.model import CheckResult, Exercise, NotRunPolicy, Status, Task, TaskResult


def score(exercise: Exercise, checks: Sequence[CheckResult], policy: NotRunPolicy) -> tuple[TaskResult, ...]:
    """The results task by task, in the course's order; tasks without checks in this run are left out."""
    by_task = {task.name: tuple(check for check in checks if check.task == task.name) for task in exercise.tasks}
    return tuple(_task_result(task, by_task[task.name], policy) for task in exercise.tasks if by_task[task.name])


def _task_result(task: Task, checks: tuple[CheckResult, ...], policy: NotRunPolicy) -> TaskResult:
    """A task's points are shared among its checks by weight."""
    earned, counted = weights(checks, policy)
    possible = task.points if counted else 0.0
    return TaskResult(task, checks, task.points * earned / counted if counted else 0.0, possible)


def weights(checks: Sequence[CheckResult], policy: NotRunPolicy) -> tuple[float, float]:
    """The weight of the checks that passed, and of those that count: what is excused counts on neither side."""
    counted = [check for check in checks if not _is_excused(check, policy)]
    return sum(check.weight for check in counted if check.passed), sum(check.weight for check in counted)


def _is_excused(check: CheckResult, policy: NotRunPolicy) -> bool:
    """A timing too noisy to call never costs a mark, nor does our own fault; a check that could not run only by policy."""
    match check.status:
        case Status.INCONCLUSIVE | Status.BROKEN:
            return True
        case Status.NOT_RUN:
            return policy is NotRunPolicy.EXCUSED
        case _:
            return False
