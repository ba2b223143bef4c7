"""Right solutions that look like no other pass every check: what the contract leaves open, no check may close.

Each file in `samples/unusual` is a correct solution that someone could write who had seen the statement and the stub, and
nothing else; its docstring names what is unusual about it. The three of an exercise are graded at once, with the hidden
checks.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from learnnn.core.model import CheckResult, Status
from learnnn.course import course_file
from learnnn.course import submission as submissions
from learnnn.course.layout import Layout
from learnnn.judge.bench import Bench
from learnnn.judge.grading import judge
from learnnn.judge.trials import Job, Plan, Trial
from learnnn.worker.launch import Launchers
from tests.conftest import SAMPLES, copy_of_course

UNUSUAL = SAMPLES / "unusual"
SLUGS = sorted(folder.name for folder in UNUSUAL.iterdir() if folder.is_dir())
FINE = {Status.PASSED, Status.NOT_RUN}  # the latter: a device that this machine lacks


def samples(slug: str) -> list[Path]:
    return sorted((UNUSUAL / slug).glob("*.py"))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_course(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def launchers() -> Iterator[Launchers]:
    launchers = Launchers()
    yield launchers
    launchers.close()


def grade(root: Path, slug: str, launchers: Launchers) -> dict[Path, list[Trial]]:
    """What becomes of the samples of an exercise, all checks included."""
    course = course_file.load(root)
    exercise = course.exercise(slug)
    assert exercise is not None
    bench = Bench(Layout(root), launchers=launchers)
    jobs = [Job(exercise, submissions.read(path, slug)) for path in samples(slug)]
    try:
        judged = judge(Plan(course, bench, jobs, with_hidden=True, hidden_seed="unusual"))
    finally:
        bench.empty()  # the launchers serve the other exercises too
    return dict(zip(samples(slug), judged, strict=True))


def told(path: Path, check: CheckResult) -> str:
    """A check that rejects the file, and all that it says."""
    words = [f"{path.parent.name}/{path.stem}: {check.function} is {check.status.value}"]
    if check.feedback is not None:
        words += [check.feedback.happened, check.feedback.evidence, check.feedback.look_at]
    return "\n    ".join(word for word in words if word)


def rejections(graded: dict[Path, Sequence[Trial]]) -> list[str]:
    return [
        told(path, trial.result)
        for path, trials in graded.items()
        for trial in trials
        if trial.result.status not in FINE
    ]


@pytest.mark.slow
@pytest.mark.parametrize("slug", SLUGS)
def test_unusual_solutions_pass_every_check(slug: str, root: Path, launchers: Launchers) -> None:
    graded = grade(root, slug, launchers)

    rejected = rejections(graded)

    assert all(graded.values()), "a file was not graded at all"
    assert not rejected, "\n" + "\n".join(rejected)


def test_each_sample_says_in_a_line_what_is_unusual() -> None:
    for path in UNUSUAL.glob("*/*.py"):
        words = ast.get_docstring(ast.parse(path.read_text()))

        assert words is not None and len(words.splitlines()) == 1, path


def test_an_exercise_has_three_unusual_solutions() -> None:
    assert {slug: len(samples(slug)) for slug in SLUGS} == dict.fromkeys(SLUGS, 3)
