"""What hidden checks say now: whatever a student's code puts into all it can choose, the words are the same, and none is its own."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from learnnn.core.model import Exercise, Layer, Visibility
from learnnn.core.report_json import to_dict
from learnnn.course import course_file
from learnnn.course import submission as submissions
from learnnn.course.layout import Layout
from learnnn.judge.bench import Bench
from learnnn.judge.grading import judge, report
from learnnn.judge.trials import Job, Plan
from learnnn.report.render import plain, report_lines
from tests.conftest import ROOT

COURSE = course_file.load(ROOT)
CANARIES = ("Qanary7919", "Zebra104729Long")  # of other length too: that is what sizes and places are made from
QUICK = ("confusion", "losses")

# Appended to the right solution: every function of it, and every method, does as MODE says. No name here is of a library.
ALTERED = '''
def _altered_(function):
    n = len(CANARY)
    def altered(*args, **kwargs):
        print(CANARY)
        kind = type(CANARY, (Exception,), {"__str__": lambda self: CANARY, "__repr__": lambda self: CANARY})
        if MODE == "an exception":
            raise kind(CANARY)
        if MODE == "a known exception":
            raise (AttributeError if n % 2 else RuntimeError)(CANARY)  # no contract asks for either
        if MODE == "an object":
            return kind(CANARY)
        if MODE == "a text":
            return CANARY
        if MODE == "keys":
            return {CANARY: CANARY, n: n}
        if MODE == "a length":
            return [float(n)] * n
        value = function(*args, **kwargs)
        return _spoilt_(value, n)
    return altered


def _spoilt_(value, n):
    """The right answer with one number wrong, somewhere, by something."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value + n
    if isinstance(value, (list, tuple)) and len(value):
        at = n % len(value)
        return type(value)(_spoilt_(one, n) if i == at else one for i, one in enumerate(value))
    if isinstance(value, dict):
        return {key: _spoilt_(one, n) for key, one in value.items()}
    if hasattr(value, "reshape") and hasattr(value, "copy") and value.size:
        value = value.copy()
        value.reshape(-1)[n % value.size] += n
    return value


for _name_, _value_ in list(globals().items()):
    if _name_.startswith("_") or getattr(_value_, "__module__", None) != __name__:
        continue
    if isinstance(_value_, type):
        for _part_, _method_ in list(vars(_value_).items()):
            if callable(_method_) and not _part_.startswith("__"):
                setattr(_value_, _part_, _altered_(_method_))
    elif callable(_value_):
        globals()[_name_] = _altered_(_value_)
'''
MODES = ("an exception", "a known exception", "an object", "a text", "keys", "a length", "an entry")


@pytest.fixture(scope="module")
def bench():
    made = Bench(Layout(COURSE.root))
    yield made
    made.close()


def told_now(exercise: Exercise, bench: Bench, mode: str, canary: str) -> dict[str, str]:
    """By hidden check: everything that is passed on of it at *now*."""
    right = bench.layout.reference(exercise.slug).read_text()
    source = f"{right}\n\nMODE, CANARY = {mode!r}, {canary!r}\n{ALTERED}"
    ast.parse(source)
    submission = submissions.from_bytes(source.encode(), Path(f"{exercise.slug}.py"), exercise.slug, start_again="")
    job = Job(exercise, submission)
    plan = Plan(COURSE, bench, [job], with_hidden=True, hidden_seed=f"a secret for {mode}", is_blocking=False)
    (trials,) = judge(plan)
    hidden = [trial for trial in trials if trial.result.visibility is Visibility.HIDDEN]
    assert hidden, "the exercise has no hidden checks"
    is_altered = any(not trial.result.passed for trial in hidden)
    assert is_altered or mode == "an entry", "nothing was altered"  # not every answer has one
    told = report(job, hidden, COURSE, bench, plan.hidden_seed)
    checks = [check for task in to_dict(told, Layer.NOW)["tasks"] for check in task["checks"]]
    # A status may differ: another number can be right by chance. The sentence is the one that belongs to it.
    words = {f"{check['name']}, {check['status']}": json.dumps(check) for check in checks}
    page = plain(report_lines(told, root=ROOT, layer=Layer.NOW))
    return words | {"page": page.replace(submission.sha256[:16], "")}


def differing(exercise: Exercise, bench: Bench, mode: str) -> dict[str, tuple[str, str]]:
    """What two canaries have made two of."""
    one, other = (told_now(exercise, bench, mode, canary) for canary in CANARIES)
    for told, canary in ((one, CANARIES[0]), (other, CANARIES[1])):
        assert not [name for name, words in told.items() if canary.lower() in words.lower()]
    alike = one.keys() - {"page"} == other.keys() - {"page"}  # the points on the page are those of the statuses
    return {
        name: (words, other[name])
        for name, words in one.items()
        if name in other and words != other[name] and (alike or name != "page")
    }


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("slug", QUICK)
def test_hidden_checks_say_the_same_whatever_theirs_chose(slug: str, mode: str, bench: Bench) -> None:
    exercise = COURSE.exercise(slug)
    assert exercise is not None

    assert differing(exercise, bench, mode) == {}


@pytest.mark.slow
@pytest.mark.parametrize("exercise", COURSE.exercises, ids=lambda one: one.slug)
def test_every_hidden_check_of_the_course_says_the_same(exercise: Exercise, bench: Bench) -> None:
    for mode in MODES:
        assert differing(exercise, bench, mode) == {}, mode
