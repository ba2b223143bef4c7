"""Of a zip one entry is read, within bounds, whatever the zip says of itself; and a zip built to do harm is refused whole."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest

from learnnn.core.errors import SubmissionError
from learnnn.course import archive
from learnnn.course.archive import Archive
from tests.grounds.handed_in import SOLUTION, problem_of, received, source_of, zip_bytes, zipped

MEGABYTE = 1 << 20


def named(path: Path, name: str, content: str | bytes = SOLUTION, mode: int = 0, **attributes: object) -> Path:
    """A zip with `dropout.py` and one more entry, written as it is given."""
    entry = zipfile.ZipInfo("x" * len(name))
    entry.filename = name
    entry.external_attr = mode << 16
    for attribute, value in attributes.items():
        setattr(entry, attribute, value)
    with zipfile.ZipFile(path, "w") as target:
        if name != "dropout.py":
            target.writestr("dropout.py", SOLUTION)
        target.writestr(entry, content)
    return path


def patched(path: Path, files: dict[str, str | bytes], at: int, value: bytes) -> Path:
    """A zip in which the last entry of the directory has some bytes changed; `at` counts from its signature."""
    raw = bytearray(zip_bytes(files))
    start = raw.rindex(b"PK\x01\x02") + at
    raw[start : start + len(value)] = value
    path.write_bytes(raw)
    return path


# -- names --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "../dropout.py",
        "a/../../b",
        "..",
        "/etc/passwd",
        "//host/x",
        "C:/x",
        "c:x",
        "a\\b",
        "..\\x",
        "\\\\host\\x",
        "a\0b",
    ],
)
def test_a_name_that_could_point_out_of_the_zip_refuses_it_whole(tmp_path, name):
    problem = problem_of(named(tmp_path / "ann.zip", name))

    assert problem.startswith("ann.zip: the zip holds a name that could point out of it: ")
    assert all(line.isprintable() for line in problem.splitlines())


@pytest.mark.parametrize(
    "name", ["a..b", "...", "..a/x", "naïve.txt", "ab:c", "Icon\r", "a/" * 20_000 + "b", "é" * 300, "📄"]
)
def test_an_odd_name_that_stays_inside_does_no_harm(tmp_path, name):
    assert source_of(named(tmp_path / "ann.zip", name, "x")) == SOLUTION


def test_names_in_another_encoding_do_no_harm(tmp_path):
    raw = zip_bytes({"dropout.py": SOLUTION, "umlaut_xx.txt": "x"}).replace(b"umlaut_xx", b"umlaut_\xe4\xff")
    (tmp_path / "ann.zip").write_bytes(raw)

    assert source_of(tmp_path / "ann.zip") == SOLUTION


def test_names_that_are_not_the_utf_8_they_claim_to_be_are_damage(tmp_path):
    raw = zip_bytes({"dropout.py": SOLUTION, "umläut.txt": "x"}).replace("ä".encode(), b"\xff\xfe")
    (tmp_path / "ann.zip").write_bytes(raw)

    assert "the zip is damaged or not a zip" in problem_of(tmp_path / "ann.zip")


@pytest.mark.parametrize("name", ["./dropout.py", "ann//dropout.py", "././ann/./dropout/dropout.py"])
def test_dots_and_empty_parts_mean_nothing(tmp_path, name):
    with zipfile.ZipFile(tmp_path / "ann.zip", "w") as target:
        target.writestr(name, SOLUTION)

    assert source_of(tmp_path / "ann.zip") == SOLUTION


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("second", ["dropout.py", "./dropout.py"])
def test_two_entries_of_one_name_are_a_question_for_the_student(tmp_path, second):
    with zipfile.ZipFile(tmp_path / "ann.zip", "w") as target:
        target.writestr("dropout.py", SOLUTION)
        target.writestr(second, "x = 1")

    assert "the zip holds 2 files of this name\nKeep one of them." in problem_of(tmp_path / "ann.zip")


def test_a_zip_inside_is_not_opened(tmp_path):
    inner = zip_bytes({"dropout.py": SOLUTION})

    assert "handed in nothing" in problem_of(zipped(tmp_path / "ann.zip", {"dropout.zip": inner, "x": ""}))


def test_a_file_that_is_a_folder_too_is_one_of_them(tmp_path):
    with zipfile.ZipFile(tmp_path / "ann.zip", "w") as target:
        for name in ("dropout.py/x", "dropout.py", "backprop.py", "backprop.py/x"):
            target.writestr(name, SOLUTION)

    dropout, backprop = received(tmp_path / "ann.zip", "dropout", "backprop")

    assert "handed in nothing" in dropout.problem and backprop.submission is not None


# -- kinds of entries ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mode", "kind"), [(0o120777, "a link"), (0o010644, "a pipe"), (0o020644, "a pipe"), (0o140644, "a pipe")]
)
def test_an_entry_that_is_no_file_is_refused(tmp_path, mode, kind):
    assert f"dropout.py: this is {kind}" in problem_of(named(tmp_path / "ann.zip", "dropout.py", "/etc/passwd", mode))


@pytest.mark.parametrize("mode", [0, 0o644, 0o100644, 0o100000])
def test_an_entry_with_any_files_mode_is_read(tmp_path, mode):
    assert source_of(named(tmp_path / "ann.zip", "dropout.py", SOLUTION, mode)) == SOLUTION


def test_a_link_that_nobody_asks_for_does_no_harm(tmp_path):
    assert source_of(named(tmp_path / "ann.zip", "venv/bin/python", "/usr/bin/python", 0o120777)) == SOLUTION


def test_an_encrypted_entry_is_refused(tmp_path):
    path = patched(tmp_path / "ann.zip", {"dropout.py": SOLUTION}, at=8, value=b"\x01")

    assert "the file is encrypted\nMake the zip again, without a password." in problem_of(path)


def test_a_folder_that_is_encrypted_elsewhere_does_no_harm(tmp_path):
    path = patched(tmp_path / "ann.zip", {"dropout.py": SOLUTION, "notes.txt": "x"}, at=8, value=b"\x01")

    assert source_of(path) == SOLUTION


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_that_unpack_without_a_bound_are_refused(tmp_path, method):
    (tmp_path / "ann.zip").write_bytes(zip_bytes({"dropout.py": SOLUTION}, method))

    assert f"compressed in an uncommon way (method {method})" in problem_of(tmp_path / "ann.zip")


def test_stored_entries_are_read(tmp_path):
    (tmp_path / "ann.zip").write_bytes(zip_bytes({"dropout.py": SOLUTION}, zipfile.ZIP_STORED))

    assert source_of(tmp_path / "ann.zip") == SOLUTION


# -- sizes --------------------------------------------------------------------------------------------------------------


def test_an_entry_that_says_it_is_too_large_is_refused(tmp_path):
    assert "larger than 1 MB" in problem_of(zipped(tmp_path / "ann.zip", {"dropout.py": b"#" * (MEGABYTE + 1)}))


def test_the_largest_entry_is_read(tmp_path):
    assert len(source_of(zipped(tmp_path / "ann.zip", {"dropout.py": b"#" * MEGABYTE}))) == MEGABYTE


def test_an_entry_that_lies_about_its_size_unpacks_no_further_than_that(tmp_path):
    path = patched(tmp_path / "ann.zip", {"dropout.py": b"#" * (200 * MEGABYTE)}, at=24, value=struct.pack("<L", 1000))

    tracemalloc.start()
    problem = problem_of(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert "damaged" in problem
    assert peak < 8 * MEGABYTE


def test_an_entry_with_another_checksum_is_damaged(tmp_path):
    path = patched(tmp_path / "ann.zip", {"dropout.py": SOLUTION}, at=16, value=b"\0\0\0\0")

    assert "damaged" in problem_of(path)


def test_a_stream_that_never_gives_anything_ends(tmp_path):
    """Empty deflate blocks: much to read, nothing to keep."""
    empty_blocks = b"\x00\x00\x00\xff\xff" * 2_000_000
    raw = raw_zip([(b"dropout.py", empty_blocks, 8, 5)])
    (tmp_path / "ann.zip").write_bytes(raw)

    problem = problem_of(tmp_path / "ann.zip")

    assert "damaged" in problem or "empty" in problem


def test_too_many_entries_are_refused(tmp_path):
    path = zipped(tmp_path / "ann.zip", {f"{number}.txt": "" for number in range(archive.MAX_ENTRIES + 1)})

    assert "the zip holds too many files" in problem_of(path)


def test_a_directory_is_not_read_beyond_its_bound(tmp_path):
    entries = zip_bytes({"x" * 60_000 + str(number): "" for number in range(60)})
    (tmp_path / "ann.zip").write_bytes(entries)

    tracemalloc.start()
    problem = problem_of(tmp_path / "ann.zip")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert "the zip holds too many files" in problem
    assert peak < 4 * archive.MAX_DIRECTORY_BYTES


def test_a_zip_is_not_read_beyond_its_bound(tmp_path):
    with (tmp_path / "ann.zip").open("wb") as file:
        file.seek(archive.MAX_BYTES)  # sparse: it takes no space
        file.write(zip_bytes({"dropout.py": SOLUTION}))

    assert "larger than 64 MB" in problem_of(tmp_path / "ann.zip")


def raw_zip(entries: list[tuple[bytes, bytes, int, int]], offsets: list[int] | None = None) -> bytes:
    """A zip from (name, data as it lies there, method, declared size), at offsets that need not be true."""
    body, directory = b"", b""
    for number, (name, data, method, size) in enumerate(entries):
        checksum = zlib.crc32(b"")
        offset = offsets[number] if offsets else len(body)
        fields = struct.pack("<HHHHHLLLHH", 20, 0, method, 0, 33, checksum, len(data), size, len(name), 0)
        body += b"PK\x03\x04" + fields + name + data
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + fields + struct.pack("<HHHLL", 0, 0, 0, 0, offset) + name
    end = struct.pack("<HHHHLLH", 0, 0, len(entries), len(entries), len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + end


def test_entries_that_share_their_bytes_are_refused(tmp_path):
    data = zlib.compress(b"#" * MEGABYTE)[2:-4]
    entries = [(b"dropout.py", data, 8, MEGABYTE), *[(b"%d" % number, data, 8, MEGABYTE) for number in range(100)]]
    (tmp_path / "ann.zip").write_bytes(raw_zip(entries, offsets=[0] * len(entries)))

    assert problem_of(tmp_path / "ann.zip").startswith("ann.zip: the entries of the zip overlap")


def test_an_entry_that_reaches_into_the_directory_is_refused(tmp_path):
    path = patched(tmp_path / "ann.zip", {"dropout.py": SOLUTION}, at=20, value=struct.pack("<L", 10_000))

    assert "overlap" in problem_of(path)


# -- damage -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "raw", [b"", b"PK", b"PK\x05\x06", b"PK\x05\x06" + b"\xff" * 18, b"Rar!\x1a\x07", b"\x1f\x8b\x08", b"x" * 100_000]
)
def test_what_is_no_zip_says_so(tmp_path, raw):
    (tmp_path / "ann.zip").write_bytes(raw)

    assert problem_of(tmp_path / "ann.zip").startswith("ann.zip: the zip is damaged or not a zip")


def test_an_empty_zip_holds_nothing(tmp_path):
    assert "handed in nothing" in problem_of(zipped(tmp_path / "ann.zip", {}))


def test_a_zip_cut_off_at_any_byte_is_a_problem(tmp_path):
    raw = zip_bytes({"dropout.py": SOLUTION, "notes.txt": "x"})

    for length in range(len(raw)):
        (tmp_path / "ann.zip").write_bytes(raw[:length])
        assert "damaged" in problem_of(tmp_path / "ann.zip")


def test_a_zip_behind_other_bytes_is_read(tmp_path):
    (tmp_path / "ann.zip").write_bytes(b"#!/bin/sh\n" + zip_bytes({"dropout.py": SOLUTION}))

    assert source_of(tmp_path / "ann.zip") == SOLUTION


def test_only_what_is_asked_for_is_unpacked():
    damaged = zip_bytes({"data.bin": b"#" * 1000, "dropout.py": SOLUTION}).replace(b"data.bin", b"data.bim", 1)
    tree = Archive(io.BytesIO(damaged), Path("ann.zip"))

    assert list(tree.children(())) == ["data.bin", "dropout.py"]
    assert tree.read(("dropout.py",), MEGABYTE) == SOLUTION.encode()
    with pytest.raises(SubmissionError, match="damaged"):
        tree.read(("data.bin",), MEGABYTE)
