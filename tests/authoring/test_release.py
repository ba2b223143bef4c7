"""What is given out: exercises that can be checked without solutions, and nothing of the solutions."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from learnnn.authoring.release import release
from learnnn.core.errors import CourseError
from learnnn.course import course_file
from learnnn.course.layout import Layout
from learnnn.desk.workspace import set_up
from learnnn.diagnosis import bundle as bundles
from learnnn.diagnosis.misconceptions import load_all
from tests.conftest import SAMPLES, Run, Toy

DEPENDENT = '''

@pytest.mark.task("total")
def test_sums_what_was_doubled(student, reference):
    """The sum of what was doubled."""
    doubled = student.double(np.ones(3))

    assert_close(student.total(doubled), reference.total(doubled), what="the sum")
'''


def silent(_: str):
    from contextlib import nullcontext

    return nullcontext(lambda *_, **__: None)


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The toy course as students get it."""
    root = tmp_path_factory.mktemp("release")
    shutil.copytree(SAMPLES / "toy", root / "toy", ignore=shutil.ignore_patterns(".learnnn", "__pycache__"))
    release(course_file.load(root / "toy"), root / "given", jobs=1, progress=silent)
    return root / "given"


@pytest.fixture
def workspace(given: Path, tmp_path: Path) -> Path:
    set_up(given, tmp_path / "work")
    return tmp_path / "work"


def work(workspace: Path, source: Path) -> None:
    """Hand this solution in."""
    shutil.copy(source, Layout(workspace).stub("scaling"))


def test_a_right_solution_passes_without_the_reference(workspace, learnnn: Run):
    work(workspace, Layout(SAMPLES / "toy").reference("scaling"))

    ran = learnnn("check", "--json", cwd=workspace)

    assert ran.code == 0, ran.out
    assert set(ran.statuses.values()) == {"passed"}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["counter_forgets", "doubles_in_place", "squares", "start_ignored", "sums_columns"])
def test_a_known_mistake_is_named_without_its_solution(name, workspace, learnnn: Run):
    course = course_file.load(SAMPLES / "toy")
    known = {one.name: one for one in load_all(course.exercises[0], Layout(course.root))}
    Layout(workspace).stub("scaling").write_text(known[name].submission.source)

    ran = learnnn("check", "--json", cwd=workspace)

    told = {
        check["feedback"]["misconception"]
        for task in ran.report["tasks"]
        for check in task["checks"]
        if check["feedback"]
    }
    assert told - {None} == {name}


def test_nothing_of_the_solutions_is_given_out(given):
    layout = Layout(SAMPLES / "toy")
    course = course_file.load(layout.root)
    texts = [path.read_bytes() for path in given.rglob("*") if path.is_file()]
    public = layout.stub("scaling").read_text() + layout.public_checks("scaling").read_text()
    private = layout.reference("scaling").read_text() + layout.hidden_checks("scaling").read_text()
    private += "".join(one.overlay.split('"""', 2)[2] for one in load_all(course.exercises[0], layout))

    lines = {line.strip() for line in private.splitlines() if len(line.strip()) > 12} - {
        line.strip() for line in public.splitlines()
    }

    assert len(lines) > 10
    assert [line for line in lines if any(line.encode() in text for text in texts)] == []


def test_hidden_checks_are_not_named(given):
    hidden = {
        "test_" + part.partition("(")[0]
        for part in Layout(SAMPLES / "toy").hidden_checks("scaling").read_text().split("def test_")[1:]
    }
    bundle = bundles.read(Layout(given).bundle("scaling"))

    assert hidden and bundle is not None
    assert not any(name.encode() in Layout(given).bundle("scaling").read_bytes() for name in hidden)
    assert not hidden & {name for entry in bundle.entries for name in entry.misconception.named}


def test_the_untouched_stub_can_be_put_back_without_a_repository(workspace, learnnn: Run):
    stub = Layout(workspace).stub("scaling")
    untouched = stub.read_text()
    stub.write_text("def double(x): return 2 * x")

    ran = learnnn("reset", "scaling", "--yes", cwd=workspace)

    assert ran.code == 0 and stub.read_text() == untouched
    assert [path.read_text() for path in Layout(workspace).backups("scaling").iterdir()] == [
        "def double(x): return 2 * x"
    ]


def test_damaged_answers_are_an_error_that_says_what_to_do(workspace, learnnn: Run):
    path = Layout(workspace).bundle("scaling")
    path.write_bytes(path.read_bytes()[:-1] + b"?")

    ran = learnnn("check", cwd=workspace)

    assert ran.code == 3
    assert "learnnn init" in ran.err and "Traceback" not in ran.err


@pytest.mark.slow
def test_the_doctor_tells_what_the_answers_were_recorded_with(workspace, learnnn: Run):
    path = Layout(workspace).bundle("scaling")
    bundle = bundles.read(path)
    assert bundle is not None

    same = learnnn("doctor", cwd=workspace)
    path.write_bytes(replace(bundle, software={**bundle.software, "numpy": "1.26.0"}).to_bytes())
    other = learnnn("doctor", cwd=workspace)

    assert "of the same versions as here" in same.out
    assert "of numpy 1.26.0 (here" in other.out


@pytest.mark.slow
def test_lost_answers_come_back(given, workspace, learnnn: Run):
    work(workspace, Layout(SAMPLES / "toy").reference("scaling"))
    Layout(workspace).bundle("scaling").unlink()

    again = learnnn("init", ".", "--from", given, cwd=workspace)
    ran = learnnn("check", cwd=workspace)

    assert (again.code, ran.code) == (0, 0), again.err + ran.out


@pytest.mark.slow
def test_a_check_that_needs_the_living_reference_is_not_given_out(toy: Toy, tmp_path):
    checks = Layout(toy.root).public_checks("scaling")
    checks.write_text(checks.read_text() + DEPENDENT)

    with pytest.raises(CourseError, match="depends on the student's answers by test_sums_what_was_doubled"):
        release(course_file.load(toy.root), tmp_path / "given", jobs=1, progress=silent)

    assert not (tmp_path / "given").exists()


def test_somebodys_work_is_not_given_out_as_the_stub(toy: Toy, tmp_path):
    toy.write("")

    with pytest.raises(CourseError, match=r"double, .* is written"):
        release(course_file.load(toy.root), tmp_path / "given", jobs=1, progress=silent)


def test_a_folder_with_something_else_is_left_alone(toy: Toy, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine")

    with pytest.raises(CourseError, match="something else"):
        release(course_file.load(toy.root), tmp_path / "mine", jobs=1, progress=silent)

    assert (tmp_path / "mine" / "notes.txt").read_text() == "mine"


def test_an_installation_without_a_course_says_so(tmp_path, learnnn: Run):
    ran = learnnn("init", "work", cwd=tmp_path)

    assert ran.code == 3
    assert "came without a course" in ran.err and "--from" in ran.err
    assert not (tmp_path / "work").exists()
