"""From the verdicts on a class to its numbers. Pure arithmetic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import mean, median

from learnnn.core.model import Exercise, Standing, Tally, Verdict


def tally(exercises: Sequence[Exercise], verdicts: Iterable[Verdict]) -> list[Tally]:
    """One for each exercise, in their order. Points are of those who have a score; nobody else counts as zero."""
    by_exercise: dict[str, list[Verdict]] = {exercise.slug: [] for exercise in exercises}
    for verdict in verdicts:
        by_exercise[verdict.exercise].append(verdict)
    return [_tally(exercise, by_exercise[exercise.slug]) for exercise in exercises]


def _tally(exercise: Exercise, verdicts: Sequence[Verdict]) -> Tally:
    points = [verdict.earned for verdict in verdicts if verdict.earned is not None]
    seen = Counter(name for verdict in verdicts for name in verdict.misconceptions)
    return Tally(
        exercise=exercise.slug,
        handed_in=len(verdicts),
        graded=sum(verdict.standing.is_settled for verdict in verdicts),
        passed=sum(verdict.standing is Standing.PASSED for verdict in verdicts),
        mean=mean(points) if points else None,
        median=median(points) if points else None,
        possible=max((v.possible for v in verdicts if v.earned is not None), default=exercise.points),
        misconceptions=tuple(sorted(seen.items(), key=lambda pair: (-pair[1], pair[0]))),
    )
