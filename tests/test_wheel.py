"""The package as students install it: a wheel in an environment of its own, with a course in it and no solutions, offline."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
import sysconfig
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from learnnn.course import course_file
from learnnn.course.layout import Layout
from learnnn.diagnosis.misconceptions import load_all
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

SLUGS = ["perceptron", "parameters", "backprop"]  # a figure, torch, NumPy; releasing them all takes long
OFFLINE = ["unshare", "--net"] if os.geteuid() == 0 and shutil.which("unshare") else []


@dataclass(frozen=True)
class Installed:
    """An environment in which there is the wheel, and nothing else of this project."""

    wheel: Path
    python: Path

    def learnnn(self, *words: str, cwd: Path, code: int = 0) -> str:
        """What the command prints, without a network where this machine lets us take it away."""
        done = subprocess.run(
            [*OFFLINE, self.python, "-m", "learnnn.cli", *words],
            cwd=cwd, capture_output=True, text=True, timeout=600, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        assert done.returncode == code, f"{words} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
        return done.stdout


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with three of its exercises."""
    root = tmp_path_factory.mktemp("project") / "learnnn"
    for name in ("autograder", "exercises", "solutions"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__", ".learnnn"))
    for name in ("pyproject.toml", "hatch_build.py", "README.md"):
        shutil.copy(ROOT / name, root)
    course = yaml.safe_load((ROOT / "course.yml").read_text())
    course["exercises"] = [exercise for exercise in course["exercises"] if exercise["slug"] in SLUGS]
    for exercise in course["exercises"]:
        exercise.pop("prerequisites", None)  # they are not here
    (root / "course.yml").write_text(yaml.safe_dump(course, sort_keys=False))
    return root


@pytest.fixture(scope="module")
def installed(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """As `make wheel` makes it; what it depends on is that of this environment."""
    _run(sys.executable, "-m", "learnnn.cli", "release", "build/course", cwd=source)
    _run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", "dist", ".", cwd=source)
    (wheel,) = (source / "dist").glob("*.whl")
    home = tmp_path_factory.mktemp("environment")
    _run(sys.executable, "-m", "venv", home, cwd=source)
    python = home / "bin" / "python"
    _run(python, "-m", "pip", "install", "--quiet", "--no-deps", wheel, cwd=source)
    own = Path(
        subprocess.check_output([python, "-c", "import site; print(site.getsitepackages()[0])"], text=True).strip()
    )
    (own / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    return Installed(wheel, python)


def _run(*words: object, cwd: Path) -> None:
    done = subprocess.run(list(map(str, words)), cwd=cwd, capture_output=True, text=True, timeout=1200, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def workspace(installed: Installed, tmp_path: Path) -> Path:
    installed.learnnn("init", "work", cwd=tmp_path)
    return tmp_path / "work"


def test_the_wheel_is_the_one_that_runs(installed, tmp_path):
    where = subprocess.check_output(
        [installed.python, "-c", "import learnnn; print(learnnn.__file__)"], cwd=tmp_path, text=True
    )

    assert Path(where.strip()).is_relative_to(installed.python.parent.parent)


def test_nothing_of_the_solutions_is_in_the_wheel(installed, source):
    layout = Layout(source)
    packed = _content(installed.wheel)
    known = [path for slug in SLUGS for path in layout.public_files(slug) if path.is_file()]
    public = "".join(path.read_text() for path in [*known, *(source / "autograder").rglob("*.py")])
    private: set[str] = set()
    for slug in SLUGS:
        exercise = course_file.load(source).exercise(slug)
        assert exercise is not None
        files = [layout.reference(slug), layout.hidden_checks(slug), layout.mark_scheme(slug), *layout.right(slug)]
        texts = [path.read_text() for path in files] + [_code(one.overlay) for one in load_all(exercise, layout)]
        private |= {line.strip() for text in texts for line in text.splitlines() if len(line.strip()) > 15}

    secret = {line for line in private if line not in public}  # a last hint may show a line of code

    assert len(secret) > 300
    assert [line for line in secret if any(line.encode() in data for data in packed.values())] == []
    assert [name for name in packed if "solutions" in name or "hidden" in name or "wrong" in name] == []


def _content(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def _code(wrong: str) -> str:
    """Without its docstring: that is the diagnosis, which students are told."""
    return wrong.split('"""', 2)[2]


def test_untouched_stubs_are_told_to_be_written(installed, workspace):
    told = installed.learnnn("check", cwd=workspace, code=1)

    assert "not written yet" in told.lower()


def test_right_solutions_pass(installed, workspace):
    for slug in SLUGS:
        shutil.copy(Layout(ROOT).reference(slug), Layout(workspace).stub(slug))

    told = installed.learnnn("check", "--all", cwd=workspace)

    assert told.count("10 of 10 points") == 3


@pytest.mark.parametrize(
    ("slug", "wrong"), [("backprop", "gradient_averaged_twice"), ("parameters", None), ("perceptron", None)]
)
def test_a_known_mistake_is_explained(slug, wrong, installed, workspace):
    exercise = course_file.load(ROOT).exercise(slug)
    public = Layout(ROOT).public_checks(slug).read_text()
    known = load_all(exercise, Layout(ROOT))
    one = next(
        k for k in known if k.name == wrong or (wrong is None and all(f"def {name}(" in public for name in k.required))
    )
    Layout(workspace).stub(slug).write_text(one.submission.source)

    told = installed.learnnn("check", slug, cwd=workspace, code=1)

    assert one.happened in " ".join(told.split())


def test_pictures_and_the_report_are_made(installed, workspace):
    for slug in SLUGS:
        shutil.copy(Layout(ROOT).reference(slug), Layout(workspace).stub(slug))

    installed.learnnn("show", "backprop", "--no-open", cwd=workspace)
    installed.learnnn("report", "--no-open", cwd=workspace)

    assert list((workspace / "pictures" / "backprop").glob("*.png"))
    assert "Backpropagation" in (workspace / "report.html").read_text()


def test_watch_shows_a_verdict_and_quits(installed, workspace):
    shutil.copy(Layout(ROOT).reference("backprop"), Layout(workspace).stub("backprop"))
    here, there = pty.openpty()
    watch = subprocess.Popen(
        [*OFFLINE, installed.python, "-m", "learnnn.cli", "watch", "backprop"],
        cwd=workspace, stdin=there, stdout=there, stderr=there, env=os.environ | {"TERM": "xterm-256color"},
    )  # fmt: skip
    os.close(there)
    seen, deadline = b"", time.monotonic() + 120
    try:
        while b"10 of 10" not in seen and time.monotonic() < deadline:
            seen += os.read(here, 1 << 16)
        os.write(here, b"q")
        while watch.poll() is None:
            try:
                seen += os.read(here, 1 << 16)
            except OSError:  # it has closed its end
                break
        assert watch.wait(30) == 0
    finally:
        watch.kill()
        os.close(here)
    assert b"10 of 10" in seen


def test_an_upgrade_keeps_the_work(installed, workspace):
    stub = Layout(workspace).stub("backprop")
    stub.write_text("my work\n")

    told = installed.learnnn("init", ".", cwd=workspace)

    assert "up to date" in told and stub.read_text() == "my work\n"
