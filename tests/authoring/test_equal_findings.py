"""Validation runs only what could differ, and finds what it finds when it runs everything: one course, a fault in each exercise."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import SAMPLES, Ran

STYLE = '''"""Step by step, with helpers and a constant."""

import numpy as np

FACTOR = 2


def _times(x, factor):
    return factor * x


def double(x):
    return _times(x, FACTOR)


def total(x):
    result = 0.0
    for row in np.atleast_2d(x):
        result += float(np.sum(row))
    return result


class Counter:
    def __init__(self, start):
        self._set(int(start))

    def _set(self, count):
        self.count = count

    def add(self, n):
        self._set(self.count + n)
        return self.count
'''
CHECK = '''

@pytest.mark.task("{task}")
def test_planted({fixtures}):
    """Something more holds."""
    {body}
'''
PICTURE = '''"""A picture."""

import numpy as np

from learnnn.drawing import curve, new_figure, numbers


def doubled(student, rng):
    """What `double` does.{look_at}"""
    figure, ax = new_figure()
    curve(ax, {values}, label="y")
    ax.set(title="Twice", xlabel="place", ylabel="double")
    return figure
'''
LOOK_AT = "\n\n    A straight line.\n    "
PREDICTION = '''"""What to predict."""

import numpy as np


def twice_two(student) -> float:
    """What is twice two?{explanation}"""
    return student.{asked}(np.array([2.0]))[0]
'''


@dataclass(frozen=True)
class Planted:
    """An exercise of its own, to be spoilt."""

    root: Path
    slug: str

    @property
    def exercise(self) -> Path:
        return self.root / "exercises" / self.slug

    @property
    def solutions(self) -> Path:
        return self.root / "solutions" / self.slug

    @property
    def reference(self) -> Path:
        return self.solutions / f"{self.slug}.py"

    @property
    def stub(self) -> Path:
        return self.exercise / f"{self.slug}.py"

    @property
    def checks(self) -> Path:
        return self.exercise / f"test_{self.slug}.py"

    @property
    def hidden(self) -> Path:
        return self.solutions / f"test_{self.slug}_hidden.py"

    @property
    def style(self) -> Path:
        return self.solutions / "right" / "step_by_step.py"

    def wrong(self, name: str) -> Path:
        return self.solutions / "wrong" / f"{name}.py"


Fault = Callable[[Planted], object]


def edit(path: Callable[[Planted], Path], old: str, new: str) -> Fault:
    def spoil(planted: Planted) -> None:
        text = path(planted).read_text()
        assert old in text
        path(planted).write_text(text.replace(old, new))

    return spoil


def add(path: Callable[[Planted], Path], text: str) -> Fault:
    return lambda planted: path(planted).write_text(
        (path(planted).read_text() if path(planted).exists() else "") + text
    )


def remove(path: Callable[[Planted], Path]) -> Fault:
    return lambda planted: path(planted).unlink()


def check(body: str, task: str = "total", fixtures: str = "student") -> Fault:
    return add(lambda one: one.checks, CHECK.format(task=task, fixtures=fixtures, body=body))


def settings(text: str, *more: Fault) -> Fault:
    """A line below the exercise's entry in course.yml, which is the last one while it is spoilt."""

    def spoil(planted: Planted) -> None:
        with (planted.root / "course.yml").open("a") as course:
            course.write(f"    {text}\n")
        for one in more:
            one(planted)

    return spoil


def mistake(text: str, named: str = "required:\n    test_doubles_every_entry") -> Fault:
    """One more known-wrong solution."""
    words = f'"""A mistake of its own kind.\n\nWhat is it?\n\n{named}\n"""\n'
    return add(lambda one: one.wrong("planted"), words + text)


def squares(text: str) -> Fault:
    """The mistake that squares, written in another way."""
    return edit(lambda one: one.wrong("squares"), "def double(x: np.ndarray) -> np.ndarray:\n    return x**2\n", text)


def picture(values: str, look_at: str = LOOK_AT) -> Fault:
    return add(lambda one: one.exercise / f"pictures_{one.slug}.py", PICTURE.format(values=values, look_at=look_at))


def prediction(asked: str = "double", explanation: str = "\n\n    Four.\n    ") -> Fault:
    text = PREDICTION.format(asked=asked, explanation=explanation)
    return settings("predict: [twice_two]", add(lambda one: one.exercise / f"predict_{one.slug}.py", text))


def reflection(question: str, mark_scheme: str) -> Fault:
    return settings(
        "reflections:\n      - {name: why, title: Why so?, points: 2}",
        add(lambda one: one.exercise / "reflection.md", question),
        add(lambda one: one.solutions / "reflection.md", mark_scheme),
    )


SQUARED = "def double(x: np.ndarray) -> np.ndarray:\n    return x**2\n"
COUNTER = "required:\n    test_counter_keeps_its_count"
FAULTS: dict[str, tuple[Fault, str]] = {
    # texts and files
    "contract": (edit(lambda one: one.reference, "def total(x: np.ndarray)", "def total(x: list)"), "has another signature"),
    "docstring": (edit(lambda one: one.reference, "the new count", "the count"), "has another signature or docstring"),
    "hints_of_another_task": (edit(lambda one: one.exercise / "hints.md", "## total", "## sum"), "hints are for double, sum"),
    "single_hint": (edit(lambda one: one.exercise / "hints.md", "### 2\n`2 * x` is a new array.\n", ""), "has 1 hints"),
    "no_statement": (remove(lambda one: one.exercise / "README.md"), "this file is missing"),
    "no_hints": (remove(lambda one: one.exercise / "hints.md"), "this file is missing"),
    "no_public_checks": (remove(lambda one: one.checks), "this file is missing"),
    "no_hidden_checks": (remove(lambda one: one.hidden), "this file is missing"),
    "no_reference": (remove(lambda one: one.reference), "this file is missing"),
    "no_known_wrong": (lambda one: shutil.rmtree(one.solutions / "wrong"), "there is no known-wrong solution"),
    "stray_file": (add(lambda one: one.exercise / "notes.txt", "x"), "this file belongs to nothing"),
    "stray_solution": (add(lambda one: one.solutions / "old.py", "x = 1\n"), "this file belongs to nothing"),
    "no_question": (reflection("## why\n", "## why\nBecause.\n"), "has no question"),
    "no_mark_scheme": (reflection("## why\nWhy?\n", "## when\nNow.\n"), "has no mark scheme"),
    "unlisted_question": (reflection("## why\nWhy?\n\n## when\nWhen?\n", "## why\nBecause.\n"), "lists no reflection `when`"),
    "prediction_without_file": (settings("predict: [twice_two]"), "this file is missing"),
    "prediction_without_answer": (prediction("total"), "no answer to `twice_two`"),
    "prediction_without_explanation": (prediction(explanation=""), "explanation"),
    "picture_without_words": (picture('numbers(student.double(np.arange(5.0)), what="it", shape=(5,))', ""), "what to look at"),
    "picture_that_cannot_be_drawn": (picture('numbers(student.double(np.arange(5.0)), what="it", shape=(4,))'), "cannot be drawn"),
    "picture_of_nothing": (picture("np.arange(5.0)"), "is drawn though nothing is written"),
    "picture_that_breaks": (picture("student.double(np.arange(5.0)) + 1"), "breaks on answers that are no numbers"),
    # checks
    "task_nobody_checks": (
        settings("  - {name: extra, title: Extra, points: 1}"), "no check looks at the task `extra`"
    ),
    "check_without_task": (edit(lambda one: one.hidden, '@pytest.mark.task("total")\n', ""), "belongs to no task"),
    "check_without_sentence": (
        edit(lambda one: one.hidden, '    """The sum is right for other numbers."""\n', ""), "has no docstring"
    ),
    "check_that_is_skipped": (
        edit(lambda one: one.hidden, '@pytest.mark.task("total")\n', '@pytest.mark.skip\n@pytest.mark.task("total")\n'),
        "is marked to be skipped",
    ),
    "check_that_is_not_python": (add(lambda one: one.hidden, "def test_(:\n"), "cannot be collected"),
    "check_that_asks_nobody": (check("assert True", fixtures=""), "never asked for the student's code"),
    "check_content_with_none": (check("student.total(np.ones(3))"), "is content with functions that return None"),
    "check_content_with_stubs": (
        check("try:\n        student.total(np.ones(3))\n    except Exception:\n        pass"), "is not told by test_planted"
    ),
    "check_that_breaks": (check("assert 1 / (student.total(np.zeros(3)) or 0)"), "test_planted (broken)"),
    "check_that_breaks_on_a_mistake": (
        check("kept = {6.0: 1}\n    assert kept[student.double(np.full(1, 3.0))[0]] == 1", task="double"), "breaks on it"
    ),
    "check_that_asks_the_reference_too_late": (
        check(
            'assert_close(student.total(student.double(np.ones(3))), reference.total(student.double(np.ones(3))), what="it")',
            fixtures="student, reference",
        ),
        "depends on the student's answers",
    ),
    "check_that_the_style_fails": (
        check("assert_equal(type(student.double(np.ones((2, 2)))).__name__, student.Counter(3).add(np.float64(0)), what='it')"),
        "does not pass test_planted",
    ),
    "check_that_earns_by_a_count": (
        check("assert student.total(np.ones(3)) == 3.0\n    student.device_report()"), "earns points by what a device counts"
    ),
    "timing_without_margin": (
        check(
            "assert_as_fast(student, reference, lambda module, rng: lambda: module.total(rng.normal(size=300_000)), at_most=1.6)",
            fixtures="student, reference",
        ),
        "test_planted",
    ),
    # right solutions
    "reference_that_raises": (edit(lambda one: one.reference, "x.sum()", "x.summe()"), "the reference does not pass"),
    "reference_that_is_wrong": (edit(lambda one: one.reference, "x.sum()", "x.mean()"), "The sum is 12 times too large"),
    "reference_that_cannot_be_imported": (add(lambda one: one.reference, "\nLIMIT = np.limit\n"), "the reference does not pass"),
    "style_that_is_wrong": (edit(lambda one: one.style, "+ n)", "+ 2 * n)"), "this right solution does not pass"),
    "style_that_raises": (edit(lambda one: one.style, "np.atleast_2d", "np.atleast_4d"), "this right solution does not pass"),
    "style_that_cannot_be_imported": (add(lambda one: one.style, "\nLIMIT = np.limit\n"), "this right solution does not pass"),
    "style_that_breaks_a_rule": (add(lambda one: one.style, "\nimport torch\n"), "this right solution does not pass"),
    "style_that_is_not_python": (add(lambda one: one.style, "\ndef (\n"), "is not Python"),
    "style_that_is_killed": (
        edit(lambda one: one.style, "    result = 0.0\n", "    result = 0.0\n    while True:\n        result += 1.0\n"),
        "this right solution does not pass",
    ),
    "half_a_stub": (
        lambda one: one.stub.write_text(one.stub.read_text().replace("    raise NotImplementedError\n\n\ndef total", "    return 2 * x\n\n\ndef total")),
        "that it is unwritten, but passed",
    ),
    # mistakes
    "mistake_that_is_none": (squares("def double(x):\n    return x + x\n"), "it passes test_doubles_every_entry"),
    "mistake_in_what_is_not_run": (
        squares("def double(x):\n    return 2 * x\n\n\ndef triple(x):\n    return 4 * x\n"), "it passes test_doubles_every_entry"
    ),
    "mistake_in_one_style": (
        mistake("def _times(x, factor):\n    return x**2\n", f"{COUNTER}\nover: step_by_step"), "it passes test_counter_keeps"
    ),
    "mistake_that_does_more": (squares(f"{SQUARED}\n\ndef total(x):\n    return 0.0\n"), "it fails test_sums_all_entries"),
    "mistake_far_away": (
        squares(f"{SQUARED}\n\nclass Counter:\n    def add(self, n):\n        return 3\n"), "it fails test_counter_keeps"
    ),
    "mistake_in_a_constant": (mistake("FACTOR = 0\n", f"{COUNTER}\nover: step_by_step"), "it fails test_doubles_every_entry"),
    "mistake_that_cannot_be_imported": (squares(f"LIMIT = np.limit\n\n\n{SQUARED}"), "it fails test_sums_all_entries"),
    "mistake_in_a_default": (
        squares("def helper(x=np.limit):\n    return x\n\n\ndef double(x):\n    return x**2\n"), "it fails test_sums_all_entries"
    ),
    "mistake_in_an_annotation": (squares("def double(x: np.arrray):\n    return x**2\n"), "it fails test_sums_all_entries"),
    "mistake_in_a_decorator": (
        squares("def _none(f):\n    return lambda x: np.zeros(1)\n\n\n@_none\ndef double(x):\n    return x**2\n"), "it fails test_leaves_its_input"
    ),
    "mistake_in_a_base": (mistake("class Counter(dict):\n    __len__ = None\n", COUNTER), "it passes test_counter_keeps"),
    "mistake_by_deletion": (mistake("del Counter.__init__\n", COUNTER), "it fails test_counter_starts_where"),
    "mistake_by_a_generator": (squares("def double(x):\n    yield x**2\n"), "it fails test_leaves_its_input_alone"),
    "mistake_in_a_helper": (
        mistake("class Counter:\n    def _set(self, count):\n        self.count = 1\n", f"{COUNTER}\nover: step_by_step"),
        "it fails test_counter_starts_where",
    ),
    "mistake_at_the_top": (squares(f"np.set_printoptions(precision=3)\n\n\n{SQUARED}\n\nprint(1 / 0)\n"), "it fails test_sums_all"),
    "mistake_that_breaks_a_rule": (squares(f"import torch\n\n\n{SQUARED}"), "it fails test_sums_all_entries"),
    "mistake_that_hangs": (squares("def double(x):\n    while True:\n        pass\n"), "it fails test_leaves_its_input_alone"),
    "mistake_that_names_nothing": (
        edit(lambda one: one.wrong("squares"), "    test_doubles_every_entry", "    test_doubles_all"), "there is no such check"
    ),
    "mistake_twice": (
        lambda one: one.wrong("squares_too").write_text(one.wrong("squares").read_text()), "is not told so"
    ),
    "mistake_without_diagnosis": (add(lambda one: one.wrong("empty"), "x = 1\n"), "says what happened, and names the checks"),
    "mistake_that_is_not_python": (add(lambda one: one.wrong("empty"), '"""Wrong."""\ndef (\n'), "this is not Python"),
    "mistake_over_nothing": (
        edit(lambda one: one.wrong("squares"), "required:", "over: nobody\n\nrequired:"), "there is no right solution `nobody`"
    ),
    "mistake_that_cannot_be_laid": (
        edit(lambda one: one.wrong("squares"), "    return x**2\n", "    return x**2\n\n\nLIMIT = 1; OTHER = 2\n"), "cannot be laid"
    ),
    "mistake_that_is_told_after_all": (
        edit(lambda one: one.wrong("squares"), "required:", "unnamed: step_by_step\n\nrequired:"), "take the style from `unnamed:`"
    ),
    "mistake_that_the_style_does_not_make": (
        mistake("def _times(x, factor):\n    return x**2\n"), "it passes test_doubles_every_entry"
    ),
    "variant_without_the_first": (
        lambda one: [(one.solutions / "wrong" / "many").mkdir(), add(lambda _: one.solutions / "wrong" / "many" / "few.py", '"""Few."""\n')(one)],
        "no variant has the diagnosis",
    ),
}  # fmt: skip


def _plant(root: Path) -> None:
    """The toy exercise once for each fault, without its timed check, in two styles; and once as it should be."""
    head, entry = (SAMPLES / "toy" / "course.yml").read_text().split("exercises:\n")
    (root / "course.yml").write_text(f"{head}exercises:\n")
    for slug in ("sound", *FAULTS):
        with (root / "course.yml").open("a") as course:
            course.write(entry.replace("scaling", slug))
        for part in ("exercises", "solutions"):
            shutil.copytree(
                SAMPLES / "toy" / part / "scaling", root / part / slug, ignore=shutil.ignore_patterns("__pycache__")
            )
            for path in (root / part / slug).glob("*scaling*"):
                path.rename(path.with_name(path.name.replace("scaling", slug)))
        planted = Planted(root, slug)
        text = planted.checks.read_text()
        start = text.index('@pytest.mark.task("total")\n@pytest.mark.timing')
        planted.checks.write_text(text[:start] + text[text.index('@pytest.mark.task("counter")') :])
        for name in ("sums_in_a_loop", "sums_columns", "start_ignored", "doubles_in_place"):
            planted.wrong(name).unlink()
        planted.style.parent.mkdir()
        planted.style.write_text(STYLE)
        if slug in FAULTS:
            FAULTS[slug][0](planted)


def _findings(ran: Ran) -> dict[str, str]:
    """What is said of each exercise, but for what was measured."""
    found = re.split(r"^(?:valid |FAILED) (\w+)", ran.out, flags=re.MULTILINE)[1:]
    assert ran.code == 1, ran.out + ran.err
    said = [re.sub(r"itself takes [\d.]+ of", "itself takes too much of", text) for text in found[1::2]]
    return dict(zip(found[::2], said, strict=True))


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("planted")
    _plant(root)
    return root


def _validated(course: Path, *options: str) -> dict[str, str]:
    command = [sys.executable, "-m", "learnnn.cli", "validate", *options]
    done = subprocess.run(command, check=False, cwd=course, capture_output=True, text=True, timeout=900)
    return _findings(Ran(done.returncode, done.stdout, done.stderr))


@pytest.fixture(scope="module")
def plain(course: Path) -> dict[str, str]:
    return _validated(course)


@pytest.fixture(scope="module")
def thorough(course: Path) -> dict[str, str]:
    return _validated(course, "--all-checks")


@pytest.mark.slow
@pytest.mark.parametrize("slug", FAULTS)
def test_a_fault_is_found_without_running_everything(
    slug: str, plain: dict[str, str], thorough: dict[str, str]
) -> None:
    _, words = FAULTS[slug]

    assert words in thorough[slug]
    assert plain[slug] == thorough[slug]


@pytest.mark.slow
def test_what_is_sound_is_found_sound(plain: dict[str, str], thorough: dict[str, str]) -> None:
    assert plain["sound"] == thorough["sound"]
    assert "checks, 2 known-wrong solutions" in plain["sound"]
