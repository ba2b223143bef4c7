"""Examines this machine: Python, packages, devices, workers and what isolates them. Everything is tried, not assumed."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from learnnn.core.errors import CourseError, WorkerError
from learnnn.core.findings import Symptom
from learnnn.core.model import Device, Exercise, Isolation, Limits, Submission, Task
from learnnn.core.outcomes import Outcome
from learnnn.course.layout import Layout, course_above
from learnnn.diagnosis import bundle as bundles
from learnnn.judge.bench import Bench, cuda_problem
from learnnn.system.state import software
from learnnn.worker.launch import LEVELS, StrongestLauncher
from learnnn.worker.process import Setup

PACKAGES = {
    "numpy": "nothing can be checked",
    "torch": "the PyTorch exercises cannot be checked",
    "pytest": "nothing can be checked",
    "matplotlib": "checks of figures cannot run",
    "psutil": "memory and processes of student code are not watched",
    "textual": "`learnnn watch` cannot run",
    "watchfiles": "`learnnn watch` cannot run",
}
OPTIONAL = {"nbgrader": "no nbgrader courses (install learnnn[nbgrader])"}
RANDOM = ("numpy", "torch")  # another version may draw other random numbers
_PROBE = Exercise("probe", "probe", (Task("probe", "probe", 1),), ("numpy",), (), Limits(wall_s=60))
_TORCH_PROBE = Exercise(
    "probe", "probe", (Task("probe", "probe", 1),), ("torch",), (), Limits(wall_s=120, cpu_s=60), ("torch",)
)
_SOURCE = "import os\n\ndef pid():\n    return os.getpid()\n"


_KEPT_FROM = {  # what code at a level is kept from, as its probe shows
    Isolation.NAMESPACES: "others' files, any writing, the network, other processes (not even seen); its memory is capped",
    Isolation.LANDLOCK: "others' files, any writing, the network, other processes (but seen); its memory is capped",
    Isolation.PROCESS: "the judge's memory, and no more; its time and output are capped",
}


def examine_isolation() -> list[Symptom]:
    """Every level, strongest first: whether a real worker of that level held against the probe, or why there is none."""
    findings = [_level(level) for level in LEVELS]
    if not any(finding.name == level.value and not finding.cost for finding in findings for level in LEVELS[:-1]):
        findings.append(Symptom("grading", "other people's code is refused here", "`learnnn grade` needs --trust"))
    return findings


def _level(level: Isolation) -> Symptom:
    launcher = StrongestLauncher(Setup(packages=("numpy",)), level, level)
    try:
        launcher.isolation  # noqa: B018  # asking proves it
    except WorkerError as error:
        return Symptom(level.value, f"refused: {error.what}", "not used here")
    finally:
        launcher.close()
    return Symptom(level.value, f"in force; code is kept from {_KEPT_FROM[level]}")


def examine() -> list[Symptom]:
    """Everything that was looked at, in the order to read it."""
    return [_python(), *_packages(), *_workers(), _git(), *_recorded()]


def _python() -> Symptom:
    found = f"{platform.python_version()} ({sys.executable})"
    return Symptom(
        "Python",
        found,
        "" if sys.version_info >= (3, 11) else "3.11 or newer is needed",
        is_fatal=sys.version_info < (3, 11),
    )


def _packages() -> list[Symptom]:
    findings = []
    for name, cost in (PACKAGES | OPTIONAL).items():
        try:
            findings.append(Symptom(name, version(name)))
        except PackageNotFoundError:
            findings.append(Symptom(name, "not installed", cost, is_fatal=name in PACKAGES))
    return findings


def _workers() -> list[Symptom]:
    """Start real workers and ask them."""
    bench = Bench(Layout(Path.cwd()))
    try:
        return [_worker(bench), *(_device(bench, device) for device in (Device.PHANTOM, Device.CUDA))]
    finally:
        bench.close()


def _worker(bench: Bench) -> Symptom:
    try:
        opened = bench.open_student(_PROBE, Submission("probe", Path("probe.py"), _SOURCE, ""), Device.CPU)
        opened.load()
        apart = opened.conversation.call(0, "pid", "pid", (), {}) != os.getpid()
        opened.close()
    except (Outcome, WorkerError) as error:
        return Symptom("worker", f"does not start: {error}", "nothing can be checked", is_fatal=True)
    how = "forked from a warm parent" if sys.platform == "linux" else "new interpreters, which is slower"
    cost = "" if sys.platform == "linux" else "checks start slowly on this system"
    return Symptom("isolation", f"{bench.isolation_of(_PROBE).value}; workers are {how}", cost, is_fatal=not apart)


def _device(bench: Bench, device: Device) -> Symptom:
    name, cost = f"device {device.value}", f"checks on {device.value} are not run; their points are excused"
    problem = cuda_problem() if device is Device.CUDA else None
    if problem is None:
        try:
            opened = bench.open_student(_TORCH_PROBE, Submission("probe", Path("probe.py"), "", ""), device)
            opened.use(device)
            opened.close()
        except (Outcome, WorkerError) as error:
            problem = str(error)
    return Symptom(f"device {device.value}", "works") if problem is None else Symptom(name, problem, cost)


def _recorded() -> list[Symptom]:
    """In a workspace: whether its recorded answers are of the software that is installed here."""
    root = course_above(Path.cwd())
    paths = sorted(Layout(root).course_data.glob("*.msgpack")) if root is not None else []
    if not paths:
        return []
    try:
        bundle = bundles.read(paths[0])
    except CourseError as error:
        return [Symptom("recorded answers", error.what, error.next_step, is_fatal=True)]
    assert bundle is not None
    other = [
        f"{name} {recorded} (here {software()[name]})"
        for name, recorded in bundle.software.items()
        if name in RANDOM and software()[name].split(".")[:2] != recorded.split(".")[:2]
    ]
    if not other:
        return [Symptom("recorded answers", "of the same versions as here")]
    return [Symptom("recorded answers", f"of {', '.join(other)}", "a check that draws other numbers here is not run")]


def _git() -> Symptom:
    found = shutil.which("git")
    return Symptom("git", found or "not found", "" if found else "`learnnn reset` cannot find the untouched stub")
