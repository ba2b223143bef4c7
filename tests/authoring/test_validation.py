"""Validation finds what is wrong with a course: each test spoils the toy course in one way."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import Run, Toy


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def _solutions(toy: Toy) -> Path:
    return toy.root / "solutions" / "scaling"


def _exercise(toy: Toy) -> Path:
    return toy.root / "exercises" / "scaling"


def _reflect(
    toy: Toy, *, questions: str = "## why\nWhy?\n", mark_scheme: str = "## why\nBecause 2x is x + x.\n"
) -> None:
    """Give the exercise, which is the last of its course, a reflection `why` and these texts."""
    with (toy.root / "course.yml").open("a") as course:
        course.write("    reflections:\n      - {name: why, title: Why so?, points: 2}\n")
    (_exercise(toy) / "reflection.md").write_text(questions)
    (_solutions(toy) / "reflection.md").write_text(mark_scheme)


SPOILT = {
    "a reference that raises": (
        lambda toy: _edit(toy.reference, "return float(x.sum())", "return float(x.summe())"),
        "the reference does not pass test_sums_all_entries",
    ),
    "a stub that is half written": (
        lambda toy: toy.stub.write_text(toy.stub.read_text().replace("    raise NotImplementedError\n\n\ndef total", "    return 2 * x\n\n\ndef total")),
        "the stub is not told by test_doubles_every_entry that it is unwritten, but passed",
    ),
    "a contract that drifted": (
        lambda toy: _edit(toy.reference, "def total(x: np.ndarray)", "def total(values: np.ndarray, x: None = None)"),
        "`total` has another signature or docstring in the reference",
    ),
    "a docstring that drifted": (
        lambda toy: _edit(toy.reference, "the new count", "the count"),
        "`Counter.add` has another signature or docstring in the reference",
    ),
    "a wrong solution that is right": (
        lambda toy: _edit(_solutions(toy) / "wrong" / "squares.py", "return x**2", "return x + x"),
        "it passes test_doubles_every_entry, which must catch it",
    ),
    "a wrong solution that fails more": (
        lambda toy: _edit(_solutions(toy) / "wrong" / "squares.py", "    return x**2\n", "    return x**2\n\n\ndef total(x):\n    return 0.0\n"),
        "it fails test_sums_all_entries, which it does not name",
    ),
    "a wrong solution that names nothing": (
        lambda toy: _edit(_solutions(toy) / "wrong" / "squares.py", "    test_doubles_every_entry", "    test_doubles_everything"),
        "it names test_doubles_everything, and there is no such check",
    ),
    "a wrong solution twice": (
        lambda toy: (_solutions(toy) / "wrong" / "squares_too.py").write_text(
            (_solutions(toy) / "wrong" / "squares.py").read_text()
        ),
        "a student with this mistake is not told so",
    ),
    "a wrong solution without a diagnosis": (
        lambda toy: (_solutions(toy) / "wrong" / "empty.py").write_text("x = 1\n"),
        "docstring says what happened, and names the checks",
    ),
    "no wrong solutions": (
        lambda toy: [path.unlink() for path in (_solutions(toy) / "wrong").glob("*.py")],
        "there is no known-wrong solution",
    ),
    "a missing statement": (lambda toy: (_exercise(toy) / "README.md").unlink(), "this file is missing"),
    "a stray file": (lambda toy: (_exercise(toy) / "notes.txt").write_text("x"), "this file belongs to nothing"),
    "a stray folder": (
        lambda toy: (toy.root / "exercises" / "doubling").mkdir(),
        "course.yml does not list `doubling`",
    ),
    "hints for another task": (
        lambda toy: _edit(_exercise(toy) / "hints.md", "## total", "## sum"),
        "hints are for double, sum, counter; the tasks are double, total, counter",
    ),
    "a single hint": (
        lambda toy: _edit(_exercise(toy) / "hints.md", "### 2\n`2 * x` is a new array.\n", ""),
        "`double` has 1 hints; two to four are wanted",
    ),
    "a task nobody checks": (
        lambda toy: _edit(toy.root / "course.yml", "      - {name: total", "      - {name: extra, title: Extra, points: 1}\n      - {name: total"),
        "no check looks at the task `extra`",
    ),
    "a check without a task": (
        lambda toy: _edit(_solutions(toy) / "test_scaling_hidden.py", '@pytest.mark.task("total")\n', ""),
        "`test_sums_secret_numbers` belongs to no task of `scaling`",
    ),
    "a check without its sentence": (
        lambda toy: _edit(_solutions(toy) / "test_scaling_hidden.py", '    """The sum is right for other numbers."""\n', ""),
        "`test_sums_secret_numbers` has no docstring",
    ),
    "a check that asks nobody": (
        lambda toy: _edit(
            _solutions(toy) / "test_scaling_hidden.py",
            '@pytest.mark.task("double")\n',
            '@pytest.mark.task("double")\ndef test_nothing():\n    """Nobody is asked."""\n\n\n@pytest.mark.task("double")\n',
        ),
        "never asked for the student's code",
    ),
    "a timing limit too near": (
        lambda toy: _edit(_exercise(toy) / "test_scaling.py", "at_most=10", "at_most=1.2"),
        "test_sum_needs_no_loop",
    ),
    "a reflection without a question": (
        lambda toy: _reflect(toy, questions="## why\n"),
        "exercises/scaling/reflection.md: the reflection `why` has no question",
    ),
    "a reflection without a mark scheme": (
        lambda toy: _reflect(toy, mark_scheme="## other\nMost of it.\n"),
        "solutions/scaling/reflection.md: the reflection `why` has no mark scheme",
    ),
    "a question that course.yml does not list": (
        lambda toy: _reflect(toy, questions="## why\nWhy?\n\n## when\nWhen?\n"),
        "exercises/scaling/reflection.md: course.yml lists no reflection `when`",
    ),
    "reflections without a file for graders": (
        lambda toy: [_reflect(toy), (_solutions(toy) / "reflection.md").unlink()],
        "solutions/scaling/reflection.md: this file is missing",
    ),
    "questions of an exercise without reflections": (
        lambda toy: (_exercise(toy) / "reflection.md").write_text("## why\nWhy?\n"),
        "exercises/scaling/reflection.md: this file belongs to nothing",
    ),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", SPOILT)
def test_validation_finds(name: str, toy: Toy, learnnn: Run) -> None:
    spoil, words = SPOILT[name]
    spoil(toy)

    ran = learnnn("validate", cwd=toy.root)

    assert ran.code == 1, ran.out + ran.err
    assert words in ran.out


@pytest.mark.slow
def test_validation_draws_other_numbers_with_another_seed(toy: Toy, learnnn: Run) -> None:
    ran = learnnn("validate", "--seed", "another", cwd=toy.root)

    assert ran.code == 0


@pytest.mark.slow
def test_exercises_side_by_side_are_found_as_valid_as_one_after_another(toy: Toy, learnnn: Run) -> None:
    settings = (toy.root / "course.yml").read_text()
    (toy.root / "course.yml").write_text(settings + settings.partition("exercises:\n")[2].replace("scaling", "again"))
    for part in ("exercises", "solutions"):
        shutil.copytree(toy.root / part / "scaling", toy.root / part / "again")
        for path in (toy.root / part / "again").glob("*scaling*"):
            path.rename(path.with_name(path.name.replace("scaling", "again")))
    _edit(toy.reference, "return float(x.sum())", "return float(x.summe())")

    side_by_side = learnnn("validate", "--jobs", "2", cwd=toy.root)
    one_after_another = learnnn("validate", "--jobs", "1", cwd=toy.root)

    assert side_by_side.code == one_after_another.code == 1
    assert side_by_side.out == one_after_another.out
    assert "FAILED scaling" in side_by_side.out.splitlines()[0]
    assert "again: 8 checks" in side_by_side.out


@pytest.mark.slow
def test_reflections_with_question_and_mark_scheme_are_valid(toy: Toy, learnnn: Run) -> None:
    _reflect(toy)

    ran = learnnn("validate", cwd=toy.root)

    assert ran.code == 0, ran.out
