"""A workspace is brought up to date, and nothing that a student wrote is lost."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from learnnn.core.errors import CourseError
from learnnn.core.upgrade import Changes
from learnnn.course.layout import Layout
from learnnn.course.manifest import Manifest
from learnnn.desk.workspace import set_up

STUB = "exercises/scaling/scaling.py"
CHECKS = "exercises/scaling/test_scaling.py"
FILES = {
    "course.yml": "title: Toy",
    "README.md": "Welcome.",
    STUB: "def double(x): raise NotImplementedError",
    CHECKS: "def test_doubles(): ...",
    "exercises/adding/adding.py": "def add(x): raise NotImplementedError",
    ".course/scaling.msgpack": "answers",
}


def released(folder: Path, files: dict[str, str], version: str = "1", course: str = "Toy") -> Path:
    """A course as it is given out."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    digests = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in files.items()}
    Layout(folder).manifest().write_bytes(Manifest(course=course, version=version, files=digests).to_bytes())
    return folder


@pytest.fixture
def first(tmp_path: Path) -> Path:
    return released(tmp_path / "first", FILES)


@pytest.fixture
def workspace(first: Path, tmp_path: Path) -> Path:
    set_up(first, tmp_path / "work")
    return tmp_path / "work"


def upgraded(workspace: Path, **changed: str) -> Changes:
    """With a second version of these files, named by their endings; an empty text leaves one out."""
    files = dict(FILES)
    for ending, text in changed.items():
        name = next(name for name in FILES if name.endswith(f"/{ending}.py"))
        files[name] = text
    files = {name: text for name, text in files.items() if text}
    return set_up(released(workspace.parent / "second", files, "2"), workspace, clock=lambda: "now")


def test_a_new_workspace_has_all_that_was_given_out(first, tmp_path):
    changes = set_up(first, tmp_path / "work")

    assert changes.is_new and changes.exercises == []
    assert {name: (tmp_path / "work" / name).read_text() for name in FILES} == FILES


def test_the_same_again_changes_nothing(first, workspace):
    changes = set_up(first, workspace)

    assert not (changes.is_new or changes.written or changes.kept or changes.saved or changes.exercises)


def test_what_was_not_touched_is_replaced(workspace):
    changes = upgraded(workspace, scaling="the new stub")

    assert (workspace / STUB).read_text() == "the new stub"
    assert (changes.before, changes.written, changes.exercises) == ("1", [STUB], ["scaling"])


def test_a_students_work_stays_and_the_new_stub_is_kept_beside(workspace):
    (workspace / STUB).write_text("my work")

    changes = upgraded(workspace, scaling="the new stub")

    assert (workspace / STUB).read_text() == "my work"
    assert (workspace / changes.kept[STUB]).read_text() == "the new stub"


def test_a_students_work_on_an_exercise_that_has_not_changed_is_not_spoken_of(workspace):
    (workspace / STUB).write_text("my work")

    changes = upgraded(workspace, adding="another new stub")

    assert (workspace / STUB).read_text() == "my work"
    assert not changes.kept and changes.exercises == ["adding"]


def test_an_edited_check_is_replaced_and_the_students_version_is_kept(workspace):
    (workspace / CHECKS).write_text("def test_mine(): ...")

    changes = upgraded(workspace, test_scaling="def test_doubles_better(): ...")

    assert (workspace / CHECKS).read_text() == "def test_doubles_better(): ..."
    assert (workspace / changes.saved[CHECKS]).read_text() == "def test_mine(): ..."


def test_what_was_deleted_comes_back(first, workspace):
    (workspace / ".course" / "scaling.msgpack").unlink()

    set_up(first, workspace)

    assert (workspace / ".course" / "scaling.msgpack").read_text() == "answers"


def test_what_is_no_longer_given_out_goes_unless_it_was_edited(workspace):
    (workspace / STUB).write_text("my work")

    changes = upgraded(workspace, scaling="", adding="")

    assert changes.removed == ["exercises/adding/adding.py"]
    assert (workspace / STUB).read_text() == "my work"


def test_progress_survives(workspace):
    progress = Layout(workspace).progress()
    progress.parent.mkdir()
    progress.write_text("what was done")

    upgraded(workspace, scaling="the new stub")

    assert progress.read_text() == "what was done"


def test_an_interrupted_upgrade_is_done_again(first, workspace, monkeypatch):
    second = released(workspace.parent / "second", FILES | {STUB: "the new stub", CHECKS: "new checks"}, "2")
    with monkeypatch.context() as patch:
        patch.setattr("learnnn.desk.workspace._changed_exercises", _interrupt)
        with pytest.raises(KeyboardInterrupt):
            set_up(second, workspace)

    changes = set_up(second, workspace)

    assert changes.exercises == ["scaling"]
    assert (workspace / CHECKS).read_text() == "new checks"


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_course_that_init_did_not_make_is_left_alone(first, tmp_path):
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "course.yml").write_text("title: Theirs")

    with pytest.raises(CourseError, match="a course here already"):
        set_up(first, tmp_path / "theirs")

    assert [path.name for path in (tmp_path / "theirs").iterdir()] == ["course.yml"]


def test_another_courses_workspace_is_left_alone(workspace, tmp_path):
    other = released(tmp_path / "other", FILES, course="Another")

    with pytest.raises(CourseError, match="another course, 'Toy'"):
        set_up(other, workspace)


def test_a_file_is_no_folder(first, tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(CourseError, match="a file, not a folder"):
        set_up(first, tmp_path / "file")


def test_a_folder_that_was_not_released_is_refused(workspace, tmp_path):
    (tmp_path / "any").mkdir()

    with pytest.raises(CourseError, match="no released course"):
        set_up(tmp_path / "any", workspace)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"format": 99}', b"\xff\x00"])
def test_a_damaged_list_is_an_error_that_says_what_to_do(content, first, workspace):
    Layout(workspace).manifest().write_bytes(content)

    with pytest.raises(CourseError) as refused:
        set_up(first, workspace)

    assert refused.value.next_step
