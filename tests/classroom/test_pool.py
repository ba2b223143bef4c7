"""The pool: places die, come and go; every work is graded once all the same, and only what brings places down is not."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from learnnn.classroom import pool
from learnnn.classroom.batch import Work, write_plainly
from learnnn.classroom.pool import AHEAD, HOPELESS, LOOK_AHEAD, TRIES, Batch, run
from learnnn.core.errors import CourseError, WorkerError
from learnnn.core.model import Standing, Submission, Verdict


def _work(student: str) -> Work:
    return Work(student, Submission("scaling", Path(f"{student}.py"), "", f"sha of {student}"))


def _graded(batch: Batch) -> str:
    return write_plainly([Verdict(work.student, "scaling", Standing.PASSED, "", 1, 1) for work in batch])


class Town:
    """Places of the test's own: each does one piece of work whenever the crew looks around."""

    def __init__(self, task: Callable[[Batch], str] = _graded, names: Collection[str] = ("one", "two")) -> None:
        self.task = task
        self.names = list(names)
        self.opened: list[str] = []
        self.most_given = 0
        self.is_closed = False
        self.never_ends = ""
        self.on_look: Callable[[], object] = lambda: None
        self._open: dict[str, Shop] = {}
        self.given: dict[str, list[Work]] = {}

    def places(self) -> Collection[str]:
        self.on_look()
        for shop in list(self._open.values()):
            shop.do_one()
        return list(self.names)

    def open(self, place: str) -> Executor:
        self.opened.append(place)
        self._open[place] = Shop(self, self.given.setdefault(place, []))
        return self._open[place]

    def close(self) -> None:
        self.is_closed = True


class Shop(Executor):
    """One place: an executor that does its work in order, and dies of what raises SystemExit."""

    def __init__(self, town: Town, given: list[Work]) -> None:
        self._town = town
        self._given = given
        self._waiting: list[tuple[Future[Any], Callable[..., Any], Any]] = []
        self._is_dead = False

    def submit(self, fn: Callable[..., Any], /, *args: Any, **_: Any) -> Future[Any]:
        if self._is_dead:
            raise BrokenExecutor("it is dead")
        future: Future[Any] = Future()
        self._waiting.append((future, fn, args))
        self._given += args[0]
        self._town.most_given = max(self._town.most_given, len(self._waiting))
        return future

    def do_one(self) -> None:
        if not self._waiting or any(work.student == self._town.never_ends for work in self._waiting[0][2][0]):
            return
        future, fn, args = self._waiting.pop(0)
        try:
            future.set_result(fn(*args))
        except SystemExit:
            self._is_dead = True
            for broken in (future, *(later for later, _, _ in self._waiting)):
                broken.set_exception(BrokenExecutor("the process ended"))
            self._waiting.clear()
        except Exception as error:  # noqa: BLE001  what a test makes it raise
            future.set_exception(error)


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "TICK_S", 0.001)


def _run(batches: list[list[str]], town: Town) -> dict[str, Standing]:
    """The students' standings; each is graded once."""
    done: list[Verdict] = []

    run((tuple(map(_work, batch)) for batch in batches), town, done.extend)

    assert len({verdict.student for verdict in done}) == len(done)
    return {verdict.student: verdict.standing for verdict in done}


def _deadly(*students: str, times: int = 1000) -> Callable[[Batch], str]:
    """A task that ends its place when one of these is graded, the first `times`."""
    left = dict.fromkeys(students, times)

    def task(batch: Batch) -> str:
        for work in batch:
            if left.get(work.student, 0):
                left[work.student] -= 1
                raise SystemExit
        return _graded(batch)

    return task


def test_every_work_is_graded() -> None:
    standings = _run([["a", "b", "c"], ["d"], ["e", "f"]], Town())

    assert standings == dict.fromkeys("abcdef", Standing.PASSED)


def test_a_place_stays_with_an_exercise_as_long_as_there_are_works_on_it() -> None:
    """What it takes to begin with an exercise is then paid for once, and not in every place."""
    town = Town()
    batches = [(replace(_work(f"student{n}"), submission=_on("xyz"[n % 3], n)),) for n in range(24)]
    done: list[Verdict] = []

    run(batches, town, done.extend)

    begun = [{work.submission.exercise for work in works} for works in town.given.values()]
    assert len(done) == 24
    assert sum(map(len, begun)) == 4  # of three exercises, one in both places: the last one


def _on(exercise: str, number: int) -> Submission:
    return Submission(exercise, Path(f"{number}.py"), "", str(number))


def test_what_brings_every_place_down_gets_no_verdict_and_nothing_else_suffers() -> None:
    standings = _run([["a", "killer", "b"], ["c", "d"], ["e"]], Town(_deadly("killer")))

    assert standings == dict.fromkeys("abcde", Standing.PASSED) | {"killer": Standing.NO_VERDICT}


def test_what_brings_a_place_down_by_chance_is_graded_in_the_end() -> None:
    town = Town(_deadly("unlucky", times=TRIES))  # once in its batch, then by itself

    assert _run([["a", "unlucky"]], town) == dict.fromkeys(("a", "unlucky"), Standing.PASSED)


def test_what_waited_behind_it_is_not_blamed() -> None:
    town = Town(_deadly("first"), names=["one"])

    standings = _run([["first"], ["second"], ["third"]], town)

    assert standings == {"first": Standing.NO_VERDICT, "second": Standing.PASSED, "third": Standing.PASSED}


def test_an_error_while_grading_is_that_works_only() -> None:
    def task(batch: Batch) -> str:
        if any(work.student == "odd" for work in batch):
            raise ZeroDivisionError("of our own making\ud800")
        return _graded(batch)

    done: list[Verdict] = []
    run([(_work("a"), _work("odd")), (_work("b"),)], Town(task), done.extend)

    verdicts = {verdict.student: verdict for verdict in done}
    assert verdicts["odd"].standing is Standing.NO_VERDICT
    assert (verdicts["odd"].earned, verdicts["odd"].sha256) == (None, "sha of odd")
    assert "ZeroDivisionError: of our own making" in (verdicts["odd"].problem or "")
    assert verdicts["a"].standing is verdicts["b"].standing is Standing.PASSED


def test_an_answer_of_another_form_is_no_verdict() -> None:
    assert _run([["a"]], Town(lambda _: '[{"student": "a", "earned": "full marks"}]')) == {"a": Standing.NO_VERDICT}


def test_a_work_that_comes_to_no_end_is_given_up_and_the_others_are_graded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "WORK_S", 0.02)
    town = Town(names=["one"])
    town.never_ends = "hangs"

    assert _run([["hangs"], ["a"]], town) == {"hangs": Standing.NO_VERDICT, "a": Standing.PASSED}


def test_a_fault_of_the_course_ends_it_at_once() -> None:
    def task(_: Batch) -> str:
        raise CourseError("no such check")

    town = Town(task)

    with pytest.raises(CourseError, match="no such check"):
        _run([["a"], ["b"]], town)
    assert town.is_closed


def test_a_machine_on_which_nothing_can_be_graded_is_told() -> None:
    def task(_: Batch) -> str:
        raise WorkerError("out of memory")

    with pytest.raises(WorkerError, match=f"last {HOPELESS} works could not be graded: .*out of memory"):
        _run([[f"s{number}" for number in range(50)]], Town(task))


def test_what_a_vanished_place_was_given_is_done_elsewhere() -> None:
    town = Town()
    looks: Iterator[int] = iter(range(1000))
    town.on_look = lambda: town.names.remove("one") if next(looks) == 2 else None

    assert _run([[str(number)] for number in range(10)], town) == dict.fromkeys(map(str, range(10)), Standing.PASSED)


def test_a_place_that_joins_is_given_work() -> None:
    town = Town(names=[])
    looks: Iterator[int] = iter(range(1000))
    town.on_look = lambda: town.names.append("late") if next(looks) == 5 else None

    assert _run([["a"], ["b"]], town) == dict.fromkeys("ab", Standing.PASSED)
    assert town.opened == ["late"]


def test_only_a_few_batches_are_under_way_or_read() -> None:
    taken = []
    done: list[Verdict] = []

    def batches() -> Iterator[Batch]:
        for number in range(20):
            taken.append(number)
            assert len(taken) - len(done) <= 2 * AHEAD + LOOK_AHEAD
            yield (_work(str(number)),)

    town = Town()
    run(batches(), town, done.extend)

    assert town.most_given == AHEAD
    assert len(done) == 20


def test_it_is_over_when_keeping_a_verdict_fails() -> None:
    town = Town()

    def no_disk(_: list[Verdict]) -> None:
        raise WorkerError("the disk is full")

    with pytest.raises(WorkerError, match="disk is full"):
        run([(_work("a"),)], town, no_disk)
    assert town.is_closed
