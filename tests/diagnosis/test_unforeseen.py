"""Mistakes that nobody foresaw are told no false cause; those that somebody foresaw are told their own.

Each file in `samples/unforeseen` is a wrong solution that is not in the catalogue. Its docstring says what is wrong, and
lists below `true:` the known-wrong solutions whose diagnosis would be true of it (often none), and below `relation:` the
relations between answer and expectation that are. Whatever else is told is false. Somebody has read every message.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from learnnn.core.model import FAILING, CheckResult, Status, Visibility
from learnnn.course import course_file
from learnnn.course import submission as submissions
from learnnn.course.layout import Layout
from learnnn.diagnosis.catalogue import Catalogue
from learnnn.diagnosis.causes import explain, failing_names, judged_names
from learnnn.diagnosis.misconceptions import Misconception, load_all
from learnnn.judge.bench import Bench
from learnnn.judge.grading import judge
from learnnn.judge.trials import Job, Plan, Trial
from learnnn.worker.launch import Launchers
from tests.conftest import ROOT, SAMPLES, copy_of_course

UNFORESEEN = sorted((SAMPLES / "unforeseen").glob("*/*.py"))
SLUGS = sorted({path.parent.name for path in UNFORESEEN})
RELATIONS = (
    "wrong sign", "zero everywhere", "transposed", "reversed along", "times too large", "times too small",
    "off by the same amount", "one minus what", "in the wrong places", "in another shape", "an axis too many",
    "of its entries is what is expected", "lost an axis",
)  # fmt: skip


FAILS_OR_NOISY = FAILING | {Status.INCONCLUSIVE}  # a timing on a busy machine


@dataclass(frozen=True)
class Sample:
    """What the docstring of a file says about it."""

    causes: frozenset[str]
    relations: frozenset[str]

    @classmethod
    def read(cls, path: Path) -> Sample:
        lists: dict[str, list[str]] = {"true:": [], "relation:": []}
        current: list[str] = []
        for row in (ast.get_docstring(ast.parse(path.read_text())) or "").splitlines():
            current = lists.get(row, current)
            if row not in lists and row.strip():
                current.append(row.strip())
        return cls(frozenset(lists["true:"]), frozenset(lists["relation:"]))


class Class:
    """The course, judging; what a file was told is remembered, since one exercise is judged in one go."""

    def __init__(self, root: Path, launchers: Launchers) -> None:
        self.course = course_file.load(root)
        self._layout = Layout(root)
        self._launchers = launchers
        self._told: dict[str, dict[Path, dict[str, list[CheckResult]]]] = {}

    def told(self, path: Path) -> dict[str, list[CheckResult]]:
        """The results of a file, as its student sees them from the public checks alone, and when it is graded."""
        slug = path.parent.name
        if slug not in self._told:
            self._told[slug] = self._grade(slug, [one for one in UNFORESEEN if one.parent.name == slug])
        return self._told[slug][path]

    def known_wrong(self, slug: str) -> list[tuple[Misconception, list[Trial]]]:
        """The known-wrong solutions, and what the public checks tell a student who hands one of them in."""
        exercise = self.course.exercise(slug)
        assert exercise is not None
        wrong = load_all(exercise, self._layout)
        plan = Plan(self.course, self._bench(), [Job(exercise, one.submission) for one in wrong])
        try:
            catalogue = Catalogue(exercise, plan)
            return [(one, _explained(trials, catalogue)) for one, trials in zip(wrong, judge(plan), strict=True)]
        finally:
            plan.bench.empty()

    def _grade(self, slug: str, paths: Sequence[Path]) -> dict[Path, dict[str, list[CheckResult]]]:
        exercise = self.course.exercise(slug)
        assert exercise is not None
        jobs = [Job(exercise, submissions.read(path, slug)) for path in paths]
        plan = Plan(self.course, self._bench(), jobs, with_hidden=True, hidden_seed="unforeseen")
        try:
            judged = judge(plan)
            catalogue = Catalogue(exercise, plan)
            return {
                path: {"public checks": _told(_public(trials), catalogue), "all checks": _told(trials, catalogue)}
                for path, trials in zip(paths, judged, strict=True)
            }
        finally:
            plan.bench.empty()

    def _bench(self) -> Bench:
        return Bench(self._layout, launchers=self._launchers)


def _told(trials: Sequence[Trial], catalogue: Catalogue) -> list[CheckResult]:
    return [trial.result for trial in _explained(trials, catalogue)]


def _explained(trials: Sequence[Trial], catalogue: Catalogue) -> list[Trial]:
    failing = failing_names(trials)
    return explain(trials, catalogue.entries_for(failing, judged_names(trials)) if failing else [])


def _fails(trial: Trial) -> bool:
    return trial.result.status in FAILING


def _public(trials: Iterable[Trial]) -> list[Trial]:
    return [trial for trial in trials if trial.result.visibility is Visibility.PUBLIC]


@pytest.fixture(scope="module")
def judges(tmp_path_factory: pytest.TempPathFactory, catalogue: Path) -> Iterator[Class]:
    root = copy_of_course(tmp_path_factory.mktemp("course"), catalogue)
    launchers = Launchers()
    yield Class(root, launchers)
    launchers.close()


@pytest.mark.slow
@pytest.mark.parametrize("path", UNFORESEEN, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_false_cause_is_told(path: Path, judges: Class) -> None:
    sample = Sample.read(path)

    told = judges.told(path)

    assert any(check.status in FAILS_OR_NOISY for check in told["all checks"])
    for seen in told.values():
        feedback = [check.feedback for check in seen if check.feedback is not None]
        assert {one.misconception for one in feedback} - {None} <= sample.causes
        words = "\n".join(f"{one.happened}\n{one.evidence}\n{one.look_at}" for one in feedback if not one.misconception)
        assert {relation for relation in RELATIONS if relation in words} <= sample.relations
    assert Status.BROKEN not in {check.status for check in told["all checks"]}


@pytest.mark.slow
@pytest.mark.parametrize("slug", SLUGS)
def test_a_foreseen_mistake_is_named_by_the_public_checks_that_must_catch_it(slug: str, judges: Class) -> None:
    for misconception, trials in judges.known_wrong(slug):
        told = {trial.result.feedback.misconception for trial in trials if trial.result.feedback is not None} - {None}
        caught = [trial for trial in trials if trial.result.function in misconception.required and _fails(trial)]

        assert told <= {misconception.name}
        if not all(trial.timings for trial in caught):  # how slow it is differs from time to time on a busy machine
            assert told, misconception.name


def test_what_is_true_of_a_sample_is_in_the_catalogue() -> None:
    for path in UNFORESEEN:
        folder = Layout(ROOT).wrong_folder(path.parent.name)
        sample, known = Sample.read(path), {one.stem for one in folder.iterdir()}

        assert sample.causes <= known, path
        assert sample.relations <= set(RELATIONS), path
        assert path.stem not in known, path
