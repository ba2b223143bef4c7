"""`learnnn grade` as a teacher uses it: a class of the toy course, in a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

from learnnn.classroom.batch import Assignment, Grader
from learnnn.cli.class_progress import pace
from learnnn.core.errors import WorkerError
from learnnn.core.model import Isolation, Layer, Standing, Tally, Verdict
from learnnn.core.wording import LAYERS
from learnnn.report.render import class_lines, plain
from tests.conftest import SAMPLES, Ran, Toy
from tests.grounds.classroom import Class, family, have_ended

BREAKS_FROM_SEVEN_ON = '''

SEEN = set()


@pytest.mark.task("total")
def test_breaks_from_seven_on(student):
    """A check with a mistake of its own, which shows late."""
    SEEN.add(student.total(np.arange(4.0)))
    assert 7.0 not in SEEN or undefined_name
'''
BREAKS_ON_SEVEN = '''

@pytest.mark.task("total")
def test_breaks_on_seven(student):
    """A check that works with some answers."""
    {6.0: "right", 0.0: "wrong"}[student.total(np.arange(4.0))]
'''
IS_POSIX = os.name == "posix"
POINTS = {"ann": 4.0, "ben": 10 / 3, "cem": 0.0, "eli": 4.0}  # dea has none


Graded = tuple[Class, Ran, dict[str, Any]]


@pytest.fixture
def a_class(tmp_path: Path) -> Class:
    """A class of five."""
    return Class.of_five(tmp_path)


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Graded:
    """A class that was graded, and graded again: for tests that only look."""
    one = Class.of_five(tmp_path_factory.mktemp("graded"))
    first = one.grade()
    return one, first, one.grade_json()


def test_everybody_gets_the_points_they_earned(graded: Graded) -> None:
    _, _, again = graded

    earned = {row["student"]: row["earned"] for row in again["verdicts"]}

    assert earned.pop("dea") is None
    assert earned == pytest.approx(POINTS)


def test_what_cannot_be_graded_has_no_score_and_says_why(graded: Graded) -> None:
    _, first, again = graded

    row = next(row for row in again["verdicts"] if row["student"] == "dea")

    assert first.code == 1
    assert (row["standing"], row["earned"]) == ("cannot be graded", None)
    assert "dea handed in nothing for `scaling`" in row["problem"]
    assert "dea  scaling  cannot be graded: dea handed in nothing" in first.out


def test_the_summary_has_the_numbers_of_the_class(graded: Graded) -> None:
    one, first, again = graded

    (numbers,) = again["exercises"]

    assert (numbers["handed_in"], numbers["graded"], numbers["passed"], numbers["possible"]) == (5, 4, 2, 4)
    assert numbers["median"] == pytest.approx((4 + 10 / 3) / 2)
    assert numbers["misconceptions"] == [{"name": "squares", "count": 1}]
    assert "most common: squares (1)" in first.out
    assert f"grades: {one.store}" in first.out


def test_what_is_graded_is_not_graded_again(graded: Graded) -> None:
    _, first, again = graded

    assert "Done now: 5." in first.out
    assert again["newly"] == 0


def test_every_row_says_what_was_graded_and_how_far_it_was_kept_apart(graded: Graded) -> None:
    _, first, again = graded

    row = next(row for row in again["verdicts"] if row["student"] == "ann")

    assert len(row["sha256"]) == 64
    assert row["isolation"] in [level.value for level in Isolation]
    assert f"isolation: {row['isolation']}" in first.out


def test_a_reports_seed_is_the_stores(graded: Graded) -> None:
    one, _, _ = graded

    with sqlite3.connect(one.store) as rows:
        ((seed,),) = rows.execute("SELECT value FROM about WHERE name = 'seed'")
    rows.close()
    report = one.grade("--show", "ann")

    assert len(seed) == 32
    assert seed not in report.out


@pytest.mark.skipif(os.name != "posix", reason="no such names are to be had on this system")
def test_names_that_differ_by_what_is_not_seen_are_students_of_their_own(tmp_path: Path) -> None:
    one = Class.empty(tmp_path)
    for name in ("ann", "ann ", os.fsdecode(b"ann\xff"), "ann\u202e"):
        one.hand_in(name, one.right)

    rows = {row["student"]: row for row in one.grade_json()["verdicts"]}
    shown = [one.grade("--show", student) for student in rows]

    assert set(rows) == {"ann", r"ann\x20", r"ann\udcff", r"ann\u202e"}
    assert {(row["standing"], row["earned"]) for row in rows.values()} == {("passed", 4.0)}
    assert [ran.code for ran in shown] == [0] * 4
    assert all("Traceback" not in ran.err and "\u202e" not in ran.out for ran in shown)


@pytest.mark.parametrize("layer", Layer)
def test_what_would_steer_a_terminal_is_shown_spelled_out(tmp_path: Path, layer: Layer) -> None:
    one = Class.empty(tmp_path)
    one.hand_in(
        "ann", one.right + '\n\ndef double(x):\n    print("\\x1b[2J")\n    raise ValueError("\\x9b2J\\ud800\\u202e")\n'
    )
    one.grade()

    shown = one.grade("--show", "ann", "--layer", layer.value)

    assert shown.code == 0 and "Traceback (most" not in shown.err
    assert "\\x9b2J\\ud800\\u202e" in shown.out
    assert not set(shown.out) & set("\x1b\x9b\u202e\ud800")


def test_a_students_report_is_shown_as_they_would_see_it(graded: Graded) -> None:
    one, _, _ = graded

    shown = one.grade("--show", "ben")

    assert shown.code == 0
    assert "scaling  Scaling  3.33 of 4 points" in shown.out
    assert "Every entry is squared instead of doubled." in shown.out


def test_how_much_is_shown_of_a_hidden_check_depends_on_the_layer(tmp_path: Path) -> None:
    one = Class.empty(tmp_path)
    one.hand_in("ann", one.right.replace("float(x.sum())", "print('debugging') or float(x.sum()) + 1"))
    one.grade()

    by_default, now, later, staff = (
        one.grade("--show", "ann", *layer).out
        for layer in ((), ("--layer", "now"), ("--layer", "after-due"), ("--layer", "staff"))
    )

    assert by_default == now
    shown = now, later, staff
    assert [text.count("expected:") for text in shown] == [1, 2, 2]  # of the public check, and of the hidden one
    assert [text.count("debugging") for text in shown] == [1, 1, 2]
    assert [text.count("For staff:") for text in shown] == [0, 0, 2]
    assert all(LAYERS[layer] in text for layer, text in zip(Layer, shown, strict=True))


def test_a_layer_without_anybody_to_show_is_refused(graded: Graded) -> None:
    one, _, _ = graded

    asked = one.grade("--layer", "staff")

    assert asked.code == 2
    assert "--show STUDENT" in asked.err


def test_showing_somebody_unknown_names_who_is_near(graded: Graded) -> None:
    one, _, _ = graded

    shown = one.grade("--show", "benn")

    assert shown.code == 2
    assert "Did you mean ben" in shown.err


def test_another_seed_is_refused(graded: Graded) -> None:
    one, _, _ = graded

    ran = one.grade("--seed", "something else")

    assert ran.code == 2
    assert "another seed" in ran.err


def test_the_help_tells_the_exit_codes(graded: Graded) -> None:
    one, _, _ = graded

    shown = one.grade("--help")

    assert "130 interrupted" in " ".join(shown.out.split())


def test_a_folder_that_is_none_is_told_and_no_store_is_made(graded: Graded, tmp_path: Path) -> None:
    one, _, _ = graded
    nobody = Class(one.toy, tmp_path / "nobody")

    ran = nobody.grade()

    assert ran.code == 4
    assert "this is not a folder" in ran.err
    assert not nobody.store.exists()


def test_jobs_and_a_cluster_do_not_go_together(graded: Graded) -> None:
    one, _, _ = graded

    assert one.grade("--jobs", "2", "--cluster", "tcp://127.0.0.1:1").code == 2


# -- again --------------------------------------------------------------------------------------------------------------


def _graded_students(content: dict[str, Any]) -> set[str]:
    return {row["student"] for row in content["verdicts"] if row["standing"] in ("passed", "failed")}


@pytest.mark.slow
def test_only_what_is_new_or_has_changed_is_graded_again(a_class: Class) -> None:
    a_class.grade()
    a_class.hand_in("ben", a_class.right)
    a_class.hand_in("fay", a_class.right)
    shutil.rmtree(a_class.folder / "cem")

    again = a_class.grade_json()

    assert again["newly"] == 2
    assert {row["student"]: row["earned"] for row in again["verdicts"]} == {
        "ann": 4, "ben": 4, "dea": None, "eli": 4, "fay": 4,
    }  # fmt: skip
    assert "1 grade of students who are not in the folder any more" in a_class.grade().out


@pytest.mark.slow
def test_a_check_that_has_changed_grades_everybody_again(a_class: Class) -> None:
    a_class.grade()
    hidden = a_class.toy.root / "solutions" / "scaling" / "test_scaling_hidden.py"
    hidden.write_text(hidden.read_text() + "\n# mended\n")

    assert a_class.grade_json()["newly"] == 4


@pytest.mark.slow
def test_a_broken_check_withholds_the_score_and_is_the_courses_fault(a_class: Class) -> None:
    hidden = a_class.toy.root / "solutions" / "scaling" / "test_scaling_hidden.py"
    hidden.write_text(hidden.read_text() + BREAKS_FROM_SEVEN_ON)
    a_class.hand_in("fay", a_class.right + "\n\ndef total(x):\n    return 7.0\n")

    ran = a_class.grade("--json")

    rows = {row["student"]: row for row in json.loads(ran.out)["verdicts"]}
    assert ran.code == 3
    assert (rows["fay"]["standing"], rows["fay"]["earned"]) == ("broken", None)


@pytest.mark.slow
def test_an_answer_that_breaks_a_check_costs_its_points_and_is_nobody_elses_fault(a_class: Class) -> None:
    hidden = a_class.toy.root / "solutions" / "scaling" / "test_scaling_hidden.py"
    hidden.write_text(hidden.read_text() + BREAKS_ON_SEVEN)
    shutil.rmtree(a_class.folder / "dea")  # whose work cannot be graded at all
    a_class.hand_in("fay", a_class.right + "\n\ndef total(x):\n    return 7.0\n")
    a_class.hand_in("gil", a_class.right + "\n\ntotal = None\n")

    ran = a_class.grade("--json")

    rows = {row["student"]: row for row in json.loads(ran.out)["verdicts"]}
    assert ran.code == 0
    assert (rows["fay"]["standing"], rows["gil"]["standing"]) == ("failed", "failed")
    assert rows["ann"]["earned"] == 4 > rows["fay"]["earned"] == rows["gil"]["earned"]


@pytest.mark.slow
def test_a_crash_of_one_alters_nobody_elses(a_class: Class) -> None:
    for path in sorted((SAMPLES / "hostile").glob("*/*_at_import.py")):
        a_class.hand_in(f"hostile_{path.stem}", path.read_text())

    earned = {row["student"]: row["earned"] for row in a_class.grade_json()["verdicts"]}

    assert {name: points for name, points in earned.items() if name in POINTS} == pytest.approx(POINTS)
    assert {earned[name] for name in earned if name.startswith("hostile")} == {0}


# -- ended in the middle ------------------------------------------------------------------------------------------------


def _once_under_way(running: subprocess.Popen[str]) -> list[psutil.Process]:
    """Its processes, as soon as there are the judges and their workers' parents besides itself."""
    while len(started := family(running.pid)) < 5:
        assert running.poll() is None, "it ended before it could be disturbed"
        time.sleep(0.05)
    return started


@pytest.mark.slow
@pytest.mark.skipif(not IS_POSIX, reason="a terminal interrupts otherwise there")
def test_an_interrupt_keeps_what_is_done_and_says_how_to_go_on(tmp_path: Path) -> None:
    a_class = Class.of_many(tmp_path, 40)
    running = a_class.start_grading("--jobs", "2")
    started = _once_under_way(running)

    os.killpg(running.pid, signal.SIGINT)
    out, err = running.communicate(timeout=20)

    assert running.returncode == 130
    assert out == ""
    assert err.startswith("Stopped: ") and err.count("\n") == 1
    assert "The same command continues from there." in err
    assert have_ended(started)
    assert _graded_students(a_class.grade_json()) == a_class.students


@pytest.mark.slow
@pytest.mark.skipif(not IS_POSIX, reason="there is no SIGKILL there")
def test_a_grader_that_is_killed_leaves_nothing_running_and_is_continued(tmp_path: Path) -> None:
    a_class = Class.of_many(tmp_path, 40)
    running = a_class.start_grading("--jobs", "2")
    started = _once_under_way(running)

    running.kill()
    running.communicate(timeout=20)

    assert have_ended(started)
    assert _graded_students(a_class.grade_json()) == a_class.students


@pytest.mark.slow
def test_two_at_once_do_not_get_in_each_others_way(tmp_path: Path) -> None:
    a_class = Class.of_many(tmp_path, 24)
    running = a_class.start_grading()

    second = a_class.grade()
    running.kill()
    running.communicate(timeout=20)

    assert second.code == 2
    assert "in use" in second.err


# -- parts --------------------------------------------------------------------------------------------------------------


def test_less_isolation_than_must_be_is_refused(toy: Toy) -> None:
    grader = Grader(Assignment(str(toy.root), "seed", weakest=Isolation.LANDLOCK, strongest=Isolation.PROCESS))

    with pytest.raises(WorkerError):
        grader.prepare(["scaling"])
    grader.close()


@pytest.mark.parametrize(
    ("done", "spent_s", "words"),
    [
        (0, 10, ""),
        (20, 10, "2.0 per second, 40 s left"),
        (5, 60, "5 per minute, 19 min left"),
        (1, 3600, "0 per minute, 99 h left"),
    ],
)
def test_the_pace_is_told_in_units_a_person_would_choose(done: int, spent_s: float, words: str) -> None:
    assert pace(done, 100, spent_s) == words


def test_a_long_list_of_problems_is_cut() -> None:
    verdicts = [Verdict(f"s{number:02}", "scaling", Standing.NO_VERDICT, problem="why") for number in range(14)]
    numbers = Tally("scaling", 14, 0, 0, None, None, 4, ())

    text = plain(class_lines([numbers], verdicts, 14, 0, Path("grades.sqlite")))

    assert "14 works without a grade:" in text
    assert "s09  scaling  no verdict: why" in text
    assert "s10" not in text
    assert "and 4 more" in text


def test_a_level_below_landlock_is_told_to_be_by_trust() -> None:
    verdicts = [Verdict("ann", "scaling", Standing.PASSED, earned=4, possible=4, isolation="process")]
    numbers = Tally("scaling", 1, 1, 1, 4, 4, 4, ())

    text = plain(class_lines([numbers], verdicts, 1, 0, Path("grades.sqlite")))

    assert "isolation: process (weaker than asked for, by --trust)" in text
