"""A file is in place whole or not at all; what was there before stays until then, and what it was is told from what is new."""

from __future__ import annotations

import os
import stat
import sys
import threading
from pathlib import Path

import pytest

from learnnn.system import placing

needs_modes = pytest.mark.skipif(sys.platform == "win32", reason="files have no such permissions there")
needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")


class DiskFullError(OSError):
    """What a write may end with."""


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files can be begun, and half of what is written gets there."""

    def half(path: Path, content: bytes) -> int:
        with path.open("wb") as file:
            file.write(content[: len(content) // 2])
        raise DiskFullError

    monkeypatch.setattr(Path, "write_bytes", half)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# -- files -------------------------------------------------------------------------------------------------------------


def test_a_file_is_put_where_no_folder_was(tmp_path: Path) -> None:
    placing.put(tmp_path / "a" / "b" / "file.txt", b"new")

    assert everything(tmp_path) == {"a/b/file.txt": b"new"}


def test_a_file_takes_the_place_of_another(tmp_path: Path) -> None:
    (tmp_path / "file.txt").write_bytes(b"a longer text that was here")

    placing.put(tmp_path / "file.txt", b"new")

    assert everything(tmp_path) == {"file.txt": b"new"}


@pytest.mark.parametrize("is_shared", [False, True])
def test_what_cannot_be_written_leaves_what_was_there(is_shared: bool, tmp_path: Path, full_disk: None) -> None:
    with (tmp_path / "file.txt").open("wb") as file:
        file.write(b"old")

    with pytest.raises(DiskFullError):
        placing.put(tmp_path / "file.txt", b"new", is_shared=is_shared)

    assert everything(tmp_path) == {"file.txt": b"old"}


def test_what_a_killed_run_left_of_a_file_goes(tmp_path: Path) -> None:
    (tmp_path / ".file.txt.part").write_bytes(b"ha")

    placing.put(tmp_path / "file.txt", b"half")

    assert everything(tmp_path) == {"file.txt": b"half"}


def test_those_who_write_the_same_file_do_not_meet(tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    contents = [bytes([letter]) * 100_000 for letter in b"abcd"]
    failed: list[Exception] = []

    def write(content: bytes) -> None:
        try:
            for _ in range(20):
                placing.put(path, content, is_shared=True)
        except Exception as error:  # noqa: BLE001  # it would be lost in its thread
            failed.append(error)

    writers = [threading.Thread(target=write, args=(content,)) for content in contents]
    for writer in writers:
        writer.start()
    seen = {
        path.read_bytes() for _ in iter(lambda: any(map(threading.Thread.is_alive, writers)), False) if path.exists()
    }
    for writer in writers:
        writer.join()

    assert not failed
    assert seen | {path.read_bytes()} <= set(contents)
    assert list(tmp_path.iterdir()) == [path]


@needs_links
def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.txt").write_bytes(b"not ours")
    (tmp_path / "file.txt").symlink_to(tmp_path / "elsewhere.txt")

    placing.put(tmp_path / "file.txt", b"new")

    assert everything(tmp_path) == {"elsewhere.txt": b"not ours", "file.txt": b"new"}
    assert not (tmp_path / "file.txt").is_symlink()


@needs_modes
def test_a_file_has_the_permissions_of_a_new_one_or_those_asked_for(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        placing.put(tmp_path / "usual.txt", b"")
        placing.put(tmp_path / "secret.txt", b"", permissions=0o600)
        placing.put(tmp_path / "open.txt", b"", permissions=0o664)
    finally:
        os.umask(before)

    assert [mode(tmp_path / f"{name}.txt") for name in ("usual", "secret", "open")] == [0o640, 0o600, 0o664]


# -- news --------------------------------------------------------------------------------------------------------------


def test_only_news_are_written(tmp_path: Path) -> None:
    path = tmp_path / "file.txt"

    first = placing.put_news(path, b"one")
    os.utime(path, ns=(0, 0))
    again = placing.put_news(path, b"one")
    dated = path.stat().st_mtime_ns
    other = placing.put_news(path, b"two")

    assert (first, again, other) == (True, False, True)
    assert dated == 0
    assert path.read_bytes() == b"two"


# -- folders -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_there", [False, True])
def test_a_folder_takes_the_place_of_another_when_it_is_whole(is_there: bool, tmp_path: Path) -> None:
    target = tmp_path / "out" / "course"
    if is_there:
        placing.put(target / "old.txt", b"old")

    with placing.folder(target) as new:
        placing.put(new / "inside" / "new.txt", b"new")
        during = everything(target)

    assert during == ({"old.txt": b"old"} if is_there else {})
    assert everything(tmp_path) == {"out/course/inside/new.txt": b"new"}
    assert list((tmp_path / "out").iterdir()) == [target]


def test_a_folder_that_is_not_filled_leaves_the_one_that_was_there(tmp_path: Path) -> None:
    placing.put(tmp_path / "course" / "old.txt", b"old")

    with pytest.raises(KeyboardInterrupt):
        _interrupted(tmp_path / "course")

    assert everything(tmp_path) == {"course/old.txt": b"old"}
    assert list(tmp_path.iterdir()) == [tmp_path / "course"]


def _interrupted(target: Path) -> None:
    with placing.folder(target) as new:
        placing.put(new / "new.txt", b"new")
        raise KeyboardInterrupt


def test_a_folder_that_cannot_be_moved_leaves_the_one_that_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    placing.put(tmp_path / "course" / "old.txt", b"old")
    whole = Path.replace

    def refuse(source: Path, target: Path) -> Path:
        if source.name == "new":
            raise DiskFullError
        return whole(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        with pytest.raises(DiskFullError), placing.folder(tmp_path / "course"):
            pass

    assert everything(tmp_path) == {"course/old.txt": b"old"}


# -- what is kept ------------------------------------------------------------------------------------------------------


def test_what_is_kept_never_replaces_what_was_kept_before(tmp_path: Path) -> None:
    path, backup = tmp_path / "mine.py", tmp_path / "backups" / "mine-today.py"
    places = []
    for content in (b"first", b"second", b"third"):
        path.write_bytes(content)
        places.append(placing.kept(path, backup))

    assert [place.name for place in places] == ["mine-today.py", "mine-today-2.py", "mine-today-3.py"]
    assert [place.read_bytes() for place in places] == [b"first", b"second", b"third"]
    assert path.read_bytes() == b"third"
