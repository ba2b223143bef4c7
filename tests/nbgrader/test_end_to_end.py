"""A term with nbgrader's own commands: from the source notebooks to the exported scores, which are those of `learnnn grade`."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

pytest.importorskip("nbgrader")

from learnnn.course import course_file
from learnnn.course.layout import Layout
from tests.conftest import ROOT
from tests.grounds.nbgrader import SEED, Ground, answers, replaced, written
from tests.grounds.postgresql import Server

pytestmark = pytest.mark.slow

SLUGS = ["backprop", "parameters", "perceptron", "quiz"]  # NumPy, torch, a figure, questions in words
WRONG = {  # one mistake each, which has a diagnosis of its own
    "backprop": replaced("output_delta.sum(axis=0)", "output_delta.mean(axis=0)"),
    "parameters": replaced("n_in * n_out + (n_out if bias else 0)", "n_in * n_out"),
    "perceptron": replaced("np.greater_equal(z, 0)", "np.greater(z, 0)"),
}


@pytest.fixture(scope="module")
def term(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    """Ann has everything right, Ben makes a mistake in each exercise, Cem hands in what he was given.

    A fourth one fetches and submits the quiz through nbgrader's exchange.
    """
    root = tmp_path_factory.mktemp("term") / "course"
    ground = Ground.set_up(root, "--students", str(_roster(root.parent)))
    for slug in SLUGS:
        ground.release(slug)
        source = root / "source" / slug / f"{slug}.ipynb"
        right = answers(source)
        ground.submit("ann", slug, right, written("It depends, and here is on what."))
        ground.submit("ben", slug, right, *([WRONG[slug]] if slug in WRONG else []))
        ground.submit("cem", slug)
    _through_the_exchange(ground)
    for slug in SLUGS:
        ground.nbgrader("autograde", slug)
    _grade_by_hand(ground)
    for slug in SLUGS:
        ground.nbgrader("generate_feedback", slug)
    return ground


def _roster(folder: Path) -> Path:
    path = folder / "students.csv"
    path.write_text("id,first_name,last_name,email\nann,Ann,Lee,ann@example.org\nben,Ben,Ray,\ncem,,,\n")
    return path


def _through_the_exchange(ground: Ground) -> None:
    """A student fetches, works and submits; the teacher collects. Here both are the same user of this machine."""
    ground.nbgrader("release_assignment", "quiz")
    home = ground.root.parent / "student"
    home.mkdir()
    shutil.copy(ground.root / "nbgrader_config.py", home)
    config = (home / "nbgrader_config.py").read_text()
    (home / "nbgrader_config.py").write_text(config + f"\nc.CourseDirectory.root = {str(home)!r}\n")
    ground.nbgrader("fetch_assignment", "quiz", cwd=home)
    path = next(home.rglob("quiz.ipynb"))
    notebook = json.loads(path.read_text())
    answers(ground.root / "source" / "quiz" / "quiz.ipynb")(notebook["cells"])
    path.write_text(json.dumps(notebook))
    ground.nbgrader("submit", "quiz", cwd=home)
    ground.nbgrader("collect", "quiz")


def _grade_by_hand(ground: Ground) -> None:
    """As formgrader does it: points and a comment for every answer in words that waits."""
    with ground.gradebook() as gradebook:
        for slug in SLUGS:
            submission = gradebook.find_submission_notebook(slug, slug, "ann")
            for grade in submission.grades:
                if grade.needs_manual_grade:
                    grade.manual_score = grade.max_score / 2
                    grade.needs_manual_grade = False
            for comment in submission.comments:
                if comment.name.startswith("reflection-"):
                    comment.manual_comment = "Say more about the second half."
        gradebook.db.commit()


def test_scores_are_those_of_learnnn_grade(term: Ground) -> None:
    theirs, ours = term.exported(), term.learnnn_scores()
    course = course_file.load(ROOT)

    compared = 0
    for (student, slug), row in theirs.items():
        if (student, slug) not in ours:
            continue
        exercise = course.exercise(slug)
        assert exercise is not None
        by_hand = sum(asked.points for asked in exercise.reflections) / 2 if student == "ann" else 0.0
        assert float(row["raw_score"]) == pytest.approx(ours[student, slug] + by_hand), (student, slug)
        compared += 1
    assert compared == 13  # three students with four notebooks, and one more quiz
    assert ours["ann", "backprop"] == pytest.approx(10)
    assert 0 < ours["ben", "backprop"] < 10
    assert ours["cem", "backprop"] == 0


def test_the_exchange_brings_work_home(term: Ground) -> None:
    name = pwd.getpwuid(os.getuid()).pw_name

    assert float(term.exported()[name, "quiz"]["raw_score"]) > 0


def test_students_who_left_it_as_it_was_need_nobody_to_look_at_it(term: Ground) -> None:
    with term.gradebook() as gradebook:
        for slug in SLUGS:
            assert not gradebook.find_submission(slug, "cem").needs_manual_grade
            assert not gradebook.find_submission(slug, "ann").needs_manual_grade


def test_what_is_released_holds_no_solution_and_no_hidden_check(term: Ground) -> None:
    layout = Layout(ROOT)
    for slug in SLUGS:
        text = term.released(slug).read_text()
        assert "BEGIN SOLUTION" not in text and "HIDDEN TESTS" not in text
        known = layout.stub(slug).read_text()
        for line in layout.reference(slug).read_text().splitlines():
            if len(line.strip()) > 15 and line not in known:
                assert json.dumps(line)[1:-1] not in text, f"{slug}: {line}"
        for line in layout.hidden_checks(slug).read_text().splitlines():
            if line.startswith("def test_"):
                assert line[4:].partition("(")[0] not in text, f"{slug}: {line}"


def test_feedback_tells_the_mistake_and_nothing_that_is_hidden(term: Ground) -> None:
    page = (term.root / "feedback" / "ben" / "backprop" / "backprop.html").read_text()
    assert "The same mistake." in page or "summed" in page or "mean" in page
    reports = term.learnnn("grade", str(term.root / "submitted"), "--show", "ben", "--exercise", "backprop").output
    told = [line.strip() for line in reports.splitlines() if line.strip().startswith("expected:")]
    assert told, "the public checks tell what they expect"
    hidden = [cell for cell in _cells(term, "ben", "backprop") if "HIDDEN TESTS" in cell.source]
    assert hidden
    for cell in hidden:
        shown = json.dumps(cell.outputs)
        assert "expected" not in shown and "got:" not in shown


def _cells(term: Ground, student: str, slug: str) -> list[nbformat.NotebookNode]:
    path = term.root / "autograded" / student / slug / f"{slug}.ipynb"
    found: list[nbformat.NotebookNode] = nbformat.read(path, as_version=4).cells
    return found


def test_autograding_again_changes_nothing_and_grades_nothing_anew(term: Ground) -> None:
    before = term.exported()

    term.nbgrader("autograde", "backprop", "--force")

    assert term.exported() == before


def test_import_of_what_learnnn_graded_agrees(term: Ground, tmp_path: Path) -> None:
    """`learnnn grade`, then `learnnn nbgrader import`, into a new gradebook: as if nbgrader had graded itself."""
    twin = Ground(tmp_path / "twin", term.course, term.course_id)
    shutil.copytree(
        term.root, twin.root, ignore=shutil.ignore_patterns("autograded", "feedback", "gradebook.db", "*.grades.*")
    )
    config = (twin.root / "nbgrader_config.py").read_text().replace(str(term.root), str(twin.root))
    (twin.root / "nbgrader_config.py").write_text(config)
    for slug in SLUGS:
        twin.nbgrader("generate_assignment", slug, "--force")
    twin.learnnn("grade", str(twin.root / "submitted"), "--seed", SEED, code=None)
    imported = twin.learnnn("nbgrader", "import", "--course-dir", str(twin.root), code=1)
    assert "Imported 13 works" in imported.output  # and 3 that one student never handed in

    for slug in SLUGS:
        theirs, ours = term.auto_scores(slug), twin.auto_scores(slug)
        assert theirs.keys() == ours.keys()
        for student in theirs:
            assert ours[student] == pytest.approx(theirs[student]), (student, slug)
        twin.nbgrader("generate_feedback", slug)


@pytest.mark.parametrize("slug", ["backprop", "parameters"])
def test_plain_nbgrader_gives_honest_work_the_same_scores(term: Ground, tmp_path: Path, slug: str) -> None:
    plain = term.plain_twin(tmp_path / "plain")
    plain.release(slug)
    for student in ("ann", "ben", "cem"):
        plain.submit_raw(student, slug, term.submitted(student, slug).read_bytes())

    plain.nbgrader("autograde", slug)

    theirs, ours = plain.auto_scores(slug), term.auto_scores(slug)
    for student in ("ann", "ben", "cem"):
        assert theirs[student] == pytest.approx(ours[student]), student


def test_the_same_term_on_postgresql_ends_alike(term: Ground, postgresql: Server, tmp_path: Path) -> None:
    roster = str(_roster(tmp_path))
    ground = Ground.set_up(tmp_path / "course", "--students", roster, db_url=postgresql.database())
    shutil.copytree(term.root / "submitted", ground.root / "submitted")
    for slug in SLUGS:
        ground.release(slug)
        ground.nbgrader("autograde", slug)
    _grade_by_hand(ground)
    ground.nbgrader("generate_feedback", "quiz")

    assert not (ground.root / "gradebook.db").exists()
    theirs, ours = ground.exported(), term.exported()
    assert theirs.keys() == ours.keys()
    for key, row in ours.items():
        numbers = {name: float(row[name]) for name in ("raw_score", "score", "max_score")}
        assert {name: float(theirs[key][name]) for name in numbers} == pytest.approx(numbers), key
        assert theirs[key]["timestamp"] == row["timestamp"]
    assert (ground.root / "feedback" / "ann" / "quiz" / "quiz.html").exists()


# -- formgrader ---------------------------------------------------------------------------------------------------------

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def formgrader(term: Ground) -> Iterator[str]:
    """The address of formgrader on the graded course, served by a real Jupyter server."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [f"--ServerApp.port={port}", "--ServerApp.ip=127.0.0.1", "--ServerApp.token=secret", "--no-browser"]
    words += ["--allow-root", f"--ServerApp.root_dir={term.root}", f"--ServerApp.notebook_dir={term.root}"]
    words += ["--ServerApp.jpserver_extensions={'nbgrader.server_extensions.formgrader': True}"]
    log = (term.root.parent / "server.log").open("w")
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyter_server", *words], cwd=term.root, env=term.environment, stdout=log, stderr=log
    )
    address = f"http://127.0.0.1:{port}/formgrader"
    try:
        for _ in range(240):
            try:
                urllib.request.urlopen(f"{address}/?token=secret", timeout=5)
                break
            except OSError:
                assert server.poll() is None, (term.root.parent / "server.log").read_text()[-3000:]
                time.sleep(0.5)
        yield address
    finally:
        server.terminate()
        server.wait(30)
        log.close()


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")
def test_formgrader_shows_a_submission_with_our_feedback(term: Ground, formgrader: str, tmp_path: Path) -> None:
    with term.gradebook() as gradebook:
        wanted = gradebook.find_submission_notebook("backprop", "backprop", "ben").id

    page = _seen(f"{formgrader}/submissions/{wanted}/?token=secret", tmp_path)

    assert "Grade cell" in page or "grade" in page
    assert page.count("test_") > 20
    assert "of the loss" in page or "bias" in page
    assert 'id="MathJax' in page or "Backpropagation" in page
    assert (tmp_path / "page.png").stat().st_size > 20_000


def _seen(url: str, folder: Path) -> str:
    """The page as Chromium has it once its scripts have run; its picture is kept beside."""
    assert CHROMIUM is not None
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
    flags += ["--disable-background-networking", "--disable-component-update", f"--user-data-dir={folder / 'profile'}"]
    flags += ["--window-size=1300,4000", "--virtual-time-budget=10000"]
    for output in (f"--screenshot={folder / 'page.png'}", "--dump-dom"):
        done = subprocess.run([CHROMIUM, *flags, output, url], capture_output=True, text=True, timeout=180, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout
