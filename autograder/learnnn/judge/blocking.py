"""Which checks are not worth running, or not worth telling, because something they build on fails.

Costs nobody a point that their code earns: a check that passes has passed, whatever else fails.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from learnnn.core.model import FAILING, CheckResult, Feedback, Status, Task

PATIENCE = 2  # checks of one task that may run into their limit before the rest of it is not run


@dataclass(slots=True)
class Blocking:
    """What has failed so far in one submission, task by task."""

    _failed: set[str] = field(default_factory=set)
    _timeouts: Counter[str] = field(default_factory=Counter)

    def obstacle(self, task: Task, *, is_timed: bool) -> str | None:
        """Why the next check of this task is not run, in a student's words; None if it is."""
        if is_timed and task.name in self._failed:
            return "Not timed until the answers are right."  # a wrong answer can be quick: that is worth no point
        if self._timeouts[task.name] >= PATIENCE or (self._timeouts[task.name] and self._failing_need(task)):
            return "Not run: the checks before it took too long."
        return None

    def seen(self, task: Task, result: CheckResult) -> CheckResult:
        """The result as it is told: a failure in a task whose needed task fails is blocked, not a second failure."""
        needed = self._failing_need(task)
        if result.status is Status.TIMEOUT:
            self._timeouts[task.name] += 1
        if result.status in FAILING or result.status in (Status.BLOCKED, Status.BROKEN):
            self._failed.add(task.name)
        if needed is None or result.status not in FAILING or result.is_unwritten:
            return result
        return blocked(result, f"Fails too: mend `{needed}` first, which this builds on.")

    def _failing_need(self, task: Task) -> str | None:
        return next((name for name in task.needs if name in self._failed), None)


def blocked(result: CheckResult, obstacle: str) -> CheckResult:
    """The result of a check that is not told: its status, and why."""
    told = replace(result, status=Status.BLOCKED, feedback=Feedback(obstacle))
    return replace(told, output="", exception=None, withheld=None)


def in_turn(tasks: Sequence[Task], first: Iterable[str]) -> list[str]:
    """The tasks by name, those first that are named so, each after those it needs; the others follow as they come.

    What is blocked depends on the task and those it needs alone. So in this order nothing else is told than in the course's.
    """
    by_name = {task.name: task for task in tasks}
    found: dict[str, None] = {}

    def add(task: Task) -> None:
        for need in task.needs:
            add(by_name[need])
        found[task.name] = None

    for name in (*first, *by_name):
        if name in by_name:
            add(by_name[name])
    return list(found)
