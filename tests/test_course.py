"""Every mistake in `course.yml` is told with its line and with what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from learnnn.course import load
from learnnn.errors import CourseError
from learnnn.model import Limits, NotRunPolicy

COURSE = """\
title: A course
format: 1
limits: {wall_s: 5}
exercises:
  - slug: scaling
    title: Scaling
    imports: [numpy]
    tasks:
      - {name: double, title: Twice, points: 2}
      - name: total
        title: The sum
        points: 1.5
        needs: [double]
"""


def write(folder: Path, text: str) -> Path:
    (folder / "course.yml").write_text(text, encoding="utf-8")
    return folder


def mistake(folder: Path, text: str) -> CourseError:
    write(folder, text)
    with pytest.raises(CourseError) as caught:
        load(folder)
    return caught.value


# -- a course without mistakes -----------------------------------------------------------------------------------------


def test_a_course_is_read(tmp_path):
    course = load(write(tmp_path, COURSE))

    (exercise,) = course.exercises
    assert (course.title, course.root, exercise.slug, exercise.points) == ("A course", tmp_path, "scaling", 3.5)
    assert [(task.name, task.points, task.needs) for task in exercise.tasks] == [
        ("double", 2, ()),
        ("total", 1.5, ("double",)),
    ]


def test_limits_of_the_course_hold_for_every_exercise(tmp_path):
    (exercise,) = load(write(tmp_path, COURSE)).exercises

    assert exercise.limits == Limits(wall_s=5)


def test_limits_of_an_exercise_override_only_what_they_name(tmp_path):
    text = COURSE.replace("imports: [numpy]", "limits: {memory_mb: 100}")

    (exercise,) = load(write(tmp_path, text)).exercises

    assert exercise.limits == Limits(wall_s=5, memory_mb=100)


def test_what_cannot_be_run_is_excused_unless_the_course_says_otherwise(tmp_path):
    assert load(write(tmp_path, COURSE)).not_run is NotRunPolicy.EXCUSED
    assert load(write(tmp_path, COURSE + "policies: {not_run: zero}\n")).not_run is NotRunPolicy.ZERO


@pytest.mark.parametrize(
    "change", [lambda text: "\ufeff" + text, lambda text: text.replace("\n", "\r\n"), lambda text: text + "# end"]
)
def test_marks_of_editors_do_not_matter(tmp_path, change):
    assert load(write(tmp_path, change(COURSE))).title == "A course"


def test_entries_may_be_merged(tmp_path):
    text = COURSE.replace("limits: {wall_s: 5}", "limits: &all {wall_s: 5}").replace(
        "imports: [numpy]", "limits: {<<: *all, cpu_s: 3}"
    )

    (exercise,) = load(write(tmp_path, text)).exercises

    assert (exercise.limits.wall_s, exercise.limits.cpu_s) == (5, 3)


# -- mistakes ----------------------------------------------------------------------------------------------------------

MISTAKES = [
    # replace, by, line, what is wrong, what to write
    ("title: A course\n", "", 1, "`title` is missing", "Add `title: …` here."),
    ("title: A course", "title: 7", 1, "`title` has a value that is not allowed", "Write text."),
    ("title: A course", "titel: A course", 1, "unknown entry `titel`", "Write `title`."),
    ("title: A course", "colour: red\ntitle: x", 1, "unknown entry `colour`", "Known here: title, format, exercises, limits, policies."),
    ("format: 1", "format: 2", 2, "`format` has a value that is not allowed", "Allowed: 1."),
    ("format: 1", "format: '1'", 2, "`format` has a value that is not allowed", "Write a whole number."),
    ("{wall_s: 5}", "{wall_s: 0}", 3, "`wall_s` has a value that is not allowed", "Write a number > 0."),
    ("{wall_s: 5}", "{wall_s: fast}", 3, "`wall_s` has a value that is not allowed", "Write a number."),
    ("{wall_s: 5}", "{memory_mb: 1.5}", 3, "`memory_mb` has a value that is not allowed", "Write a whole number."),
    ("{wall_s: 5}", "{wall: 5}", 3, "unknown entry `wall`", "Write `wall_s`."),
    ("{wall_s: 5}", "5", 3, "`limits` has a value that is not allowed", "Write a mapping."),
    ("slug: scaling", "slug: Scaling-1", 5, "`slug` is not a name", "Write a name of lower-case letters, digits and underscores, starting with a letter."),
    ("slug: scaling\n    title", "title", 5, "`slug` is missing", "Add `slug: …` here."),
    ("[numpy]", "numpy", 7, "`imports` has a value that is not allowed", "Write a list."),
    ("imports", "import", 7, "unknown entry `import`", "Write `imports`."),
    ("{name: double, title: Twice, points: 2}", "{name: double, title: Twice}", 9, "`points` is missing", "Add `points: …` here."),
    ("{name: double, title: Twice, points: 2}", "double", 9, "`tasks` has a value that is not allowed", "Write a mapping."),
    ("points: 1.5", "points: -1", 12, "`points` has a value that is not allowed", "Write a number > 0."),
    ("points: 1.5", "point: 1.5", 12, "unknown entry `point`", "Write `points`."),
    ("[double]", "[triple]", 13, "`total` needs `triple`, which is not an earlier task of `scaling`", "Earlier tasks: double."),
    ("[double]", "[total]", 13, "`total` needs `total`, which is not an earlier task of `scaling`", "Earlier tasks: double."),
    ("points: 2}", "points: 2, needs: [total]}", 9, "`double` needs `total`, which is not an earlier task of `scaling`", "Earlier tasks: none."),
    ("name: total", "name: double", 10, "`scaling` has two tasks `double`", "Give one of them another name."),
    ("format: 1", "format: 1\nformat: 1", 3, "`format` stands here twice", "Remove one of the two."),
    ("points: 1.5", "points: 1.5\n        points: 3", 13, "`points` stands here twice", "Remove one of the two."),
    ("format: 1", "format: 1\n7: 8", 3, "`7` is not text", "Write a name before the colon."),
    ("format: 1", "format: [1", 3, "this is not valid YAML: did not find expected ',' or ']'", "Mend that line."),
    ("format: 1", "format: 1\n\tlimits: 1", 3, "this is not valid YAML: found a tab character that violates indentation", "Mend that line."),
    ("title: A course", "title: !python/object x", 1, "this is not valid YAML: could not determine a constructor for the tag '!python/object'", "Mend that line."),
]  # fmt: skip


@pytest.mark.parametrize(("change", "line", "what", "step"), [((m[0], m[1]), *m[2:]) for m in MISTAKES], ids=str)
def test_a_mistake_is_told_with_its_line_and_what_to_write(tmp_path, change, line, what, step):
    old, new = change
    assert old in COURSE

    error = mistake(tmp_path, COURSE.replace(old, new, 1))

    assert (error.path, error.line, error.what, error.next_step) == (tmp_path / "course.yml", line, what, step)


def test_an_exercise_listed_twice_is_a_mistake(tmp_path):
    error = mistake(tmp_path, COURSE + COURSE.partition("exercises:\n")[2])

    assert (error.line, error.what) == (14, "`scaling` is listed twice")


def test_an_unknown_policy_is_told_the_known_ones(tmp_path):
    error = mistake(tmp_path, COURSE + "policies: {not_run: full}\n")

    assert (error.line, error.next_step) == (14, "Allowed: excused, zero.")


@pytest.mark.parametrize("text", ["", "- a\n", "just text", "# nothing\n"])
def test_a_file_that_is_no_mapping_is_told_how_to_start(tmp_path, text):
    error = mistake(tmp_path, text)

    assert error.next_step == "Start it with `title:` and `format: 1`."


@pytest.mark.parametrize(
    "text", [COURSE + "day: 2024-13-01\n", COURSE + "\x07", COURSE + "? [a]\n: b\n", COURSE + "x: *y\n"]
)
def test_what_yaml_cannot_read_is_a_mistake_and_not_a_crash(tmp_path, text):
    assert mistake(tmp_path, text).what.startswith("this is not valid YAML")


@pytest.mark.parametrize("empty", ["exercises: []", "exercises:\n  - {slug: a, title: A, tasks: []}"])
def test_a_course_without_exercises_or_tasks_is_a_mistake(tmp_path, empty):
    error = mistake(tmp_path, f"title: A\nformat: 1\n{empty}\n")

    assert error.next_step == "Write a list of length >= 1."


def test_a_missing_file_is_told_where_to_run(tmp_path):
    with pytest.raises(CourseError, match=r"there is no course\.yml here") as caught:
        load(tmp_path)

    assert "--course DIR" in caught.value.next_step


def test_a_file_that_is_not_utf8_cannot_be_read(tmp_path):
    (tmp_path / "course.yml").write_bytes(b"title: caf\xe9\n")

    with pytest.raises(CourseError, match="cannot be read"):
        load(tmp_path)
