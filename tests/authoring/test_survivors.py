"""Mutants of the references: which there are, which survive, and which of these are excused."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

pytest.importorskip("mutmut", reason="the extra learnnn[mutants] is not installed")

from learnnn.authoring import mutants, survivors, validation
from learnnn.cli.validate_command import command
from learnnn.core.errors import CourseError
from learnnn.core.findings import Change, Survey
from learnnn.course import course_file
from learnnn.course.layout import Layout
from learnnn.judge.trials import unwatched
from tests.conftest import Run, Toy

TEXT = '''"""One of two."""

from math import tau


@staticmethod
def turn(angle: "float | None", times: int = 2) -> "float | int":
    """Turn 1 times."""
    "Not 2 times."
    if angle is None:
        raise ValueError("turn by 3, " + "or by 4")
    total: float = angle * times
    return total + (
        tau
    )
'''
NO_MISTAKE = """# What no check can tell

    @@ {function}
    - self.count = int(start)
    + self.count = start

Any whole number counts as well as an `int`.
"""
A_SURVIVOR = """
def floor(x: np.ndarray) -> int:
    return int(x[0]) + 5
"""


@contextmanager
def _unwatched(label: str):
    yield unwatched


def _survey(toy: Toy, at_most: int = 1000, *, all_checks: bool = False, progress=_unwatched) -> Survey:
    course = course_file.load(toy.root)
    (survey,) = survivors.survey(
        course, course.exercises, at_most, seed="validate", jobs=1, progress=progress, all_checks=all_checks
    )
    return survey


@pytest.fixture
def quick(toy: Toy) -> Toy:
    """The toy course without its timed check, and with a function that nobody checks."""
    checks = toy.root / "exercises" / "scaling" / "test_scaling.py"
    text = checks.read_text()
    start = text.index('@pytest.mark.task("total")\n@pytest.mark.timing')
    checks.write_text(text[:start] + text[text.index('@pytest.mark.task("counter")') :])
    toy.reference.write_text(toy.reference.read_text() + "\n" + A_SURVIVOR)
    return toy


@pytest.fixture
def notes(quick: Toy) -> Path:
    return quick.reference.with_name("equivalent.md")


def test_only_code_is_changed() -> None:
    changed = {row for mutant in mutants.of(TEXT) for row in mutant.change.before}

    assert changed == {
        'def turn(angle: "float | None", times: int = 2) -> "float | int":',
        "if angle is None:",
        "total: float = angle * times",
        "return total + (",
    }
    assert not any("3, " in row or "XX" in row for mutant in mutants.of(TEXT) for row in mutant.change.after)


def test_every_mutant_is_python_with_another_meaning(toy: Toy) -> None:
    found = mutants.of(toy.reference.read_text())

    meanings = {mutants._meaning(mutant.source) for mutant in found}

    assert len(meanings) == len(found) > 5
    assert not meanings & {None, mutants._meaning(toy.reference.read_text())}


def test_two_ways_to_the_same_code_are_one_mutant() -> None:
    found = mutants.of("def call(f):\n    return f(None, None)\n")  # leaving out either argument comes to the same

    assert [mutant.change.after for mutant in found] == [("return f(None)",)]


def test_a_change_is_told_by_its_lines_and_its_function(toy: Toy) -> None:
    found = mutants.of(toy.reference.read_text())

    (adding,) = [mutant for mutant in found if mutant.change.before == ("self.count += n",) and "-=" in mutant.source]

    assert str(adding.change) == "@@ Counter.add\n- self.count += n\n+ self.count -= n"
    assert toy.reference.read_text().splitlines()[adding.line - 1] == "        self.count += n"


def test_the_choice_is_the_same_for_the_same_text(toy: Toy) -> None:
    text = toy.reference.read_text()

    first, second = (mutants.choose(mutants.of(text), 4) for _ in range(2))

    assert first == second and len(first) == 4


def test_the_choice_is_spread_over_functions() -> None:
    text = "def long(x):\n" + "    x = x + 1\n" * 20 + "    return x\n\n\ndef short(x):\n    return x < 2\n"

    chosen = mutants.choose(mutants.of(text), 5)

    assert {mutant.change.function for mutant in chosen} == {"long", "short"}


def test_what_no_check_catches_survives(quick: Toy) -> None:
    survey = _survey(quick)

    assert Change("floor", ("return int(x[0]) + 5",), ("return int(x[0]) - 5",)) in {
        survivor.mutant.change for survivor in survey.missed
    }
    assert not survey.is_good and survey.graded - len(survey.missed) > 5


def test_every_mutant_of_what_is_checked_is_caught(quick: Toy) -> None:
    quick.reference.write_text(quick.reference.read_text().replace(A_SURVIVOR, ""))

    survey = _survey(quick)

    assert survey.is_good and survey.missed == [] and survey.share == 1


def test_only_checks_that_ran_what_is_changed_are_asked_and_find_the_same(quick: Toy) -> None:
    quick.reference.write_text(f"LIMIT = 3\n{quick.reference.read_text()}".replace("return int(x[0])", "return LIMIT"))
    asked: Counter[str] = Counter()

    @contextmanager
    def counting(label: str):
        yield lambda n=1, **_: asked.update({label: n})

    plain = _survey(quick, progress=lambda label: counting(f"{label}, plain"))
    every = _survey(quick, progress=lambda label: counting(f"{label}, all"), all_checks=True)

    assert plain == every
    assert plain.missed and plain.graded > len(plain.missed) + 5
    assert any(survivor.mutant.change.function == "" for survivor in plain.missed)  # code of the module
    assert asked["mutants of scaling, plain"] < asked["mutants of scaling, all"]


def test_a_mutant_that_is_no_mistake_is_excused_with_its_reason(quick: Toy, notes: Path) -> None:
    quick.reference.write_text(quick.reference.read_text().replace("return int(x[0]) + 5", "return x < 5"))
    before = _survey(quick)
    notes.write_text(
        "".join(
            "\n".join(f"    {row}" for row in str(survivor.mutant.change).splitlines()) + "\n\nNobody calls it.\n\n"
            for survivor in before.missed
        )
    )

    survey = _survey(quick)

    assert survey.is_good and survey.excused == len(before.missed) > 0
    assert {survivor.reason for survivor in survey.survivors} == {"Nobody calls it."}
    assert survey.graded == before.graded and survey.mistakes == survey.graded - survey.excused


@pytest.mark.parametrize(
    ("function", "words"),
    [("Counter.add", "no mutant is like this any more"), ("Counter.__init__", "catches this after all")],
)
def test_an_entry_that_excuses_nothing_is_a_finding(function: str, words: str, quick: Toy, notes: Path) -> None:
    notes.write_text(NO_MISTAKE.format(function=function).replace("+ self.count = start", "+ self.count = None"))

    survey = _survey(quick)

    assert [words in finding.what and finding.path == notes for finding in survey.findings] == [True]
    assert not survey.is_good


def test_the_list_of_what_is_no_mistake_belongs_to_the_course(quick: Toy, notes: Path) -> None:
    notes.write_text(NO_MISTAKE)

    assert list(validation._missing_files(course_file.load(quick.root).exercises[0], Layout(quick.root))) == []


def test_an_entry_needs_a_reason(notes: Path) -> None:
    notes.write_text(NO_MISTAKE.format(function="Counter.__init__").partition("Any whole")[0])

    with pytest.raises(CourseError, match="without a reason") as problem:
        mutants.equivalent(notes)

    assert problem.value.line == 3


@pytest.mark.slow
def test_a_loop_without_an_end_is_caught(quick: Toy) -> None:
    counting = "        steps = int(start)\n        while steps != 0:\n            steps -= 1\n"
    quick.reference.write_text(
        quick.reference.read_text().replace("        self.count =", f"{counting}        self.count =")
    )

    survey = _survey(quick)

    assert any("steps += 1" in mutant.source for mutant in mutants.of(quick.reference.read_text()))
    assert not any("steps += 1" in survivor.mutant.source for survivor in survey.survivors)


def test_a_reference_that_fails_is_not_mutated(quick: Toy) -> None:
    quick.reference.write_text(quick.reference.read_text().replace("self.count += n", "self.count -= n"))

    survey = _survey(quick)

    assert survey.graded == 0 and "does not pass test_counter_keeps_its_count (failed)" in survey.findings[0].what


def test_survivors_are_listed_with_their_place(quick: Toy, learnnn: Run) -> None:
    ran = learnnn("validate", "--mutants", "1000", cwd=quick.root)

    number = quick.reference.read_text().splitlines().index("    return int(x[0]) + 5") + 1
    assert ran.code == 1, ran.err
    assert ran.out.startswith("FAILED scaling: ") and " mutants caught (" in ran.out
    assert f"solutions/scaling/scaling.py:{number}: no check catches this" in ran.out
    assert "    @@ floor\n    - return int(x[0]) + 5\n    + return int(x[0]) - 5\n" in ran.out


def test_without_the_library_it_says_what_to_install(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mutmut", None)

    ran = CliRunner().invoke(command, ["--mutants", "5"], obj=toy.root)

    assert ran.exit_code == 2
    assert "pip install 'learnnn[mutants]'" in ran.output
