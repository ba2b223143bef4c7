"""What nbgrader starts by name is found where nobody activated the environment."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

pytest.importorskip("nbgrader")

from learnnn.nbgrader import programs
from tests.conftest import Run, Toy

ELSEWHERE = os.pathsep.join(["/usr/bin", "/bin"])


@pytest.fixture
def not_activated(tmp_path: Path) -> dict[str, str]:
    """Variables of a shell in which the environment is not activated, and Jupyter has no settings."""
    own = dict.fromkeys(("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR"), str(tmp_path / "jupyter"))
    return {**own, "JUPYTER_NO_CONFIG": "1", "PATH": ELSEWHERE}


def _nbgrader(*words: str, cwd: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "nbgrader", *words]
    return subprocess.run(
        command, cwd=cwd, env=os.environ | env, capture_output=True, text=True, timeout=300, check=False
    )


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the variable's folders are those of Unix")
def test_nothing_of_a_course_needs_an_activated_environment(
    toy: Toy, learnnn: Run, tmp_path: Path, not_activated: dict[str, str]
) -> None:
    folder = tmp_path / "course"

    made = learnnn("nbgrader", "setup", folder, cwd=toy.root, env=not_activated)
    examined = learnnn("nbgrader", "doctor", folder, cwd=toy.root, env=not_activated)

    assert (made.code, examined.code) == (0, 0), made.err + examined.out + examined.err
    assert (folder / "gradebook.db").is_file()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the variable's folders are those of Unix")
@pytest.mark.parametrize("is_ours", [True, False])
def test_nbgraders_own_commands_find_them_by_our_settings(
    toy: Toy, tmp_path: Path, not_activated: dict[str, str], is_ours: bool
) -> None:
    ours = f"from learnnn.nbgrader.bridge import configure\nconfigure(c, course={str(toy.root)!r})\n"
    (tmp_path / "nbgrader_config.py").write_text(f"c = get_config()\n{ours if is_ours else ''}")

    asked = _nbgrader("db", "student", "list", cwd=tmp_path, env=not_activated)

    assert asked.returncode == (0 if is_ours else 1)
    assert ("No such file or directory: 'alembic'" in asked.stderr) is not is_ours


def test_this_environments_programs_come_first_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = sysconfig.get_path("scripts")
    monkeypatch.setenv("PATH", os.pathsep.join(["/usr/bin", ours, "/bin"]))

    with programs.found():
        inside = os.environ["PATH"].split(os.pathsep)

    assert inside.count(ours) == 1
    assert inside.index(ours) < inside.index("/usr/bin") < inside.index("/bin")
    assert os.environ["PATH"] == os.pathsep.join(["/usr/bin", ours, "/bin"])


def test_a_missing_path_stays_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PATH")

    with programs.found():
        assert sysconfig.get_path("scripts") in os.environ["PATH"]

    assert "PATH" not in os.environ
