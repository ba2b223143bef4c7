"""Strange answers: right solutions in which honest accidents have happened, for checks to work with.

In each submission every function and method of the contract has an accident, and over all submissions each has every one of
them. A check that breaks on one costs a student points with a message that says little: it should expect any kind of answer.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from learnnn.core.findings import Finding
from learnnn.core.model import Status, Submission
from learnnn.course.definitions import Definitions
from learnnn.judge.trials import Trial

NAMES = {
    "is None": "None",
    "is a number": "3",
    "is a module": "_numpy",
    "is a class": "dict",
}
ANSWERS = {
    "answers None": "None",
    "answers a pair": "(right(), right())",
    "answers an empty list": "[]",
    "answers a shorter list": "[0.5]",
    "answers a number": "3.0",
    "answers a text": "'text'",
    "answers a dict": "{'a': 1}",
    "answers an object": "_Thing()",
    "answers a function": "_Thing",
    "answers NaN": "float('nan')",
    "answers an empty array": "_numpy.zeros(0)",
    "answers an array of text": "_numpy.array(['a', 'b'])",
    "answers complex numbers": "_numpy.array(right()) * 1j",
    "answers its answer transposed": "right().T",
    "answers its answer flattened": "right().reshape(-1)",
    "answers its answer as integers": "right().astype(int)",
    "answers its answer with an axis too many": "right()[None]",
    "answers its answer in a list": "[right()]",
}
ACCIDENTS = NAMES | ANSWERS
_BELOW = """

import functools as _functools
import numpy as _numpy


class _Thing:
    pass


def _instead(f, change):
    return lambda *args, **kwargs: change(_functools.partial(f, *args, **kwargs))


"""


@dataclass(frozen=True, slots=True)
class Strange:
    """A submission, and which accident each name of it has had."""

    submission: Submission
    accidents: dict[str, str]


def of(stub: Submission, right: Submission, kinds: Mapping[str, str] = ACCIDENTS) -> list[Strange]:
    """As many as there are `kinds` of accidents. Each is done to the right solution, with the contract of the stub."""
    names = list(_named(stub.source))
    return [_strange(right, names, list(kinds), turn) for turn in range(len(kinds))]


def findings(strange: Sequence[Strange], judged: Sequence[Sequence[Trial]]) -> Iterator[Finding]:
    """The checks that broke, each once for every exception."""
    told = set()
    for one, trials in zip(strange, judged, strict=True):
        for trial in (trial for trial in trials if trial.result.status is Status.BROKEN):
            what = (trial.result.name, trial.staff_note)
            if what not in told:
                told.add(what)
                yield Finding(
                    f"{trial.result.name} breaks where {_heard(one, trial)}: {trial.staff_note}", one.submission.path
                )


def _heard(one: Strange, trial: Trial) -> str:
    """What the last name that the check asked about had come to."""
    last = trial.record[-1].expression if trial.record else ""
    names = [name for name in one.accidents if last.rpartition(".")[2] == name.rpartition(".")[2]]
    return ", ".join(f"`{name}` {one.accidents[name]}" for name in names) or "answers are strange"


def _named(source: str) -> Iterator[str]:
    """The functions and methods of a contract that Python does not call by itself, and that have no decorator."""
    for name, (*_, node) in Definitions.of(source).by_name.items():
        if isinstance(node, ast.FunctionDef) and not (node.name.startswith("_") or node.decorator_list):
            yield name


def _strange(right: Submission, names: Sequence[str], kinds: Sequence[str], turn: int) -> Strange:
    accidents = {name: kinds[(number + turn) % len(kinds)] for number, name in enumerate(names)}
    text = right.source + _BELOW + "\n".join(_line(name, kind) for name, kind in accidents.items()) + "\n"
    return Strange(replace(right, source=text), accidents)


def _line(name: str, kind: str) -> str:
    if kind in NAMES:
        return f"{name} = {NAMES[kind]}"
    return f"{name} = _instead({name}, lambda right: {ANSWERS[kind]})"
