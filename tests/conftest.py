"""What tests start from: a toy course of their own, and the command as a student runs it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.grounds import postgresql as postgresql_ground

ROOT = Path(__file__).parent.parent
SAMPLES = Path(__file__).parent / "samples"
LONGEST = [  # they come first, so that no core is idle at the end: a file is run on one core, whole
    "course/test_course_file.py", "authoring/test_equal_findings.py", "test_benchmarks.py", "nbgrader/test_end_to_end.py",
    "worker/test_hostile.py", "diagnosis/test_unforeseen.py", "judge/test_sharing.py", "classroom/test_cluster.py",
    "classroom/test_chaos.py", "test_wheel.py", "judge/test_recordings.py", "authoring/test_validation.py",
    "classroom/test_identity.py",
]  # fmt: skip


def pytest_configure() -> None:
    """Where they run makes no difference: in the background, where a shell has them ignore interrupts, or on a busy machine."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ["LEARNNN_LINGER"] = "0"  # a course of a test's own is gone when the test is
    settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("unhurried")  # how long an example takes says how busy the machine is


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, the others in the order in which they are found."""
    places = {ROOT / "tests" / name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path, len(places)))


@dataclass(frozen=True)
class Toy:
    """A copy of the toy course, with the paths a test needs."""

    root: Path

    @property
    def stub(self) -> Path:
        return self.root / "exercises" / "scaling" / "scaling.py"

    @property
    def reference(self) -> Path:
        return self.root / "solutions" / "scaling" / "scaling.py"

    def write(self, extra: str) -> None:
        """The reference as the student's file, with `extra` below it: later definitions win."""
        self.stub.write_text(self.reference.read_text() + "\n\n" + extra)


@pytest.fixture
def toy(tmp_path: Path) -> Toy:
    """The toy course in a folder of its own."""
    shutil.copytree(SAMPLES / "toy", tmp_path / "toy", ignore=shutil.ignore_patterns(".learnnn", "__pycache__"))
    return Toy(tmp_path / "toy")


def copy_of_course(folder: Path, catalogue: Path | None = None) -> Path:
    """The course of this repository, to be changed at will; what its references say is recorded there, and not here.

    With a `catalogue`, what its known-wrong solutions say is kept there, for all copies: where files differ, it does not count.
    """
    for name in ("exercises", "solutions"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "course.yml", folder)
    if catalogue is not None:
        (folder / ".learnnn").mkdir()
        (folder / ".learnnn" / "catalogue").symlink_to(catalogue)
    return folder


@pytest.fixture(scope="session")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where copies of the course keep what its known-wrong solutions say: recorded once for all tests, side by side or not."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # of all workers
    (folder / "catalogue").mkdir(exist_ok=True)
    return folder / "catalogue"


@dataclass(frozen=True)
class Ran:
    """How a run of the command ended."""

    code: int
    out: str
    err: str

    @property
    def report(self) -> dict[str, Any]:
        """The first report of `--json`."""
        report: dict[str, Any] = json.loads(self.out)["reports"][0]
        return report

    @property
    def statuses(self) -> dict[str, str]:
        """Every check's status by its name."""
        return {check["name"]: check["status"] for task in self.report["tasks"] for check in task["checks"]}


Run = Callable[..., Ran]


@pytest.fixture
def learnnn() -> Run:
    """Runs the command in a process of its own, as a student does; standard output is not a terminal."""

    def run(
        *args: str | Path, cwd: Path, timeout_s: float = 120, env: dict[str, str] | None = None, text: str = ""
    ) -> Ran:
        command = [sys.executable, "-m", "learnnn.cli", *map(str, args)]
        done = subprocess.run(
            command,
            check=False,
            cwd=cwd,
            capture_output=True,
            text=True,
            timeout=timeout_s,
            env=os.environ | (env or {}),
            input=text,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture(scope="session")
def postgresql() -> Iterator[postgresql_ground.Server]:
    """A PostgreSQL server, for the tests that ask for one."""
    binaries = postgresql_ground.programs()
    if binaries is None:
        pytest.skip("there is no PostgreSQL server on this machine (Debian: `apt install postgresql`)")
    with postgresql_ground.running(binaries) as server:
        yield server


@pytest.fixture(scope="session")
def schema_version() -> Iterator[None]:
    """For each new gradebook nbgrader starts a program, to learn the version of its schema: once is enough."""
    import nbgrader.api

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nbgrader.api, "get_alembic_version", cache(nbgrader.api.get_alembic_version))
        yield


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def db_url(request: pytest.FixtureRequest, tmp_path: Path, schema_version: None) -> str:
    """An empty database for a gradebook, of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'gradebook.db'}"
    server: postgresql_ground.Server = request.getfixturevalue("postgresql")
    return server.database()
