"""The untouched stub of an exercise, and putting it back without losing the student's work.

A workspace has it among the course's data. Elsewhere it is found in the history of the course's repository: the newest version
of the file in which the most is still to be written. A student may commit as often as they like.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from learnnn.core.errors import CourseError
from learnnn.course.layout import Layout
from learnnn.system import placing

UNWRITTEN = b"raise NotImplementedError"
MAX_COMMITS = 200


def pristine(layout: Layout, slug: str) -> bytes:
    """The stub as it was given out, or as the course's repository has it. Raises CourseError where there is neither."""
    if layout.untouched_stub(slug).is_file():
        return layout.untouched_stub(slug).read_bytes()
    path = layout.stub(slug)
    name = path.relative_to(layout.root).as_posix()
    commits = _git(layout.root, "log", f"-{MAX_COMMITS}", "--format=%H", "--", name).decode().split()
    versions = [text for commit in commits if (text := _git(layout.root, "show", f"{commit}:./{name}"))]
    if not versions:
        raise CourseError(
            "the untouched stub cannot be found: this course is not in a git repository that holds it",
            path=path,
            next_step="Copy the stub from where you got the course.",
        )
    return max(versions, key=lambda text: text.count(UNWRITTEN))  # of equals the first, which is the newest


def _git(root: Path, *arguments: str) -> bytes:
    """What git prints; nothing where there is no git, no repository, or no such file in a commit."""
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)  # noqa: S607  # the git that is on the path
    except OSError:
        return b""
    return done.stdout if done.returncode == 0 else b""


def reset(layout: Layout, slug: str, stub: bytes, stamp: str) -> Path | None:
    """Write the stub; where the student's file went, or None if there was none."""
    target, backup = layout.stub(slug), None
    if target.exists():
        backup = placing.kept(target, layout.backups(slug) / f"{slug}-{stamp}.py")
    placing.put(target, stub)
    return backup
