"""Puts files in place: whole or not at all. Who reads one, or is interrupted while writing it, never meets a half of it.

What was there and is worth keeping is known to the caller, who has it copied elsewhere before: with `kept`.
"""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def put(path: Path, content: bytes, *, permissions: int | None = None, is_shared: bool = False) -> None:
    """Put a file in place at once; a folder that is missing is made. A link in its place is replaced, not followed.

    Without `permissions` it gets those that a new file has here. Where others may write the same file now, `is_shared` keeps
    them apart; else what an interrupted run has left of it goes.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}{'.' + secrets.token_hex(4) if is_shared else ''}.part")
    if not is_shared:
        part.unlink(missing_ok=True)
    part.touch(mode=0o600 if permissions is not None else 0o666, exist_ok=False)  # less the umask
    try:
        part.write_bytes(content)
        if permissions is not None:
            part.chmod(permissions)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def put_news(path: Path, content: bytes, *, permissions: int | None = None) -> bool:
    """Put a file in place unless it is there already; whether it was not."""
    if path.is_file() and path.read_bytes() == content:
        return False
    put(path, content, permissions=permissions)
    return True


@contextmanager
def folder(path: Path) -> Iterator[Path]:
    """A new folder to be filled, which then takes the place of the one that is there; whatever fails, that one stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}-") as aside:
        new, before = Path(aside) / "new", Path(aside) / "before"  # both go with it
        new.mkdir()
        yield new
        if path.exists():
            path.replace(before)
        try:
            new.replace(path)
        except BaseException:
            if before.exists():
                before.replace(path)
            raise


def kept(path: Path, backup: Path) -> Path:
    """Copy what is there, before another takes its place; where to: `backup`, with a number if that is there already."""
    backup.parent.mkdir(parents=True, exist_ok=True)
    free, number = backup, 1
    while free.exists():
        number += 1
        free = backup.with_name(f"{backup.stem}-{number}{backup.suffix}")
    shutil.copy2(path, free)
    return free
