"""Pictures of what a student's own code does: the code runs in a worker, its data is drawn here.

`pictures_<slug>.py` is course code. Each of its public functions is a picture, in the order in which they are written; each
has a worker of its own, so that one which fails takes nothing from the others.
"""

from __future__ import annotations

import ast
import hashlib
import inspect
import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from learnnn.core.cleaning import spelled_out
from learnnn.core.errors import LearnnnError
from learnnn.core.learning import Picture
from learnnn.core.model import Course, Exercise, Submission
from learnnn.core.outcomes import Outcome, StudentRaised
from learnnn.course import submission as submissions
from learnnn.course.course_code import blaming, imported
from learnnn.course.layout import Layout
from learnnn.judge.bench import Bench
from learnnn.judge.feedback import feedback_of, sentence

if TYPE_CHECKING:
    from matplotlib.figure import Figure

CANNOT = "This picture could not be drawn from what your code answered."
NOT_WRITTEN = "is not written yet"
MAX_TOLD = 600  # characters of a problem: their code chooses some of them


def names(exercise: Exercise, layout: Layout) -> list[str]:
    """The pictures of an exercise; none where it has no file of them. Raises CourseError if that is not Python."""
    path = layout.pictures(exercise.slug)
    if not path.is_file():
        return []
    with blaming(path):
        tree = ast.parse(path.read_text(encoding="utf-8"))
    defined = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
    return [name for name in defined if not name.startswith("_")]


def draw(course: Course, exercise: Exercise, bench: Bench, submission: Submission | None = None) -> list[Picture]:
    """The pictures of an exercise, from the student's file unless another one is given.

    Raises SubmissionError if that file cannot be read, CourseError if the file of pictures cannot be loaded, WorkerError if
    this machine cannot run the code.
    """
    return list(draw_each(course, exercise, bench, submission))


def draw_each(
    course: Course, exercise: Exercise, bench: Bench, submission: Submission | None = None
) -> Iterator[Picture]:
    """Like `draw`, one after another."""
    layout = Layout(course.root)
    wanted = names(exercise, layout)
    if not wanted:
        return
    theirs = submission or submissions.read(layout.stub(exercise.slug), exercise.slug)
    with imported(layout.pictures(exercise.slug)) as module:
        for name in wanted:
            yield _picture(getattr(module, name), exercise, bench, theirs)


Draw = Callable[..., Any]


def _picture(function: Draw, exercise: Exercise, bench: Bench, submission: Submission) -> Picture:
    look_at = inspect.cleandoc(function.__doc__ or "").partition("\n\n")[2]
    bare = Picture(function.__name__, sentence(function.__doc__).removesuffix("."), " ".join(look_at.split()))
    try:
        with warnings.catch_warnings(action="ignore"):
            return _drawn(function, bare, exercise, bench, submission)
    except Outcome as outcome:
        return replace(bare, problem=_told(outcome, submission))
    except LearnnnError:
        raise
    except Exception as error:  # noqa: BLE001  # what their answers make our drawing do is no verdict on either
        return replace(bare, problem=CANNOT, note=f"{type(error).__name__}: {error}")


def _drawn(function: Draw, bare: Picture, exercise: Exercise, bench: Bench, submission: Submission) -> Picture:
    from learnnn import drawing

    with drawing.styled():
        with bench.module(exercise, submission) as student:
            figure: Figure = function(student, _generator(exercise.slug, bare.name))
        note = "; ".join(drawing.unlabelled(figure))
        return replace(bare, svg=drawing.rendered(figure, "svg"), png=drawing.rendered(figure, "png"), note=note)


def _generator(*words: str) -> Any:
    """The source of chance of one picture: the same every time, another one for each picture."""
    import numpy as np

    return np.random.default_rng(int.from_bytes(hashlib.sha256("::".join(words).encode()).digest()[:8]))


def _told(outcome: Outcome, submission: Submission) -> str:
    """Why there is no picture, in the student's words."""
    if isinstance(outcome, StudentRaised) and outcome.is_not_written_yet and outcome.frames:
        last = outcome.frames[-1]
        name = f"{_class_above(last.line, submission.source)}{last.function[:80]}"
        return spelled_out(f"`{name}` ({submissions.place(submission, last.line)}) {NOT_WRITTEN}.")
    told = feedback_of(outcome, is_hidden=False, place=lambda line: submissions.place(submission, line))
    return spelled_out(" ".join(filter(None, (told.happened, told.evidence, told.look_at))))[:MAX_TOLD]


def _class_above(number: int, source: str) -> str:
    """`Perceptron.` for a line in that class, and nothing outside of classes. The text is read, not parsed: it is theirs."""
    lines = source.splitlines()[: max(0, number)]
    heads = (re.match(r"(?:class|(?:async )?def)\s+(\w+)", text) for text in reversed(lines))
    head = next(filter(None, heads), None)
    return f"{head[1][:80]}." if head is not None and head[0].startswith("class") else ""
