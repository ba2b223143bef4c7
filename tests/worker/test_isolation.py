"""Levels of isolation: proved by a probe, chosen by what holds, never weaker than was asked for."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from types import SimpleNamespace

import numpy as np
import pytest

from learnnn.core.errors import WorkerError
from learnnn.core.model import Isolation, Limits
from learnnn.core.outcomes import StudentRaised
from learnnn.judge.conversation import Conversation
from learnnn.judge.handles import Module
from learnnn.worker import proof
from learnnn.worker.channel import Message
from learnnn.worker.forks import ForkServerLauncher
from learnnn.worker.host import Worker
from learnnn.worker.launch import Launchers, StrongestLauncher
from learnnn.worker.limits import ONE_THREAD
from learnnn.worker.process import Setup
from tests.conftest import ROOT, Run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the levels are Linux's")
SETUP = Setup(packages=("numpy",), limits=Limits(wall_s=5, cpu_s=4, memory_mb=300))
CONFINED = [Isolation.NAMESPACES, Isolation.LANDLOCK]


@pytest.fixture(scope="module", params=CONFINED, ids=lambda level: level.value)
def launcher(request: pytest.FixtureRequest) -> Iterator[ForkServerLauncher]:
    launcher = ForkServerLauncher(SETUP, request.param)
    try:
        launcher.start().dispose()
    except WorkerError as error:
        pytest.skip(f"not to be had here: {error.what}")
    yield launcher
    launcher.close()


@pytest.fixture
def run(launcher: ForkServerLauncher) -> Iterator[Module]:
    """Runs text in a confined worker, and gives the module."""
    workers: list[Worker] = []

    def run(source: str) -> Module:
        worker = Worker(launcher.start(), SETUP.limits)
        workers.append(worker)
        names = {"filename": "demo.py", "name": "demo", "imports": ["numpy"], "stage": None}
        worker.ask(Message({"op": "load", "source": source, **names}))
        return Module(Conversation(worker.ask, cpu_seconds=worker.cpu_seconds))

    yield run
    for worker in workers:
        worker.close()


# -- the proof ---------------------------------------------------------------------------------------------------------


def test_a_confined_worker_holds_against_the_probe(launcher: ForkServerLauncher) -> None:
    assert proof.breaches(launcher.start, launcher.isolation) == []


def test_the_probe_gets_through_where_nothing_is_in_its_way() -> None:
    launcher = ForkServerLauncher(SETUP, Isolation.PROCESS)

    found = proof.breaches(launcher.start, Isolation.LANDLOCK)

    launcher.close()
    for attempt in (
        "read a file of somebody else's", "list somebody else's folder", "write outside its scratch folder",
        "reach a TCP port", "send a UDP packet", "reach a local socket", "signal another process", "start a process",
        "run a program", "make memory that no limit counts", "read another process's environment",
    ):  # fmt: skip
        assert f"code could {attempt}" in found


def test_a_level_whose_server_does_not_confine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A level counts by what happens, not by its name."""
    honest = Setup.as_settings
    monkeypatch.setattr(Setup, "as_settings", lambda self: _StuckAtProcess(honest(self)))

    with pytest.raises(WorkerError, match=r"(?s)namespaces: it does not hold here: code could .*landlock: it does not"):
        StrongestLauncher(SETUP, Isolation.NAMESPACES, Isolation.LANDLOCK).start()


class _StuckAtProcess(dict):
    def __or__(self, other):
        return dict(self) | other | {"level": "process"}


@pytest.mark.parametrize("answer", [None, 3, {"t": "dict", "v": []}, {"t": "list", "v": [["x", False]]}])
def test_a_probe_that_does_not_answer_proves_nothing(answer) -> None:
    class Silent:
        output_fd = 0

        channel = SimpleNamespace(send=lambda _: None, receive=lambda _: Message({"value": answer}))
        kill = dispose = staticmethod(lambda: None)

    Silent.output_fd = os.open(os.devnull, os.O_RDONLY)
    assert proof.breaches(Silent, Isolation.LANDLOCK) != []


# -- which level -------------------------------------------------------------------------------------------------------


def test_the_strongest_level_that_holds_is_chosen() -> None:
    launchers = Launchers()

    launcher = launchers.get(SETUP)

    assert launcher.isolation is next(
        level for level in (*CONFINED, Isolation.PROCESS) if level not in launcher.refusals
    )
    launchers.close()


def test_a_server_that_is_killed_before_it_is_ready_lowers_no_level() -> None:
    launcher = StrongestLauncher(Setup(preload=("torch",)))
    time.sleep(1)  # it has its settings, and imports
    launcher._launcher._server.kill()

    launcher.start().dispose()

    assert not any("no reason given" in why for why in launcher.refusals.values())
    launcher.close()


def test_what_cannot_be_confined_is_refused_to_those_who_need_it_confined() -> None:
    launchers = Launchers(weakest=Isolation.LANDLOCK)

    with pytest.raises(WorkerError, match="without confinement"):
        launchers.get(Setup(is_confinable=False))


def test_an_error_that_is_no_matter_of_levels_is_told_once() -> None:
    launcher = StrongestLauncher(Setup(preload=("no_such_package",)))

    with pytest.raises(WorkerError, match="No module named 'no_such_package'") as caught:
        launcher.start()

    assert "landlock" not in str(caught.value)
    launcher.close()


def test_who_asks_again_where_no_worker_starts_is_told_why_again() -> None:
    launcher = StrongestLauncher(Setup(preload=("no_such_package",)))

    for _ in range(2):
        with pytest.raises(WorkerError, match="No module named 'no_such_package'"):
            launcher.start()
    launcher.close()


WITHOUT_NAMESPACES = (
    'echo 0 > /proc/sys/user/max_user_namespaces && exec setpriv --inh-caps=-all --bounding-set=-all "$@"'
)


def test_without_namespaces_landlock_is_next() -> None:
    """As in a container: no user namespaces to be had, and root without root's rights."""
    if not (shutil.which("unshare") and shutil.which("setpriv")):
        pytest.skip("needs unshare and setpriv")
    command = [
        "unshare",
        "-Ur",
        "sh",
        "-c",
        WITHOUT_NAMESPACES,
        "sh",
        sys.executable,
        "-m",
        "learnnn.cli",
        "doctor",
        "--isolation",
    ]

    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT, timeout=120)

    if "unshare" in done.stderr or "setpriv" in done.stderr:
        pytest.skip(f"this machine lets nobody try: {done.stderr.strip()}")
    assert "namespaces  refused: " in done.stdout
    assert "landlock    in force" in done.stdout or "Landlock" in done.stdout


def test_doctor_proves_every_level(learnnn: Run) -> None:
    ran = learnnn("doctor", "--isolation", cwd=ROOT)

    assert ran.code == 0
    assert [line.split()[1] for line in ran.out.splitlines()[:3]] == ["namespaces", "landlock", "process"]
    assert "process     in force" in ran.out


# -- life in confinement -----------------------------------------------------------------------------------------------


def test_honest_code_has_what_it_needs(run) -> None:
    module = run(
        "import threading, tempfile, random, time, json, statistics\n"
        "import numpy as np\n"
        "def f():\n"
        "    found = []\n"
        "    threads = [threading.Thread(target=found.append, args=(i,)) for i in range(4)]\n"
        "    [t.start() for t in threads]; [t.join() for t in threads]\n"
        "    time.sleep(0.001)\n"
        "    a = np.random.default_rng(0).normal(size=(200, 200))\n"
        "    return sorted(found), float(np.linalg.norm(np.linalg.svd(a)[1])), time.perf_counter() > 0\n"
    )

    threads, norm, has_clock = module.f()

    assert threads == [0, 1, 2, 3] and has_clock
    assert np.isclose(norm, np.linalg.norm(np.random.default_rng(0).normal(size=(200, 200))))


def test_other_packages_are_not_there(run) -> None:
    module = run(
        "import importlib, os\ndef found(name):\n    importlib.import_module(name)\n    return True\n"
        "def listed():\n    import numpy\n    return os.listdir(os.path.dirname(os.path.dirname(numpy.__file__)))\n"
    )

    assert module.found("numpy") is True
    for name in ("pytest", "nbgrader", "click", "torch"):
        assert _absent(lambda name=name: module.found(name))
    listed = _listed(module)
    assert listed is None or not {"pytest", "click", "torch"} & set(listed)


def _absent(question) -> bool:
    try:
        return question() is False
    except StudentRaised as raised:
        return raised.type_name in ("PermissionError", "ModuleNotFoundError")


def _listed(module: Module) -> list[str] | None:
    try:
        return module.listed()
    except StudentRaised:
        return None


def test_unknown_system_calls_are_refused_and_harmless(run) -> None:
    module = run(
        "import ctypes\n"
        "def f():\n"
        "    libc = ctypes.CDLL(None, use_errno=True)\n"
        "    errors = set()\n"
        "    for number in range(463, 600):\n"
        "        libc.syscall(number, 0, 0, 0, 0, 0, 0)\n"
        "        errors.add(ctypes.get_errno())\n"
        "    return errors\n".replace("return errors", "return sorted(errors)")
    )

    assert module.f() == [38]  # ENOSYS


def test_memory_is_capped(run) -> None:
    module = run("def f():\n    return len(bytearray(600 << 20))\n")

    with pytest.raises(StudentRaised, match="MemoryError"):
        module.f()


def test_the_environment_tells_nothing(run, monkeypatch: pytest.MonkeyPatch) -> None:
    module = run(
        "import os\ndef f(): return dict(os.environ)\ndef cmdline():\n    return open('/proc/self/cmdline').read()"
    )

    assert set(module.f()) <= {"HOME", "TMPDIR", "LANG", "MPLBACKEND", "LC_CTYPE", *ONE_THREAD}
    with contextlib.suppress(StudentRaised):
        assert "cpu_s" not in module.cmdline()
