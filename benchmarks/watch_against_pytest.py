"""What a student waits for after saving: `learnnn watch`, to the verdict on the screen, against a fresh run of plain pytest.

Both sides take turns: a save that makes the file wrong (a known-wrong solution) or right (the reference) is timed until its
verdict can be read on a pseudo-terminal, then pytest is timed on the same file. The ratio is taken pair by pair, so that a
machine that speeds up or slows down changes both. What pytest runs is what `plain_pytest` says: no worker, no diagnosis.

    python benchmarks/watch_against_pytest.py [--rounds 8] [--exercises training_loop,backprop]
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
from plain_pytest import ROOT, command, copy_of_course

from learnnn.course import course_file
from learnnn.course.layout import Layout
from learnnn.diagnosis.misconceptions import load_all
from learnnn.worker.limits import ONE_THREAD

sys.path.insert(0, str(ROOT))

from tests.grounds.terminal import Terminal, terminal

EXERCISES = "training_loop,parameters,backprop,perceptron"
RIGHT, WRONG = "passes.", "✗"  # what can be read of a verdict
COLD_S = 600  # the first verdict may have to wait for what the course remembers from then on


def course_of_one(folder: Path, slug: str) -> Layout:
    """A copy of the course with this exercise only: there is nothing to move on to."""
    chosen.keep_only(copy_of_course(folder), [slug])
    return Layout(folder)


def wrong_text(layout: Layout, slug: str) -> str:
    """The first known-wrong solution that a public check catches."""
    public = layout.public_checks(slug).read_text()
    exercise = course_file.load(layout.root).exercise(slug)
    assert exercise is not None
    for wrong in load_all(exercise, layout):
        if any(f"def {name.partition('[')[0]}(" in public for name in wrong.required):
            return wrong.submission.source
    raise SystemExit(f"no public check of {slug} catches a known-wrong solution")


def saved_to_seen(shown: Terminal, stub: Path, text: str, verdict: str) -> float:
    """Seconds from saving the text to its verdict on the screen."""
    start = time.perf_counter()
    stub.write_text(text)
    shown.wait_for(verdict, "checked at", timeout_s=COLD_S)
    return time.perf_counter() - start


def pytest_seconds(root: Path, slug: str) -> float:
    """Wall-clock seconds of a whole process that runs the public checks."""
    start = time.perf_counter()
    done = subprocess.run(
        command(f"exercises/{slug}"), cwd=root, capture_output=True, text=True, env=os.environ | ONE_THREAD, check=False
    )
    elapsed = time.perf_counter() - start
    if done.returncode not in (0, 1):
        raise SystemExit(f"pytest failed:\n{done.stdout}{done.stderr}")
    return elapsed


def pairs(slug: str, rounds: int) -> list[tuple[float, float]]:
    """Seconds of both sides, in turn."""
    with tempfile.TemporaryDirectory() as folder:
        layout = course_of_one(Path(folder), slug)
        texts = [(wrong_text(layout, slug), WRONG), (layout.reference(slug).read_text(), RIGHT)]
        watch = [sys.executable, "-m", "learnnn.cli", "watch", slug]
        with terminal(watch, layout.root, columns=100, rows=50) as shown:
            shown.wait_for("checked at", timeout_s=COLD_S)
            for text, verdict in texts:  # once unmeasured: what is remembered is made, files are cached
                saved_to_seen(shown, layout.stub(slug), text, verdict)
                pytest_seconds(layout.root, slug)
            measured = []
            for number in range(rounds):
                ours = saved_to_seen(shown, layout.stub(slug), *texts[number % 2])
                measured.append((ours, pytest_seconds(layout.root, slug)))
                print(f"  {texts[number % 2][1]:8} watch {ours:.2f} s, pytest {measured[-1][1]:.2f} s")
            return measured


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    chosen.add_option(parser, EXERCISES)
    parser.add_argument("--rounds", type=int, default=8)
    options = parser.parse_args()
    for slug in chosen.slugs(course_file.load(ROOT), options.exercises):
        print(slug)
        measured = pairs(slug, options.rounds)
        ratios = sorted(ours / theirs for ours, theirs in measured)
        print(
            f"{slug}: watch {median(ours for ours, _ in measured):.2f} s, pytest {median(theirs for _, theirs in measured):.2f} s, "
            f"ratio median {median(ratios):.2f} (min {ratios[0]:.2f}, max {ratios[-1]:.2f}, {len(ratios)} pairs)"
        )


if __name__ == "__main__":
    main()
