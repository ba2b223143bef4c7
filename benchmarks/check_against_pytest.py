"""What a process of its own costs: `learnnn check` against plain pytest running the same checks in one process.

Both sides take turns on the reference solutions; the ratio is taken pair by pair, so that a machine that speeds up or slows
down changes both. `--learnnn-in-process` is plain pytest: student, reference and checks in one process, no worker.

    python benchmarks/check_against_pytest.py [--rounds 9] [--exercises perceptron,training_loop]
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import chosen
from plain_pytest import ROOT, command, solved_course

from learnnn.course import course_file
from learnnn.worker.limits import ONE_THREAD


def seconds(words: list[str], cwd: Path) -> float:
    """Wall-clock seconds of one whole process; a failing run is an error, not a time."""
    start = time.perf_counter()
    done = subprocess.run(words, cwd=cwd, capture_output=True, text=True, env=os.environ | ONE_THREAD, check=False)
    elapsed = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(f"{' '.join(words)} failed:\n{done.stdout}{done.stderr}")
    return elapsed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    chosen.add_option(parser, "perceptron,training_loop")
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        course = solved_course(Path(folder))
        for slug in chosen.slugs(course_file.load(ROOT), options.exercises):
            ours = [sys.executable, "-m", "learnnn.cli", "check", slug]
            plain = command(f"exercises/{slug}")
            for words in (ours, plain):  # once unmeasured: bytecode is written, files are cached
                seconds(words, course)
            pairs = [(seconds(ours, course), seconds(plain, course)) for _ in range(options.rounds)]
            ratios = sorted(a / b for a, b in pairs)
            print(
                f"{slug}: learnnn check {median(a for a, _ in pairs):.2f} s, pytest {median(b for _, b in pairs):.2f} s, "
                f"ratio median {median(ratios):.2f} (min {ratios[0]:.2f}, max {ratios[-1]:.2f}, {len(ratios)} pairs)"
            )


if __name__ == "__main__":
    main()
