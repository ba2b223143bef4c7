"""Hostile code in one task: it costs that task at most, says why within its limit, and never earns a point."""

from __future__ import annotations

import time
from pathlib import Path

import psutil
import pytest

from .conftest import SAMPLES, Run, Toy

# What a student reads: the status of the check that meets the code, and words of its message.
EXPECTED = {
    "infinite_loop": ("timeout", "no answer within"),
    "sleeps": ("timeout", "no answer within"),
    "exits_quietly": ("crashed", "ended the process (exit code 0)"),
    "recurses_without_limit": (None, ""),  # memory, time or the stack: which ends first is the machine's choice
    "recurses": ("error", "RecursionError"),
    "allocates": ("error", "MemoryError"),
    "crashes": ("crashed", "segmentation fault"),
    "prints_a_lot": ("crashed", "printed more than"),
    "equals_everything": ("failed", "an object of type Equal"),
    "patches_comparison": ("failed", "zero everywhere"),
    "array_subclass": ("failed", "an object of type Agreeable"),
    "not_a_number": ("failed", "NaN"),
    "huge_answer": ("error", "larger than"),
    "deep_answer": ("error", "nested deeper"),
    "forged_frames": ("failed", "None"),
    "hostile_exception": ("crashed", "ended the process"),
    "many_processes": ("crashed", "processes"),
    "daemon": ("failed", ""),
    "stopped": ("timeout", "no answer within"),
}
MET_BY = {"patches_the_clock": "test_sum_needs_no_loop"}
UNTOUCHED = ["test_sums_all_entries", "test_counter_keeps_its_count", "test_counter_starts_where_it_is_told"]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_hostile_code_costs_only_its_own_task(name: str, toy: Toy, learnnn: Run) -> None:
    toy.write((SAMPLES / "hostile" / f"{name}.py").read_text())
    status, words = EXPECTED[name]

    ran = learnnn("check", "scaling", "--json", cwd=toy.root)

    tasks = {task["name"]: task for task in ran.report["tasks"]}
    first = next(check for check in tasks["double"]["checks"] if check["name"] == "test_doubles_every_entry")
    assert ran.code == 1
    assert first["status"] == status or (status is None and first["status"] in ("error", "timeout", "crashed"))
    assert words in first["feedback"]["happened"]
    assert all(ran.statuses[check] == "passed" for check in UNTOUCHED)
    assert tasks["double"]["points"]["earned"] < tasks["double"]["points"]["possible"]


def test_every_hostile_sample_is_expected() -> None:
    names = {path.stem for path in (SAMPLES / "hostile").glob("*.py")}

    assert names == EXPECTED.keys() | MET_BY.keys()


def test_a_patched_clock_does_not_speed_anything_up(toy: Toy, learnnn: Run) -> None:
    toy.write((SAMPLES / "hostile" / "patches_the_clock.py").read_text())

    ran = learnnn("check", "scaling", "--json", cwd=toy.root)

    assert ran.statuses["test_sum_needs_no_loop"] == "failed"
    assert ran.statuses["test_doubles_every_entry"] == "passed"


@pytest.mark.parametrize(
    ("name", "status", "words"),
    [
        ("exits", "error", "tried to end the program"),
        ("ends_the_process", "crashed", "ended the process"),
        ("loops", "timeout", "no answer within"),
    ],
)
def test_hostile_code_at_import_earns_nothing(name: str, status: str, words: str, toy: Toy, learnnn: Run) -> None:
    (toy.root / "course.yml").write_text((toy.root / "course.yml").read_text().replace("wall_s: 3", "wall_s: 1"))
    toy.stub.write_text((SAMPLES / "hostile_at_import" / f"{name}.py").read_text())

    ran = learnnn("check", "scaling", "--json", cwd=toy.root)

    assert ran.code == 1
    assert ran.report["points"]["earned"] == 0
    assert words in ran.report["tasks"][0]["checks"][0]["feedback"]["happened"]
    assert set(ran.statuses.values()) <= {status, "blocked"}


def test_nothing_is_left_behind(toy: Toy, learnnn: Run) -> None:
    marker = f"{toy.root}"
    toy.write((SAMPLES / "hostile" / "daemon.py").read_text())

    learnnn("check", "scaling", cwd=toy.root)

    assert _workers_of(marker) == []


def test_a_hang_ends_within_its_limit(toy: Toy, learnnn: Run) -> None:
    toy.write((SAMPLES / "hostile" / "sleeps.py").read_text())
    start = time.monotonic()

    learnnn("check", "scaling::double", cwd=toy.root)

    assert time.monotonic() - start < 2 * 3 + 30  # two checks of three seconds each, and a slow machine


def _workers_of(_: str) -> list[int]:
    """Worker processes whose judge is gone."""
    time.sleep(0.5)
    left = []
    for process in psutil.process_iter(["cmdline", "ppid"]):
        line = " ".join(process.info["cmdline"] or [])
        if "learnnn.worker" in line and process.info["ppid"] == 1:
            left.append(process.pid)
    return left


def test_samples_hold_one_idea_each() -> None:
    for path in (SAMPLES / "hostile").glob("*.py"):
        assert Path(path).read_text().startswith('"""')
