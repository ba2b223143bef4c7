"""Answers that no check may break on: what a student's functions give by accident, instead of what is right.

Each is a right solution whose public functions and methods answer something else: nothing, a pair, a list around it, another
dtype, NaN. Which of them depends on what the function is asked, so that a few submissions show each check several.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from learnnn.core.findings import Finding
from learnnn.core.model import Exercise, Status, Submission
from learnnn.judge.grading import judge
from learnnn.judge.trials import Job, Plan, Trial

ANSWERS = (
    "None", "(answer, answer)", "[answer]", "[]", "0.5", "'text'", "{}", "{'answer': answer}", "object()", "type",
    "getattr(answer, 'T', -1)", "answer[:1] if hasattr(answer, '__getitem__') else True", "numpy.float32(7)",
    "numpy.full((2, 3), numpy.nan)", "numpy.array([])", "numpy.array(['text'])",
)  # fmt: skip
SALTS = (1, 5, 10)
_AROUND = """
def _instead_of(function, salt):
    import functools
    import numpy
    answers = [{answers}]

    @functools.wraps(function)
    def instead(*args, **kwargs):
        answer = function(*args, **kwargs)
        return answers[(len(repr(args[-1:])) + len(function.__name__) + salt) % len(answers)](answer, numpy)

    return instead

"""


def findings(exercise: Exercise, reference: Submission, plan: Plan) -> Iterator[Finding]:
    """The checks that break on such an answer, or on a name that is bound to none of its kind."""
    given = list(submissions_with(reference))
    for trials in judge(replace(plan, jobs=[Job(exercise, one) for one in given])):
        yield from (Finding(what, reference.path) for what in _broken(trials))


def submissions_with(reference: Submission) -> Iterator[Submission]:
    """The reference with strange answers, and with its names bound to something else."""
    functions = list(_functions(ast.parse(reference.source).body))
    answers = ", ".join(f"lambda answer, numpy: {answer}" for answer in ANSWERS)
    around = _AROUND.replace("{answers}", answers)
    for salt in SALTS:
        bound = "".join(f"{name} = _instead_of({name}, {salt})\n" for name in functions)
        yield replace(reference, source=f"{reference.source}\n{around}{bound}")
    top = list(dict.fromkeys(name.partition(".")[0] for name in functions))
    yield replace(reference, source=f"{reference.source}\n\n" + "".join(f"{name} = None\n" for name in top))


def _functions(body: Sequence[ast.stmt], owner: str = "") -> Iterator[str]:
    """The public functions, and the methods of classes, by qualified name."""
    for node in body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not node.decorator_list:
            yield owner + node.name
        elif isinstance(node, ast.ClassDef) and not owner:
            yield from _functions(node.body, f"{node.name}.")


def _broken(trials: Iterable[Trial]) -> Iterator[str]:
    for trial in trials:
        if trial.result.status is Status.BROKEN:
            yield f"{trial.result.name} breaks on a strange answer: {trial.staff_note}"
