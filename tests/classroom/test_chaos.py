"""Fifty times something is killed at a random moment; in the end everybody is graded once, as if nothing had happened."""

from __future__ import annotations

import contextlib
import random
import sqlite3
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import psutil
import pytest

from tests.grounds.classroom import Class, scores
from tests.grounds.dask_cluster import Dask, dask

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(psutil.Process, "cpu_affinity"), reason="the fork server is Linux's"),
]
STUDENTS = 48
SEED = "chaos"
KILLS = {"grader": 12, "fork server": 13, "worker": 12}  # and dask workers:
DASK_KILLS = 13


def test_whatever_is_killed_everybody_is_graded_once_and_the_same(tmp_path: Path) -> None:
    undisturbed, disturbed = _twins(tmp_path)
    expected = scores(undisturbed.grade_json("--seed", SEED))
    chaos = random.Random(3)
    plan = [kind for kind, times in KILLS.items() for _ in range(times)]
    chaos.shuffle(plan)

    rounds = _disturbed(disturbed, ["--jobs", "2"], plan, chaos, _victim)

    assert rounds > 1  # the grader itself was among those killed
    assert scores(disturbed.grade_json("--seed", SEED)) == expected
    assert {standing for standing, _, _ in expected.values()} == {"passed", "failed"}


def test_dask_workers_that_are_killed_cost_nothing_but_time(tmp_path: Path) -> None:
    undisturbed, disturbed = _twins(tmp_path)
    expected = scores(undisturbed.grade_json("--seed", SEED))
    chaos = random.Random(4)

    with dask(tmp_path, workers=3) as cluster:
        on_cluster = ["--cluster", cluster.address]
        _disturbed(disturbed, on_cluster, ["dask worker"] * DASK_KILLS, chaos, _Substitution(cluster, chaos).victim)

        assert scores(disturbed.grade_json("--seed", SEED, *on_cluster)) == expected


def _twins(folder: Path) -> tuple[Class, Class]:
    for name in ("undisturbed", "disturbed"):
        (folder / name).mkdir()
    one, other = (Class.of_many(folder / name, STUDENTS) for name in ("undisturbed", "disturbed"))
    return one, other


Victim = Callable[[str, subprocess.Popen[str], random.Random], psutil.Process]


def _disturbed(a_class: Class, where: Sequence[str], plan: list[str], chaos: random.Random, victim: Victim) -> int:
    """Grade as often as it takes to kill all that is planned; how often that was. A class that is done starts afresh."""
    rounds = 0
    while plan:
        rounds += 1
        with a_class.start_grading("--seed", SEED, *where) as running:
            try:
                while plan and running.poll() is None:
                    time.sleep(chaos.uniform(0.1, 0.9))
                    with contextlib.suppress(psutil.NoSuchProcess):  # it has just ended by itself
                        victim(plan[-1], running, chaos).kill()
                        plan.pop()
                running.communicate(timeout=200)
            finally:
                running.kill()
        if plan and _is_complete(a_class):
            a_class.store.unlink()
    return rounds


def _is_complete(a_class: Class) -> bool:
    with contextlib.closing(sqlite3.connect(a_class.store)) as rows:
        ((number,),) = rows.execute("SELECT count(*) FROM verdicts WHERE earned IS NOT NULL")
    return bool(number == STUDENTS)


def _victim(kind: str, running: subprocess.Popen[str], chaos: random.Random) -> psutil.Process:
    """One of its processes of this kind. Raises psutil.NoSuchProcess if there is none now."""
    main = psutil.Process(running.pid)
    judges = [child for child in main.children() if "spawn_main" in " ".join(child.cmdline())]
    servers = [child for judge in judges for child in judge.children()]
    match kind:
        case "grader":
            choice = [main, *judges]
        case "fork server":
            choice = servers
        case _:
            choice = [worker for server in servers for worker in server.children(recursive=True)]
    if not choice:
        raise psutil.NoSuchProcess(running.pid)
    return chaos.choice(choice)


class _Substitution:
    """Chooses a dask worker to be killed, and has another one join."""

    def __init__(self, cluster: Dask, chaos: random.Random) -> None:
        self._cluster = cluster
        self._pause = chaos

    def victim(self, _: str, __: subprocess.Popen[str], chaos: random.Random) -> psutil.Process:
        time.sleep(chaos.uniform(0, 3))  # so that some get to work before it is their turn
        worker = chaos.choice(self._cluster.workers)
        self._cluster.workers.remove(worker)
        self._cluster.add_worker()
        return psutil.Process(worker.pid)
