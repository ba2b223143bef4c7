"""Grading on a cluster: a real scheduler and real workers, which come, go, and are not all of use."""

from __future__ import annotations

import re
import signal
import time
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import psutil
import pytest

from learnnn.classroom.batch import Assignment
from learnnn.classroom.pool import Executors
from learnnn.core.errors import WorkerError
from learnnn.core.model import Isolation
from learnnn.course import course_file
from tests.conftest import Toy
from tests.grounds.classroom import Class, family, scores
from tests.grounds.dask_cluster import Dask, dask

cluster_module = pytest.importorskip("learnnn.classroom.cluster", reason="the extra learnnn[cluster] is not installed")

SEED = "cluster"
# What a node of another kind sees: put on its path, it is imported by Python itself.
BROKEN_LEARNNN = """
import sys

class Without:
    def find_spec(self, name, path=None, target=None):
        if name == "learnnn":
            raise ModuleNotFoundError("No module named 'learnnn'", name="learnnn")

sys.meta_path.insert(0, Without())
"""
WITHOUT_LEARNNN = f"""
import importlib.metadata
{BROKEN_LEARNNN}
found = importlib.metadata.version

def version(name):
    if name == "learnnn":
        raise importlib.metadata.PackageNotFoundError(name)
    return found(name)

importlib.metadata.version = version
"""
WITH_ANOTHER_LEARNNN = """
import importlib.metadata

found = importlib.metadata.version
importlib.metadata.version = lambda name: "0.0.1" if name == "learnnn" else found(name)
"""


@pytest.fixture
def a_class(tmp_path: Path) -> Class:
    """Enough for some to be under way whatever happens."""
    return Class.of_many(tmp_path, 32)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Dask]:
    """A cluster of two workers."""
    with dask(tmp_path, workers=2) as cluster:
        yield cluster


def _odd_node(cluster: Dask, folder: Path, text: str) -> None:
    (folder / "odd").mkdir()
    (folder / "odd" / "sitecustomize.py").write_text(text)
    cluster.add_worker(env={"PYTHONPATH": str(folder / "odd")})


def _local_scores(a_class: Class) -> dict[str, tuple[str, float | None, float]]:
    return scores(a_class.grade_json("--seed", SEED, "--store", a_class.store.with_name("local.sqlite")))


# -- what goes there ----------------------------------------------------------------------------------------------------


def test_only_what_grading_needs_goes_to_a_node(toy: Toy) -> None:
    for name in ("grades.sqlite", "submissions/ann/scaling.py", "exercises/other/other.py", "notes.txt"):
        (toy.root / name).parent.mkdir(parents=True, exist_ok=True)
        (toy.root / name).write_text("private")

    content = cluster_module.packed(course_file.load(toy.root), ["scaling"], SEED)

    names = set(zipfile.ZipFile(BytesIO(content)).namelist())
    assert {"course.yml", "exercises/scaling/test_scaling.py", "solutions/scaling/scaling.py"} <= names
    assert {name.split("/")[1] for name in names if "/" in name} == {"scaling"}
    assert names - {name for name in names if "/" in name} == {"course.yml"}


def test_a_scheduler_that_is_not_there_is_told(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_module, "CONNECT_S", 0.5)
    course = course_file.load(toy.root)

    with pytest.raises(WorkerError, match="no dask scheduler answers at tcp:"):
        cluster_module.at("tcp://127.0.0.1:9", Assignment(str(toy.root), SEED), course, course.exercises)


# -- a class ------------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_scores_are_those_of_this_machine_and_nothing_is_left_on_the_nodes(a_class: Class, cluster: Dask) -> None:
    expected = _local_scores(a_class)

    ran = a_class.grade("--seed", SEED, "--cluster", cluster.address)

    assert ran.code == 0
    assert scores(a_class.grade_json()) == expected
    ours = re.compile(r"(preparing|grading): 32 to do|\d+ of 32: .*")
    assert not [line for line in ran.err.splitlines() if not ours.fullmatch(line)]  # of dask's own words: none
    assert cluster.courses_left() == []
    assert [process for worker in cluster.workers for process in _servers(worker.pid)] == []


@pytest.mark.slow
def test_nodes_that_die_join_and_leave_cost_nothing_but_time(a_class: Class, cluster: Dask) -> None:
    expected = _local_scores(a_class)

    with a_class.start_grading("--seed", SEED, "--cluster", cluster.address) as running:
        _wait_for_work(cluster)
        cluster.kill(cluster.workers[0])
        cluster.add_worker()
        time.sleep(1)
        cluster.workers[0].send_signal(signal.SIGTERM)  # it leaves in good order
        cluster.add_worker()
        _, err = running.communicate(timeout=200)

    assert running.returncode == 0, err
    assert scores(a_class.grade_json()) == expected


@pytest.mark.slow
def test_a_node_that_cannot_do_the_work_is_given_none(a_class: Class, tmp_path: Path, cluster: Dask) -> None:
    _odd_node(cluster, tmp_path, WITHOUT_LEARNNN)

    ran = a_class.grade("--cluster", cluster.address)

    assert ran.code == 0
    assert all(worker.poll() is None for worker in cluster.workers)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (WITHOUT_LEARNNN, "learnnn is not installed there"),
        (BROKEN_LEARNNN, "learnnn does not work there"),
        (WITH_ANOTHER_LEARNNN, "it has learnnn 0.0.1"),
    ],
)
def test_a_cluster_without_a_fit_node_is_told_why(text: str, reason: str, a_class: Class, tmp_path: Path) -> None:
    with dask(tmp_path, workers=0) as cluster:
        _odd_node(cluster, tmp_path, text)

        ran = a_class.grade("--cluster", cluster.address)

        assert ran.code == 5
        assert "no node of the cluster can grade" in ran.err
        assert f"tcp://127.0.0.1:{_port_of(ran.err)}: {reason}" in ran.err


@pytest.mark.slow
def test_a_node_proves_its_isolation_before_it_is_given_work(a_class: Class, cluster: Dask) -> None:
    course = course_file.load(a_class.toy.root)
    demanding = Assignment(str(course.root), SEED, weakest=Isolation.LANDLOCK, strongest=Isolation.PROCESS)
    nodes = cluster_module.at(cluster.address, demanding, course, course.exercises)
    try:
        with pytest.raises(WorkerError, match="no node of the cluster can grade") as refused:
            _wait_for_places(nodes)

        assert str(refused.value).count("no worker can be started here") == 2
    finally:
        nodes.close()


@pytest.mark.slow
def test_without_its_scheduler_it_ends_and_is_continued_elsewhere(a_class: Class, cluster: Dask) -> None:
    expected = _local_scores(a_class)

    with a_class.start_grading("--seed", SEED, "--cluster", cluster.address) as running:
        _wait_for_work(cluster)
        cluster.scheduler.kill()
        _, err = running.communicate(timeout=100)

    assert running.returncode == 5
    assert "the dask scheduler is gone" in err
    assert len(err.splitlines()) == 2, err
    assert scores(a_class.grade_json("--seed", SEED)) == expected


@pytest.mark.slow
def test_a_node_forgets_a_grader_that_was_killed(a_class: Class, tmp_path: Path) -> None:
    """A node that hears nothing for long removes the course, and gets ready again when it is asked to."""
    impatient = "import learnnn.classroom.cluster\n\nlearnnn.classroom.cluster.IDLE_S = 1.0\n"
    with dask(tmp_path, workers=0) as cluster:
        _odd_node(cluster, tmp_path, impatient)
        with a_class.start_grading("--cluster", cluster.address) as running:
            _wait_for_work(cluster)
            running.kill()
        deadline = time.monotonic() + 30
        while cluster.courses_left() and time.monotonic() < deadline:
            time.sleep(0.1)

        assert cluster.courses_left() == []
        assert a_class.grade("--cluster", cluster.address).code == 0


def _wait_for_work(cluster: Dask) -> None:
    """Until a node has a worker of ours."""
    deadline = time.monotonic() + 60
    while not any(_servers(worker.pid) for worker in cluster.workers):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    time.sleep(1.5)


def _wait_for_places(nodes: Executors) -> None:
    while not nodes.places():
        time.sleep(0.1)


def _servers(pid: int) -> list[psutil.Process]:
    return [process for process in family(pid) if "learnnn.worker" in " ".join(process.cmdline())]


def _port_of(text: str) -> str:
    return text.partition("tcp://127.0.0.1:")[2].partition(":")[0]
