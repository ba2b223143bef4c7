"""Every benchmark runs on today's course: with arguments that take seconds it ends well, and says a number."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.conftest import ROOT

FOLDER = ROOT / "benchmarks"
QUICK = {
    "against_commit": "HEAD --what check,grade --exercises forward --rounds 1 --students 1",
    "check_against_pytest": "--rounds 1 --exercises perceptron",
    "grade_throughput": "--submissions 3 --sample 3 --exercises perceptron",
    "headline_figures": "--seeds 1 --epochs 1 --small",
    "nbgrader_bridge": "--submissions 2 --sample 2 --exercises parameters",
    "nbgrader_import": "--results 40 --sample 10",
    "timed_checks": "--runs 2 --slow-runs 1 --exercises forward",
    "watch_against_pytest": "--rounds 1 --exercises perceptron",
    "whole_course": "--rounds 1 --exercises perceptron,parameters",
}
GRADERS = {"grade_throughput", "nbgrader_bridge", "nbgrader_import"}  # they are about nbgrader too
TEXTS = {path.stem: path.read_text() for path in sorted(FOLDER.glob("*.py"))}
PARTS = {name for name, text in TEXTS.items() if "__main__" not in text}  # of benchmarks: they run with these
SAYS_A_NUMBER = re.compile(r"\d\.\d")  # none of what they say is a whole number only
FOUND_FAULTS = re.compile(r"disagreement|failed: (?!none)|Traceback")


def test_every_benchmark_has_quick_arguments() -> None:
    assert set(QUICK) == set(TEXTS) - PARTS


def test_every_part_is_a_benchmarks() -> None:
    for part in PARTS:
        assert any(re.search(rf"\b(from|import) {part}\b", text) for name, text in TEXTS.items() if name != part), part


def test_the_page_tells_of_every_file() -> None:
    page = (FOLDER / "README.md").read_text()

    assert set(re.findall(r"`(\w+)\.py`", page)) == set(TEXTS)
    for name, words in QUICK.items():
        assert f"`{words}`" in page, name


@pytest.mark.slow
@pytest.mark.parametrize("name", QUICK)
def test_a_benchmark_runs(name: str) -> None:
    if name in GRADERS:
        pytest.importorskip("nbgrader")
    command = [sys.executable, str(FOLDER / f"{name}.py"), *QUICK[name].split()]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)

    assert done.returncode == 0, f"{done.stdout}\n{done.stderr[-4000:]}"
    assert SAYS_A_NUMBER.search(done.stdout), done.stdout
    assert not FOUND_FAULTS.search(done.stdout + done.stderr), done.stdout + done.stderr
