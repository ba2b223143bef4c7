"""`check(...)` in a notebook: real kernels, asked as Jupyter asks them; and, where no kernel is needed, none."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil
import pytest
from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.manager import KernelManager

from learnnn.core.errors import LearnnnError
from learnnn.core.model import CheckResult, Feedback, Report, Status, Submission, Visibility
from learnnn.core.report_json import from_dict
from learnnn.course import course_file
from learnnn.desk.judge_process import Answer, JudgeProcess, Question, to_line
from learnnn.desk.judge_server import Judge, meant_by
from learnnn.judge.trials import Job
from learnnn.notebook import Cells, ChecksFailed, NoVerdict, _require_no_broken_check, _score
from tests.conftest import Toy
from tests.report.test_render_html import report as report_of

PATIENCE_S = 60
LOAD = "%load_ext learnnn.notebook"
SOLVED = "import numpy as np\n\ndef double(x):\n    return 2 * x"
SQUARED = "def double(x):\n    return x**2"


# -- a kernel ----------------------------------------------------------------------------------------------------------


@dataclass
class Ran:
    """What a cell left below itself."""

    shown: list[dict[str, str]] = field(default_factory=list)  # by media type
    result: str | None = None
    error: tuple[str, str, list[str]] | None = None
    printed: dict[str, str] = field(default_factory=dict)  # by stream

    @property
    def text(self) -> str:
        (shown,) = self.shown
        return shown["text/plain"]

    @property
    def page(self) -> str:
        (shown,) = self.shown
        return shown["text/html"]


class Kernel:
    """A kernel as a frontend has it."""

    def __init__(self, folder: Path) -> None:
        self.manager = KernelManager()
        env = {name: value for name, value in os.environ.items() if not name.startswith("LEARNNN_")}
        self.manager.start_kernel(cwd=str(folder), env=env)
        self.client: BlockingKernelClient = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=PATIENCE_S)

    def run(self, code: str, cell_id: str | None = None) -> Ran:
        """Run a cell; JupyterLab says its id, many others do not."""
        content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}
        request = self.client.session.msg("execute_request", content, metadata={"cellId": cell_id} if cell_id else {})
        self.client.shell_channel.send(request)
        ran = Ran()
        while True:
            message = self.client.get_iopub_msg(timeout=PATIENCE_S)
            if message["parent_header"].get("msg_id") != request["header"]["msg_id"]:
                continue
            if message["content"].get("execution_state") == "idle":
                return ran
            _note(ran, message["msg_type"], message["content"])

    def close(self) -> None:
        self.client.stop_channels()
        self.manager.shutdown_kernel()
        self.manager.cleanup_resources()
        self.manager.context.term()


def _note(ran: Ran, kind: str, content: dict[str, Any]) -> None:
    match kind:
        case "display_data":
            ran.shown.append(content["data"])
        case "execute_result":
            ran.result = content["data"]["text/plain"]
        case "error":
            ran.error = content["ename"], content["evalue"], content["traceback"]
        case "stream":
            ran.printed[content["name"]] = ran.printed.get(content["name"], "") + content["text"]


@pytest.fixture
def kernel(toy: Toy) -> Iterator[Kernel]:
    """In the exercise's folder, where a student would have the notebook."""
    opened = Kernel(toy.stub.parent)
    yield opened
    opened.close()


@pytest.mark.slow
def test_a_solved_task_passes_and_a_wrong_one_is_diagnosed(kernel: Kernel):
    kernel.run(LOAD)

    kernel.run(SQUARED, "a")
    wrong = kernel.run("check('scaling')", "b")
    kernel.run(SOLVED, "a")
    solved = kernel.run("check('scaling::double')", "b")

    assert "Every entry is squared instead of doubled." in wrong.text and "squared instead" in wrong.page
    assert wrong.error is None and wrong.result is None
    assert "FAILED" not in solved.text and solved.text.endswith("All passed.")


@pytest.mark.slow
def test_a_cell_with_points_gives_what_nbgrader_reads(kernel: Kernel):
    kernel.run(LOAD)
    kernel.run(SQUARED)
    some = kernel.run("check('scaling::double', points=3)")
    none = kernel.run("check('scaling::test_doubles_every_entry', points=1)")
    kernel.run(SOLVED)
    every = kernel.run("check('scaling::double', points=3)")

    assert some.result == "1.5" and "1.5 of 3 points" in some.text
    assert every.result is None and every.error is None and "3 of 3 points" in every.text
    name, text, lines = none.error
    assert name == "ChecksFailed" and "Every entry is squared instead of doubled." in text
    assert lines == ["ChecksFailed: 0 of 1 point. Every entry is squared instead of doubled."]
    assert not some.printed and not none.printed and not every.printed


@pytest.mark.slow
def test_a_later_definition_counts_and_a_failing_cell_hides_no_other_task(kernel: Kernel):
    kernel.run("from learnnn.notebook import check")
    kernel.run(SQUARED)
    kernel.run("print(undefined)\ndef total(x):\n    return 0.0")
    kernel.run("def total(x)")
    kernel.run("%matplotlib inline\ndef total(x):\n    return 1 / 0")
    last = kernel.run(f"{SOLVED}\n\ncheck('scaling')")

    double, total = last.text.split("\n\n")[1:3]
    assert "FAILED" not in double and "passed" in double
    assert "cell 5, line 3, in total: return 1 / 0" in total


@pytest.mark.slow
def test_a_hidden_check_shows_no_expected_value(kernel: Kernel):
    kernel.run(LOAD)
    kernel.run("import numpy as np\ndef total(x):\n    print(x)\n    return 0.5")

    shown = kernel.run("check('scaling::test_sums_secret_numbers')")

    assert "FAILED" in shown.text and "The sum is right for other numbers." in shown.text
    for text in (shown.text, shown.page):
        assert not re.search(r"got|expected:|printed|Try it|\[", text)


@pytest.mark.slow
def test_an_interrupt_ends_the_judging_and_the_next_answer_is_to_the_next_question(kernel: Kernel):
    kernel.run(LOAD)
    kernel.run("def double(x):\n    while True: pass")
    started = kernel.client.execute("check('scaling::double')")
    time.sleep(2)
    kernel.manager.interrupt_kernel()
    while kernel.client.get_shell_msg(timeout=PATIENCE_S)["parent_header"]["msg_id"] != started:
        pass

    kernel.run(SOLVED)

    assert kernel.run("check('scaling::double')").text.endswith("All passed.")


@pytest.mark.slow
def test_nothing_of_it_outlives_the_kernel(toy: Toy):
    kernel = Kernel(toy.root)
    kernel.run(LOAD)
    kernel.run(f"{SOLVED}\ncheck('scaling::double')")
    started = psutil.Process(kernel.manager.provisioner.pid).children(recursive=True)

    kernel.close()

    assert started and not psutil.wait_procs(started, timeout=PATIENCE_S)[1]


@pytest.mark.slow
def test_the_environment_names_the_course_and_without_one_there_is_a_next_step(toy: Toy, tmp_path: Path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    kernel = Kernel(elsewhere)
    kernel.run(LOAD)

    lost = kernel.run("check('scaling')")
    kernel.run(f"import os\nos.environ['LEARNNN_COURSE'] = {str(toy.root)!r}")
    found = kernel.run("check('scaling')")
    kernel.close()

    assert lost.error[0] == "NoVerdict" and "LEARNNN_COURSE=DIR" in lost.error[1] and not lost.printed
    assert "0 of 4 points" in found.text


@pytest.mark.slow
def test_in_a_terminal_it_is_text_and_nothing_goes_to_standard_error(toy: Toy, tmp_path: Path):
    lines = [LOAD, "def double(x): return x**2", "", "check('scaling::double', points=2)", "check('scaling::tot')", ""]

    done = subprocess.run(
        [sys.executable, "-m", "IPython", "--simple-prompt", "--no-banner", "--no-confirm-exit", "--colors=nocolor"],
        check=True,
        cwd=toy.root,
        env=os.environ | {"IPYTHONDIR": str(tmp_path)},
        input="\n".join(lines),
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
    )

    assert "Every entry is squared instead of doubled." in done.stdout and "Out[3]: 1.0" in done.stdout
    assert "NoVerdict: there is no task or check of scaling `tot`\nDid you mean `total`?" in done.stdout
    assert done.stderr == ""


def test_outside_a_notebook_it_says_where_to_go():
    from learnnn.notebook import check

    with pytest.raises(NoVerdict, match="learnnn check"):
        check("scaling")


# -- cells -------------------------------------------------------------------------------------------------------------


def test_a_cell_that_is_run_again_keeps_its_place_and_has_its_latest_text():
    cells = Cells()
    cells.remember("a = 1", 1, "one")
    cells.remember("b = a", 2, "two")

    cells.remember("a = 2", 3, "one")

    assert [row for row in cells.source().splitlines() if "=" in row] == ["a = 2", "b = a"]


def test_where_cells_have_no_ids_the_latest_definition_wins():
    cells = Cells()
    for number, text in enumerate(["", "def f(): return 1", "  ", "%time f()", "def f(): return 2"]):
        cells.remember(text, number)

    assert [row for row in cells.source().splitlines() if "f()" in row] == [
        "def f(): return 1",
        "# %time f()",
        "def f(): return 2",
    ]


# -- what nbgrader reads -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Course:
    not_run: Any


def scored(*checks: CheckResult, points: float = 2.0) -> float | None:
    from learnnn.core.model import NotRunPolicy

    return _score(report_of(*checks), _Course(NotRunPolicy.EXCUSED), points)


def one(status: Status, **more: Any) -> CheckResult:
    told = Feedback("It is not right.") if status is not Status.PASSED else None
    return CheckResult(f"test_{status.value}", "double", "It holds.", status, feedback=told, **more)


def test_what_is_excused_counts_on_neither_side():
    assert scored(one(Status.PASSED), one(Status.INCONCLUSIVE)) is None


def test_checks_count_by_their_weight_and_the_score_is_a_plain_number():
    score = scored(one(Status.PASSED, weight=3), one(Status.FAILED))

    assert score == 1.5
    assert type(score) is float


def test_where_nothing_passed_the_feedback_is_raised():
    with pytest.raises(ChecksFailed, match="It is not right") as raised:
        scored(one(Status.FAILED))

    assert raised.value._render_traceback_() == ["ChecksFailed: 0 of 2 points. It is not right."]


def test_the_text_of_the_error_gives_nothing_of_a_hidden_check_away():
    told = Feedback("The sum is not right.", evidence="expected: 7", snippet="total(7)")
    hidden = replace(one(Status.FAILED), feedback=told, visibility=Visibility.HIDDEN)

    with pytest.raises(ChecksFailed) as raised:
        scored(hidden)

    assert "7" not in str(raised.value)


@pytest.mark.parametrize("status", [Status.NOT_RUN, Status.INCONCLUSIVE])
def test_no_verdict_is_no_score(status):
    with pytest.raises(NoVerdict, match="could be run"):
        scored(one(status))


def test_a_broken_check_is_the_courses_fault():
    with pytest.raises(NoVerdict, match=r"test_broken.*course's fault"):
        _require_no_broken_check(report_of(one(Status.BROKEN), one(Status.PASSED)))


def test_a_notebook_without_code_has_no_points():
    empty = replace(report_of(), tasks=(), submission=None, problem="the file is empty\nRun the cells.")

    with pytest.raises(ChecksFailed, match="Run the cells"):
        _score(empty, _Course(None), 1.0)


# -- the judge ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def ask(toy: Toy) -> Iterator[Callable[[str, str], Report]]:
    """A judge in this process: it is of the course, and runs no student's code either way."""
    judge, course = Judge(), course_file.load(toy.root)

    def asked(name: str, source: str) -> Report:
        answer = judge.answer(to_line(Question(str(toy.root), name, source, "work.ipynb", "unset")))
        content = json.loads(answer)
        if content["report"] is None:
            raise LearnnnError(content["problem"], next_step=content["next_step"])
        return from_dict(content["report"], course)

    yield asked
    judge.close()


def test_a_check_can_be_asked_by_its_name(ask):
    report = ask("scaling::test_doubles_an_empty_array", f"# %% cell 1\n{SOLVED}\n")

    assert [(check.name, check.visibility, check.status) for check in report.checks] == [
        ("test_doubles_an_empty_array", Visibility.HIDDEN, Status.PASSED)
    ]
    assert report.environment.seed == "secret"


def test_a_check_that_is_named_without_a_device_is_meant_on_each(toy):
    exercise = course_file.load(toy.root).exercises[0]
    job = Job(exercise, Submission("scaling", Path("a.ipynb"), "", ""), checks=frozenset({"test_moves"}))
    on_cpu, other = (SimpleNamespace(name=name, path=toy.stub) for name in ("test_moves[cpu]", "test_moves_twice[cpu]"))

    assert job.wants(on_cpu)
    assert not job.wants(other)


def test_without_a_cell_there_is_a_next_step(ask):
    report = ask("scaling", "")

    assert report.problem is not None and report.problem.endswith(
        "Run the cells that define your solution, then this one again."
    )


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("scalin", "there is no exercise `scalin`\nDid you mean `scaling`?"),
        ("scaling::tot", "there is no task or check of scaling `tot`\nDid you mean `total`?"),
        ("scaling::test_sums_all", "there is no task or check of scaling `test_sums_all`\nDid you mean `test_sums_all_entries`?"),
    ],
)  # fmt: skip
def test_an_unknown_name_is_told_with_the_nearest_one(name, words, toy):
    with pytest.raises(LearnnnError) as raised:
        meant_by(name, course_file.load(toy.root))

    assert str(raised.value) == words


def test_where_the_hidden_checks_are_not_there_they_are_unknown(toy):
    (toy.root / "solutions" / "scaling" / "test_scaling_hidden.py").unlink()

    with pytest.raises(LearnnnError, match="there is no task or check"):
        meant_by("scaling::test_sums_secret_numbers", course_file.load(toy.root))


def test_a_change_of_the_checks_is_noticed(ask, toy):
    path = toy.root / "exercises" / "scaling" / "test_scaling.py"
    before = ask("scaling::test_doubles_every_entry", f"# %% cell 1\n{SOLVED}\n")

    path.write_text(path.read_text().replace("Every entry is doubled.", "Each entry is doubled."))

    assert [c.title for c in before.checks] == ["Every entry is doubled."]
    after = ask("scaling::test_doubles_every_entry", f"# %% cell 1\n{SOLVED}\n")
    assert [c.title for c in after.checks] == ["Each entry is doubled."]


def test_a_judge_that_fails_says_so_and_goes_on():
    judge = Judge()

    assert b"the judge failed: JSONDecodeError" in judge.answer(b"nonsense\n")
    assert b"course.yml" in judge.answer(to_line(Question("/nowhere", "a", "", "a.ipynb", "")))
    judge.close()


def test_a_judge_that_is_lost_is_told_and_replaced(toy):
    course, judge = course_file.load(toy.root), JudgeProcess()
    question = Question(str(toy.root), "scaling::nothing", "x = '\ud800'", "a.ipynb", "")
    judge.start()
    judge._process.kill()

    with pytest.raises(LearnnnError, match=r"the judge ended(?s:.*)Run the cell again"):
        judge.ask(question, course)

    with pytest.raises(LearnnnError, match="there is no task or check"):
        judge.ask(question, course)
    judge.close()
    judge.close()


def test_messages_are_one_line_whatever_is_in_them():
    line = to_line(Answer(problem="a\nb\u2028\ud800"))

    assert line.count(b"\n") == 1 and line.isascii()


def test_a_check_may_be_asked_for_one_task_only(toy: Toy) -> None:
    course = course_file.load(toy.root)

    meant = meant_by("scaling::double::test_doubles_every_entry", course)

    assert (meant.tasks, meant.checks) == ({"double"}, {"test_doubles_every_entry"})
    with pytest.raises(LearnnnError, match="no task or check"):
        meant_by("scaling::nothing::test_doubles_every_entry", course)
