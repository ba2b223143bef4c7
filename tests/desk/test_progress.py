"""Progress is known by content: what was edited since has not passed. No file that is damaged makes anything crash."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from learnnn.core.errors import LearnnnError
from learnnn.core.learning import State
from learnnn.core.model import CheckResult, Course, Environment, Exercise, Feedback, NotRunPolicy, Report, Status
from learnnn.course import course_file
from learnnn.course.layout import Layout
from learnnn.course.submission import read
from learnnn.desk.progress import Progress
from learnnn.judge.scoring import score
from tests.conftest import Run, Toy

START = datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC)
ENVIRONMENT = Environment("namespaces", ("cpu",), {}, "public")
ALL = frozenset({"double", "total", "counter"})


@pytest.fixture
def course(toy: Toy) -> Course:
    toy.write("")
    return course_file.load(toy.root)


@pytest.fixture
def exercise(course: Course) -> Exercise:
    (exercise,) = course.exercises
    return exercise


@pytest.fixture
def clock() -> Iterator[datetime]:
    """A minute later each time."""
    return (START + timedelta(minutes=minute) for minute in count())


def verdict(course: Course, *failing: str, status: Status = Status.FAILED, **more) -> Report:
    """The verdict on the student's file as it is, if these tasks fail."""
    (exercise,) = course.exercises
    told = Feedback("It is wrong.", misconception="squares")
    checks = [
        CheckResult(f"test_{task.name}", task.name, "It holds.", status, feedback=told, **more)
        if task.name in failing
        else CheckResult(f"test_{task.name}", task.name, "It holds.", Status.PASSED)
        for task in exercise.tasks
    ]
    tasks = score(exercise, checks, NotRunPolicy.EXCUSED)
    return Report(exercise, tasks, ENVIRONMENT, read(Layout(course.root).stub("scaling"), "scaling"))


def log(course: Course) -> bytes:
    return Layout(course.root).progress().read_bytes()


# -- how an exercise stands --------------------------------------------------------------------------------------------


def test_nothing_is_done_where_nothing_was_tried(course: Course, exercise: Exercise) -> None:
    stand = Progress.open(course).stand(exercise)

    assert (stand.state, stand.passed) == (State.TODO, frozenset())


def test_what_was_noted_is_known_when_it_is_opened_again(course: Course, exercise: Exercise, clock) -> None:
    Progress.open(course, clock=lambda: next(clock)).note(verdict(course, "double"))

    progress = Progress.open(course)

    (attempt,) = progress.attempts("scaling")
    assert (attempt.at, attempt.passed, attempt.tasks) == ("2030-01-02T03:04:05+00:00", ("total", "counter"), 3)
    assert (attempt.earned, attempt.possible, attempt.misconceptions) == (2, 4, ("squares",))
    assert progress.stand(exercise).state is State.STARTED
    assert progress.stand(exercise).passed == {"total", "counter"}


def test_what_passed_has_passed_until_it_is_edited(toy: Toy, course: Course, exercise: Exercise) -> None:
    progress = Progress.open(course)
    progress.note(verdict(course))
    before = progress.stand(exercise)

    toy.write("# edited")

    after = progress.stand(exercise)
    assert (before.state, before.passed) == (State.PASSED, ALL)
    assert (after.state, after.passed, after.why) == (State.STALE, ALL, "edited since it passed")


def test_what_is_edited_and_fails_tells_what_passes_now(toy: Toy, course: Course, exercise: Exercise) -> None:
    progress = Progress.open(course)
    progress.note(verdict(course))
    toy.write("# edited")
    progress.note(verdict(course, "total"))

    stand = progress.stand(exercise)

    assert (stand.state, stand.passed) == (State.STALE, {"double", "counter"})


def test_an_edit_that_is_taken_back_has_passed(toy: Toy, course: Course, exercise: Exercise) -> None:
    progress = Progress.open(course)
    progress.note(verdict(course))
    toy.write("# edited")
    progress.note(verdict(course, "total"))

    toy.write("")

    assert progress.stand(exercise).state is State.PASSED


def test_what_the_exercise_asks_may_change(toy: Toy, course: Course, exercise: Exercise) -> None:
    progress = Progress.open(course)
    progress.note(verdict(course))
    checks = toy.root / "exercises" / "scaling" / "test_scaling.py"

    checks.write_text(f"{checks.read_text()}\n# another check\n")

    stand = progress.stand(exercise)
    assert (stand.state, stand.why) == (State.STALE, "the exercise has changed since")


def test_another_title_or_version_takes_no_progress_away(
    course: Course, exercise: Exercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    Progress.open(course).note(verdict(course))
    monkeypatch.setattr("learnnn.system.state.software", lambda: {"learnnn": "99.0", "numpy": "99.0"})
    renamed = replace(exercise, title="Another title", predict=("size",))

    stand = Progress.open(replace(course, exercises=(renamed,))).stand(renamed)

    assert stand.state is State.PASSED


def test_a_file_that_is_gone_has_not_passed(toy: Toy, course: Course, exercise: Exercise) -> None:
    progress = Progress.open(course)
    progress.note(verdict(course))

    toy.stub.unlink()

    assert progress.stand(exercise).state is State.STALE


# -- what is remembered ------------------------------------------------------------------------------------------------


def test_a_repeat_is_not_remembered_twice(course: Course) -> None:
    progress = Progress.open(course)

    for failing in (["total"], ["total"], [], ["total"]):
        progress.note(verdict(course, *failing))

    assert [len(attempt.passed) for attempt in Progress.open(course).attempts("scaling")] == [2, 3, 2]


def test_an_untouched_stub_is_no_attempt(course: Course, exercise: Exercise) -> None:
    progress = Progress.open(course)
    progress.note(verdict(course, *ALL, status=Status.ERROR, exception="NotImplementedError"))

    assert progress.attempts("scaling") == []
    assert progress.last_report(exercise)[1]


@pytest.mark.parametrize("kind", ["a problem", "broken", "no grade", "some tasks only"])
def test_what_has_no_score_is_not_remembered(kind: str, course: Course, exercise: Exercise) -> None:
    whole, broken = verdict(course), verdict(course, "total", status=Status.BROKEN)
    report = {
        "a problem": replace(whole, problem="it is empty"),
        "broken": broken,
        "no grade": replace(whole, is_grade=False),
        "some tasks only": replace(whole, tasks=whole.tasks[:1]),
    }[kind]

    progress = Progress.open(course)
    progress.note(report)

    assert progress.attempts("scaling") == []
    assert progress.last_report(exercise) == (None, False)


def test_a_clock_that_was_set_back_does_not_turn_the_order_around(course: Course, exercise: Exercise) -> None:
    times = iter([START, START - timedelta(days=1)])
    progress = Progress.open(course, clock=lambda: next(times))
    progress.note(verdict(course, "total"))
    progress.note(verdict(course))

    assert Progress.open(course).stand(exercise).state is State.PASSED


def test_the_newest_verdict_is_kept_with_its_diagnosis(toy: Toy, course: Course, exercise: Exercise) -> None:
    progress = Progress.open(course)
    noted = verdict(course, "double", output="\ud800<b>\u202e")
    progress.note(noted)

    report, is_current = progress.last_report(exercise)
    toy.write("# edited")
    _, is_still = progress.last_report(exercise)

    assert report is not None
    assert list(report.checks) == list(noted.checks)
    assert (is_current, is_still) == (True, False)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"{}", b'{"checked_by": "", "report": {"exercise": "scaling"}}', b"[" * 100_000, None]
)
def test_a_damaged_verdict_counts_as_none(content: bytes | None, course: Course, exercise: Exercise) -> None:
    path = Layout(course.root).last_report("scaling")
    path.parent.mkdir(parents=True)
    path.mkdir() if content is None else path.write_bytes(content)

    assert Progress.open(course).last_report(exercise) == (None, False)


# -- files that are damaged, or cannot be written ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "garbage",
    [b'{"exercise": "sca', b"\x00\xff\xfe\n", b"<<<<<<< HEAD\n", b"[" * 100_000 + b"\n", b'{"exercise": 3}\n', b"7\n"],
    ids=["torn", "binary", "merge", "deep", "other", "number"],
)
def test_a_damaged_line_costs_nothing_else(garbage: bytes, course: Course, exercise: Exercise) -> None:
    Progress.open(course).note(verdict(course))
    whole = log(course)
    Layout(course.root).progress().write_bytes(whole + garbage)

    progress = Progress.open(course)

    assert "1 attempt could be read and is kept" in progress.notice
    assert progress.stand(exercise).state is State.PASSED
    (aside,) = Layout(course.root).state.glob("progress-damaged-*.jsonl")
    assert aside.read_bytes() == whole + garbage
    assert str(aside) in progress.notice
    assert log(course) == whole
    assert not Progress.open(course).notice


@pytest.mark.parametrize("field", ["at", "tasks"])
def test_a_line_with_an_impossible_value_is_damaged(field: str, course: Course) -> None:
    Progress.open(course).note(verdict(course))
    line = json.loads(log(course)) | {field: {"at": "2030-13-45T99:00:00+00:00", "tasks": -1}[field]}
    Layout(course.root).progress().write_text(json.dumps(line) + "\n")

    progress = Progress.open(course)

    assert progress.notice
    assert progress.attempts("scaling") == []


def test_what_a_later_version_adds_is_read_over(course: Course, exercise: Exercise) -> None:
    Progress.open(course).note(verdict(course))
    line = json.loads(log(course)) | {"mood": "good"}
    Layout(course.root).progress().write_text(json.dumps(line) + "\n")

    progress = Progress.open(course)

    assert not progress.notice
    assert progress.stand(exercise).state is State.PASSED


def test_where_nothing_can_be_written_a_notice_says_so(course: Course, exercise: Exercise) -> None:
    Layout(course.root).state.write_text("a file where a folder should be")

    progress = Progress.open(course)
    progress.note(verdict(course))

    assert "cannot be kept" in progress.notice
    assert progress.stand(exercise).state is State.PASSED  # for as long as it is open


def test_a_folder_in_place_of_the_file_is_no_crash(course: Course) -> None:
    Layout(course.root).progress().mkdir(parents=True)

    progress = Progress.open(course)

    assert "cannot be read" in progress.notice


def test_many_writers_at_once_lose_nothing(course: Course) -> None:
    code = f"""
from pathlib import Path
import sys
from learnnn.course import course_file as course
from learnnn.core.learning import Attempt
from learnnn.desk.progress import Progress, _line
progress = Progress.open(course.load(Path({str(course.root)!r})))
for number in range(200):
    one = Attempt("scaling", "2030-01-02T03:04:05+00:00", f"{{sys.argv[1]}}-{{number}}", "", ("double",) * 40, 3, 1, 4)
    assert progress._append([_line(one)])
"""
    writers = [subprocess.Popen([sys.executable, "-c", code, str(writer)]) for writer in range(4)]
    assert [writer.wait() for writer in writers] == [0] * 4

    progress = Progress.open(course)

    assert not progress.notice
    assert len({attempt.sha256 for attempt in progress.attempts("scaling")}) == 800


# -- from one machine to another ---------------------------------------------------------------------------------------


def test_progress_moves_to_another_machine_and_nothing_is_doubled(toy: Toy, course: Course, clock) -> None:
    tick = lambda: next(clock)  # noqa: E731
    here, file = Progress.open(course, clock=tick), toy.root / "mine.jsonl"
    here.note(verdict(course, "total"))
    here.note(verdict(course, "double"))
    exported = here.export_to(file)
    Layout(course.root).progress().unlink()
    there = Progress.open(course, clock=tick)
    there.note(verdict(course))

    added, again = there.import_from(file), there.import_from(file)

    assert (exported, added, again) == (2, 2, 0)
    for progress in (there, Progress.open(course)):
        assert [len(attempt.passed) for attempt in progress.attempts("scaling")] == [2, 2, 3]


@pytest.mark.parametrize(
    ("content", "words", "line"),
    [(None, "cannot be read", None), (b"\n", "no progress", None), (b"x = 1\n", "no attempt", 1)],
    ids=["missing", "empty", "something else"],
)
def test_what_is_no_export_is_refused(
    content: bytes | None, words: str, line: int | None, toy: Toy, course: Course
) -> None:
    file = toy.root / "mine.jsonl"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(LearnnnError, match=words) as refusal:
        Progress.open(course).import_from(file)

    assert "learnnn progress export FILE" in refusal.value.next_step
    assert refusal.value.line == line


def test_of_an_export_that_is_damaged_nothing_is_taken(toy: Toy, course: Course) -> None:
    progress, file = Progress.open(course), toy.root / "mine.jsonl"
    progress.note(verdict(course))
    whole = log(course)
    file.write_bytes(whole.replace(b'"total"', b'"double"') + b"{")

    with pytest.raises(LearnnnError, match="no attempt") as refusal:
        progress.import_from(file)

    assert refusal.value.line == 2
    assert log(course) == whole


def test_an_export_replaces_no_other_file(toy: Toy, course: Course) -> None:
    progress = Progress.open(course)
    progress.note(verdict(course))
    mine = toy.stub.read_bytes()

    with pytest.raises(LearnnnError, match="something else"):
        progress.export_to(toy.stub)

    assert toy.stub.read_bytes() == mine
    assert progress.export_to(toy.root / "mine.jsonl") == progress.export_to(toy.root / "mine.jsonl") == 1


def test_nothing_to_export_is_said(toy: Toy, course: Course) -> None:
    with pytest.raises(LearnnnError, match="no progress to export"):
        Progress.open(course).export_to(toy.root / "mine.jsonl")


# -- the commands ------------------------------------------------------------------------------------------------------


def test_check_remembers_and_list_and_progress_tell(toy: Toy, course: Course, learnnn: Run) -> None:
    Progress.open(course).note(verdict(course, "double"))
    started = learnnn("progress", cwd=toy.root)
    checked = learnnn("check", "scaling", cwd=toy.root)
    passed = learnnn("list", cwd=toy.root)
    toy.write("# edited")

    stale = learnnn("progress", "--json", cwd=toy.root)

    (exercise,) = json.loads(stale.out)["exercises"]
    assert " started   2 of  3 tasks" in started.out and started.out.endswith("1 attempt\n0 of 1 exercise passed.\n")
    assert (checked.code, checked.err) == (0, "")
    assert "Scaling  4 points  passed\n" in passed.out
    assert (exercise["state"], exercise["why"]) == ("stale", "edited since it passed")
    assert [len(attempt["passed"]) for attempt in exercise["attempts"]] == [2, 3]


@pytest.mark.slow
def test_what_ran_in_this_process_is_no_progress(toy: Toy, learnnn: Run) -> None:
    toy.write("")

    learnnn("check", "--in-process", cwd=toy.root)

    assert "to do" in learnnn("list", cwd=toy.root).out


def test_a_damaged_file_is_told_of_on_standard_error(toy: Toy, learnnn: Run) -> None:
    path = Layout(toy.root).progress()
    path.parent.mkdir()
    path.write_bytes(b"\x00")

    ran = learnnn("check", "--json", cwd=toy.root)

    assert ran.code == 1 and json.loads(ran.out)
    assert "was damaged" in ran.err


def test_progress_is_exported_and_imported(toy: Toy, course: Course, learnnn: Run) -> None:
    Progress.open(course).note(verdict(course))

    out = [
        learnnn("progress", "export", "mine.jsonl", cwd=toy.root).out,
        learnnn("progress", "import", "mine.jsonl", cwd=toy.root).out,
    ]
    refused = learnnn("progress", "import", "course.yml", cwd=toy.root)

    assert out[0].startswith("1 attempt written to mine.jsonl.")
    assert out[1] == "mine.jsonl has nothing new.\n"
    assert refused.code == 1 and "error: course.yml:1: this is no attempt\nExport it again" in refused.err
