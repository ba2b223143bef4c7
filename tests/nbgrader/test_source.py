"""The source notebooks of the course, as nbgrader itself sees and clears them."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnnn.core.errors import CourseError
from learnnn.core.model import CheckResult, Course, Environment, Exercise, Limits, NotRunPolicy, Report, Status, Task
from learnnn.course import course_file
from learnnn.course.contracts import contract
from learnnn.course.layout import Layout
from learnnn.judge.grading import describe
from learnnn.judge.scoring import score
from tests.conftest import ROOT

pytest.importorskip("nbgrader")

from nbgrader.nbgraderformat import MetadataValidator
from nbgrader.preprocessors import ClearHiddenTests, ClearSolutions
from nbgrader.utils import compute_checksum

from learnnn.nbgrader.answers import in_cells
from learnnn.nbgrader.cells import Cell, Kind
from learnnn.nbgrader.points import scores, shares
from learnnn.nbgrader.source import build, outline, source_notebook

COURSE = course_file.load(ROOT)
SLUGS = [exercise.slug for exercise in COURSE.exercises]


@pytest.fixture(scope="module", params=SLUGS)
def exercise(request: pytest.FixtureRequest) -> Exercise:
    found = COURSE.exercise(request.param)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def notebook(exercise: Exercise) -> nbformat.NotebookNode:
    return nbformat.reads(source_notebook(COURSE, exercise), as_version=4)


@pytest.fixture(scope="module")
def released(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """What students get, by nbgrader's own steps."""
    copy = nbformat.from_dict(json.loads(json.dumps(notebook)))
    for step in (ClearSolutions(), ClearHiddenTests()):
        copy, _ = step.preprocess(copy, {})
    return copy


# -- valid, and stable --------------------------------------------------------------------------------------------------


def test_notebook_and_metadata_are_valid(notebook):
    nbformat.validate(notebook)
    MetadataValidator().validate_nb(notebook)

    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)


def test_checksums_are_what_nbgrader_computes(notebook):
    for cell in notebook.cells:
        assert cell.metadata.nbgrader.checksum == compute_checksum(cell), cell.metadata.nbgrader.grade_id


def test_a_notebook_is_written_once_and_then_only_when_something_changed(exercise, tmp_path):
    [path] = build(COURSE, [exercise], tmp_path)
    before = path.read_bytes()

    assert build(COURSE, [exercise], tmp_path) == []
    assert path.read_bytes() == before
    assert path == tmp_path / "source" / exercise.slug / f"{exercise.slug}.ipynb"


def test_the_points_of_the_tests_are_the_points_of_the_exercise(exercise):
    tests = outline(COURSE, exercise).of(Kind.TEST)

    assert sum(cell.points for cell in tests) == pytest.approx(exercise.points, abs=1e-12)
    assert {(cell.task, cell.check) for cell in tests} == {(c.task, c.function) for c in describe(COURSE, exercise)}


# -- what students get --------------------------------------------------------------------------------------------------


def test_students_get_the_contract_and_nothing_to_read_off(exercise, released):
    layout = Layout(COURSE.root)
    stub, reference = (p.read_text() for p in (layout.stub(exercise.slug), layout.reference(exercise.slug)))
    text = "\n\n".join(
        cell.source for cell in released.cells if cell.cell_type == "code" and "check(" not in cell.source
    )

    assert contract(text.replace("%load_ext", "# %load_ext")) == contract(stub)
    everything = "\n".join(cell.source for cell in released.cells)
    for line in _secret_lines(stub, reference):
        assert line not in everything, f"{exercise.slug} gives away: {line}"


def test_students_get_no_hidden_check(exercise, released):
    hidden = Layout(COURSE.root).hidden_checks(exercise.slug).read_text()
    names = [
        node.name for node in ast.parse(hidden).body if isinstance(node, ast.FunctionDef) if node.name[:5] == "test_"
    ]
    everything = "\n".join(cell.source for cell in released.cells)

    assert names
    assert not [name for name in names if name in everything or name in json.dumps(released)]
    assert "BEGIN" not in everything


def test_everything_of_the_exercise_is_in_it(exercise, notebook):
    code = "\n\n".join(
        cell.source for cell in notebook.cells if cell.cell_type == "code" and not cell.metadata.nbgrader.grade
    )
    given = contract(code.replace("%load_ext", "# %load_ext"))

    assert given == contract(Layout(COURSE.root).stub(exercise.slug).read_text())


def _secret_lines(stub: str, reference: str) -> set[str]:
    """The lines of the reference that say something, and that the stub does not say itself."""
    lines = {line.strip() for line in reference.splitlines()}
    return {line for line in lines if len(line) > 15 and line not in stub}


# -- texts that do not fit together -------------------------------------------------------------------------------------


def test_what_the_reference_has_beyond_the_contract_goes_with_the_answers():
    stub = 'import a\n\ndef f():\n    """F."""\n    raise NotImplementedError\n\ndef g():\n    """G."""\n    raise NotImplementedError\n'
    reference = (
        'import a\nimport b\n\nN = 3\n\ndef f():\n    """F."""\n    # why\n    return _h()\n\n'
        'def _h():\n    return b.x\n\n# of g\ndef g():\n    """G."""\n    return N\n'
    )

    module = in_cells(stub, reference, Path("r.py"))

    f, g = module.answers
    assert module.prelude == "import a"
    assert f.source.splitlines()[:5] == [
        "def f():",
        '    """F."""',
        "    ### BEGIN SOLUTION",
        "    # why",
        "    return _h()",
    ]
    assert f.source.splitlines()[-1] == "    ### END SOLUTION"
    assert all(
        part in f.source for part in ("import b", "N = 3", "def _h():")
    )  # also for who asks before `g` is written
    assert g.source == 'def g():\n    """G."""\n    ### BEGIN SOLUTION\n    return N\n    ### END SOLUTION'


@pytest.mark.parametrize(
    "reference",
    ["def f(): pass", "def g(): pass\ndef f(): pass", "def f(): pass\ndef f(): pass\ndef g(): pass", "x = 1"],
)
def test_other_definitions_than_the_stubs_are_told(reference):
    with pytest.raises(CourseError, match="no notebook can be made"):
        in_cells("def f(): pass\n\ndef g(): pass\n", reference, Path("r.py"))


def test_a_class_with_other_methods_is_told():
    stub = "class A:\n    def f(self): pass\n\n    def g(self): pass\n"

    with pytest.raises(CourseError, match="`A` has other methods"):
        in_cells(
            stub, "class A:\n    def _x(self): pass\n\n    def f(self): pass\n\n    def g(self): pass\n", Path("r.py")
        )


# -- points -------------------------------------------------------------------------------------------------------------

STATUSES = [Status.PASSED, Status.FAILED, Status.ERROR, Status.TIMEOUT, Status.BLOCKED, Status.INCONCLUSIVE]


@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.sampled_from("fgh"), st.sampled_from(STATUSES), st.floats(0.5, 3)),
        min_size=1,
        max_size=12,
    )
)
def test_the_cells_add_up_to_what_the_report_says(rows):
    exercise = Exercise("x", "X", (Task("a", "A", 3), Task("b", "B", 1.5)), (), (), Limits())
    checks = [
        CheckResult(f"test_{name}[{number}]", task, "", status, weight)
        for number, (task, name, status, weight) in enumerate(rows)
    ]
    policy = NotRunPolicy.EXCUSED
    report = Report(exercise, score(exercise, checks, policy), Environment("", (), {}, ""))
    cells = [
        Cell(f"{task}-{name}", Kind.TEST, "", points, name, task)
        for (task, name), points in shares(exercise, checks).items()
    ]

    found = scores(report, cells, policy)

    excused = sum(task.points for task in exercise.tasks) - report.possible  # a task of which nothing counts
    present = {check.task for check in checks}
    missing = sum(task.points for task in exercise.tasks if task.name not in present)
    assert sum(found.values()) == pytest.approx(report.earned + excused - missing)
    assert all(0 <= found[cell.grade_id] <= cell.points for cell in cells)


def test_a_check_that_was_not_run_is_no_score():
    report = Report(COURSE.exercises[0], (), Environment("", (), {}, ""))

    with pytest.raises(CourseError, match="test_gone"):
        scores(report, [Cell("test_gone", Kind.TEST, "", 1, "test_gone", "fit")], Course.not_run)
