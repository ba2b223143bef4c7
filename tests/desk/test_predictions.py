"""Predict, then run: asked of people only, told what their own code gave, and asked again while that cannot tell."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest

from learnnn.authoring import validation
from learnnn.core.errors import CourseError
from learnnn.core.findings import Finding
from learnnn.core.learning import Kind, Prediction
from learnnn.core.model import Exercise, Submission
from learnnn.core.wording import written
from learnnn.course import course_file
from learnnn.course.layout import Layout
from learnnn.course.submission import from_bytes, read
from learnnn.desk import predictions
from learnnn.desk.predictions import parse, reveal
from learnnn.judge.bench import Bench
from tests.conftest import ROOT, Run, Toy
from tests.grounds.terminal import Terminal, terminal

FILE = '''"""What to predict."""

import numpy as np


def twice_two(student) -> float:
    """What does `double` make of 2?

    Twice two is four, in every array.
    """
    return student.double(np.array([2.0]))[0]


def shape_of_double(student) -> tuple:
    """Which shape has the double of a (2, 3) array?

    The same.
    """
    return student.double(np.ones((2, 3))).shape


def kind_of_total(student) -> str:
    """Is a total even or odd?

    Even.
    """
    return student.total(np.ones(4))


twice_two.tolerance = 0.1
'''
NAMES = ("twice_two", "shape_of_double", "kind_of_total")


@pytest.fixture
def asking(toy: Toy) -> Toy:
    """The toy course, with one prediction, and a right solution."""
    toy.write("")
    Layout(toy.root).predictions("scaling").write_text(FILE)
    toy_file = toy.root / "course.yml"
    toy_file.write_text(toy_file.read_text().rstrip() + "\n    predict: [twice_two]\n")
    return toy


@pytest.fixture
def exercise(asking: Toy) -> Exercise:
    (exercise,) = course_file.load(asking.root).exercises
    return replace(exercise, predict=NAMES)


@pytest.fixture
def bench(asking: Toy) -> Iterator[Bench]:
    bench = Bench(Layout(asking.root))
    yield bench
    bench.close()


def code(text: str) -> Submission:
    return from_bytes(f"import numpy as np\n{text}\n".encode(), Path("scaling.py"), "scaling", start_again="")


def one(exercise: Exercise, bench: Bench, name: str) -> Prediction:
    return predictions.load(exercise, bench.layout)[NAMES.index(name)]


# -- questions ---------------------------------------------------------------------------------------------------------


def test_the_docstring_asks_and_explains_and_the_type_says_how_to_answer(exercise: Exercise, bench: Bench) -> None:
    first, second, third = predictions.load(exercise, bench.layout)

    assert (first.question, first.explanation) == (
        "What does `double` make of 2?",
        "Twice two is four, in every array.",
    )
    assert [first.kind, second.kind, third.kind] == [Kind.NUMBER, Kind.SHAPE, Kind.WORD]
    assert first.known_as == "scaling::twice_two"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("def twice_two", "def another", "there is no prediction `twice_two`"),
        ("-> float", "", "`twice_two` is not complete"),
        ("-> float", "-> bytes", "`twice_two` is not complete"),
        ("\n    Twice two is four, in every array.\n", "", "`twice_two` is not complete"),
        ("import numpy", "import (", "cannot be loaded"),
    ],
    ids=["missing", "no type", "another type", "no explanation", "no Python"],
)
def test_a_prediction_that_is_not_complete_is_the_courses_fault(
    old: str, new: str, words: str, exercise: Exercise, bench: Bench
) -> None:
    bench.layout.predictions("scaling").write_text(FILE.replace(old, new))

    with pytest.raises(CourseError, match=words):
        predictions.load(exercise, bench.layout)


def test_the_file_is_not_run_to_be_read(exercise: Exercise, bench: Bench) -> None:
    bench.layout.predictions("scaling").write_text(f"{FILE}\nraise SystemExit\n")

    assert len(predictions.load(exercise, bench.layout)) == 3


# -- answers -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [("0.69", 0.69), ("-1e-3", -0.001), ("2/3", 2 / 3), ("25%", 0.25), ("ln 3", 1.0986), ("ln(3)", 1.0986)],
)
def test_a_number_may_be_written_as_people_write_numbers(text: str, value: float) -> None:
    assert parse(Kind.NUMBER, text) == pytest.approx(value, rel=1e-4)


@pytest.mark.parametrize("text", ["abc", "nan", "inf", "1/0", "ln 0", "1,5", "79,510", "__import__('os')", "9" * 400])
def test_what_is_no_number_is_refused(text: str) -> None:
    assert parse(Kind.NUMBER, text) is None


@pytest.mark.parametrize(
    ("text", "shape"),
    [("(3, 4)", (3, 4)), ("3x4", (3, 4)), ("3 4", (3, 4)), ("[3,4]", (3, 4)), ("(3,)", (3,)), ("3", (3,)), ("()", ())],
)
def test_a_shape_may_be_written_as_people_write_shapes(text: str, shape: tuple[int, ...]) -> None:
    assert parse(Kind.SHAPE, text) == shape


@pytest.mark.parametrize("text", ["abc", "-1", "3.5", "(", "x", "3 by 4"])
def test_what_is_no_shape_is_refused(text: str) -> None:
    assert parse(Kind.SHAPE, text) is None


def test_what_is_shown_of_an_answer_is_short_and_steers_nothing() -> None:
    assert written(1.0986122) == "1.099"
    assert written(79510.0) == "79510"
    assert written((3, 4)) == "(3, 4)"
    assert written("\x1b[31m") == "\\x1b[31m"
    assert len(written("a" * 10_000)) == 200


# -- what the code gives -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "said", "agrees"),
    [
        ("twice_two", 4.3, True),  # the tolerance of this one is 10 %
        ("twice_two", 4.5, False),
        ("twice_two", -4.0, False),
        ("shape_of_double", (2, 3), True),
        ("shape_of_double", (3, 2), False),
        ("kind_of_total", " EVEN", True),
        ("kind_of_total", "odd", False),
    ],
)
def test_the_students_own_code_decides(name: str, said, agrees: bool, exercise: Exercise, bench: Bench) -> None:
    theirs = code("def double(x): return 2 * x\ndef total(x): return 'even'")

    told = reveal(exercise, one(exercise, bench, name), said, bench, theirs)

    assert (told.problem, told.agrees) == ("", agrees)


def test_without_a_tolerance_of_its_own_a_number_is_close_within_five_percent(exercise: Exercise, bench: Bench) -> None:
    bench.layout.predictions("scaling").write_text(FILE.replace("twice_two.tolerance = 0.1", ""))
    theirs, prediction = code("def double(x): return 2 * x"), one(exercise, bench, "twice_two")

    near, far = (reveal(exercise, prediction, said, bench, theirs).agrees for said in (4.19, 4.21))

    assert (near, far) == (True, False)


def test_a_wrong_code_tells_its_own_answer(exercise: Exercise, bench: Bench) -> None:
    told = reveal(exercise, one(exercise, bench, "twice_two"), 4.0, bench, code("def double(x): return x ** 3"))

    assert (told.found, told.agrees) == (8.0, False)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("def double(x): raise NotImplementedError", "not written yet"),
        ("def double(x): raise ValueError('\\x1b[31m')", "Your code raised ValueError in line 2"),
        ("def double(x): return [x, 'four']", "did not answer with a number"),
        ("def double(x): return None", "did not answer with a number"),
        ("def double(x): exit()", "tried to end the program"),
        ("def double(x):", "IndentationError"),
    ],
    ids=["unwritten", "raises", "a list", "nothing", "exits", "no Python"],
)
def test_code_that_cannot_tell_yet_is_told_why(text: str, words: str, exercise: Exercise, bench: Bench) -> None:
    told = reveal(exercise, one(exercise, bench, "twice_two"), 4.0, bench, code(text))

    assert not told.agrees
    assert words in told.problem and told.problem.isprintable()


def test_a_file_of_predictions_that_breaks_is_the_courses_fault(exercise: Exercise, bench: Bench) -> None:
    prediction = one(exercise, bench, "twice_two")
    bench.layout.predictions("scaling").write_text("1 / 0\n")

    with pytest.raises(CourseError, match="ZeroDivisionError"):
        reveal(exercise, prediction, 4.0, bench, code("def double(x): return x"))


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"a": 3}', b"[" * 100_000])
def test_a_damaged_record_counts_as_nothing(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "predictions.json"
    path.write_bytes(content)

    assert predictions.read_record(path) == {}


@pytest.mark.slow
def test_the_references_agree_with_what_the_course_explains() -> None:
    """The number that a reference gives stands in the explanation."""
    course = course_file.load(ROOT)
    bench = Bench(Layout(ROOT))
    told = [
        reveal(exercise, prediction, "", bench, read(bench.layout.reference(exercise.slug), exercise.slug))
        for exercise in course.exercises
        for prediction in predictions.load(exercise, bench.layout)
    ]
    bench.close()

    found = {one.prediction.known_as: one.found for one in told}
    assert found["parameters::convolution_or_dense"] == 448
    assert found["parameters::a_whole_network"] == 79510
    assert found["backprop::shape_of_a_gradient"] == (3, 4)
    assert found["backprop::loss_at_the_start"] == pytest.approx(0.25, rel=0.05)
    assert found["dropout::share_of_zeros"] == pytest.approx(0.2, rel=0.05)
    assert found["dropout::mean_of_the_answer"] == pytest.approx(1, rel=0.05)
    assert found["training_loop::loss_at_the_start"] == pytest.approx(1.0986, rel=0.05)
    assert found["feature_maps::shape_of_the_maps"] == (8, 14, 14)
    assert len(found) == 8


# -- asking ------------------------------------------------------------------------------------------------------------


def _check(toy: Toy, *options: str) -> AbstractContextManager[Terminal]:
    command = [sys.executable, "-m", "learnnn.cli", "check", "scaling::double", *options]
    return terminal(command, toy.root, columns=120, rows=100)


def _record(toy: Toy) -> dict[str, str | None]:
    return predictions.read_record(Layout(toy.root).prediction_record())


@pytest.mark.slow
def test_on_a_terminal_it_asks_first_and_compares_afterwards(asking: Toy) -> None:
    with _check(asking) as seen:
        asked = seen.wait_for("What does `double` make of 2?", "Your prediction (Enter to skip):")
        seen.type("5\n")
        code = seen.wait_for_the_end()
        told = seen.screen
    with _check(asking) as again:
        again.wait_for_the_end()
        unasked = again.screen

    assert code == 0
    assert "passed" not in asked
    assert "You said 5, your code gave 4. That is something else.\n  Twice two is four, in every array." in told
    assert told.index("All passed.") < told.index("You said 5")
    assert _record(asking) == {"scaling::twice_two": "5.0"}
    assert "What does" not in unasked


@pytest.mark.slow
def test_while_the_code_cannot_tell_it_asks_again(asking: Toy) -> None:
    asking.write("def double(x): raise NotImplementedError")

    with _check(asking) as seen:
        seen.wait_for("Your prediction")
        seen.type("4\n")
        code = seen.wait_for_the_end()
        told = seen.screen

    assert code == 1
    assert (
        "You said 4. Your code cannot tell yet. What it needs is not written yet.\n  You will be asked again." in told
    )
    assert _record(asking) == {}


@pytest.mark.parametrize("ending", ["\n", "\x04"], ids=["enter", "end of input"])
def test_what_is_no_answer_is_asked_again_and_what_is_skipped_is_not(ending: str, asking: Toy) -> None:
    with _check(asking) as seen:
        seen.wait_for("Your prediction")
        seen.type("abc\n")
        seen.wait_for("write a number such as 0.69, or press Enter to skip")
        seen.type(ending)
        seen.wait_until(lambda _: Layout(asking.root).prediction_record().exists(), "it was not remembered")

    assert _record(asking) == {"scaling::twice_two": None}


def test_an_interrupt_at_the_question_stops_and_nothing_is_remembered(asking: Toy) -> None:
    with _check(asking) as seen:
        seen.wait_for("Your prediction")
        seen.type("\x03")
        code = seen.wait_for_the_end()
        said = seen.screen

    assert (code, _record(asking)) == (130, {})
    assert said.rstrip().endswith("stopped")


@pytest.mark.slow
@pytest.mark.parametrize("option", ["--no-predict", "--json", "--in-process"])
def test_these_options_ask_nothing(option: str, asking: Toy) -> None:
    with _check(asking, option) as seen:
        seen.wait_for_the_end()

        assert b"What does" not in seen.sent


def test_who_is_no_person_is_never_asked(asking: Toy, learnnn: Run) -> None:
    ran = learnnn("check", "scaling::double", cwd=asking.root, text="4\n")

    assert ran.code == 0
    assert "What does" not in ran.out + ran.err


def test_a_mistake_in_the_predictions_keeps_nobody_from_being_checked(asking: Toy) -> None:
    Layout(asking.root).predictions("scaling").write_text("def (")

    with _check(asking) as seen:
        code = seen.wait_for_the_end()

        assert code == 0
        assert "cannot be loaded" in " ".join(seen.screen.split())


# -- the course checks itself --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (FILE, ""),
        (None, "predict_scaling.py: this file is missing"),
        (FILE.replace("student.double(np.array([2.0]))[0]", "'four'"), "the reference has no answer to `twice_two`"),
        (FILE.replace("def twice_two", "def another"), "there is no prediction `twice_two`"),
    ],
    ids=["nothing", "no file", "no answer", "not there"],
)
def test_validation_finds_what_is_wrong_with_a_prediction(
    text: str | None, words: str, asking: Toy, exercise: Exercise, bench: Bench
) -> None:
    path, named = Layout(asking.root).predictions("scaling"), replace(exercise, predict=("twice_two",))
    path.unlink() if text is None else path.write_text(text)

    findings = [*validation._missing_files(named, bench.layout)]
    if not findings:
        try:
            findings = [*validation._predictions(named, bench, read(asking.reference, "scaling"))]
        except CourseError as error:  # as `validate` does
            findings = [Finding(error.what, path)]

    assert [words in f"{finding.path.name}: {finding.what}" for finding in findings] == [True] * bool(words)
