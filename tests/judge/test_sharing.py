"""Checks of one submission share a worker, and no verdict is another for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from learnnn.core.model import Course, Exercise, Status, Submission, Visibility
from learnnn.course import course_file
from learnnn.course import submission as submissions
from learnnn.course.layout import Layout
from learnnn.course.right_styles import load_right
from learnnn.diagnosis.misconceptions import load_all
from learnnn.judge.bench import Bench
from learnnn.judge.grading import judge
from learnnn.judge.recordings import record
from learnnn.judge.trials import Job, Plan, Trial
from tests.conftest import Toy, copy_of_course

HIDDEN_COUNTER = '''

@pytest.mark.task("counter")
def test_counts_on(student):
    """A counter goes on counting."""
    assert student.Counter(4).add(5) == 9
'''
# What one load of the module leaves in the process, where the next load finds it.
MEMORY = """
import numpy as np
seen = np.__dict__.setdefault("seen_before", [])
seen.append(1)
"""


@pytest.fixture
def bench(toy: Toy) -> Iterator[Bench]:
    hidden = toy.root / "solutions" / "scaling" / "test_scaling_hidden.py"
    hidden.write_text(hidden.read_text() + HIDDEN_COUNTER)
    bench = Bench(Layout(toy.root))
    yield bench
    bench.close()


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch, bench: Bench) -> list[str]:
    """By what each worker that was opened is shared; nothing for one that is not."""
    opened: list[str] = []
    fresh, shared = Bench._worker, Bench._shared_worker

    def count_fresh(self, exercise, device, role):
        if role == "student":
            opened.append("")
        return fresh(self, exercise, device, role)

    def count_shared(self, exercise, submission, device, name):
        before = len(opened)
        found = shared(self, exercise, submission, device, name)
        opened[before:] = [name] * len(opened[before:])
        return found

    monkeypatch.setattr(Bench, "_worker", count_fresh)
    monkeypatch.setattr(Bench, "_shared_worker", count_shared)
    return opened


def course_of(toy: Toy) -> tuple[Course, Exercise]:
    course = course_file.load(toy.root)
    return course, course.exercises[0]


def work(toy: Toy, extra: str = "", before: str = "") -> Submission:
    """The reference with this below it, and above."""
    right = submissions.read(toy.reference, "scaling")
    return replace(right, source=f"{before}\n{right.source}\n{extra}")


def judged(toy: Toy, bench: Bench, *works: Submission, again: int = 0, **how: bool) -> list[list[Trial]]:
    course, exercise = course_of(toy)
    jobs = [Job(exercise, one) for one in works]
    return judge(Plan(course, bench, jobs, with_hidden=True, asked_again=again, **how))


def statuses(trials: list[Trial]) -> dict[str, Status]:
    return {trial.result.name: trial.result.status for trial in trials}


def test_public_checks_share_one_worker_and_hidden_ones_another(toy, bench, workers):
    (trials,) = judged(toy, bench, work(toy))

    assert set(statuses(trials).values()) == {Status.PASSED}
    assert sorted(workers) == ["", "hidden", "public"]  # one that measures time has its own


def test_a_check_marked_fresh_has_a_worker_of_its_own(toy, bench, workers):
    checks = bench.layout.public_checks("scaling")
    checks.write_text(
        checks.read_text().replace("def test_counter_starts", "@pytest.mark.fresh\ndef test_counter_starts")
    )

    judged(toy, bench, work(toy))

    assert sorted(workers) == ["", "", "hidden", "public"]


def test_another_submission_has_workers_of_its_own(toy, bench, workers):
    other = work(toy, "OTHER = 1")

    judged(toy, bench, work(toy), other)

    assert sorted(workers) == ["", "", "hidden", "hidden", "public", "public"]


def test_every_known_mistake_has_the_same_verdicts_either_way(toy, bench):
    _, exercise = course_of(toy)
    works = [work(toy), *(one.submission for one in load_all(exercise, bench.layout))]

    shared = judged(toy, bench, *works)
    fresh = judged(toy, bench, *works, is_sharing=False)

    assert list(map(statuses, shared)) == list(map(statuses, fresh))


def test_what_fails_is_told_as_in_a_fresh_worker(toy, bench):
    wrong = work(toy, "def double(x):\n    print('here')\n    return x + 1\n")

    (shared,), (fresh,) = judged(toy, bench, wrong), judged(toy, bench, wrong, is_sharing=False)

    for one, other in zip(shared, fresh, strict=True):
        assert one.result.feedback == other.result.feedback
        assert one.result.output == other.result.output


def test_code_that_is_wrong_at_first_earns_nothing_by_it(toy, bench):
    late = work(toy, "if len(seen) < 3:\n    total = double = Counter = None\n", MEMORY)

    (trials,) = judged(toy, bench, late, again=100)

    assert Status.PASSED not in statuses(trials).values()


def test_code_that_is_right_at_first_is_judged_by_fresh_workers_alone(toy, bench):
    early = work(toy, "if len(seen) > 2:\n    total = double = Counter = None\n", MEMORY)

    (trials,) = judged(toy, bench, early)

    assert set(statuses(trials).values()) == {Status.PASSED}


def test_what_a_hidden_check_asks_reaches_no_public_one(toy, bench):
    spy = work(
        toy,
        "asked = np.__dict__.setdefault('asked_before', [])\nold = double\n"
        "def double(x):\n    print('EMPTY' if any(one == 0 for one in asked) else 'none')\n    asked.append(x.size)\n    return old(x)\n"
        "def total(x):\n    print('SECRET' if 17 in asked else 'none')\n    asked.append(x.size)\n    return float(x.sum())\n",
    )

    (trials,) = judged(toy, bench, spy, is_blocking=False)

    printed = [trial.result.output for trial in trials if trial.result.visibility is Visibility.PUBLIC]
    assert not any("SECRET" in text or "EMPTY" in text for text in printed)


@pytest.mark.parametrize(
    "left",
    [
        "np.sum = None",
        "import threading, time\n    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()",
        "np.seterr(all='raise')",
        "import os\n    os.environ['LEFT'] = 'behind'",
        "import sys\n    sys.setrecursionlimit(500)",
        "import warnings\n    warnings.simplefilter('error')",
        "import builtins\n    builtins.reversed = None",
    ],
)
def test_a_worker_with_something_left_in_it_serves_no_more(left, toy, bench, workers):
    untidy = work(toy, f"old = double\ndef double(x):\n    answer = old(x)\n    {left}\n    return answer\n")

    (trials,) = judged(toy, bench, untidy)

    assert statuses(trials)["test_doubles_every_entry"] is Status.PASSED
    assert workers.count("public") > 1


def test_a_file_left_behind_is_no_help_to_the_next_check(toy, bench):
    keeper = work(
        toy,
        "import pathlib, tempfile\nplace = pathlib.Path(tempfile.gettempdir()) / 'kept'\nhad = place.exists()\n"
        "def double(x):\n    try:\n        place.write_text('1')\n    except OSError:\n        pass\n    return 2 * x if not had else x\n",
    )

    (trials,) = judged(toy, bench, keeper, again=100)

    assert set(statuses(trials).values()) == {Status.PASSED}


@pytest.mark.slow
@pytest.mark.parametrize("slug", ["backprop", "autograd", "parameters", "feature_maps"])
def test_right_and_wrong_solutions_of_the_course_have_the_same_verdicts_either_way(slug, tmp_path):
    course = course_file.load(copy_of_course(tmp_path))
    exercise, bench = course.exercise(slug), Bench(Layout(course.root))
    assert exercise is not None
    wrong = [one.submission for one in load_all(exercise, bench.layout)]
    works = [*(right.submission for right in load_right(bench.layout, slug)), *wrong[::5]]
    try:
        plan = Plan(course, bench, [Job(exercise, one) for one in works], with_hidden=True, is_blocking=False)
        plan = replace(plan, recordings={slug: record(course, exercise, bench, plan.hidden_seed)})
        shared, fresh = judge(plan), judge(replace(plan, is_sharing=False))
    finally:
        bench.close()

    for one, other in zip(shared, fresh, strict=True):
        assert _untimed(one) == _untimed(other)


def _untimed(trials: list[Trial]) -> dict[str, Status]:
    """A timing on a busy machine may be told again."""
    return {trial.result.name: trial.result.status for trial in trials if not trial.is_timed and not trial.timings}
