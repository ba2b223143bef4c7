"""After a check its judge stays for a while: the next verdict is quick, and never another one for it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests.conftest import Ran, Run, Toy
from tests.desk.test_urgency import WORK

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such sockets on Windows")
Check = Callable[..., Ran]
STAYS = "60"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where the judges of this test listen."""
    (tmp_path / "run").mkdir()
    return tmp_path / "run"


@pytest.fixture
def check(toy: Toy, place: Path, learnnn: Run) -> Iterator[Check]:
    """`learnnn check`, which may leave a judge behind; it ends with the test."""

    def run(*words: str, stays: str = STAYS, **more: str) -> Ran:
        env = {"XDG_RUNTIME_DIR": str(place), "LEARNNN_LINGER": stays, **more}
        return learnnn("check", *words, cwd=toy.root, env=env)

    yield run
    for judge in judges(place):
        judge.kill()
        judge.wait()


def judges(place: Path) -> list[psutil.Process]:
    """The judges that listen there, or have not noticed yet that they do not."""
    found = []
    for process in psutil.process_iter():
        try:
            is_judge = "learnnn.desk.judge_server" in process.cmdline()
            if is_judge and process.environ().get("XDG_RUNTIME_DIR") == str(place):
                found.append(process)
        except psutil.Error:
            continue
    return found


def ends(process: psutil.Process, within_s: float = 20) -> bool:
    """Whether it ends by itself."""
    gone, _ = psutil.wait_procs([process], timeout=within_s)
    return bool(gone)


def without_times(text: str) -> object:
    """A report in JSON but for how long each check took."""
    reports = json.loads(text)["reports"]
    for report in reports:
        for task in report["tasks"]:
            for one in task["checks"]:
                del one["duration_s"]
    return reports


def test_the_next_check_is_answered_by_the_same_judge(toy: Toy, place: Path, check: Check) -> None:
    toy.write("")

    assert check().code == 0
    (judge,) = judges(place)
    assert check().code == 0

    assert judges(place) == [judge]


@pytest.mark.parametrize("work", ["", "def double(x): return x**2", "def double(x):\n    print(x)\n    return [1"])
def test_it_says_what_a_judge_that_does_not_stay_says(toy: Toy, check: Check, work: str) -> None:
    toy.write(work)

    first, second, alone = check("--json"), check("--json"), check("--json", stays="0")
    fresh = check("--json", "--fresh")

    assert first.code == second.code == alone.code == fresh.code
    assert without_times(first.out) == without_times(second.out) == without_times(alone.out) == without_times(fresh.out)


def test_chosen_tasks_only(toy: Toy, check: Check) -> None:
    toy.write("def double(x): return x")

    one = check("scaling::total", "--json")
    two = check("scaling::total", "scaling::double", "--json")

    assert [task["name"] for task in one.report["tasks"]] == ["total"] and one.code == 0
    assert [task["name"] for task in two.report["tasks"]] == ["double", "total"] and two.code == 1


def test_a_new_text_and_a_new_check_get_a_new_verdict(toy: Toy, place: Path, check: Check) -> None:
    toy.write("def double(x): return x")
    assert check().code == 1
    toy.write("")
    assert check().code == 0
    checks = toy.root / "exercises" / "scaling" / "test_scaling.py"
    checks.write_text(
        checks.read_text() + '\n\n@pytest.mark.task("double")\ndef test_no(student):\n    """No."""\n    assert False\n'
    )

    assert check("--json").statuses["test_no"] == "failed"
    assert len(judges(place)) == 1


@pytest.mark.parametrize("text", ["def test_(:", "import nothing_of_that_name"])
def test_whose_fault_it_is_is_said_all_the_same(toy: Toy, check: Check, text: str) -> None:
    toy.write("")
    (toy.root / "exercises" / "scaling" / "test_scaling.py").write_text(text)

    first, alone = check(), check(stays="0")

    assert (first.code, first.err) == (alone.code, alone.err) and first.code == 3


def test_it_ends_when_nobody_has_asked_for_a_while(toy: Toy, place: Path, check: Check) -> None:
    check(stays="0.5")

    assert all(map(ends, judges(place)))
    assert not [path for path in place.rglob("*") if path.is_socket()]


def test_none_stays_where_that_is_not_wanted(toy: Toy, place: Path, check: Check) -> None:
    check(stays="0")
    check("--fresh")
    check("--in-process")

    assert judges(place) == [] and list(place.iterdir()) == []


def test_on_a_machine_that_builds_and_tests_none_stays_unless_it_is_wanted(
    toy: Toy, place: Path, learnnn: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LEARNNN_LINGER")

    learnnn("check", cwd=toy.root, env={"XDG_RUNTIME_DIR": str(place), "CI": "true"})

    assert judges(place) == []


def test_what_is_no_number_of_seconds_is_said(check: Check) -> None:
    ran = check(stays="a while")

    assert ran.code != 0
    assert "LEARNNN_LINGER is not a number of seconds: `a while`" in ran.err and "Set it to 600" in ran.err


def test_one_that_was_killed_is_replaced(toy: Toy, place: Path, check: Check) -> None:
    toy.write("")
    check()
    (judge,) = judges(place)
    judge.kill()
    judge.wait()

    assert check().code == 0
    assert len(judges(place)) == 1


def test_where_others_may_write_nobody_listens(toy: Toy, place: Path, check: Check) -> None:
    toy.write("")
    folder = place / f"learnnn-{os.getuid()}"
    folder.mkdir()
    folder.chmod(0o777)

    assert check().code == 0
    assert judges(place) == []


def test_it_ends_with_the_one_who_asked(toy: Toy, place: Path, check: Check) -> None:
    """An interrupt ends what it was doing too: the student's loop that never stops."""
    toy.write("def double(x):\n    while True: pass\n")
    command = [sys.executable, "-m", "learnnn.cli", "check"]
    env = os.environ | {"XDG_RUNTIME_DIR": str(place), "LEARNNN_LINGER": STAYS}
    with subprocess.Popen(command, cwd=toy.root, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as asking:
        deadline = time.monotonic() + 30
        while not any(judge.children(recursive=True) for judge in judges(place)):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        family = [one for judge in judges(place) for one in (judge, *judge.children(recursive=True))]
        asking.send_signal(signal.SIGINT)
        asking.communicate(timeout=20)

    assert asking.returncode == 130
    assert all(map(ends, family))


def test_it_ends_when_the_course_is_gone(toy: Toy, place: Path, check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    check()
    (judge,) = judges(place)
    toy.root.rename(toy.root.with_name("elsewhere"))

    assert ends(judge)


def test_two_at_the_same_time_are_both_answered(toy: Toy, place: Path, check: Check) -> None:
    toy.write("")
    env = os.environ | {"XDG_RUNTIME_DIR": str(place), "LEARNNN_LINGER": STAYS}
    command = [sys.executable, "-m", "learnnn.cli", "check"]
    both = [subprocess.Popen(command, cwd=toy.root, env=env, stdout=subprocess.DEVNULL) for _ in range(2)]

    assert [one.wait(60) for one in both] == [0, 0]
    assert len(judges(place)) == 1


def test_the_next_check_begins_with_what_was_edited(toy: Toy, check: Check) -> None:
    def begins_with(source: str) -> str:
        toy.stub.write_text(source)
        times = {
            task["name"]: min(int(row) for one in task["checks"] for row in one["output"].split())
            for task in check("--json").report["tasks"]
        }
        return min(times, key=times.__getitem__)

    assert begins_with(WORK) == "double"
    assert begins_with(WORK.replace("x.sum()", "sum(x.ravel())")) == "total"
    assert begins_with(WORK) == "total"
