"""A known-wrong solution's docstring is read as what happened, what to look at, and the checks that catch it."""

from __future__ import annotations

from pathlib import Path

import pytest

from learnnn.core.errors import CourseError
from learnnn.core.model import Exercise, Limits
from learnnn.course.layout import Layout
from learnnn.diagnosis.misconceptions import KnownWrong, load_all

EXERCISE = Exercise("scaling", "Scaling", (), (), (), Limits())
WRONG = '''"""Every entry is squared
instead of doubled.

Twice `x` is `x + x`.

Look again.

required:
    test_doubles
    test_signs, test_zero
permitted:
    test_noise
"""
'''


def right(folder: Path, reference: str, **styles: str) -> None:
    layout = Layout(folder)
    layout.right_folder("scaling").mkdir(parents=True)
    layout.reference("scaling").write_text(reference)
    for style, text in styles.items():
        (layout.right_folder("scaling") / f"{style}.py").write_text(text)


def load(folder: Path, **files: str) -> list[KnownWrong]:
    layout = Layout(folder)
    layout.wrong_folder("scaling").mkdir(parents=True, exist_ok=True)
    if not layout.reference("scaling").exists():
        layout.reference("scaling").write_text("def double(x):\n    return 2 * x\n")
    for name, text in files.items():
        (layout.wrong_folder("scaling") / f"{name}.py").write_text(text)
    return load_all(EXERCISE, layout)


def mistake(folder: Path, text: str) -> CourseError:
    with pytest.raises(CourseError) as caught:
        load(folder, squares=text)
    return caught.value


def test_the_docstring_is_the_diagnosis(tmp_path):
    (one,) = load(tmp_path, squares=WRONG)

    assert one.happened == "Every entry is squared instead of doubled."
    assert one.look_at == "Twice `x` is `x + x`. Look again."


def test_the_checks_that_catch_it_are_named(tmp_path):
    (one,) = load(tmp_path, squares=WRONG)

    assert one.required == {"test_doubles", "test_signs", "test_zero"}
    assert one.named == one.required | {"test_noise"}


def test_it_is_known_by_its_file(tmp_path):
    assert [one.name for one in load(tmp_path, squares=WRONG, cubes=WRONG)] == ["cubes", "squares"]


def test_a_blank_line_may_hold_spaces(tmp_path):
    (one,) = load(tmp_path, squares=WRONG.replace("\n\nTwice", "\n   \nTwice"))

    assert one.happened == "Every entry is squared instead of doubled."


def test_an_exercise_without_known_wrong_solutions_has_none(tmp_path):
    assert load_all(EXERCISE, Layout(tmp_path)) == []


@pytest.mark.parametrize(
    "text",
    [
        "x = 1\n",
        '"""Only words."""',
        '"""required:\n    test_doubles\n"""',
        WRONG.replace("required:\n", "required: test_a\n"),
    ],
)
def test_a_docstring_of_another_form_is_told_the_form(tmp_path, text):
    error = mistake(tmp_path, text)

    assert (error.line, error.path.name) == (1, "squares.py")
    assert "`required:`" in error.next_step


def test_a_file_that_is_not_python_is_told_its_line(tmp_path):
    error = mistake(tmp_path, WRONG + "def f(:\n")

    assert error.line == 14
    assert error.what.startswith("this is not Python")


def test_an_empty_file_is_the_courses_mistake_and_not_a_students(tmp_path):
    error = mistake(tmp_path, "")

    assert error.what == "the file is empty"
    assert "reset" not in error.next_step


def test_it_is_laid_over_the_right_solutions_that_it_names(tmp_path):
    right(tmp_path, "def double(x):\n    return 2 * x\n", plain="def double(x):\n    return x + x\n")
    text = WRONG.replace('"""\n', "over: plain\n" + '"""\n') + "\ndef double(x):\n    return x * x\n"

    (one,) = load(tmp_path, squares=text)

    assert [over.style for over in one.over] == ["plain"]
    assert one.laid_over(one.over[0]).definitions == {"double"}
    assert one.submission.source == "def double(x):\n    return x * x\n"


def test_without_a_word_on_it_it_is_laid_over_all_and_known_by_the_reference(tmp_path):
    right(tmp_path, "def double(x):\n    return 2 * x\n", plain="def double(x):\n    return x + x\n")

    (one,) = load(tmp_path, squares=WRONG)

    assert [over.style for over in one.over] == ["reference", "plain"]


def test_a_right_solution_that_is_not_there_is_the_courses_fault(tmp_path):
    told = mistake(tmp_path, WRONG.replace('"""\n', "over: plane\n" + '"""\n'))

    assert "there is no right solution `plane`" in told.what
    assert "reference" in (told.next_step or "")


def test_what_cannot_be_laid_is_the_courses_fault_and_says_over_what(tmp_path):
    (one,) = load(tmp_path, squares=WRONG + "\ndel triple\n")

    with pytest.raises(CourseError, match="cannot be laid over the right solution `reference`"):
        _ = one.submission


def test_variants_of_a_mistake_share_its_diagnosis(tmp_path):
    right(tmp_path, "def double(x):\n    return 2 * x\n")
    folder = Layout(tmp_path).wrong_folder("scaling") / "squares"
    folder.mkdir(parents=True)
    (folder / "squares.py").write_text(WRONG + "\ndef double(x):\n    return x * x\n")
    (folder / "by_power.py").write_text('"""With a power."""\n\n\ndef double(x):\n    return x**2\n')

    squares, by_power = load_all(EXERCISE, Layout(tmp_path))

    assert (by_power.name, by_power.known_as) == ("squares", "squares/by_power")
    assert squares.known_as == "squares"
    assert (by_power.happened, by_power.required) == (squares.happened, squares.required)
    assert "x**2" in by_power.submission.source


def test_variants_without_a_diagnosis_are_the_courses_fault(tmp_path):
    right(tmp_path, "def double(x):\n    return 2 * x\n")
    folder = Layout(tmp_path).wrong_folder("scaling") / "squares"
    folder.mkdir(parents=True)
    (folder / "by_power.py").write_text('"""With a power."""\n')

    with pytest.raises(CourseError, match="no variant has the diagnosis"):
        load_all(EXERCISE, Layout(tmp_path))
