"""What happens at import is found out once, in two fresh workers that agree, and told for every check."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from learnnn.core.model import Device, Status, Submission
from learnnn.core.outcomes import StudentRaised, StudentTimeout
from learnnn.course import course_file
from learnnn.course import submission as submissions
from learnnn.course.layout import Layout
from learnnn.judge.bench import Bench, OpenModule
from learnnn.judge.grading import judge
from learnnn.judge.loading import Loading
from learnnn.judge.trials import Job, Plan, Trial
from tests.conftest import Toy


@pytest.fixture
def bench(toy: Toy) -> Iterator[Bench]:
    one = Bench(Layout(toy.root))
    yield one
    one.close()


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """One for each time that a submission was loaded in a worker."""
    found: list[None] = []
    load = OpenModule.load

    def counted(self: OpenModule, **how: bool) -> bool:
        found.append(None)
        return load(self, **how)

    monkeypatch.setattr(OpenModule, "load", counted)
    return found


def judged(toy: Toy, bench: Bench, *extras: str, **how: bool) -> list[list[Trial]]:
    course = course_file.load(toy.root)
    right = submissions.read(toy.reference, "scaling")
    works = [replace(right, source=f"{right.source}\n{extra}") for extra in extras]
    jobs = [Job(course.exercises[0], work) for work in works]
    return judge(Plan(course, bench, jobs, with_hidden=True, is_blocking=False, **how))


@pytest.mark.parametrize("is_sharing", [True, False])
@pytest.mark.parametrize(
    ("extra", "status"),
    [
        ("print('so far', flush=True)\nimport os\nos._exit(3)", Status.CRASHED),
        ("print('so far')\nraise ValueError", Status.ERROR),
        ("print('so far')\nraise NotImplementedError", Status.ERROR),
    ],
)
def test_two_workers_are_enough(toy, bench, loads, extra, status, is_sharing):
    (trials,) = judged(toy, bench, extra, is_sharing=is_sharing)

    assert len(loads) == 2
    assert {trial.result.status for trial in trials} == {status} and len(trials) > 3
    public = [trial.result for trial in trials if trial.result.visibility.value == "public"]
    assert {one.output.strip() for one in public} == {"so far"}
    assert len({one.feedback for one in public}) == 1


def test_a_module_that_loads_is_loaded_for_every_check(toy, bench, loads):
    (trials,) = judged(toy, bench, "")

    assert len(loads) >= len(trials) and all(trial.result.passed for trial in trials)


def test_the_next_submission_starts_anew(toy, bench, loads):
    first, second, third = judged(toy, bench, "raise ValueError", "", "raise ValueError")

    assert all(trial.result.passed for trial in second)
    assert [trial.result.status for trial in first] == [trial.result.status for trial in third]


def test_a_failure_that_is_none_in_the_second_worker_is_not_believed():
    loading, opened = Loading(), _opened()
    loading.begin(_work())

    _fail(loading, StudentTimeout("no answer"), opened)
    with loading.noted(Device.CPU, opened):
        pass
    _fail(loading, StudentTimeout("no answer"), opened)
    _fail(loading, StudentTimeout("no answer"), opened)

    assert loading.failure(Device.CPU) is None


@pytest.mark.parametrize(
    ("second", "is_agreed"),
    [
        (StudentTimeout("more than 8 s of computing"), True),
        (StudentRaised("ValueError", "x"), False),
    ],
)
def test_two_failures_count_where_they_are_one(second, is_agreed):
    loading, opened = Loading(), _opened()

    _fail(loading, StudentTimeout("no answer within 8 s"), opened)
    _fail(loading, second, opened)

    assert (loading.failure(Device.CPU) is not None) == is_agreed
    assert loading.failure(Device.PHANTOM) is None


def test_a_worker_that_has_served_others_says_nothing():
    loading, used = Loading(), replace(_opened(), has_served_nobody=False)

    _fail(loading, StudentTimeout("no answer"), used)
    _fail(loading, StudentTimeout("no answer"), used)

    assert loading.failure(Device.CPU) is None


def _fail(loading: Loading, outcome: Exception, opened: OpenModule) -> None:
    with pytest.raises(type(outcome)), loading.noted(Device.CPU, opened):
        raise outcome


def _work() -> Submission:
    return Submission("scaling", Path("scaling.py"), "", "")


def _opened() -> OpenModule:
    def nothing(*_: object) -> None:
        return None

    return OpenModule(None, nothing, nothing, nothing, lambda: "", nothing)  # type: ignore[arg-type]
