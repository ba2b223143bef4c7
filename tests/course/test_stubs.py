"""The untouched stub is found in the course's history, however often a student commits; going back loses nothing."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from learnnn.core.errors import CourseError
from learnnn.course.layout import Layout
from learnnn.course.stubs import pristine, reset

STUB = "def double(x):\n    raise NotImplementedError\n\n\ndef total(x):\n    raise NotImplementedError\n"
HALF = STUB.replace("raise NotImplementedError", "return 2 * x", 1)


def git(root: Path, *arguments: str) -> None:
    identity = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    identity |= {f"GIT_{who}_{what}": "a@b" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    subprocess.run(["git", "-C", root, *arguments], check=True, capture_output=True, env=os.environ | identity)


def commit(layout: Layout, text: str) -> None:
    path = layout.stub("scaling")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    git(layout.root, "add", "-A")
    git(layout.root, "commit", "-m", "x", "--allow-empty")


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    """A course in a new repository, with the stub committed."""
    git(tmp_path, "init")
    layout = Layout(tmp_path)
    commit(layout, STUB)
    return layout


def test_the_stub_is_found_behind_uncommitted_work(layout):
    layout.stub("scaling").write_text(HALF)

    assert pristine(layout, "scaling").decode() == STUB


def test_the_stub_is_found_behind_committed_work(layout):
    commit(layout, HALF)
    commit(layout, HALF + "# done\n")

    assert pristine(layout, "scaling").decode() == STUB


def test_the_stub_is_found_when_the_file_was_deleted(layout):
    layout.stub("scaling").unlink()
    git(layout.root, "add", "-A")
    git(layout.root, "commit", "-m", "gone")

    assert pristine(layout, "scaling").decode() == STUB


def test_a_newer_stub_of_the_course_replaces_an_older(layout):
    newer = STUB.replace("(x)", "(x: float)")
    commit(layout, newer)
    commit(layout, HALF)

    assert pristine(layout, "scaling").decode() == newer


def test_the_course_may_be_a_folder_of_the_repository(tmp_path):
    git(tmp_path, "init")
    (tmp_path / "course").mkdir()
    layout = Layout(tmp_path / "course")
    commit(layout, STUB)

    assert pristine(layout, "scaling").decode() == STUB


def test_without_a_repository_the_stub_cannot_be_found(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))

    with pytest.raises(CourseError, match="cannot be found"):
        pristine(Layout(tmp_path), "scaling")


def test_a_file_that_was_never_committed_cannot_be_found(layout):
    with pytest.raises(CourseError, match="cannot be found"):
        pristine(layout, "other")


def test_without_git_the_stub_cannot_be_found(layout, monkeypatch):
    monkeypatch.setenv("PATH", "")

    with pytest.raises(CourseError, match="cannot be found"):
        pristine(layout, "scaling")


def test_going_back_keeps_a_copy_of_the_work(tmp_path):
    layout = Layout(tmp_path)
    layout.stub("scaling").parent.mkdir(parents=True)
    layout.stub("scaling").write_text(HALF)

    backup = reset(layout, "scaling", STUB.encode(), "today")

    assert layout.stub("scaling").read_text() == STUB
    assert backup is not None and backup.read_text() == HALF


def test_a_copy_never_replaces_another(tmp_path):
    layout = Layout(tmp_path)
    layout.stub("scaling").parent.mkdir(parents=True)
    layout.stub("scaling").write_text("first")

    backups = [reset(layout, "scaling", text, "today") for text in (b"second", b"third", b"fourth")]

    assert [path.read_text() for path in backups if path] == ["first", "second", "third"]


def test_a_lost_file_comes_back_with_its_folder(tmp_path):
    layout = Layout(tmp_path)

    assert reset(layout, "scaling", STUB.encode(), "today") is None
    assert layout.stub("scaling").read_text() == STUB
