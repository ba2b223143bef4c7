"""The course checks itself: stubs fail, references pass, every known-wrong solution is caught and named, texts agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from learnnn.authoring import bundling, mistakes, strange
from learnnn.authoring.mistakes import Styles, try_mistakes
from learnnn.core.errors import LearnnnError
from learnnn.core.findings import Finding, Validation
from learnnn.core.model import Course, Exercise, Status, Submission
from learnnn.course import contracts, hints, reflections
from learnnn.course import submission as submissions
from learnnn.course.layout import Layout
from learnnn.course.right_styles import REFERENCE, Right, load_right
from learnnn.desk import pictures, predictions
from learnnn.diagnosis.misconceptions import load_all
from learnnn.judge import recordings
from learnnn.judge.bench import Bench, staying
from learnnn.judge.grading import judge
from learnnn.judge.trials import Job, Plan, Trial, unwatched
from learnnn.system import processes

Advance = Callable[..., None]
HINTS_PER_TASK = range(2, 5)
MARGIN = 2.0  # how far measured ratios stay from a timed limit, on both sides


@dataclass(frozen=True, slots=True)
class Thoroughness:
    """Over which right solutions each mistake is laid, whether it is shown to all checks, and strange answers as well."""

    styles: Styles = Styles.TURNS
    all_checks: bool = False
    strange: bool = False


def validate(
    course: Course,
    exercises: Sequence[Exercise],
    *,
    seed: str,
    jobs: int,
    progress: Callable[[str], AbstractContextManager[Advance]],
    how: Thoroughness = Thoroughness(),
) -> Iterator[Validation]:
    """The exercises in their order, `jobs` at the same time; one at a time has a progress bar of its own."""
    if min(jobs, len(exercises)) > 1:
        yield from processes.each(partial(_validate_alone, course, seed, how), exercises, jobs)
        return
    with staying(Layout(course.root)) as bench:
        for exercise in exercises:
            bench.warm(exercise)
            with progress(f"validating {exercise.slug}") as advance:
                validation = _validate_one(course, exercise, bench, seed, how, advance)
            yield validation


def _validate_alone(course: Course, seed: str, how: Thoroughness, exercise: Exercise) -> Validation:
    """In a process for this one."""
    (validation,) = validate(course, [exercise], seed=seed, jobs=1, progress=lambda _: nullcontext(unwatched), how=how)
    return validation


def stray_folders(course: Course) -> list[Finding]:
    """Folders of exercises or solutions that course.yml does not list."""
    layout = Layout(course.root)
    known = {exercise.slug for exercise in course.exercises}
    return [
        Finding(f"course.yml does not list `{folder.name}`", folder)
        for parent in (layout.exercises, layout.solutions)
        if parent.is_dir()
        for folder in sorted(parent.iterdir())
        if folder.is_dir() and folder.name not in known and folder.name != "__pycache__"
    ]


def _validate_one(
    course: Course, exercise: Exercise, bench: Bench, seed: str, how: Thoroughness, advance: Advance
) -> Validation:
    layout = bench.layout
    missing = list(_missing_files(exercise, layout))
    if missing:
        return Validation(exercise, tuple(missing))
    try:
        wrong = load_all(exercise, layout)
        stub = submissions.read(layout.stub(exercise.slug), exercise.slug)
        reference, *styles = load_right(layout, exercise.slug)
        nothing = replace(stub, source=stub.source.replace("raise NotImplementedError", "return None"))
        plan = Plan(
            course,
            bench,
            (),
            with_hidden=True,
            hidden_seed=seed,
            is_blocking=False,
            on_progress=advance,
            is_own_code=True,
        )
        first = Job(exercise, reference.submission)
        (of_reference,) = judge(replace(plan, jobs=[first], is_recording=True))
        plan = replace(plan, recordings={exercise.slug: recordings.of(of_reference)})
        others = [Job(exercise, one) for one in (stub, nothing, *(style.submission for style in styles))]
        of_stub, of_nothing, *of_styles = judge(replace(plan, jobs=others))
        right = {
            one.style: trials for one, trials in zip((reference, *styles), (of_reference, *of_styles), strict=True)
        }
        tried = try_mistakes(exercise, wrong, right, plan, styles=how.styles, all_checks=how.all_checks)
        of_strange = list(_strange(stub, reference.submission, exercise, plan)) if how.strange else []
        of_predictions = list(_predictions(exercise, bench, reference.submission))
        of_pictures = list(_pictures(course, exercise, bench, reference.submission, (stub, nothing)))
    except LearnnnError as error:
        return Validation(exercise, (Finding(str(error), error.path or course.root),))
    public = layout.public_checks(exercise.slug)
    findings = [
        *_texts(exercise, layout, stub.source, reference.submission.source),
        *_reflections(exercise, layout),
        *_every_task_has_checks(exercise, of_stub, layout),
        *_stub_fails(of_stub, stub.path),
        *_nothing_earns_nothing(of_nothing, public),
        *(finding for one in (reference, *styles) for finding in _right_passes(one, right[one.style])),
        *mistakes.findings(wrong, tried),
        *_recorded_answers_suffice([one.trials for one in tried], public),
        *_timing_has_margin(of_reference, reference.submission.path),
        *_counts_earn_nothing(of_reference, public),
        *of_strange,
        *of_predictions,
        *of_pictures,
    ]
    not_run = sum(trial.result.status is Status.NOT_RUN for trial in of_reference)
    return Validation(exercise, tuple(findings), len(of_reference), not_run, len(wrong))


def _strange(stub: Submission, right: Submission, exercise: Exercise, plan: Plan) -> Iterator[Finding]:
    """Checks that break on answers that no contract knows."""
    ones = strange.of(stub, right, strange.ANSWERS)
    judged = judge(replace(plan, jobs=[Job(exercise, one.submission) for one in ones]))
    yield from strange.findings(ones, judged)


def _missing_files(exercise: Exercise, layout: Layout) -> Iterator[Finding]:
    slug = exercise.slug
    wanted = [
        layout.stub(slug), layout.statement(slug), layout.public_checks(slug), layout.hints(slug),
        layout.reference(slug), layout.hidden_checks(slug),
    ]  # fmt: skip
    if exercise.predict:
        wanted.append(layout.predictions(slug))
    if exercise.reflections:
        wanted += [layout.reflections(slug), layout.mark_scheme(slug)]
    yield from (Finding("this file is missing", path) for path in wanted if not path.is_file())
    if not layout.wrong(slug):
        yield Finding("there is no known-wrong solution", layout.wrong_folder(slug))
    known = {*wanted, layout.stage(slug), layout.pictures(slug), layout.equivalent(slug), layout.wrong_folder(slug)}
    known.add(layout.right_folder(slug))
    for folder in (layout.exercises / slug, layout.solutions / slug):
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path not in known and path.name != "__pycache__":
                yield Finding("this file belongs to nothing", path)


def _texts(exercise: Exercise, layout: Layout, stub: str, reference: str) -> Iterator[Finding]:
    path = layout.reference(exercise.slug)
    yield from (Finding(difference, path) for difference in contracts.differences(stub, reference))
    path, names = layout.hints(exercise.slug), [task.name for task in exercise.tasks]
    given = hints.load(path)
    if list(given) != names:
        yield Finding(f"hints are for {', '.join(given)}; the tasks are {', '.join(names)}", path)
    for name, steps in given.items():
        if len(steps) not in HINTS_PER_TASK:
            yield Finding(f"`{name}` has {len(steps)} hints; two to four are wanted", path)


def _reflections(exercise: Exercise, layout: Layout) -> Iterator[Finding]:
    """Each has its question and, for those who grade it, what a good answer contains; no text is left over."""
    if not exercise.reflections:
        return
    names, slug = [reflection.name for reflection in exercise.reflections], exercise.slug
    for path, what in ((layout.reflections(slug), "question"), (layout.mark_scheme(slug), "mark scheme")):
        texts = reflections.load(path)
        for name in names:
            if not texts.get(name):
                yield Finding(f"the reflection `{name}` has no {what}: write it below a heading `## {name}`", path)
        for name in texts:
            if name not in names:
                yield Finding(f"course.yml lists no reflection `{name}`: add it there, or remove this section", path)


def _every_task_has_checks(exercise: Exercise, trials: Sequence[Trial], layout: Layout) -> Iterator[Finding]:
    tested = {trial.result.task for trial in trials}
    for task in exercise.tasks:
        if task.name not in tested:
            yield Finding(f"no check looks at the task `{task.name}`", layout.public_checks(exercise.slug))


def _stub_fails(trials: Iterable[Trial], path: Path) -> Iterator[Finding]:
    """For the right reason: because it is not written yet."""
    for trial in trials:
        status = trial.result.status
        if not trial.result.is_unwritten and status is not Status.NOT_RUN:
            what = f"the stub is not told by {trial.result.name} that it is unwritten, but {status.value}"
            yield Finding(f"{what}. {trial.staff_note}".rstrip(), path)


def _nothing_earns_nothing(trials: Iterable[Trial], path: Path) -> Iterator[Finding]:
    """A stub that returns None everywhere earns no point. A timing counts only where the answers are right."""
    for trial in trials:
        if trial.result.passed and not trial.timings:
            yield Finding(
                f"{trial.result.name} is content with functions that return None: let it look at the answer", path
            )


def _right_passes(right: Right, trials: Iterable[Trial]) -> Iterator[Finding]:
    who = "the reference" if right.style == REFERENCE else "this right solution"
    for trial in trials:
        status = trial.result.status
        if status not in (Status.PASSED, Status.NOT_RUN):
            told = f"{who} does not pass {trial.result.name} ({status.value}). {trial.staff_note}"
            yield Finding(told, right.submission.path)


def _recorded_answers_suffice(judged: Iterable[Sequence[Trial]], path: Path) -> Iterator[Finding]:
    """Students have no reference, but what it said when it was asked what a right solution leads to."""
    for name in bundling.beyond_recording(judged):
        yield Finding(
            f"{name} asks the reference what depends on the student's answers: ask it before, or without", path
        )


def _timing_has_margin(trials: Iterable[Trial], path: Path) -> Iterator[Finding]:
    for trial in trials:
        for timing in trial.timings:
            if timing.ratio * MARGIN > timing.at_most:
                yield Finding(
                    f"{trial.result.name}: the reference itself takes {timing.ratio:.1f} of {timing.at_most:g}", path
                )


def _counts_earn_nothing(trials: Iterable[Trial], path: Path) -> Iterator[Finding]:
    """What a device counts is counted in the process of the code that is judged: good as advice, and no reason for points."""
    for trial in trials:
        is_asked = any(exchange.expression == "device_report" for exchange in trial.record)
        if is_asked and trial.result.weight:
            told = f"{trial.result.name} earns points by what a device counts, which a submission can forge"
            yield Finding(f"{told}: mark it with `weight(0)`, as advice", path)


def _predictions(exercise: Exercise, bench: Bench, reference: Submission) -> Iterator[Finding]:
    """Each has its question and its explanation, and an answer from the reference. Raises CourseError at the first without."""
    path = bench.layout.predictions(exercise.slug)
    for prediction in predictions.load(exercise, bench.layout):
        told = predictions.reveal(exercise, prediction, "", bench, reference)
        if told.problem:
            yield Finding(f"the reference has no answer to `{prediction.name}`: {told.problem}", path)


def _pictures(
    course: Course, exercise: Exercise, bench: Bench, reference: Submission, unwritten: Sequence[Submission]
) -> Iterator[Finding]:
    """Each is drawn from the reference, labelled and explained; from a stub there is a problem, in our own words."""
    path = bench.layout.pictures(exercise.slug)
    for picture in pictures.draw(course, exercise, bench, reference):
        if not (picture.title and picture.look_at):
            yield Finding(
                f"{picture.name}: its docstring says what is drawn and, below an empty line, what to look at", path
            )
        if picture.problem:
            yield Finding(
                f"{picture.name} cannot be drawn from the reference. {picture.problem} {picture.note}".rstrip(), path
            )
        elif picture.note:
            yield Finding(f"{picture.name}: {picture.note}", path)
    for stub in unwritten:
        for picture in pictures.draw(course, exercise, bench, stub):
            if picture.is_drawn:
                yield Finding(f"{picture.name} is drawn though nothing is written: ask the student's code", path)
            elif picture.note:
                yield Finding(
                    f"{picture.name} breaks on answers that are no numbers: use a guard. {picture.note}", path
                )
