"""No link is followed on the way to a file, with the means of every platform, even if it appears while we look."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

import pytest

from learnnn.core.errors import SubmissionError
from learnnn.system import nofollow
from learnnn.system.nofollow import Kind

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")


@pytest.fixture(params=["open folders", "paths"], autouse=True)
def means(request, monkeypatch):
    """Both ways to walk: relative to open folders, and by whole paths as where folders cannot be opened."""
    if request.param == "open folders" and not nofollow.HAS_DIR_FD:
        pytest.skip("folders cannot be opened here")
    if request.param == "paths":
        monkeypatch.setattr(nofollow, "HAS_DIR_FD", False)
        monkeypatch.setattr(nofollow, "FILE_FLAGS", os.O_RDONLY)
    return request.param


def read(root, *parts):
    return nofollow.read(root, parts, at_most=100, next_step="Next.")


@pytest.fixture
def root(tmp_path):
    """A folder with `a/b/file`, and beside it a secret that nothing may reach."""
    (tmp_path / "root" / "a" / "b").mkdir(parents=True)
    (tmp_path / "root" / "a" / "b" / "file").write_bytes(b"hello")
    (tmp_path / "secret" / "b").mkdir(parents=True)
    (tmp_path / "secret" / "b" / "file").write_bytes(b"secret")
    return tmp_path / "root"


def test_a_file_is_read(root):
    assert read(root, "a", "b", "file") == b"hello"


def test_the_root_itself_may_be_a_link(root):
    (root.parent / "link").symlink_to(root)

    assert read(root.parent / "link", "a", "b", "file") == b"hello"


@pytest.mark.parametrize("step", [0, 1, 2])
def test_no_step_may_be_a_link(root, step):
    parts = ["a", "b", "file"]
    here = root.joinpath(*parts[: step + 1])
    here.rename(root / "moved")
    here.symlink_to(root / "moved")

    with pytest.raises(SubmissionError, match="this is a link to a"):
        read(root, *parts)


def test_a_link_among_names_is_told_apart(root):
    (root / "link").symlink_to("a")
    (root / "nowhere").symlink_to("missing")
    os.mkfifo(root / "pipe")
    (root / "file").touch()

    assert nofollow.children(root, ()) == {
        "a": Kind.FOLDER,
        "file": Kind.FILE,
        "link": Kind.LINK,
        "nowhere": Kind.LINK,
        "pipe": Kind.OTHER,
    }


def test_the_names_behind_a_link_are_not_told(root):
    (root / "link").symlink_to("a")

    with pytest.raises(SubmissionError, match="this is a link to a folder"):
        nofollow.children(root, ("link",))


def test_a_link_that_appears_while_we_look_is_not_followed(root, monkeypatch):
    look = nofollow._look

    def look_then_swap(place, name, path, wanted, next_step):
        seen = look(place, name, path, wanted, next_step)
        if name == "file":
            path.unlink()
            path.symlink_to(root.parent / "secret" / "b" / "file")
        return seen

    monkeypatch.setattr(nofollow, "_look", look_then_swap)

    with pytest.raises(SubmissionError, match=r"replaced while it was read|cannot be read"):
        read(root, "a", "b", "file")


def test_a_folder_that_becomes_a_link_while_we_look_is_not_followed(root, monkeypatch, means):
    if means == "paths":
        pytest.skip("there a folder can only be looked at")
    look = nofollow._look

    def look_then_swap(place, name, path, wanted, next_step):
        seen = look(place, name, path, wanted, next_step)
        if name == "a":
            path.rename(root / "moved")
            path.symlink_to(root.parent / "secret")
        return seen

    monkeypatch.setattr(nofollow, "_look", look_then_swap)

    with pytest.raises(SubmissionError, match="cannot be read"):
        read(root, "a", "b", "file")


def test_a_windows_junction_is_a_link():
    class Status:
        st_mode = 0o040755
        st_reparse_tag = 0xA0000003

    assert nofollow.kind_of(Status()) is Kind.LINK


@pytest.mark.parametrize("parts", [("missing",), ("missing", "file"), ("a", "missing")])
def test_what_is_missing_is_told_so(root, parts):
    with pytest.raises(SubmissionError, match="there is no such file") as caught:
        read(root, *parts)

    assert caught.value.next_step == "Next."


@pytest.mark.parametrize("parts", [("a",), ("a", "b", "file", "deeper")])
def test_a_folder_is_no_file_and_a_file_no_folder(root, parts):
    with pytest.raises(SubmissionError, match="this is not a"):
        read(root, *parts)


def test_a_file_is_read_to_its_bound_and_no_further(root):
    (root / "file").write_bytes(b"#" * 100)
    assert len(read(root, "file")) == 100

    (root / "file").write_bytes(b"#" * 101)
    with pytest.raises(SubmissionError, match="larger"):
        read(root, "file")


def test_a_file_with_a_second_name_is_read_only_where_that_is_allowed(root):
    os.link(root / "a" / "b" / "file", root / "twin")

    assert nofollow.read(root, ("twin",), at_most=100, next_step="", may_have_twins=True) == b"hello"
    with pytest.raises(SubmissionError, match="hard link"):
        read(root, "twin")


def test_no_descriptor_is_left_open(root):
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("descriptors cannot be counted here")
    (root / "link").symlink_to("a")
    before = len(os.listdir("/proc/self/fd"))

    for parts in [("a", "b", "file"), ("link", "b", "file"), ("a", "missing"), ("a",), ("missing", "x")]:
        with contextlib.suppress(SubmissionError):
            read(root, *parts)

    assert len(os.listdir("/proc/self/fd")) == before
