"""Reference answers recorded once: the same verdicts without the reference, and nothing stale, foreign or damaged is used."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from learnnn.core.errors import CourseError
from learnnn.core.model import Course, Exercise, Status, Submission
from learnnn.course import course_file
from learnnn.course import submission as submissions
from learnnn.course.layout import Layout
from learnnn.diagnosis.misconceptions import load_all
from learnnn.diagnosis.signatures import signature
from learnnn.judge.bench import Bench
from learnnn.judge.grading import judge
from learnnn.judge.recordings import Recordings, load_or_record, record
from learnnn.judge.trials import Job, Plan, Trial
from learnnn.worker.launch import Launchers
from tests.conftest import ROOT, Toy

SEED = "a secret"
KEEPING = '''

@pytest.mark.task("total")
def test_sums_what_is_kept(student, reference, rng):
    """What is sent once can be summed."""
    x = rng.normal(size=5)

    assert_close(student.total(student.keep(x)), reference.total(reference.keep(x)), what="the sum")
'''
VERY_SLOW = """
def total(x):
    sums = [0.0] * 5
    for i in range(5):
        for value in x.ravel():
            sums[i] += value
    return sums[0]
"""  # so much that an estimate may be wrong by a lot
STUDENT_DEPENDENT = '''

@pytest.mark.task("counter")
def test_counts_like_the_reference_from_where_it_is(student, reference):
    """The counts agree, whatever was counted before."""
    ours, before = reference.Counter(3), reference.Counter(100)
    so_far = ours.add(2)
    doubled = student.double(np.full(2, float(so_far)))

    assert_equal(int(doubled[0]) + 5, ours.add(int(doubled[0])), what="the count")
    assert_equal(before.add(1), 101, what="the other count")
'''


@pytest.fixture(scope="module")
def launchers() -> Iterator[Launchers]:
    launchers = Launchers()
    yield launchers
    launchers.close()


@pytest.fixture
def bench(toy: Toy, launchers: Launchers) -> Iterator[Bench]:
    """Not closed but emptied: its launchers serve all tests."""
    bench = Bench(Layout(toy.root), launchers=launchers)
    yield bench
    bench.empty()


def course_of(toy: Toy) -> tuple[Course, Exercise]:
    course = course_file.load(toy.root)
    return course, course.exercises[0]


def trials_of(
    course: Course, exercise: Exercise, bench: Bench, submission: Submission, recordings: Recordings | None = None
) -> list[Trial]:
    recorded = {exercise.slug: recordings} if recordings is not None else {}
    plan = Plan(course, bench, [Job(exercise, submission)], with_hidden=True, hidden_seed=SEED, recordings=recorded)
    return judge(replace(plan, is_blocking=False))[0]


def said(trials: list[Trial]) -> list[object]:
    """Everything a trial says but how long it took, to the last bit (and NaN is NaN); of a timed one, how it ended."""
    return [
        (trial.result.name, trial.result.status)
        if trial.timings
        else (replace(trial.result, duration_s=0.0), repr(signature(trial.record)), trial.staff_note)
        for trial in trials
    ]


@pytest.fixture
def no_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise RuntimeError("the reference was started")

    monkeypatch.setattr(Bench, "open_reference", refuse)


# -- replaying ---------------------------------------------------------------------------------------------------------


def test_no_reference_is_started_for_an_untimed_check(toy, bench, request):
    checks = toy.root / "exercises" / "scaling" / "test_scaling.py"
    checks.write_text(checks.read_text() + KEEPING)
    course, exercise = course_of(toy)
    reference = submissions.read(toy.reference, "scaling")
    recordings = record(course, exercise, bench, SEED)
    request.getfixturevalue("no_reference")

    trials = trials_of(course, exercise, bench, reference, recordings)

    statuses = {trial.result.name: trial.result.status for trial in trials}
    assert statuses.pop("test_sum_needs_no_loop") is Status.BROKEN  # it alone needs the reference's own time
    assert set(statuses.values()) == {Status.PASSED} and "test_sums_what_is_kept" in statuses


def test_without_recordings_the_reference_is_started(toy, bench, no_reference):
    course, exercise = course_of(toy)

    trials = trials_of(course, exercise, bench, submissions.read(toy.reference, "scaling"))

    assert "the reference was started" in " ".join(trial.staff_note for trial in trials)


def test_recorded_checks_need_no_solutions(toy, bench):
    course, exercise = course_of(toy)
    recordings = record(course, exercise, bench, SEED)
    reference = submissions.read(toy.reference, "scaling")
    toy.reference.unlink()

    trials = trials_of(course, exercise, bench, reference, recordings)

    assert {trial.result.name for trial in trials if not trial.result.passed} == set()


def test_without_the_reference_what_is_slow_beyond_doubt_fails_by_its_recorded_times(toy, bench):
    course, exercise = course_of(toy)
    recordings = record(course, exercise, bench, SEED)
    toy.write(VERY_SLOW)
    slow = submissions.read(toy.stub, "scaling")
    toy.reference.unlink()

    (timed,) = [t for t in trials_of(course, exercise, bench, slow, recordings) if t.timings]

    assert timed.result.status is Status.FAILED and timed.timings[0].ratio > 10


def test_timings_are_measured_anew(toy, bench):
    course, exercise = course_of(toy)
    recordings = record(course, exercise, bench, SEED)
    slow = submissions.read(toy.root / "solutions" / "scaling" / "wrong" / "sums_in_a_loop.py", "scaling")

    (timed,) = [t for t in trials_of(course, exercise, bench, slow, _with_absurd_times(recordings)) if t.timings]

    assert timed.result.status is Status.FAILED and timed.timings[0].ratio > 10


def _with_absurd_times(recordings: Recordings) -> Recordings:
    """As if the reference had taken an hour for everything."""
    checks = {name: [replace(turn, cpu_s=3600.0) for turn in turns] for name, turns in recordings.checks.items()}
    return replace(recordings, checks=checks)


@pytest.mark.parametrize("extra", ["", "\n\ndef double(x): return 3 * x\n"], ids=["right", "wrong"])
def test_a_question_that_depends_on_the_students_answer_is_answered_live(extra, toy, bench):
    checks = toy.root / "exercises" / "scaling" / "test_scaling.py"
    checks.write_text(checks.read_text() + STUDENT_DEPENDENT)
    course, exercise = course_of(toy)
    recordings = record(course, exercise, bench, SEED)
    toy.write(extra)
    submission = submissions.read(toy.stub, "scaling")

    replayed = trials_of(course, exercise, bench, submission, recordings)

    assert said(replayed) == said(trials_of(course, exercise, bench, submission))
    name = "test_counts_like_the_reference_from_where_it_is"
    assert [trial.result.status for trial in replayed if trial.result.name == name] == [Status.PASSED]


@pytest.mark.slow
@pytest.mark.parametrize("slug", ["perceptron", "parameters", "backprop", "dropout", "training_loop", "quiz"])
def test_a_replay_is_told_from_the_living_by_no_check(slug):
    course = course_file.load(ROOT)
    exercise, layout = course.exercise(slug), Layout(ROOT)
    assert exercise is not None
    wrong = [one.submission for one in load_all(exercise, layout)]
    right = [submissions.read(path, slug) for path in (layout.reference(slug), layout.stub(slug))]
    bench = Bench(layout)
    try:
        recordings = Recordings.from_bytes(record(course, exercise, bench, SEED).to_bytes())
        for submission in [*right, wrong[0], wrong[len(wrong) // 2]]:
            live = trials_of(course, exercise, bench, submission)
            replayed = trials_of(course, exercise, bench, submission, recordings)

            assert said(replayed) == said(live)
    finally:
        bench.close()


# -- recording ---------------------------------------------------------------------------------------------------------


def test_a_reference_that_fails_is_named_with_its_checks(toy, bench):
    toy.reference.write_text(toy.reference.read_text().replace("self.count += n", "self.count = n"))
    course, exercise = course_of(toy)

    with pytest.raises(CourseError, match=r"does not pass test_counter_keeps_its_count \(failed\)") as failure:
        record(course, exercise, bench, SEED)

    assert failure.value.path == toy.reference


def test_recordings_are_the_same_after_they_were_written(toy, bench):
    recordings = record(*course_of(toy), bench, SEED)

    again = Recordings.from_bytes(recordings.to_bytes())

    assert again.to_bytes() == recordings.to_bytes()
    assert again.checks.keys() == recordings.checks.keys() == {
        "test_doubles_every_entry", "test_sums_all_entries", "test_sum_needs_no_loop", "test_sums_secret_numbers",
    }  # fmt: skip


def test_equal_arrays_are_kept_once(toy, bench):
    checks = toy.root / "exercises" / "scaling" / "test_scaling.py"
    checks.write_text(
        checks.read_text().replace(
            "x = rng.normal(size=(2, 3))", "x = rng.normal(size=(200, 300)); [reference.double(x) for _ in range(9)]"
        )
    )

    data = record(*course_of(toy), bench, SEED).to_bytes()

    assert 200 * 300 * 8 < len(data) < 1.1 * 200 * 300 * 8


# -- keeping -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def kept(toy: Toy, bench: Bench) -> Path:
    """The file of recordings."""
    load_or_record(*course_of(toy), bench, SEED)
    (path,) = (toy.root / ".learnnn" / "recordings").iterdir()
    return path


@pytest.fixture
def no_recording(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("it was recorded again")

    monkeypatch.setattr("learnnn.judge.recordings.record", refuse)


def test_what_was_recorded_is_loaded_the_next_time(toy, bench, kept, no_recording):
    assert load_or_record(*course_of(toy), bench, SEED).to_bytes() == kept.read_bytes()


def test_another_seed_has_recordings_of_its_own(toy, bench, kept):
    before = kept.read_bytes()

    other = load_or_record(*course_of(toy), bench, "another secret")

    assert other.key != Recordings.from_bytes(before).key
    assert kept.read_bytes() == before


def test_the_name_of_the_file_tells_nothing_of_the_seed(kept):
    assert "secret" not in kept.name


@pytest.mark.parametrize("place", [0, 40, -1])
def test_a_changed_byte_is_refused(place, kept):
    data = bytearray(kept.read_bytes())
    data[place] ^= 1

    with pytest.raises(CourseError, match="damaged"):
        Recordings.from_bytes(bytes(data))


@pytest.mark.parametrize("damage", [lambda data: b"", lambda data: data[:50], lambda data: data[:-1] + b"!"])
def test_a_damaged_file_is_made_again(damage, toy, bench, kept):
    good = kept.read_bytes()
    kept.write_bytes(damage(good))

    recordings = load_or_record(*course_of(toy), bench, SEED)

    assert recordings.key == Recordings.from_bytes(good).key
    assert Recordings.from_bytes(kept.read_bytes()).checks.keys() == recordings.checks.keys()


def test_a_file_of_another_course_is_made_again(toy, bench, kept):
    kept.write_bytes(replace(Recordings.from_bytes(kept.read_bytes()), key="foreign").to_bytes())

    load_or_record(*course_of(toy), bench, SEED)

    assert Recordings.from_bytes(kept.read_bytes()).key != "foreign"


@pytest.mark.parametrize(
    "name",
    ["course.yml", "exercises/scaling/test_scaling.py", "solutions/scaling/scaling.py", "solutions/scaling/test_scaling_hidden.py"],
)  # fmt: skip
def test_a_change_to_the_course_makes_them_stale(name, toy, bench, kept):
    before = Recordings.from_bytes(kept.read_bytes())
    file = toy.root / name
    text = file.read_text()
    file.write_text(text.replace("wall_s: 3", "wall_s: 4") if name == "course.yml" else text + "\n# changed\n")

    assert load_or_record(*course_of(toy), bench, SEED).key != before.key


def test_a_students_own_work_does_not(toy, bench, kept, no_recording):
    toy.write("# my work")

    load_or_record(*course_of(toy), bench, SEED)


@pytest.mark.slow
def test_processes_that_race_leave_one_good_file(toy, bench):
    code = (
        "import sys; from pathlib import Path\n"
        "from learnnn.course import course_file; from learnnn.judge.bench import Bench; from learnnn.course.layout import Layout\n"
        "from learnnn.judge.recordings import load_or_record\n"
        "root = Path(sys.argv[1]); read = course_file.load(root); bench = Bench(Layout(root))\n"
        "sys.stdin.readline()\n"
        "for seed in ['one', 'two'] * 3:\n"
        "    (Layout(root).state / 'recordings').mkdir(parents=True, exist_ok=True)\n"
        "    [path.unlink(missing_ok=True) for path in (Layout(root).state / 'recordings').iterdir()"
        " if path.suffix == '.msgpack']\n"
        "    load_or_record(read, read.exercises[0], bench, seed)\n"
        "bench.close()\n"
    )
    racers = [
        subprocess.Popen([sys.executable, "-c", code, str(toy.root)], stdin=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]

    ends = [racer.communicate(b"go\n", timeout=120)[1] for racer in racers]

    assert [racer.returncode for racer in racers] == [0, 0], ends
    files = list((toy.root / ".learnnn" / "recordings").iterdir())
    assert all(Recordings.from_bytes(path.read_bytes()).checks for path in files)
    assert {path.suffix for path in files} == {".msgpack"}


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
def test_a_course_that_cannot_be_written_to_is_recorded_each_time(toy, bench):
    toy.root.chmod(0o500)

    recordings = load_or_record(*course_of(toy), bench, SEED)
    toy.root.chmod(0o700)

    assert recordings.checks
    assert not (toy.root / ".learnnn").exists()
