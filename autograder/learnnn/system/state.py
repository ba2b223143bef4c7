"""What the engine remembers beside a course: made again when anything it was made from has changed."""

from __future__ import annotations

import contextlib
import hashlib
import platform
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

import learnnn
from learnnn.system import placing

PACKAGES = ("numpy", "torch", "pytest")


@cache
def software() -> dict[str, str]:
    """The versions of everything an answer may depend on: another NumPy may draw other random numbers.

    torch's is read from its metadata: the judge does not import it.
    """
    packages = {name: version(name) for name in PACKAGES}
    return {"learnnn": learnnn.__version__, "python": platform.python_version(), **packages}


def fingerprint(words: Iterable[object], files: Iterable[Path]) -> str:
    """A digest of these words and files, and of the software that works on them."""
    return digest_of([software(), *words], files)


def digest_of(words: Iterable[object], files: Iterable[Path]) -> str:
    """A digest of these words, and of these files by name and content; one that is not there counts as empty."""
    digest = hashlib.sha256(repr(list(words)).encode())
    for path in files:
        content = path.read_bytes() if path.is_file() else b""
        digest.update(f"{path.name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def tag(*words: str) -> str:
    """A short name for a file, different for different words and telling nothing of them."""
    return hashlib.sha256(repr(words).encode()).hexdigest()[:16]


def write(path: Path, data: bytes) -> None:
    """Put the file in place at once, whoever else writes or reads it. A folder that cannot be written to stays as it is."""
    with contextlib.suppress(OSError):
        placing.put(path, data, permissions=0o600, is_shared=True)
