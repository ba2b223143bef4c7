"""`learnnn nbgrader setup` and `doctor`: a folder that nbgrader works in, made ready and looked at."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, GenerateAssignment
from nbgrader.coursedir import CourseDirectory

from learnnn.cli import nbgrader_command
from learnnn.core.errors import BridgeError
from learnnn.core.findings import Symptom
from learnnn.core.model import Course
from learnnn.course import course_file
from learnnn.nbgrader import course_folder, students
from learnnn.nbgrader.course_folder import settings_of, setup
from learnnn.nbgrader.doctor import examine
from learnnn.nbgrader.students import Enrolled, Student, enrol
from tests.conftest import Run, Toy

CLASS = "id,first_name,last_name,email\nann,Ann,Lee,ann@example.org\nben,Ben,,\n"


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, schema_version: None) -> None:
    monkeypatch.setenv("JUPYTER_NO_CONFIG", "1")
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "jupyter"))


@pytest.fixture
def course(toy: Toy) -> Course:
    """The toy course."""
    return course_file.load(toy.root)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where nbgrader is to work."""
    return tmp_path / "nbgrader course"


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """A class of two."""
    path = tmp_path / "class.csv"
    path.write_text(CLASS)
    return path


def _students(folder: Path) -> dict[str, tuple[str | None, str | None, str | None]]:
    settings = settings_of(folder)
    with Gradebook(settings.db_url, settings.course_id) as book:
        return {one.id: (one.first_name, one.last_name, one.email) for one in book.students}


def _generate(folder: Path) -> None:
    """`nbgrader generate_assignment scaling --force`."""
    config = settings_of(folder).config
    places = CourseDirectory(config=config, assignment_id="scaling", student_id=".")
    step = GenerateAssignment(coursedir=places, config=config)
    step.force = True
    step.start()


# -- setup ----------------------------------------------------------------------------------------------------------------


def test_a_new_folder_is_a_course_that_nbgrader_can_work_with(folder: Path, course: Course, roster: Path) -> None:
    ready = setup(folder, course, students_csv=roster)
    _generate(folder)
    settings = settings_of(folder)

    assert ready.is_config_new
    assert ready.enrolled == Enrolled(2, 0)
    assert [path.name for path in ready.built] == ["scaling.ipynb"]
    assert settings.course == course.root.resolve()
    assert settings.db_url == f"sqlite:///{folder.resolve() / 'gradebook.db'}"
    assert settings.course_id == course_folder.course_id(course)
    with Gradebook(settings.db_url, settings.course_id) as book:
        assert [one.name for one in book.assignments] == ["scaling"]


def test_autograding_goes_to_the_judge_and_exports_are_fast(folder: Path, course: Course) -> None:
    setup(folder, course)
    config = settings_of(folder).config

    steps = Autograde(coursedir=CourseDirectory(config=config), config=config).autograde_preprocessors

    assert steps[0] == "learnnn.nbgrader.bridge.Judge"
    assert config.ExportApp.plugin_class == "learnnn.nbgrader.export.FastCsv"


def test_a_second_time_changes_nothing(folder: Path, course: Course, roster: Path) -> None:
    setup(folder, course, students_csv=roster)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.suffix != ".db"}

    ready = setup(folder, course, students_csv=roster)

    assert (ready.is_config_new, ready.built, ready.enrolled) == (False, (), Enrolled(0, 0))
    assert {path: path.read_bytes() for path in before} == before


def test_another_database_is_taken_while_the_settings_are_as_they_were_written(
    folder: Path, course: Course, tmp_path: Path
) -> None:
    setup(folder, course)

    ready = setup(folder, course, db_url=f"sqlite:///{tmp_path / 'other.db'}")

    assert ready.is_config_new
    assert (tmp_path / "other.db").is_file()
    assert not setup(folder, course).is_config_new
    assert settings_of(folder).db_url.endswith("other.db")


def test_settings_that_were_edited_are_kept(folder: Path, course: Course, roster: Path) -> None:
    config = setup(folder, course).config
    config.write_text(config.read_text() + "\nc.CourseDirectory.course_id = 'mine'\n")
    before = config.read_text()

    ready = setup(folder, course, students_csv=roster)

    assert not ready.is_config_new
    assert config.read_text() == before
    assert settings_of(folder).course_id == "mine"
    assert _students(folder).keys() == {"ann", "ben"}


def test_edited_settings_that_name_another_database_are_told_and_kept(folder: Path, course: Course) -> None:
    config = setup(folder, course).config
    config.write_text(config.read_text() + "\n# mine\n")

    with pytest.raises(BridgeError, match="another database") as caught:
        setup(folder, course, db_url="sqlite:///elsewhere.db")

    assert "--db-url" in caught.value.next_step
    assert config.read_text().endswith("# mine\n")


def test_settings_without_the_judge_are_told_what_to_add(folder: Path, course: Course) -> None:
    folder.mkdir()
    (folder / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'mine'\n")

    with pytest.raises(BridgeError, match="learnnn does not grade") as caught:
        setup(folder, course)
    lines = caught.value.next_step.splitlines()[-2:]
    with (folder / "nbgrader_config.py").open("a") as config:
        config.write("\n".join(lines))

    assert not setup(folder, course).is_config_new


def test_settings_of_another_course_are_told(folder: Path, course: Course, tmp_path: Path) -> None:
    config = setup(folder, course).config
    config.write_text(config.read_text().replace(str(course.root.resolve()), str(tmp_path / "other")))

    with pytest.raises(BridgeError, match="does not grade this course"):
        setup(folder, course)


def test_settings_that_fail_are_told_with_the_reason(folder: Path, course: Course) -> None:
    folder.mkdir()
    (folder / "nbgrader_config.py").write_text("c = get_config()\n1 / 0\n")

    with pytest.raises(BridgeError, match="ZeroDivisionError"):
        setup(folder, course)


def test_a_folder_may_be_moved(folder: Path, course: Course, tmp_path: Path) -> None:
    setup(folder, course)

    moved = folder.rename(tmp_path / "moved")

    assert settings_of(moved).db_url == f"sqlite:///{moved.resolve() / 'gradebook.db'}"


def test_settings_which_may_hold_a_password_are_their_owners_alone(folder: Path, course: Course) -> None:
    assert stat.S_IMODE(setup(folder, course).config.stat().st_mode) == 0o600


@pytest.mark.slow
def test_the_gradebook_may_be_on_postgresql(folder: Path, course: Course, roster: Path, postgresql: Any) -> None:
    url = postgresql.database().replace("postgresql+psycopg:", "postgresql:")  # whatever driver SQLAlchemy would take

    setup(folder, course, db_url=url, students_csv=roster)
    _generate(folder)

    assert not (folder / "gradebook.db").exists()
    assert settings_of(folder).db_url.startswith("postgresql+psycopg://")
    assert _students(folder).keys() == {"ann", "ben"}
    assert _found(examine(folder), "scaling").cost == ""


def test_what_is_no_url_is_told(folder: Path, course: Course) -> None:
    with pytest.raises(BridgeError, match="no URL"):
        setup(folder, course, db_url="gradebook.db")

    assert not folder.exists()


# -- students -------------------------------------------------------------------------------------------------------------


def test_students_who_are_known_are_updated_and_nothing_is_lost(db_url: str) -> None:
    before = [Student("ann", "Ann", "Lee", "ann@example.org"), Student("cem", "Cem")]
    enrol(before, db_url=db_url, course_id="course")

    enrolled = enrol([Student("ann", last_name="Li"), Student("ben")], db_url=db_url, course_id="course")
    again = enrol([Student("ann", last_name="Li"), Student("ben")], db_url=db_url, course_id="course")

    assert (enrolled, again) == (Enrolled(1, 1), Enrolled(0, 0))
    with Gradebook(db_url, "course") as book:
        assert {one.id: (one.first_name, one.last_name, one.email) for one in book.students} == {
            "ann": ("Ann", "Li", "ann@example.org"),
            "ben": (None, None, None),
            "cem": ("Cem", None, None),
        }


@pytest.mark.parametrize(
    "text",
    [
        CLASS,
        "\ufeff" + CLASS,
        CLASS.replace("\n", "\r\n"),
        CLASS.replace(",", ";"),
        "Email,ID,First Name,Last Name\nann@example.org,ann,Ann,Lee\n\n,ben, Ben ,\n",
        'id,first_name,last_name,email,remark\nann,Ann,"Lee",ann@example.org,"one, two"\nben,Ben,,,\n',
    ],
)
def test_tables_of_many_programs_are_read(text: str, tmp_path: Path) -> None:
    path = tmp_path / "class.csv"
    path.write_text(text, encoding="utf-8", newline="")

    assert students.read(path) == [Student("ann", "Ann", "Lee", "ann@example.org"), Student("ben", "Ben")]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("name,email\nann,a@b\n", 1, "no column `id`"),
        ("", 1, "no column `id`"),
        ("id,email,email\n", 1, "several columns `email`"),
        ("id,email\nann,a@b\n\nann,c@d\n", 4, "`ann` is in line 2 already"),
        ("id,email\nann,a@b\n,c@d\n", 3, "no id"),
        ("id,email\nann,a@b,c\n", 2, "3 values for 2 columns"),
        ('id,email\n"ann\nlee",a@b\n', 3, "cannot be an id"),
        ("id\n../ann\n", 2, "cannot be an id"),
        (f"id\n{'a' * 200}\n", 2, "longer than 128"),
    ],
)
def test_students_that_are_unclear_are_told_with_their_line(text: str, line: int, words: str, tmp_path: Path) -> None:
    path = tmp_path / "class.csv"
    path.write_text(text)

    with pytest.raises(BridgeError, match=words) as caught:
        students.read(path)

    assert (caught.value.path, caught.value.line) == (path, line)


def test_a_table_in_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "class.csv"
    path.write_bytes("id,last_name\nann,Lee\nben,Müller\n".encode("latin-1"))

    with pytest.raises(BridgeError, match="not UTF-8") as caught:
        students.read(path)

    assert caught.value.line == 3


def test_unclear_students_leave_no_course_behind(folder: Path, course: Course, tmp_path: Path) -> None:
    path = tmp_path / "class.csv"
    path.write_text("name\nann\n")

    with pytest.raises(BridgeError, match="no column `id`"):
        setup(folder, course, students_csv=path)

    assert not folder.exists()


# -- doctor ---------------------------------------------------------------------------------------------------------------


@pytest.fixture
def released(folder: Path, course: Course) -> Path:
    """A course with its assignment released."""
    setup(folder, course)
    _generate(folder)
    return folder


def _found(findings: list[Symptom], name: str) -> Symptom:
    return next(finding for finding in findings if finding.name == name)


def test_a_course_that_is_well_has_no_symptoms(released: Path) -> None:
    findings = examine(released)

    assert [finding for finding in findings if finding.cost] == []
    assert _found(findings, "gradebook").found == "opens; assignments: 1, students: 0"


def test_looking_changes_nothing(released: Path) -> None:
    before = {path: path.read_bytes() for path in released.rglob("*") if path.is_file()}

    examine(released)

    assert {path: path.read_bytes() for path in released.rglob("*") if path.is_file()} == before


def test_looking_makes_no_gradebook(folder: Path, course: Course) -> None:
    setup(folder, course)
    (folder / "gradebook.db").unlink()

    found = _found(examine(folder), "gradebook")

    assert found.found == "there is none yet"
    assert not (folder / "gradebook.db").exists()


def _change(text: str, to: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        assert text in path.read_text()
        path.write_text(path.read_text().replace(text, to))

    return change


CONFIG = Path("nbgrader_config.py")
SOURCE, RELEASE = (Path(step) / "scaling" / "scaling.ipynb" for step in ("source", "release"))
TROUBLES = {
    "a setting that takes the judge away": (
        CONFIG, lambda path: path.write_text(path.read_text() + "\nc.Autograde.autograde_preprocessors = []\n"),
        "autograde", "run students' code itself", True,
    ),
    "nbgrader's own execution beside the judge": (
        CONFIG, lambda path: path.write_text(
            path.read_text() + "\nc.Autograde.autograde_preprocessors = [*c.Autograde.autograde_preprocessors, 'nbgrader.preprocessors.Execute']\n"
        ),
        "autograde", "run students' code itself", True,
    ),
    "a step of the teacher's own": (
        CONFIG, lambda path: path.write_text(
            path.read_text() + "\nc.Autograde.autograde_preprocessors = [*c.Autograde.autograde_preprocessors, 'mine.Step']\n"
        ),
        "autograde", "with mine.Step", False,
    ),
    "settings that fail": (CONFIG, lambda path: path.write_text("1 / 0"), "settings", "run students' code itself", True),
    "no settings": (CONFIG, Path.unlink, "settings", "none in this folder", False),
    "nbgrader's own export": (
        CONFIG, _change('"learnnn.nbgrader.export.FastCsv"', '"nbgrader.plugins.CsvExportPlugin"'),
        "export", "takes minutes", False,
    ),
    "trust": (CONFIG, lambda path: path.write_text(path.read_text() + "\nc.Judge.trust = True\n"), "isolation", "cannot be confined", False),
    "a gradebook that is none": (
        Path("gradebook.db"), lambda path: path.write_text("my shopping list " * 99), "gradebook", "no grade can be kept", True,
    ),
    "no source notebook": (SOURCE, Path.unlink, "scaling", "learnnn nbgrader build scaling", False),
    "an edited source notebook": (SOURCE, _change("scaling", "rescaling"), "scaling", "was changed since", False),
    "a source notebook with a wrong checksum": (
        SOURCE, lambda path: _edit(path, "test_sums_all_entries"), "scaling", "`source` the checksums are wrong of `test_sums_all_entries`", False,
    ),
    "a release that was edited by hand": (
        RELEASE, lambda path: _edit(path, "test_sums_all_entries"), "scaling", "`release` the checksums are wrong of `test_sums_all_entries`", False,
    ),
    "a release that is no notebook": (RELEASE, lambda path: path.write_text("{"), "scaling", "no notebook", False),
}  # fmt: skip


def _edit(path: Path, grade_id: str) -> None:
    """Change a cell's text, and not its checksum."""
    notebook = json.loads(path.read_text())
    (cell,) = (one for one in notebook["cells"] if one["metadata"].get("nbgrader", {}).get("grade_id") == grade_id)
    cell["source"] = "pass"
    path.write_text(json.dumps(notebook))


@pytest.mark.parametrize("trouble", TROUBLES)
def test_what_is_wrong_is_found(trouble: str, released: Path) -> None:
    path, do, name, words, is_fatal = TROUBLES[trouble]

    do(released / path)
    found = _found(examine(released), name)

    assert words in found.cost
    assert found.is_fatal is is_fatal


def test_an_exercise_that_changed_since_its_release_is_found(released: Path, toy: Toy, course: Course) -> None:
    checks = toy.root / "exercises" / "scaling" / "test_scaling.py"
    checks.write_text(checks.read_text().replace('"""The sum', '"""The whole sum', 1))

    found = _found(examine(released), "scaling")
    setup(released, course)
    rebuilt = _found(examine(released), "scaling")
    _generate(released)

    assert "learnnn nbgrader build scaling" in found.cost
    assert "was changed since" not in rebuilt.cost
    assert "released otherwise, in `test_" in rebuilt.cost
    assert _found(examine(released), "scaling").cost == ""


def test_an_exercise_that_was_not_released_is_found(folder: Path, course: Course) -> None:
    setup(folder, course)

    assert "nbgrader generate_assignment scaling" in _found(examine(folder), "scaling").cost


# -- the command ----------------------------------------------------------------------------------------------------------


def test_without_nbgrader_the_command_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nbgrader_command, "find_spec", lambda _: None)

    with pytest.raises(click.UsageError, match=r'pip install "learnnn\[nbgrader\]"'):
        nbgrader_command.command.main(["doctor"], standalone_mode=False)


@pytest.mark.slow
def test_the_commands_lead_from_one_to_the_next(toy: Toy, folder: Path, roster: Path, learnnn: Run) -> None:
    ready = learnnn("nbgrader", "setup", folder, "--students", roster, cwd=toy.root)
    again = learnnn("nbgrader", "build", "--course-dir", folder, cwd=toy.root)
    (folder / SOURCE).unlink()
    built = learnnn("nbgrader", "build", "scaling", "--course-dir", folder, cwd=toy.root)
    looked = learnnn("nbgrader", "doctor", cwd=folder)

    assert ready.code == again.code == built.code == looked.code == 0
    assert "students: 2 new, 0 updated" in ready.out
    assert "nbgrader generate_assignment scaling" in ready.out
    assert again.out == "1 of 1 were as they should be.\n"
    assert f"Written: {folder / SOURCE}" in built.out
    assert "not released" in looked.out


@pytest.mark.slow
def test_a_doctor_who_finds_that_students_code_would_run_in_nbgrader_fails(
    toy: Toy, folder: Path, learnnn: Run
) -> None:
    learnnn("nbgrader", "setup", folder, cwd=toy.root)
    (folder / CONFIG).write_text("c = get_config()\n")

    ran = learnnn("nbgrader", "doctor", folder, cwd=toy.root)

    assert ran.code == BridgeError.exit_code
    assert "MISSING autograde" in ran.out
