"""What a worker may read: the interpreter's own library, the packages of its exercise with what they need, shared libraries.

Not the other installed packages: a library that is not there cannot be imported, however cleverly. Not the course, not the
submissions, not the home folder.
"""

from __future__ import annotations

import importlib.metadata
import os
import re
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from pathlib import Path

DEVICES = ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom")
SYSTEM = ("/etc/ld.so.cache", "/etc/localtime", "/sys/devices/system/cpu")
PROC_FILES = ("/proc/cpuinfo", "/proc/meminfo", "/proc/stat")  # of the machine, where /proc shows every process
_PACKAGE_FOLDERS = ("site-packages", "dist-packages")


def readable(packages: Iterable[str]) -> list[str]:
    """Files and folders a worker needs that may import `packages` (and has imported what is loaded now); none twice."""
    found = {*_standard_library(), *_packages({*packages, *_loaded()}), *_shared_libraries(), *_engine()}
    paths = sorted(path for path in (*found, *SYSTEM) if os.path.exists(path))
    return [path for path in paths if not any(path.startswith(above + "/") for above in paths)]


def _standard_library() -> Iterator[str]:
    """Its entries one by one where other packages live in a folder inside it."""
    for name in ("stdlib", "platstdlib"):
        folder = Path(sysconfig.get_path(name))
        if any((folder / inner).exists() for inner in _PACKAGE_FOLDERS):
            yield from (str(entry) for entry in folder.iterdir() if entry.name not in _PACKAGE_FOLDERS)
        else:
            yield str(folder)


def _loaded() -> set[str]:
    """Packages of others that are imported: not our own, which requires all there is."""
    return {name.partition(".")[0] for name in sys.modules} - {"learnnn", "__main__", *sys.stdlib_module_names}


def _packages(names: set[str]) -> Iterator[str]:
    """Where these packages and all that they require are, with the libraries that wheels put beside them."""
    names = names | {top for name in names for top in _required_by(name, set())}
    for folder in map(Path, _package_folders()):
        for entry in os.listdir(folder):
            if entry.removesuffix(".libs").partition(".")[0] in names and not entry.endswith((".dist-info", ".pth")):
                yield str(folder / entry)


def _package_folders() -> list[str]:
    return [path for path in sys.path if os.path.basename(path) in _PACKAGE_FOLDERS and os.path.isdir(path)]


def _required_by(name: str, seen: set[str]) -> Iterator[str]:
    """The top-level names of a distribution and of all it requires. What has no metadata of this name gives none."""
    if name in seen:
        return
    seen.add(name)
    try:
        distribution = importlib.metadata.distribution(name)
    except (importlib.metadata.PackageNotFoundError, ValueError):
        return
    listed = distribution.read_text("top_level.txt")
    yield from listed.split() if listed else [re.sub(r"[-.]", "_", name), name.lower().replace("-", "_")]
    for requirement in distribution.requires or ():
        needed, _, marker = requirement.partition(";")
        if "extra" not in marker:
            yield from _required_by(re.split(r"[^\w.-]", needed, maxsplit=1)[0], seen)


def _shared_libraries() -> set[str]:
    """The folders of the libraries that are mapped now: what is loaded later lies beside them."""
    with open("/proc/self/maps") as maps:
        files = {line.split(maxsplit=5)[5].strip() for line in maps if line.count("/")}
    folders = {os.path.dirname(file) for file in files if re.search(r"\.so(\.|$)", file)}
    inside = tuple(path + "/" for path in (*_package_folders(), sysconfig.get_path("stdlib")))
    return {folder for folder in folders if not folder.startswith(inside)}


def _engine() -> list[str]:
    """The guest's side of this package."""
    package = Path(__file__).parents[2]
    return [str(package / name) for name in ("__init__.py", "tensor.py", "worker")]
