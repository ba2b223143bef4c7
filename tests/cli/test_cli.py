"""The command as a student and a teacher use it, in a process of its own."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.conftest import ROOT, Run, Toy

IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
CHECK_THAT_IMPORTS = '''

@pytest.mark.task("double")
def test_what_is_lent_is_doubled(student):
    """What a package lends is doubled."""
    assert_close(student.double(np.ones(3)), np.full(3, 2.0), what="the result")
    import lends

    lends.lend()
'''


# -- check -------------------------------------------------------------------------------------------------------------


def test_nothing_passes_on_an_untouched_stub(toy: Toy, learnnn: Run) -> None:
    ran = learnnn("check", cwd=toy.root)

    assert ran.code == 1
    assert "passed" not in ran.out
    assert "Next: write `double` in exercises/scaling/scaling.py" in ran.out


def test_everything_passes_with_the_reference(toy: Toy, learnnn: Run) -> None:
    toy.write("")

    ran = learnnn("check", "--json", cwd=toy.root)

    assert ran.code == 0
    assert set(ran.statuses.values()) == {"passed"}
    assert ran.report["submission"] == {
        "path": str(toy.stub),
        "sha256": hashlib.sha256(toy.stub.read_bytes()).hexdigest(),
    }


def test_one_task_can_be_checked_alone(toy: Toy, learnnn: Run) -> None:
    toy.write("def double(x): return x")

    ran = learnnn("check", "scaling::total", "--json", cwd=toy.root)

    assert ran.code == 0
    assert [task["name"] for task in ran.report["tasks"]] == ["total"]


def test_a_failure_is_told_with_its_mistake_evidence_and_next_step(toy: Toy, learnnn: Run) -> None:
    toy.write("def double(x): return x**2")

    ran = learnnn("check", "scaling", cwd=toy.root)

    assert ran.code == 1
    assert "Every entry is squared instead of doubled." in ran.out
    assert "Twice `x` is `x + x`." in ran.out
    assert "Next: test_doubles_every_entry in `double`. Stuck? `learnnn hint scaling::double`" in ran.out


def test_a_check_marked_hidden_tells_nothing_of_what_it_expects(toy: Toy, learnnn: Run) -> None:
    toy.write("def double(x):\n    print(x)\n    return 3 * x")
    checks = toy.root / "exercises" / "scaling" / "test_scaling.py"
    checks.write_text(
        checks.read_text().replace("def test_doubles", '@pytest.mark.visibility("hidden")\ndef test_doubles')
    )

    ran = learnnn("check", "scaling::double", "--json", cwd=toy.root)

    told = ran.report["tasks"][0]["checks"][0]
    assert told["visibility"] == "hidden"
    assert (told["feedback"]["evidence"], told["feedback"]["snippet"], told["output"]) == ("", "", "")
    assert told["feedback"]["happened"] == "Your code does not do what this check asks for."


def test_an_unforeseen_mistake_is_told_what_differs_and_no_cause(toy: Toy, learnnn: Run) -> None:
    toy.write("def double(x): return 3 * x")

    ran = learnnn("check", "scaling", "--json", cwd=toy.root)

    feedback = ran.report["tasks"][0]["checks"][0]["feedback"]
    assert feedback["misconception"] is None
    assert feedback["happened"] == "The result is 1.5 times too large."


def test_what_the_code_printed_is_shown_with_the_check_that_failed(toy: Toy, learnnn: Run) -> None:
    toy.write("def double(x):\n    print('the shape is', x.shape)\n    return 3 * x")

    ran = learnnn("check", "scaling::double", cwd=toy.root)

    assert "It printed:\n                the shape is (2, 3)" in ran.out


def test_a_syntax_error_is_told_once(toy: Toy, learnnn: Run) -> None:
    toy.stub.write_text("def double(x)\n    return 2 * x\n")

    ran = learnnn("check", "scaling", cwd=toy.root)

    assert ran.code == 1
    assert ran.out.count("SyntaxError") == 1
    assert "line 1" in ran.out


def test_in_process_says_that_it_is_no_grade(toy: Toy, learnnn: Run) -> None:
    toy.write("")

    ran = learnnn("check", "--in-process", cwd=toy.root)

    assert ran.code == 0
    assert "this is not a grade" in ran.out


def test_in_process_finds_the_same(toy: Toy, learnnn: Run) -> None:
    toy.write("def double(x):\n    x *= 2\n    return x\n")

    ran = learnnn("check", "scaling::double", "--in-process", "--json", cwd=toy.root)

    assert ran.statuses == {"test_doubles_every_entry": "passed", "test_leaves_its_input_alone": "failed"}


def test_in_process_packages_import_what_they_need(toy: Toy, learnnn: Run, tmp_path: Path) -> None:
    toy.write("")
    (tmp_path / "lends.py").write_text("def lend():\n    return __import__('click')\n")  # as SciPy does
    checks = toy.root / "exercises" / "scaling" / "test_scaling.py"
    checks.write_text(checks.read_text() + CHECK_THAT_IMPORTS)
    path = {"PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}
    apart, together = (
        learnnn("check", "scaling::double", "--json", *words, cwd=toy.root, env=path)
        for words in ((), ("--in-process",))
    )

    assert together.statuses == apart.statuses
    assert "test_what_is_lent_is_doubled" in together.statuses
    assert set(together.statuses.values()) == {"passed"}


def test_output_is_plain_when_it_is_no_terminal(toy: Toy, learnnn: Run) -> None:
    ran = learnnn("check", cwd=toy.root)

    assert "\x1b" not in ran.out + ran.err


@pytest.mark.parametrize(("no_color", "has_escapes"), [("", True), ("1", False)])
def test_a_terminal_gets_colours_unless_asked_not_to(no_color: str, has_escapes: bool, toy: Toy) -> None:
    pty = pytest.importorskip("pty")
    leader, follower = pty.openpty()
    env = {key: value for key, value in os.environ.items() if key != "NO_COLOR"} | {"TERM": "xterm-256color"}
    env |= {"NO_COLOR": no_color} if no_color else {}

    child = subprocess.Popen(
        [sys.executable, "-m", "learnnn.cli", "list"], cwd=toy.root, env=env, stdout=follower, stderr=follower
    )
    os.close(follower)
    seen = b""
    while True:
        try:
            data = os.read(leader, 4096)
        except OSError:
            break
        if not data:
            break
        seen += data
    child.wait()
    os.close(leader)

    assert b"scaling" in seen
    assert (b"\x1b[36m" in seen) is has_escapes


def test_an_interrupt_stops_at_once_and_leaves_nothing_behind(toy: Toy) -> None:
    toy.write("import time\ndef double(x): time.sleep(60)\n")
    file = toy.root / "course.yml"
    file.write_text(file.read_text().replace("wall_s: 3", "wall_s: 60"))
    command = [sys.executable, "-m", "learnnn.cli", "check", "scaling::double"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}

    with subprocess.Popen(command, cwd=toy.root, **pipes) as child:
        deadline = time.monotonic() + 30
        while not (family := psutil.Process(child.pid).children(recursive=True)) and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(2)
        child.send_signal(signal.SIGINT)
        try:
            out, err = child.communicate(timeout=30)
        finally:
            child.kill()

    assert (child.returncode, out, err.strip()) == (130, "", "stopped")
    _, alive = psutil.wait_procs(family, timeout=10)
    assert alive == []


# -- bad input: one clear message each, with the next step ---------------------------------------------------------------


def test_outside_a_course_it_says_where_to_go(tmp_path: Path, learnnn: Run) -> None:
    ran = learnnn("check", cwd=tmp_path)

    assert ran.code == 3
    assert "there is no course.yml here or in a folder above" in ran.err
    assert "learnnn --course DIR" in ran.err


def test_a_broken_course_is_told_with_its_line(toy: Toy, learnnn: Run) -> None:
    file = toy.root / "course.yml"
    file.write_text(file.read_text().replace("points: 2", "ponits: 2"))

    ran = learnnn("check", cwd=toy.root)

    assert ran.code == 3
    assert "course.yml:9: unknown entry `ponits`\nWrite `points`." in ran.err


def test_an_unknown_exercise_gets_the_nearest_name(toy: Toy, learnnn: Run) -> None:
    ran = learnnn("check", "scalling", cwd=toy.root)

    assert ran.code == 2
    assert "Did you mean `scaling`?" in ran.err


def test_an_unknown_task_gets_the_nearest_name(toy: Toy, learnnn: Run) -> None:
    ran = learnnn("check", "scaling::duoble", cwd=toy.root)

    assert ran.code == 2
    assert "Did you mean `double`?" in ran.err


@pytest.mark.parametrize(
    ("content", "words", "step"),
    [
        (None, "there is no such file", "learnnn reset scaling"),
        (b"", "the file is empty", "learnnn reset scaling"),
        (b"x = '\xff'\n", "not UTF-8 text: byte 0xff in line 1", "encoding UTF-8"),
        (b"#" * (1 << 21), "larger than 1 MB", "Keep data out of it"),
    ],
    ids=["missing", "empty", "not-utf8", "huge"],
)
def test_a_file_that_cannot_be_graded_is_one_clear_message(
    content: bytes | None, words: str, step: str, toy: Toy, learnnn: Run
) -> None:
    toy.stub.unlink()
    if content is not None:
        toy.stub.write_bytes(content)

    ran = learnnn("check", "scaling", cwd=toy.root)

    assert ran.code == 4
    assert ran.out.count(words) == 1
    assert step in ran.out


@pytest.mark.skipif(IS_ROOT, reason="root may read every file")
def test_an_unreadable_file_is_one_clear_message(toy: Toy, learnnn: Run) -> None:
    toy.stub.chmod(0)

    ran = learnnn("check", "scaling", cwd=toy.root)

    assert ran.code == 4
    assert "cannot be read" in ran.out


def test_a_forbidden_import_is_told_with_its_line(toy: Toy, learnnn: Run) -> None:
    toy.write("import torch")

    ran = learnnn("check", "scaling", cwd=toy.root)

    assert ran.code == 1
    assert "`torch` is not used in this exercise" in ran.out
    assert "passed" not in ran.out


def test_a_broken_check_is_our_fault_and_costs_nothing(toy: Toy, learnnn: Run) -> None:
    toy.write("")
    checks = toy.root / "exercises" / "scaling" / "test_scaling.py"
    checks.write_text(checks.read_text().replace("x = rng.normal(size=(2, 3))", "x = undefined_name"))

    ran = learnnn("check", "scaling", cwd=toy.root)

    assert ran.code == 3
    assert "BROKEN" in ran.out
    assert "It is not your fault" in ran.out


def test_checks_that_cannot_be_imported_are_the_courses_fault(toy: Toy, learnnn: Run) -> None:
    (toy.root / "exercises" / "scaling" / "test_scaling.py").write_text("import nothing_of_this_name\n")

    ran = learnnn("check", "scaling", cwd=toy.root)

    assert ran.code == 3
    assert "nothing_of_this_name" in ran.err


def test_no_checks_at_all_is_never_a_pass(toy: Toy, learnnn: Run) -> None:
    toy.write("")
    (toy.root / "exercises" / "scaling" / "test_scaling.py").write_text('"""Empty."""\n')

    ran = learnnn("check", "scaling", cwd=toy.root)

    assert ran.code == 3


# -- the other commands ------------------------------------------------------------------------------------------------


def test_list_names_every_task(toy: Toy, learnnn: Run) -> None:
    ran = learnnn("list", cwd=toy.root)

    assert ran.code == 0
    assert "scaling::double  Twice as much  2" in ran.out


def test_hints_get_stronger_and_are_remembered(toy: Toy, learnnn: Run) -> None:
    first, second, third = (learnnn("hint", "scaling::double", cwd=toy.root).out for _ in range(3))

    assert "hint 1 of 2" in first
    assert "hint 2 of 2" in second
    assert "hint 2 of 2" in third


def test_a_damaged_record_of_hints_is_no_crash(toy: Toy, learnnn: Run) -> None:
    (toy.root / ".learnnn").mkdir()
    (toy.root / ".learnnn" / "hints.json").write_text("{")

    ran = learnnn("hint", "scaling::double", cwd=toy.root)

    assert ran.code == 0
    assert "hint 1 of 2" in ran.out


@pytest.fixture
def repository(toy: Toy) -> Toy:
    """The toy course as a student clones it."""
    identity = ["-c", "user.name=Student", "-c", "user.email=student@example.org"]
    for command in (["init", "-q"], ["add", "."], [*identity, "commit", "-qm", "The course"]):
        subprocess.run(["git", *command], cwd=toy.root, check=True)
    return toy


def test_reset_asks_first(repository: Toy, learnnn: Run) -> None:
    repository.write("")
    before = repository.stub.read_text()

    ran = learnnn("reset", "scaling", cwd=repository.root, text="n\n")

    assert ran.code == 130
    assert repository.stub.read_text() == before


def test_reset_keeps_a_backup(repository: Toy, learnnn: Run) -> None:
    untouched = repository.stub.read_bytes()
    repository.write("# my work")
    mine = repository.stub.read_bytes()

    ran = learnnn("reset", "scaling", cwd=repository.root, text="y\n")

    assert ran.code == 0
    assert repository.stub.read_bytes() == untouched
    assert [path.read_bytes() for path in (repository.root / ".learnnn" / "backups" / "scaling").iterdir()] == [mine]


def test_doctor_tries_what_it_reports(toy: Toy, learnnn: Run) -> None:
    ran = learnnn("doctor", cwd=toy.root)

    assert ran.code == 0
    assert "isolation" in ran.out and "device cuda" in ran.out and "device phantom" in ran.out


def test_validate_is_green_on_a_good_course(toy: Toy, learnnn: Run) -> None:
    ran = learnnn("validate", cwd=toy.root)

    assert (ran.code, ran.out) == (0, "valid  scaling: 8 checks, 6 known-wrong solutions\n")


@pytest.mark.parametrize("command", [["--help"], ["list"], ["check", "--help"], ["hint", "scaling"]], ids=" ".join)
def test_light_commands_import_neither_numpy_nor_torch(command: list[str], toy: Toy) -> None:
    code = (
        "import sys\n"
        f"sys.argv = ['learnnn', *{command!r}]\n"
        "from learnnn.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted({'numpy', 'torch', 'pytest', 'rich'} & set(sys.modules)), file=sys.stderr)\n"
    )

    done = subprocess.run([sys.executable, "-c", code], cwd=toy.root, capture_output=True, text=True, check=True)

    assert done.stderr.strip() == "[]"


def test_the_judge_never_imports_torch(toy: Toy) -> None:
    toy.write("")
    file = toy.root / "course.yml"
    file.write_text(file.read_text().replace("imports: [numpy]", "imports: [numpy, torch]"))
    code = (
        "import sys\n"
        "sys.argv = ['learnnn', 'check', 'scaling::double']\n"
        "from learnnn.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print('torch' in sys.modules, file=sys.stderr)\n"
    )

    done = subprocess.run([sys.executable, "-c", code], cwd=toy.root, capture_output=True, text=True, check=True)

    assert done.stderr.strip() == "False"


def test_json_is_one_document(toy: Toy, learnnn: Run) -> None:
    ran = learnnn("check", "--all", "--json", cwd=toy.root)

    document = json.loads(ran.out)
    assert document["schema_version"] == 1
    assert len(document["reports"]) == 1


# -- plain pytest --------------------------------------------------------------------------------------------------------


def _pytest(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *args]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def test_plain_pytest_runs_the_public_checks(toy: Toy) -> None:
    toy.write("def double(x): return 3 * x")

    done = _pytest("exercises/scaling", cwd=toy.root)

    assert done.returncode == 1
    assert "5 passed" in done.stdout and "1 failed" in done.stdout
    assert "The result is 1.5 times too large." in done.stdout


@pytest.mark.slow
def test_plain_pytest_can_run_in_process(toy: Toy) -> None:
    toy.write("import os\nWHERE = os.getpid()\n")

    done = _pytest("exercises/scaling", "--learnnn-in-process", "-k", "doubles", cwd=toy.root)

    assert done.returncode == 0


def test_the_version_is_the_packages(learnnn: Run) -> None:
    assert learnnn("--version", cwd=ROOT).out == "learnnn, version 0.1.0\n"
