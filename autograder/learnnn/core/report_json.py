"""Reports as JSON, for other programs and to be kept. `schema_version` changes when a field changes its meaning."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import msgspec

from learnnn.core.errors import CourseError
from learnnn.core.model import (
    CheckResult,
    Course,
    Environment,
    Layer,
    Report,
    Submission,
    Tally,
    Task,
    TaskResult,
    Verdict,
)

SCHEMA_VERSION = 1


def dumps(reports: Sequence[Report]) -> str:
    """All reports as one JSON document, with what students may read now."""
    return json.dumps({"schema_version": SCHEMA_VERSION, "reports": [to_dict(report) for report in reports]}, indent=2)


def course_dumps(course: Course) -> str:
    """The course's list of exercises as one JSON document."""
    exercises = [
        {
            "slug": exercise.slug,
            "title": exercise.title,
            "module": exercise.module,
            "prerequisites": list(exercise.prerequisites),
            "points": exercise.points,
            "tasks": [asdict(task) for task in exercise.tasks],
            "reflections": [asdict(reflection) for reflection in exercise.reflections],
        }
        for exercise in course.exercises
    ]
    return json.dumps({"schema_version": SCHEMA_VERSION, "title": course.title, "exercises": exercises}, indent=2)


def class_dumps(course: Course, tallies: Sequence[Tally], verdicts: Sequence[Verdict], newly: int, store: Path) -> str:
    """How a class stands as one JSON document; the reports themselves are in the store."""
    content = {
        "schema_version": SCHEMA_VERSION,
        "title": course.title,
        "store": str(store),
        "newly": newly,
        "exercises": [
            asdict(tally) | {"misconceptions": [{"name": name, "count": count} for name, count in tally.misconceptions]}
            for tally in tallies
        ],
        "verdicts": [_verdict(verdict) for verdict in verdicts],
    }
    return json.dumps(content, indent=2)


def from_dict(content: dict[str, Any], course: Course) -> Report:
    """The report that `to_dict` wrote, for an exercise of the course; the source itself was not in it."""
    exercise, submission = course.exercise(content["exercise"]), content["submission"]
    if exercise is None:
        raise CourseError(f"there is no exercise `{content['exercise']}` any more", path=course.root)
    return Report(
        exercise=exercise,
        tasks=tuple(_task_result(task) for task in content["tasks"]),
        environment=msgspec.convert(content["environment"], Environment),
        submission=Submission(exercise.slug, Path(submission["path"]), "", submission["sha256"])
        if submission
        else None,
        problem=content["problem"],
        is_grade=content["is_grade"],
    )


def to_dict(report: Report, layer: Layer = Layer.NOW) -> dict[str, Any]:
    """One report as plain data, with the texts that a reader of this layer may see."""
    submission = report.submission
    return {
        "exercise": report.exercise.slug,
        "title": report.exercise.title,
        "passed": report.passed,
        "is_grade": report.is_grade,
        "problem": report.problem,
        "points": {"earned": report.earned, "possible": report.possible},
        "submission": {"path": str(submission.path), "sha256": submission.sha256} if submission else None,
        "environment": asdict(report.environment),
        "tasks": [
            {
                "name": result.task.name,
                "title": result.task.title,
                "status": result.status.value,
                "points": {"earned": result.earned, "possible": result.possible},
                "checks": [_check(check.at(layer)) for check in result.checks],
            }
            for result in report.tasks
        ],
    }


def _task_result(content: dict[str, Any]) -> TaskResult:
    points = content["points"]
    task = Task(content["name"], content["title"], points["possible"])
    checks = tuple(msgspec.convert(check | {"task": task.name}, CheckResult) for check in content["checks"])
    return TaskResult(task, checks, points["earned"], points["possible"])


def _verdict(verdict: Verdict) -> dict[str, Any]:
    content = asdict(verdict) | {"standing": verdict.standing.value}
    del content["report"]
    return content


def _check(check: CheckResult) -> dict[str, Any]:
    withheld = {"withheld": asdict(check.withheld)} if check.withheld is not None else {}
    return withheld | {
        "name": check.name,
        "title": check.title,
        "status": check.status.value,
        "visibility": check.visibility.value,
        "weight": check.weight,
        "feedback": asdict(check.feedback) if check.feedback else None,
        "output": check.output,
        "duration_s": round(check.duration_s, 4),
        "exception": check.exception,
    }
