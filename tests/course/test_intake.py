"""Each student's file is found, or the right person is told why not; nobody's hand-in touches anybody else's."""

from __future__ import annotations

import hashlib
import os
import socket
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learnnn.core.errors import SubmissionError
from learnnn.course import intake
from learnnn.course.intake import HandIn, hand_ins, read
from learnnn.course.submission import MAX_BYTES
from tests.grounds.handed_in import (
    SOLUTION,
    code,
    exercise,
    notebook_bytes,
    problem_of,
    received,
    source_of,
    zip_bytes,
    zipped,
)

needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")


def put(path: Path, content: str | bytes = SOLUTION) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


# -- who handed in ------------------------------------------------------------------------------------------------------


def test_every_form_is_one_student(tmp_path):
    put(tmp_path / "dora" / "dropout.py")
    put(tmp_path / "bob.zip")
    put(tmp_path / "carl.py")
    put(tmp_path / "ann.IPYNB")

    assert [(one.student, one.path.name) for one in hand_ins(tmp_path)] == [
        ("ann", "ann.IPYNB"),
        ("bob", "bob.zip"),
        ("carl", "carl.py"),
        ("dora", "dora"),
    ]


def test_a_dot_in_a_name_is_part_of_it(tmp_path):
    put(tmp_path / "ann.smith" / "dropout.py")
    put(tmp_path / "bob.jones.zip")

    assert [one.student for one in hand_ins(tmp_path)] == ["ann.smith", "bob.jones"]


def test_what_systems_leave_behind_is_no_student(tmp_path):
    put(tmp_path / "ann.py")
    for name in (".DS_Store", ".git/config", "__MACOSX/ann.py", "Thumbs.db", "grades.csv", "README"):
        put(tmp_path / name)

    assert [one.student for one in hand_ins(tmp_path)] == ["ann"]


def test_an_archive_that_is_not_read_is_told_so(tmp_path):
    put(tmp_path / "ann.tar.gz")

    [ann] = hand_ins(tmp_path)

    assert ann.student == "ann"
    assert "`ann.tar.gz` is an archive of a kind that is not read" in read(ann, [exercise("dropout")])[0].problem


@pytest.mark.parametrize("second", ["ann.zip", "ann.ipynb", "ann.py", "ann.rar"])
def test_two_hand_ins_of_one_student_are_both_named(tmp_path, second):
    put(tmp_path / "ann" / "dropout.py")
    put(tmp_path / second)

    [ann] = hand_ins(tmp_path)

    [only] = read(ann, [exercise("dropout")])
    assert only.submission is None and f"`ann` and `{second}` are both of ann" in only.problem


def test_one_name_in_two_spellings_of_unicode_is_one_student(tmp_path):
    put(tmp_path / "Jose\u0301.py")
    put(tmp_path / "Jos\u00e9.zip")
    if len(list(tmp_path.iterdir())) == 1:
        pytest.skip("these are one name here")

    [jose] = hand_ins(tmp_path)

    assert jose.student == "Jos\u00e9" and "are both of" in jose.problem


STRANGE = [b"a\nb", b"a\x1b[31mb", b"\xff\xfe", "a\u202eb".encode(), b" ann", b"ann ", b"ann  ", b" ", b"x" * 200]


@pytest.mark.parametrize("name", STRANGE)
def test_a_name_that_cannot_be_shown_is_spelled_out_and_graded(tmp_path, name):
    try:
        (tmp_path / os.fsdecode(name)).mkdir()
    except OSError:
        pytest.skip("this file system refuses the name itself")
    (tmp_path / os.fsdecode(name) / "dropout.py").write_text("x = 1")

    [one] = hand_ins(tmp_path)

    assert one.student.isprintable() and one.student == one.student.strip() and len(one.student) <= intake.MAX_ID
    [only] = read(one, [exercise("dropout")])
    assert only.problem is None and only.submission.source == "x = 1"


def test_names_that_look_alike_are_different_students(tmp_path):
    names = [
        *(os.fsdecode(name) for name in STRANGE),
        "ann",
        "a b",
        "ab",
        r"ann\x20",
        r"a\nb",
        "x" * 199,
        "x" * 201,
        "a\u200bb",
    ]
    for name in names:
        (tmp_path / name).mkdir()

    found = hand_ins(tmp_path)

    assert len({one.student for one in found}) == len(found) == len(names)
    assert all(one.problem is None for one in found)


def test_a_folder_without_students_says_so(tmp_path):
    with pytest.raises(SubmissionError, match="nobody handed in anything"):
        hand_ins(tmp_path)


@pytest.mark.parametrize("name", ["missing", "file"])
def test_a_class_is_a_folder(tmp_path, name):
    put(tmp_path / "file")

    with pytest.raises(SubmissionError, match="this is not a folder"):
        hand_ins(tmp_path / name)


# -- which file ---------------------------------------------------------------------------------------------------------

PLACES = ["dropout.py", "dropout/dropout.py", "ann/dropout.py", "ann/dropout/dropout.py", "dropout/dropout/dropout.py"]


@pytest.mark.parametrize("place", PLACES)
def test_a_file_is_found_where_it_may_lie_in_a_folder(tmp_path, place):
    put(tmp_path / "ann" / place)
    put(tmp_path / "ann" / ".DS_Store")

    assert source_of(tmp_path / "ann") == SOLUTION


@pytest.mark.parametrize("place", PLACES)
def test_a_file_is_found_where_it_may_lie_in_a_zip(tmp_path, place):
    path = zipped(tmp_path / "ann.zip", {place: SOLUTION, "__MACOSX/ann/._dropout.py": b"\0", ".DS_Store": b"\0"})

    assert source_of(path) == SOLUTION


@pytest.mark.parametrize("place", ["a/b/dropout.py", "old/dropout.py", "xdropout.py", "dropout.pyc", "DROPOUT.PY"])
def test_a_file_elsewhere_or_of_another_name_is_not_taken(tmp_path, place):
    put(tmp_path / "ann" / place)
    put(tmp_path / "ann" / "notes.txt")

    assert problem_of(tmp_path / "ann").startswith("ann handed in nothing for `dropout`\nPut `dropout.py` or")


def test_a_folder_around_all_is_not_opened_beside_others(tmp_path):
    files = {"ann/dropout.py": SOLUTION, "notes.txt": "…"}

    assert "handed in nothing" in problem_of(zipped(tmp_path / "ann.zip", files))


@pytest.mark.parametrize(
    "name", ["Dropout.py", "dropout (1).py", "my_dropout_final.py", "drop_out.ipynb", "dropout.py.txt"]
)
def test_a_name_that_is_nearly_right_is_pointed_at(tmp_path, name):
    put(tmp_path / "ann" / name)

    assert f"There is `{name}`: name the right one so." in problem_of(tmp_path / "ann")


def test_every_exercise_is_looked_for_on_its_own(tmp_path):
    files = {"dropout/dropout.py": SOLUTION, "backprop.py": b"\xff", "perceptron/perceptron.py": SOLUTION}

    found = received(zipped(tmp_path / "ann.zip", files), "perceptron", "backprop", "parameters", "dropout")

    assert [one.submission is not None for one in found] == [True, False, False, True]
    assert "not UTF-8" in found[1].problem and "handed in nothing for `parameters`" in found[2].problem


def test_both_a_module_and_a_notebook_is_a_question_for_the_student(tmp_path):
    put(tmp_path / "ann" / "dropout.py")
    put(tmp_path / "ann" / "dropout.ipynb", notebook_bytes(code(SOLUTION)))

    assert problem_of(tmp_path / "ann") == (
        "ann: there are 2 files for `dropout`: dropout.py, dropout.ipynb\n"
        "Remove `dropout.ipynb` to have `dropout.py` graded, or the other way round."
    )


def test_two_places_are_a_question_for_the_student(tmp_path):
    files = {"dropout.py": SOLUTION, "dropout/dropout.py": SOLUTION}

    assert "there are 2 files for `dropout`" in problem_of(zipped(tmp_path / "ann.zip", files))


def test_the_same_file_is_the_same_submission_however_it_comes(tmp_path):
    put(tmp_path / "ann" / "dropout.py")
    zipped(tmp_path / "bob.zip", {"bob/dropout.py": SOLUTION})
    put(tmp_path / "carl.py")

    submissions = [received(tmp_path / name)[0].submission for name in ("ann", "bob.zip", "carl.py")]

    assert {one.sha256 for one in submissions} == {hashlib.sha256(SOLUTION.encode()).hexdigest()}
    assert [one.path.relative_to(tmp_path).as_posix() for one in submissions] == [
        "ann/dropout.py",
        "bob.zip/bob/dropout.py",
        "carl.py",
    ]


def test_a_notebook_is_read_wherever_a_module_is(tmp_path):
    raw = notebook_bytes(code("import numpy as np"), code(SOLUTION))
    put(tmp_path / "ann" / "dropout.ipynb", raw)
    zipped(tmp_path / "bob.zip", {"dropout.ipynb": raw})
    put(tmp_path / "carl.ipynb", raw)

    for name in ("ann", "bob.zip", "carl.ipynb"):
        [only] = received(tmp_path / name)
        assert only.submission.source == f"# %% scratch cell 1\nimport numpy as np\n\n# %% scratch cell 2\n{SOLUTION}"
        assert only.submission.sha256 == hashlib.sha256(raw).hexdigest()


# -- a file of its own --------------------------------------------------------------------------------------------------


def test_a_file_of_its_own_is_for_the_only_exercise(tmp_path):
    assert source_of(put(tmp_path / "ann.py")) == SOLUTION


def test_a_file_of_its_own_says_by_its_name_what_it_is_for(tmp_path):
    found = received(put(tmp_path / "ann_training_loop.py"), "dropout", "loop", "training_loop")

    assert [one.submission is not None for one in found] == [False, False, True]
    assert found[0].problem.endswith("`ann_training_loop.py` is for `training_loop`.")


def test_a_file_of_its_own_for_one_of_several_is_unclear(tmp_path):
    for one in received(put(tmp_path / "ann.py"), "dropout", "backprop"):
        assert one.problem == (
            "ann.py: it is not clear which exercise this is for\n"
            f"Hand in a folder `ann` with `{one.exercise}.py` in it."
        )


# -- files that are refused ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"", "the file is empty"),
        (b"\xff", "the file is not UTF-8 text"),
        (b"x = 1\0", "null characters"),
        (b"#" * (MAX_BYTES + 1), "larger than 1 MB"),
    ],
)
@pytest.mark.parametrize("form", ["folder", "zip", "file"])
def test_a_file_that_is_no_python_text_is_refused_in_every_form(tmp_path, raw, what, form):
    put(tmp_path / "ann" / "dropout.py", raw)
    put(tmp_path / "ann.py", raw)
    zipped(tmp_path / "ann.zip", {"dropout.py": raw})
    name = {"folder": "ann", "zip": "ann.zip", "file": "ann.py"}[form]

    problem = problem_of(tmp_path / name)

    assert problem.startswith(name) and what in problem and str(tmp_path) not in problem
    assert "learnnn reset" not in problem


def test_a_hand_in_that_has_gone_is_a_problem(tmp_path):
    assert problem_of(tmp_path / "ann.zip").startswith("ann.zip: there is no such file")


@needs_links
@pytest.mark.parametrize("name", ["ann", "ann.py", "ann.zip", "ann.ipynb"])
def test_a_link_in_place_of_a_hand_in_is_not_followed(tmp_path, name):
    put(tmp_path / "secret" / "dropout.py")
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / name).symlink_to(tmp_path / "secret")

    [ann] = hand_ins(tmp_path / "class")

    assert ann.student == "ann"
    assert problem_of(ann.path).startswith(f"{name}: this is a link\nPut the student's folder")


@needs_links
@pytest.mark.parametrize("linked", ["dropout.py", "dropout", "dropout.ipynb"])
def test_a_link_inside_a_folder_is_not_followed(tmp_path, linked):
    put(tmp_path / "secret" / "dropout.py")
    put(tmp_path / "ann" / "notes.txt")
    (tmp_path / "ann" / linked).symlink_to(tmp_path / "secret" / ("" if linked == "dropout" else "dropout.py"))

    assert "link" in problem_of(tmp_path / "ann")


@needs_links
def test_a_link_to_nothing_and_a_link_to_itself_are_links(tmp_path):
    put(tmp_path / "ann" / "notes.txt")
    (tmp_path / "ann" / "dropout.py").symlink_to("dropout.py")
    (tmp_path / "ann" / "backprop.py").symlink_to(tmp_path / "missing")

    assert all("this is a link to a file" in one.problem for one in received(tmp_path / "ann", "dropout", "backprop"))


def test_a_file_with_a_second_name_is_refused(tmp_path):
    put(tmp_path / "bob" / "dropout.py")
    (tmp_path / "ann").mkdir()
    os.link(tmp_path / "bob" / "dropout.py", tmp_path / "ann" / "dropout.py")

    assert "hard link" in problem_of(tmp_path / "ann")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
@pytest.mark.parametrize("place", ["ann", "ann.py", "ann.zip", "ann/dropout.py", "ann/dropout"])
def test_a_named_pipe_is_not_waited_for(tmp_path, place):
    path = tmp_path / place
    path.parent.mkdir(exist_ok=True)
    os.mkfifo(path)

    problem = problem_of(tmp_path / place.split("/")[0])

    assert "pipe" in problem or "not a regular file" in problem


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="there are no such sockets here")
def test_a_socket_is_not_read(tmp_path, monkeypatch):
    monkeypatch.chdir(put(tmp_path / "ann" / "notes.txt").parent)  # a socket's path is short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("dropout.py")

        assert "this is not a regular file" in problem_of(tmp_path / "ann")


@pytest.mark.skipif(not hasattr(os, "mknod") or os.geteuid() != 0, reason="only root makes devices")
def test_a_device_is_not_read(tmp_path):
    (tmp_path / "ann").mkdir()
    try:
        os.mknod(tmp_path / "ann" / "dropout.py", 0o600 | 0o020000, Path("/dev/zero").stat().st_rdev)
    except OSError:
        pytest.skip("nor does this root")

    assert "this is not a regular file" in problem_of(tmp_path / "ann")


def test_a_folder_in_place_of_the_file_is_nothing(tmp_path):
    put(tmp_path / "ann" / "dropout.py" / "dropout.py")
    put(tmp_path / "ann" / "notes.txt")

    assert "handed in nothing" in problem_of(tmp_path / "ann")


def test_a_folder_with_too_many_files_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(intake.nofollow.children, "__kwdefaults__", {"at_most": 3})
    for number in range(4):
        put(tmp_path / "ann" / f"{number}.txt")

    assert "the folder holds more than 3 files" in problem_of(tmp_path / "ann")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_says_so(tmp_path):
    put(tmp_path / "ann" / "dropout.py").chmod(0)

    assert "Check its permissions." in problem_of(tmp_path / "ann")


def test_what_nobody_foresaw_is_that_files_problem_only(tmp_path, monkeypatch):
    def fails(*_: object, **__: object) -> None:
        raise MemoryError("no more")

    monkeypatch.setattr(intake.ipynb, "source", fails)
    put(tmp_path / "ann" / "dropout.ipynb")
    put(tmp_path / "ann" / "backprop.py")

    dropout, backprop = received(tmp_path / "ann", "dropout", "backprop")

    assert dropout.problem == "ann: this cannot be read (MemoryError: no more)"
    assert backprop.submission is not None


# -- whatever the bytes are ---------------------------------------------------------------------------------------------

HONEST = {
    ".zip": zip_bytes({"ann/dropout.py": SOLUTION, "ann/backprop.ipynb": notebook_bytes(code(SOLUTION))}),
    ".ipynb": notebook_bytes(code(SOLUTION, solution=True), code("%%bash\nls"), code("x = '''\n%d\n'''")),
    ".py": SOLUTION.encode(),
}


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """An honest file of some form with bytes changed, cut out, doubled and put in."""
    ending = draw(st.sampled_from(sorted(HONEST)))
    raw = HONEST[ending]
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(raw)))
        stop = draw(st.integers(start, min(len(raw), start + 8)))
        raw = raw[:start] + draw(st.binary(max_size=8) | st.just(raw[start:stop] * 2)) + raw[stop:]
    return ending, raw


@pytest.mark.slow
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.tuples(st.sampled_from(sorted(HONEST)), st.binary(max_size=400)) | damaged())
def test_no_bytes_stop_the_class(tmp_path, handed_in):
    ending, raw = handed_in
    asked = ("dropout", "backprop") if ending == ".zip" else ("dropout",)

    for one in received(put(tmp_path / f"ann{ending}", raw), *asked):
        if one.submission is None:
            assert all(line.isprintable() for line in one.problem.splitlines())
            assert "this cannot be read (" not in one.problem  # nothing that was not foreseen
        else:
            assert one.submission.source.strip()


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
cells = st.fixed_dictionaries(
    {"cell_type": st.sampled_from(["code", "markdown", "raw"]) | anything},
    optional={
        "source": st.text(alphabet="ab \n\t%!?='\"\\#()", max_size=60) | st.lists(st.text(max_size=9)) | anything,
        "metadata": st.fixed_dictionaries(
            {}, optional={"nbgrader": st.fixed_dictionaries({}, optional={"solution": anything})}
        )
        | anything,
        "outputs": anything,
    },
)


@pytest.mark.slow
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(cells, max_size=4))
def test_no_notebook_stops_the_class(tmp_path, cells):
    raw = notebook_bytes(*cells)

    for one in received(put(tmp_path / "ann.ipynb", raw)):
        assert one.problem is None or "this cannot be read (" not in one.problem


def test_reading_is_for_one_student_at_a_time(tmp_path):
    put(tmp_path / "ann.zip", b"PK\x05\x06" + b"\xff" * 18)
    put(tmp_path / "bob.py")

    ann, bob = (read(one, [exercise("dropout")])[0] for one in hand_ins(tmp_path))

    assert ann.problem is not None and bob.submission is not None


def test_a_problem_of_the_names_is_every_exercises(tmp_path):
    hand_in = HandIn("ann", tmp_path / "ann", "something")

    assert [one.problem for one in read(hand_in, [exercise("dropout"), exercise("backprop")])] == ["something"] * 2
