"""Do timed checks ever fail honest code, or let slow code through, while every core is kept busy?

Runs each exercise's timed checks many times on its reference, and on the known-wrong solutions that name a timed check,
with one busy process per core beside it. Prints verdicts and the ratios measured.

    python benchmarks/timed_checks.py [--runs 1000] [--slow-runs 50] [--exercises forward,losses]
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
from collections import Counter
from pathlib import Path

import chosen

from learnnn.core.model import Exercise, Submission
from learnnn.course import course_file
from learnnn.course import submission as submissions
from learnnn.course.layout import Layout
from learnnn.diagnosis.misconceptions import load_all
from learnnn.judge.bench import Bench
from learnnn.judge.grading import judge
from learnnn.judge.trials import Job, Plan

ROOT = Path(__file__).parent.parent


def burn() -> None:
    """Keep one core busy."""
    while True:
        sum(i * i for i in range(100_000))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=1000, help="runs of each timed check on the reference")
    parser.add_argument("--slow-runs", type=int, default=50, help="runs on each slow known-wrong solution")
    chosen.add_option(parser)
    options = parser.parse_args()
    course = course_file.load(ROOT)
    wanted = chosen.slugs(course, options.exercises)
    burners = [multiprocessing.Process(target=burn, daemon=True) for _ in range(os.cpu_count() or 1)]
    for burner in burners:
        burner.start()
    bench = Bench(Layout(ROOT))
    try:
        for exercise in (one for one in course.exercises if one.slug in wanted):
            _measure(exercise, bench, options.runs, options.slow_runs)
    finally:
        bench.close()
        for burner in burners:
            burner.terminate()


def _measure(exercise: Exercise, bench: Bench, runs: int, slow_runs: int) -> None:
    reference = submissions.read(bench.layout.reference(exercise.slug), exercise.slug)
    timed = _timed_checks(exercise, reference, bench)
    if not timed:
        return
    _report(f"{exercise.slug}: reference", exercise, reference, timed, bench, runs)
    for wrong in load_all(exercise, bench.layout):
        named = frozenset(timed & wrong.required)
        if named:
            _report(f"{exercise.slug}: {wrong.name}", exercise, wrong.submission, named, bench, slow_runs)


def _timed_checks(exercise: Exercise, reference: Submission, bench: Bench) -> frozenset[str]:
    course = course_file.load(bench.layout.root)
    trials = judge(Plan(course, bench, [Job(exercise, reference)], with_hidden=True, is_blocking=False))[0]
    return frozenset(trial.result.name for trial in trials if trial.timings)


def _report(
    label: str, exercise: Exercise, submission: Submission, checks: frozenset[str], bench: Bench, runs: int
) -> None:
    course = course_file.load(bench.layout.root)
    jobs = [Job(exercise, submission, checks=checks)] * runs
    trials = [trial for job in judge(Plan(course, bench, jobs, with_hidden=True, is_blocking=False)) for trial in job]
    for name in sorted(checks):
        mine = [trial for trial in trials if trial.result.name == name]
        verdicts = dict(Counter(trial.result.status.value for trial in mine))
        ratios = sorted(timing.ratio for trial in mine for timing in trial.timings)
        limits = {timing.at_most for trial in mine for timing in trial.timings}
        spread = f"ratio {ratios[0]:.2f} to {ratios[-1]:.2f}, allowed {max(limits):g}" if ratios else "no ratio"
        print(f"{label}, {name}: {verdicts}; {spread}", flush=True)


if __name__ == "__main__":
    main()
