"""Modules and prerequisites in course.yml."""

from __future__ import annotations

from pathlib import Path

import pytest

from learnnn.core.errors import CourseError
from learnnn.core.model import Course
from learnnn.course import course_file
from tests.conftest import Run, Toy


def course_of(root: Path, *exercises: str) -> Course:
    """A course of these exercises, each with what stands after its slug."""
    rows = "".join(
        f"  - slug: {slug}\n    title: A title\n{more}    tasks: [{{name: f, title: F, points: 1}}]\n"
        for slug, more in ((text.partition(" ")[0], _lines(text.partition(" ")[2])) for text in exercises)
    )
    (root / "course.yml").write_text(f"title: A course\nformat: 1\nexercises:\n{rows}")
    return course_file.load(root)


def _lines(entries: str) -> str:
    return "".join(f"    {entry.strip()}\n" for entry in entries.split(";") if entry.strip())


def test_exercises_are_grouped_by_their_modules(tmp_path: Path) -> None:
    course = course_of(
        tmp_path, "a module: First", "b module: First; prerequisites: [a]", "c module: Second; prerequisites: [a, b]"
    )

    assert [(title, [one.slug for one in members]) for title, members in course.modules] == [
        ("First", ["a", "b"]), ("Second", ["c"])
    ]  # fmt: skip
    assert [one.prerequisites for one in course.exercises] == [(), ("a",), ("a", "b")]


def test_a_course_needs_no_modules(tmp_path: Path) -> None:
    assert [(title, len(members)) for title, members in course_of(tmp_path, "a", "b").modules] == [("", 2)]


@pytest.mark.parametrize(
    ("exercises", "what", "line", "next_step"),
    [
        (["a prerequisites: [b]", "b"], "`a` builds on `b`, which is not an earlier exercise", 6, "Earlier exercises: none."),
        (["a", "b prerequisites: [b]"], "`b` builds on `b`", 9, "Earlier exercises: a."),
        (["a", "b prerequisites: [c]"], "`b` builds on `c`", 9, "Earlier exercises: a."),
        (["a module: X", "b module: Y", "c module: X"], "the exercises of the module `X` do not stand together", 14, "Write the"),
        (["a module: X", "b"], "`b` is in no module, and others are", 8, "Write the"),
        (["a", "b module: X"], "`a` is in no module, and others are", 4, "Write the"),
    ],
    ids=["a later one", "itself", "an unknown one", "torn apart", "the second in none", "the first in none"],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(
    tmp_path: Path, exercises: list[str], what: str, line: int, next_step: str
) -> None:
    with pytest.raises(CourseError) as raised:
        course_of(tmp_path, *exercises)

    assert what in raised.value.what
    assert raised.value.line == line
    assert raised.value.next_step.startswith(next_step)


def test_who_fails_without_the_foundation_is_told_where_it_is(toy: Toy, learnnn: Run) -> None:
    second = """
  - slug: halving
    title: Halving
    imports: [numpy]
    prerequisites: [scaling]
    tasks: [{name: half, title: Half as much, points: 1}]
"""
    (toy.root / "course.yml").write_text((toy.root / "course.yml").read_text() + second)
    folder = toy.root / "exercises" / "halving"
    folder.mkdir()
    (folder / "halving.py").write_text("def half(x):\n    raise NotImplementedError\n")
    (folder / "test_halving.py").write_text(
        "import pytest\n\n\n@pytest.mark.task('half')\ndef test_halves(student):\n"
        '    """Half of four is two."""\n    assert student.half(4.0) == 2.0\n'
    )

    without = learnnn("check", "halving", cwd=toy.root)
    toy.write("")
    learnnn("check", "scaling", cwd=toy.root)
    on_it = learnnn("check", "halving", cwd=toy.root)

    assert "halving builds on scaling, not passed yet." in without.out
    assert "learnnn check scaling" in without.out
    assert "builds on" not in on_it.out
