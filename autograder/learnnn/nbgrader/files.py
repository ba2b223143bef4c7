"""Puts files into the folders that nbgrader works in: whole or not at all, and only if there is something new in them."""

from __future__ import annotations

from pathlib import Path


def put(path: Path, content: bytes, permissions: int | None = None) -> bool:
    """Put a file in place at once, unless it is there already; whether it was not. A folder that is missing is made.

    Without `permissions` it gets those that a new file has here.
    """
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600 if permissions is not None else 0o666)  # less the umask
    part.write_bytes(content)
    if permissions is not None:
        part.chmod(permissions)
    part.replace(path)
    return True
