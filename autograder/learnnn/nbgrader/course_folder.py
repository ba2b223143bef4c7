"""A folder that nbgrader works in: made ready for a course, and read as nbgrader's commands read it.

What a teacher wrote into `nbgrader_config.py` is theirs: it is never overwritten.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jupyter_core.paths import jupyter_config_path
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError
from traitlets.config import Config
from traitlets.config.loader import ConfigFileNotFound, JSONFileConfigLoader, PyFileConfigLoader

from learnnn.core.errors import BridgeError
from learnnn.core.model import Course
from learnnn.nbgrader import students
from learnnn.nbgrader.bridge import AUTOGRADE, SANITIZE, store_of
from learnnn.nbgrader.gradebook import opened
from learnnn.nbgrader.source import build
from learnnn.nbgrader.students import Enrolled
from learnnn.system.placing import put_news

STEPS = (*SANITIZE, *AUTOGRADE)
JUDGED = {step for step in STEPS if step.startswith("learnnn.")}  # without these, students' code is not judged
CONFIG_FILE = "nbgrader_config.py"
MARK = "# Written by `learnnn nbgrader setup`, which leaves this file alone once you have changed it. "
TEMPLATE = '''\
"""nbgrader's settings for this course: students' code is graded by learnnn, never run in nbgrader's own process."""

from pathlib import Path

from learnnn.nbgrader.bridge import configure

c = get_config()  # noqa: F821
c.CourseDirectory.root = str(Path(__file__).resolve().parent)
c.CourseDirectory.course_id = {course_id!r}
{db_url}c.ExportApp.plugin_class = "learnnn.nbgrader.export.FastCsv"
configure(c, course={course!r})
'''


@dataclass(frozen=True, slots=True)
class Settings:
    """What nbgrader's commands go by in a folder, and the files that say so: the later ones win."""

    config: Config
    files: tuple[Path, ...]
    places: CourseDirectory

    @property
    def db_url(self) -> str:
        return str(self.places.db_url)

    @property
    def course_id(self) -> str:
        return str(self.places.course_id)

    @property
    def course(self) -> Path | None:
        """The course by which the judge grades here; None where nbgrader would run students' code itself."""
        steps = self.steps
        is_judged = set(steps) >= JUDGED and not any(step.endswith(".Execute") for step in steps)
        return Path(self.config.Judge.course) if is_judged and "course" in self.config.Judge else None

    @property
    def store(self) -> Path:
        """Where the judge keeps its verdicts."""
        return store_of(self.config.Judge.get("store") or "", self.places)

    @property
    def steps(self) -> tuple[str, ...]:
        """What `nbgrader autograde` does with a notebook, in order."""
        command = Autograde(coursedir=self.places, config=self.config)
        return tuple(_name(step) for step in (*command.sanitize_preprocessors, *command.autograde_preprocessors))

    def path(self, step: str, student: str, assignment: str) -> Path:
        """The folder of a student's assignment (`.` for no student's) in `source`, `release`, `submitted` and so on."""
        name = getattr(self.places, f"{step}_directory")
        return Path(self.places.format_path(name, student, assignment))


@dataclass(frozen=True, slots=True)
class Ready:
    """What was done to make a folder ready."""

    config: Path
    is_config_new: bool
    built: tuple[Path, ...]  # source notebooks that are new or changed
    enrolled: Enrolled


def setup(folder: Path, course: Course, *, db_url: str | None = None, students_csv: Path | None = None) -> Ready:
    """Make the folder a working nbgrader course; what is there is kept, so that it can be done again.

    Raises BridgeError where the students are unclear, the gradebook cannot be opened, or the teacher's own settings
    contradict what is asked for.
    """
    roster = students.read(students_csv) if students_csv is not None else []
    url = _with_driver(db_url) if db_url is not None else None
    folder.mkdir(parents=True, exist_ok=True)
    is_new = _write_config(folder / CONFIG_FILE, course, url)
    settings = settings_of(folder)
    _require(settings, folder / CONFIG_FILE, course, url)
    built = build(course, course.exercises, folder)
    with opened(settings.db_url, settings.course_id):  # makes it
        pass
    enrolled = students.enrol(roster, db_url=settings.db_url, course_id=settings.course_id)
    return Ready(folder / CONFIG_FILE, is_new, tuple(built), enrolled)


def settings_of(folder: Path) -> Settings:
    """The settings in force there: Jupyter's and nbgrader's files of this machine and user, then the folder's own.

    Raises BridgeError if one of them fails, which nbgrader itself would pass over.
    """
    config, files = Config(), []
    elsewhere = [Path(place) for place in reversed(jupyter_config_path())]
    for name, places in (("jupyter_config", elsewhere), ("nbgrader_config", [*elsewhere, folder])):
        for path, found in _loaded(name, places):
            config.merge(found)
            files.append(path)
    if "root" not in config.CourseDirectory:
        config.CourseDirectory.root = str(folder.resolve())
    return Settings(config, tuple(files), CourseDirectory(config=config))


def _loaded(name: str, places: list[Path]) -> Iterator[tuple[Path, Config]]:
    for place in places:
        for loader, ending in ((PyFileConfigLoader, "py"), (JSONFileConfigLoader, "json")):
            path = place / f"{name}.{ending}"
            try:
                yield path, loader(path.name, str(place)).load_config()
            except ConfigFileNotFound:
                continue
            except Exception as error:  # it is a program of the teacher's: anything may happen
                raise BridgeError(
                    f"these settings fail: {type(error).__name__}: {error}",
                    path=path,
                    next_step="Mend this first: nbgrader passes over settings that fail, and would run students' code itself.",
                ) from error


# -- the file of settings -------------------------------------------------------------------------------------------------


def _write_config(path: Path, course: Course, db_url: str | None) -> bool:
    """Write the settings unless somebody has written there; whether the file is another now."""
    before = path.read_text(encoding="utf-8") if path.exists() else None
    if before is not None and (not _is_ours(before) or db_url is None):
        return False
    line = f"c.CourseDirectory.db_url = {db_url!r}\n" if db_url is not None else ""
    body = TEMPLATE.format(course_id=course_id(course), db_url=line, course=str(course.root.resolve()))
    text = f"{MARK}{_digest(body)}\n{body}"
    return put_news(path, text.encode(), permissions=0o600)  # there may be a password in it


def _is_ours(text: str) -> bool:
    """Whether it is as it was written."""
    first, _, body = text.partition("\n")
    return first == MARK + _digest(body)


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()[:16]


def course_id(course: Course) -> str:
    """A name for the course that can be a folder's."""
    return re.sub(r"[^a-z0-9]+", "-", course.title.lower()).strip("-") or "course"


def _with_driver(db_url: str) -> str:
    """The URL with our driver for PostgreSQL named: which one is taken else depends on SQLAlchemy's version."""
    try:
        url = make_url(db_url)
    except ArgumentError:
        raise BridgeError(
            "this is no URL of a database",
            next_step="Such as `postgresql://user:password@host/database`; without one, a file in the folder is used.",
        ) from None
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    return url.render_as_string(hide_password=False)


def _require(settings: Settings, path: Path, course: Course, db_url: str | None) -> None:
    """Raise BridgeError if the settings in force, which may be the teacher's own, do not do what was asked for."""
    if settings.course is None or settings.course.resolve() != course.root.resolve():
        lines = f"from learnnn.nbgrader.bridge import configure\nconfigure(c, course={str(course.root.resolve())!r})"
        raise BridgeError(
            "these settings are yours, and with them learnnn does not grade this course",
            path=path,
            next_step=f"Put this at their end, or move the file away; then run it again:\n{lines}",
        )
    if db_url is not None and settings.db_url != db_url:
        raise BridgeError(
            "these settings are yours, and they name another database",
            path=path,
            next_step="Set `c.CourseDirectory.db_url` in them, or leave --db-url out.",
        )


def _name(step: object) -> str:
    """A step may be named, or be a class."""
    return f"{step.__module__}.{step.__name__}" if isinstance(step, type) else str(step)
