"""Predict, then run: asks on a terminal before a check, and compares afterwards with what the student's own code gave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from learnnn.cli.output import progress, write
from learnnn.core.errors import CourseError
from learnnn.core.learning import Answer, Prediction, State
from learnnn.core.model import Course, Exercise, Report
from learnnn.course.layout import Layout
from learnnn.desk.predictions import load, parse, read_record, reveal, write_record
from learnnn.desk.progress import Progress
from learnnn.judge.bench import Bench
from learnnn.report.render import line, notice_lines, prediction_lines, question_lines

PROMPT = "Your prediction (Enter to skip): "


@dataclass(frozen=True, slots=True)
class Said:
    """What a student predicted."""

    exercise: Exercise
    prediction: Prediction
    answer: Answer


def next_exercise(course: Course) -> list[Exercise]:
    """The first exercise that has not passed: what a student who names none is working on."""
    kept = Progress.open(course)
    unfinished = (one for one in course.exercises if kept.stand(one).state is not State.PASSED)
    return [one for one in (next(unfinished, None),) if one is not None]


def ask(course: Course, exercises: Iterable[Exercise]) -> list[Said]:
    """Ask for each prediction that was neither answered nor skipped before; what is skipped now is not asked again."""
    layout, said = Layout(course.root), []
    record = read_record(layout.prediction_record())
    for exercise in exercises:
        for prediction in _predictions(exercise, layout):
            if prediction.known_as in record:
                continue
            answer = _answer(prediction)
            if answer is None:
                record[prediction.known_as] = None
                _remember(layout, record)
            else:
                said.append(Said(exercise, prediction, answer))
    return said


def tell(course: Course, said: Sequence[Said], reports: Iterable[Report]) -> None:
    """Run the student's code, and compare. What it cannot answer yet is asked again next time."""
    submissions = {report.exercise.slug: report.submission for report in reports if report.submission is not None}
    layout = Layout(course.root)
    record, bench = read_record(layout.prediction_record()), Bench(layout)
    try:
        for one in said:
            submission = submissions.get(one.exercise.slug)
            if submission is None:
                continue
            with progress("asking your code"):
                told = reveal(one.exercise, one.prediction, one.answer, bench, submission)
            write([line(), *prediction_lines(told)])
            if not told.problem:
                record[one.prediction.known_as] = str(one.answer)
    finally:
        bench.close()
    _remember(layout, record)


def _predictions(exercise: Exercise, layout: Layout) -> list[Prediction]:
    """Those of the exercise; a mistake in them is the course's, and keeps nobody from being checked."""
    try:
        return load(exercise, layout)
    except CourseError as error:
        write(notice_lines(str(error)), err=True)
        return []


def _answer(prediction: Prediction) -> Answer | None:
    """What the student says; None if they skip it."""
    write(question_lines(prediction))
    while True:
        try:
            text = input(PROMPT).strip()
        except EOFError:
            text = ""
        if not text:
            return None
        answer = parse(prediction.kind, text)
        if answer is not None:
            return answer
        write([line(f"write {prediction.kind.value}, or press Enter to skip", "yellow")])


def _remember(layout: Layout, record: dict[str, str | None]) -> None:
    try:
        write_record(layout.prediction_record(), record)
    except OSError as error:
        write([line(f"This prediction cannot be remembered: {error}", "yellow")], err=True)
