"""Reports as JSON, for other programs. `schema_version` changes when a field changes its meaning."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from learnnn.model import CheckResult, Course, Report

SCHEMA_VERSION = 1


def dumps(reports: Sequence[Report]) -> str:
    """All reports as one JSON document."""
    return json.dumps({"schema_version": SCHEMA_VERSION, "reports": [to_dict(report) for report in reports]}, indent=2)


def course_dumps(course: Course) -> str:
    """The course's list of exercises as one JSON document."""
    exercises = [
        {
            "slug": exercise.slug,
            "title": exercise.title,
            "points": exercise.points,
            "tasks": [asdict(t) for t in exercise.tasks],
        }
        for exercise in course.exercises
    ]
    return json.dumps({"schema_version": SCHEMA_VERSION, "title": course.title, "exercises": exercises}, indent=2)


def to_dict(report: Report) -> dict[str, Any]:
    """One report as plain data."""
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
                "checks": [_check(check) for check in result.checks],
            }
            for result in report.tasks
        ],
    }


def _check(check: CheckResult) -> dict[str, Any]:
    return {
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
