"""Predict, then run: questions that a student answers in the head, and what their own code says to them afterwards.

`predict_<slug>.py` is course code. A function in it asks the student's code (in a worker, as checks do) what really happens;
the first paragraph of its docstring is the question, the rest explains the answer, and the type it returns says how to answer.
"""

from __future__ import annotations

import ast
import json
import math
import re
import warnings
from pathlib import Path
from typing import Any

import msgspec

from learnnn.core.cleaning import spelled_out
from learnnn.core.errors import CourseError
from learnnn.core.learning import Answer, Kind, Prediction, Told
from learnnn.core.model import Exercise, Submission
from learnnn.core.outcomes import Outcome, StudentRaised
from learnnn.course import submission as submissions
from learnnn.course.course_code import blaming, imported
from learnnn.course.layout import Layout
from learnnn.judge.bench import Bench
from learnnn.judge.feedback import feedback_of
from learnnn.system import placing

CLOSE = 0.05  # of the number itself, unless the function has another `tolerance`
LONGEST = 200  # characters of what went wrong that are shown
NOT_WRITTEN = "What it needs is not written yet."
Record = dict[str, str | None]  # "exercise::prediction": what was said, None where it was skipped


KINDS = {"float": Kind.NUMBER, "int": Kind.NUMBER, "tuple": Kind.SHAPE, "str": Kind.WORD}


def load(exercise: Exercise, layout: Layout) -> list[Prediction]:
    """The predictions that course.yml names, in its order. Raises CourseError where one is not as it should be.

    The file is read, and not run.
    """
    if not exercise.predict:
        return []
    path = layout.predictions(exercise.slug)
    with blaming(path):
        tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    for name in exercise.predict:
        if name not in functions:
            raise CourseError(
                f"there is no prediction `{name}`", path=path, next_step=f"Write `def {name}(student) -> float: …`."
            )
    return [_prediction(functions[name], exercise, path) for name in exercise.predict]


def parse(kind: Kind, text: str) -> Answer | None:
    """What a student typed, as an answer of this kind; None if it is none."""
    match kind:
        case Kind.NUMBER:
            return _number(text)
        case Kind.SHAPE:
            is_shape = re.fullmatch(r"[(\[]?[\d\s,x\u00d7]*[)\]]?", text) and re.search(r"\d|\(\s*\)", text)
            return tuple(map(int, re.findall(r"\d{1,9}", text))) if is_shape else None
        case Kind.WORD:
            return text


def reveal(exercise: Exercise, prediction: Prediction, said: Answer, bench: Bench, submission: Submission) -> Told:
    """Ask the student's own code, and compare. Raises CourseError if the file of predictions cannot be run."""
    with imported(bench.layout.predictions(exercise.slug)) as module:
        function = getattr(module, prediction.name)
        try:
            with bench.module(exercise, submission) as student, warnings.catch_warnings(action="ignore"):
                found = _as_answer(prediction.kind, function(student))
        except Outcome as outcome:
            return Told(prediction, said, problem=_why(outcome, submission))
        except Exception:  # noqa: BLE001  # what their answers make our function do is no verdict on either
            return Told(
                prediction, said, problem=f"It did not answer with {prediction.kind.value.partition(' such')[0]}."
            )
        return Told(prediction, said, found, _agree(said, found, getattr(function, "tolerance", CLOSE)))


# -- what was asked before ---------------------------------------------------------------------------------------------


def read_record(path: Path) -> Record:
    """What was answered and skipped; a missing or damaged file counts as nothing."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Record)
    except (OSError, ValueError, RecursionError):
        return {}


def write_record(path: Path, record: Record) -> None:
    placing.put(path, json.dumps(record, indent=1).encode(), is_shared=True)


# -- the file of predictions -------------------------------------------------------------------------------------------


def _prediction(function: ast.FunctionDef, exercise: Exercise, path: Path) -> Prediction:
    question, _, explanation = (ast.get_docstring(function) or "").partition("\n\n")
    annotation = ast.unparse(function.returns).partition("[")[0] if function.returns is not None else ""
    if not question or not explanation.strip() or annotation not in KINDS:
        raise CourseError(
            f"the prediction `{function.name}` is not complete",
            path=path,
            line=function.lineno,
            next_step="Its docstring asks in the first paragraph and explains in the others, and it says what it "
            "returns: `-> float`, `-> int`, `-> tuple` or `-> str`.",
        )
    name = f"{exercise.slug}::{function.name}"
    return Prediction(function.name, name, " ".join(question.split()), explanation.strip(), KINDS[annotation])


# -- answers -----------------------------------------------------------------------------------------------------------


def _number(text: str) -> float | None:
    """`0.69`, `1e-3`, `2/3`, `25%`, `ln 3`; never infinite, and no NaN."""
    match = re.fullmatch(r"(ln|log)?\s*\(?\s*([^()\s/%]+)\s*(?:/\s*([^()\s/%]+)\s*)?(%)?\s*\)?", text.lower())
    if match is None:
        return None
    logarithm, above, below, percent = match.groups()
    try:
        value = float(above) / float(below or 1) / (100 if percent else 1)
        value = math.log(value) if logarithm else value
    except (ValueError, ArithmeticError):
        return None
    return value if math.isfinite(value) else None


def _as_answer(kind: Kind, value: Any) -> Answer:
    """What the function returned, in plain types: it may have come from the student's code as it is."""
    match kind:
        case Kind.NUMBER:
            return float(value)
        case Kind.SHAPE:
            return tuple(int(length) for length in value)
        case Kind.WORD:
            return str(value) if isinstance(value, str) else _not_a_word(value)


def _not_a_word(value: object) -> str:
    raise TypeError(type(value).__name__)


def _agree(said: Answer, found: Answer, tolerance: float) -> bool:
    if isinstance(said, float) and isinstance(found, float):
        return math.isclose(said, found, rel_tol=0, abs_tol=tolerance * abs(found) + 1e-12)
    if isinstance(said, str) and isinstance(found, str):
        return said.strip().casefold() == found.strip().casefold()
    return said == found


def _why(outcome: Outcome, submission: Submission) -> str:
    """Why there is no answer yet, in the student's words."""
    if isinstance(outcome, StudentRaised) and outcome.is_not_written_yet:
        return NOT_WRITTEN
    told = feedback_of(outcome, is_hidden=False, place=lambda line: submissions.place(submission, line)).happened
    return spelled_out(told)[:LONGEST]
