"""A worker that is killed, and not by the judge, may be anybody's doing: what happens to a second one counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from learnnn.core.errors import WorkerError
from learnnn.core.model import Status
from learnnn.course import submission as submissions
from learnnn.course.course_file import load
from learnnn.course.layout import Layout
from learnnn.judge.bench import Bench
from learnnn.judge.grading import judge
from learnnn.judge.trials import Job, Plan
from learnnn.worker.host import Worker
from tests.conftest import Toy

DOUBLING = {"test_doubles_every_entry", "test_leaves_its_input_alone"}
Statuses = Callable[[], dict[str, Status]]


@pytest.fixture
def statuses(toy: Toy) -> Iterator[Statuses]:
    """Judges the reference as a student's: by check, how it ended. Timed checks are left out."""
    course, bench = load(toy.root), Bench(Layout(toy.root))
    (exercise,) = course.exercises
    names = frozenset({*DOUBLING, "test_sums_all_entries", "test_counter_starts_where_it_is_told"})
    job = Job(exercise, submissions.read(toy.reference, exercise.slug), checks=names)

    def statuses() -> dict[str, Status]:
        (trials,) = judge(Plan(course, bench, [job], is_blocking=False))
        return {trial.result.name: trial.result.status for trial in trials}

    yield statuses
    bench.close()


@pytest.fixture
def killing(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[str], bool]], None]:
    """Has workers killed that are asked for a function which the test chooses."""

    def killing(is_due: Callable[[str], bool]) -> None:
        ask = Worker.ask

        def killed(self, request, on_callback=None):
            if request.header["op"] == "call" and is_due(str(request.header["name"])):
                self._process.kill()
            return ask(self, request, on_callback)

        monkeypatch.setattr(Worker, "ask", killed)

    return killing


@pytest.mark.parametrize("moment", range(6))
def test_a_worker_killed_once_costs_nothing(moment: int, statuses: Statuses, killing) -> None:
    calls = iter(range(1000))
    killing(lambda _: next(calls) == moment)  # the student's worker at one moment, the reference's at another

    assert set(statuses().values()) == {Status.PASSED}


def test_code_that_gets_its_worker_killed_each_time_has_crashed(statuses: Statuses, killing) -> None:
    calls = iter(range(1000))
    killing(lambda name: name == "double" and next(calls) < 2)  # both times the student's: it is asked first

    ended = statuses()

    assert sorted(ended.values(), key=str) == [Status.CRASHED, Status.PASSED, Status.PASSED, Status.PASSED]


def test_a_machine_on_which_no_worker_lives_is_no_result(statuses: Statuses, monkeypatch: pytest.MonkeyPatch) -> None:
    def vanished(*_: object) -> None:
        raise WorkerError("the worker vanished")

    monkeypatch.setattr(Worker, "ask", vanished)

    with pytest.raises(WorkerError, match="vanished"):
        statuses()
