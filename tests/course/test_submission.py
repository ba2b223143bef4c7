"""A student's file is read as it is, or refused with what to do next; nothing else is ever graded in its place."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import pytest

from learnnn.core.errors import SubmissionError
from learnnn.core.model import Submission
from learnnn.course.submission import MAX_BYTES, place, read


def write(folder: Path, raw: bytes) -> Path:
    path = folder / "scaling.py"
    path.write_bytes(raw)
    return path


def refusal(path: Path) -> SubmissionError:
    with pytest.raises(SubmissionError) as caught:
        read(path, "scaling")
    return caught.value


@pytest.mark.parametrize("raw", [b"x = 1\n", b"x = 1", b"x = 1\r\n", "s = 'é🙂'".encode(), b"# just a comment"])
def test_a_file_is_read_as_it_is(tmp_path, raw):
    submission = read(write(tmp_path, raw), "scaling")

    assert submission.source.encode() == raw
    assert submission.sha256 == hashlib.sha256(raw).hexdigest()


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path):
    raw = b"\xef\xbb\xbfx = 1\n"

    submission = read(write(tmp_path, raw), "scaling")

    assert submission.source == "x = 1\n"
    assert submission.sha256 == hashlib.sha256(raw).hexdigest()


def test_a_missing_file_says_so(tmp_path):
    error = refusal(tmp_path / "scaling.py")

    assert error.what == "there is no such file"
    assert "`learnnn reset scaling`" in error.next_step


@pytest.mark.parametrize("raw", [b"", b" \n\t\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n"])
def test_an_empty_file_says_so(tmp_path, raw):
    assert refusal(write(tmp_path, raw)).what == "the file is empty"


def test_a_folder_is_not_a_file(tmp_path):
    (tmp_path / "scaling.py").mkdir()

    assert refusal(tmp_path / "scaling.py").what == "this is not a regular file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_named_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "scaling.py")

    assert refusal(tmp_path / "scaling.py").what == "this is not a regular file"


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_to_another_file_is_not_followed(tmp_path):
    (tmp_path / "answer.py").write_text("x = 1")
    (tmp_path / "scaling.py").symlink_to(tmp_path / "answer.py")

    assert refusal(tmp_path / "scaling.py").what == "this is a link to a file"


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_among_the_folders_does_not_matter(tmp_path):
    write(tmp_path, b"x = 1")
    (tmp_path / "course").symlink_to(tmp_path)

    assert read(tmp_path / "course" / "scaling.py", "scaling").source == "x = 1"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_says_so(tmp_path):
    path = write(tmp_path, b"x = 1")
    path.chmod(0)

    assert refusal(path).next_step == "Check its permissions."


@pytest.mark.parametrize(
    ("raw", "line", "byte"),
    [(b"x = 1\ny = '\xe9'\n", 2, "0xe9"), (b"\xff\xfex\0", 1, "0xff"), (b"a\r\nb\r\n\x80", 3, "0x80")],
)
def test_text_in_another_encoding_is_told_its_line(tmp_path, raw, line, byte):
    error = refusal(write(tmp_path, raw))

    assert (error.line, error.what) == (line, f"the file is not UTF-8 text: byte {byte} in line {line}")


def test_null_characters_are_not_python(tmp_path):
    assert "null characters" in refusal(write(tmp_path, b"x = 1\0\n")).what


def test_the_largest_file_is_read(tmp_path):
    assert len(read(write(tmp_path, b"#" * MAX_BYTES), "scaling").source) == MAX_BYTES


def test_a_larger_file_is_refused(tmp_path):
    assert refusal(write(tmp_path, b"#" * (MAX_BYTES + 1))).what == "the file is larger than 1 MB"


def test_a_path_through_a_file_is_refused(tmp_path):
    path = write(tmp_path, b"x = 1")

    assert isinstance(refusal(path / "scaling.py"), SubmissionError)


@pytest.mark.parametrize(
    ("name", "line", "words"),
    [
        ("a.py", 5, "line 5"),
        ("a.ipynb", 2, "cell 3, line 1"),
        ("a.IPYNB", 6, "cell 5, line 1"),
        ("a.ipynb", 1, "line 1"),
    ],
)
def test_a_line_has_the_name_that_a_student_knows_it_by(name, line, words):
    text = "# %% cell 3\nx = 1\n\n\n# %% scratch cell 5\n1 / 0\n"

    assert place(Submission("a", Path(name), text, ""), line) == words
