"""A text is read and compiled once, in a worker: whatever it does to a parser, the judge does not notice."""

from __future__ import annotations

import ast
import marshal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from learnnn.core.errors import CourseError
from learnnn.core.model import Device, Exercise, Limits, Submission, Task
from learnnn.core.outcomes import Outcome, StudentCrashed, StudentKilled, StudentRaised
from learnnn.course.layout import Layout
from learnnn.judge.bench import Bench
from learnnn.judge.handles import Module
from learnnn.judge.program import compile_program
from learnnn.worker.channel import Message
from learnnn.worker.host import Worker
from learnnn.worker.launch import Launchers
from learnnn.worker.local import LocalWorker
from learnnn.worker.source_rules import Violation

LIMITS = Limits(wall_s=5, cpu_s=4, memory_mb=300)
EXERCISE = Exercise("demo", "Demo", (Task("f", "F", 1),), ("numpy",), (".backward",), LIMITS)

Load = Callable[..., Module]


@pytest.fixture(scope="module")
def launchers() -> Iterator[Launchers]:
    launchers = Launchers()
    yield launchers
    launchers.close()


@pytest.fixture(params=[False, True], ids=["worker", "in-process"])
def bench(request: pytest.FixtureRequest, launchers: Launchers, tmp_path: Path) -> Iterator[Bench]:
    """Not closed but emptied: its launchers serve all tests."""
    (tmp_path / "exercises" / "demo").mkdir(parents=True)
    bench = Bench(Layout(tmp_path), request.param, launchers)
    yield bench
    bench.empty()


@pytest.fixture
def apart(launchers: Launchers, tmp_path: Path) -> Iterator[Bench]:
    """A bench whose submissions run in workers."""
    bench = Bench(Layout(tmp_path), launchers=launchers)
    yield bench
    bench.empty()


@pytest.fixture
def load(bench: Bench) -> Iterator[Load]:
    """Loads a text as a check would."""
    opened = []

    def load(source: str) -> Module:
        opened.append(bench.open_student(EXERCISE, submission(source), Device.CPU))
        opened[-1].load()
        return Module(opened[-1].conversation)

    yield load
    for one in opened:
        one.close()


def submission(source: str) -> Submission:
    return Submission("demo", Path("demo.py"), source, "")


# -- what comes of a text ----------------------------------------------------------------------------------------------


def test_a_compiled_text_runs(load):
    assert load("def f(x): return x + 1").f(2) == 3


def test_a_rule_that_is_broken_is_told_and_nothing_runs(bench):
    program = bench.program(EXERCISE, submission("x = 1\nloss.backward()"))

    assert program.violation == Violation(2, "`backward` is what this exercise is about: write it yourself.")
    assert program.load is None


def test_a_syntax_error_names_its_line(bench):
    with pytest.raises(StudentRaised) as caught:
        bench.program(EXERCISE, submission("x = 1\ndef f(:\n"))

    assert caught.value.type_name == "SyntaxError"
    assert [(frame.line, frame.text) for frame in caught.value.frames] == [(2, "def f(:")]


def test_what_parses_and_does_not_compile_is_a_syntax_error_too(bench):
    with pytest.raises(StudentRaised, match="'return' outside function"):
        bench.program(EXERCISE, submission("return 3"))


def test_a_traceback_shows_the_text(load):
    module = load("def outer():\n    return inner()\n\ndef inner():\n    return 1 / 0\n")

    with pytest.raises(StudentRaised) as caught:
        module.outer()

    assert [(frame.line, frame.text) for frame in caught.value.frames] == [(2, "return inner()"), (5, "return 1 / 0")]


def test_dataclasses_and_sources_of_their_own_are_found(load):
    source = (
        "from __future__ import annotations\nimport inspect\nfrom dataclasses import dataclass\n"
        "@dataclass\nclass P:\n    x: int = 3\n"
        "def f(): return P().x, inspect.getsource(f)\n"
    )

    assert load(source).f() == (3, "def f(): return P().x, inspect.getsource(f)\n")


def test_a_warning_about_the_text_is_shown_where_it_runs(apart):
    opened = apart.open_student(EXERCISE, submission("def f(x):\n    return x is 1\n"), Device.CPU)
    opened.load()
    opened.close()

    assert 'demo.py:2: SyntaxWarning: "is" with' in opened.output()
    assert "return x is 1" in opened.output()


@pytest.mark.parametrize(
    "source", ["x = '" + "é" * 300_000 + "'", "# " + "\N{SNOWMAN}" * 300_000], ids=["text", "comment"]
)
def test_a_long_text_of_any_characters_can_be_judged(source, load):
    assert load(source + "\ndef f(): return 3").f() == 3


def test_half_a_surrogate_pair_is_the_students_error(bench):
    with pytest.raises(StudentRaised, match="surrogates not allowed"):
        bench.program(EXERCISE, submission("x = '\ud800'"))


@pytest.mark.parametrize("source", ["x = " + "(" * 5000, "x = " + "-" * 200_000 + "1", "x = a" + ".b" * 200_000])
def test_a_text_that_brings_a_parser_down_costs_a_worker(source, apart):
    with pytest.raises(Outcome) as first:
        apart.program(EXERCISE, submission(source))
    with pytest.raises(type(first.value)):
        apart.program(EXERCISE, submission(source))


# -- who reads it, and how often ---------------------------------------------------------------------------------------


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What workers are asked, `start` among it."""
    seen: list[str] = []
    ask, init = Worker.ask, Worker.__init__

    def noting(self: Worker, request: Message, on_callback: object = None) -> Message:
        seen.append(request.header["op"])
        return ask(self, request, on_callback)  # type: ignore[arg-type]

    def starting(self: Worker, *args: object) -> None:
        seen.append("start")
        init(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(Worker, "ask", noting)
    monkeypatch.setattr(Worker, "__init__", starting)
    return seen


def test_a_text_is_compiled_once_for_all_checks_and_the_first_goes_on_in_its_worker(apart, started):
    for _ in range(3):
        apart.program(EXERCISE, submission("x = 1"))
        opened = apart.open_student(EXERCISE, submission("x = 1"), Device.CPU)
        opened.load()
        opened.close()

    assert started == ["start", "compile", "load", "start", "load", "start", "load"]


def test_a_text_that_does_not_compile_is_tried_once(apart, started):
    for _ in range(3):
        with pytest.raises(StudentRaised):
            apart.program(EXERCISE, submission("def f(:"))

    assert started == ["start", "compile"]


def test_each_submission_is_compiled_by_a_worker_of_its_own(apart, started):
    for source in ("x = 1", "x = 2", "x = 3"):
        apart.program(EXERCISE, submission(source))

    assert started == ["start", "compile"] * 3


def test_only_a_few_texts_are_remembered(apart):
    for number in range(20):
        apart.program(EXERCISE, submission(f"x = {number}"))

    assert len(apart._programs) < 10


def test_a_worker_killed_by_chance_is_followed_by_another(apart, monkeypatch):
    ask, killed = Worker.ask, []

    def dying(self: Worker, request: Message, on_callback: object = None) -> Message:
        if not killed:
            killed.append(request.header["op"])
            raise StudentKilled("it was killed")
        return ask(self, request, on_callback)  # type: ignore[arg-type]

    monkeypatch.setattr(Worker, "ask", dying)

    assert apart.program(EXERCISE, submission("x = 1")).load is not None
    assert killed == ["compile"]


def test_the_judge_neither_parses_nor_reads_code(apart, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise RuntimeError("in the judge")

    monkeypatch.setattr(ast, "parse", refuse)
    monkeypatch.setattr(marshal, "loads", refuse)
    opened = apart.open_student(EXERCISE, submission("def f(): return 3"), Device.CPU)
    opened.load()

    assert Module(opened.conversation).f() == 3
    opened.close()


@pytest.mark.parametrize(
    "value", [None, 3, {"t": "tuple", "v": [None, None]}, {"t": "tuple", "v": [["1", "x"], None]}, {"t": "bytes", "b": 0}]
)  # fmt: skip
def test_a_forged_answer_is_a_crash(value, tmp_path):
    def forged(*_: object) -> Message:
        return Message({"value": value, "changed": []})

    with pytest.raises(StudentCrashed, match="its answer could not be accepted"):
        compile_program(forged, EXERCISE, "x = 1", "demo.py", tmp_path / "stage_demo.py")


def test_what_a_rule_says_is_cut_and_cleaned(tmp_path):
    def told(*_: object) -> Message:
        return Message({"value": {"t": "tuple", "v": [[1, "\x1b[31m" + "x" * 9000], None]}, "changed": []})

    violation = compile_program(told, EXERCISE, "x = 1", "demo.py", tmp_path / "stage_demo.py").violation

    assert violation is not None
    assert "\x1b" not in violation.message and len(violation.message) <= 500


def test_a_stage_that_does_not_compile_is_the_courses_fault(tmp_path):
    stage = tmp_path / "stage_demo.py"
    stage.write_text("def f(:")

    with pytest.raises(CourseError, match="the stage cannot be compiled") as failure:
        compile_program(LocalWorker().ask, EXERCISE, "x = 1", "demo.py", stage)

    assert failure.value.path == stage
