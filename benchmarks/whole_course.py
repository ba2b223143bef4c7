"""How long `learnnn check --all` takes with the reference in every stub's place, on two cores; 90 s are allowed.

    python benchmarks/whole_course.py [--rounds 3] [--exercises perceptron,backprop]

With some exercises only, it tells what these take.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from statistics import median

import chosen
from plain_pytest import ROOT, solved_course

from learnnn.course import course_file

CORES = set(sorted(os.sched_getaffinity(0))[:2])


def main() -> None:
    """Print the time of each round, and where it goes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    chosen.add_option(parser)
    options = parser.parse_args()
    course = course_file.load(ROOT)
    wanted = chosen.slugs(course, options.exercises)
    with tempfile.TemporaryDirectory() as folder:
        root = solved_course(Path(folder))
        chosen.keep_only(root, wanted)
        took, by_exercise = [], defaultdict(list)
        for _ in range(options.rounds):
            start = time.perf_counter()
            done = subprocess.run(
                [sys.executable, "-m", "learnnn.cli", "check", "--all", "--json"],
                cwd=root, capture_output=True, text=True, check=False,
                preexec_fn=lambda: os.sched_setaffinity(0, CORES),
            )  # fmt: skip
            took.append(time.perf_counter() - start)
            reports = json.loads(done.stdout)["reports"]
            failed = [report["exercise"] for report in reports if not report["passed"]]
            for report in reports:
                checks = [check for task in report["tasks"] for check in task["checks"]]
                by_exercise[report["exercise"]].append(sum(check["duration_s"] or 0 for check in checks))
            print(f"{took[-1]:6.1f} s  {len(reports)} exercises, failed: {', '.join(failed) or 'none'}")
    for slug, seconds in sorted(by_exercise.items(), key=lambda item: -median(item[1])):
        print(f"  {median(seconds):5.2f} s  {slug}")
    allowed = f": {median(took) / 90:.2f} of what is allowed" if len(wanted) == len(course.exercises) else ""
    print(f"median {median(took):.1f} s{allowed}")


if __name__ == "__main__":
    main()
